/**
 * Plain calendar days. In: ISO day strings and instants. Out: day numbers, weekdays, month ends, shifted days.
 * Proleptic Gregorian, no clock. A time zone matters in one place only: where an instant becomes a civil day in China.
 */
import { AppError } from '../model/errors.ts'

/** An ISO day, `YYYY-MM-DD`, that exists in the calendar. */
export type CivilDate = string & { readonly __brand: 'CivilDate' }

/** Days since 1970-01-01; may be negative. */
export type DayNumber = number

interface YearMonthDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const DAYS_PER_ERA = 146_097
/** Days from 0000-03-01, where the era arithmetic starts, to 1970-01-01. */
const EPOCH_OFFSET = 719_468
const MS_PER_DAY = 86_400_000
/** China has used +08:00 without summer time since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The last day of a month, 28 to 31. `month` must be 1 to 12. */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

export function isRealDay({ year, month, day }: YearMonthDay): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)
}

/** Day number of a date; the date must exist. */
export function toDayNumber({ year, month, day }: YearMonthDay): DayNumber {
  const shiftedYear = month <= 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_OFFSET
}

export function fromDayNumber(dayNumber: DayNumber): YearMonthDay {
  const shifted = dayNumber + EPOCH_OFFSET
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const leapsSoFar =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapsSoFar) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

export function formatDay(dayNumber: DayNumber): CivilDate {
  const { year, month, day } = fromDayNumber(dayNumber)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Checks an ISO day. @throws AppError('usage') where the text is not one or the day does not exist. */
export function civilDate(text: string): CivilDate {
  const [, year, month, day] = ISO_DAY.exec(text) ?? []
  const parts = { year: Number(year), month: Number(month), day: Number(day) }
  if (year === undefined || !isRealDay(parts)) {
    throw new AppError('usage', `“${text}”不是有效日期,请写成“2027-03-01”这样的形式。`, { text })
  }
  return text as CivilDate
}

export function dayNumberOf(date: CivilDate): DayNumber {
  return toDayNumber({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  })
}

/**
 * The civil day in Asia/Shanghai of an ISO day or instant. A time without an offset is taken as Shanghai time.
 * @throws AppError('usage') where the text is neither.
 */
export function civilDateInShanghai(iso: string): CivilDate {
  if (ISO_DAY.test(iso)) return civilDate(iso)
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso) ? iso : `${iso}+08:00`
  const instantMs = Date.parse(zoned)
  if (Number.isNaN(instantMs)) {
    throw new AppError('usage', `“${iso}”不是有效时间,请写成“2027-03-01”或“2027-03-01T09:00+08:00”。`, {
      iso,
    })
  }
  return formatDay(Math.floor((instantMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY))
}

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (dayNumber: DayNumber): number => ((((dayNumber + 3) % 7) + 7) % 7) + 1

/** Moves by whole months; a day that the month lacks becomes its last (01-31 plus one month is 02-28 or 02-29). */
export function addMonths(dayNumber: DayNumber, months: number): DayNumber {
  const { year, month, day } = fromDayNumber(dayNumber)
  const index = year * 12 + (month - 1) + months
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
  return toDayNumber({ ...target, day: Math.min(day, monthLength(target.year, target.month)) })
}

/** Days from one day to another; negative where the second is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumberOf(to) - dayNumberOf(from)

/** The day so many days later; earlier where `days` is negative. */
export const nextDay = (day: CivilDate, days = 1): CivilDate => formatDay(dayNumberOf(day) + days)
