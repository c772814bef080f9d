/** Runs of days and the calendar units they come from. In: unit and index. Out: first and last day, inclusive. */
import { addMonths, monthLength, toDayNumber, weekdayOf, type DayNumber } from './civil-date.ts'

/** First and last day, inclusive. */
export interface Interval {
  readonly start: DayNumber
  readonly end: DayNumber
}

export const yearInterval = (year: number): Interval => monthsInterval(year, { from: 1, to: 12 })

/** Whole months of a year; `to` before `from` runs into the next year. Null where a month does not exist. */
export function monthsOf(
  year: number,
  months: { readonly from: number; readonly to: number },
): Interval | null {
  const { from, to } = months
  if (from < 1 || from > 12 || to < 1 || to > 12) return null
  return monthsInterval(year, months)
}

function monthsInterval(
  year: number,
  { from, to }: { readonly from: number; readonly to: number },
): Interval {
  const lastYear = to < from ? year + 1 : year
  return {
    start: toDayNumber({ year, month: from, day: 1 }),
    end: toDayNumber({ year: lastYear, month: to, day: monthLength(lastYear, to) }),
  }
}

/** A month counted from year 0: `year * 12 + month - 1`. */
export function monthByIndex(index: number): Interval {
  const month = (((index % 12) + 12) % 12) + 1
  return monthsInterval(Math.floor(index / 12), { from: month, to: month })
}

/** A quarter counted from year 0: `year * 4 + quarter - 1`. */
export function quarterByIndex(index: number): Interval {
  const quarter = ((index % 4) + 4) % 4
  return monthsInterval(Math.floor(index / 4), { from: quarter * 3 + 1, to: quarter * 3 + 3 })
}

/** A half year counted from year 0. */
export function halfByIndex(index: number): Interval {
  const half = ((index % 2) + 2) % 2
  return monthsInterval(Math.floor(index / 2), { from: half * 6 + 1, to: half * 6 + 6 })
}

/** Monday to Sunday around a day. */
export function weekOf(day: DayNumber): Interval {
  const monday = day - weekdayOf(day) + 1
  return { start: monday, end: monday + 6 }
}

/** The nth week that begins inside an interval, weeks beginning on Monday. */
export function nthWeekIn(interval: Interval, nth: number): Interval {
  const firstMonday = interval.start + ((8 - weekdayOf(interval.start)) % 7)
  const monday = firstMonday + (nth - 1) * 7
  return { start: monday, end: monday + 6 }
}

/** The nth given weekday in an interval, counted from the end where `nth` is negative. */
export function nthWeekdayIn(interval: Interval, nth: number, weekday: number): Interval | null {
  const first = interval.start + ((weekday - weekdayOf(interval.start) + 7) % 7)
  const last = interval.end - ((weekdayOf(interval.end) - weekday + 7) % 7)
  const day = nth > 0 ? first + (nth - 1) * 7 : last + (nth + 1) * 7
  return day >= interval.start && day <= interval.end ? { start: day, end: day } : null
}

/** Moves a day by an ISO-like length. */
export function shiftDay(day: DayNumber, length: Length, sign: 1 | -1): DayNumber {
  const months = (length.years ?? 0) * 12 + (length.months ?? 0)
  const days = (length.weeks ?? 0) * 7 + (length.days ?? 0)
  return addMonths(day, sign * months) + sign * days
}

/** A length of time in the units named; working days and clock units are kept apart because days cannot express them. */
export interface Length {
  readonly years?: number
  readonly months?: number
  readonly weeks?: number
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly workdays?: number
}
