/**
 * What the web page reads of the register and the calendar. In: the library and the clock. Out: the part of WebDeps that
 * speaks of duties. Lists are kept until documents, decisions or the day change, since reckoning them anew for every page
 * takes seconds in a large library.
 */
import {
  civilDate,
  civilDateInShanghai,
  dayKind,
  isPublished,
  nextDay,
  publishedArrangement,
  toCsv,
  type CivilDate,
  type Library,
  type RegisterFilter,
} from '../knowledge/library.ts'
import type { DocumentId } from '../knowledge/model/document.ts'
import type { Obligation } from '../knowledge/model/obligation.ts'
import { LAST_WEEKDAY_OF_WORK, weekdayOf } from './web/days.ts'
import type { DayRange, DueDay, ObligationFilter, WebDeps } from './web/deps.ts'

export type DutyReads = Pick<
  WebDeps,
  'today' | 'obligations' | 'dueDays' | 'overdueDays' | 'dueSoon' | 'dayKind' | 'csv'
>

export interface DutySources {
  readonly library: {
    readonly store: Pick<
      Library['store'],
      'revision' | 'decisions' | 'marks' | 'rosterUnits' | 'counts' | 'documents'
    >
    readonly register: Pick<Library['register'], 'list' | 'due'>
  }
  readonly now: () => Date
}

/** Lists kept: the whole register, and those of a few people who look at it narrowed. */
const LISTS_KEPT = 8
/** Years of due days kept; one of a large library has about 80,000 rows. */
const YEARS_KEPT = 4
/** How far ahead a page about something else looks. */
const SOON_DAYS = 60
/** With more articles, reckoning due days takes about a second and more; only who asks for them waits for that. */
const QUICK_ARTICLES = 10_000

const WHOLE: ObligationFilter = { document: null, unit: null, place: null, withRejected: false }

export function createDutyReads({ library, now }: DutySources): DutyReads {
  const { register } = library
  const today = (): CivilDate => civilDateInShanghai(now().toISOString())
  const stateOfData = (): string => `${today()} ${versionOf(library)}`
  const obligations = remembered<readonly Obligation[]>(stateOfData, LISTS_KEPT)
  const overdue = remembered<readonly DueDay[]>(stateOfData, LISTS_KEPT)
  const years = remembered<readonly DueDay[]>(stateOfData, YEARS_KEPT)
  // Most of the work is the same for a month as for a year, and who looks at one month looks at the next.
  const yearOf = (filter: ObligationFilter, year: string) =>
    years.get(JSON.stringify([filter, year]), () => {
      const [from, to] = [civilDate(`${year}-01-01`), civilDate(`${year}-12-31`)]
      return register.due(toRegisterFilter(filter), { from, to, today: today(), withOverdue: false })
    })
  const dueDays = (filter: ObligationFilter, { from, to }: DayRange) =>
    yearsIn(from, to).flatMap(year => yearOf(filter, year).filter(({ due }) => due >= from && due <= to))
  return {
    today,
    obligations: filter =>
      obligations.get(JSON.stringify(filter), () => register.list(toRegisterFilter(filter), today())),
    dueDays,
    overdueDays: filter =>
      overdue.get(JSON.stringify(filter), () => {
        const window = { from: today(), to: today(), today: today(), withOverdue: true }
        return register.due(toRegisterFilter(filter), window).filter(({ state }) => state === 'overdue')
      }),
    dueSoon() {
      const range = { from: today(), to: nextDay(today(), SOON_DAYS) }
      const areKept = yearsIn(range.from, range.to).every(year => years.has(JSON.stringify([WHOLE, year])))
      if (!areKept && library.store.counts().articles > QUICK_ARTICLES) return []
      return dueDays(WHOLE, range)
    },
    dayKind: text => {
      const day = civilDate(text)
      const kind = dayKind(day)
      const published = isPublished(day)
      return { kind, published, holiday: kind === 'off' && isHoliday(day, published) }
    },
    csv: list => toCsv(list, library.store.documents()),
  }
}

/** Every year that has days of the range. */
function yearsIn(from: string, to: string): string[] {
  const [first, last] = [Number(from.slice(0, 'YYYY'.length)), Number(to.slice(0, 'YYYY'.length))]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index))
}

function toRegisterFilter({ document, unit, place, withRejected }: ObligationFilter): RegisterFilter {
  return {
    document: (document ?? undefined) as DocumentId | undefined,
    unit: unit ?? undefined,
    place: place ?? undefined,
    withRejected,
  }
}

/** Weekends are days off as well; where nothing is published, those that touch a weekday off belong to its holiday. */
function isHoliday(day: CivilDate, published: boolean): boolean {
  if (published) return publishedArrangement().daysOff.has(day)
  return weekdayOf(day) <= LAST_WEEKDAY_OF_WORK || touchesHoliday(day, 1) || touchesHoliday(day, -1)
}

/** Whether a weekday off follows, or with -1 precedes, with nothing but days off between. */
function touchesHoliday(day: CivilDate, step: 1 | -1): boolean {
  const next = nextDay(day, step)
  if (dayKind(next) !== 'off') return false
  return weekdayOf(next) <= LAST_WEEKDAY_OF_WORK || touchesHoliday(next, step)
}

/** Changes with everything the register is made from. Decisions and marks are only ever added. */
function versionOf({ store }: DutySources['library']): string {
  const [decision, mark] = [store.decisions().at(-1)?.seq ?? 0, store.marks().at(-1)?.seq ?? 0]
  return `${store.revision()} ${decision} ${mark} ${JSON.stringify(store.rosterUnits())}`
}

interface Remembered<T> {
  get(key: string, compute: () => T): T
  has(key: string): boolean
}

/** Keeps the lists used last, all of one state of the data. */
function remembered<T>(stateOfData: () => string, limit: number): Remembered<T> {
  let state = ''
  const kept = new Map<string, T>()
  const forgetOld = () => {
    const current = stateOfData()
    if (current !== state) kept.clear()
    state = current
  }
  return {
    get(key, compute) {
      forgetOld()
      const value = kept.get(key) ?? compute()
      // A Map iterates in the order of insertion, so the first is the longest unused.
      kept.delete(key)
      kept.set(key, value)
      for (const oldest of kept.keys()) if (kept.size > limit) kept.delete(oldest)
      return value
    },
    has(key) {
      forgetOld()
      return kept.has(key)
    },
  }
}
