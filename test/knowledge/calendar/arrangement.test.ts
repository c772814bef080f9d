import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { publishedArrangement, readArrangement } from '../../../knowledge/calendar/index.ts'
import { dayNumberOf, formatDay, weekdayOf } from '../../../knowledge/time/civil-date.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { dayKind } from '../../../knowledge/calendar/index.ts'

/** Make-up working days as the State Council announced them, all of each year. */
const MAKE_UP_DAYS: Readonly<Record<number, readonly string[]>> = {
  2018: ['02-11', '02-24', '04-08', '04-28', '09-29', '09-30', '12-29'],
  2019: ['02-02', '02-03', '04-28', '05-05', '09-29', '10-12'],
  2020: ['01-19', '04-26', '05-09', '06-28', '09-27', '10-10'],
  2021: ['02-07', '02-20', '04-25', '05-08', '09-18', '09-26', '10-09'],
  2022: ['01-29', '01-30', '04-02', '04-24', '05-07', '10-08', '10-09'],
  2023: ['01-28', '01-29', '04-23', '05-06', '06-25', '10-07', '10-08'],
  2024: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  2025: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  2026: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
}

describe('the arrangement that the package holds', () => {
  const arrangement = publishedArrangement()

  it('covers every year from 2004 to 2026 at least, without a gap', () => {
    const years = [...arrangement.years].sort((a, b) => a - b)
    expect(years[0]).toBe(2004)
    expect(years).toEqual(Array.from({ length: years.length }, (_, index) => 2004 + index))
    expect(years.at(-1)).toBeGreaterThanOrEqual(2026)
  })

  it.each(Object.entries(MAKE_UP_DAYS))('has exactly the announced make-up days of %s', (year, days) => {
    const held = [...arrangement.makeUpDays].filter(day => day.startsWith(year)).sort()
    expect(held).toEqual(days.map(day => `${year}-${day}`))
  })

  it('works on every make-up day, and every make-up day is a Saturday or Sunday', () => {
    for (const day of arrangement.makeUpDays) {
      expect(dayKind(day), day).toBe('working')
      expect(weekdayOf(dayNumberOf(day)), day).toBeGreaterThan(5)
    }
  })

  it('agrees with the functions of the package on every day from 2004 to the end of November 2026', () => {
    const last = dayNumberOf(civilDate('2026-11-30'))
    const differing: string[] = []
    for (let number = dayNumberOf(civilDate('2004-01-01')); number <= last; number += 1) {
      const day = formatDay(number)
      if ((dayKind(day) === 'working') !== chineseDays.isWorkday(day)) differing.push(day)
    }
    expect(differing).toEqual([])
  })
})

describe('reading the data of a package', () => {
  const whole = {
    '2031-01-01': "New Year's Day,元旦,1",
    '2031-01-22': 'Spring Festival,春节,4',
    '2031-05-01': 'Labour Day,劳动节,2',
    '2031-10-01': 'National Day,国庆节,3',
  }

  it('takes a year that has all the great festivals as published', () => {
    expect([...readArrangement({ holidays: whole, workdays: {} }).years]).toEqual([2031])
  })

  it('does not take a year that has only its beginning, and keeps none of its days', () => {
    const fragment = { '2032-01-01': "New Year's Day,元旦,1" }
    const arrangement = readArrangement({
      holidays: { ...whole, ...fragment },
      workdays: { '2032-01-04': "New Year's Day,元旦,1", '2031-10-11': 'National Day,国庆节,3' },
    })
    expect([...arrangement.years]).toEqual([2031])
    expect([...arrangement.daysOff].some(day => day.startsWith('2032'))).toBe(false)
    expect([...arrangement.makeUpDays]).toEqual(['2031-10-11'])
  })
})
