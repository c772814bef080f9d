import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  dayKind,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  publishedArrangement,
  workingDaysBetween,
} from '../../../knowledge/calendar/index.ts'
import { foreseen, STATUTORY_HOLIDAYS } from '../../../knowledge/calendar/statutory.ts'
import { dayNumberOf, formatDay, weekdayOf } from '../../../knowledge/time/civil-date.ts'
import { FESTIVALS, festivalDays } from '../../../knowledge/time/festivals.ts'
import { civilDate, type CivilDate } from '../../../knowledge/time/index.ts'
import { dayBetween, daysOfYear, knownBefore, SEED, shifted } from './support.ts'

const day = civilDate
/** The tests must not change when the package learns a year. */
const untilLastYear = knownBefore(2027)

describe('a published year', () => {
  it('knows a holiday, a make-up Saturday, an ordinary weekday and an ordinary weekend', () => {
    expect(dayKind(day('2026-10-01'))).toBe('off')
    expect(dayKind(day('2026-10-10'))).toBe('working')
    expect(dayKind(day('2026-11-25'))).toBe('working')
    expect(dayKind(day('2026-11-28'))).toBe('off')
  })

  it('counts forwards over the National Day holiday and the make-up Saturday after it', () => {
    expect(addWorkingDays(day('2026-09-30'), 3)).toEqual({ day: '2026-10-10', certain: true })
  })

  it('counts backwards, and zero days give the day itself', () => {
    expect(addWorkingDays(day('2026-10-10'), -3)).toEqual({ day: '2026-09-30', certain: true })
    expect(addWorkingDays(day('2026-10-03'), 0)).toEqual({ day: '2026-10-03', certain: true })
  })

  it('counts working days from the day after the first to the last, and minus those the other way', () => {
    expect(workingDaysBetween(day('2026-09-30'), day('2026-10-10'))).toEqual({ count: 3, certain: true })
    expect(workingDaysBetween(day('2026-10-10'), day('2026-09-30'))).toEqual({ count: -3, certain: true })
    expect(workingDaysBetween(day('2026-10-10'), day('2026-10-10')).count).toBe(0)
  })
})

