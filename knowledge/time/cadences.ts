/**
 * From a recognised recurrence to its one canonical RFC 5545 spelling. In: cadence, interval, picks. Out: the rule, null
 * where the days cannot be written in the subset (a lunar festival), or undefined where the day does not exist.
 */
import { type Edge, type Pick, type Recurrence } from './ast.ts'
import { monthLength } from './civil-date.ts'
import { FESTIVALS, fixedDate } from './festivals.ts'
import { type Length } from './intervals.ts'
import { formatRule, type Frequency, type RuleParts } from './rrule.ts'
import { type CountPeriod } from './types.ts'

const WORKDAYS = [1, 2, 3, 4, 5].map(weekday => ({ nth: null, weekday }))
const LAST_DAY = -1
const MID_YEAR_MONTH = 6
const MONTHS_PER_HALF = 6
const DAYS_PER_WEEK = 7
/** The fifth week of a month is its last. */
const WHOLE_WEEKS = 4
/** A leap year, so that 29 February is allowed. */
const ANY_YEAR = 2024

interface CadenceRow {
  readonly frequency: Frequency
  readonly multiple: number
}

/** null where no calendar knows the days. */
const FREQUENCIES: Readonly<Record<Recurrence['cadence'], CadenceRow | null>> = {
  day: { frequency: 'DAILY', multiple: 1 },
  workday: { frequency: 'WEEKLY', multiple: 1 },
  week: { frequency: 'WEEKLY', multiple: 1 },
  third: { frequency: 'MONTHLY', multiple: 1 },
  'half-month': { frequency: 'MONTHLY', multiple: 1 },
  month: { frequency: 'MONTHLY', multiple: 1 },
  quarter: { frequency: 'MONTHLY', multiple: 3 },
  half: { frequency: 'MONTHLY', multiple: 6 },
  year: { frequency: 'YEARLY', multiple: 1 },
  semester: null,
  session: null,
}

/** `bounded`: the expression names a latest day (前, 内), so a month or quarter stands for its last day. */
export function ruleOf(recurrence: Recurrence, bounded: boolean): string | null | undefined {
  const row = FREQUENCIES[recurrence.cadence]
  if (row === null) return null
  const { frequency, multiple } = row
  const base = { frequency, interval: recurrence.interval * multiple }
  if (recurrence.afterEnd !== null) {
    const rule = afterEnd(recurrence, recurrence.afterEnd)
    if (rule !== undefined) return rule
  }
  if (recurrence.weekdays.length > 0) {
    return formatRule({ ...base, weekdays: recurrence.weekdays.map(weekday => ({ nth: null, weekday })) })
  }
  if (recurrence.parts.length > 0) return withParts(recurrence, base, bounded)
  if (recurrence.cadence === 'workday') return everyWorkdays(recurrence.interval)
  if (recurrence.cadence === 'third') return formatRule({ ...base, monthDays: [10, 20, LAST_DAY] })
  if (recurrence.cadence === 'half-month') return formatRule({ ...base, monthDays: [15, LAST_DAY] })
  return formatRule(base)
}

/** 每个工作日 is Monday to Friday, 每10个工作日 every second week; 每3个工作日 is on no days that a rule can name. */
function everyWorkdays(interval: number): string | null {
  if (interval === 1) return formatRule({ frequency: 'WEEKLY', interval, weekdays: WORKDAYS })
  const weeks = interval / WORKDAYS.length
  return Number.isInteger(weeks) ? formatRule({ frequency: 'WEEKLY', interval: weeks }) : null
}

const MONTHS_PER_CADENCE: Readonly<Partial<Record<Recurrence['cadence'], number>>> = {
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
}

/** Every month has so many days; the first month of a quarter has more. */
const SHORTEST_MONTH = 28
const SHORTEST_FIRST_MONTH = 30

/**
 * 每季度结束后10日内 is due on the tenth of January, April, July and October, 每年度终了后三个月内 when March ends. Null where
 * no rule can say it, undefined where the length counts working days.
 */
