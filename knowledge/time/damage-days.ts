/**
 * Days and months that lost their signs or figures: 202284日, 41前, 3月1前, 3月日前, 11底前, 2026月底前. In: tokens. Out: a
 * damaged expression. Only shapes that no sound text has.
 */
import { type Expression } from './ast.ts'
import { isRealDay } from './civil-date.ts'
import {
  endOf,
  firstOf,
  follows,
  isAsciiAlphanumeric,
  isHan,
  startingAt,
  tokenAs,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import {
  ANY_YEAR,
  bounded,
  COUNTS,
  damaged,
  figures,
  isDayNumber,
  isDaySign,
  isLikelyYear,
  isMonthAndDay,
  isMonthNumber,
  isUnit,
  opensDate,
  skipEveryYear,
  skipNamedYear,
  splitsIntoDay,
} from './damage-parts.ts'
import { isAloneOnLine } from './numeric-dates.ts'
import { pointAt } from './points.ts'

/** 202284日, 2027630前, 20261231前, 20223月1日, 2022年84日, 202281 alone on a line. */
const signsLost: Rule<Expression> = (input, at) => {
  const token = figures(input, at)
  if (token === null || !isLikelyYear(Number(token.text.slice(0, 4)))) return null
  const { length } = token.text
  if (length === 4) return dayAfterYear(input, at)
  if (length > 8) return null
  const rest = token.text.slice(4)
  const isDay = splitsIntoDay(rest) || isMonthAndDay(rest)
  if (isDaySign(input, at + 1)) return isDay ? damaged('signs-lost', bounded(input, at + 2)) : null
  if (touches(input, at + 1, 'before') !== null) return isDay ? damaged('signs-lost', at + 2) : null
  if (touches(input, at + 1, 'month') !== null && length <= 6) return afterMonthSign(input, at)
  if (touches(input, at + 1, 'edge-end') !== null && length <= 6)
    return Number(rest) <= 12 ? damaged('signs-lost', bounded(input, at + 2)) : null
  const isLoneDay = length <= 7 && isAloneOnLine(input, at, at + 1) && splitsIntoDay(rest)
  return isLoneDay ? damaged('signs-lost', at + 1) : null
}

/** 20223月1日, 20223月底前, 2026月底前; `at` is the index of the figures. */
function afterMonthSign(input: Input, at: number): Parsed<Expression> {
  const hasDay = touches(input, at + 2, 'num') !== null && isDaySign(input, at + 3)
  const hasEdge = touches(input, at + 2, 'edge-end') !== null
  return damaged('signs-lost', bounded(input, hasDay ? at + 4 : hasEdge ? at + 3 : at + 2))
}

/** 2026月底前, 276月30日前: more figures than a month has. */
const longMonth: Rule<Expression> = (input, origin) => {
  const at = skipNamedYear(input, origin)
  const token = figures(input, at)
  if (token === null || (token.text.length !== 3 && token.text.length !== 4)) return null
  if (touches(input, at + 1, 'month')?.text !== '月') return null
  const goesOn =
    touches(input, at + 2, 'edge-end') !== null ||
    touches(input, at + 2, 'before') !== null ||
    (touches(input, at + 2, 'num') !== null && isDaySign(input, at + 3))
  return goesOn ? afterMonthSign(input, at) : null
}

/** 2022年84日 and 2022年5日, which have no month; 2022年月1日 and 2022年月底前, whose month has no figure. */
function dayAfterYear(input: Input, at: number): Parsed<Expression> | null {
  if (touches(input, at + 1, 'year') === null) return null
  const monthSign = touches(input, at + 2, 'month') === null ? at + 2 : at + 3
  if (monthSign > at + 2 && touches(input, monthSign, 'edge-end') !== null)
    return damaged('month-lost', bounded(input, monthSign + 1))
  const day = touches(input, monthSign, 'num')
  if (day?.style !== 'digits' || !isDaySign(input, monthSign + 1)) return null
  const next = monthSign + 2
  if (touches(input, next, 'within') !== null) return null
  if (monthSign > at + 2) return damaged('month-lost', bounded(input, next))
  return damaged(day.value > 31 ? 'signs-lost' : 'month-lost', bounded(input, next))
}

/** 二〇二七六月底前, 二〇二七年六三十日前, 每年三一日前: figures in a row that no month or day has. */
const spelledSignsLost: Rule<Expression> = (input, at) => {
  const token = follows(input, at, 'num')
  if (token !== null && SPELLED_YEAR_AND_MONTH.test(token.text) && touches(input, at + 1, 'month') !== null)
    return afterMonthSign(input, at)
  const everyYear = skipEveryYear(input, at)
  const from = everyYear > at ? everyYear : skipNamedYear(input, at)
  const day = from === at ? null : touches(input, from, 'num')
  if (day === null || day.style === 'digits' || !isDaySign(input, from + 1)) return null
  const isRun = Number.isNaN(day.value) || day.style === 'positional' || day.value > 31
  return isRun ? damaged('signs-lost', bounded(input, from + 2)) : null
}

const SPELLED_YEAR_AND_MONTH = /^二[〇零][〇零一二三四五六七八九]{2}(?:[一二三四五六七八九]|十[一二]?)$/

const RANGE_SIGN = /[至到—~-]$/

/** 41前, 1231前, 每年331日前, 至531日: figures that split into a day, where a date can begin. */
const bareNumber: Rule<Expression> = (input, origin) => {
  const at = skipEveryYear(input, origin)
  const token = figures(input, at)
  if (token === null || token.text.length < 2 || token.text.length > 4) return null
  const hasSign = isDaySign(input, at + 1)
  const sign = hasSign ? at + 2 : at + 1
  if ((!splitsIntoDay(token.text) && !isMonthAndDay(token.text)) || (hasSign && token.value <= 31))
    return null
  if (touches(input, sign, 'before') === null) {
    const endsRange = hasSign && RANGE_SIGN.test(input.text.charAt(token.start - 1))
    return endsRange ? damaged('signs-lost', sign) : null
  }
  if (tokenAs(input, sign + 1, 'num')?.gap === 'none') return null
  if (at === origin && !opensDate(input, at)) return null
  return damaged(hasSign ? 'signs-lost' : 'bare-number', sign + 1)
}

/** 3月1前, 1月3至2月10, 在10月22出生: the day has lost its 日. */
const daySignLost: Rule<Expression> = (input, at) => {
  const first = unsignedDay(input, at)
  if (first === null) return null
  if (follows(input, first, 'to') !== null) {
    const isShared = touches(input, first + 1, 'num') !== null && isDaySign(input, first + 2)
    if (isShared) return null
    const second =
      unsignedDay(input, first + 1) ?? pointAt(startingAt(input, first + 1), first + 1)?.next ?? null
    if (second !== null) return damaged('day-sign-lost', bounded(input, second))
  }
  return damaged('day-sign-lost', bounded(input, first))
}

/** Index after 3月1 where nothing is counted by the 1; null elsewhere. */
function unsignedDay(input: Input, at: number): number | null {
  const yearEnd = skipNamedYear(input, skipEveryYear(input, at))
  const month = follows(input, yearEnd, 'num')
  const day = touches(input, yearEnd + 2, 'num')
  if (month === null || touches(input, yearEnd + 1, 'month') === null || day?.style !== 'digits') return null
  const names = isRealDay({ year: ANY_YEAR, month: month.value, day: day.value })
  const after = input.text.charAt(day.end)
  const unit = input.tokens[yearEnd + 3]
  const isCounted = COUNTS.test(after) || (unit?.gap === 'none' && isUnit(unit))
  return names && day.text.length <= 2 && !isCounted && !isAsciiAlphanumeric(after) ? yearEnd + 3 : null
}

/** 3月日前, 每年3月日前, 2027年3月日前: the figure of the day is gone. */
const dayLost: Rule<Expression> = (input, at) => {
  const from = skipNamedYear(input, skipEveryYear(input, at))
  const month = follows(input, from, 'num')
  const sign = from + 2
  if (touches(input, from + 1, 'month') === null || !isDaySign(input, sign) || !isMonthNumber(month))
    return null
  const next = bounded(input, sign + 1)
  return next === sign + 1 && isHan(input.text.charAt(endOf(input, next))) ? null : damaged('day-lost', next)
}

/** 12月310日: no month has so many days. */
const longDay: Rule<Expression> = (input, at) => {
  const from = skipNamedYear(input, skipEveryYear(input, at))
  const day = touches(input, from + 2, 'num')
  if (!isMonthNumber(follows(input, from, 'num')) || touches(input, from + 1, 'month')?.text !== '月')
    return null
  if (day?.style !== 'digits' || day.text.length !== 3 || !isDaySign(input, from + 3)) return null
  return damaged('no-such-day', bounded(input, from + 4))
}

/** 11底前, 每年11底前, 2027年6底: the month has lost its 月. */
const monthSignLost: Rule<Expression> = (input, at) => {
  const from = skipNamedYear(input, skipEveryYear(input, at))
  const month = from === at ? follows(input, from, 'num') : touches(input, from, 'num')
  if (!isMonthNumber(month) || touches(input, from + 1, 'edge-end') === null) return null
  if (isAsciiAlphanumeric(input.text.charAt(month.start - 1))) return null
  const next = bounded(input, from + 2)
  return from > at || next > from + 2 ? damaged('month-sign-lost', next) : null
}

/** 每年6月和12前: the last month of a list has lost its sign. */
const listedMonth: Rule<Expression> = (input, at) => {
  const month = follows(input, at, 'num')
  if (!isMonthNumber(month) || touches(input, at + 1, 'before') === null) return null
  return /月[、和及与]$/.test(input.text.slice(Math.max(0, month.start - 2), month.start))
    ? damaged('month-sign-lost', at + 2)
    : null
}

/** 月30日前 where a date can begin: neither the figure of a month nor 每 stands before it. */
const bareMonth: Rule<Expression> = (input, at) => {
  if (tokenAs(input, at, 'month')?.text !== '月' || !opensDate(input, at)) return null
  if (!isDayNumber(touches(input, at + 1, 'num')) || !isDaySign(input, at + 2)) return null
  return touches(input, at + 3, 'before') === null ? null : damaged('month-lost', at + 4)
}

/** 4月15日5月15日: the sign between two days is gone. */
const rangeSignLost: Rule<Expression> = (input, at) => {
  const from = skipNamedYear(input, skipEveryYear(input, at))
  const first = dayAt(input, from, from === at)
  const second = first === null ? null : dayAt(input, first, false)
  return second === null ? null : damaged('range-sign-lost', bounded(input, second))
}

/** Index after 4月15日. */
function dayAt(input: Input, at: number, opens: boolean): number | null {
  const month = opens ? follows(input, at, 'num') : touches(input, at, 'num')
  if (!isMonthNumber(month) || touches(input, at + 1, 'month') === null) return null
  return isDayNumber(touches(input, at + 2, 'num')) && isDaySign(input, at + 3) ? at + 4 : null
}

export const damagedDay: Rule<Expression> = firstOf([
  signsLost,
  spelledSignsLost,
  longMonth,
  longDay,
  bareNumber,
  rangeSignLost,
  daySignLost,
  dayLost,
  monthSignLost,
  listedMonth,
  bareMonth,
])
