/** Days and arrangements for the tests of the calendar. */
import fc from 'fast-check'
import { publishedArrangement, type Arrangement } from '../../../knowledge/calendar/index.ts'
import { dayNumberOf, formatDay } from '../../../knowledge/time/civil-date.ts'
import { civilDate, type CivilDate } from '../../../knowledge/time/index.ts'

export const SEED = 20261125

export const dayBetween = (from: string, to: string): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: dayNumberOf(civilDate(from)), max: dayNumberOf(civilDate(to)) }).map(formatDay)

export const shifted = (day: CivilDate, days: number): CivilDate => formatDay(dayNumberOf(day) + days)

export function daysOfYear(year: number): readonly CivilDate[] {
  const first = dayNumberOf(civilDate(`${year}-01-01`))
  const next = dayNumberOf(civilDate(`${year + 1}-01-01`))
  return Array.from({ length: next - first }, (_, offset) => formatDay(first + offset))
}

/**
 * What was known before the arrangement of `year` and of all later years came out. It brings the last days of December
 * with it, around 元旦; no other holiday reaches them.
 */
export function knownBefore(year: number): Arrangement {
  const { years, daysOff, makeUpDays } = publishedArrangement()
  const isEarlier = (day: CivilDate): boolean => day < `${year - 1}-12-15`
  return {
    years: new Set([...years].filter(each => each < year)),
    daysOff: new Set([...daysOff].filter(isEarlier)),
    makeUpDays: new Set([...makeUpDays].filter(isEarlier)),
  }
}
