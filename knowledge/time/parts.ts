/**
 * The parts picked in each period: 3月1日, 3月、6月和9月, 3、6、9月, 5日、20日, 9月到11月, 上、下半年. In: tokens and the kind of period.
 * Out: parts that one rule of RFC 5545 can hold; what needs a second rule is left to stand by itself.
 */
import { type Cadence, type Pick, type Recurrence } from './ast.ts'
import { ruleOf } from './cadences.ts'
import { monthLength } from './civil-date.ts'
import { follows, numberAt, parsed, skip, touches, type Input, type Parsed } from './cursor.ts'
import { levelAfter, pickAt, type Level } from './picks.ts'

/** Months and days listed one by one: twelve months at most. */
const MOST_PARTS = 31

/** Months end on the 28th at the earliest; February on one of two days. */
const LAST_DAYS = 28
const COMMON_YEAR = 2023
const LEAP_YEAR = 2024

/** A recurrence with what its fields leave open: each one, no parts, for all together. */
export const recurrence = (fields: Partial<Recurrence> & { readonly cadence: Cadence }): Recurrence => ({
  interval: 1,
  parts: [],
  afterEnd: null,
  weekdays: [],
  perPerson: false,
  ...fields,
})

/** A run of picks: 3月 + 底. */
export function partAt(input: Input, at: number, level: Level): Parsed<readonly Pick[]> | null {
  const picks: Pick[] = []
  let next = at
  let current: Level | null = level
  while (current !== null) {
    const pick = pickAt(input, next, current)
    if (pick === null) break
    picks.push(pick.value)
    next = pick.next
    current = levelAfter(pick.value)
  }
  return picks.length === 0 ? null : parsed(picks, next)
}

/** The numbers of 3、6、9月 and 第二、第四季度 that leave their unit to the last; `next` is where the last begins. */
function elidedNumbers(input: Input, at: number): Parsed<readonly number[]> | null {
  const numbers: number[] = []
  let next = at
  while (numbers.length < MOST_PARTS) {
    const number = numberAt(input, skip(input, next, 'ordinal'))
    const sign = skip(input, next, 'ordinal') + 1
    if (number === null || (follows(input, sign, 'dun') === null && follows(input, sign, 'and') === null))
      break
    numbers.push(number.value)
    next = sign + 1
  }
  return numbers.length === 0 ? null : parsed(numbers, next)
}

/** 3、6、9月底: 3 and 6 are months because 9 is one. */
function sharingUnit(numbers: readonly number[], [first]: readonly Pick[]): readonly (readonly Pick[])[] {
  if (first?.kind !== 'month' && first?.kind !== 'day' && first?.kind !== 'quarter') return []
  return numbers.map(number => [{ ...first, from: number, to: number }])
}

/** 上、下半年 are two parts in one word. */
function halvesOf(part: readonly Pick[]): readonly (readonly Pick[])[] {
  const [first] = part
  if (first?.kind !== 'half' || first.from === first.to) return [part]
  return [first.from, first.to].map(half => [{ kind: 'half', from: half, to: half } as const])
}

/** 3月、6月和9月, 5日、20日, 9月到11月. */
export function partsAt(input: Input, at: number, level: Level): Parsed<readonly (readonly Pick[])[]> | null {
  const elided = elidedNumbers(input, at)
  const first = partAt(input, elided === null ? at : elided.next, level)
  if (first === null) return null
  const parts = [...sharingUnit(elided?.value ?? [], first.value), ...halvesOf(first.value)]
  let next = first.next
  while (parts.length < MOST_PARTS) {
    const joined = rangePart(input, next, { level, from: parts.at(-1) ?? [] }) ?? listPart(input, next, level)
    if (joined === null) return parsed(parts, next)
    if (joined.value.replaces) parts.pop()
    else if (!isOneRule([...parts, joined.value.part], level)) return parsed(parts, next)
    parts.push(joined.value.part)
    next = joined.next
  }
  return parsed(parts, next)
}

/** 4月底、8月底 are one rule; 12月15日 after them needs another, and comes out as an expression of its own. */
function isOneRule(parts: readonly (readonly Pick[])[], level: Level): boolean {
  if (level !== 'year' && level !== 'month') return true
  const whole = recurrence({ cadence: level, parts })
  const last = recurrence({ cadence: level, parts: parts.slice(-1) })
  return ruleOf(whole, false) !== null || ruleOf(last, false) === null
}

interface JoinedPart {
  readonly part: readonly Pick[]
  readonly replaces: boolean
}

interface Opened {
  readonly level: Level
  readonly from: readonly Pick[]
}

function listPart(input: Input, at: number, level: Level): Parsed<JoinedPart> | null {
  if (follows(input, at, 'dun') === null && follows(input, at, 'and') === null) return null
  const part = partAt(input, at + 1, level)
  return part === null ? null : parsed({ part: part.value, replaces: false }, part.next)
}

/** 9月到11月 and 3月1日至15日: one part that runs from the first to the second. */
function rangePart(input: Input, at: number, { level, from }: Opened): Parsed<JoinedPart> | null {
  const sign = skip(input, at, 'from-suffix')
  if (follows(input, sign, 'to') === null) return null
  const lastFrom = from.at(-1)
  const toAt = skipNextYear(input, sign + 1)
  const short = lastFrom?.kind === 'day' ? partAt(input, toAt, 'month') : null
  const to = short ?? partAt(input, toAt, level)
  const lastTo = to?.value.at(-1)
  if (to === null || lastFrom === undefined || lastTo?.kind !== lastFrom.kind) return null
  if (lastTo.kind !== 'day' && lastTo.kind !== 'month') return null
  const sameMonth = short !== null || monthOf(from) === monthOf(to.value)
  if (lastTo.kind === 'day' && !sameMonth) {
    return parsed({ part: acrossMonths(from, to.value), replaces: true }, to.next)
  }
  const merged = { ...lastTo, from: (lastFrom as typeof lastTo).from }
  return parsed({ part: [...from.slice(0, -1), merged], replaces: true }, to.next)
}

/** 11月1日至次年3月31日 is whole months; 11月15日至12月15日 is due on its last day, which is all that a rule can say. */
function acrossMonths(from: readonly Pick[], to: readonly Pick[]): readonly Pick[] {
  const [first, last] = [from.at(-1), to.at(-1)]
  const [startMonth, endMonth] = [monthOf(from), monthOf(to)]
  const isWhole =
    first?.kind === 'day' &&
    last?.kind === 'day' &&
    first.from === 1 &&
    last.to >= LAST_DAYS &&
    endMonth !== 0
      ? last.to === monthLength(COMMON_YEAR, endMonth) || last.to === monthLength(LEAP_YEAR, endMonth)
      : false
  return isWhole ? [{ kind: 'month', from: startMonth, to: endMonth }] : to
}

/** 至次年四月三十日: that the year turns shows in the months already. */
function skipNextYear(input: Input, at: number): number {
  const isNext = ['次', '翌'].includes(follows(input, at, 'shift')?.text ?? '')
  if (isNext && touches(input, at + 1, 'year') !== null) return at + 2
  const isSecond = follows(input, at, 'ordinal') !== null && touches(input, at + 1, 'num')?.value === 2
  return isSecond && touches(input, at + 2, 'year') !== null ? at + 3 : at
}

const monthOf = (picks: readonly Pick[]): number => {
  const month = picks.find(pick => pick.kind === 'month')
  return month?.from ?? 0
}
