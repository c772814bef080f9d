/**
 * The last working day that is surely in time. In: the legal day as the text names it, and how the words bound it. Out: a
 * working day, and whether a later one may turn out to be in time as well. The legal day itself is never changed.
 */
import {
  addMonths,
  dayNumberOf,
  formatDay,
  fromDayNumber,
  toDayNumber,
  weekdayOf,
} from '../time/civil-date.ts'
import { type CivilDate } from '../time/index.ts'
import { publishedArrangement, type Arrangement } from './arrangement.ts'
import { UNPUBLISHED_NOTE } from './notes.ts'
import { isPublished, lastWorkingDayOnOrBefore } from './working-days.ts'

/**
 * Which days are in time, read strictly. `inclusive`: the legal day is the last (5月底前, 到2025年, 30日内). Otherwise all
 * must be done before the day, week … or year begins that ends on the legal day (3月1日前, 5月前, 2025年前).
 */
export type Bound =
  | 'inclusive'
  | 'before-day'
  | 'before-week'
  | 'before-third'
  | 'before-month'
  | 'before-quarter'
  | 'before-half-year'
  | 'before-year'

export interface SafeDay {
  readonly day: CivilDate
  /** False where a later working day may be in time too, once the arrangement is published. */
  readonly certain: boolean
  /** 节假日安排未公布, or null. */
  readonly note: string | null
}

const BEFORE = /(.)(?:之|以)?前$/
/** 底前 and 末前 mean by the end, 内…前 and 或之前 say themselves that the day is in time. */
const IN_TIME_ITSELF = /[底末终内或]$/
const BOUND_BY_UNIT: ReadonlyMap<string, Bound> = new Map([
  ['周', 'before-week'],
  ['旬', 'before-third'],
  ['月', 'before-month'],
  ['季', 'before-quarter'],
  ['度', 'before-quarter'],
  ['年', 'before-year'],
])

/** How the words of a time expression bound its last day: 3月1日前, 5月前, 二季度前, 2025年底前, 上半年前 … */
export function boundOf(raw: string): Bound {
  const [, last] = BEFORE.exec(raw) ?? []
  if (last === undefined || IN_TIME_ITSELF.test(last)) return 'inclusive'
  if (/半年(?:之|以)?前$/.test(raw)) return 'before-half-year'
  if (/年度(?:之|以)?前$/.test(raw)) return 'before-year'
  return BOUND_BY_UNIT.get(last) ?? 'before-day'
}

/** The last day in time, a working day or not. */
export function lastDayInTime(legalDay: CivilDate, bound: Bound): CivilDate {
  if (bound === 'inclusive') return legalDay
  return formatDay(firstDayOf(legalDay, bound) - 1)
}

/** First day of the unit that ends on the legal day. */
function firstDayOf(legalDay: CivilDate, bound: Exclude<Bound, 'inclusive'>): number {
  const number = dayNumberOf(legalDay)
  const { year, month, day } = fromDayNumber(number)
  const firstOfMonth = toDayNumber({ year, month, day: 1 })
  switch (bound) {
    case 'before-day':
      return number
    case 'before-week':
      return number - weekdayOf(number) + 1
    case 'before-third':
      return toDayNumber({ year, month, day: day <= 10 ? 1 : day <= 20 ? 11 : 21 })
    case 'before-month':
      return firstOfMonth
    case 'before-quarter':
      return addMonths(firstOfMonth, -((month - 1) % 3))
    case 'before-half-year':
      return addMonths(firstOfMonth, -((month - 1) % 6))
    case 'before-year':
      return toDayNumber({ year, month: 1, day: 1 })
  }
}

/**
 * The last working day on which one is surely in time: 3月1日前 of 2027 → Friday 26 February. In a year whose arrangement
 * is not published this is a day that no arrangement can take away, and the note says so.
 */
export function safeDay(
  legalDay: CivilDate,
  bound: Bound,
  arrangement: Arrangement = publishedArrangement(),
): SafeDay {
  const last = lastDayInTime(legalDay, bound)
  const { day, certain } = lastWorkingDayOnOrBefore(last, arrangement)
  const isKnown = certain && isPublished(day, arrangement) && isPublished(last, arrangement)
  return { day, certain, note: isKnown ? null : UNPUBLISHED_NOTE }
}