function afterEnd({ cadence }: Recurrence, { days, months }: Length): string | null | undefined {
  const step = MONTHS_PER_CADENCE[cadence]
  if (days === undefined && months === undefined) return undefined
  if (step === undefined) return null
  if (days === undefined) {
    const isWithin = months !== undefined && months >= 1 && months < step
    return isWithin
      ? formatRule({ frequency: 'YEARLY', months: everyMonths(step, months), monthDays: [LAST_DAY] })
      : null
  }
  if (days < 1 || days > (step === 1 ? SHORTEST_MONTH : SHORTEST_FIRST_MONTH)) return null
  if (step === 1) return formatRule({ frequency: 'MONTHLY', monthDays: [days] })
  return formatRule({ frequency: 'YEARLY', months: everyMonths(step, 1), monthDays: [days] })
}

const everyMonths = (step: number, first: number): number[] =>
  Array.from({ length: 12 / step }, (_, index) => index * step + first)

/** What one part names: months, days in them, weekdays in them. */
interface Named {
  readonly months: readonly number[]
  readonly monthDays: readonly number[]
  readonly weekdays: RuleParts['weekdays']
  readonly positions: readonly number[]
}

interface Base {
  readonly frequency: Frequency
  readonly interval: number
}

function withParts(recurrence: Recurrence, base: Base, bounded: boolean): string | null | undefined {
  const parts = distributed(recurrence.parts)
  const named = parts.map(part => namedBy(part, recurrence.cadence, bounded))
  if (named.some(each => each === undefined)) return undefined
  const all = named.filter((each): each is Named => each !== undefined && each !== null)
  if (!bounded && coversYear(all)) return withParts(recurrence, base, true)
  if (all.length < named.length) return formatRule({ frequency: base.frequency, interval: base.interval })
  const merged = merge(all)
  if (merged === null) return null
  const isYearly = recurrence.cadence === 'quarter' || recurrence.cadence === 'half'
  // BYSETPOS counts within one period, so several months need a monthly rule
  const isMonthly = merged.positions.length > 0 && merged.months.length > 1
  const frequency = isMonthly ? 'MONTHLY' : isYearly ? 'YEARLY' : base.frequency
  return formatRule({ frequency, interval: isYearly || isMonthly ? 1 : base.interval, ...merged })
}

/** 每年上半年、下半年: stretches that fill the year would say nothing, so each stands for its last day. */
const coversYear = (all: readonly Named[]): boolean =>
  all.length > 1 &&
  all.every(({ monthDays, weekdays }) => monthDays.length === 0 && weekdays.length === 0) &&
  all.some(({ months }) => months.length > 1) &&
  distinct(all.flatMap(each => each.months)).length === 12

/** 3月、6月、9月、12月20日前: what follows the last month holds for all. */
function distributed(parts: readonly (readonly Pick[])[]): readonly (readonly Pick[])[] {
  const last = parts.at(-1) ?? []
  const isBare = (part: readonly Pick[]): boolean => part.length === 1 && part[0]?.kind === 'month'
  if (last[0]?.kind !== 'month' || last.length === 1) return parts
  return parts.map(part => (isBare(part) ? [...part, ...last.slice(1)] : part))
}

/** One rule can only hold every month with every day; anything else needs several. */
function merge(all: readonly Named[]): Named | null {
  const [first] = all
  if (first === undefined) return null
  const days = new Set(all.map(each => each.monthDays.join()))
  const months = new Set(all.map(each => each.months.join()))
  const rest = new Set(all.map(each => JSON.stringify([each.weekdays, each.positions])))
  if (rest.size > 1) {
    return months.size > 1 || days.size > 1
      ? null
      : { ...first, weekdays: all.flatMap(each => each.weekdays) }
  }
  if (days.size > 1 && months.size > 1) return monthEnds(all)
  return {
    ...first,
    months: distinct(all.flatMap(each => each.months)),
    monthDays: distinct(all.flatMap(each => each.monthDays)),
  }
}

