/** What the rules of damage are written in. In: tokens. Out: figures that may have been a year, a month and a day. */
import { type Expression } from './ast.ts'
import { isRealDay } from './civil-date.ts'
import { follows, isAsciiAlphanumeric, parsed, skip, touches, type Input, type Parsed } from './cursor.ts'
import { isDecimalTail } from './picks.ts'
import { type Token } from './tokenize.ts'
import { type DamageCode } from './types.ts'

/** Years that plans and reports speak of; outside, a bare number is a number. */
const FIRST_LIKELY_YEAR = 1990
const LAST_LIKELY_YEAR = 2060
/** A leap year, so that 29 February counts as a day. */
export const ANY_YEAR = 2024

export const damaged = (code: DamageCode, next: number): Parsed<Expression> =>
  parsed({ kind: 'damaged', code }, next)

export const isLikelyYear = (value: number): boolean =>
  value >= FIRST_LIKELY_YEAR && value <= LAST_LIKELY_YEAR

/** Arabic figures that do not continue a code, a decimal or a larger number. */
export function figures(input: Input, at: number): Token | null {
  const token = follows(input, at, 'num')
  if (token?.style !== 'digits' || isDecimalTail(input, at)) return null
  const before = input.text.charAt(token.start - 1)
  return isAsciiAlphanumeric(before) || (at === input.origin && /[-./]/.test(before)) ? null : token
}

/** 2027 or 二〇二七. */
export function yearFigures(input: Input, at: number): Token | null {
  const token = figures(input, at) ?? spelledYear(input, at)
  return token?.text.length === 4 && isLikelyYear(token.value) ? token : null
}

function spelledYear(input: Input, at: number): Token | null {
  const token = follows(input, at, 'num')
  return token?.style === 'positional' ? token : null
}

/** 31 is 3月1日, 1231 is 12月31日: figures that split into a month and a day. */
export function splitsIntoDay(text: string): boolean {
  return [1, 2].some(cut => {
    const [month, day] = [text.slice(0, cut), text.slice(cut)]
    if (
      day === '' ||
      day.length > 2 ||
      day.startsWith('0') !== (month.length === 2 && day.length === 2 && day.startsWith('0'))
    )
      return false
    return isRealDay({ year: ANY_YEAR, month: Number(month), day: Number(day) })
  })
}

/** 0630 and 1231: two figures each. */
export const isMonthAndDay = (text: string): boolean =>
  text.length === 4 &&
  isRealDay({ year: ANY_YEAR, month: Number(text.slice(0, 2)), day: Number(text.slice(2)) })

/** 202, 227 and 027: years that lost one figure. */
export const isTruncatedYear = (text: string): boolean =>
  text.length === 3 &&
  [0, 1, 2, 3].some(at =>
    [...'0123456789'].some(figure => isLikelyYear(Number(text.slice(0, at) + figure + text.slice(at)))),
  )

export const isDaySign = (input: Input, at: number): boolean =>
  touches(input, at, 'ri') !== null || touches(input, at, 'hao') !== null

export const isMonthNumber = (token: Token | null): token is Token =>
  token !== null && token.text.length <= 2 && token.value >= 1 && token.value <= 12

export const isDayNumber = (token: Token | null): token is Token =>
  token !== null && token.text.length <= 2 && token.value >= 1 && token.value <= 31

/** Includes 前 in what is damaged. */
export const bounded = (input: Input, at: number): number => skip(input, at, 'before')

/** What a date can begin behind. */
const OPENS_DATE = '于在至到截迟并须应请,，、。；;：:(|\n '

export const opensDate = (input: Input, at: number): boolean => {
  const before = input.text.charAt((input.tokens[at]?.start ?? 0) - 1)
  return before === '' || OPENS_DATE.includes(before)
}

/** Index after 每年, which damage may have left before what it broke. */
export const skipEveryYear = (input: Input, at: number): number =>
  follows(input, at, 'every') !== null && touches(input, at + 1, 'year') !== null ? at + 2 : at

/** Index after 2027年 or 2027年度; the place itself where neither stands. */
export const skipNamedYear = (input: Input, at: number): number =>
  yearFigures(input, at) !== null && touches(input, at + 1, 'year') !== null ? at + 2 : at

/** A number before these counts something. */
export const COUNTS =
  /[余多几万亿千百元%％‰个名人次件条项篇份场期户家所间台辆册页岁倍楼层级类种位张部门批户处起座栋亩吨度分角°.]/

const UNIT_KINDS = [
  'ri',
  'hao',
  'measure',
  'ge',
  'day',
  'week',
  'year',
  'month',
  'quarter',
  'hour',
  'minute',
  'workday',
  'dot',
  'slash',
  'and',
] as const

export const isUnit = (token: Token): boolean => UNIT_KINDS.some(kind => token.roles.has(kind))
