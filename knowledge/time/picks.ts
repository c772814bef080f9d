/**
 * Grammar of the parts of a period: 三月, 第二季度, 上半年, 15日, 上旬, 最后一个星期一, 前两个季度, 底. One rule a shape, one list of
 * rules for each kind of period they can stand in.
 */
import { type Pick } from './ast.ts'
import {
  firstOf,
  follows,
  isHan,
  numberAt,
  parsed,
  roleValue,
  skip,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { FESTIVALS } from './festivals.ts'
import { type Token } from './tokenize.ts'

export type Level = 'year' | 'half' | 'quarter' | 'month' | 'week' | 'day'

/** 两, 俩, 仨 count things; they never name a month or a day. */
const isCounting = (token: Token): boolean => /[两俩仨]/.test(token.text)

const isName = (token: Token | null, longest = 2): token is Token =>
  token !== null &&
  !isCounting(token) &&
  (token.style !== 'digits' || token.text.length <= longest) &&
  token.style !== 'positional'

/** Two numbers with a sign of range between: 1—9. */
function numberSpan(input: Input, at: number): Parsed<{ from: number; to: number }> | null {
  const from = numberAt(input, at)
  if (!isName(from)) return null
  const afterFrom = follows(input, at + 1, 'to') === null ? null : numberAt(input, at + 2)
  if (isName(afterFrom)) return parsed({ from: from.value, to: afterFrom.value }, at + 3)
  const neighbour = neighbourAt(input, at, from)
  return neighbour ?? parsed({ from: from.value, to: from.value }, at + 1)
}

/** 一、二季度 and 7、8月: two numbers in a row. At the head of a line the first is the number of a list. */
function neighbourAt(input: Input, at: number, from: Token): Parsed<{ from: number; to: number }> | null {
  const before = input.text.charAt(from.start - 1)
  if (before === '' || before === '\n' || before === ' ' || touches(input, at + 1, 'dun') === null)
    return null
  const second = skip(input, at + 2, 'ordinal')
  const to = touches(input, second, 'num')
  if (!isName(to) || to.value !== from.value + 1 || to.style !== from.style) return null
  const isUnit = ['month', 'quarter'].some(kind => touches(input, second + 1, kind as 'month') !== null)
  return isUnit ? parsed({ from: from.value, to: to.value }, second + 1) : null
}

/** A decimal such as 1.5 is no month number; a list number before a date (1.3月1日) is told apart by what follows. */
export function isDecimalTail(input: Input, at: number): boolean {
  const start = input.tokens[at]?.start ?? 0
  const before = input.text.charAt(start - 1)
  return (before === '.' || before === '·') && /\d/.test(input.text.charAt(start - 2))
}

const month: Rule<Pick> = (input, at) => {
  const span = numberSpan(input, at)
  if (span === null || follows(input, span.next, 'month') === null) return null
  if (isDecimalTail(input, at) && numberAt(input, span.next + 1) === null) return null
  return parsed({ kind: 'month', ...span.value }, span.next + 1)
}

const quarter: Rule<Pick> = (input, at) => {
  const named = follows(input, at, 'quarter-name')
  if (named !== null)
    return parsed(
      { kind: 'quarter', from: roleValue(named, 'quarter-name'), to: roleValue(named, 'quarter-name') },
      at + 1,
    )
  if (follows(input, at, 'first') !== null && follows(input, at + 1, 'quarter') !== null) {
    return parsed({ kind: 'quarter', from: 1, to: 1 }, at + 2)
  }
  const span = numberSpan(input, skip(input, at, 'ordinal'))
  const unit = span === null ? null : follows(input, span.next, 'quarter')
  if (span === null || unit === null || (unit.text === '季' && at === input.origin)) return null
  const { from, to } = span.value
  return from >= 1 && from <= to && to <= 4 ? parsed({ kind: 'quarter', from, to }, span.next + 1) : null
}

const half: Rule<Pick> = (input, at) => {
  if (follows(input, at, 'both-halves') !== null) return parsed({ kind: 'half', from: 1, to: 2 }, at + 1)
  const token = follows(input, at, 'half-year')
  if (token === null) return null
  const index = roleValue(token, 'half-year')
  return parsed({ kind: 'half', from: index, to: index }, at + 1)
}

const halfMonth: Rule<Pick> = (input, at) => {
  const token = follows(input, at, 'half-month')
  return token === null ? null : parsed({ kind: 'half-month', half: roleValue(token, 'half-month') }, at + 1)
}

/** 国家宪法日, “12·4”国家宪法日. */
const festival: Rule<Pick> = (input, at) => {
  const quoted = quotedFestival(input, at)
  if (quoted !== null) return quoted
  const index = skipDateName(input, at)
  const token = follows(input, index, 'festival')
  if (token === null) return null
  const ordinal = roleValue(token, 'festival')
  const isAllowed =
    FESTIVALS[ordinal]?.allowedBefore?.test(input.text.slice(token.end, token.end + 3)) ?? true
  return isAllowed ? parsed({ kind: 'festival', index: ordinal }, index + 1) : null
}

/** “五一”前, “十一”期间. */
function quotedFestival(input: Input, at: number): Parsed<Pick> | null {
  const token = follows(input, at, 'quote') === null ? null : touches(input, at + 1, 'festival')
  const closing = token === null ? null : touches(input, at + 2, 'quote')
  if (token === null || closing === null) return null
  const index = roleValue(token, 'festival')
  const isAllowed =
    FESTIVALS[index]?.allowedBefore?.test(input.text.slice(closing.end, closing.end + 3)) ?? true
  return isAllowed ? parsed({ kind: 'festival', index }, at + 3) : null
}

/** Index after “12·4”, which some named days carry before their name. */
function skipDateName(input: Input, at: number): number {
  const opened = skip(input, at, 'quote')
  if (numberAt(input, opened) === null || touches(input, opened + 1, 'dot') === null) return at
  if (touches(input, opened + 2, 'num') === null) return at
  const closed = skip(input, opened + 3, 'quote')
  return touches(input, closed, 'festival') === null ? at : closed
}

/** 底, 末, 初, also with the unit said again: 去年年底, 12月月底; of a year 年中 and 岁末 too. */
const edge =
  (unit: 'year' | 'quarter' | 'month' | 'half-year'): Rule<Pick> =>
  (input, at) => {
    const index = skip(input, at, unit)
    if (follows(input, index, 'edge-end') !== null) return parsed({ kind: 'edge', edge: 'end' }, index + 1)
    if (follows(input, index, 'edge-start') !== null)
      return parsed({ kind: 'edge', edge: 'start' }, index + 1)
    return unit === 'year' ? yearMiddleOrEnd(input, index, true) : null
  }

/** 年中 begins many words (年中央, 年中小学) and 年终 names reviews: both are times where the words after them allow it. */
const AFTER_NAMED =
  /^(?:之?前|以前|[、，,。；;)]|[和与]年|各|对|向|由|要|应|开展|组织|进行|召开|集中|统一|报|完成|$)/
