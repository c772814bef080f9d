import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundOf, dayKind, lastDayInTime, safeDay } from '../../../knowledge/calendar/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { dayBetween, knownBefore, SEED } from './support.ts'

const day = civilDate
const untilLastYear = knownBefore(2027)
const UNPUBLISHED = '节假日安排未公布'

describe('the last working day that is surely in time', () => {
  it('is Friday 26 February for 3月1日前 of 2027, whose arrangement is not published', () => {
    expect(safeDay(day('2027-03-01'), 'before-day', untilLastYear)).toEqual({
      day: '2027-02-26',
      certain: true,
      note: UNPUBLISHED,
    })
  })

  it('is Wednesday 31 March for 4月1日前 of 2027', () => {
    expect(safeDay(day('2027-04-01'), 'before-day', untilLastYear)).toEqual({
      day: '2027-03-31',
      certain: true,
      note: UNPUBLISHED,
    })
  })

  it('is 31 December itself for 2026年底前, without a note', () => {
    expect(safeDay(day('2026-12-31'), 'inclusive', untilLastYear)).toEqual({
      day: '2026-12-31',
      certain: true,
      note: null,
    })
  })

  it('is a make-up Saturday where the arrangement has one', () => {
    // 28 February 2026 was a Saturday that was worked
    expect(safeDay(day('2026-03-01'), 'before-day')).toEqual({
      day: '2026-02-28',
      certain: true,
      note: null,
    })
  })

  it('lies before the whole Spring Festival where the arrangement is unknown, and may turn out later', () => {
    expect(safeDay(day('2027-02-10'), 'inclusive', untilLastYear)).toEqual({
      day: '2027-01-29',
      certain: false,
      note: UNPUBLISHED,
    })
  })

  it('is never after the last day in time, and surely worked, whatever the day', () => {
    fc.assert(
      fc.property(dayBetween('2024-01-01', '2060-12-31'), fc.boolean(), (legal, isInclusive) => {
        const bound = isInclusive ? 'inclusive' : 'before-day'
        const safe = safeDay(legal, bound, untilLastYear)
        expect(safe.day <= lastDayInTime(legal, bound)).toBe(true)
        expect(dayKind(safe.day, untilLastYear)).toBe('working')
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  it.each([2025, 2026])('shown before the arrangement of %s came out, would have been worked', year => {
    fc.assert(
      fc.property(dayBetween(`${year}-01-01`, `${year}-12-31`), legal => {
        expect(dayKind(safeDay(legal, 'inclusive', knownBefore(year)).day)).toBe('working')
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('how the words bound the last day', () => {
  it.each([
    ['3月1日前', 'before-day'],
    ['每年3月1日之前', 'before-day'],
    ['12月10号以前', 'before-day'],
    ['国庆节前', 'before-day'],
    ['5月前', 'before-month'],
    ['二季度前', 'before-quarter'],
    ['上半年前', 'before-half-year'],
    ['2025年前', 'before-year'],
    ['2025年度前', 'before-year'],
    ['6月上旬前', 'before-third'],
    ['下周前', 'before-week'],
    ['5月底前', 'inclusive'],
    ['2024年底之前', 'inclusive'],
    ['三季度末前', 'inclusive'],
    ['1月4日或之前', 'inclusive'],
    ['到2025年', 'inclusive'],
    ['15日内', 'inclusive'],
    ['每年12月4日', 'inclusive'],
    ['', 'inclusive'],
  ])('reads “%s” as %s', (raw, bound) => {
    expect(boundOf(raw)).toBe(bound)
  })

  it.each([
    ['2027-03-01', 'before-day', '2027-02-28'],
    ['2027-05-31', 'before-month', '2027-04-30'],
    ['2027-06-30', 'before-quarter', '2027-03-31'],
    ['2027-12-31', 'before-half-year', '2027-06-30'],
    ['2027-12-31', 'before-year', '2026-12-31'],
    ['2027-06-10', 'before-third', '2027-05-31'],
    ['2027-06-20', 'before-third', '2027-06-10'],
    ['2027-06-30', 'before-third', '2027-06-20'],
    ['2027-05-16', 'before-week', '2027-05-09'],
    ['2027-05-31', 'inclusive', '2027-05-31'],
  ] as const)('with the legal day %s and %s, takes %s as the last', (legal, bound, last) => {
    expect(lastDayInTime(day(legal), bound)).toBe(last)
  })
})
