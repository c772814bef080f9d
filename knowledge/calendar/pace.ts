/**
 * How far a quota has got. In: the quota, what has been done in the running period, today. Out: what should have been
 * done by now, and a sentence. What counts as done is for the caller to know.
 */
import { type Period, type Quota } from '../model/obligation.ts'
import { addMonths, dayNumberOf, formatDay, fromDayNumber, toDayNumber } from '../time/civil-date.ts'
import { type CivilDate } from '../time/index.ts'
import { weekOf } from '../time/intervals.ts'

/** First and last day, inclusive. */
export interface Span {
  readonly start: CivilDate
  readonly end: CivilDate
}

export interface Progress {
  readonly quota: Quota
  /** Done in the period, in the quota's unit, by one person where it is per person; may be a fraction (12.5 学时). */
  readonly done: number
  /** The period that is running; null where nobody knows when it began (a term of office). */
  readonly period: Span | null
}

export interface Pace {
  readonly done: number
  readonly required: number
  /** Whole units that should be done by the end of today; null where the period is not known. */
  readonly expectedByNow: number | null
  readonly behind: boolean
  readonly periodStart: CivilDate | null
  readonly periodEnd: CivilDate | null
  /** 2/4 次，按进度应为 3 次 */
  readonly text: string
}

const MONTHS_BY_PERIOD: Readonly<Partial<Record<Period, number>>> = {
  month: 1,
  '2-month': 2,
  quarter: 3,
  'half-year': 6,
  year: 12,
  'person-year': 12,
  '2-year': 24,
}
/** A share cannot be saved up: 不少于10% holds on every day or not at all. */
const SHARE_UNITS: ReadonlySet<string> = new Set(['%', '％', '‰'])

export function isShare({ unit }: Pick<Quota, 'unit'>): boolean {
  return SHARE_UNITS.has(unit)
}

/**
 * The counting period a day lies in. Months are counted from January; two years from `firstYear`.
 * @returns null for a term of office, which no calendar knows, and for two years without a first year.
 */
export function periodAround(per: Period, day: CivilDate, firstYear: number | null): Span | null {
  const number = dayNumberOf(day)
  if (per === 'day') return { start: day, end: day }
  if (per === 'week') return spanOf(weekOf(number).start, weekOf(number).end + 1)
  const months = MONTHS_BY_PERIOD[per]
  if (months === undefined || (months > 12 && firstYear === null)) return null
  const { year, month } = fromDayNumber(number)
  const passed = (year - (firstYear ?? year)) * 12 + month - 1
  const first = addMonths(toDayNumber({ year, month, day: 1 }), -(((passed % months) + months) % months))
  return spanOf(first, addMonths(first, months))
}

const spanOf = (start: number, next: number): Span => ({ start: formatDay(start), end: formatDay(next - 1) })

/**
 * Progress against a quota, evenly spread over its period. What is expected is rounded down to whole units: of four a
 * year the first is expected when a quarter of the days is over, today included, so nobody is called late for a part
 * that is still running, and on the last day all are expected.
 */
export function paceOf({ quota, done, period }: Progress, today: CivilDate): Pace {
  const { op, value } = quota
  const expectedByNow = expected({ quota, done, period }, today)
  return {
    done,
    required: value,
    expectedByNow,
    behind: op !== '<=' && expectedByNow !== null && done < expectedByNow,
    periodStart: period?.start ?? null,
    periodEnd: period?.end ?? null,
    text: describe(quota, done, expectedByNow),
  }
}

function expected({ quota, period }: Progress, today: CivilDate): number | null {
  const { op, value } = quota
  // 不超过 asks for nothing
  if (op === '<=') return 0
  if (isShare(quota)) return value
  if (period === null) return null
  const first = dayNumberOf(period.start)
  const days = dayNumberOf(period.end) - first + 1
  const passed = Math.min(Math.max(dayNumberOf(today) - first + 1, 0), days)
  return passed === days ? value : Math.floor((value * passed) / days)
}

function describe(quota: Quota, done: number, expectedByNow: number | null): string {
  const { op, value, unit, per } = quota
  const who = per === 'person-year' || per === 'person-term' ? '每人 ' : ''
  const progress = isShare(quota) ? `${who}${done}${unit}/${value}${unit}` : `${who}${done}/${value} ${unit}`
  if (op === '<=') return done > value ? `${progress}，已超出上限` : `${progress}，为上限`
  if (isShare(quota)) return progress
  if (expectedByNow === null) return `${progress}，起止时间未知，无法按进度计算`
  return `${progress}，按进度应为 ${expectedByNow} ${unit}`
}
