/**
 * Grammar of places in the calendar: a base (去年, 2024年, 上个月, 下周, 今天, or one left open) and the parts picked in it.
 * In: tokens. Out: a Point. Whether the day exists is not asked here: 2月30日 is recognised and found damaged later.
 */
import { type At, type Base, type Pick, type Point } from './ast.ts'
import {
  follows,
  isHan,
  numberAt,
  parsed,
  remembered,
  roleValue,
  skip,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { numericDate } from './numeric-dates.ts'
import { isDecimalTail, levelAfter, pickAt, weekday, yearMiddleOrEnd, type Level } from './picks.ts'
import { type Token } from './tokenize.ts'

const FIRST_YEAR = 1800
const LAST_YEAR = 2199
/** 69 and below is 20xx, as POSIX has it. */
const CENTURY_PIVOT = 70
const FIRST_PLAN = 6
const LAST_PLAN = 30

const isYearNumber = (value: number): boolean => value >= FIRST_YEAR && value <= LAST_YEAR

interface YearToken {
  readonly year: number
  /** Two digits without a leading zero: 24年 may as well be a length. */
  readonly doubtful: boolean
}

/** Reads a numeral as the name of a year: 2024, 二〇二四, 两千零四, 08, 九七. */
export function yearOf(token: Token): YearToken | null {
  if (token.text.length > 2 && isYearNumber(token.value)) return { year: token.value, doubtful: false }
  const isShort = token.text.length === 2 && (token.style === 'digits' || token.style === 'positional')
  if (isShort) {
    const year = token.value + (token.value < CENTURY_PIVOT ? 2000 : 1900)
    return { year, doubtful: !/^[0零〇]/.test(token.text) && token.style === 'digits' }
  }
  return token.style === 'place' && isYearNumber(token.value) ? { year: token.value, doubtful: false } : null
}

interface BaseFound {
  readonly base: Base
  readonly doubtful: boolean
}

const found = (base: Base, next: number): Parsed<BaseFound> => parsed({ base, doubtful: false }, next)

const namedYear: Rule<BaseFound> = (input, at) => {
  const token = numberAt(input, at)
  const first = token === null || isDecimalYear(input, at, token) ? null : yearOf(token)
  if (first === null) return null
  const span = spanEnd(input, at)
  if (follows(input, span.next, 'year') === null) return null
  // 2027年全年 says the year twice
  const whole = touches(input, span.next + 1, 'whole-year') === null ? span.next + 1 : span.next + 2
  const named: At = { absolute: first.year, to: span.year ?? first.year }
  return parsed({ base: { unit: 'year', at: named }, doubtful: first.doubtful && span.year === null }, whole)
}

/** 2021—2025年: the second year of a span that names its unit once. */
function spanEnd(input: Input, at: number): { year: number | null; next: number } {
  const second = follows(input, at + 1, 'to') === null ? null : numberAt(input, at + 2)
  const year = second === null ? null : yearOf(second)
  const isSpan = year !== null && follows(input, at + 3, 'year') !== null
  return isSpan ? { year: year.year, next: at + 3 } : { year: null, next: at + 1 }
}

const isDecimalYear = (input: Input, at: number, token: Token): boolean =>
  token.text.length < 4 && isDecimalTail(input, at)

const yearWord: Rule<BaseFound> = (input, at) => {
  const token = follows(input, at, 'year-word')
  return token === null ? null : found({ unit: 'year', at: { shift: roleValue(token, 'year-word') } }, at + 1)
}

const wholeYear: Rule<BaseFound> = (input, at) =>
  follows(input, at, 'whole-year') === null ? null : found({ unit: 'year', at: { shift: 0 } }, at + 1)

const dayWord: Rule<BaseFound> = (input, at) => {
  const token = follows(input, at, 'day-word')
  return token === null ? null : found({ unit: 'day', at: { shift: roleValue(token, 'day-word') } }, at + 1)
}

const SHIFTED_UNITS = ['year', 'quarter', 'month', 'week'] as const

/** 上个月, 本季度, 下下周, 这一年, 上个半年. */
const shifted: Rule<BaseFound> = (input, at) => {
  const token = follows(input, at, 'shift')
  if (token === null || isCounted(input, at, token)) return null
  const shift = roleValue(token, 'shift')
  const unitAt = skipOne(input, skip(input, at + 1, 'ge'))
  const unit = SHIFTED_UNITS.find(kind => touches(input, unitAt, kind) !== null)
  if (unit !== undefined) return found({ unit, at: { shift } }, unitAt + 1)
  const isHalf = touches(input, unitAt, 'half') !== null && touches(input, unitAt + 1, 'year') !== null
  return isHalf ? found({ unit: 'half', at: { shift } }, unitAt + 2) : null
}

/** 4次年度会议 holds no 次年. */
const isCounted = (input: Input, at: number, token: Token): boolean =>
  token.text === '次' && token.gap === 'none' && input.tokens[at - 1]?.roles.has('num') === true

/** The 一 of 上一年 and 上一个月. */
function skipOne(input: Input, at: number): number {
  if (touches(input, at, 'num')?.text !== '一') return at
  return skip(input, at + 1, 'ge')
}

const weekdayOfShiftedWeek: Rule<BaseFound> = (input, at) => {
  const token = follows(input, at, 'shift')
  if (token === null) return null
  const unitAt = skip(input, at + 1, 'ge')
  return touches(input, unitAt, 'week') === null
    ? null
    : found({ unit: 'week', at: { shift: roleValue(token, 'shift') } }, unitAt + 1)
}

const PLAN_NAME = /^([一二三四五六七八九]?十?[一二三四五六七八九]?)五$/

/** “十四五”时期, 十四五期间, “十四五”末: the plan's number is what stands before 五. */
const plan: Rule<BaseFound> = (input, at) => {
  const opened = skip(input, at, 'quote')
  const token = touches(input, opened, 'num') ?? (opened === at ? follows(input, at, 'num') : null)
  const ordinal = token === null ? null : planNumber(token.text)
  if (ordinal === null) return null
  const closed = skip(input, opened + 1, 'quote')
  const base: Base = { unit: 'plan', at: { absolute: ordinal, to: ordinal } }
  if (touches(input, closed, 'era') !== null) return found(base, closed + 1)
  // “十五五”期末
  if (input.tokens[closed]?.text === '期' && touches(input, closed + 1, 'edge-end') !== null)
    return found(base, closed + 1)
  const continues =
    touches(input, closed, 'edge-end') ??
    touches(input, closed, 'from-suffix') ??
    touches(input, closed, 'edge-start')
  return continues === null ? null : found(base, closed)
}

function planNumber(text: string): number | null {
  const name = PLAN_NAME.exec(text)?.[1]
  if (name === undefined || name === '') return null
  const digits = '零一二三四五六七八九'
  const [tens, ones] = name.includes('十') ? name.split('十') : ['', name]
  const value =
    (name.includes('十') ? (tens === '' ? 1 : digits.indexOf(tens ?? '')) : 0) * 10 +
    digits.indexOf(ones === '' ? '零' : (ones ?? ''))
  return value >= FIRST_PLAN && value <= LAST_PLAN ? value : null
}

const BASES: readonly Rule<BaseFound>[] = [
  namedYear,
  yearWord,
  wholeYear,
  dayWord,
  shifted,
  weekdayOfShiftedWeek,
  plan,
]

const EDGE_LEVELS = ['year', 'quarter', 'month'] as const

/** 年底, 月末, 季度末, 年内 without a year: those of the reference. */
const currentEdge: Rule<Point> = (input, at) => {
  const unit = EDGE_LEVELS.find(kind => follows(input, at, kind) !== null)
  if (unit === undefined) return currentYearEnd(input, at)
  const base: Base = { unit, at: { shift: 0 } }
  if (touches(input, at + 1, 'within') !== null) return parsed({ base, picks: [] }, at + 1)
  const unitAgain = touches(input, at + 1, unit) === null ? at + 1 : at + 2
  if (touches(input, unitAgain, 'edge-end') !== null)
    return parsed({ base, picks: [{ kind: 'edge', edge: 'end' }] }, unitAgain + 1)
  const middle = unit === 'year' && isWordStart(input, at) ? yearMiddleOrEnd(input, unitAgain, false) : null
  if (middle !== null) return parsed({ base, picks: [middle.value] }, middle.next)
  if (touches(input, unitAgain, 'edge-start') === null) return null
  return parsed({ base, picks: [{ kind: 'edge', edge: 'start' }] }, unitAgain + 1)
}

/** 在青少年中 holds no 年中. */
function isWordStart(input: Input, at: number): boolean {
  const before = input.text.charAt((input.tokens[at]?.start ?? 0) - 1)
  return !isHan(before) || '在于至到的和与并应'.includes(before)
}

/** 岁末前, 年终前. */
function currentYearEnd(input: Input, at: number): Parsed<Point> | null {
  const pick = follows(input, at, 'year-end') === null ? null : yearMiddleOrEnd(input, at, false)
  return pick === null
    ? null
    : parsed({ base: { unit: 'year', at: { shift: 0 } }, picks: [pick.value] }, pick.next)
}

/** 前三季度, 上半年, 上半月: of the reference year or month. */
const currentPart: Rule<Point> = (input, at) => {
  const year = pickAt(input, at, 'year')
  const isCurrentYear =
    year?.value.kind === 'half' || (year?.value.kind === 'first-n' && year.value.unit === 'quarter')
  if (year !== null && isCurrentYear) return withPicks(input, { unit: 'year', at: { shift: 0 } }, year)
  const month = pickAt(input, at, 'month')
  if (month?.value.kind !== 'half-month') return null
  return withPicks(input, { unit: 'month', at: { shift: 0 } }, month)
}

const OPEN_YEAR_PICKS = ['month', 'quarter', 'festival']

const openYear: Rule<Point> = (input, at) => {
  if (follows(input, at, 'de') !== null) return null
  const pick = pickAt(input, at, 'year')
  if (pick === null || !OPEN_YEAR_PICKS.includes(pick.value.kind)) return null
  const point = withPicks(input, { unit: 'year', at: 'open' }, pick)
  return isMeaningfulMonth(input, at, point.value) ? point : null
}

/** 一月一调度 is every month, not January. */
const isEveryOne = (input: Input, at: number): boolean =>
  input.tokens[at]?.text === '一' && touches(input, at + 2, 'num')?.text === '一'

/** 三个月 and 15月 are no month names; 13月5日 is a damaged day. */
function isMeaningfulMonth(input: Input, at: number, point: Point): boolean {
  const [first] = point.picks
  if (first?.kind !== 'month' || point.picks.length > 1) return true
  if (isEveryOne(input, at)) return false
  return first.from >= 1 && first.from <= 12 && first.to >= 1 && first.to <= 12 && !isDecimalTail(input, at)
}

const openMonth: Rule<Point> = (input, at) => {
  const pick = pickAt(input, at, 'month')
  if (
    pick?.value.kind !== 'day' ||
    !pick.value.signed ||
    pick.value.from < 1 ||
    pick.value.to > 31 ||
    isDecimalTail(input, at) ||
    input.text.charAt((input.tokens[at]?.start ?? 0) - 1) === '+'
  )
    return null
  if (isAddressNumber(input, at, pick.next) || isLengthAfter(input, at, pick.next)) return null
  return parsed({ base: { unit: 'month', at: 'open' }, picks: [pick.value] }, pick.next)
}

/** After these a number of days is how long: 延长10日, 为期5日. */
const LENGTH_VERBS =
  /(?:延长|顺延|延期|展期|推迟|推后|延后|延迟|缩短|压缩|为期|历时|历经|连续|累计|满|超过?|逾期?|不足|间隔|滞后|期限为?|时限为?|时间为|时长为?|期为|公示期?|公告期?)(?:了|共|至|为|到)?$/
const LENGTH_FOLLOWERS = /^(?:压缩|缩短|减至|减少|以上|以下)/
const LONGEST_LENGTH_VERB = 6

/** 延长10日 is a length; 公示10日前 and 延期至10日 name a day. */
function isLengthAfter(input: Input, at: number, next: number): boolean {
  const start = input.tokens[at]?.start ?? 0
  if (input.tokens[next - 1]?.roles.has('ri') !== true || follows(input, next, 'before') !== null)
    return false
  const end = input.tokens[next - 1]?.end ?? 0
  return (
    LENGTH_FOLLOWERS.test(input.text.slice(end, end + 2)) ||
    LENGTH_VERBS.test(input.text.slice(Math.max(0, start - LONGEST_LENGTH_VERB), start))
  )
}

const ADDRESS_ENDS = '第路街巷道弄里村栋座字#'

/** What goes on after the first of a month: 一号起, 一号回来. */
const AFTER_FIRST = '前起至到之以后上下早晚中回去来开'

/** 第5号, 中山路12号, A5号 are names of things. */
function isAddressNumber(input: Input, at: number, next: number): boolean {
  const sign = input.tokens[next - 1]
  if (sign?.roles.has('hao') !== true) return false
  // 一号受理, 一卷一号: one number for all
  const after = input.text.charAt(sign.end)
  if (input.tokens[at]?.text === '一' && isHan(after) && !AFTER_FIRST.includes(after)) return true
  const before = input.text.charAt((input.tokens[at]?.start ?? 0) - 1)
  return before !== '' && (ADDRESS_ENDS.includes(before) || /[A-Za-z〕)]/.test(before))
}

