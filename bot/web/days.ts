/**
 * Civil days as the pages show them. In: ISO days (2027-03-01) and months (2027-03). Out: weekdays, the days of a month,
 * Chinese dates. Pure: no clock, no zone. What kind a day is and when a duty falls due, others know.
 */

import { webWording } from '../wording.ts'

/** The century for which the register reckons due days. */
const MONTH = /^20\d{2}-(?:0[1-9]|1[0-2])$/

/** The first and the last month that can be shown. */
export const FIRST_MONTH = '2000-01'
export const LAST_MONTH = '2099-12'

/** Friday; see `weekdayOf`. */
export const LAST_WEEKDAY_OF_WORK = 5

const MONTHS_A_YEAR = 12
const DAYS_A_WEEK = 7

/** Whether the text is a month that can be shown, e.g. 2027-03. */
export function isMonth(text: string): boolean {
  return MONTH.test(text)
}

/** The month a day lies in. */
export function monthOf(day: string): string {
  return day.slice(0, 'YYYY-MM'.length)
}

/** The month so many months later, or earlier where `by` is negative. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 0] = parts(month)
  const months = year * MONTHS_A_YEAR + number - 1 + by
  return `${Math.floor(months / MONTHS_A_YEAR)}-${padded((months % MONTHS_A_YEAR) + 1)}`
}

/** Every day of the month, in order. */
export function daysOf(month: string): string[] {
  const [year = 0, number = 0] = parts(month)
  // Day 0 of the next month is the last of this one.
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length: count }, (_, index) => `${month}-${padded(index + 1)}`)
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: string): number {
  const fromSunday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return ((fromSunday + DAYS_A_WEEK - 1) % DAYS_A_WEEK) + 1
}

/** 2027年3月1日（周一） */
export function longDay(day: string): string {
  const [year = 0, month = 0, date = 0] = parts(day)
  const { days } = webWording
  return days.long({ year, month, date, weekday: days.weekdays[weekdayOf(day) - 1] ?? '' })
}

/** 2027年3月 */
export function longMonth(month: string): string {
  const [year = 0, number = 0] = parts(month)
  return webWording.days.month(year, number)
}

function parts(text: string): number[] {
  return text.split('-').map(Number)
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}
