/**
 * From recognised expressions to mentions. In: an Expression, its text, the reference day. Out: a TimeMention with days,
 * rule and length filled in by the conventions in docs/time.md. An expression whose day does not exist becomes damaged.
 */
import { type CountBasis, type Expression, type Point, type Recognised } from './ast.ts'
import { periodName, ruleOf } from './cadences.ts'
import { formatDay, type CivilDate, type DayNumber } from './civil-date.ts'
import { impossible, impossibleParts } from './explain.ts'
import { shiftDay, type Interval, type Length } from './intervals.ts'
import { isDayPoint } from './points.ts'
import { resolveBefore, resolvePoint } from './resolve.ts'
import { type CountPeriod, type Inclusive, type TimeMention, type TimeMentionType } from './types.ts'

interface Frame {
  readonly raw: string
  readonly offset: number
  readonly reference: DayNumber
}

type Fields = Partial<Omit<TimeMention, 'raw' | 'offset' | 'type'>>

function mention({ raw, offset }: Frame, type: TimeMentionType, fields: Fields = {}): TimeMention {
  return { raw, offset, type, start: null, end: null, rrule: null, duration: null, ...fields }
}

const days = ({ start, end }: Interval): { start: CivilDate; end: CivilDate } => ({
  start: formatDay(start),
  end: formatDay(end),
})

/** The mention an expression makes. `text` is the source, not its folded form. */
export function toMention(found: Recognised, text: string, reference: DayNumber): TimeMention {
  const frame = { raw: text.slice(found.start, found.end), offset: found.start, reference }
  const made = build(found.expression, frame)
  return found.approximate === true && made.type !== 'damaged' ? { ...made, approximate: true } : made
}

function build(expression: Expression, frame: Frame): TimeMention {
  switch (expression.kind) {
    case 'point':
      return fromPoint(expression, frame)
    case 'range':
      return fromRange(expression, frame)
    case 'deadline':
      return fromDeadline(expression, frame)
    case 'since':
      return fromSince(expression, frame)
    case 'rolling':
      return fromRolling(expression, frame)
    case 'two-years':
      return fromTwoYears(frame)
    case 'duration':
      return fromDuration(expression, frame)
    case 'shifted':
      return fromShifted(expression, frame)
    case 'relative':
      return fromRelative(expression, frame)
    case 'recurring':
      return fromRecurring(expression, frame)
    case 'count':
      return fromCount(expression, frame)
    case 'damaged':
      return mention(frame, 'damaged', { damage: expression.code })
  }
}

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>

const isEdge = (point: Point): boolean => point.picks.at(-1)?.kind === 'edge'

const customary = (point: Point): Fields => (isEdge(point) ? { approximate: true } : {})

function fromPoint({ point, within }: Of<'point'>, frame: Frame): TimeMention {
  const interval = resolvePoint(point, frame.reference)
  if (interval === null) return impossibleMention(point, frame)
  const fields = {
    ...days(interval),
    ...customary(point),
    ...(within ? { inclusive: 'within' as const } : {}),
  }
  return mention(frame, isDayPoint(point) && interval.start === interval.end ? 'date' : 'period', fields)
}

const impossibleMention = (point: Point, frame: Frame): TimeMention =>
  mention(frame, 'damaged', { damage: impossible(point) })

function fromRange({ from, to }: Of<'range'>, frame: Frame): TimeMention {
  if (to === 'reference') return fromRangeToNow(from, frame)
  const ends = resolveRange(from, to, frame.reference)
  if (ends === null) return impossibleMention(resolvePoint(from, frame.reference) === null ? from : to, frame)
  if (ends.end < ends.start) return mention(frame, 'damaged', { damage: 'range-reversed' })
  return mention(frame, 'period', days(ends))
}

function fromRangeToNow(from: Point, frame: Frame): TimeMention {
  const interval = resolveBefore(from, frame.reference)
  if (interval === null) return impossibleMention(from, frame)
  if (interval.start > frame.reference) return mention(frame, 'damaged', { damage: 'range-reversed' })
  return mention(frame, 'period', { start: formatDay(interval.start), end: formatDay(frame.reference) })
}

