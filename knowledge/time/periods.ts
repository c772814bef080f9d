/**
 * Grammar of whole expressions about days and stretches: points, ranges, deadlines, open ends, rolling windows, lengths
 * and lengths before or after the reference. In: tokens. Out: an Expression.
 */
import { type Expression, type Point } from './ast.ts'
import {
  follows,
  isHan,
  numberAt,
  parsed,
  roleValue,
  skip,
  tokenAs,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { beforeClock, fromClock, toClock } from './clock.ts'
import { durationAt, isClockOnly, lengthAt, namesProgramme } from './durations.ts'
import { type Length } from './intervals.ts'
import { dottedMonth } from './numeric-dates.ts'
import { isDayPoint, pointAt, yearOf } from './points.ts'
import { type Token } from './tokenize.ts'

type Found = Parsed<Expression>

const TODAY: Point = { base: { unit: 'day', at: { shift: 0 } }, picks: [] }

/** 即日起至…, 从…到…, 自…起至…止, …和…之间, and two points with a dash. */
export const range: Rule<Expression> = (input, at) => {
  if (follows(input, at, 'from-now') !== null)
    return follows(input, at + 1, 'to') === null ? null : closedRange(input, TODAY, at + 2)
  const opened = skip(input, at, 'from')
  const from = pointAt(input, opened)
  if (from === null) return bareYears(input, opened) ?? dottedMonths(input, opened)
  const afterStart = skip(input, from.next, 'from-suffix')
  const toNow = follows(input, afterStart, 'so-far')
  if (toNow !== null) return parsed({ kind: 'range', from: from.value, to: 'reference' }, afterStart + 1)
  if (follows(input, afterStart, 'to') !== null) return closedRange(input, from.value, afterStart + 1)
  const clock = isDayPoint(from.value) ? toClock(input, from.next) : null
  if (clock !== null) return closedRange(input, from.value, clock + 1)
  return follows(input, from.next, 'and') === null ? null : between(input, from.value, from.next + 1)
}

function closedRange(input: Input, from: Point, at: number): Found | null {
  if (follows(input, at, 'so-far') !== null) return parsed({ kind: 'range', from, to: 'reference' }, at + 1)
  const to = pointAt(input, at)
  if (to === null) return null
  const ended = skip(input, to.next, 'end-suffix')
  return parsed({ kind: 'range', from, to: to.value }, ended === to.next ? skipEra(input, to.next) : ended)
}

const skipEra = (input: Input, at: number): number => (touches(input, at, 'era') === null ? at : at + 1)

function between(input: Input, from: Point, at: number): Found | null {
  const to = pointAt(input, at)
  if (to === null || touches(input, to.next, 'between') === null) return null
  return parsed({ kind: 'range', from, to: to.value }, to.next + 1)
}

/** 从2016到2018: bare years, only after 从 or 自. */
function bareYears(input: Input, at: number): Found | null {
  if (at === input.origin) return null
  const [first, second] = [numberAt(input, at), numberAt(input, at + 2)]
  if (first?.text.length !== 4 || second?.text.length !== 4 || follows(input, at + 1, 'to') === null)
    return null
  const from = yearOf(first)
  const to = yearOf(second)
  if (from === null || to === null || to.year < from.year) return null
  return parsed(
    {
      kind: 'point',
      point: { base: { unit: 'year', at: { absolute: from.year, to: to.year } }, picks: [] },
      within: false,
    },
    at + 3,
  )
}

/** 1999.08-2002.02. */
function dottedMonths(input: Input, at: number): Found | null {
  const from = dottedMonth(input, at)
  if (from === null || from.value.picks.length === 0 || touches(input, from.next, 'to') === null) return null
  const to = dottedMonth(input, from.next + 1)
  return to === null ? null : parsed({ kind: 'range', from: from.value, to: to.value }, to.next)
}

const endsAtEdge = (point: Point): boolean => {
  const last = point.picks.at(-1)
  return last?.kind === 'edge' && last.edge === 'end'
}

const isSpan = (point: Point): boolean => {
  const { at } = point.base
  return typeof at === 'object' && 'absolute' in at && at.absolute !== at.to
}

/** 3月1日前, 2024年底前, 2010年1月10日或之前, 到2025年, 不迟于4月1日. */
export const deadline: Rule<Expression> = (input, at) => {
  const isNoLater = follows(input, at, 'no-later') !== null
  const isUntil = isNoLater || follows(input, at, 'until') !== null
  const point = pointAt(input, isUntil ? at + 1 : at)
  if (point === null) return null
  const { value } = point
  const clock = isDayPoint(value) ? beforeClock(input, point.next) : null
  if (clock !== null) return parsed({ kind: 'deadline', point: value, inclusive: 'before' }, clock + 1)
  const { next } = point
  if (isShortAgo(input, at, value)) return null
  if (isSpan(value) && follows(input, next, 'before') !== null)
    return parsed({ kind: 'point', point: value, within: false }, next + 1)
  if (follows(input, next, 'before-inclusive') !== null)
    return parsed({ kind: 'deadline', point: value, inclusive: 'inclusive' }, next + 1)
  if (follows(input, next, 'before') !== null) {
    return parsed(
      { kind: 'deadline', point: value, inclusive: endsAtEdge(value) ? 'by-end' : 'before' },
      next + 1,
    )
  }
  if (!isUntil || (!isNoLater && (isArrival(input, at) || isOnlyDay(value)))) return null
  return parsed({ kind: 'deadline', point: value, inclusive: 'by' }, skip(input, next, 'end-suffix'))
}

/** 三日前 is three days ago; 25日前 and 十五日前 are due on a day of the month. */
const isShortAgo = (input: Input, at: number, { base, picks }: Point): boolean => {
  const [day] = picks
  return (
    base.unit === 'month' &&
    base.at === 'open' &&
    day?.kind === 'day' &&
    day.from <= 10 &&
    input.tokens[at]?.style === 'place'
  )
}

/** 快到1月19日了 tells that a day is near, not that something is due. */
const isArrival = (input: Input, at: number): boolean =>
  '快临等轮提看直'.includes(input.text.charAt((input.tokens[at]?.start ?? 0) - 1)) &&
  (input.tokens[at]?.start ?? 0) > 0

/** 到3日, 到周三 after a verb is where a journey ends, and lone days are too weak for a deadline. */
const isOnlyDay = (point: Point): boolean => isDayPoint(point) && point.base.unit !== 'year'

/** 2018年之后, 自2018年以来, 从2015年起, 自从2018年. */
export const since: Rule<Expression> = (input, at) => {
  const fromNow = follows(input, at, 'from-now')
  if (fromNow !== null) return parsed({ kind: 'since', point: TODAY, inclusive: 'on-or-after' }, at + 1)
  const opener = follows(input, at, 'from')
  const point = pointAt(input, opener === null ? at : at + 1)
  if (point === null) return null
  if (isDayOfMonth(point.value) && isChineseDay(input, at)) return null
  const clock = isDayPoint(point.value) ? fromClock(input, point.next) : null
  if (clock !== null || follows(input, point.next, 'from-suffix') !== null)
    return parsed({ kind: 'since', point: point.value, inclusive: 'on-or-after' }, (clock ?? point.next) + 1)
  if (follows(input, point.next, 'after') !== null && !isDayOfMonth(point.value)) {
    return parsed({ kind: 'since', point: point.value, inclusive: 'after' }, point.next + 1)
  }
  if (opener?.text !== '自从') return null
  return parsed({ kind: 'since', point: point.value, inclusive: 'on-or-after' }, point.next)
}

/** 5日后 counts from today rather than from the fifth. */
const isDayOfMonth = ({ base }: Point): boolean => base.unit === 'month' && base.at === 'open'

/** A point by itself, with 内 or 期间. */
export const point: Rule<Expression> = (input, at) => {
  const found = pointAt(input, at)
  if (found === null) return null
  const closing = found.value.picks.length === 0 ? skip(input, found.next, 'year') : found.next
  const within = touches(input, closing, 'within') !== null
  if (isDayOfMonth(found.value) && (within || isChineseDay(input, at))) return null
  const isFestival = found.value.picks.at(-1)?.kind === 'festival'
  const next = within ? closing + 1 : isFestival ? skipEra(input, found.next) : found.next
  const alreadyWithin = input.tokens[found.next - 1]?.roles.has('within') === true
  return parsed({ kind: 'point', point: found.value, within: within || alreadyWithin }, next)
}

/** 五日 by itself is a length; 29日 is a day. */
const isChineseDay = (input: Input, at: number): boolean =>
  input.tokens[at]?.style === 'place' && tokenAs(input, at + 1, 'ri') !== null

export const twoYears: Rule<Expression> = (input, at) =>
  follows(input, at, 'two-years') === null ? null : parsed({ kind: 'two-years' }, at + 1)

/** 近三年, 未来5年内, 前1周, 上2个月, 五年来. */
export const rolling: Rule<Expression> = (input, at) => {
  const opener = follows(input, at, 'rolling')
  if (opener === null) return yearsPast(input, at)
  const length = lengthAt(input, at + 1) ?? bareMonths(input, at + 1)
  if (length === null || !isRollable(input, opener, length.value) || namesProgramme(input, length.next))
    return null
  const direction = roleValue(opener, 'rolling') > 0 ? 1 : -1
  const next = skip(input, length.next, 'within')
  return parsed(
    { kind: 'rolling', direction, length: length.value },
    next === length.next ? skip(input, next, 'rolling-suffix') : next,
  )
}

const WEAK_OPENERS = ['前', '后', '上', '下']
const BEFORE_WEAK_OPENER = /[在的于和与及至]/

/** 前, 后, 上, 下 after a word belong to it: 举报后24小时. Hours make no window of days. */
function isRollable(input: Input, opener: Token, length: Length): boolean {
  if (length.hours !== undefined || length.minutes !== undefined) return false
  const before = input.text.charAt(opener.start - 1)
  // “十五五”前三年
  if (opener.text === '前' && before === '”') return false
  return !WEAK_OPENERS.includes(opener.text) || !isHan(before) || BEFORE_WEAK_OPENER.test(before)
}

/** 近三月: after 近 a number of months needs no 个. */
function bareMonths(input: Input, at: number): Parsed<{ months: number }> | null {
  const count = numberAt(input, at)
  if (
    count === null ||
    touches(input, at + 1, 'month') === null ||
    input.tokens[at - 1]?.text.startsWith('近') !== true
  )
    return null
  return parsed({ months: count.value }, at + 2)
}

function yearsPast(input: Input, at: number): Found | null {
  const length = lengthAt(input, at)
  if (length === null || touches(input, length.next, 'rolling-suffix')?.text !== '来') return null
  return parsed({ kind: 'rolling', direction: -1, length: length.value }, length.next + 1)
}

/** 3天后, 两年前: counted from the reference. A bare 25日前 is a day of the month and comes before this rule. */
export const shifted: Rule<Expression> = (input, at) => {
  const length = lengthAt(input, at)
  if (length === null || namesProgramme(input, length.next)) return null
  if (follows(input, length.next, 'before') !== null)
    return parsed({ kind: 'shifted', length: length.value, sign: -1 }, length.next + 1)
  if (follows(input, length.next, 'after') === null) return null
  return parsed({ kind: 'shifted', length: length.value, sign: 1 }, length.next + 1)
}

export const duration: Rule<Expression> = (input, at) => {
  const found = durationAt(input, at)
  return found === null || isClockOnly(found.value) ? null : found
}