describe('a naive day-by-day oracle over the published years', () => {
  const anyDay = dayBetween('2005-01-01', '2026-06-30')
  const isWorked = (each: CivilDate): boolean => chineseDays.isWorkday(each)

  it('reaches the same day for any count up to a quarter', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -66, max: 66 }), (start, count) => {
        let reached = start
        for (let left = Math.abs(count); left > 0;) {
          reached = shifted(reached, Math.sign(count))
          if (isWorked(reached)) left -= 1
        }
        expect(addWorkingDays(start, count)).toEqual({ day: reached, certain: true })
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('counts the same number of days between any two days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (start, length) => {
        const inBetween = Array.from({ length }, (_, index) => shifted(start, index + 1))
        const expected = inBetween.filter(isWorked).length
        expect(workingDaysBetween(start, shifted(start, length))).toEqual({ count: expected, certain: true })
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('finds the same last working day', () => {
    fc.assert(
      fc.property(anyDay, start => {
        let last = start
        while (!isWorked(last)) last = shifted(last, -1)
        expect(lastWorkingDayOnOrBefore(start)).toEqual({ day: last, certain: true })
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('counts between a day and what adding working days reached', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 66 }), (start, count) => {
        expect(workingDaysBetween(start, addWorkingDays(start, count).day).count).toBe(count)
      }),
      { seed: SEED, numRuns: 200 },
    )
  })
})

describe('a year whose arrangement is not published', () => {
  const kind = (text: string): string => dayKind(day(text), untilLastYear)

  it('has its thirteen statutory days off', () => {
    const statutory = [
      ...['01-01', '02-05', '02-06', '02-07', '02-08', '04-05', '05-01', '05-02'],
      ...['06-09', '09-15', '10-01', '10-02', '10-03'],
    ]
    expect(statutory.filter(each => kind(`2027-${each}`) !== 'off')).toEqual([])
  })

  it('leaves the days around a holiday in doubt, weekdays that may be off and weekends that may be worked', () => {
    expect(kind('2027-02-09')).toBe('unpublished')
    expect(kind('2027-02-11')).toBe('unpublished')
    expect(kind('2027-01-30')).toBe('unpublished')
    expect(kind('2027-10-09')).toBe('unpublished')
  })

  it('is sure of weekdays and weekends far from any holiday', () => {
    expect(kind('2027-02-26')).toBe('working')
    expect(kind('2027-02-27')).toBe('off')
    expect(kind('2027-03-31')).toBe('working')
  })

  it('is sure of the days before a one-day holiday on a Friday, which needs no shifting', () => {
    expect(kind('2026-12-31')).toBe('working')
    expect(kind('2026-12-26')).toBe('off')
  })

  it('reaches back into December of the published year before it where 1 January needs shifting', () => {
    // 1 January 2019 was a Tuesday: its arrangement made Monday 31 December off and Saturday 29 December worked
    const before2019 = knownBefore(2019)
    expect(dayKind(day('2018-12-31'), before2019)).toBe('unpublished')
    expect(dayKind(day('2018-12-29'), before2019)).toBe('unpublished')
    expect(dayKind(day('2018-12-31'))).toBe('off')
    expect(dayKind(day('2018-12-29'))).toBe('working')
  })

  it('counts forwards to the earliest day it can be, and says that it may be later', () => {
    const counted = addWorkingDays(day('2027-02-08'), 5, untilLastYear)
    expect(counted.certain).toBe(false)
    expect(counted.day).toBe('2027-02-13')
  })

  it('counts backwards to the earliest day it can be, and only surely worked days between', () => {
    expect(addWorkingDays(day('2027-02-08'), -1, untilLastYear)).toEqual({
      day: '2027-01-29',
      certain: false,
    })
    expect(workingDaysBetween(day('2027-01-29'), day('2027-02-16'), untilLastYear)).toEqual({
      count: 2,
      certain: false,
    })
  })

  it('never calls a day in doubt a working day', () => {
    expect(isWorkingDay(day('2027-02-09'), untilLastYear)).toBe(false)
  })
})

describe('years about which nothing is known', () => {
  it.each(['1998-05-04', '2150-05-04'])('calls %s unpublished', text => {
    expect(dayKind(day(text))).toBe('unpublished')
  })

  it('still ends every count, without certainty', () => {
    expect(lastWorkingDayOnOrBefore(day('2150-05-03'))).toEqual({ day: '2150-05-01', certain: false })
    expect(addWorkingDays(day('2150-05-04'), -5)).toEqual({ day: '2150-04-27', certain: false })
  })
})

describe('what is foreseen before an arrangement comes out, against what came', () => {
  /** Decreed once, for the seventieth anniversary of the victory; nobody could foresee it. */
  const DECREED_ONCE: ReadonlySet<string> = new Set(['2015-09-03', '2015-09-04', '2015-09-06'])
  const actual = (each: CivilDate): string => dayKind(each, publishedArrangement())

  it.each([2025, 2026])('was right on every day of %s and of the December before', year => {
    const known = knownBefore(year)
    const days = [...daysOfYear(year - 1).slice(-31), ...daysOfYear(year)]
    const wrong = days.filter(each => {
      const kind = dayKind(each, known)
      return kind !== 'unpublished' && kind !== actual(each)
    })
    expect(wrong).toEqual([])
  })

  it('would have called no day worked that was off, nor off that was worked, in any year since 2008', () => {
    const years = Array.from({ length: 2026 - 2008 + 1 }, (_, index) => 2008 + index)
    const wrong = years.flatMap(daysOfYear).filter(each => {
      if (DECREED_ONCE.has(each)) return false
      const kind = foreseen(dayNumberOf(each))
      // the law of 2024 has two statutory days more than the years before it
      const isNewStatutoryDay = kind === 'off' && weekdayOf(dayNumberOf(each)) <= 5 && each < '2025'
      return kind !== 'unpublished' && kind !== actual(each) && !isNewStatutoryDay
    })
    expect(wrong).toEqual([])
  })

  it.each(STATUTORY_HOLIDAYS)(
    'takes the longest run of $festival from the arrangements themselves',
    holiday => {
      const festival = FESTIVALS.find(({ names }) => names.split(' ').includes(holiday.festival))
      const { daysOff } = publishedArrangement()
      const runs = Array.from({ length: 2026 - 2008 + 1 }, (_, index) => {
        const first = festival === undefined ? null : festivalDays(festival, 2008 + index)
        if (first === null) throw new Error(`The date of ${holiday.festival} is known.`)
        let { start, end } = first
        while (daysOff.has(formatDay(start - 1))) start -= 1
        while (daysOff.has(formatDay(end + 1))) end += 1
        // 中秋 that falls into the National Day holiday is a matter of that one
        const days = Array.from({ length: end - start + 1 }, (_each, offset) => formatDay(start + offset))
        const isMerged = holiday.festival === '中秋' && days.some(each => each.endsWith('-10-01'))
        // prolonged by decree while it lasted, because of the epidemic
        const isProlonged = days.includes(civilDate('2020-02-02'))
        return isMerged || isProlonged ? 0 : days.length
      })
      expect(Math.max(...runs)).toBe(holiday.longestRun)
    },
  )

  it('leaves at most a third of the days of a year in doubt', () => {
    for (let year = 2025; year <= 2099; year += 1) {
      const days = daysOfYear(year)
      const doubtful = days.filter(each => foreseen(dayNumberOf(each)) === 'unpublished')
      expect(doubtful.length / days.length, String(year)).toBeLessThan(1 / 3)
    }
  })

  it('finds a surely worked day within three weeks before any day until 2099', () => {
    fc.assert(
      fc.property(dayBetween('2027-01-01', '2099-12-31'), start => {
        const { day: last } = lastWorkingDayOnOrBefore(start, untilLastYear)
        expect(dayNumberOf(start) - dayNumberOf(last)).toBeLessThanOrEqual(21)
        expect(weekdayOf(dayNumberOf(last))).toBeLessThanOrEqual(5)
        expect(foreseen(dayNumberOf(last))).not.toBe('off')
        expect(formatDay(dayNumberOf(last))).toBe(last)
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})
