/**
 * What a question asks: its words, what kind of fact it wants, and the numbers it names. In: the question as typed. Out:
 * an understood question. Deterministic, no model.
 */
import { foldText } from '../text/fold.ts'
import { toSimplified } from './simplify.ts'

/** The kinds of fact a question may ask for. */
export type Want = 'time' | 'who' | 'number'

export interface UnderstoodQuestion {
  /** Folded, in simplified characters. */
  readonly text: string
  /** Empty where a passage answers. */
  readonly wants: readonly Want[]
  /** What a sentence must show to answer a question for a time or a number; null where words may do. */
  readonly fact: RegExp | null
  /** What was done is asked for (办了多少件), not what is to be done. */
  readonly asksWhatHappened: boolean
}

/**
 * Words that ask rather than tell. They are taken out before searching, or 多少 would look for 多少. 要求 and 规定 ask in
 * 有哪些要求 and tell in 总体要求.
 */
const ASKING =
  /请问|我想(?:问|知道|了解|确认|查)(?:一下)?|麻烦|帮我|告诉我|什么时候|什么时间|什么|啥时候|啥时|啥|哪些|哪个|哪几|哪家|哪两|哪年|哪天|哪一年|哪一天|哪儿|哪里|那年|多少|多久|多长|几次|几回|几年|几天|几个|几项|几期|怎么办|怎么|怎样|如何|是不是|对不对|对吗|对吧|没错吧|有没有|能不能|可不可以|行不行|是否|吗|呢|呀|啊|吧|么|谁|分别|具体|(?:各|几|哪几|所有|哪些)个?(?:区县|县市|市县|县区|地区|地方)|各地|各(?=几|多少|有|是|为|要求|规定)|(?<=^|什么|哪些|哪几项|有|的|何|具体|[^\u4e00-\u9fff])(?:要求|规定)|应当|应该|需要|必须/g

const WANTS: readonly (readonly [Want, RegExp])[] = [
  [
    'time',
    /什么时候|什么时间|啥时|何时|哪年|哪一年|那年|哪天|哪一天|几月|几号|多久|期限|时限|截止|日期|时间|最晚|最迟|年底前/,
  ],
  [
    'who',
    /谁|哪些?(?:部门|单位|家|个部门|个单位)|哪几家|哪两家|牵头|挑头|负责|责任单位|主管|由.{0,6}(?:部门|单位)/,
  ],
  [
    'number',
    /多少|几次|几回|几期|几个|几项|几天|几年|多大|几成|不少于|不低于|比例|百分|学时|次数|份量|最少|至少|最多/,
  ],
]

/** Completed actions, by particle or by word. */
const HAPPENED =
  /[办开组举完印发制查审受处进做建培][\u4e00-\u9fff]{0,3}了|了(?:多少|几|哪)|过(?:多少|几|哪)|成效|进展如何|完成情况|开展情况|提升了?多少|同比|较(?:上|去)年|累计|实际/
const NUMERAL = '(?:\\d+(?:\\.\\d+)?|[〇零一二两三四五六七八九十百千]+)'
const TIME =
  /\d{2,4}年|\d{2,4}底|\d{1,2}月|[一二三四五六七八九十]+月|月底|年底|年内|季度|每(?:年|季|月|周|半年|两)|\d+前|日前|届满|工作日|[日天周月年]内|分钟|小时|时间|时限|期限|“十[一二三四五]五”/

/** The measure asked for decides which numbers answer: 几次 is not answered by 60学时. */
const FACTS: readonly (readonly [RegExp, RegExp])[] = [
  [/几次|几回|多少次|多少回|频次/, new RegExp(`${NUMERAL}\\s?(?:次|回|场|期)`)],
  [/多少钱|总额|金额|多少(?:万|亿)?元|款数/, new RegExp(`${NUMERAL}\\s?余?(?:万|亿|千)?元`)],
  [
    /几成|比例|百分之几|百分比|多大(?:比重|权重|份量)|占多/,
    new RegExp(`${NUMERAL}\\s?(?:%|个百分点|成)|百分之`),
  ],
  [/多少(?:个)?学时|几个?学时/, new RegExp(`${NUMERAL}\\s?个?学时`)],
  [/多少人次?|几人/, new RegExp(`${NUMERAL}\\s?余?(?:人|名)`)],
  [/(?<!哪)几天|多少天|几日|多少日/, new RegExp(`${NUMERAL}\\s?(?:天|日|个工作日|工作日)`)],
  [
    /(?<!哪)几年|多少年/,
    new RegExp(`(?<![\\d])(?:\\d{1,2}|[一二两三四五六七八九十]+)\\s?年(?!底|末|初|度|前)`),
  ],
  [/(?<!哪)几期|多少期/, new RegExp(`${NUMERAL}\\s?期`)],
  // the day itself is asked for: a quarter or 每年 names none
  [/哪几天|哪几日|哪一?天|几月几[日号]|几号/, /\d{1,2}[日号]|[月年]底|周[一二三四五六日]|届满|工作日/],
  [/几月/, /(?:\d{1,2}|[一二三四五六七八九十]+)月/],
]

/** Longest question anybody needs; longer input is somebody's document. */
export const LONGEST_QUESTION = 1000

/** @param question non-empty, at most `LONGEST_QUESTION` characters. */
export async function understand(question: string): Promise<UnderstoodQuestion> {
  const text = await toSimplified(foldText(question).trim())
  const wants = WANTS.filter(([, pattern]) => pattern.test(text)).map(([want]) => want)
  const measure = FACTS.find(([asked]) => asked.test(text))?.[1]
  return {
    text,
    wants,
    fact: measure ?? (wants.includes('time') ? TIME : null),
    asksWhatHappened: HAPPENED.test(text),
  }
}

/** @returns the words to search for, asking words blanked out; the text itself where nothing else is left. */
export function searchWords(text: string): string {
  const words = text.replace(ASKING, asked => ' '.repeat(asked.length))
  return /[\p{L}\p{N}]/u.test(words) ? words : text
}
