/**
 * Numerals in all the styles official texts use. In: a run of one style. Out: its value and its style, or null where the
 * run is no number (十四五 is the name of a plan). The values are read by knowledge/text; decimals are not read here.
 */
import { NUMERAL_CHARACTERS, readNumeral as readValue } from '../text/numerals.ts'

export type NumeralStyle =
  /** 2024 */
  | 'digits'
  /** 三十一, 两千零四, and single characters */
  | 'place'
  /** 二〇二四, 九七 */
  | 'positional'

/** Spoken forms, which only count. */
const SPOKEN: Readonly<Record<string, string>> = { 俩: '二', 仨: '三' }
const PLACES = /[十百千]/
/** 一百五 is spoken shorthand for 150 and too doubtful to read. */
const SHORTHAND = /[百千][一二两三四五六七八九]$/

/** Longer runs are account or register numbers, never a part of a date or a count of duties. */
const LONGEST_RUN = 12

/** Every character of a Chinese numeral, the spoken ones included. */
export const CHINESE_NUMERALS = NUMERAL_CHARACTERS + Object.keys(SPOKEN).join('')

interface Numeral {
  readonly value: number
  readonly style: NumeralStyle
}

/** Reads a run of Arabic digits or of Chinese numerals. */
export function readNumeral(run: string): Numeral | null {
  if (run.length > LONGEST_RUN) return null
  if (/^\d+$/.test(run)) return { value: Number(run), style: 'digits' }
  const value = readValue(run.replace(/[俩仨]/g, char => SPOKEN[char] ?? char))
  if (value === null || SHORTHAND.test(run)) return null
  return { value, style: run.length > 1 && !PLACES.test(run) ? 'positional' : 'place' }
}