/** The end of a range takes what it lacks from the beginning; where both lack the year, the range is the next to end. */
function resolveRange(from: Point, to: Point, reference: DayNumber): Interval | null {
  const inherited = withBaseOf(from, to)
  if (from.base.at === 'open') {
    const end = resolvePoint(inherited, reference)
    const start = end === null ? null : resolveBefore(from, end.start)
    return end === null || start === null ? null : { start: start.start, end: end.end }
  }
  const start = resolvePoint(from, reference)
  const end =
    start === null ? null : resolvePoint(inherited, inherited.base.at === 'open' ? start.start : reference)
  if (start === null || end === null) return null
  // 2028年11月至次年2月: the next year is that after the first, not after the reference
  const later = end.end < start.start && isNextYear(inherited) ? resolvePoint(inherited, start.start) : end
  return later === null ? null : { start: start.start, end: later.end }
}

const isNextYear = ({ base: { unit, at } }: Point): boolean =>
  unit === 'year' && typeof at === 'object' && 'shift' in at && at.shift === 1

/** 一月十日到十二日: the second day lies in the first one's month, or in the next. */
function withBaseOf(from: Point, to: Point): Point {
  const [day] = to.picks
  const isBareDay = to.base.unit === 'month' && to.base.at === 'open' && day?.kind === 'day'
  const last = from.picks.at(-1)
  const runsForward = last?.kind === 'day' && isBareDay && day.from >= last.from
  return runsForward && from.base.unit === 'year'
    ? { base: from.base, picks: [...from.picks.slice(0, -1), day] }
    : to
}

function fromDeadline({ point, inclusive }: Of<'deadline'>, frame: Frame): TimeMention {
  const interval = resolvePoint(point, frame.reference)
  if (interval === null) return impossibleMention(point, frame)
  return mention(frame, 'deadline', { end: formatDay(interval.end), inclusive })
}

function fromSince({ point, inclusive }: Of<'since'>, frame: Frame): TimeMention {
  const interval = resolvePoint(point, frame.reference)
  if (interval === null) return impossibleMention(point, frame)
  const start = inclusive === 'after' ? interval.end + 1 : interval.start
  return mention(frame, 'period', { start: formatDay(start), inclusive })
}

function fromRolling({ direction, length }: Of<'rolling'>, frame: Frame): TimeMention {
  const { reference } = frame
  if (length.workdays !== undefined)
    return mention(frame, 'period', { ...durationFields(length), approximate: true })
  const interval =
    direction > 0
      ? { start: reference, end: shiftDay(reference, length, 1) - 1 }
      : { start: shiftDay(reference, length, -1), end: reference - 1 }
  return mention(frame, 'period', { ...days(interval), approximate: true })
}

function fromTwoYears(frame: Frame): TimeMention {
  const year = Number(formatDay(frame.reference).slice(0, 4))
  return mention(frame, 'period', {
    start: `${year}-01-01` as CivilDate,
    end: `${year + 1}-12-31` as CivilDate,
  })
}

/** ISO 8601; working days are written as days and marked. */
function isoLength(length: Length): string {
  const date = [
    [length.years, 'Y'],
    [length.months, 'M'],
    [length.weeks, 'W'],
    [length.days ?? length.workdays, 'D'],
  ] as const
  const clock = [
    [length.hours, 'H'],
    [length.minutes, 'M'],
  ] as const
  const write = (parts: readonly (readonly [number | undefined, string])[]): string =>
    parts.map(([value, unit]) => (value === undefined ? '' : `${value}${unit}`)).join('')
  const time = write(clock)
  return `P${write(date)}${time === '' ? '' : `T${time}`}`
}

const durationFields = (length: Length): Fields => ({
  duration: isoLength(length),
  ...(length.workdays === undefined ? {} : { workday: true as const }),
})

