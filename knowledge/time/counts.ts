/**
 * Grammar of how often: 每年不少于4次, 每季度至少1天, 任期内至少接受一次, 每人每年60学时, 一年两次. In: tokens. Out: a count with its
 * period. A number that stands apart from its period (每年安排会前学法不少于4次) comes out without one; share.ts finds it.
 */
import { type CountBasis, type Expression } from './ast.ts'
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
import { cadenceAt } from './recurrence.ts'

type Count = Extract<Expression, { kind: 'count' }>

/** The verb between period and number: 每年应当举办两期以上. Anything longer is a clause of its own. */
const LONGEST_VERB = 6
/** The verb inside the number: 至少组织1次. */
const LONGEST_INNER_VERB = 4
/** Words that report rather than ask: 全年共组织4次. */
const REPORTING = /[共已累曾了]/

interface Amount {
  readonly min: number | null
  readonly max: number | null
  readonly unit: string
}

/** Measures that count events; 3个 and 5人 say too little without a comparison. */
const EVENT_MEASURES = ['次', '期', '场', '场次', '学时', '课时', '轮', '批次', '遍', '堂课', '节课', '回']

/** 不少于4次, 至少组织1次, 两期以上, 1至2次, 4次. */
export function amountAt(input: Input, at: number, compared: boolean): Parsed<Amount> | null {
  const isLeast = follows(input, at, 'at-least') !== null
  const isMost = follows(input, at, 'at-most') !== null
  const from = isLeast || isMost ? at + 1 : at
  const number = isLeast || isMost ? afterVerb(input, from) : from
  const range = number === null ? null : valueAt(startingAt(input, number), number)
  if (range === null) return null
  const measureAt = skip(input, range.next, 'ge')
  const measure = measureToken(input, range.next) ?? measureToken(input, measureAt)
  if (measure === null) return null
  const next = measure.next
  const above = follows(input, next, 'above') !== null
  const below = follows(input, next, 'below') !== null || follows(input, next, 'within') !== null
  const isBounded = isLeast || isMost || above || below
  if (!isBounded && (compared || !EVENT_MEASURES.includes(measure.value))) return null
  const { low, high } = range.value
  const min = isMost || below ? null : low
  const max = isLeast || above ? null : high
  return parsed({ min, max, unit: measure.value }, above || below ? next + 1 : next)
}

function measureToken(input: Input, at: number): Parsed<string> | null {
  const token = touches(input, at, 'measure')
  return token === null ? null : parsed(token.text, at + 1)
}

function valueAt(input: Input, at: number): Parsed<{ low: number; high: number }> | null {
  const low = numberAt(input, at)
  if (low === null || tokenAs(input, at - 1, 'ordinal')?.end === low.start) return null
  const high = follows(input, at + 1, 'to') === null ? null : numberAt(input, at + 2)
  if (high !== null) return parsed({ low: low.value, high: high.value }, at + 3)
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
    if (![...gap].every(isHan) || REPORTING.test(gap)) return null
    const isStart =
      (token.roles.has('num') && !Number.isNaN(token.value)) ||
      token.roles.has('at-least') ||
      token.roles.has('at-most')
    if (isStart) return index
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
  if (cadence !== null)
    return parsed({ basis: { recurrence: cadence.value, term: false, perPerson } }, cadence.next)
  if (follows(input, perPerson ? at + 1 : at, 'term') !== null) {
    return parsed({ basis: { recurrence: null, term: true, perPerson } }, perPerson ? at + 2 : at + 1)
  }
  if (follows(input, at, 'whole-year') !== null) return parsed({ basis: yearly(1) }, at + 1)
  return perUnit(input, at)
}

const yearly = (interval: number): CountBasis => ({
  recurrence: { cadence: 'year', interval, parts: [], afterEnd: null, weekdays: [] },
  term: false,
  perPerson: false,
})

/** 一年两次, 一季度一次. */
function perUnit(input: Input, at: number): Parsed<Basis> | null {
  if (follows(input, at, 'num')?.text !== '一') return null
  const unitAt = skip(input, at + 1, 'ge')
  const cadence = (['year', 'quarter', 'month', 'week'] as const).find(
    kind => touches(input, unitAt, kind) !== null,
  )
  if (cadence === undefined) return null
  const { recurrence } = yearly(1)
  return recurrence === null
    ? null
    : parsed({ basis: { recurrence: { ...recurrence, cadence }, term: false, perPerson: false } }, unitAt + 1)
}

/** A period with its number. */
export const countPer: Rule<Expression> = (input, at) => {
  const basis = basisAt(input, at)
  if (basis === null) return null
  const { next } = basis
  const isDirect = input.tokens[next]?.gap !== 'text'
  const direct = isDirect ? amountAt(input, next, false) : null
  const start = direct === null ? numberAfterGap(input, next, LONGEST_VERB) : next
  const amount = direct ?? (start === null ? null : amountAt(startingAt(input, start), start, false))
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
  const amount = amountAt(input, at, false)
  if (amount === null) return null
  const start = startOf(input, at)
  return parsed(
    { kind: 'count', ...amount.value, period: null, periodEnd: start, countStart: start },
    amount.next,
  )
}
