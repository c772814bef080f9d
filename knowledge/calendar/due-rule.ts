/**
 * From a cadence to due days. In: the recurrence rule of a duty. Out: a rule that names the days by which it is to be
 * done, and the days in a window. 每季度 names no day: it is due when the quarter ends; 每年二季度 when June ends;
 * 每年3月1日至5日 on the fifth.
 */
import { addMonths, dayNumberOf, formatDay, fromDayNumber, toDayNumber } from '../time/civil-date.ts'
import { occurrences, type CivilDate } from '../time/index.ts'
import { formatRule, parseRule, type RuleParts } from '../time/rrule.ts'

/** Where nothing says in which year a duty of every second year began: the first of January of a year with a Monday. */
const DEFAULT_FIRST_YEAR = 2001
const SUNDAY = { nth: null, weekday: 7 }
const LAST_DAY_OF_MONTH = -1
const DECEMBER = 12
const LONGEST_MONTH_DAYS = 31

export interface DueWindow {
  readonly from: CivilDate
  readonly to: CivilDate
}

/**
 * The days by which a recurring duty is to be done, in order, both ends of the window included.
 * @param firstYear the year the duty began, from which 每两年 and 每三个月 are counted; null where unknown.
 * @throws AppError('usage') for a rule outside the subset of knowledge/time, or a window of more than about 190 years.
 */
export function dueDays(
  rrule: string,
  { from, to }: DueWindow,
  firstYear: number | null,
): readonly CivilDate[] {
  if (to < from) return []
  const named = parseRule(rrule)
  const start = named.interval === 1 ? startOfMonth(from) : firstPeriod(named, firstYear)
  const isWindow = named.monthDays.length > 1
  // a run of days that the window cuts off must be seen to its end
  const last = isWindow ? formatDay(dayNumberOf(to) + LONGEST_MONTH_DAYS) : to
  const days = occurrences(formatRule(withDueDays(named)), start, last)
  return (isWindow ? endsOfRuns(days) : days).filter(day => day >= from && day <= to)
}

/**
 * First day of the period that a due day ends: 每月 → the first of the month, 每周 → Monday. Null where the rule names days
 * of its own, since then nothing says when the time for it begins.
 * @throws AppError('usage') for a rule outside the subset of knowledge/time.
 */
export function periodStart(rrule: string, due: CivilDate): CivilDate | null {
  const { frequency, interval, months, ...rule } = parseRule(rrule)
  if (rule.monthDays.length > 0 || rule.weekdays.length > 0) return null
  if (frequency === 'DAILY') return formatDay(dayNumberOf(due) - interval + 1)
  if (frequency === 'WEEKLY') return formatDay(dayNumberOf(due) - interval * 7 + 1)
  const lastMonth = dayNumberOf(startOfMonth(due))
  if (frequency === 'MONTHLY') return formatDay(addMonths(lastMonth, 1 - interval))
  if (months.length === 0) return formatDay(addMonths(lastMonth, 1 - interval * DECEMBER))
  return formatDay(addMonths(lastMonth, 1 - runUpTo(fromDayNumber(lastMonth).month, months)))
}

/** How many months in a row, the last one included, lead up to it: 4, 5, 6 up to 6 are three. */
function runUpTo(last: number, months: readonly number[]): number {
  let count = 1
  while (count < DECEMBER && months.includes(((last - count - 1 + DECEMBER) % DECEMBER) + 1)) count += 1
  return count
}

/** True where the rule names days of the week: what is done every Saturday is done on Saturday, not before. */
export function namesWeekdays(rrule: string): boolean {
  return parseRule(rrule).weekdays.length > 0
}

/** Completes a rule that names a period with the day the period ends on. */
function withDueDays(rule: RuleParts): RuleParts {
  if (namesDays(rule) || rule.frequency === 'DAILY') return rule
  if (rule.frequency === 'WEEKLY') return { ...rule, weekdays: [SUNDAY] }
  const monthDays = [LAST_DAY_OF_MONTH]
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays }
  return { ...rule, monthDays, months: rule.months.length === 0 ? [DECEMBER] : endsOfMonthRuns(rule.months) }
}

const namesDays = (rule: RuleParts): boolean => rule.monthDays.length > 0 || rule.weekdays.length > 0

/** 4, 5, 6 (二季度) → 6; 12, 1 → 1; 3, 6, 9, 12 stay. */
function endsOfMonthRuns(months: readonly number[]): readonly number[] {
  const ends = months.filter(month => !months.includes((month % 12) + 1))
  return ends.length === 0 ? [DECEMBER] : ends
}

/** Of days in a row only the last: the first to the fifth of March is one window, due on the fifth. */
function endsOfRuns(days: readonly CivilDate[]): readonly CivilDate[] {
  return days.filter((day, index) => days[index + 1] !== formatDay(dayNumberOf(day) + 1))
}

const startOfMonth = (day: CivilDate): CivilDate => {
  const { year, month } = fromDayNumber(dayNumberOf(day))
  return formatDay(toDayNumber({ year, month, day: 1 }))
}

/**
 * The beginning of the first month or year in which a duty of every second, third … one falls due. Where it names no
 * month or day, all of its first period must be over: 每三年 from 2021 is due in 2023, 每两个月 in February.
 */
function firstPeriod(rule: RuleParts, firstYear: number | null): CivilDate {
  const year = firstYear ?? DEFAULT_FIRST_YEAR
  const isWholePeriod = !namesDays(rule) && rule.months.length === 0
  const skipped = isWholePeriod ? rule.interval - 1 : 0
  const months = { YEARLY: skipped * 12, MONTHLY: skipped, WEEKLY: 0, DAILY: 0 }[rule.frequency]
  const start = addMonths(toDayNumber({ year, month: 1, day: 1 }), months)
  // whole weeks are over on the Sunday of the last one
  return formatDay(rule.frequency === 'WEEKLY' ? start + skipped * 7 : start)
}
