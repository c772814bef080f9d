/**
 * Chinese numerals as outlines and articles use them: 一 … 九千九百九十九, 〇 and 零, 廿/卅 left out because official
 * documents do not use them as labels. Text in, integer out (or null), and back.
 */

const DIGITS: ReadonlyMap<string, number> = new Map(
  [...'零一二三四五六七八九']
    .map((digit, value) => [digit, value] as const)
    .concat([
      ['〇', 0],
      ['○', 0],
      ['两', 2],
    ]),
)
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])

/** The characters a numeral is written with, for use inside a character class. */
export const NUMERAL_CHARACTERS = '零〇○一二三四五六七八九十百千两'

/** Largest number `toChineseNumeral` writes. */
export const LARGEST_NUMERAL = 9999

/**
 * @param text Chinese digits (`四十二`, `二〇二一`, `一百零三`) or ASCII digits.
 * @returns the integer, or null where the text is not a well-formed numeral.
 */
export function readNumeral(text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  if (text === '' || text.length > 12) return null
  const hasUnit = [...text].some(character => UNITS.has(character))
  return hasUnit ? readWithUnits(text) : readDigitByDigit(text)
}

function readDigitByDigit(text: string): number | null {
  let value = 0
  for (const character of text) {
    const digit = DIGITS.get(character)
    if (digit === undefined) return null
    value = value * 10 + digit
  }
  return value
}

function readWithUnits(text: string): number | null {
  let total = 0
  let digit: number | null = null
  let lastUnit = 10_000
  for (const character of text) {
    const unit = UNITS.get(character)
    if (unit !== undefined) {
      if (unit >= lastUnit) return null
      // 十二 has no digit before 十; 百 and 千 always have one.
      if (digit === null && (unit !== 10 || total !== 0)) return null
      total += (digit ?? 1) * unit
      lastUnit = unit
      digit = null
      continue
    }
    const value = DIGITS.get(character)
    if (value === undefined || (digit !== null && digit !== 0)) return null
    digit = value
  }
  return total + (digit ?? 0)
}

/**
 * @param value an integer from 1 to 9999.
 * @returns the numeral as labels write it: 10 is 十, 12 十二, 110 一百一十, 203 二百零三.
 */
export function toChineseNumeral(value: number): string {
  const digits = '零一二三四五六七八九'
  const places: readonly (readonly [number, string])[] = [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ]
  let text = ''
  let pendingZero = false
  for (const [place, name] of places) {
    const digit = Math.floor(value / place) % 10
    if (digit === 0) {
      pendingZero = text !== ''
      continue
    }
    text += (pendingZero ? '零' : '') + digits.charAt(digit) + name
    pendingZero = false
  }
  return text.startsWith('一十') ? text.slice(1) : text
}
