/**
 * Judges whether decoded text reads like Chinese, so that bytes of another encoding that happen to be valid GB18030
 * are not taken for a document. Pure; it knows characters, not words, and says nothing about the quality of a text.
 *
 * Measured on 3,507 laws and official documents: 51 % and more of a file's ideographs are among the 518 below (runs of 300
 * characters: 34 % and more), and under 0.4 % of its characters are odd. The same files in UTF-8 or UTF-16, read as
 * GB18030: at most 5 %. Short samples of other encodings: Big5, Shift_JIS and KOI8-R at most 2 %; EUC-KR 19 %; EUC-JP
 * 17 %, half its characters being kana.
 */

export interface ChineseEvidence {
  /** Ideographs of the basic block, counted. */
  readonly ideographs: number
  /** Share of them that are frequent, 0 to 1; 0 where there are none. */
  readonly frequentShare: number
  /** Share of the non-ASCII characters that have no place in a Chinese document, 0 to 1. */
  readonly oddShare: number
}

/** Fewer ideographs than this prove nothing: two accidental bytes look like one. */
export const MIN_IDEOGRAPHS = 10

// Between the 19 % of the nearest impostor and the 51 % of the least typical document.
const MIN_FREQUENT_SHARE = 0.33
// Names and formulas may bring more than the documents measured have. Big5 brings half.
const MAX_ODD_SHARE = 0.1

export function readsAsChinese(evidence: ChineseEvidence): boolean {
  return (
    evidence.ideographs >= MIN_IDEOGRAPHS &&
    evidence.frequentShare >= MIN_FREQUENT_SHARE &&
    evidence.oddShare <= MAX_ODD_SHARE
  )
}

export function weighChinese(text: string): ChineseEvidence {
  const counts = new Uint32Array(CLASS_COUNT)
  for (let i = 0; i < text.length; i++) {
    const kind = CLASSES[text.charCodeAt(i)] ?? ODD
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  const [, expected = 0, frequent = 0, ordinary = 0, odd = 0] = counts
  const ideographs = frequent + ordinary
  return {
    ideographs,
    frequentShare: ideographs === 0 ? 0 : frequent / ideographs,
    oddShare: odd === 0 ? 0 : odd / (expected + ideographs + odd),
  }
}

// The 400 most frequent ideographs of laws and official documents, then pronouns and particles of plain prose, then
// surnames, without which a list of people would look like noise.
const FREQUENT_IDEOGRAPHS =
  '的人第条法行定和民应十规当政理管以会有关者业国部用工一务或门市二设本机作员保三公事建其区地不生在施责' +
  '为经主对制合等产位单发中处府可动院资及依四由上护物照五安权构出实进全委级方水下所内提自家议证他通大监' +
  '任并时体日同年案准要按审成品职报共组件表查得代款划标违办情收据期利开营例请项律服六交计文县重企织社化' +
  '相分立信予检改向外督与防使活取展学境告程城技性供执罚决明申专场七于常教批加费育省过商治月个元未受能具' +
  '金调后道正运八反负列术高采求备源环电确量范之域质接章入度九根农协限持各止指害修车况息解记书意支目起罪' +
  '强诉承海次统造置刑前需名导财新原路结给村华投科令基被格放布益式力是险知污集税数间从乡除销偿适现预认料' +
  '价医损养犯登口系土万复面将措直形许司特房核障效围气符节卫评非无济义百因到验助染担排严参筑传测则称裁林' +
  '属察消种究网励算举点平纳际额配见劳健输线必居包判容最补广失履停住校总维长镇禁序装推河态约变疗讼整辖军' +
  '我你她它这那们了么来去说看想很都还就也没好小少多几什啊吗呢吧' +
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗郑梁谢宋唐韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭' +
  '陆汪石廖贾夏韦付白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱覃武戴莫孔汤'

const CLASS_COUNT = 5
const IGNORED = 0
const EXPECTED = 1
const FREQUENT = 2
const ORDINARY = 3
const ODD = 4

// First and last code unit, inclusive, of what stands in a Chinese document beside ideographs.
const EXPECTED_RANGES: readonly (readonly [number, number])[] = [
  [0x2010, 0x2044], // dashes, quotation marks, ellipsis, per mille
  [0x2100, 0x218f], // ℃, №, Roman numerals
  [0x2190, 0x21ff], // arrows
  [0x2200, 0x22ff], // ≤ ≥ ≠
  [0x2460, 0x25ff], // ① ⑴, table lines, geometric shapes
  [0x3000, 0x303f], // 、。《》〔〕〇 and the wide space
  [0x3200, 0x33ff], // ㈠ ㎡
  [0xff00, 0xffef], // full-width forms
]
const EXPECTED_SINGLES = '§°±·×÷'

const CLASSES = classTable()

/** Class of every UTF-16 code unit. A supplementary character counts once, by its first half. */
function classTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(ODD)
  table.fill(IGNORED, 0, 0x80)
  table.fill(ORDINARY, 0x4e00, 0xa000)
  table.fill(IGNORED, 0xdc00, 0xe000)
  for (const [first, last] of EXPECTED_RANGES) table.fill(EXPECTED, first, last + 1)
  for (const character of EXPECTED_SINGLES) table[character.charCodeAt(0)] = EXPECTED
  for (const character of FREQUENT_IDEOGRAPHS) table[character.charCodeAt(0)] = FREQUENT
  return table
}
