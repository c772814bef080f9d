/**
 * Grammar of lengths of time: 30日, 三年半, 5个工作日内, 不少于30日, 3年以上7年以下, 3—6个月, 两年零三个月. In: tokens. Out: a
 * Length with its bounds. Whether a bare 30日 is a day or a length is decided in periods.ts, where points come first.
 */
import { type Expression } from './ast.ts'
import {
  follows,
  numberAt,
  parsed,
  remembered,
  skip,
  tokenAs,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { type Length } from './intervals.ts'
import { isDecimalTail } from './picks.ts'
import { yearOf } from './points.ts'

type Unit = keyof Length

/** `个` before the unit: forbidden in 3天, needed in 3个月 (3月 is March), optional in 3个星期. */
const UNITS = [
  { kind: 'workday', unit: 'workdays', ge: 'optional' },
  { kind: 'year', unit: 'years', ge: 'forbidden' },
  { kind: 'month', unit: 'months', ge: 'needed' },
  { kind: 'quarter', unit: 'quarters', ge: 'optional' },
  { kind: 'week', unit: 'weeks', ge: 'optional' },
  { kind: 'day', unit: 'days', ge: 'forbidden' },
  { kind: 'ri', unit: 'days', ge: 'forbidden' },
  { kind: 'hour', unit: 'hours', ge: 'optional' },
  { kind: 'minute', unit: 'minutes', ge: 'forbidden' },
] as const

type UnitRow = (typeof UNITS)[number]

/** Half of a unit, in the unit it is counted in. */
const HALVES: Readonly<Partial<Record<UnitRow['unit'], Length>>> = {
  years: { months: 6 },
  months: { days: 15 },
  days: { hours: 12 },
}

/** 100年 and 10000天 belong to speeches; a duty's length is shorter. */
const LONGEST: Readonly<Record<UnitRow['unit'], number>> = {
  workdays: 999,
  years: 99,
  months: 999,
  quarters: 99,
  weeks: 999,
  days: 9999,
  hours: 9999,
  minutes: 9999,
}

/** Names of programmes: 三年行动计划, 五年规划, 百日攻坚. */
const PROGRAMME_WORDS = [
  '行动',
  '计划',
  '规划',
  '攻坚',
  '纲要',
  '方案',
  '工程',
  '大庆',
  '一遇',
  '报表',
  '谈话',
  '义务教育',
  '一贯制',
]

/** 半年总结 and 半年和全年情况 name what is reported, not how long it takes. */
const HALF_YEAR_REPORT =
  /^半年(?:总结|小结|情况|进展|进度|数据|考核|例会|评估|工作(?!经)|[和、及与](?:全年|年度|年终))/

/** 1年期贷款 and 三年制 name a product, 3个月期满 a length; 100日元 is money, 七日谈 a column. */
const TERM_OF_PRODUCT = /^(?:期(?![满间限内末初])|制(?![定作止])|元(?!旦)|谈(?!判))/

const LONGEST_REPORT_NAME = 6

interface UnitFound {
  readonly row: UnitRow
  readonly withGe: boolean
}

function unitAt(input: Input, at: number): Parsed<UnitFound> | null {
  const withGe = follows(input, at, 'ge') !== null
  const index = withGe ? at + 1 : at
  for (const row of UNITS) {
    if (follows(input, index, row.kind) === null || (withGe && row.ge === 'forbidden')) continue
    return parsed({ row, withGe }, index + 1)
  }
  return null
}

const lengthOf = (row: UnitRow, count: number): Length =>
  row.unit === 'quarters' ? { months: count * 3 } : { [row.unit]: count }

/** One number with its unit, with 半 before or after: 3天, 半年, 两年半, 一个半月. */
const simpleLength: Rule<Length> = (input, at) => halfFirst(input, at) ?? counted(input, at)

function halfFirst(input: Input, at: number): Parsed<Length> | null {
  if (follows(input, at, 'half') === null) return null
  const unit = unitAt(input, at + 1)
  const length = unit === null ? undefined : HALVES[unit.value.row.unit]
  return unit === null || length === undefined ? null : parsed(length, unit.next)
}

function counted(input: Input, at: number): Parsed<Length> | null {
  const count = numberAt(input, at)
  if (count === null || isDecimalTail(input, at)) return null
  const halfOfMonth = oneAndAHalf(input, at)
  if (halfOfMonth !== null) return halfOfMonth
  const unit = unitAt(input, at + 1)
  if (unit === null || !isCountable(input, at, unit.value)) return null
  if (isEveryOne(input, at, unit.next)) return null
  const { row } = unit.value
  const plain = lengthOf(row, count.value)
  const half = touches(input, unit.next, 'half') === null ? undefined : HALVES[row.unit]
  return half === undefined ? parsed(plain, unit.next) : parsed({ ...plain, ...half }, unit.next + 1)
}

/** 一季一通报 and 一周一研判 tell how often; 一年一个月 is a length. */
const isEveryOne = (input: Input, at: number, next: number): boolean =>
  input.tokens[at]?.text === '一' &&
  touches(input, next, 'num')?.text === '一' &&
  unitAt(input, next + 1) === null

/** 一个半月 is 45 days. */
function oneAndAHalf(input: Input, at: number): Parsed<Length> | null {
  const count = numberAt(input, at)
  const isHalf = follows(input, at + 1, 'ge') !== null && follows(input, at + 2, 'half') !== null
  if (count === null || !isHalf || follows(input, at + 3, 'month') === null) return null
  return parsed({ days: count.value * 30 + 15 }, at + 4)
}

function isCountable(input: Input, at: number, { row, withGe }: UnitFound): boolean {
  const token = numberAt(input, at)
  if (token === null || token.value < 1 || token.value > LONGEST[row.unit]) return false
  // 第三季 is the third of something
  if (tokenAs(input, at - 1, 'ordinal')?.end === token.start) return false
  const isCounting = /[两俩仨]/.test(token.text)
  if (row.ge === 'needed' && !withGe && !isCounting) return false
  if (token.style === 'positional') return false
  return row.kind !== 'year' || !/^0/.test(token.text)
}

/** Several units in a row: 四年六个月, 两年零三个月, 一年又一个月21天. */
export const lengthAt: Rule<Length> = remembered((input, at) => {
  let sum = simpleLength(input, at)
  while (sum !== null) {
    const more = simpleLength(input, skip(input, sum.next, 'connector')) ?? zeroJoined(input, sum.next)
    if (more === null || overlaps(sum.value, more.value)) return sum
    sum = parsed({ ...sum.value, ...more.value }, more.next)
  }
  return null
})

/** 零三 is one run of numerals; in a length its 零 joins. */
function zeroJoined(input: Input, at: number): Parsed<Length> | null {
  const token = follows(input, at, 'num')
  if (token === null || !/^[零〇]./.test(token.text)) return null
  const unit = unitAt(input, at + 1)
  return unit === null ? null : parsed(lengthOf(unit.value.row, token.value), unit.next)
}

const overlaps = (a: Length, b: Length): boolean => Object.keys(b).some(unit => unit in a)

/** A range of lengths: 3—6个月, 3天——8天. */
function rangeAt(input: Input, at: number): Parsed<{ least: Length; most: Length }> | null {
  const whole = lengthAt(input, at)
  if (whole !== null) {
    const most = follows(input, whole.next, 'to') === null ? null : lengthAt(input, whole.next + 1)
    return most === null ? null : parsed({ least: whole.value, most: most.value }, most.next)
  }
  const first = numberAt(input, at)
  if (first === null || follows(input, at + 1, 'to') === null) return null
  const most = lengthAt(input, at + 2)
  const second = numberAt(input, at + 2)
  const unit = unitAt(input, at + 3)
  if (most === null || second === null || unit === null) return null
  if (unit.value.row.kind === 'year' && yearOf(first) !== null) return null
  return parsed({ least: lengthOf(unit.value.row, first.value), most: most.value }, most.next)
}

type Duration = Extract<Expression, { kind: 'duration' }>

const duration = (fields: Partial<Duration> & Pick<Duration, 'length'>): Duration => ({
  kind: 'duration',
  least: null,
  bound: null,
  within: false,
  ...fields,
})

/** 3年以上7年以下. */
function aboveBelow(input: Input, at: number): Parsed<Duration> | null {
  const least = lengthAt(input, at)
  if (least === null || follows(input, least.next, 'above') === null) return null
  const most = lengthAt(input, skip(input, least.next + 1, 'comma'))
  if (most === null || follows(input, most.next, 'below') === null) return null
  return parsed(duration({ length: most.value, least: least.value }), most.next + 1)
}

/** A length with everything that bounds it, before and after. */
export function durationAt(input: Input, at: number): Parsed<Duration> | null {
  const span = aboveBelow(input, at)
  if (span !== null) return span
  const isLeast = follows(input, at, 'at-least') !== null
  const isMost = follows(input, at, 'at-most') !== null
  const from = isLeast || isMost ? at + 1 : at
  const range = rangeAt(input, from)
  const single = range === null ? lengthAt(input, from) : null
  if (single !== null && (namesProgramme(input, single.next) || HALF_YEAR_REPORT.test(restFrom(input, from))))
    return null
  const next = range?.next ?? single?.next
  const length = range?.value.most ?? single?.value
  if (next === undefined || length === undefined) return null
  const bounded = suffixed(input, next, isLeast ? 'at-least' : isMost ? 'at-most' : null)
  return parsed(duration({ length, least: range?.value.least ?? null, ...bounded.value }), bounded.next)
}

type Bounds = Pick<Duration, 'bound' | 'within'>

function suffixed(input: Input, at: number, bound: Duration['bound']): Parsed<Bounds> {
  if (follows(input, at, 'within') !== null)
    return parsed({ bound: bound ?? 'at-most', within: true }, at + 1)
  if (follows(input, at, 'above') !== null)
    return parsed({ bound: bound ?? 'at-least', within: false }, at + 1)
  if (follows(input, at, 'below') !== null)
    return parsed({ bound: bound ?? 'at-most', within: false }, at + 1)
  return parsed({ bound, within: false }, at)
}

/** What stands from a token on, as far as the name of a report reaches. */
const restFrom = (input: Input, at: number): string => {
  const start = input.tokens[at]?.start ?? 0
  return input.text.slice(start, start + LONGEST_REPORT_NAME)
}

export function namesProgramme(input: Input, next: number): boolean {
  const end = input.tokens[next - 1]?.end ?? 0
  if (TERM_OF_PRODUCT.test(input.text.slice(end, end + 2))) return true
  return PROGRAMME_WORDS.some(word => input.text.startsWith(word, end))
}

/** Clock units alone name things more often than lengths (15分钟政务服务圈): they need a bound. */
export const isClockOnly = ({ length, bound }: Duration): boolean =>
  bound === null &&
  (['hours', 'minutes'] as readonly Unit[]).some(unit => unit in length) &&
  !('days' in length)
