/**
 * From places in the calendar to days. In: a Point and the reference day. Out: first and last day, or null where the
 * calendar has no such place (2月30日, 13月). A place without a year is the first one that does not end before the
 * reference.
 */
import { type At, type Base, type Edge, type Pick, type Point } from './ast.ts'
import { fromDayNumber, monthLength, toDayNumber, type DayNumber } from './civil-date.ts'
import { FESTIVALS, festivalDays } from './festivals.ts'
import {
  halfByIndex,
  monthByIndex,
  monthsOf,
  nthWeekIn,
  nthWeekdayIn,
  quarterByIndex,
  weekOf,
  yearInterval,
  type Interval,
} from './intervals.ts'

/** 29 February comes again after eight years at most (1896 to 1904). */
const YEARS_TO_TRY = 9
const MONTHS_TO_TRY = 3
const WEEKS_TO_TRY = 2
/** The twelfth plan began in 2011; each takes five years. */
const YEARS_PER_PLAN = 5
const TENTH_PLAN_START = 2001
/** The first half of a year ends with June. */
const MONTHS_BEFORE_MIDDLE = 5

export function resolvePoint(point: Point, reference: DayNumber): Interval | null {
  for (const interval of candidates(point, reference)) {
    if (interval === null || (point.base.at === 'open' && interval.end < reference)) continue
    return interval
  }
  return null
}

/** The last place at or before a day: the beginning of 8月至2月. */
export function resolveBefore(point: Point, latestStart: DayNumber): Interval | null {
  if (point.base.at !== 'open') return resolvePoint(point, latestStart)
  const { year } = fromDayNumber(latestStart)
  for (let back = 0; back < YEARS_TO_TRY; back += 1) {
    const interval = openInstance(point, { day: latestStart, year: year - back, offset: -back })
    if (interval !== null && interval.start <= latestStart) return interval
  }
  return null
}

function* candidates(point: Point, reference: DayNumber): Generator<Interval | null> {
  const { base } = point
  if (base.at !== 'open') {
    const interval = baseInterval(base, base.at, reference)
    yield interval === null ? null : applyPicks(interval, point.picks, reference)
    return
  }
  const { year } = fromDayNumber(reference)
  const first = base.unit === 'year' ? -1 : 0
  const tries = base.unit === 'year' ? YEARS_TO_TRY : base.unit === 'month' ? MONTHS_TO_TRY : WEEKS_TO_TRY
  for (let offset = first; offset < tries; offset += 1) {
    yield openInstance(point, { day: reference, year: year + offset, offset })
  }
}

interface Instance {
  readonly day: DayNumber
  readonly year: number
  readonly offset: number
}

function openInstance(point: Point, { day, year, offset }: Instance): Interval | null {
  const { unit } = point.base
  if (unit === 'year') return applyPicks(yearInterval(year), point.picks, day)
  const period = unit === 'week' ? weekOf(day + offset * 7) : monthByIndex(monthIndexOf(day) + offset)
  return applyPicks(period, point.picks, day)
}

const monthIndexOf = (day: DayNumber): number => {
  const { year, month } = fromDayNumber(day)
  return year * 12 + month - 1
}

function baseInterval(base: Base, at: Exclude<At, 'open'>, reference: DayNumber): Interval | null {
  if ('absolute' in at) return base.unit === 'plan' ? planInterval(at.absolute) : yearsInterval(at)
  const { year } = fromDayNumber(reference)
  const month = monthIndexOf(reference)
  switch (base.unit) {
    case 'year':
      return yearInterval(year + at.shift)
    case 'half':
      return halfByIndex(Math.floor(month / 6) + at.shift)
    case 'quarter':
      return quarterByIndex(Math.floor(month / 3) + at.shift)
    case 'month':
      return monthByIndex(month + at.shift)
    case 'week':
      return weekOf(reference + at.shift * 7)
    case 'day':
      return { start: reference + at.shift, end: reference + at.shift }
    case 'plan':
      return null
  }
}

function yearsInterval(at: { readonly absolute: number; readonly to: number }): Interval | null {
  if (at.to < at.absolute) return null
  return { start: yearInterval(at.absolute).start, end: yearInterval(at.to).end }
}

function planInterval(ordinal: number): Interval {
  const first = TENTH_PLAN_START + (ordinal - 10) * YEARS_PER_PLAN
  return { start: yearInterval(first).start, end: yearInterval(first + YEARS_PER_PLAN - 1).end }
}