/** 6月30日、12月31日: different days, but all of them the last of their month. */
function monthEnds(all: readonly Named[]): Named | null {
  const [first] = all
  const areEnds = all.every(({ months, monthDays }) =>
    months.every(month => monthDays.every(day => isMonthEnd(month, day))),
  )
  if (!areEnds || first === undefined) return null
  return { ...first, months: distinct(all.flatMap(each => each.months)), monthDays: [LAST_DAY] }
}

const isMonthEnd = (month: number, day: number): boolean =>
  day === LAST_DAY || (month !== 2 && day === monthLength(ANY_YEAR, month))

const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b))

const MONTHLESS: Named = { months: [], monthDays: [], weekdays: [], positions: [] }

/** 每月第一周的周一 is the first Monday. */
function withWeekdays(picks: readonly Pick[]): readonly Pick[] {
  const [week, day] = [picks.at(-2), picks.at(-1)]
  if (week?.kind !== 'nth-week' || day?.kind !== 'weekday') return picks
  return [...picks.slice(0, -2), { kind: 'nth-weekday', nth: week.nth, weekday: day.weekday }]
}

/** null: cannot be written; undefined: does not exist. */
function namedBy(
  picks: readonly Pick[],
  cadence: Recurrence['cadence'],
  bounded: boolean,
): Named | null | undefined {
  const step = MONTHS_PER_CADENCE[cadence] ?? 12
  let months: readonly number[] = []
  for (const pick of withWeekdays(picks)) {
    if (pick.kind === 'nth-workday' && step > 1 && step < 12 && months.length === 0)
      months = everyMonths(step, pick.nth < 0 ? step : 1)
    if (pick.kind === 'edge') return atEdge(edgeMonths(months, pick.edge, cadence), pick.edge)
    const next = narrowed(pick, cadence)
    if (next !== 'inside') {
      if (next === null || next === undefined) return next
      months = next
      continue
    }
    return insideMonth(months, pick, cadence)
  }
  const last = months.at(-1)
  return bounded && last !== undefined
    ? { ...MONTHLESS, months: months.length > 1 ? [last] : months, monthDays: [LAST_DAY] }
    : { ...MONTHLESS, months }
}

/** 初 is a stretch without a day of its own, except in a month. */
const atEdge = (months: readonly number[], edge: Edge): Named => ({
  ...MONTHLESS,
  months,
  monthDays: edge !== 'start' ? [LAST_DAY] : months.length === 0 ? [1] : [],
})

/** The months left after a pick, or 'inside' where the pick names days of them. */
function narrowed(
  pick: Pick,
  cadence: Recurrence['cadence'],
): readonly number[] | 'inside' | null | undefined {
  const step = MONTHS_PER_CADENCE[cadence] ?? 12
  if (pick.kind === 'month')
    return isMonth(pick.from) && isMonth(pick.to) ? monthSpan(pick.from, pick.to) : undefined
  if (pick.kind === 'quarter') return monthSpan(pick.from * 3 - 2, pick.to * 3)
  if (pick.kind === 'half') return monthSpan(pick.from * MONTHS_PER_HALF - 5, pick.to * MONTHS_PER_HALF)
  if (pick.kind === 'nth-month') return pick.nth > step ? undefined : everyMonths(step, pick.nth)
  if (pick.kind === 'last-n' && pick.unit === 'month' && pick.count === 1) return everyMonths(step, step)
  if (pick.kind === 'last-n' || pick.kind === 'first-n')
    return pick.unit === 'day' || pick.unit === 'week' ? 'inside' : null
  return 'inside'
}

const isMonth = (value: number): boolean => value >= 1 && value <= 12

/** 每年底, 每季度末, 每年一季度末: the month the edge lies in; 每月底 names no month. */
function edgeMonths(
  months: readonly number[],
  edge: Edge,
  cadence: Recurrence['cadence'],
): readonly number[] {
  const step = MONTHS_PER_CADENCE[cadence] ?? 12
  if (edge === 'middle') return [MID_YEAR_MONTH]
  if (months.length > 0) return edge === 'end' ? months.slice(-1) : months.slice(0, 1)
  if (step === 1) return []
  return everyMonths(step, edge === 'end' ? step : 1)
}