function fromDuration({ length, least, bound, within }: Of<'duration'>, frame: Frame): TimeMention {
  return mention(frame, 'duration', {
    ...durationFields(length),
    ...(least === null ? {} : { durationMin: isoLength(least) }),
    ...(bound === null ? {} : { bound }),
    ...(within ? { inclusive: 'within' as const } : {}),
  })
}

const isCalendarLength = ({ workdays, hours, minutes }: Length): boolean =>
  workdays === undefined && hours === undefined && minutes === undefined

function fromShifted({ length, sign }: Of<'shifted'>, frame: Frame): TimeMention {
  const inclusive = sign > 0 ? ('after' as const) : ('before' as const)
  const fields = { ...durationFields(length), inclusive }
  if (!isCalendarLength(length)) return mention(frame, 'relative', fields)
  const day = shiftDay(frame.reference, length, sign)
  return mention(frame, 'relative', { ...fields, ...days({ start: day, end: day }) })
}

function fromRelative(expression: Of<'relative'>, frame: Frame): TimeMention {
  const { anchor, length } = expression
  const fields: Fields = {
    ...durationFields(length),
    inclusive: relativeBound(expression),
    ...(anchor?.kind === 'event'
      ? { anchor: frame.raw.slice(anchor.start - frame.offset, anchor.end - frame.offset) }
      : {}),
  }
  if (anchor?.kind !== 'point') return mention(frame, 'relative', fields)
  const base = resolvePoint(anchor.point, frame.reference)
  if (base === null) return impossibleMention(anchor.point, frame)
  return mention(frame, 'relative', {
    ...fields,
    ...(isCalendarLength(length) ? relativeDays(expression, base) : {}),
  })
}

function relativeBound({ side, within, fulfilled }: Of<'relative'>): Inclusive {
  if (fulfilled) return 'on-or-after'
  if (within) return 'within'
  return side === 'before' ? 'before' : 'after'
}

/** 国庆节后7日内 runs from the day after the festival; 国庆节前3天 is one day. */
function relativeDays({ side, within, length }: Of<'relative'>, base: Interval): Fields {
  if (side === 'before') {
    const day = shiftDay(base.start, length, -1)
    return days(within ? { start: day, end: base.start - 1 } : { start: day, end: day })
  }
  const day = shiftDay(base.end, length, 1)
  return days(within ? { start: base.end + 1, end: day } : { start: day, end: day })
}

function fromRecurring({ recurrence, inclusive }: Of<'recurring'>, frame: Frame): TimeMention {
  const rrule = ruleOf(recurrence, inclusive !== null)
  if (rrule === undefined)
    return mention(frame, 'damaged', { damage: impossibleParts(recurrence.parts.flat()) })
  const length = recurrence.afterEnd === null ? {} : durationFields(recurrence.afterEnd)
  return mention(frame, 'recurring', { rrule, ...length, ...(inclusive === null ? {} : { inclusive }) })
}

/** null where the period has no name, as 每三年. */
function countPeriod(basis: CountBasis): CountPeriod | null {
  if (basis.term) return basis.perPerson ? 'person-term' : 'term'
  return basis.recurrence === null ? null : periodName(basis.recurrence, basis.perPerson)
}

function fromCount(
  { min, max, unit, period, periodEnd, countStart }: Of<'count'>,
  frame: Frame,
): TimeMention {
  const rule = period?.recurrence == null ? null : ruleOf(period.recurrence, false)
  const per = period === null ? null : countPeriod(period)
  const end = frame.offset + frame.raw.length
  return mention(frame, 'count-per', {
    rrule: rule ?? null,
    duration: unit === '天' ? `P${min ?? max ?? 0}D` : null,
    count: { min, max, unit },
    ...(per === null ? {} : { per }),
    ...(periodEnd > frame.offset ? { periodSpan: { start: frame.offset, end: periodEnd } } : {}),
    countSpan: { start: countStart, end },
  })
}
