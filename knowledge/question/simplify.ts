/**
 * Traditional → simplified characters, for questions. In: text. Out: the same words in simplified characters. The tables
 * (opencc-js) take 0.2 s to load, so they are loaded only when a question needs them.
 */

/** Frequent characters that simplified text never has; one of them stands in nearly every traditional question. */
const TRADITIONAL_ONLY =
  /[區國學會時來個們對說發為過開關經無問現實點長東樣與業種進這還種應當責報據規劃議審計數務執機構權規範監督條辦處總體書記幹部領導單請誰幾麼嗎讓給後從將標準準備檢查參觀專題講習訓練內邊際須門際濟財產環線運動號證復議訴訟許縣鄉鎮醫衛農無聯歲]/

/** The part of opencc-js used here; its own declarations do not resolve under node's module resolution. */
interface OpenCc {
  readonly Converter: (direction: { readonly from: 't'; readonly to: 'cn' }) => (text: string) => string
}

/** @returns simplified text; the input itself where nothing traditional stands in it. */
export async function toSimplified(text: string): Promise<string> {
  if (!TRADITIONAL_ONLY.test(text)) return text
  const { Converter } = (await import('opencc-js/t2cn')) as OpenCc
  return Converter({ from: 't', to: 'cn' })(text)
}
