/**
 * Dates written in figures alone: 2024-03-07, 2024/3/7, 2024.3.7, 2024 03 07, 20240307. Short forms (12/1, 09-01, 6·30)
 * and months (1999.08) are read only where nothing else stands on the line, or between the ends of a range.
 */
import { type Point } from './ast.ts'
import { isRealDay } from './civil-date.ts'
import { isAsciiAlphanumeric, parsed, tokenAs, touches, type Input, type Parsed } from './cursor.ts'
import { type Token } from './tokenize.ts'

const FIRST_YEAR = 1800
const LAST_YEAR = 2199
/** Years in which an impossible day is taken for a damaged one rather than for another code. */
const FIRST_LIKELY_YEAR = 1990
const LAST_LIKELY_YEAR = 2060

const isYear = (token: Token | null): token is Token =>
  token?.style === 'digits' &&
  token.text.length === 4 &&
  token.value >= FIRST_YEAR &&
  token.value <= LAST_YEAR

const isShort = (token: Token | null): token is Token => token?.style === 'digits' && token.text.length <= 2

/** Nothing that would make it part of a longer code stands on either side. */
function isFree(input: Input, at: number, next: number): boolean {
  const before = input.text.charAt((input.tokens[at]?.start ?? 0) - 1)
  const endAt = input.tokens[next - 1]?.end ?? 0
  const after = input.text.charAt(endAt)
  const runsOn = /[./-]/.test(after) && /\d/.test(input.text.charAt(endAt + 1))
  return !isAsciiAlphanumeric(before) && !/[./-]/.test(before) && !isAsciiAlphanumeric(after) && !runsOn
}

const dayPoint = (year: number, month: number, day: number): Point => ({
  base: { unit: 'year', at: { absolute: year, to: year } },
  picks: [
    { kind: 'month', from: month, to: month },
    { kind: 'day', from: day, to: day, signed: true },
  ],
})

export function numericDate(input: Input, at: number): Parsed<Point> | null {
  return compact(input, at) ?? separated(input, at) ?? spaced(input, at) ?? shortForm(input, at)
}

function compact(input: Input, at: number): Parsed<Point> | null {
  const token = tokenAs(input, at, 'num')
  if (token?.style !== 'digits' || token.text.length !== 8 || !isFree(input, at, at + 1)) return null
  // 20261231前 stands in prose, where 年, 月 and 日 are written
  if (touches(input, at + 1, 'before') !== null) return null
  const [year, month, day] = [token.text.slice(0, 4), token.text.slice(4, 6), token.text.slice(6)].map(Number)
  return complete([year, month, day], at + 1)
}

function complete(
  [year = 0, month = 0, day = 0]: readonly (number | undefined)[],
  next: number,
): Parsed<Point> | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || !isRealDay({ year, month, day })) return null
  return parsed(dayPoint(year, month, day), next)
}

/** 2024-13-01 names a day that does not exist: resolving it will say so. Figures far from it are some other code. */
function completeOrImpossible(
  figures: readonly [number, number, number],
  next: number,
): Parsed<Point> | null {
  const [year, month, day] = figures
  const isLikely = year >= FIRST_LIKELY_YEAR && year <= LAST_LIKELY_YEAR && month <= 19 && day <= 39
  return complete(figures, next) ?? (isLikely ? parsed(dayPoint(year, month, day), next) : null)
}

/** The separator between two figures, the same both times: - / . */
function separatorAt(input: Input, at: number): string | null {
  const token = touches(input, at, 'to') ?? touches(input, at, 'slash') ?? touches(input, at, 'dot')
  return token !== null && ['-', '/', '.'].includes(token.text) ? token.text : null
}

function separated(input: Input, at: number): Parsed<Point> | null {
  const year = tokenAs(input, at, 'num')
  const separator = separatorAt(input, at + 1)
  const month = touches(input, at + 2, 'num')
  if (!isYear(year) || separator === null || !isShort(month)) return null
  const day = separatorAt(input, at + 3) === separator ? touches(input, at + 4, 'num') : null
  if (!isShort(day) || !isFreeOfMore(input, at, at + 5)) return null
  return completeOrImpossible([year.value, month.value, day.value], at + 5)
}

/** Another date may stand on either side of a dash: 2018/1/10-2018/7/10. */
function isFreeOfMore(input: Input, at: number, next: number): boolean {
  const before = input.text.charAt((input.tokens[at]?.start ?? 0) - 1)
  const endAt = input.tokens[next - 1]?.end ?? 0
  const after = input.text.charAt(endAt)
  if (isAsciiAlphanumeric(before) || isAsciiAlphanumeric(after) || before === '.' || before === '/')
    return false
  const goesOn = /[./-]/.test(after) && /\d/.test(input.text.charAt(endAt + 1))
  return !goesOn || isYear(touches(input, next + 1, 'num'))
}

function spaced(input: Input, at: number): Parsed<Point> | null {
  const [year, month, day] = [0, 1, 2].map(offset => tokenAs(input, at + offset, 'num'))
  if (year === undefined || month === undefined || day === undefined) return null
  if (!isYear(year) || !isShort(month) || !isShort(day)) return null
  const allSpaced =
    month.gap === 'blank' && day.gap === 'blank' && month.text.length === 2 && day.text.length === 2
  return allSpaced && isFree(input, at, at + 3)
    ? complete([year.value, month.value, day.value], at + 3)
    : null
}

/** 12/1, 09-01, 6·30 alone on a line. */
function shortForm(input: Input, at: number): Parsed<Point> | null {
  const month = tokenAs(input, at, 'num')
  const day = tokenAs(input, at + 2, 'num')
  if (!isShort(month) || !isShort(day) || day.gap !== 'none') return null
  const separator =
    touches(input, at + 1, 'slash') ?? touches(input, at + 1, 'to') ?? touches(input, at + 1, 'dot')
  if (separator === null || !['/', '-', '·'].includes(separator.text) || !isAloneOnLine(input, at, at + 3))
    return null
  if (!isRealDay({ year: 2000, month: month.value, day: day.value })) return null
  const { picks } = dayPoint(2000, month.value, day.value)
  return parsed({ base: { unit: 'year', at: 'open' }, picks }, at + 3)
}

export function isAloneOnLine(input: Input, at: number, next: number): boolean {
  const start = input.tokens[at]?.start ?? 0
  const end = input.tokens[next - 1]?.end ?? 0
  return blankToEdge(input.text, start - 1, -1) && blankToEdge(input.text, end, 1)
}

/** Lines longer than this are no lone date, and are not walked through for one. */
const LONGEST_MARGIN = 80

function blankToEdge(text: string, from: number, step: 1 | -1): boolean {
  for (let index = from; Math.abs(index - from) <= LONGEST_MARGIN; index += step) {
    const char = text.charAt(index)
    if (char === '' || char === '\n' || char === '\r') return true
    if (char !== ' ' && char !== '\t') return false
  }
  return false
}

/** 1999.08 and 2009, as ends of a range of months: 1999.08-2002.02. */
export function dottedMonth(input: Input, at: number): Parsed<Point> | null {
  const year = tokenAs(input, at, 'num')
  if (!isYear(year)) return null
  const base = { unit: 'year', at: { absolute: year.value, to: year.value } } as const
  const month = touches(input, at + 1, 'dot')?.text === '.' ? touches(input, at + 2, 'num') : null
  if (!isShort(month) || month.value < 1 || month.value > 12) return parsed({ base, picks: [] }, at + 1)
  return parsed({ base, picks: [{ kind: 'month', from: month.value, to: month.value }] }, at + 3)
}
