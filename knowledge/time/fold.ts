/**
 * Brings width and script variants to one form, character for character, so that offsets stay those of the source.
 * In: any text. Out: a string of the same UTF-16 length. Circled and bracketed numbers (①, ㈠) are left alone: they
 * label items, and folding them into digits would invent dates.
 */

const FULL_WIDTH_FIRST = 0xff01
const FULL_WIDTH_LAST = 0xff5e
const FULL_WIDTH_SHIFT = 0xfee0
const CODE_UNITS = 0x10000

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

function foldUnits(text: string): string {
  const out: string[] = []
  let copied = 0
  for (let i = 0; i < text.length; i += 1) {
    const folded = foldUnit(text, i)
    if (folded === null) continue
    out.push(text.slice(copied, i), folded)
    copied = i + 1
  }
  return copied === 0 ? text : out.join('') + text.slice(copied)
}

const VARIANT_BY_CODE: readonly (string | undefined)[] = (() => {
  const table = new Array<string | undefined>(CODE_UNITS).fill(undefined)
  for (let code = FULL_WIDTH_FIRST; code <= FULL_WIDTH_LAST; code += 1) {
    table[code] = String.fromCharCode(code - FULL_WIDTH_SHIFT)
  }
  for (const [from, to] of Object.entries(VARIANTS)) table[from.charCodeAt(0)] = to
  return table
})()

function foldUnit(text: string, index: number): string | null {
  return VARIANT_BY_CODE[text.charCodeAt(index)] ?? null
}
