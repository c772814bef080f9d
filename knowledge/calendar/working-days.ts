/**
 * Working days. In: civil days and an arrangement of holidays. Out: what kind a day is, and counts of working days. In a
 * year whose arrangement is not published nothing is guessed: a day in doubt is said to be in doubt, and every count errs
 * to the early side, so that who keeps to it is in time.
 */
import { dayNumberOf, formatDay, weekdayOf } from '../time/civil-date.ts'
import { type CivilDate } from '../time/index.ts'
import { publishedArrangement, type Arrangement } from './arrangement.ts'
import {
  FIRST_FORESEEABLE_YEAR,
  LAST_FORESEEABLE_YEAR,
  foreseen,
  foreseenBeforeNewYear,
  type DayKind,
} from './statutory.ts'

/** A day reached by counting. Where it is not certain, the true one may be later, never earlier. */
export interface CountedDay {
  readonly day: CivilDate
  readonly certain: boolean
}

/** A number of working days. Where it is not certain, the true one may be larger, never smaller. */
export interface DayCount {
  readonly count: number
  readonly certain: boolean
}

/** Whether a day is worked; `unpublished` where only an arrangement that is not known can tell. */
export function dayKind(day: CivilDate, arrangement: Arrangement = publishedArrangement()): DayKind {
  if (arrangement.makeUpDays.has(day)) return 'working'
  if (arrangement.daysOff.has(day)) return 'off'
  const year = yearOf(day)
  const number = dayNumberOf(day)
  if (arrangement.years.has(year)) {
    if (!arrangement.years.has(year + 1)) return foreseenBeforeNewYear(number)
    return weekdayOf(number) <= 5 ? 'working' : 'off'
  }
  return isForeseeable(year) ? foreseen(number) : 'unpublished'
}

/** True only where the day is surely worked. */
export const isWorkingDay = (day: CivilDate, arrangement?: Arrangement): boolean =>
  dayKind(day, arrangement) === 'working'

/** Whether the arrangement of the day's year is published. */
export const isPublished = (day: CivilDate, arrangement: Arrangement = publishedArrangement()): boolean =>
  arrangement.years.has(yearOf(day))

/**
 * The nth working day after a day, or before it where `count` is negative; the day itself is not counted (5个工作日内 of
 * something received on Monday ends the next Monday). `count` is a whole number; 0 gives the day itself.
 */
export function addWorkingDays(
  day: CivilDate,
  count: number,
  arrangement: Arrangement = publishedArrangement(),
): CountedDay {
  const step = Math.sign(count)
  // counting forwards, a day in doubt must count, or the end would come too late; backwards it must not
  const doubt = step > 0 ? 'working' : 'off'
  let reached = day
  let certain = true
  for (let left = Math.abs(count); left > 0;) {
    reached = shift(reached, step)
    const read = readDay(reached, doubt, arrangement)
    if (!read.certain) certain = false
    if (read.worked) left -= 1
  }
  return { day: reached, certain }
}

/**
 * How many working days surely lie after `from`, up to and including `to`; where `to` comes first, minus those after `to`
 * up to and including `from`.
 */
export function workingDaysBetween(
  from: CivilDate,
  to: CivilDate,
  arrangement: Arrangement = publishedArrangement(),
): DayCount {
  if (to < from) {
    const { count, certain } = workingDaysBetween(to, from, arrangement)
    return { count: -count, certain }
  }
  let count = 0
  let certain = true
  for (let day = from; day < to;) {
    day = shift(day, 1)
    const read = readDay(day, 'off', arrangement)
    if (!read.certain) certain = false
    if (read.worked) count += 1
  }
  return { count, certain }
}

/** The last day not after this one that is surely worked; certain where no later day may be worked as well. */
export function lastWorkingDayOnOrBefore(
  day: CivilDate,
  arrangement: Arrangement = publishedArrangement(),
): CountedDay {
  let certain = true
  for (let at = day; ; at = shift(at, -1)) {
    const read = readDay(at, 'off', arrangement)
    if (!read.certain) certain = false
    if (read.worked) return { day: at, certain }
  }
}

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4))
const shift = (day: CivilDate, days: number): CivilDate => formatDay(dayNumberOf(day) + days)
const isForeseeable = (year: number): boolean =>
  year >= FIRST_FORESEEABLE_YEAR && year <= LAST_FORESEEABLE_YEAR

/**
 * A day as a count takes it. In years about which nothing is known (before 2004, after 2099) every day is in doubt, and
 * no count would ever end: there Monday to Friday count, without certainty.
 */
function readDay(
  day: CivilDate,
  doubt: 'working' | 'off',
  arrangement: Arrangement,
): { readonly worked: boolean; readonly certain: boolean } {
  const kind = dayKind(day, arrangement)
  if (kind !== 'unpublished') return { worked: kind === 'working', certain: true }
  const isAllInDoubt = !arrangement.years.has(yearOf(day)) && !isForeseeable(yearOf(day))
  return {
    worked: isAllInDoubt ? weekdayOf(dayNumberOf(day)) <= 5 : doubt === 'working',
    certain: false,
  }
}
