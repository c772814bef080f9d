import fc from 'fast-check'
import rrulePackage from 'rrule'
import { describe, expect, it } from 'vitest'
import { dueDays } from '../../../knowledge/calendar/due-rule.ts'
import { dayNumberOf } from '../../../knowledge/time/civil-date.ts'
import { civilDate, occurrences, type CivilDate } from '../../../knowledge/time/index.ts'
import { dayBetween, SEED, shifted } from './support.ts'

const { rrulestr } = rrulePackage
const day = civilDate

/** The independent library: days from `start` on by the rules of RFC 5545, cut to the window. */
function byLibrary(rrule: string, start: CivilDate, window: { from: CivilDate; to: CivilDate }): string[] {
  const rule = rrulestr(`DTSTART:${start.replaceAll('-', '')}T000000Z\nRRULE:${rrule}`)
  return rule
    .between(new Date(`${window.from}T00:00:00Z`), new Date(`${window.to}T00:00:00Z`), true)
    .map(date => date.toISOString().slice(0, 10))
}

const numbers = (min: number, max: number, most: number): fc.Arbitrary<string> =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: most })
    .map(list => [...list].sort((a, b) => a - b).join(','))
const monthDay = fc.oneof(numbers(1, 31, 3), fc.constant('-1'), fc.constant('15,-1'), fc.constant('10,20,-1'))
const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
const weekdays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 5 }).map(list => list.join(','))
const nthWeekday = fc.tuple(fc.constantFrom(1, 2, 3, 4, -1), weekday).map(([nth, name]) => `${nth}${name}`)
const interval = fc.constantFrom('', '', ';INTERVAL=2', ';INTERVAL=3', ';INTERVAL=6')
const months = numbers(1, 12, 4)

