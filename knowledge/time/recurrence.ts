/**
 * Grammar of cadences: 每年3月1日前, 每两个月, 每周一、三, 每季度首月10日前, 每季度结束后10日内, 逢九, 按季度. In: tokens. Out: a
 * Recurrence, the parts picked in each period included. A day without its month (每年31日前) is reported as damaged.
 */
import { type Cadence, type Expression, type Pick, type Recurrence } from './ast.ts'
import {
  endOf,
  follows,
  numberAt,
  parsed,
  remembered,
  roleValue,
  skip,
  startOf,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { beforeClock } from './clock.ts'
import { durationAt } from './durations.ts'
import { partAt, partsAt, recurrence } from './parts.ts'
import { pickAt, weekday, weekdayAt, type Level } from './picks.ts'
import { type Inclusive } from './types.ts'

/** Longest plausible cadence: 每五年. */
const LONGEST_INTERVAL = 99

/** 逢五逢十, 逢三逢六逢九. */
const MOST_ENDINGS = 4
const CADENCE_UNITS = [
  { kind: 'workday', cadence: 'workday' },
  { kind: 'year', cadence: 'year' },
  { kind: 'quarter', cadence: 'quarter' },
  { kind: 'month', cadence: 'month' },
  { kind: 'week', cadence: 'week' },
  { kind: 'ten-days', cadence: 'third' },
  { kind: 'school-year', cadence: 'year' },
  { kind: 'semester', cadence: 'semester' },
  { kind: 'session', cadence: 'session' },
  { kind: 'day', cadence: 'day' },
  { kind: 'ri', cadence: 'day' },
] as const

/** The period alone: 每年, 每两个月, 每人每年, 每隔3天, 按季度. */
export const cadenceAt: Rule<Recurrence> = remembered((input, at) => {
  const found = bareCadence(input, at)
  if (found === null || !speaksOfEach(input, at)) return found
  return parsed({ ...found.value, perPerson: true }, found.next)
})

/** 每人每年; 每名执法人员每年, where the person stands before. */
const EACH_PERSON = /(?:每一?[人名位]|人均)\p{Script=Han}{0,8}$/u
const LONGEST_PERSON = 12

function speaksOfEach(input: Input, at: number): boolean {
  if (follows(input, at, 'per-person') !== null) return true
  const start = startOf(input, at)
  return EACH_PERSON.test(input.text.slice(Math.max(0, start - LONGEST_PERSON), start))
}

const bareCadence: Rule<Recurrence> = (input, at) => {
  const opened = skip(input, at, 'per-person')
  if (follows(input, opened, 'by-every') !== null) return byEvery(input, opened + 1)
  if (follows(input, opened, 'alternate') !== null) return alternating(input, opened + 1)
  const everyOther = follows(input, opened, 'every-other') !== null
  if (!everyOther && follows(input, opened, 'every') === null) return null
  const half = halfAt(input, opened + 1)
  if (half !== null) return half
  const count = numberAt(input, opened + 1)
  if (count !== null && !(count.value >= 1 && count.value <= LONGEST_INTERVAL)) return null
  const unitAt = skip(input, count === null ? opened + 1 : opened + 2, 'ge')
  const row = CADENCE_UNITS.find(({ kind }) => touches(input, unitAt, kind) !== null)
  if (row === undefined || (count !== null && isNamedMonth(input, unitAt))) return null
  // 每隔一天 is every second day; 每隔3天 is commonly meant as every third
  const interval = everyOther && count?.value === 1 ? 2 : (count?.value ?? 1)
  return parsed(recurrence({ cadence: row.cadence, interval }), unitAt + 1)
}

/** 隔月, 隔周, 隔年. */
function alternating(input: Input, at: number): Parsed<Recurrence> | null {
  const row = CADENCE_UNITS.find(({ kind }) => touches(input, at, kind) !== null)
  if (row === undefined || !['year', 'month', 'week', 'day'].includes(row.cadence)) return null
  return parsed(recurrence({ cadence: row.cadence, interval: 2 }), at + 1)
}

/** 每12月底前 lost its 年 and is no cadence of twelve months: that would be 每12个月. */
function isNamedMonth(input: Input, at: number): boolean {
  if (touches(input, at, 'month') === null || input.tokens[at - 1]?.roles.has('ge') === true) return false
  const isDay = touches(input, at + 1, 'num') !== null && touches(input, at + 2, 'ri') !== null
  return isDay || touches(input, at + 1, 'edge-end') !== null
}

function halfAt(input: Input, at: number): Parsed<Recurrence> | null {
  if (touches(input, at, 'half') === null) return null
  const unit = skip(input, at + 1, 'ge')
  if (touches(input, unit, 'year') !== null) return parsed(recurrence({ cadence: 'half' }), unit + 1)
  return touches(input, unit, 'month') === null
    ? null
    : parsed(recurrence({ cadence: 'half-month' }), unit + 1)
}

/** 按年度编制 is every year; 按年度计划 names a plan. */
const DONE_BY_YEAR =
  /^(?:编制|制定|报送|上报|报告|通报|公布|公开|开展|组织|进行|汇总|更新|缴|结算|考核(?!结|等|优|合|办|指))/
const LONGEST_DONE = 3

/** 按月, 按季度, 按周, 按半年, 按年度编制. 按年度计划 and 按日计罚 are other things. */
function byEvery(input: Input, at: number): Parsed<Recurrence> | null {
  const half = halfAt(input, at)
  if (half !== null) return half
  const row = CADENCE_UNITS.find(({ kind }) => touches(input, at, kind) !== null)
  if (row === undefined || !['year', 'month', 'quarter', 'week', 'third'].includes(row.cadence)) return null
  const end = endOf(input, at + 1)
  if (row.cadence === 'year' && !DONE_BY_YEAR.test(input.text.slice(end, end + LONGEST_DONE))) return null
  return parsed(recurrence({ cadence: row.cadence }), at + 1)
}

const LEVELS: Readonly<Partial<Record<Cadence, Level>>> = {
  year: 'year',
  half: 'half',
  quarter: 'quarter',
  month: 'month',
}

/** 每周一, 每周一、三、五, 每周一至周五, 每周末. */
function weekdaysAt(input: Input, at: number): Parsed<readonly number[]> | null {
  if (touches(input, at, 'weekend') !== null) return parsed([6, 7], at + 1)
  if (touches(input, at, 'workday') !== null) return parsed([1, 2, 3, 4, 5], at + 1)
  const first = oneWeekday(input, at)
  if (first === null) return null
  const days = [first.value]
  let next = first.next
  for (;;) {
    const isRange = follows(input, next, 'to') !== null
    if (!isRange && follows(input, next, 'dun') === null && follows(input, next, 'and') === null)
      return parsed(days, next)
    const more = oneWeekday(input, next + 1)
    if (more === null) return parsed(days, next)
    const from = isRange ? (days.at(-1) ?? 0) + 1 : more.value
    for (let day = from; day <= more.value; day += 1) days.push(day)
    next = more.next
  }
}

function oneWeekday(input: Input, at: number): Parsed<number> | null {
  const bare = weekdayAt(input, at)
  if (bare !== null) return bare
  const named = weekday(input, at)
  return named?.value.kind === 'weekday' ? parsed(named.value.weekday, named.next) : null
}

const suffix = (input: Input, at: number): Parsed<Inclusive | null> => {
  const clock = beforeClock(input, at)
  if (clock !== null) return parsed('before', clock + 1)
  if (follows(input, at, 'before-inclusive') !== null) return parsed('inclusive', at + 1)
  if (follows(input, at, 'before') !== null) return parsed('before', at + 1)
  return follows(input, at, 'within') === null ? parsed(null, at) : parsed('within', at + 1)
}

const done = (value: Recurrence, inclusive: Inclusive | null, next: number): Parsed<Expression> =>
  parsed({ kind: 'recurring', recurrence: value, inclusive }, next)

/** 每年12月4日国家宪法日: what names the day again belongs to it. */
function skipNameOfDay(input: Input, { value, next }: Parsed<readonly (readonly Pick[])[]>): number {
  const isDay = value.at(-1)?.at(-1)?.kind === 'day'
  return isDay && touches(input, next, 'festival') !== null ? next + 1 : next
}

const endsAtEdge = (parts: readonly (readonly Pick[])[]): boolean => parts.at(-1)?.at(-1)?.kind === 'edge'

/** A cadence and what it picks. */
export const recurring: Rule<Expression> = (input, at) => {
  const cadence = cadenceAt(input, at)
  if (cadence === null) return onEvery(input, at) ?? ofEach(input, at)
  const { value, next } = cadence
  if (value.cadence === 'week') {
    const days = weekdaysAt(input, next)
    const bound = days === null ? null : suffix(input, days.next)
    if (days !== null && bound !== null)
      return done({ ...value, weekdays: days.value }, bound.value, bound.next)
  }
  const level = LEVELS[value.cadence]
  const parts = level === undefined ? null : partsAt(input, next, level)
  if (parts !== null) {
    const bound = suffix(input, skipNameOfDay(input, parts))
    const isByEnd = bound.value === 'before' && endsAtEdge(parts.value)
    return done({ ...value, parts: parts.value }, isByEnd ? 'by-end' : bound.value, bound.next)
  }
  return afterPeriod(input, value, next) ?? dayOfQuarter(input, value, next) ?? done(value, null, next)
}

/** 每季度结束后10日内, 每月后5日内: counted from the end of each period. */
function afterPeriod(input: Input, value: Recurrence, at: number): Parsed<Expression> | null {
  const ended = skip(input, at, 'event-verb')
  const following = dayOfNextMonth(input, value, ended)
  if (following !== null) return following
  if (touches(input, ended, 'after') === null) return null
  const length = durationAt(input, ended + 1)
  const unit = length === null ? undefined : Object.keys(length.value.length).join()
  if (length === null || (unit !== 'days' && unit !== 'workdays' && unit !== 'months')) return null
  return done({ ...value, afterEnd: length.value.length }, 'within', length.next)
}

/** 每季度结束后的次月10日前, 每季度次月5日前: a day of the first month of the next period. */
function dayOfNextMonth(input: Input, value: Recurrence, at: number): Parsed<Expression> | null {
  const shift = skip(input, skip(input, at, 'after'), 'de')
  if (follows(input, shift, 'shift')?.text !== '次' || touches(input, shift + 1, 'month') === null)
    return null
  const day = value.cadence === 'month' ? null : partAt(input, shift + 2, 'month')
  if (day === null || LEVELS[value.cadence] === undefined) return null
  const bound = suffix(input, day.next)
  const parts = [[{ kind: 'nth-month', nth: 1 } as const, ...day.value]]
  return done({ ...value, parts }, bound.value, bound.next)
}

/** 每季度10日前: the tenth of its first month. */
function dayOfQuarter(input: Input, value: Recurrence, at: number): Parsed<Expression> | null {
  if (value.cadence !== 'quarter') return null
  const day = pickAt(input, at, 'month')
  if (day?.value.kind !== 'day' || !day.value.signed) return null
  const bound = suffix(input, day.next)
  const parts = [[{ kind: 'nth-month', nth: 1 } as const, day.value]]
  return done({ ...value, parts }, bound.value, bound.next)
}

/** 各季度末前, 各月25日前: 各 repeats where a day follows. */
function ofEach(input: Input, at: number): Parsed<Expression> | null {
  if (follows(input, at, 'each') === null) return null
  const cadence = (['quarter', 'month'] as const).find(kind => touches(input, at + 1, kind) !== null)
  const parts = cadence === undefined ? null : partsAt(input, at + 2, cadence)
  if (cadence === undefined || parts === null) return null
  const bound = suffix(input, parts.next)
  const inclusive = bound.value === 'before' && endsAtEdge(parts.value) ? 'by-end' : bound.value
  return done(recurrence({ cadence, parts: parts.value }), inclusive, bound.next)
}

const DONE_BY_PARITY = /^(?:召开|开展|组织|举行|举办|报送|进行|通报|调度|安排|学习|集中)/

/** 双月10日前, 双月召开: without 逢 only where a day or what is done follows. */
export const parityDay: Rule<Expression> = (input, at) => {
  const parity = follows(input, at, 'parity')
  if (parity === null) return null
  const isDone = DONE_BY_PARITY.test(input.text.slice(parity.end, parity.end + 2))
  return isDone || partAt(input, at + 1, 'month') !== null
    ? everyOtherMonth(input, at - 1, roleValue(parity, 'parity'))
    : null
}

/** 逢九, 逢五逢十, 每逢周一, 逢双月, 每双月. */
function onEvery(input: Input, at: number): Parsed<Expression> | null {
  const opener = follows(input, at, 'on-every') ?? follows(input, at, 'every')
  if (opener === null) return null
  const parity = touches(input, at + 1, 'parity')
  if (parity !== null) return everyOtherMonth(input, at, roleValue(parity, 'parity'))
  if (!opener.roles.has('on-every')) return null
  const day = weekday(input, at + 1)
  if (day?.value.kind === 'weekday')
    return done(recurrence({ cadence: 'week', weekdays: [day.value.weekday] }), null, day.next)
  const endings: number[] = []
  let next = at
  while (endings.length < MOST_ENDINGS && follows(input, next, 'on-every') !== null) {
    const ending = numberAt(input, next + 1)
    if (ending === null || ending.value < 1 || ending.value > 10) break
    endings.push(ending.value)
    next = skip(input, next + 2, 'dun')
  }
  if (endings.length === 0) return null
  const days = endings.flatMap(ending => [0, 10, 20].map(tens => tens + ending))
  const parts = days.map(each => [{ kind: 'day', from: each, to: each, signed: true } as const])
  return done(recurrence({ cadence: 'month', parts }), null, next)
}

function everyOtherMonth(input: Input, at: number, first: number): Parsed<Expression> {
  const months = [0, 2, 4, 6, 8, 10].map(offset => offset + first)
  const day = partAt(input, at + 2, 'month')
  const parts = months.map(month => [
    { kind: 'month', from: month, to: month } as const,
    ...(day?.value ?? []),
  ])
  const bound = suffix(input, day?.next ?? at + 2)
  return done(recurrence({ cadence: 'year', parts }), bound.value, bound.next)
}

/** 每年31日前, 每年月底前: what is left of a day that lost its month. */
export const monthLost: Rule<Expression> = (input, at) => {
  const cadence = cadenceAt(input, at)
  if (cadence?.value.cadence !== 'year' || cadence.value.interval !== 1) return null
  const { next } = cadence
  const day = pickAt(input, next, 'month')
  if (day?.value.kind === 'day' && day.value.signed)
    return isLeave(input, next, day.next) ? null : damagedMonth(input, day.next)
  const bareMonth = touches(input, next, 'month') === null ? null : partAt(input, next + 1, 'month')
  return bareMonth === null || endOf(input, next) === 0 ? null : damagedMonth(input, bareMonth.next)
}

/** 每年五日的护理假 and 每年10日以上 count days; a day of the year is written in figures or has 前 after it. */
function isLeave(input: Input, at: number, next: number): boolean {
  if (suffix(input, next).value === 'before') return false
  return (
    input.tokens[at]?.style !== 'digits' ||
    /^[的以至内左假之]/.test(input.text.slice(endOf(input, next), endOf(input, next) + 1))
  )
}

const damagedMonth = (input: Input, at: number): Parsed<Expression> =>
  parsed({ kind: 'damaged', code: 'month-lost' }, suffix(input, at).next)
