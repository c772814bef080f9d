/**
 * Brings width and script variants to one form, character for character, so that offsets stay those of the source.
 * In: any text. Out: a string of the same UTF-16 length. Circled and bracketed numbers (①, ㈠) are left alone: they
 * label items, and folding them into digits would invent dates.
 */

const FULL_WIDTH_SHIFT = 0xfee0

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
  '　': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '［': '〔',
  '[': '〔',
  '］': '〕',
  '【': '〔',
  '】': '〕',
  ']': '〕',
  '「': '“',
  '」': '”',
  '"': '“',
  '〜': '~',
  '–': '—',
  '―': '—',
  '─': '—',
  ー: '—',
}

/** A letter or figure typed for 〇 between Chinese figures: 二O二四年, 二0二四年. */
const TYPED_ZERO = /(?<=[〇零一二三四五六七八九])[OoО0Ｏ](?=[〇零一二三四五六七八九OoО0Ｏ年])/g

/** 6月3O日: a letter typed for 0 before a sign of dates. */
const TYPED_FIGURE = /(?<=\d)[OoО](?=\d?[年月日号])/g

/** Folds every code unit; same length as the input. */
export function fold(text: string): string {
  return foldUnits(text.replace(TYPED_ZERO, '〇').replace(TYPED_FIGURE, '0'))
}

/** Full-width forms and the variants, for one pass of the engine over the text. */
const FOLDABLE = new RegExp(
  `[\\uff01-\\uff5e${Object.keys(VARIANTS)
    .join('')
    .replace(/[\]\\[^-]/g, '\\$&')}]`,
  'g',
)

const foldUnits = (text: string): string => text.replace(FOLDABLE, unit => VARIANTS[unit] ?? halfWidth(unit))

const halfWidth = (unit: string): string => String.fromCharCode(unit.charCodeAt(0) - FULL_WIDTH_SHIFT)
