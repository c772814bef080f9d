/**
 * Years that lost their 年, a figure or the dash between them: 2021底前, 20212025年, 202年底前, 〔20223, 到2025基本建成. In: tokens.
 * Out: a damaged expression.
 */
import { type Expression } from './ast.ts'
import {
  firstOf,
  follows,
  isHan,
  parsed,
  skip,
  startOf,
  tokenAs,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import {
  bounded,
  COUNTS,
  damaged,
  figures,
  isDaySign,
  isLikelyYear,
  isTruncatedYear,
  isUnit,
  skipEveryYear,
  skipNamedYear,
  yearFigures,
} from './damage-parts.ts'
import { pickAt } from './picks.ts'

const LONGEST_SPAN_YEARS = 30

/** 2021底前, 2021前, 到2025末, 2027上半年. */
const yearSignLost: Rule<Expression> = (input, at) => {
  const from = skip(input, at, 'until')
  if (yearFigures(input, from) === null) return null
  const part = partOfYear(input, from + 1)
  if (part !== null) return damaged('year-sign-lost', bounded(input, part))
  const edge = touches(input, from + 1, 'edge-end') ?? touches(input, from + 1, 'edge-start')
  const afterEdge = edge === null ? from + 1 : from + 2
  const before = touches(input, afterEdge, 'before')
  if (before !== null) return damaged('year-sign-lost', afterEdge + 1)
  return edge === null ? null : damaged('year-sign-lost', afterEdge)
}

/** 2027年上年, 每年下年: 半 is gone. */
const halfLost: Rule<Expression> = (input, at) => {
  const everyYear = skipEveryYear(input, at)
  const from = everyYear > at ? everyYear : skipNamedYear(input, at)
  const shift = from === at ? null : touches(input, from, 'shift')
  if (shift === null || !/^[上下]$/.test(shift.text) || touches(input, from + 1, 'year')?.text !== '年')
    return null
  return damaged('unit-truncated', bounded(input, from + 2))
}

/** Index after 上半年, 第三季度 or 前三季度 that touches the figures before it. */
function partOfYear(input: Input, at: number): number | null {
  if (input.tokens[at]?.gap !== 'none') return null
  const pick = pickAt(input, at, 'year')
  if (pick === null) return null
  const { value } = pick
  const isPart =
    value.kind === 'half' ||
    value.kind === 'quarter' ||
    (value.kind === 'first-n' && value.unit === 'quarter')
  return isPart ? pick.next : null
}

const ENDS_YEARS = /^(?:[年)》、，,]|期间)/

/** 20212025年 and 20212025 in brackets; 20215年 and 202125年, which lost figures as well. */
const joinedYears: Rule<Expression> = (input, at) => {
  const token = figures(input, at)
  if (token === null || token.text.length < 5 || token.text.length > 8) return null
  const [first, second] = [Number(token.text.slice(0, 4)), Number(token.text.slice(4))]
  if (!isLikelyYear(first)) return null
  const hasYear = touches(input, at + 1, 'year') !== null
  if (token.text.length < 8) return hasYear ? damaged('joined-years', at + 2) : null
  const isSpan = isLikelyYear(second) && second > first && second - first <= LONGEST_SPAN_YEARS
  if (!isSpan || (!hasYear && !ENDS_YEARS.test(input.text.slice(token.end, token.end + 2)))) return null
  return damaged('joined-years', hasYear ? at + 2 : at + 1)
}

/** 202年底前, 202年3月, 到205年, 2021—205年. */
const yearTruncated: Rule<Expression> = (input, at) => {
  const span = truncatedSpan(input, at)
  if (span !== null) return span
  const from = skip(input, at, 'until')
  const token = figures(input, from)
  if (token === null || !isTruncatedYear(token.text) || touches(input, from + 1, 'year')?.text !== '年')
    return null
  const goesOn = touches(input, from + 2, 'edge-end') ?? touches(input, from + 2, 'before')
  if (goesOn !== null)
    return damaged('year-truncated', bounded(input, goesOn.roles.has('before') ? from + 2 : from + 3))
  const month = touches(input, from + 2, 'num') !== null && touches(input, from + 3, 'month') !== null
  if (month) return damaged('year-truncated', bounded(input, afterMonth(input, from + 4)))
  return from > at && endsClause(input, token.end + 1) ? damaged('year-truncated', from + 2) : null
}

/** Index after the day or 底 that follows a month. */
function afterMonth(input: Input, at: number): number {
  if (touches(input, at, 'num') !== null && isDaySign(input, at + 1)) return at + 2
  return touches(input, at, 'edge-end') === null ? at : at + 1
}

/** 到205年, with nothing counted after it. */
const endsClause = (input: Input, end: number): boolean => /^[，,。；;、\n]?$/.test(input.text.charAt(end))

/** 2021—205年, 2026年至203年, 206—2030年. */
function truncatedSpan(input: Input, at: number): Parsed<Expression> | null {
  const isFirstWhole = yearFigures(input, at) !== null
  const first = figures(input, at)
  if (first === null || (!isFirstWhole && !isTruncatedYear(first.text))) return null
  const sign = skip(input, at + 1, 'year')
  if (follows(input, sign, 'to') === null || touches(input, sign + 2, 'year')?.text !== '年') return null
  const second = follows(input, sign + 1, 'num')
  if (second?.style !== 'digits') return null
  const isShort = second.text.length === 3 || (sign === at + 1 && second.text.length === 1)
  const isDamaged = isFirstWhole ? isShort : sign === at + 1 && yearFigures(input, sign + 1) !== null
  return isDamaged ? damaged('year-truncated', sign + 3) : null
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

/** 到2025基本建成 and 至2025基本建成, where a target can begin; 提高到2025公里 is a measure. */
const targetYear: Rule<Expression> = (input, at) => {
  const until = tokenAs(input, at, 'until')
  if ((until?.text !== '到' && until?.text !== '至') || !signlessYear(input, at + 1)) return null
  return OPENS_TARGET.test(input.text.charAt(until.start - 1)) ? damaged('year-sign-lost', at + 2) : null
}

/** 2025各部门 at the head of a clause: counted only where share.ts finds a sister year. */
export const clauseYear: Rule<Expression> = (input, at) => {
  const before = input.text.charAt(startOf(input, at) - 1)
  const isHead = before === '；' || before === ';'
  return isHead && yearFigures(input, at) !== null && signlessYear(input, at)
    ? parsed({ kind: 'damaged', code: 'year-sign-lost' }, at + 1)
    : null
}

export const damagedYear: Rule<Expression> = firstOf([
  bracketLost,
  joinedYears,
  yearTruncated,
  yearSignLost,
  halfLost,
  targetYear,
])
