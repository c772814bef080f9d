/**
 * Numerals in all the styles official texts use. In: a run of one style. Out: its value, or null where the run is no
 * number (十四五 is the name of a plan). Decimals and fractions are not numbers of dates and are not read.
 */

export type NumeralStyle =
  /** 2024 */
  | 'digits'
  /** 三十一, 两千零四, and single characters */
  | 'place'
  /** 二〇二四, 九七 */
  | 'positional'

const DIGIT_VALUES: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const PLACE_VALUES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** Longer runs are account or register numbers, never a part of a date or a count of duties. */
const LONGEST_RUN = 12

export const isChineseNumeral = (char: string): boolean => char in DIGIT_VALUES || char in PLACE_VALUES

export interface Numeral {
  readonly value: number
  readonly style: NumeralStyle
}

/** Reads a run of Arabic digits or of Chinese numerals. */
export function readNumeral(run: string): Numeral | null {
  if (run.length > LONGEST_RUN) return null
  if (/^\d+$/.test(run)) return { value: Number(run), style: 'digits' }
  const chars = [...run]
  if (chars.length > 1 && chars.every(char => char in DIGIT_VALUES)) return positional(chars)
  return placeValue(chars)
}

function positional(chars: readonly string[]): Numeral {
  const digits = chars.map(char => DIGIT_VALUES[char] ?? 0)
  return { value: Number(digits.join('')), style: 'positional' }
}

/** 两千零四, 三十一, 十, 五: each place used once, from high to low. */
function placeValue(chars: readonly string[]): Numeral | null {
  let total = 0
  let pending: number | null = null
  let lowestPlace = Infinity
  for (const char of chars) {
    const place = PLACE_VALUES[char]
    if (place === undefined) {
      const digit = DIGIT_VALUES[char] ?? 0
      if (pending !== null && pending !== 0) return null
      pending = digit
      continue
    }
    if (place >= lowestPlace || (pending === null && place !== 10)) return null
    total += (pending ?? 1) * place
    pending = null
    lowestPlace = place
  }
  // 百五 is spoken shorthand for 150 and too doubtful to read
  if (pending !== null && pending > 0 && lowestPlace > 10 && lowestPlace < Infinity && !chars.includes('零'))
    return null
  return { value: total + (pending ?? 0), style: 'place' }
}
