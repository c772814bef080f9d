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
import type { DueDay, ObligationFilter, WebDeps } from './web/deps.ts'

export type DutyReads = Pick<WebDeps, 'today' | 'obligations' | 'dueDays' | 'overdueDays' | 'dayKind' | 'csv'>

export interface DutySources {
  readonly library: Pick<Library, 'store' | 'register'>
  readonly now: () => Date
}

/** Lists kept: the whole register, and those of a few people who look at it narrowed or at the calendar. */
const LISTS_KEPT = 8

export function createDutyReads({ library, now }: DutySources): DutyReads {
  const { register } = library
  const today = (): CivilDate => civilDateInShanghai(now().toISOString())
  const stateOfData = (): string => `${today()} ${versionOf(library)}`
  const obligations = remembered<readonly Obligation[]>(stateOfData)
  const dueDays = remembered<readonly DueDay[]>(stateOfData)
  return {
    today,
    obligations: filter =>
      obligations(JSON.stringify(filter), () => register.list(toRegisterFilter(filter), today())),
    dueDays: (filter, { from, to }) =>
      dueDays(JSON.stringify([filter, from, to]), () => {
        const window = { from: civilDate(from), to: civilDate(to), today: today(), withOverdue: false }
        return register.due(toRegisterFilter(filter), window)
      }),
    overdueDays: filter =>
      dueDays(JSON.stringify([filter]), () => {
        const window = { from: today(), to: today(), today: today(), withOverdue: true }
        return register.due(toRegisterFilter(filter), window).filter(({ state }) => state === 'overdue')
      }),
    dayKind: text => {
      const day = civilDate(text)
      const kind = dayKind(day)
      const published = isPublished(day)
      return { kind, published, holiday: kind === 'off' && isHoliday(day, published) }
    },
    csv: toCsv,
  }
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

/** Keeps the lists used last, all of one state of the data. */
function remembered<T>(stateOfData: () => string): (key: string, compute: () => T) => T {
  let state = ''
  const kept = new Map<string, T>()
  return (key, compute) => {
    const current = stateOfData()
    if (current !== state) kept.clear()
    state = current
    const value = kept.get(key) ?? compute()
    // A Map iterates in the order of insertion, so the first is the longest unused.
    kept.delete(key)
    kept.set(key, value)
    for (const oldest of kept.keys()) if (kept.size > LISTS_KEPT) kept.delete(oldest)
    return value
  }
}
