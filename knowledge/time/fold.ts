/**
 * Brings what times are written with to one form, character for character, so that offsets stay those of the source:
 * width and blanks by knowledge/text, then traditional characters, brackets, quotes and figures typed for 〇. In: any
 * text. Out: a string of the same UTF-16 length. Circled and bracketed numbers (①, ㈠) are left alone: they label items,
 * and folding them into digits would invent dates.
 */
import { foldText } from '../text/fold.ts'

const VARIANTS: Readonly<Record<string, string>> = {
  個: '个',
  週: '周',
  禮: '礼',
  號: '号',
  後: '后',
  兩: '两',
  時: '时',
  當: '当',
  間: '间',
  鐘: '钟',
  內: '内',
  從: '从',
  這: '这',
  來: '来',
  節: '节',
  過: '过',
  僅: '仅',
  於: '于',
  開: '开',
  學: '学',
  會: '会',
  實: '实',
  滿: '满',
  萬: '万',
  '○': '〇',
  '◯': '〇',
  '[': '〔',
  '【': '〔',
  '】': '〕',
  ']': '〕',
  '「': '“',
  '」': '”',
  '"': '“',
  '〜': '~',
  ー: '—',
}

/** A letter or figure typed for 〇 between Chinese figures: 二O二四年, 二0二四年. */
const TYPED_ZERO = /(?<=[〇零一二三四五六七八九])[OoО0](?=[〇零一二三四五六七八九OoО0年])/g

/** 6月3O日: a letter typed for 0 before a sign of dates. */
const TYPED_FIGURE = /(?<=\d)[OoО](?=\d?[年月日号])/g

/** The variants as one class of characters, for one pass of the engine over the text. */
const VARIANT = new RegExp(
  `[${Object.keys(VARIANTS)
    .join('')
    .replaceAll(/[\]\[]/g, '\\$&')}]`,
  'g',
)

/** Folds every code unit; same length as the input. */
export function fold(text: string): string {
  return foldText(text)
    .replace(TYPED_ZERO, '〇')
    .replace(TYPED_FIGURE, '0')
    .replace(VARIANT, unit => VARIANTS[unit] ?? unit)
}