const openWeek: Rule<Point> = (input, at) => {
  const pick = weekday(input, at)
  return pick === null ? null : parsed({ base: { unit: 'week', at: 'open' }, picks: [pick.value] }, pick.next)
}

const FLOATING: readonly Rule<Point>[] = [currentEdge, currentPart, openYear, openMonth, openWeek]

/** A place in the calendar that begins at this token. */
export const pointAt: Rule<Point> = remembered((input, at) => {
  const date = numericDate(input, at)
  if (date !== null) return withWeekday(input, date)
  for (const rule of BASES) {
    const base = rule(input, at)
    if (base === null) continue
    const point = continued(input, base)
    if (point !== null) return withWeekday(input, point)
  }
  for (const rule of FLOATING) {
    const point = rule(input, at)
    if (point !== null) return withWeekday(input, point)
  }
  return null
})

function continued(
  input: Input,
  { value: { base, doubtful }, next }: Parsed<BaseFound>,
): Parsed<Point> | null {
  const first = firstPick(input, base, next)
  if (first === null) {
    return doubtful ? null : parsed({ base, picks: [] }, next)
  }
  return withPicks(input, base, first)
}

/** The first part after a base, also after a comma where a day follows: 二零一六年，九月三号. */
function firstPick(input: Input, base: Base, next: number): Parsed<Pick> | null {
  const level = levelOfBase(base)
  const direct = pickAt(input, next, level) ?? sameMonth(input, base, next)
  if (direct !== null || base.unit !== 'year' || follows(input, next, 'comma') === null) return direct
  const month = pickAt(input, next + 1, 'year')
  if (month?.value.kind !== 'month') return null
  return pickAt(input, month.next, 'month')?.value.kind === 'day' ? month : null
}