const AFTER_YEAR_END = /^(?:之前|以前|前)/
/** How far those words reach. */
const FOLLOWING_WORD = 2

/** 年中 and 岁末, from the word 中 or 岁末 on; without its year (每年, 2027年) 年终 needs a 前. */
export function yearMiddleOrEnd(input: Input, at: number, isYearNamed: boolean): Parsed<Pick> | null {
  const middle = touches(input, at, 'middle')
  const token = middle ?? follows(input, at, 'year-end')
  if (token === null) return null
  const after = input.text.slice(token.end, token.end + FOLLOWING_WORD)
  if (middle !== null)
    return AFTER_NAMED.test(after) ? parsed({ kind: 'edge', edge: 'middle' }, at + 1) : null
  return (isYearNamed ? AFTER_NAMED : AFTER_YEAR_END).test(after)
    ? parsed({ kind: 'edge', edge: 'end' }, at + 1)
    : null
}

/** 每季末25日前: a day after the end of a quarter lies in its last month. */
const endMonth: Rule<Pick> = (input, at) => {
  const day = follows(input, at, 'edge-end') === null ? null : signedDay(input, at + 1)
  // 每季度末5日内 are five days, not the fifth
  if (day === null || follows(input, day.next, 'within') !== null) return null
  return parsed({ kind: 'last-n', count: 1, unit: 'month' }, at + 1)
}