/** Rules in the spellings that knowledge/time writes: cadences with their days, bare ones, last days, leap days. */
const rules: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(months, monthDay).map(([month, days]) => `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${days}`),
  fc
    .tuple(interval, months, monthDay)
    .map(each => `FREQ=YEARLY${each[0]};BYMONTH=${each[1]};BYMONTHDAY=${each[2]}`),
  fc.constant('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'),
  fc.constant('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1'),
  fc.constant('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'),
  fc.tuple(months, nthWeekday).map(([month, name]) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${name}`),
  fc.tuple(interval, monthDay).map(([each, days]) => `FREQ=MONTHLY${each};BYMONTHDAY=${days}`),
  fc.tuple(interval, nthWeekday).map(([each, name]) => `FREQ=MONTHLY${each};BYDAY=${name}`),
  fc.constantFrom('1', '-1', '-3').map(at => `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${at}`),
  fc.tuple(interval, weekdays).map(([each, names]) => `FREQ=WEEKLY${each};BYDAY=${names}`),
)
const bareRules = fc
  .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), interval)
  .map(([frequency, each]) => `FREQ=${frequency}${each}`)

describe('the days of a recurrence rule', () => {
  it('are those of an independent library, for any rule of our spellings, bare ones included', () => {
    fc.assert(
      fc.property(
        fc.oneof(rules, bareRules),
        dayBetween('2020-01-01', '2032-12-31'),
        fc.integer({ min: 0, max: 1600 }),
        (rrule, from, length) => {
          const to = shifted(from, length)
          expect(occurrences(rrule, from, to)).toEqual(byLibrary(rrule, from, { from, to }))
        },
      ),
      { seed: SEED, numRuns: 800 },
    )
  })

  it.each([
    ['FREQ=MONTHLY;INTERVAL=3', '2027-01-31'],
    ['FREQ=YEARLY', '2024-02-29'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2024-02-01'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2096-01-01'],
  ])('are those of the library for %s from %s', (rrule, start) => {
    const from = day(start)
    const to = shifted(from, 366 * 12)
    const days = occurrences(rrule, from, to)
    expect(days.length).toBeGreaterThan(0)
    expect(days).toEqual(byLibrary(rrule, from, { from, to }))
  })
})

describe('the due days of a duty', () => {
  const due = (rrule: string, from: string, to: string): readonly string[] =>
    dueDays(rrule, { from: day(from), to: day(to) }, null)

  it('are the days that the rule names, counted from the beginning of the first year', () => {
    // rules of several month days may be windows, of which only the last day is due
    const oneDayRules = rules.filter(rrule => !/BYMONTHDAY=\S*,/.test(rrule))
    fc.assert(
      fc.property(
        oneDayRules,
        fc.integer({ min: 2018, max: 2024 }),
        dayBetween('2025-01-01', '2032-12-31'),
        (rrule, firstYear, from) => {
          const window = { from, to: shifted(from, 1000) }
          expect(dueDays(rrule, window, firstYear)).toEqual(
            byLibrary(rrule, day(`${firstYear}-01-01`), window),
          )
        },
      ),
      { seed: SEED, numRuns: 250 },
    )
  })

  it('are the same whichever way a window is cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(rules, bareRules),
        dayBetween('2025-01-01', '2030-12-31'),
        fc.integer({ min: 0, max: 500 }),
        (rrule, from, length) => {
          const [middle, to] = [shifted(from, length), shifted(from, 600)]
          const parts = [
            ...dueDays(rrule, { from, to: middle }, 2021),
            ...dueDays(rrule, { from: shifted(middle, 1), to }, 2021),
          ]
          expect(parts).toEqual(dueDays(rrule, { from, to }, 2021))
        },
      ),
      { seed: SEED, numRuns: 250 },
    )
  })

  it.each([
    ['每年', 'FREQ=YEARLY', ['2027-12-31']],
    ['每半年', 'FREQ=MONTHLY;INTERVAL=6', ['2027-06-30', '2027-12-31']],
    ['每季度', 'FREQ=MONTHLY;INTERVAL=3', ['2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31']],
    ['每年二季度', 'FREQ=YEARLY;BYMONTH=4,5,6', ['2027-06-30']],
    ['每年12月至次年1月', 'FREQ=YEARLY;BYMONTH=12,1', ['2027-01-31']],
    ['每年3月1日至5日', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2,3,4,5', ['2027-03-05']],
    ['每年3月1日前', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1', ['2027-03-01']],
  ])('of %s in a year are the ends of its periods', (_, rrule, days) => {
    expect(due(rrule, '2027-01-01', '2027-12-31')).toEqual(days)
  })

  it('of 每两个月 are the ends of February, April, June …', () => {
    expect(due('FREQ=MONTHLY;INTERVAL=2', '2027-01-15', '2027-07-01')).toEqual([
      '2027-02-28',
      '2027-04-30',
      '2027-06-30',
    ])
  })

  it('of 每周 are Sundays', () => {
    expect(due('FREQ=WEEKLY', '2027-03-01', '2027-03-15')).toEqual(['2027-03-07', '2027-03-14'])
  })

  it('of 每两周 are every second Sunday, from the second week of the first year on', () => {
    expect(due('FREQ=WEEKLY;INTERVAL=2', '2001-01-01', '2001-02-01')).toEqual(['2001-01-14', '2001-01-28'])
  })

  it.each([
    ['每两年', 'FREQ=YEARLY;INTERVAL=2', ['2022-12-31', '2024-12-31', '2026-12-31']],
    ['每三年', 'FREQ=YEARLY;INTERVAL=3', ['2023-12-31', '2026-12-31']],
    [
      '每两年3月1日前',
      'FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1',
      ['2021-03-01', '2023-03-01', '2025-03-01'],
    ],
  ])('of %s count from the first year of the document', (_, rrule, days) => {
    expect(dueDays(rrule, { from: day('2021-01-01'), to: day('2026-12-31') }, 2021)).toEqual(days)
  })

  it('of a window of days are seen to its end although the question ends earlier', () => {
    expect(due('FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2,3,4,5', '2027-01-01', '2027-03-03')).toEqual([])
  })

  it('are none in an empty window', () => {
    expect(due('FREQ=DAILY', '2027-03-02', '2027-03-01')).toEqual([])
  })

  it('fall on the 29th of February in leap years only', () => {
    expect(due('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2025-01-01', '2032-12-31')).toEqual([
      '2028-02-29',
      '2032-02-29',
    ])
    expect(dayNumberOf(day('2028-03-01')) - dayNumberOf(day('2028-02-29'))).toBe(1)
  })

  it('cannot be told for a rule that is not understood', () => {
    expect(() => due('FREQ=HOURLY', '2027-01-01', '2027-12-31')).toThrow(
      expect.objectContaining({ code: 'usage' }) as Error,
    )
  })
})
