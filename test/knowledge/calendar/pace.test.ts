import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDue, paceOf, periodAround } from '../../../knowledge/calendar/index.ts'
import { type Period, type Quota } from '../../../knowledge/model/obligation.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { dayBetween, SEED, shifted } from './support.ts'

const day = civilDate
const quota = (value: number, unit: string, fields: Partial<Quota> = {}): Quota => ({
  op: '>=',
  value,
  unit,
  per: 'year',
  ...fields,
})
const year2026 = { start: day('2026-01-01'), end: day('2026-12-31') }

describe('progress against a quota', () => {
  it('says 2/4 次，按进度应为 3 次 in late November', () => {
    const pace = paceOf({ quota: quota(4, '次'), done: 2, period: year2026 }, day('2026-11-25'))
    expect(pace).toEqual({
      done: 2,
      required: 4,
      expectedByNow: 3,
      behind: true,
      periodStart: '2026-01-01',
      periodEnd: '2026-12-31',
      text: '2/4 次，按进度应为 3 次',
    })
  })

  it.each([
    ['2026-01-01', 0],
    ['2026-03-31', 0],
    ['2026-04-02', 1],
    ['2026-07-01', 1],
    ['2026-07-02', 2],
    ['2026-12-30', 3],
    ['2026-12-31', 4],
    ['2027-06-01', 4],
    ['2025-06-01', 0],
  ])('of four a year expects by the end of %s %i', (today, expected) => {
    expect(paceOf({ quota: quota(4, '次'), done: 0, period: year2026 }, day(today)).expectedByNow).toBe(
      expected,
    )
  })

  it('is not behind when just as much is done as expected', () => {
    expect(paceOf({ quota: quota(4, '次'), done: 3, period: year2026 }, day('2026-11-25')).behind).toBe(false)
  })

  it('counts hours per person, fractions of an hour included', () => {
    const hours = quota(60, '学时', { per: 'person-year' })
    const pace = paceOf({ quota: hours, done: 53.5, period: year2026 }, day('2026-11-25'))
    expect(pace).toMatchObject({
      expectedByNow: 54,
      behind: true,
      text: '每人 53.5/60 学时，按进度应为 54 学时',
    })
  })

  it('expects nothing of an upper limit, and says when it is exceeded', () => {
    const limit = quota(3, '次', { op: '<=' })
    expect(paceOf({ quota: limit, done: 2, period: year2026 }, day('2026-11-25'))).toMatchObject({
      expectedByNow: 0,
      behind: false,
      text: '2/3 次，为上限',
    })
    expect(paceOf({ quota: limit, done: 4, period: year2026 }, day('2026-11-25')).text).toBe(
      '4/3 次，已超出上限',
    )
  })

  it('asks for the whole of a share on any day', () => {
    const pace = paceOf({ quota: quota(10, '%'), done: 8, period: year2026 }, day('2026-01-02'))
    expect(pace).toMatchObject({ expectedByNow: 10, behind: true, text: '8%/10%' })
  })

  it('says that it cannot tell where the period is not known', () => {
    const pace = paceOf({ quota: quota(1, '次', { per: 'term' }), done: 0, period: null }, day('2026-11-25'))
    expect(pace).toMatchObject({ expectedByNow: null, behind: false, periodStart: null })
    expect(pace.text).toBe('0/1 次，起止时间未知，无法按进度计算')
  })

  it('never expects less later, never more than all, and all on the last day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 364 }), (value, offset) => {
        const at = (days: number): number =>
          paceOf({ quota: quota(value, '次'), done: 0, period: year2026 }, shifted(year2026.start, days))
            .expectedByNow ?? NaN
        expect(at(offset)).toBeLessThanOrEqual(at(offset + 1))
        expect(at(offset)).toBeLessThanOrEqual((value * (offset + 1)) / 365)
        expect(at(364)).toBe(value)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('the period a day lies in', () => {
  it.each([
    ['day', '2026-11-25', '2026-11-25'],
    ['week', '2026-11-23', '2026-11-29'],
    ['month', '2026-11-01', '2026-11-30'],
    ['2-month', '2026-11-01', '2026-12-31'],
    ['quarter', '2026-10-01', '2026-12-31'],
    ['half-year', '2026-07-01', '2026-12-31'],
    ['year', '2026-01-01', '2026-12-31'],
    ['person-year', '2026-01-01', '2026-12-31'],
  ] as const)('is, for a %s, %s to %s around 25 November 2026', (per, start, end) => {
    expect(periodAround(per, day('2026-11-25'), null)).toEqual({ start, end })
  })

  it('counts two years from the first year, and cannot without one', () => {
    expect(periodAround('2-year', day('2026-11-25'), 2021)).toEqual({
      start: '2025-01-01',
      end: '2026-12-31',
    })
    expect(periodAround('2-year', day('2026-11-25'), 2026)).toEqual({
      start: '2026-01-01',
      end: '2027-12-31',
    })
    expect(periodAround('2-year', day('2020-11-25'), 2021)).toEqual({
      start: '2019-01-01',
      end: '2020-12-31',
    })
    expect(periodAround('2-year', day('2026-11-25'), null)).toBeNull()
  })

  it.each(['term', 'person-term'] as const)('is not known for a %s', per => {
    expect(periodAround(per, day('2026-11-25'), 2021)).toBeNull()
  })

  it('contains the day and is followed by the next without a gap', () => {
    const periods: readonly Period[] = ['week', 'month', '2-month', 'quarter', 'half-year', 'year', '2-year']
    fc.assert(
      fc.property(fc.constantFrom(...periods), dayBetween('2015-01-01', '2040-12-31'), (per, today) => {
        const span = periodAround(per, today, 2021)
        if (span === null) throw new Error('Every one of these periods is known.')
        expect(span.start <= today && today <= span.end).toBe(true)
        expect(periodAround(per, shifted(span.end, 1), 2021)?.start).toBe(shifted(span.end, 1))
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it.each([
    ['week', 'FREQ=WEEKLY'],
    ['month', 'FREQ=MONTHLY'],
    ['2-month', 'FREQ=MONTHLY;INTERVAL=2'],
    ['quarter', 'FREQ=MONTHLY;INTERVAL=3'],
    ['half-year', 'FREQ=MONTHLY;INTERVAL=6'],
    ['year', 'FREQ=YEARLY'],
    ['2-year', 'FREQ=YEARLY;INTERVAL=2'],
  ] as const)('ends, for a %s, on the day the quota falls due', (per, rrule) => {
    const schedule = {
      timing: { type: 'frequency', from: null, to: null, rrule, duration: null, workday: false },
      coverage: { from: 2021, to: 2025 },
      knownSince: null,
      decision: null,
    } as const
    fc.assert(
      fc.property(dayBetween('2021-01-01', '2030-12-31'), today => {
        expect(periodAround(per, today, 2021)?.end).toBe(nextDue(schedule, today)?.due)
      }),
      { seed: SEED, numRuns: 100 },
    )
  })
})
