/**
 * Grammar of times that lost characters: 2021底前, 20212025年, 202284日, 〔20223, 41前, 3月1前, 2025各部门, 不少60学时. In: tokens.
 * Out: a damaged expression with a code. Only shapes that no sound expression has; days that merely do not exist
 * (2月30日) are recognised by the ordinary grammar and found impossible when resolved. Proposals are made in repair.ts.
 */
import { type Expression } from './ast.ts'
import { isRealDay } from './civil-date.ts'
import {
  endOf,
  firstOf,
  follows,
  isAsciiAlphanumeric,
  isHan,
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
import { isAloneOnLine } from './numeric-dates.ts'
import { isDecimalTail } from './picks.ts'
import { pointAt } from './points.ts'
import { type Token } from './tokenize.ts'
import { type DamageCode } from './types.ts'

/** Years that plans and reports speak of; outside, a bare number is a number. */
const FIRST_LIKELY_YEAR = 1990
const LAST_LIKELY_YEAR = 2060
const LONGEST_SPAN_YEARS = 30
/** A leap year, so that 29 February counts as a day. */
const ANY_YEAR = 2024

const damaged = (code: DamageCode, next: number): Parsed<Expression> =>
  parsed({ kind: 'damaged', code }, next)

const isLikelyYear = (value: number): boolean => value >= FIRST_LIKELY_YEAR && value <= LAST_LIKELY_YEAR

/** Arabic figures that do not continue a code, a decimal or a larger number. */
function figures(input: Input, at: number): Token | null {
  const token = follows(input, at, 'num')
  if (token?.style !== 'digits' || isDecimalTail(input, at)) return null
  const before = input.text.charAt(token.start - 1)
  return isAsciiAlphanumeric(before) || (at === input.origin && /[-./]/.test(before)) ? null : token
}

const yearFigures = (input: Input, at: number): Token | null => {
  const token = figures(input, at)
  return token?.text.length === 4 && isLikelyYear(token.value) ? token : null
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

/** 2021底前, 2021前, 到2025末. */
const yearSignLost: Rule<Expression> = (input, at) => {
  const from = skip(input, at, 'until')
  if (yearFigures(input, from) === null) return null
  const edge = touches(input, from + 1, 'edge-end') ?? touches(input, from + 1, 'edge-start')
  const afterEdge = edge === null ? from + 1 : from + 2
  const before = touches(input, afterEdge, 'before')
  if (before !== null) return damaged('year-sign-lost', afterEdge + 1)
  return edge === null ? null : damaged('year-sign-lost', afterEdge)
}

/** 20212025年 and 20212025 in brackets; 20215年 and 202125年, which lost figures as well. */
const joinedYears: Rule<Expression> = (input, at) => {
  const token = figures(input, at)
  if (token === null || token.text.length < 5 || token.text.length > 8) return null
  const [first, second] = [Number(token.text.slice(0, 4)), Number(token.text.slice(4))]
  if (!isLikelyYear(first)) return null
  const hasYear = touches(input, at + 1, 'year') !== null
  const startsYear = hasYear || input.text.charAt(token.end) === '年'
  if (token.text.length < 8) return hasYear ? damaged('joined-years', at + 2) : null
  const isSpan = isLikelyYear(second) && second > first && second - first <= LONGEST_SPAN_YEARS
  if (!isSpan || (!startsYear && !/[)》、，,]/.test(input.text.charAt(token.end)))) return null
  return damaged('joined-years', hasYear ? at + 2 : at + 1)
}

/** 202284日, 20223月1日, 2022年84日, 202281 alone on a line. */
const signsLost: Rule<Expression> = (input, at) => {
  const token = figures(input, at)
  if (token === null || !isLikelyYear(Number(token.text.slice(0, 4)))) return null
  const length = token.text.length
  if (length === 4) return dayAfterYear(input, at)
  if (length > 8) return null
  if (tokenAsDaySign(input, at + 1))
    return splitsIntoDay(token.text.slice(4)) ? damaged('signs-lost', bounded(input, at + 2)) : null
  if (touches(input, at + 1, 'month') !== null && length <= 6) return monthAfterYear(input, at)
  const isLoneDay = length <= 7 && isAloneOnLine(input, at, at + 1) && splitsIntoDay(token.text.slice(4))
  return isLoneDay ? damaged('signs-lost', at + 1) : null
}

const tokenAsDaySign = (input: Input, at: number): boolean =>
  touches(input, at, 'ri') !== null || touches(input, at, 'hao') !== null

/** Includes 前 in what is damaged. */
const bounded = (input: Input, at: number): number => skip(input, at, 'before')

/** 20223月1日, 20223月底前. */
function monthAfterYear(input: Input, at: number): Parsed<Expression> {
  const hasDay = touches(input, at + 2, 'num') !== null && tokenAsDaySign(input, at + 3)
  const hasEdge = touches(input, at + 2, 'edge-end') !== null
  return damaged('signs-lost', bounded(input, hasDay ? at + 4 : hasEdge ? at + 3 : at + 2))
}

/** 2022年84日 and 2022年5日, which have no month; 2022年月1日, whose month has no figure. */
function dayAfterYear(input: Input, at: number): Parsed<Expression> | null {
  if (touches(input, at + 1, 'year') === null) return null
  const monthSign = touches(input, at + 2, 'month') === null ? at + 2 : at + 3
  const day = touches(input, monthSign, 'num')
  if (day?.style !== 'digits' || !tokenAsDaySign(input, monthSign + 1)) return null
  const next = monthSign + 2
  if (touches(input, next, 'within') !== null) return null
  if (monthSign > at + 2) return damaged('month-lost', bounded(input, next))
  return damaged(day.value > 31 ? 'signs-lost' : 'month-lost', bounded(input, next))
}

/** 202年底前, 202年3月, 2021—205年. */
const yearTruncated: Rule<Expression> = (input, at) => {
  const span = truncatedSpan(input, at)
  if (span !== null) return span
  const token = figures(input, at)
  if (token === null || !/^(?:20|19)\d$/.test(token.text) || touches(input, at + 1, 'year') === null)
    return null
  const goesOn = touches(input, at + 2, 'edge-end') ?? touches(input, at + 2, 'before')
  if (goesOn !== null)
    return damaged('year-truncated', bounded(input, goesOn.roles.has('before') ? at + 2 : at + 3))
  const month = touches(input, at + 2, 'num') !== null && touches(input, at + 3, 'month') !== null
  if (!month) return null
  const hasDay = touches(input, at + 4, 'num') !== null && tokenAsDaySign(input, at + 5)
  return damaged('year-truncated', bounded(input, hasDay ? at + 6 : at + 4))
}

function truncatedSpan(input: Input, at: number): Parsed<Expression> | null {
  if (yearFigures(input, at) === null || follows(input, at + 1, 'to') === null) return null
  const second = follows(input, at + 2, 'num')
  const isShort = second?.style === 'digits' && (second.text.length === 3 || second.text.length === 1)
  return isShort && touches(input, at + 3, 'year') !== null ? damaged('year-truncated', at + 4) : null
}

/** 〔20223 and 〔20223号: the second bracket of a document number is gone. */
const bracketLost: Rule<Expression> = (input, at) => {
  if (tokenAs(input, at, 'left-bracket')?.text !== '〔') return null
  const token = touches(input, at + 1, 'num')
  if (token?.style !== 'digits' || token.text.length < 5 || token.text.length > 8) return null
  if (!isLikelyYear(Number(token.text.slice(0, 4)))) return null
  const next = skip(input, at + 2, 'right-bracket')
  return damaged('bracket-lost', touches(input, next, 'hao') === null ? next : next + 1)
}

const OPENS_DATE = '于在至到截迟并须应请,，、。；;：:(\n '

/** Index after 每年, which damage may have left before what it broke. */
const skipEveryYear = (input: Input, at: number): number =>
  follows(input, at, 'every') !== null && touches(input, at + 1, 'year') !== null ? at + 2 : at

/** 41前, 1231前, 每年331日前: figures that split into a day, where a date can begin. */
const bareNumber: Rule<Expression> = (input, origin) => {
  const at = skipEveryYear(input, origin)
  const token = figures(input, at)
  if (token === null || token.text.length < 2 || token.text.length > 4) return null
  const sign = tokenAsDaySign(input, at + 1) ? at + 2 : at + 1
  if (touches(input, sign, 'before') === null || !splitsIntoDay(token.text)) return null
  if (sign === at + 2 && token.value <= 31) return null
  if (tokenAs(input, sign + 1, 'num')?.gap === 'none') return null
  const before = input.text.charAt(token.start - 1)
  if (at === origin && before !== '' && !OPENS_DATE.includes(before)) return null
  return damaged(sign === at + 2 ? 'signs-lost' : 'bare-number', sign + 1)
}

/** A number before these counts something. */
const COUNTS =
  /[余多几万亿千百元%％‰个名人次件条项篇份场期户家所间台辆册页岁倍楼层级类种位张部门批户处起座栋亩吨度分角°.]/

/** 3月1前, 1月3至2月10, 在10月22出生: the day has lost its 日. */
const daySignLost: Rule<Expression> = (input, at) => {
  const first = unsignedDay(input, at)
  if (first === null) return null
  if (follows(input, first, 'to') !== null) {
    const isShared = touches(input, first + 1, 'num') !== null && tokenAsDaySign(input, first + 2)
    if (isShared) return null
    const second =
      unsignedDay(input, first + 1) ?? pointAt(startingAt(input, first + 1), first + 1)?.next ?? null
    if (second !== null) return damaged('day-sign-lost', bounded(input, second))
  }
  return damaged('day-sign-lost', bounded(input, first))
}

/** Index after 3月1 where nothing is counted by the 1; null elsewhere. */
function unsignedDay(input: Input, at: number): number | null {
  const everyYear = skipEveryYear(input, at)
  const yearEnd =
    yearFigures(input, everyYear) !== null && touches(input, everyYear + 1, 'year') !== null
      ? everyYear + 2
      : everyYear
  const month = follows(input, yearEnd, 'num')
  const day = touches(input, yearEnd + 2, 'num')
  if (month === null || touches(input, yearEnd + 1, 'month') === null || day?.style !== 'digits') return null
  const names = isRealDay({ year: ANY_YEAR, month: month.value, day: day.value })
  const after = input.text.charAt(day.end)
  const unit = input.tokens[yearEnd + 3]
  const isCounted = COUNTS.test(after) || (unit?.gap === 'none' && isUnit(unit))
  return names && day.text.length <= 2 && !isCounted && !isAsciiAlphanumeric(after) ? yearEnd + 3 : null
}

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

const isUnit = (token: Token): boolean => UNIT_KINDS.some(kind => token.roles.has(kind))

/** 3月日前, 每年3月日前: the figure of the day is gone. */
const dayLost: Rule<Expression> = (input, at) => {
  const everyYear = skipEveryYear(input, at)
  const month = follows(input, everyYear, 'num')
  const sign = everyYear + 2
  if (month === null || touches(input, everyYear + 1, 'month') === null || !tokenAsDaySign(input, sign))
    return null
  if (month.value < 1 || month.value > 12) return null
  const next = bounded(input, sign + 1)
  return next === sign + 1 && isHan(input.text.charAt(endOf(input, next))) ? null : damaged('day-lost', next)
}

/** 不少60学时, 不得少4次: 于 is gone. */
const comparisonTruncated: Rule<Expression> = (input, at) => {
  if (tokenAs(input, at, 'truncated') === null || touches(input, at + 1, 'num') === null) return null
  const unitAt = skip(input, at + 2, 'ge')
  const unit = input.tokens[unitAt]
  if (unit?.gap === 'none' && isUnit(unit)) return damaged('comparison-truncated', unitAt + 1)
  return null
}

const TRUNCATED_WORKDAY = /^(?:个)?(?:工作|工日|作日)(?=内|之内|以内|前|后)/

/** 5个工作内: 日 of 工作日 is gone. */
const unitTruncated: Rule<Expression> = (input, at) => {
  const token = follows(input, at, 'num')
  if (token === null || Number.isNaN(token.value)) return null
  const found = TRUNCATED_WORKDAY.exec(input.text.slice(token.end, token.end + 6))
  if (found === null) return null
  const end = token.end + found[0].length
  for (let next = at + 1; next <= at + 4; next += 1) {
    const bound = input.tokens[next]
    if (bound?.start === end) return damaged('unit-truncated', next + 1)
  }
  return null
}

/** A year that no 年 follows; `index` is that of the year. */
function signlessYear(input: Input, index: number): boolean {
  const token = touches(input, index, 'num') ?? yearFigures(input, index)
  if (token?.text.length !== 4 || token.style !== 'digits' || !isLikelyYear(token.value)) return false
  const following = input.tokens[index + 1]
  const isUsed =
    following?.gap === 'none' &&
    (isUnit(following) || following.roles.has('to') || following.roles.has('edge-end'))
  const after = input.text.charAt(token.end)
  return !isUsed && isHan(after) && !COUNTS.test(after) && after !== '年'
}

const OPENS_TARGET = /^$|[，,。；;：:、\n争划为]/

/** 到2025基本建成, where a target can begin; 提高到2025公里 is a measure. */
const targetYear: Rule<Expression> = (input, at) => {
  const until = tokenAs(input, at, 'until')
  if (until?.text !== '到' || !signlessYear(input, at + 1)) return null
  return OPENS_TARGET.test(input.text.charAt(until.start - 1)) ? damaged('year-sign-lost', at + 2) : null
}

/** 2025各部门 at the head of a clause: counted only where share.ts finds a sister year. */
const clauseYear: Rule<Expression> = (input, at) => {
  const before = input.text.charAt(startOf(input, at) - 1)
  const isHead = before === '；' || before === ';'
  return isHead && yearFigures(input, at) !== null && signlessYear(input, at)
    ? damaged('year-sign-lost', at + 1)
    : null
}

export const damage: Rule<Expression> = firstOf([
  bracketLost,
  joinedYears,
  signsLost,
  yearTruncated,
  yearSignLost,
  bareNumber,
  daySignLost,
  dayLost,
  comparisonTruncated,
  unitTruncated,
  targetYear,
])

/** Weak alone: needs a sound year in the same line. */
export const weakDamage: Rule<Expression> = clauseYear
