import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  addMonths,
  civilDate,
  civilDateInShanghai,
  dayNumberOf,
  formatDay,
  fromDayNumber,
  monthLength,
  toDayNumber,
  weekdayOf,
} from '../../../knowledge/time/civil-date.ts'
import { AppError } from '../../../knowledge/model/errors.ts'

const SEED = 20260101
const MS_PER_DAY = 86_400_000
const anyDay = fc.integer({ min: -300_000, max: 300_000 })

describe('civil days', () => {
  it('agrees with the engine on year, month, day and weekday', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const date = new Date(day * MS_PER_DAY)
        const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
        expect(fromDayNumber(day)).toEqual(parts)
        expect(toDayNumber(parts)).toBe(day)
        expect(weekdayOf(day) % 7).toBe(date.getUTCDay())
      }),
      { seed: SEED, numRuns: 2000 },
    )
  })

  it('gives a month end where the target month lacks the day', () => {
    expect(formatDay(addMonths(dayNumberOf(civilDate('2027-01-31')), 1))).toBe('2027-02-28')
    expect(formatDay(addMonths(dayNumberOf(civilDate('2028-02-29')), -12))).toBe('2027-02-28')
    expect(formatDay(addMonths(dayNumberOf(civilDate('2027-11-30')), 3))).toBe('2028-02-29')
  })

  it('knows the length of every month', () => {
    expect([2024, 2100, 2000, 2027].map(year => monthLength(year, 2))).toEqual([29, 28, 29, 28])
  })

  it('refuses a day that does not exist, saying which form it wants', () => {
    for (const text of ['2027-02-29', '2027-13-01', '2027-00-10', '2027/03/01', '', '二〇二七年']) {
      expect(() => civilDate(text), text).toThrow(AppError)
    }
  })

  it('takes the day in Shanghai from an instant', () => {
    expect(civilDateInShanghai('2026-11-24T16:00:00Z')).toBe('2026-11-25')
    expect(civilDateInShanghai('2026-11-24T15:59:59Z')).toBe('2026-11-24')
    expect(civilDateInShanghai('2026-11-25T00:30')).toBe('2026-11-25')
    expect(civilDateInShanghai('2026-11-25')).toBe('2026-11-25')
    expect(() => civilDateInShanghai('昨天')).toThrow(AppError)
  })
})
