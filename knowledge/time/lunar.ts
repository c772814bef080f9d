/**
 * The Chinese calendar, as far as festivals need it. In: a Gregorian year, a lunar month and day (never a leap month).
 * Out: the day it falls on. Which month is which comes from Node's own ICU, on first use, one year at a time; the day each
 * month begins on is that of the new moon, computed here.
 */
import { toDayNumber, type DayNumber } from './civil-date.ts'
import { newMoonDayNear } from './new-moon.ts'

const MS_PER_DAY = 86_400_000
/** Lunar new year lies between 21 January and 21 February. */
const EARLIEST_NEW_YEAR = { month: 1, day: 21 }
const NEW_YEAR_WINDOW_DAYS = 32
/** Twelve lunar months and a leap month. */
const LUNAR_YEAR_DAYS = 385
/** Before 1990 summer time moved midnight; after 2100 the clock's drift is anyone's guess. */
const FIRST_LUNAR_YEAR = 1990
const LAST_LUNAR_YEAR = 2100

interface LunarDate {
  /** `8`, or `6bis` for a leap month. */
  readonly month: string
  readonly day: number
}

let formatter: Intl.DateTimeFormat | undefined

function lunarDateOf(day: DayNumber): LunarDate {
  formatter ??= new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  })
  const parts = formatter.formatToParts(day * MS_PER_DAY)
  const part = (type: string): string => parts.find(each => each.type === type)?.value ?? ''
  return { month: part('month'), day: Number(part('day')) }
}

const monthStartsByYear = new Map<number, ReadonlyMap<string, DayNumber>>()

/** First day of every month of the lunar year that begins in this Gregorian year. */
function monthStarts(year: number): ReadonlyMap<string, DayNumber> {
  const known = monthStartsByYear.get(year)
  if (known !== undefined) return known
  const starts = new Map<string, DayNumber>()
  const from = toDayNumber({ year, ...EARLIEST_NEW_YEAR })
  for (let day = from; day < from + NEW_YEAR_WINDOW_DAYS + LUNAR_YEAR_DAYS; day += 1) {
    const { month, day: dayOfMonth } = lunarDateOf(day)
    if (dayOfMonth !== 1 || (starts.size === 0 && month !== '1')) continue
    if (starts.has(month)) break
    starts.set(month, newMoonDayNear(day))
    // A lunar month has at least 29 days.
    day += 28
  }
  monthStartsByYear.set(year, starts)
  return starts
}

const isCovered = (year: number): boolean => year >= FIRST_LUNAR_YEAR && year <= LAST_LUNAR_YEAR

/** 正月初一 of a year; null outside 1990–2100. */
export function lunarNewYear(year: number): DayNumber | null {
  return isCovered(year) ? (monthStarts(year).get('1') ?? null) : null
}

/** The day a lunar date of the lunar year beginning in `year` falls on; null outside 1990–2100. */
export function lunarDay(
  year: number,
  date: { readonly month: number; readonly day: number },
): DayNumber | null {
  if (!isCovered(year)) return null
  const start = monthStarts(year).get(String(date.month))
  return start === undefined ? null : start + date.day - 1
}
