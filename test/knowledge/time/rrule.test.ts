import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  civilDate,
  dayNumberOf,
  formatDay,
  fromDayNumber,
  monthLength,
  weekdayOf,
} from '../../../knowledge/time/civil-date.ts'
import { formatRule, occurrences, parseRule, type RuleParts } from '../../../knowledge/time/rrule.ts'
import { AppError } from '../../../knowledge/model/errors.ts'

const SEED = 20260102

/** Walks every day of the window and asks of each, from the definitions, whether the rule names it. */
function naive(rule: RuleParts, from: number, to: number): string[] {
  const start = fromDayNumber(from)
  const days: string[] = []
  for (let day = from; day <= to; day += 1) {
    const { year, month, day: dayOfMonth } = fromDayNumber(day)
    const periods = {
      DAILY: day - from,
      WEEKLY: Math.floor((day - (from - weekdayOf(from) + 1)) / 7),
      MONTHLY: (year - start.year) * 12 + month - start.month,
      YEARLY: year - start.year,
    }[rule.frequency]
    if (periods % rule.interval !== 0) continue
    if (rule.months.length > 0 && !rule.months.includes(month)) continue
    const fromEnd = dayOfMonth - monthLength(year, month) - 1
    const isBare = rule.monthDays.length === 0 && rule.weekdays.length === 0
    if (isBare && rule.frequency === 'WEEKLY' && weekdayOf(day) !== weekdayOf(from)) continue
    if (isBare && (rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY') && dayOfMonth !== start.day)
      continue
    if (isBare && rule.frequency === 'YEARLY' && rule.months.length === 0 && month !== start.month) continue
    if (
      rule.monthDays.length > 0 &&
      !rule.monthDays.includes(dayOfMonth) &&
      !rule.monthDays.includes(fromEnd)
    )
      continue
    const isWeekday = rule.weekdays.some(({ nth, weekday }) => {
      if (weekday !== weekdayOf(day)) return false
      if (nth === null) return true
      return nth > 0 ? Math.ceil(dayOfMonth / 7) === nth : Math.ceil(-fromEnd / 7) === -nth
    })
    if (rule.weekdays.length > 0 && !isWeekday) continue
    days.push(formatDay(day))
  }
  return days
}

const subset = (min: number, max: number) => fc.uniqueArray(fc.integer({ min, max }), { maxLength: 4 })

const rules: fc.Arbitrary<RuleParts> = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    months: subset(1, 12),
    monthDays: fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -5, max: -1 })), {
      maxLength: 3,
    }),
    nth: fc.constantFrom(null, 1, 2, 3, -1),
    weekdayList: subset(1, 7),
  })
  .map(({ nth, weekdayList, ...rule }) => {
    // ordinals count within a month, which a yearly rule has only where it names one
    const mayCount = rule.frequency === 'MONTHLY' || (rule.frequency === 'YEARLY' && rule.months.length > 0)
    const usesMonthDays = rule.frequency !== 'WEEKLY'
    return {
      ...rule,
      monthDays: usesMonthDays ? rule.monthDays : [],
      weekdays: weekdayList.map(weekday => ({ nth: mayCount ? nth : null, weekday })),
      positions: [],
    }
  })

describe('recurrence rules', () => {
  it('names the same days as a walk over the calendar', () => {
    const window = fc.record({
      from: fc.integer({ min: 18_000, max: 25_000 }),
      length: fc.integer({ min: 0, max: 1500 }),
    })
    fc.assert(
      fc.property(rules, window, (rule, { from, length }) => {
        const actual = occurrences(formatRule(rule), formatDay(from), formatDay(from + length))
        expect(actual).toEqual(naive(rule, from, from + length))
      }),
      { seed: SEED, numRuns: 400 },
    )
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(rules, rule => {
        expect(parseRule(formatRule(rule))).toEqual(rule)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('finds the last working weekday of each quarter', () => {
    const rule = 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'
    expect(occurrences(rule, civilDate('2027-01-01'), civilDate('2027-12-31'))).toEqual([
      '2027-03-31',
      '2027-06-30',
      '2027-09-30',
      '2027-12-31',
    ])
  })

  it('skips months that lack the day', () => {
    expect(
      occurrences('FREQ=MONTHLY;BYMONTHDAY=31', civilDate('2027-01-01'), civilDate('2027-06-30')),
    ).toEqual(['2027-01-31', '2027-03-31', '2027-05-31'])
  })

  it('refuses rules outside the subset and windows of centuries', () => {
    const [from, to] = [civilDate('2027-01-01'), civilDate('2027-12-31')]
    for (const rule of [
      '',
      'FREQ=HOURLY',
      'FREQ=DAILY;COUNT=3',
      'FREQ=DAILY;INTERVAL=0',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=YEARLY;BYMONTH=x',
    ]) {
      expect(() => occurrences(rule, from, to), rule).toThrow(AppError)
    }
    expect(() => occurrences('FREQ=DAILY', from, civilDate('2999-01-01'))).toThrow(AppError)
    expect(dayNumberOf(to) - dayNumberOf(from)).toBe(364)
  })
})
