/**
 * The State Council's holiday arrangements (节假日安排). In: the data file of the package chinese-days. Out: the days off
 * and the make-up working days, with the years that are really covered. The package's own functions are not used: they
 * call a day of an unpublished year an ordinary one, silently, and count in the host's time zone.
 */
import { createRequire } from 'node:module'
import { civilDate, type CivilDate } from '../time/index.ts'

export interface Arrangement {
  /** Years whose arrangement has been published and is held. */
  readonly years: ReadonlySet<number>
  /** Days off of those years, the weekends among them included. */
  readonly daysOff: ReadonlySet<CivilDate>
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly makeUpDays: ReadonlySet<CivilDate>
}

/** As in chinese-days.json: ISO day → `English name,Chinese name,statutory days`. */
export interface HolidayData {
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}

/**
 * An arrangement is published for a year as a whole, so data without one of these is a beginning or a fragment, not that
 * year's arrangement. Only festivals that have been days off in every year are asked for.
 */
const IN_EVERY_ARRANGEMENT = ['元旦', '春节', '劳动节', '国庆节'] as const

/** Reads the package's data. Days of a year that is not covered in full are left out: half a year would mislead. */
export function readArrangement({ holidays, workdays }: HolidayData): Arrangement {
  const namesByYear = new Map<number, Set<string>>()
  for (const [day, description] of Object.entries(holidays)) {
    const year = yearOf(day)
    const names = namesByYear.get(year) ?? new Set<string>()
    names.add(description.split(',')[1] ?? '')
    namesByYear.set(year, names)
  }
  const complete = [...namesByYear].filter(([, names]) => IN_EVERY_ARRANGEMENT.every(name => names.has(name)))
  const years = new Set(complete.map(([year]) => year))
  const daysIn = (days: Readonly<Record<string, string>>): ReadonlySet<CivilDate> =>
    new Set(
      Object.keys(days)
        .filter(day => years.has(yearOf(day)))
        .map(civilDate),
    )
  return { years, daysOff: daysIn(holidays), makeUpDays: daysIn(workdays) }
}

const yearOf = (day: string): number => Number(day.slice(0, 4))

let published: Arrangement | undefined

/** What the installed package knows; read on first use, then kept. */
export function publishedArrangement(): Arrangement {
  published ??= readArrangement(
    createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as HolidayData,
  )
  return published
}
