import { describe, expect, it } from 'vitest'
import {
  nextDue,
  occurrencesIn,
  stateOf,
  type Occurrence,
  type Schedule,
  type TimingRule,
} from '../../../knowledge/calendar/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'

const day = civilDate
const TODAY = day('2026-11-25')
const LAPSED = '规划期已届满'

const timing = (fields: Partial<TimingRule> & Pick<TimingRule, 'type'>): TimingRule => ({
  from: null,
  to: null,
  rrule: null,
  duration: null,
  workday: false,
  ...fields,
})
const everyMarch = timing({ type: 'recurring', rrule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1' })
const fourAYear = timing({ type: 'frequency', rrule: 'FREQ=YEARLY' })
const byEndOf = (year: number): TimingRule => timing({ type: 'deadline', to: `${year}-12-31` })

const schedule = (rule: TimingRule, fields: Partial<Schedule> = {}): Schedule => ({
  timing: rule,
  coverage: { from: 2026, to: 2030 },
  knownSince: null,
  decision: null,
  ...fields,
})
const dues = (found: readonly Occurrence[]): readonly string[] => found.map(({ due }) => due)
const plan = { from: 2021, to: 2025 }

describe('due days in a window', () => {
  it('of a yearly duty come once a year, both ends of the window included', () => {
    expect(dues(occurrencesIn(schedule(everyMarch), day('2027-03-01'), day('2029-03-01')))).toEqual([
      '2027-03-01',
      '2028-03-01',
      '2029-03-01',
    ])
  })

  it('of a deadline or a window come once, on its last day', () => {
    const window = timing({ type: 'window', from: '2027-04-01', to: '2027-06-30' })
    expect(dues(occurrencesIn(schedule(window), day('2027-01-01'), day('2030-12-31')))).toEqual([
      '2027-06-30',
    ])
    expect(occurrencesIn(schedule(window), day('2027-07-01'), day('2030-12-31'))).toEqual([])
  })

  it('of a quota are the ends of its periods', () => {
    expect(dues(occurrencesIn(schedule(fourAYear), TODAY, day('2027-12-31')))).toEqual([
      '2026-12-31',
      '2027-12-31',
    ])
  })

  it.each([
    timing({ type: 'ongoing', from: '2026-01-01', to: '2030-12-31' }),
    timing({ type: 'duration', duration: 'P30D' }),
    timing({ type: 'relative', duration: 'P15D' }),
    timing({ type: 'frequency' }),
    timing({ type: 'recurring' }),
  ])('are none for a timing that names no day: $type', rule => {
    expect(occurrencesIn(schedule(rule), day('2020-01-01'), day('2040-12-31'))).toEqual([])
    expect(nextDue(schedule(rule), TODAY)).toBeNull()
  })

  it('do not begin before the document does, nor before it was known', () => {
    const found = occurrencesIn(
      schedule(everyMarch, { coverage: plan, knownSince: day('2024-05-01') }),
      day('2019-01-01'),
      day('2025-12-31'),
    )
    expect(dues(found)).toEqual(['2025-03-01'])
    expect(
      dues(occurrencesIn(schedule(everyMarch, { coverage: plan }), day('2019-01-01'), day('2022-12-31'))),
    ).toEqual(['2021-03-01', '2022-03-01'])
  })

  it('begin and lapse by the words of the timing where they name years themselves', () => {
    const bounded = timing({ ...everyMarch, type: 'recurring', from: '2027-01-01', to: '2028-12-31' })
    const found = occurrencesIn(schedule(bounded), day('2026-01-01'), day('2029-12-31'))
    expect(found.map(({ due, lapsed }) => [due, lapsed])).toEqual([
      ['2027-03-01', false],
      ['2028-03-01', false],
      ['2029-03-01', true],
    ])
  })

  it('counted in working days from the end of a period skip the holidays', () => {
    // 每季度结束后5个工作日内; after 30 September 2026: 8, 9, 10 (a make-up Saturday), 12, 13 October
    const rule = timing({
      type: 'recurring',
      rrule: 'FREQ=MONTHLY;INTERVAL=3',
      duration: 'P5D',
      workday: true,
    })
    const found = occurrencesIn(schedule(rule), day('2026-10-01'), day('2026-12-01'))
    expect(found).toMatchObject([{ due: '2026-10-13', notes: [] }])
  })

  it('counted in working days say so where the holidays are not published', () => {
    // 春节 of 2099: early in the year, and the package will not know it for a while
    const rule = timing({
      type: 'recurring',
      rrule: 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20',
      duration: 'P5D',
      workday: true,
    })
    const [found] = occurrencesIn(schedule(rule, { coverage: null }), day('2099-01-01'), day('2099-03-01'))
    expect(found?.notes).toEqual(['节假日安排未公布'])
  })
})

describe('the next due day', () => {
  it('is the first on or after today, with the legal day as named', () => {
    expect(nextDue(schedule(everyMarch), TODAY)?.due).toBe('2027-03-01')
    expect(nextDue(schedule(everyMarch), day('2027-03-01'))?.due).toBe('2027-03-01')
    expect(nextDue(schedule(everyMarch), day('2027-03-02'))?.due).toBe('2028-03-01')
  })

  it('is found for 29 February across a century year without one', () => {
    const leapDay = timing({ type: 'recurring', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' })
    expect(nextDue(schedule(leapDay, { coverage: null }), day('2096-03-01'))?.due).toBe('2104-02-29')
  })

  it('is found for a deadline many years ahead, and there is none once it has passed', () => {
    expect(nextDue(schedule(byEndOf(2035)), TODAY)?.due).toBe('2035-12-31')
    expect(nextDue(schedule(byEndOf(2025)), TODAY)).toBeNull()
  })
})

describe('a document whose years are over', () => {
  it('still has recurring duties, marked until a person decides', () => {
    expect(nextDue(schedule(everyMarch, { coverage: plan }), TODAY)).toMatchObject({
      due: '2027-03-01',
      lapsed: true,
      reminds: true,
      notes: [LAPSED],
    })
  })

  it('loses the mark when a person says 沿用', () => {
    expect(nextDue(schedule(everyMarch, { coverage: plan, decision: 'continued' }), TODAY)).toMatchObject({
      due: '2027-03-01',
      lapsed: false,
      notes: [],
    })
  })

  it('has no more due days when a person says 停止, and keeps those of its own years', () => {
    const stopped = schedule(everyMarch, { coverage: plan, decision: 'stopped' })
    expect(nextDue(stopped, TODAY)).toBeNull()
    expect(dues(occurrencesIn(stopped, day('2024-01-01'), day('2030-12-31')))).toEqual([
      '2024-03-01',
      '2025-03-01',
    ])
  })

  it('does not lapse while its last year is running, nor ever where it has no end', () => {
    const [last] = occurrencesIn(
      schedule(fourAYear, { coverage: plan }),
      day('2025-12-31'),
      day('2025-12-31'),
    )
    expect(last?.lapsed).toBe(false)
    expect(nextDue(schedule(everyMarch, { coverage: null }), TODAY)?.lapsed).toBe(false)
  })

  it('does not lapse a day that is named with its year beyond the years covered', () => {
    expect(nextDue(schedule(byEndOf(2027), { coverage: plan }), TODAY)?.lapsed).toBe(false)
  })
})

describe('the state of a due day', () => {
  const [march] = occurrencesIn(schedule(everyMarch), day('2027-03-01'), day('2027-03-01'))
  if (march === undefined) throw new Error('The first of March is due.')

  it('is open up to and including the legal day, overdue from the next', () => {
    expect(stateOf(march, day('2027-02-01'), [])).toBe('open')
    expect(stateOf(march, day('2027-03-01'), [])).toBe('open')
    expect(stateOf(march, day('2027-03-02'), [])).toBe('overdue')
  })

  it('is what a person marked last for that very day', () => {
    const done = { due: march.due, state: 'done' } as const
    const other = { due: day('2026-03-01'), state: 'waived' } as const
    expect(stateOf(march, day('2027-03-02'), [done, other])).toBe('done')
    expect(stateOf(march, day('2027-03-02'), [other])).toBe('overdue')
    expect(stateOf(march, day('2027-03-02'), [done, { ...done, state: 'waived' }])).toBe('waived')
    expect(stateOf(march, day('2027-03-02'), [done, { ...done, state: 'open' }])).toBe('overdue')
  })

  const pastDeadline = (coverage: Schedule['coverage']): Occurrence => {
    const [found] = occurrencesIn(
      schedule(byEndOf(2024), { coverage, knownSince: TODAY }),
      day('2024-01-01'),
      day('2024-12-31'),
    )
    if (found === undefined) throw new Error('The deadline is listed.')
    return found
  }

  it('reminds nobody of a deadline that was past when its document came, yet lists it while that is in force', () => {
    const past = pastDeadline({ from: 2021, to: 2030 })
    expect(past.reminds).toBe(false)
    expect(stateOf(past, TODAY, [])).toBe('overdue')
  })

  it('does not list such a deadline once the document is out of force, unless somebody marked it', () => {
    const past = pastDeadline(plan)
    expect(stateOf(past, TODAY, [])).toBeNull()
    expect(stateOf(past, TODAY, [{ due: past.due, state: 'done' }])).toBe('done')
  })

  it('keeps a deadline overdue that was missed while the document was known', () => {
    const [missed] = occurrencesIn(
      schedule(byEndOf(2025), { coverage: plan, knownSince: day('2025-06-01') }),
      day('2025-01-01'),
      day('2025-12-31'),
    )
    expect(missed?.reminds).toBe(true)
    expect(missed === undefined ? null : stateOf(missed, TODAY, [])).toBe('overdue')
  })
})