const signedDay: Rule<Pick> = (input, at) => {
  const span = numberSpan(input, at)
  if (span === null) return null
  const sign = follows(input, span.next, 'ri') ?? follows(input, span.next, 'hao')
  return sign === null ? null : parsed({ kind: 'day', ...span.value, signed: true }, span.next + 1)
}

/** 八月十五: a Chinese numeral may stand without 日 where nothing is counted by it. */
const unsignedDay: Rule<Pick> = (input, at) => {
  const token = follows(input, at, 'num')
  if (token?.style !== 'place' || !isName(token) || token.value < 1 || token.value > 31) return null
  const following = input.tokens[at + 1]
  const countsSomething = following !== undefined && following.gap === 'none' && !isPlainFollower(following)
  if (countsSomething || (following?.gap !== 'none' && isHan(input.text.charAt(token.end)))) return null
  return parsed({ kind: 'day', from: token.value, to: token.value, signed: false }, at + 1)
}

const PLAIN_FOLLOWERS = [
  'to',
  'before',
  'after',
  'comma',
  'stop',
  'dun',
  'semicolon',
  'right-bracket',
  'and',
  'de',
] as const

const isPlainFollower = (token: Token): boolean => PLAIN_FOLLOWERS.some(kind => token.roles.has(kind))

const third: Rule<Pick> = (input, at) => {
  const token = follows(input, at, 'third')
  if (token === null) return null
  const thirds = roleValue(token, 'third')
  return parsed({ kind: 'third', from: Math.floor(thirds / 10), to: thirds % 10 }, at + 1)
}

/** Monday to Sunday as 1 to 7 after 周, 星期, 礼拜: 一…六, 日, 天, digits 1 to 7. */
export function weekdayAt(input: Input, at: number): Parsed<number> | null {
  if (touches(input, at, 'ri') !== null || touches(input, at, 'sunday') !== null) return parsed(7, at + 1)
  const token = touches(input, at, 'num')
  if (token === null || token.text.length !== 1 || !(token.value >= 1 && token.value <= 7)) return null
  // 每周一次 is once a week, not something on Mondays
  const counted = touches(input, at + 1, 'measure') !== null || touches(input, at + 1, 'ge') !== null
  return counted ? null : parsed(token.value, at + 1)
}

/** 周三, 星期三. */
export const weekday: Rule<Pick> = (input, at) => {
  if (follows(input, at, 'week') === null) return null
  if (touches(input, at + 1, 'weekend') !== null) return parsed({ kind: 'weekend' }, at + 2)
  const day = weekdayAt(input, at + 1)
  return day === null ? null : parsed({ kind: 'weekday', weekday: day.value }, day.next)
}

/** 第2周, 第一个星期一, 第三个月; 最后一个周五, 最后五天. */
const nth: Rule<Pick> = (input, at) => {
  const index = follows(input, at, 'ordinal') === null ? null : numberAt(input, at + 1)
  if (index === null || !(index.value >= 1 && index.value <= 53)) return null
  const unit = skip(input, at + 2, 'ge')
  const day = weekday(input, unit)
  if (day?.value.kind === 'weekday') {
    return parsed({ kind: 'nth-weekday', nth: index.value, weekday: day.value.weekday }, day.next)
  }
  if (follows(input, at + 2, 'workday') !== null)
    return parsed({ kind: 'nth-workday', nth: index.value }, at + 3)
  if (follows(input, unit, 'week') !== null) return parsed({ kind: 'nth-week', nth: index.value }, unit + 1)
  const isMonth = follows(input, unit, 'month') !== null && unit > at + 2 && index.value <= 12
  return isMonth ? parsed({ kind: 'nth-month', nth: index.value }, unit + 1) : null
}

/** 首月 and 末月 of a year or a quarter. */
const edgeMonth: Rule<Pick> = (input, at) => {
  const isFirst = follows(input, at, 'first') !== null
  const unit = skip(input, at + 1, 'ge')
  if (!isFirst && follows(input, at, 'edge-end') === null) return null
  if (follows(input, unit, 'month') === null) return null
  return parsed(
    isFirst ? { kind: 'nth-month', nth: 1 } : { kind: 'last-n', count: 1, unit: 'month' },
    unit + 1,
  )
}

