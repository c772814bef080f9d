/**
 * Grammar of how often: 每年不少于4次, 每季度至少1天, 任期内至少接受一次, 每人每年60学时, 一年两次. In: tokens. Out: a count with its
 * period. A number that stands apart from its period (每年安排会前学法不少于4次) comes out without one; share.ts finds it.
 */
import { type CountBasis, type Expression, type Recurrence } from './ast.ts'
import {
  endOf,
  follows,
  isHan,
  numberAt,
  parsed,
  skip,
  startingAt,
  startOf,
  tokenAs,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { recurrence } from './parts.ts'
import { cadenceAt } from './recurrence.ts'

type Count = Extract<Expression, { kind: 'count' }>

/** The verb between period and number: 每年应当举办两期以上. Anything longer is a clause of its own. */
const LONGEST_VERB = 6
/** The verb inside the number: 至少组织1次. */
const LONGEST_INNER_VERB = 4
/** Words that report rather than ask (全年共组织4次), and comparisons that set no number to reach (每年少于4次). */
const NOT_ASKING = /[共已曾了]|累(?!计$)|[少低多高]于$|[不得应]于$|超过$|不足$|未满$/

interface Amount {
  readonly min: number | null
  readonly max: number | null
  readonly unit: string
}

/** Measures that count events; 3个 and 5人 say too little without a comparison. */
const EVENT_MEASURES = ['次', '期', '场', '场次', '学时', '课时', '轮', '批次', '遍', '堂课', '节课', '回']
/** Measures of what is handed in or chosen, beside their period only: 每月报送1篇, 每年评选10名. */
const PIECE_MEASURES = ['篇', '件', '份', '条', '名', '例']
const ALONGSIDE = [...EVENT_MEASURES, ...PIECE_MEASURES]

/** 不少于4次, 至少组织1次, 两期以上, 1至2次, 4次. `measures` may stand without a comparison. */
function amountAt(input: Input, at: number, measures: readonly string[]): Parsed<Amount> | null {
  const isLeast = follows(input, at, 'at-least') !== null
  const isMost = follows(input, at, 'at-most') !== null
  const from = isLeast || isMost ? at + 1 : at
  const number = isLeast || isMost ? afterVerb(input, from) : from
  const range = number === null ? null : valueAt(startingAt(input, number), number)
  if (range === null) return null
  const measure = measureToken(input, range.next) ?? measureToken(input, skip(input, range.next, 'ge'))
  if (measure === null) return null
  const next = measure.next
  const above = follows(input, next, 'above') !== null
  const below = follows(input, next, 'below') !== null || follows(input, next, 'within') !== null
  const isBounded = isLeast || isMost || above || below
  if (!isBounded && !measures.includes(measure.value)) return null
  const { low, high } = range.value
  const min = isMost || below ? null : low
  const max = isLeast || above ? null : high
  return parsed({ min, max, unit: measure.value }, above || below ? next + 1 : next)
}

/** 三分之一 counts no 分. */
const FRACTION = '之'

function measureToken(input: Input, at: number): Parsed<string> | null {
  const token = follows(input, at, 'measure')
  if (token === null || input.text.charAt(token.end) === FRACTION) return null
  return parsed(token.text, at + 1)
}

function valueAt(input: Input, at: number): Parsed<{ low: number; high: number }> | null {
  const low = numberAt(input, at)
  if (low === null || tokenAs(input, at - 1, 'ordinal')?.end === low.start) return null
  const high = follows(input, at + 1, 'to') === null ? null : numberAt(input, at + 2)
  if (high !== null) return parsed({ low: low.value, high: high.value }, at + 3)
  const decimals = touches(input, at + 1, 'dot') === null ? null : touches(input, at + 2, 'num')
  if (decimals !== null) {
    const value = Number(`${low.text}.${decimals.text}`)
    return Number.isNaN(value) ? null : parsed({ low: value, high: value }, at + 3)
  }
  return parsed({ low: low.value, high: low.value }, at + 1)
}

/** Index of the number after a comparison, over a short verb. */
function afterVerb(input: Input, at: number): number | null {
  if (numberAt(input, at) !== null) return at
  return numberAfterGap(input, at, LONGEST_INNER_VERB)
}

/** The first numeral or comparison within so many characters of plain text. */
function numberAfterGap(input: Input, at: number, longest: number): number | null {
  const from = endOf(input, at)
  for (let index = at; index < at + longest; index += 1) {
    const token = input.tokens[index]
    if (token === undefined || token.start - from > longest || token.roles.has('truncated')) return null
    const gap = input.text.slice(from, token.start)
    if (![...gap].every(isHan) || NOT_ASKING.test(gap)) return null
    if (token.roles.has('at-least') || token.roles.has('at-most')) return index
    // 累计不少于12学时 is asked, 累计三次 told
    if (token.roles.has('num') && !Number.isNaN(token.value)) return gap.endsWith('累计') ? null : index
  }
  return null
}

interface Basis {
  readonly basis: CountBasis
}

/** 每年, 每人每年, 任期内, 全年, 一年. */
function basisAt(input: Input, at: number): Parsed<Basis> | null {
  const perPerson = follows(input, at, 'per-person') !== null
  const cadence = cadenceAt(input, at)
  if (cadence !== null) return eachHalf(input, cadence) ?? ofCadence(cadence.value, cadence.next)
  if (follows(input, perPerson ? at + 1 : at, 'term') !== null) {
    return parsed({ basis: { recurrence: null, term: true, perPerson } }, perPerson ? at + 2 : at + 1)
  }
  if (follows(input, at, 'whole-year') !== null) return ofCadence(recurrence({ cadence: 'year' }), at + 1)
  return ofYear(input, at) ?? perUnit(input, at)
}

/** 年度内不少于40学时, 年人均不少于40学时, 年度不超过1次. */
function ofYear(input: Input, at: number): Parsed<Basis> | null {
  const year = follows(input, at, 'year')
  if (year === null) return null
  const perPerson = touches(input, at + 1, 'per-person')?.text === '人均'
  if (perPerson) return ofCadence(recurrence({ cadence: 'year', perPerson }), at + 2)
  if (year.text !== '年度') return null
  const next = skip(input, at + 1, 'within')
  const isAsked = tokenAs(input, next, 'at-least') !== null || tokenAs(input, next, 'at-most') !== null
  return next > at + 1 || isAsked ? ofCadence(recurrence({ cadence: 'year' }), next) : null
}

/** The basis that a cadence makes. */
export const basisOf = (each: Recurrence): CountBasis => ({
  recurrence: each,
  term: false,
  perPerson: each.perPerson,
})

const ofCadence = (each: Recurrence, next: number): Parsed<Basis> => parsed({ basis: basisOf(each) }, next)

/** 每年上、下半年各一次 is once each half year. */
function eachHalf(input: Input, { value, next }: Parsed<Recurrence>): Parsed<Basis> | null {
  if (value.cadence !== 'year' || value.interval !== 1) return null
  const halves = halvesAt(input, next)
  if (halves === null || follows(input, halves, 'each') === null) return null
  return ofCadence(recurrence({ cadence: 'half', perPerson: value.perPerson }), halves + 1)
}

/** Index after 上、下半年 or 上半年、下半年. */
function halvesAt(input: Input, at: number): number | null {
  if (follows(input, at, 'both-halves') !== null) return at + 1
  const joined = follows(input, at + 1, 'dun') ?? follows(input, at + 1, 'and')
  const areHalves = follows(input, at, 'half-year') !== null && follows(input, at + 2, 'half-year') !== null
  return joined !== null && areHalves ? at + 3 : null
}

/** 一年两次, 一季度一次, 一年内不少于两次; 半年一次 and 两年一次, where the number follows at once. */
function perUnit(input: Input, at: number): Parsed<Basis> | null {
  if (follows(input, at, 'half') !== null && touches(input, at + 1, 'year') !== null)
    return atOnce(input, ofCadence(recurrence({ cadence: 'half' }), at + 2))
  const number = follows(input, at, 'num')
  if (number === null || !(number.value >= 1 && number.value <= LONGEST_INTERVAL)) return null
  const unitAt = skip(input, at + 1, 'ge')
  const cadence = PERIOD_UNITS.find(kind => touches(input, unitAt, kind) !== null)
  if (cadence === undefined || isName(input, unitAt - 1, cadence)) return null
  const each = recurrence({ cadence, interval: number.value })
  if (number.text === '一') return ofCadence(each, skip(input, unitAt + 1, 'within'))
  const within = touches(input, unitAt + 1, 'within') !== null
  if (within) return tokenAs(input, unitAt + 2, 'at-least') === null ? null : ofCadence(each, unitAt + 2)
  return atOnce(input, ofCadence(each, unitAt + 1))
}

const PERIOD_UNITS = ['year', 'quarter', 'month', 'week'] as const
const LONGEST_INTERVAL = 10

/** 3月1次 and 二季度1次 name their period; 两个月一次 counts it. */
const isName = (input: Input, at: number, cadence: (typeof PERIOD_UNITS)[number]): boolean =>
  (cadence === 'month' || cadence === 'quarter') &&
  tokenAs(input, at, 'ge') === null &&
  input.tokens[at]?.text !== '一'

function atOnce(input: Input, basis: Parsed<Basis>): Parsed<Basis> | null {
  return touches(input, basis.next, 'num') === null ? null : basis
}

/** Exact numbers that a comparison before the period leaves open to one side. */
function opened(count: Count, opener: 'at-least' | 'at-most'): Count | null {
  if (count.min === null || count.min !== count.max) return null
  return opener === 'at-least' ? { ...count, max: null } : { ...count, min: null }
}

/** 至少每两年一次, 不少于每季度一次: the comparison stands before the period. */
function comparedPeriod(input: Input, at: number): Parsed<Expression> | null {
  const opener = (['at-least', 'at-most'] as const).find(kind => follows(input, at, kind) !== null)
  if (opener === undefined || touches(input, at + 1, 'every') === null) return null
  const found = countPer(startingAt(input, at + 1), at + 1)
  if (found?.value.kind !== 'count') return null
  const count = opened(found.value, opener)
  return count === null ? null : parsed(count, found.next)
}

/** A period with its number. */
export const countPer: Rule<Expression> = (input, at) => {
  const basis = basisAt(input, at)
  if (basis === null) return comparedPeriod(input, at)
  const { next } = basis
  const isDirect = input.tokens[next]?.gap !== 'text'
  const direct = isDirect ? amountAt(input, next, ALONGSIDE) : null
  const start = direct === null ? numberAfterGap(input, next, LONGEST_VERB) : next
  const amount = direct ?? (start === null ? null : amountAt(startingAt(input, start), start, ALONGSIDE))
  if (amount === null || start === null || isOwnUnit(basis.value, amount.value)) return null
  const count: Count = {
    kind: 'count',
    ...amount.value,
    period: basis.value.basis,
    periodEnd: endOf(input, next),
    countStart: startOf(input, start),
  }
  return parsed(count, amount.next)
}

/** 每天1天 counts nothing. */
const isOwnUnit = ({ basis }: Basis, { unit }: Amount): boolean =>
  basis.recurrence?.cadence === 'day' && unit === '天'

/** A number that waits for a period named earlier in its sentence. */
export const lonelyCount: Rule<Expression> = (input, at) => {
  const amount = amountAt(input, at, EVENT_MEASURES)
  if (amount === null || amount.value.unit === '%') return null
  const start = startOf(input, at)
  return parsed(
    { kind: 'count', ...amount.value, period: null, periodEnd: start, countStart: start },
    amount.next,
  )
}