/** 去年本月: the month is the reference month. */
function sameMonth(input: Input, base: Base, next: number): Parsed<Pick> | null {
  if (
    base.unit !== 'year' ||
    touches(input, next, 'shift') === null ||
    touches(input, next + 1, 'month') === null
  )
    return null
  const shift = input.tokens[next]?.roles.get('shift')
  return shift === 0 ? parsed({ kind: 'same-month' }, next + 2) : null
}

function levelOfBase(base: Base): Level {
  return base.unit === 'plan' ? 'year' : base.unit
}

function withPicks(input: Input, base: Base, first: Parsed<Pick>): Parsed<Point> {
  const picks: Pick[] = [first.value]
  let next = first.next
  let level = levelAfter(first.value)
  while (level !== null) {
    const pick = pickAt(input, next, level)
    if (pick === null) break
    picks.push(pick.value)
    next = pick.next
    level = levelAfter(pick.value)
  }
  return parsed({ base, picks }, next)
}

/** 10月12号，星期一, 12月4日(周五) and 12月4日国家宪法日: what names the day again belongs to the expression. */
function withWeekday(input: Input, point: Parsed<Point>): Parsed<Point> {
  const last = point.value.picks.at(-1)
  if (last?.kind !== 'day') return point
  if (touches(input, point.next, 'festival') !== null) return parsed(point.value, point.next + 1)
  const isBracketed = follows(input, point.next, 'left-bracket') !== null
  const from = isBracketed ? point.next + 1 : skip(input, point.next, 'comma')
  const day = touches(input, from, 'week') === null ? null : weekday(input, from)
  if (day?.value.kind !== 'weekday') return point
  if (!isBracketed) return parsed(point.value, day.next)
  return follows(input, day.next, 'right-bracket') === null ? point : parsed(point.value, day.next + 1)
}

/** Whether a point names single days rather than a stretch. */
export function isDayPoint(point: Point): boolean {
  const last = point.picks.at(-1)
  if (last === undefined) return point.base.unit === 'day'
  if (last.kind === 'day') return last.from === last.to
  return ['weekday', 'nth-weekday', 'nth-workday', 'festival'].includes(last.kind)
}
