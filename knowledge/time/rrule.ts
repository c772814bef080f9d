/**
 * Recurrence rules in the subset of RFC 5545 that duties use: FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS. In: a
 * rule string and a window. Out: the days it names. Times of day, COUNT and UNTIL do not occur in duties and are refused.
 */
import { AppError } from '../model/errors.ts'
import {
  dayNumberOf,
  formatDay,
  fromDayNumber,
  monthLength,
  weekdayOf,
  type CivilDate,
  type DayNumber,
} from './civil-date.ts'
import { monthByIndex, weekOf, yearInterval, type Interval } from './intervals.ts'

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A weekday, and which one of its month or year where that matters (1MO, -1FR). */
interface WeekdayRule {
  readonly nth: number | null
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number
}

export interface RuleParts {
  readonly frequency: Frequency
  readonly interval: number
  readonly months: readonly number[]
  readonly monthDays: readonly number[]
  readonly weekdays: readonly WeekdayRule[]
  readonly positions: readonly number[]
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
/** A window longer than this holds no calendar of duties and would only burn time. */
const LONGEST_WINDOW_DAYS = 366 * 200

export function formatRule(rule: Partial<RuleParts> & { readonly frequency: Frequency }): string {
  const parts = [`FREQ=${rule.frequency}`]
  if (rule.interval !== undefined && rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`)
  if (rule.months !== undefined && rule.months.length > 0) parts.push(`BYMONTH=${rule.months.join(',')}`)
  if (rule.monthDays !== undefined && rule.monthDays.length > 0)
    parts.push(`BYMONTHDAY=${rule.monthDays.join(',')}`)
  if (rule.weekdays !== undefined && rule.weekdays.length > 0)
    parts.push(`BYDAY=${rule.weekdays.map(formatWeekday).join(',')}`)
  if (rule.positions !== undefined && rule.positions.length > 0)
    parts.push(`BYSETPOS=${rule.positions.join(',')}`)
  return parts.join(';')
}

const formatWeekday = ({ nth, weekday }: WeekdayRule): string => `${nth ?? ''}${WEEKDAYS[weekday - 1] ?? ''}`

/** @throws AppError('usage') for a rule outside the subset. */
export function parseRule(rrule: string): RuleParts {
  const fields = new Map(rrule.split(';').map(part => part.split('=', 2) as [string, string | undefined]))
  const known = ['FREQ', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS']
  const frequency = fields.get('FREQ')
  const isFrequency =
    frequency === 'DAILY' || frequency === 'WEEKLY' || frequency === 'MONTHLY' || frequency === 'YEARLY'
  if (!isFrequency || [...fields.keys()].some(key => !known.includes(key))) throw unreadable(rrule)
  const numbers = (key: string): number[] => {
    const list = fields.get(key)?.split(',').map(Number) ?? []
    if (list.some(value => !Number.isInteger(value))) throw unreadable(rrule)
    return list
  }
  const interval = fields.has('INTERVAL') ? (numbers('INTERVAL')[0] ?? 0) : 1
  if (interval < 1) throw unreadable(rrule)
  const weekdays = (fields.get('BYDAY')?.split(',') ?? []).map(text => parseWeekday(text, rrule))
  return {
    frequency,
    interval,
    months: numbers('BYMONTH'),
    monthDays: numbers('BYMONTHDAY'),
    weekdays,
    positions: numbers('BYSETPOS'),
  }
}

function parseWeekday(text: string, rrule: string): WeekdayRule {
  const [, nth, name] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? []
  const weekday = WEEKDAYS.findIndex(each => each === name) + 1
  if (weekday === 0) throw unreadable(rrule)
  return { nth: nth === undefined ? null : Number(nth), weekday }
}

const unreadable = (rrule: string): AppError =>
  new AppError(
    'usage',
    `不支持的重复规则“${rrule}”,请使用 FREQ、INTERVAL、BYMONTH、BYMONTHDAY、BYDAY、BYSETPOS。`,
    { rrule },
  )

/**
 * The days a rule names from `from` to `to`, both inclusive, in order. As in RFC 5545 with DTSTART = `from`: intervals
 * count from the period `from` lies in, and a rule that names no day takes that of `from`; weeks begin on Monday.
 * @throws AppError('usage') for an unknown rule or a window of more than 200 years.
 */
export function occurrences(rrule: string, from: CivilDate, to: CivilDate): readonly CivilDate[] {
  const rule = parseRule(rrule)
  const first = dayNumberOf(from)
  const last = dayNumberOf(to)
  if (last - first > LONGEST_WINDOW_DAYS) {
    throw new AppError('usage', '查询的时间范围超过 200 年,请缩短后重试。', { from, to })
  }
  const days: CivilDate[] = []
  for (const period of periodsOf(rule, first, last)) {
    const named = daysIn(period).filter(day => isNamed(rule, day, { start: first, period }))
    for (const day of atPositions(named, rule.positions)) {
      if (day >= first && day <= last) days.push(formatDay(day))
    }
  }
  return days
}

function* periodsOf(rule: RuleParts, first: DayNumber, last: DayNumber): Generator<Interval> {
  const { year, month } = fromDayNumber(first)
  const monday = weekOf(first).start
  for (let step = 0; ; step += rule.interval) {
    const period = {
      DAILY: () => ({ start: first + step, end: first + step }),
      WEEKLY: () => weekOf(monday + step * 7),
      MONTHLY: () => monthByIndex(year * 12 + month - 1 + step),
      YEARLY: () => yearInterval(year + step),
    }[rule.frequency]()
    if (period.start > last) return
    yield period
  }
}

const daysIn = ({ start, end }: Interval): DayNumber[] =>
  Array.from({ length: end - start + 1 }, (_, offset) => start + offset)

interface Frame {
  /** The first day asked for, which fills in what the rule leaves open. */
  readonly start: DayNumber
  readonly period: Interval
}

function isNamed(rule: RuleParts, day: DayNumber, frame: Frame): boolean {
  const { month } = fromDayNumber(day)
  if (rule.months.length > 0 && !rule.months.includes(month)) return false
  if (rule.monthDays.length === 0 && rule.weekdays.length === 0) return isLikeStart(rule, day, frame.start)
  return isMonthDay(rule, day) && isWeekday(rule, day, frame.period)
}

function isLikeStart(rule: RuleParts, day: DayNumber, start: DayNumber): boolean {
  if (rule.frequency === 'DAILY') return true
  if (rule.frequency === 'WEEKLY') return weekdayOf(day) === weekdayOf(start)
  const [own, first] = [fromDayNumber(day), fromDayNumber(start)]
  if (rule.frequency === 'YEARLY' && rule.months.length === 0 && own.month !== first.month) return false
  return own.day === first.day
}

function isMonthDay(rule: RuleParts, day: DayNumber): boolean {
  if (rule.monthDays.length === 0) return true
  const { year, month, day: dayOfMonth } = fromDayNumber(day)
  return (
    rule.monthDays.includes(dayOfMonth) || rule.monthDays.includes(dayOfMonth - monthLength(year, month) - 1)
  )
}

function isWeekday(rule: RuleParts, day: DayNumber, period: Interval): boolean {
  if (rule.weekdays.length === 0) return true
  const { year, month } = fromDayNumber(day)
  const within = rule.months.length > 0 ? monthByIndex(year * 12 + month - 1) : period
  return rule.weekdays.some(({ nth, weekday }) => {
    if (weekdayOf(day) !== weekday) return false
    if (nth === null) return true
    return nth > 0
      ? Math.floor((day - within.start) / 7) + 1 === nth
      : -Math.floor((within.end - day) / 7) - 1 === nth
  })
}

function atPositions(days: readonly DayNumber[], positions: readonly number[]): readonly DayNumber[] {
  if (positions.length === 0) return days
  return days.filter((_, index) => positions.includes(index + 1) || positions.includes(index - days.length))
}