function monthSpan(from: number, to: number): number[] {
  const length = to >= from ? to - from + 1 : to + 12 - from + 1
  return Array.from({ length }, (_, index) => ((from + index - 1) % 12) + 1).sort((a, b) => a - b)
}

function insideMonth(
  months: readonly number[],
  pick: Pick,
  cadence: Recurrence['cadence'],
): Named | null | undefined {
  const at = { ...MONTHLESS, months }
  if (pick.kind === 'festival') return festivalDate(pick.index)
  // a week of a year has no day that a rule can name
  if (isWeek(pick) && months.length === 0 && cadence !== 'month') return null
  if (pick.kind === 'nth-weekday') return { ...at, weekdays: [{ nth: pick.nth, weekday: pick.weekday }] }
  if (pick.kind === 'nth-workday') return { ...at, weekdays: WORKDAYS, positions: [pick.nth] }
  const monthDays = daysNamed(months, pick)
  return monthDays === null || monthDays === undefined ? monthDays : { ...at, monthDays }
}

function daysNamed(months: readonly number[], pick: Pick): readonly number[] | null | undefined {
  if (pick.kind === 'third') return [pick.to === 3 ? LAST_DAY : pick.to * 10]
  if (pick.kind === 'nth-week') return [pick.nth > WHOLE_WEEKS ? LAST_DAY : pick.nth * DAYS_PER_WEEK]
  if (isWeek(pick) && pick.kind === 'last-n') return [LAST_DAY]
  if (isWeek(pick) && pick.kind === 'first-n') return [Math.min(pick.count, WHOLE_WEEKS) * DAYS_PER_WEEK]
  if (pick.kind === 'half-month') return [pick.half === 1 ? 15 : LAST_DAY]
  if (pick.kind === 'last-n') return dayRange(-pick.count, -1)
  if (pick.kind === 'first-n') return dayRange(1, pick.count)
  if (pick.kind !== 'day') return null
  const longest = Math.max(...(months.length > 0 ? months : [1]).map(month => monthLength(ANY_YEAR, month)))
  return pick.from < 1 || pick.to > longest || pick.from > pick.to ? undefined : dayRange(pick.from, pick.to)
}

/** A week of a month, which is due on its last day: the second week on the fourteenth. */
const isWeek = (pick: Pick): boolean =>
  pick.kind === 'nth-week' || ((pick.kind === 'last-n' || pick.kind === 'first-n') && pick.unit === 'week')

const dayRange = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

function festivalDate(index: number): Named | null {
  const festival = FESTIVALS[index]
  const date = festival === undefined ? null : fixedDate(festival)
  if (date === null) return null
  const { month, firstDay, lastDay } = date
  const isWholeMonth = firstDay === 1 && lastDay === monthLength(ANY_YEAR, month)
  return { ...MONTHLESS, months: [month], monthDays: isWholeMonth ? [] : [lastDay] }
}

/** The name of a counting period; null for one that has none (每三年). */
export function periodName({ cadence, interval }: Recurrence, perPerson: boolean): CountPeriod | null {
  if (cadence === 'year') return yearPeriod(interval, perPerson)
  if (cadence === 'month') return monthPeriod(interval)
  if (interval !== 1) return null
  if (cadence === 'quarter') return 'quarter'
  if (cadence === 'half') return 'half-year'
  if (cadence === 'week') return 'week'
  if (cadence === 'session') return perPerson ? 'person-term' : 'term'
  return cadence === 'day' || cadence === 'workday' ? 'day' : null
}

function yearPeriod(interval: number, perPerson: boolean): CountPeriod | null {
  if (interval === 1) return perPerson ? 'person-year' : 'year'
  return interval === 2 ? '2-year' : null
}

const MONTH_PERIODS: Readonly<Record<number, CountPeriod>> = {
  1: 'month',
  2: '2-month',
  3: 'quarter',
  6: 'half-year',
  12: 'year',
}

const monthPeriod = (interval: number): CountPeriod | null => MONTH_PERIODS[interval] ?? null