function applyPicks(base: Interval, picks: readonly Pick[], reference: DayNumber): Interval | null {
  let interval: Interval | null = base
  for (const pick of picks) {
    if (interval === null) return null
    interval = applyPick(interval, pick, reference)
  }
  return interval
}

function applyPick(interval: Interval, pick: Pick, reference: DayNumber): Interval | null {
  const { year, month } = fromDayNumber(interval.start)
  switch (pick.kind) {
    case 'half':
      return monthsOf(year, { from: pick.from * 6 - 5, to: pick.to * 6 })
    case 'quarter':
      return monthsOf(year, { from: pick.from * 3 - 2, to: pick.to * 3 })
    case 'month':
      return monthsOf(year, pick)
    case 'same-month':
      return monthsOf(year, { from: fromDayNumber(reference).month, to: fromDayNumber(reference).month })
    case 'day':
      return daysOf(year, month, pick)
    case 'half-month':
      return pick.half === 1
        ? { start: interval.start, end: interval.start + 14 }
        : { start: interval.start + 15, end: interval.end }
    case 'third':
      return thirdsOf(interval, pick)
    case 'edge':
      return edgeOf(interval, pick.edge)
    case 'weekday':
      return nthWeekdayIn(interval, 1, pick.weekday)
    case 'weekend':
      return { start: interval.start + 5, end: interval.start + 6 }
    case 'nth-week':
      return nthWeekIn(interval, pick.nth)
    case 'nth-weekday':
      return nthWeekdayIn(interval, pick.nth, pick.weekday)
    case 'nth-month':
      return monthByIndex(monthIndexOf(interval.start) + pick.nth - 1)
    case 'first-n':
    case 'last-n':
      return chunkOf(interval, pick)
    case 'nth-workday':
      // which days are worked is not known here
      return interval
    case 'festival':
      return festivalOf(pick.index, year)
  }
}

function festivalOf(index: number, year: number): Interval | null {
  const festival = FESTIVALS[index]
  return festival === undefined ? null : festivalDays(festival, year)
}

function daysOf(
  year: number,
  month: number,
  days: { readonly from: number; readonly to: number },
): Interval | null {
  const length = monthLength(year, month)
  if (days.from < 1 || days.to > length || days.from > days.to) return null
  return {
    start: toDayNumber({ year, month, day: days.from }),
    end: toDayNumber({ year, month, day: days.to }),
  }
}

function thirdsOf(interval: Interval, { from, to }: { from: number; to: number }): Interval {
  return {
    start: interval.start + (from - 1) * 10,
    end: to === 3 ? interval.end : interval.start + to * 10 - 1,
  }
}

/** Customary bounds, following JioNLP: 年底 is November and December, 月底 from the 25th, 季末 its last month; 年中 is June. */
function edgeOf(interval: Interval, edge: Edge): Interval {
  if (edge === 'middle') return monthByIndex(monthIndexOf(interval.start) + MONTHS_BEFORE_MIDDLE)
  const days = interval.end - interval.start + 1
  const { year, month } = fromDayNumber(edge === 'start' ? interval.start : interval.end)
  if (days <= 31) {
    return edge === 'start'
      ? { start: interval.start, end: interval.start + 4 }
      : { start: toDayNumber({ year, month, day: 25 }), end: interval.end }
  }
  const months = days > 300 ? 2 : 1
  const firstMonth = monthIndexOf(interval.start)
  const lastMonth = monthIndexOf(interval.end)
  return edge === 'start'
    ? { start: interval.start, end: monthByIndex(firstMonth + months - 1).end }
    : { start: monthByIndex(lastMonth - months + 1).start, end: interval.end }
}

type Chunk = Extract<Pick, { kind: 'first-n' | 'last-n' }>

function chunkOf(interval: Interval, chunk: Chunk): Interval {
  const isFirst = chunk.kind === 'first-n'
  if (chunk.unit === 'day') {
    return isFirst
      ? { start: interval.start, end: interval.start + chunk.count - 1 }
      : { start: interval.end - chunk.count + 1, end: interval.end }
  }
  if (chunk.unit === 'week') {
    if (isFirst) return { start: nthWeekIn(interval, 1).start, end: nthWeekIn(interval, chunk.count).end }
    return { start: interval.end - chunk.count * 7 + 1, end: interval.end }
  }
  const months = chunk.count * (chunk.unit === 'quarter' ? 3 : 1)
  return isFirst
    ? { start: interval.start, end: monthByIndex(monthIndexOf(interval.start) + months - 1).end }
    : { start: monthByIndex(monthIndexOf(interval.end) - months + 1).start, end: interval.end }
}
