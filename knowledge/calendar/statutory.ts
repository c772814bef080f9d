/**
 * What is certain about a year whose arrangement is not published. In: a day. Out: surely worked, surely off, or in doubt.
 * Certain are the 13 statutory days of 《全国年节及纪念日放假办法》 (revised 2024, in force since 2025) and how far an
 * arrangement can reach around them. Holidays decreed for one occasion (3 to 5 September 2015) cannot be foreseen.
 */
import { fromDayNumber, weekdayOf, type DayNumber } from '../time/civil-date.ts'
import { FESTIVALS, festivalDays } from '../time/festivals.ts'
import { type Interval } from '../time/intervals.ts'

/** `unpublished`: the arrangement decides, and it is not known. */
export type DayKind = 'working' | 'off' | 'unpublished'

/** The revision of 2024 applies from here on. */
export const FIRST_FORESEEABLE_YEAR = 2025
/** The dates of 清明 and of the lunar festivals are known up to here. */
export const LAST_FORESEEABLE_YEAR = 2099

export interface StatutoryHoliday {
  /** Its name in knowledge/time. */
  readonly festival: string
  /** Statutory days before the festival's own day (除夕 before 春节). */
  readonly daysBefore: number
  readonly statutoryDays: number
  /** The most days on end that an arrangement has made of it since 2008, weekends included. */
  readonly longestRun: number
}

/** The holidays of the law, in the order of the year. */
export const STATUTORY_HOLIDAYS: readonly StatutoryHoliday[] = [
  { festival: '元旦', daysBefore: 0, statutoryDays: 1, longestRun: 3 },
  // the epidemic made it ten in 2020, by a decree within the holiday; the spare day has room for that
  { festival: '春节', daysBefore: 1, statutoryDays: 4, longestRun: 9 },
  { festival: '清明', daysBefore: 0, statutoryDays: 1, longestRun: 3 },
  { festival: '劳动节', daysBefore: 0, statutoryDays: 2, longestRun: 5 },
  { festival: '端午', daysBefore: 0, statutoryDays: 1, longestRun: 3 },
  { festival: '中秋', daysBefore: 0, statutoryDays: 1, longestRun: 3 },
  // eight days where 中秋 falls into it
  { festival: '国庆', daysBefore: 0, statutoryDays: 3, longestRun: 8 },
]

/** One day more than any arrangement has reached. */
const SPARE_DAYS = 1
/** Make-up days have lain at most nine days from the holiday; the two weekends on either side leave room. */
const MAKE_UP_REACH_DAYS = 14

interface Holiday {
  readonly days: Interval
  readonly longestRun: number
}

const holidaysByYear = new Map<number, readonly Holiday[]>()

function holidaysOf(year: number): readonly Holiday[] {
  const known = holidaysByYear.get(year)
  if (known !== undefined) return known
  const holidays = STATUTORY_HOLIDAYS.flatMap(({ festival, daysBefore, statutoryDays, longestRun }) => {
    const named = FESTIVALS.find(({ names }) => names.split(' ').includes(festival))
    const first = named === undefined ? null : festivalDays(named, year)
    if (first === null) return []
    const start = first.start - daysBefore
    return [{ days: { start, end: start + statutoryDays - 1 }, longestRun }]
  })
  holidaysByYear.set(year, holidays)
  return holidays
}

/**
 * A day's kind as far as the law alone settles it. The day must lie in a foreseeable year.
 * A Saturday or Sunday is in doubt where it may be made up, a weekday where a holiday may reach it.
 */
export function foreseen(day: DayNumber): DayKind {
  const { year } = fromDayNumber(day)
  return kindAmong(day, [...holidaysOf(year), ...newYearAfter(year)])
}

/** As `foreseen`, for the end of a published year before an unpublished one, whose 元旦 alone can reach it. */
export function foreseenBeforeNewYear(day: DayNumber): DayKind {
  return kindAmong(day, newYearAfter(fromDayNumber(day).year))
}

const newYearAfter = (year: number): readonly Holiday[] => holidaysOf(year + 1).slice(0, 1)

function kindAmong(day: DayNumber, holidays: readonly Holiday[]): DayKind {
  if (holidays.some(({ days }) => distance(day, days) === 0)) return 'off'
  const isWeekday = weekdayOf(day) <= 5
  const movable = holidays.filter(holiday => naturalRunLength(holiday, holidays) < holiday.longestRun)
  const isInDoubt = movable.some(
    ({ days, longestRun }) =>
      distance(day, days) <=
      (isWeekday ? longestRun - (days.end - days.start + 1) + SPARE_DAYS : MAKE_UP_REACH_DAYS),
  )
  if (isInDoubt) return 'unpublished'
  return isWeekday ? 'working' : 'off'
}

const distance = (day: DayNumber, { start, end }: Interval): number => Math.max(start - day, day - end, 0)

/**
 * Days on end without any shifting: the holiday, the weekend it touches, the holiday that follows. A one-day holiday on a
 * Monday or Friday has its three days that way, and no arrangement has ever moved a day for one.
 */
function naturalRunLength({ days }: Holiday, holidays: readonly Holiday[]): number {
  const isOff = (day: DayNumber): boolean =>
    weekdayOf(day) > 5 || holidays.some(other => distance(day, other.days) === 0)
  let { start, end } = days
  while (isOff(start - 1)) start -= 1
  while (isOff(end + 1)) end += 1
  return end - start + 1
}