const CHUNK_UNITS = ['day', 'week', 'month', 'quarter'] as const

function chunk(
  input: Input,
  at: number,
): Parsed<{ count: number; unit: (typeof CHUNK_UNITS)[number] }> | null {
  const count = numberAt(input, at)
  if (count === null || !(count.value >= 1 && count.value <= 366)) return null
  const unitAt = skip(input, at + 1, 'ge')
  const unit = CHUNK_UNITS.find(kind => follows(input, unitAt, kind) !== null)
  return unit === undefined ? null : parsed({ count: count.value, unit }, unitAt + 1)
}

/** 前两个季度, 前10天. */
const firstChunk: Rule<Pick> = (input, at) => {
  if (input.tokens[at]?.text !== '前' || follows(input, at, 'before') === null) return null
  const workdays = numberAt(input, at + 1)
  if (workdays !== null && touches(input, at + 2, 'workday') !== null)
    return parsed({ kind: 'nth-workday', nth: workdays.value }, at + 3)
  const found = chunk(input, at + 1)
  return found === null ? null : parsed({ kind: 'first-n', ...found.value }, found.next)
}

/** 最后五天, 后三月, 最后一个工作日, 最后一个星期一. */
const lastChunk: Rule<Pick> = (input, at) => {
  const isLast = follows(input, at, 'last') !== null
  if (!isLast && input.tokens[at]?.text !== '后') return null
  if (!isLast && follows(input, at, 'after') === null) return null
  const one = numberAt(input, at + 1)
  const unit = skip(input, at + 2, 'ge')
  if (isLast && one?.value === 1) {
    if (follows(input, at + 2, 'workday') !== null) return parsed({ kind: 'nth-workday', nth: -1 }, at + 3)
    if (follows(input, unit, 'workday') !== null) return parsed({ kind: 'nth-workday', nth: -1 }, unit + 1)
    const day = weekday(input, unit)
    if (day?.value.kind === 'weekday')
      return parsed({ kind: 'nth-weekday', nth: -1, weekday: day.value.weekday }, day.next)
  }
  const found = chunk(input, at + 1)
  return found === null ? null : parsed({ kind: 'last-n', ...found.value }, found.next)
}

const bareWeekday: Rule<Pick> = (input, at) => {
  if (touches(input, at, 'weekend') !== null) return parsed({ kind: 'weekend' }, at + 1)
  const day = weekdayAt(input, at) ?? weekdayAfterWeek(input, at)
  return day === null ? null : parsed({ kind: 'weekday', weekday: day.value }, day.next)
}

function weekdayAfterWeek(input: Input, at: number): Parsed<number> | null {
  return touches(input, at, 'week') === null ? null : weekdayAt(input, at + 1)
}

const PICKS: Readonly<Record<Level, Rule<Pick>>> = {
  year: firstOf([half, quarter, month, nth, edgeMonth, firstChunk, lastChunk, festival, edge('year')]),
  half: firstOf([edge('half-year'), firstChunk, lastChunk]),
  quarter: firstOf([edgeMonth, endMonth, edge('quarter'), nth, firstChunk, lastChunk]),
  month: firstOf([signedDay, third, halfMonth, edge('month'), nth, firstChunk, lastChunk, unsignedDay]),
  week: bareWeekday,
  day: () => null,
}

/** One part of a period of the given kind, with an optional 的 before it. */
export function pickAt(input: Input, at: number, level: Level): Parsed<Pick> | null {
  const direct = PICKS[level](input, at)
  if (direct !== null || follows(input, at, 'de') === null) return direct
  // 第一周的周一, but not 下周的一次
  if (level === 'week' && touches(input, at + 1, 'week') === null) return null
  return PICKS[level](input, at + 1)
}

const LEVEL_AFTER: Readonly<Partial<Record<Pick['kind'], Level>>> = {
  half: 'half',
  quarter: 'quarter',
  month: 'month',
  'same-month': 'month',
  'nth-month': 'month',
  'nth-week': 'week',
}

/** What further parts a pick can have. */
export function levelAfter(pick: Pick): Level | null {
  const isLastMonth = pick.kind === 'last-n' && pick.count === 1 && pick.unit === 'month'
  return isLastMonth ? 'month' : (LEVEL_AFTER[pick.kind] ?? null)
}
