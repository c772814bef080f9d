/**
 * Traditional → simplified characters, for questions. In: text. Out: the same words in simplified characters. The tables
 * (opencc-js) take 0.2 s to load, so they are loaded only when a question needs them, and then once.
 */

/**
 * What simplified text never has: the traditional forms of the characters frequent in our training questions and samples.
 * One of them stands in nearly every traditional question.
 */
const TRADITIONAL_ONLY = new RegExp(
  `[${[
    '會執個辦幾單嗎區審開來議沒門規應頭時機報責證罰裏務業數當決對員項發誰問評給與調過內實處後動復學監點關設鎮還說範場專進麼領訴職聽請於資權條幹檢見錢結導書網記縣師題經長級體講備負現標據錄準統爲鄉訓違這兒補',
    '組臺計賬話產電構協聯費並樣線寫參訪課爭預間顧錯兩許讓糾蓋編號論徵織況轉衆隊車劃張談類環萬國別營籤總約牽綜納險戶傳態紙頻財舉嚴選黨層確羣強紛幫達認崗廠採邊滿續從庫掛詢種獎佔將護試諾貼紅價歸優該塊裝訟東償',
    '風難競帶斷夥換賣賠買無銷檔減攤們勵喫須夠識討亂驗勸績敗隨終離額擔紀變農熱測訂輕習適雙聲氣簡碼圍債饋創運響災遞輪鍾狀飯讀練視壓舊輿節冊則質馬貨隱圖廢筆樁樓藥輸異壞賦濟義諮腦養頂掃購匯銜稅鬧堅廳揮臨園擺齊',
    '繳損稱憲屬聞兌撥湊畫駐醫賴盤臉廣銀連緊擊勞剛轄憑獨虛釋腳辯儲積鄰觀親煙暫絡團騙搶惡牆穩術館願遷燒誤擬閱繼擇橋籌衛溝傷餘縮覺媽遠順細較擾啓絕櫃懲祕閉緩欄虧陣鍋遺攔礙誠蹤鉤爺遲趕丟載刪曉燈貫維頁楓鏈曬脫鋪',
    '毀屆撐億搖軍寬雜撈罵爛衝綠嵐謠貸礎靜瞞語階墊擠攏漲療繞莊際遊輔歷飛檻嘮儀髒擴殘鐵販靈竈擋陳廚飲倆窮卻雲徑諉窩壘饒篩闖盡鎖鑑攢畢樹糧凍觸槓稈揚禮針煩黃攝傾倉劇診贏軟鮮榮屜郵顯陽勁駕駛譜羅顆閒屢魚藍獲鏡淨',
    '歲為眾裡説週啟恆',
  ].join('')}]`,
)

let converter: Promise<(text: string) => string> | null = null

/** @returns simplified text; the input itself where nothing traditional stands in it. */
export async function toSimplified(text: string): Promise<string> {
  if (!TRADITIONAL_ONLY.test(text)) return text
  converter ??= loadConverter()
  return (await converter)(text)
}

async function loadConverter(): Promise<(text: string) => string> {
  const { Converter } = await import('opencc-js/t2cn')
  // The package's types name their neighbours without extension, which resolves to nothing here.
  return Converter({ from: 't', to: 'cn' }) as (text: string) => string
}
