/**
 * Cadences that lost a sign: 每25日前, 每12月底前, 每月25前, 每季度首10日前, 每度首月10日前, 年12月底前. In: tokens. Out: a damaged
 * expression. 每年31日前 is recognised with the cadences themselves (recurrence.ts).
 */
import { type Expression } from './ast.ts'
import { firstOf, follows, skip, tokenAs, touches, type Input, type Parsed, type Rule } from './cursor.ts'
import {
  bounded,
  damaged,
  isDayNumber,
  isDaySign,
  isMonthNumber,
  opensDate,
  splitsIntoDay,
} from './damage-parts.ts'
import { cadenceAt } from './recurrence.ts'

/** 每25日前 was 每月25日前, 每12月底前 was 每年12月底前. */
const periodLost: Rule<Expression> = (input, at) => {
  const number = follows(input, at, 'every')?.text === '每' ? touches(input, at + 1, 'num') : null
  if (number === null) return null
  const { text } = number
  if (isDaySign(input, at + 2) && touches(input, at + 3, 'before') !== null) {
    if (isDayNumber(number)) return damaged('period-lost', at + 4)
    return splitsIntoDay(text) ? damaged('signs-lost', at + 4) : null
  }
  if (!isMonthNumber(number) || touches(input, at + 2, 'month') === null) return null
  return dayOrEdge(input, at + 3)
}

/** 年12月底前 and 季度首月10日前 where a date can begin. */
const everyLost: Rule<Expression> = (input, at) => {
  const quarter = everyLostOfQuarter(input, at)
  if (quarter !== null) return quarter
  if (tokenAs(input, at, 'year')?.text !== '年' || !opensDate(input, at)) return null
  if (!isMonthNumber(touches(input, at + 1, 'num')) || touches(input, at + 2, 'month') === null) return null
  return dayOrEdge(input, at + 3)
}

function everyLostOfQuarter(input: Input, at: number): Parsed<Expression> | null {
  if (tokenAs(input, at, 'quarter') === null || !opensDate(input, at)) return null
  const edge = touches(input, at + 1, 'first') ?? touches(input, at + 1, 'edge-end')
  if (edge === null || touches(input, at + 2, 'month') === null) return null
  return dayOrEdge(input, at + 3)
}

/** The day or 底 that shows that a month was named. */
function dayOrEdge(input: Input, at: number): Parsed<Expression> | null {
  if (touches(input, at, 'edge-end') !== null) return damaged('period-lost', bounded(input, at + 1))
  const isDay = touches(input, at, 'num') !== null && isDaySign(input, at + 1)
  return isDay ? damaged('period-lost', bounded(input, at + 2)) : null
}

/** 每度首月10日前, 每度末. */
const quarterLost: Rule<Expression> = (input, at) => {
  const every = follows(input, at, 'every')
  if (every?.text !== '每' || input.text.charAt(every.end) !== '度') return null
  const part = input.tokens[at + 1]
  const isPart = part?.roles.has('first') === true || part?.roles.has('edge-end') === true
  if (!isPart || part.start !== every.end + 1) return null
  const month = skip(input, at + 2, 'month')
  const hasDay = touches(input, month, 'num') !== null && isDaySign(input, month + 1)
  return damaged('period-lost', bounded(input, hasDay ? month + 2 : month))
}

/** 每月25前, 次月5前, 每季度末20前, 每季度首月日前, 每季度首10日前, 每季度月10日前. */
const dayOfPeriod: Rule<Expression> = (input, at) => {
  const period = periodAt(input, at)
  if (period === null) return null
  const first = touches(input, period.next, 'first') ?? touches(input, period.next, 'edge-end')
  const place = first === null ? period.next : period.next + 1
  const month = touches(input, place, 'month') === null ? place : place + 1
  const isMonthKnown = !period.isQuarter || month > place || first?.roles.has('edge-end') === true
  if (isDaySign(input, month)) return lostDay(input, { at: month, ...period })
  const day = touches(input, month, 'num')
  if (!isDayNumber(day)) return null
  if (touches(input, month + 1, 'before') !== null) return damaged('day-sign-lost', month + 2)
  const hasDay = isDaySign(input, month + 1) && touches(input, month + 2, 'before') !== null
  const isLone = first === null ? month > place && period.isQuarter : !isMonthKnown
  return hasDay && isLone ? damaged('month-sign-lost', month + 3) : null
}

/** 每月日前: only with 前, and not 每月日均. */
const lostDay = (input: Input, { at }: { readonly at: number }): Parsed<Expression> | null =>
  touches(input, at + 1, 'before') === null ? null : damaged('day-lost', at + 2)

interface Period {
  readonly isQuarter: boolean
  readonly next: number
}

/** 每月, 每季度, 次月, 本季度. */
function periodAt(input: Input, at: number): Period | null {
  const cadence = cadenceAt(input, at)
  if (cadence !== null) {
    const { cadence: unit, interval } = cadence.value
    if (interval !== 1 || (unit !== 'month' && unit !== 'quarter')) return null
    return { isQuarter: unit === 'quarter', next: cadence.next }
  }
  if (follows(input, at, 'shift') === null) return null
  if (touches(input, at + 1, 'month') !== null) return { isQuarter: false, next: at + 2 }
  return touches(input, at + 1, 'quarter') === null ? null : { isQuarter: true, next: at + 2 }
}

export const damagedCadence: Rule<Expression> = firstOf([periodLost, everyLost, quarterLost, dayOfPeriod])
