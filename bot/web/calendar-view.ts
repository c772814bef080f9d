/**
 * What the calendar page shows: due days of one duty for its units brought together, laid out in weeks. In: due days, the
 * days of a month. Out: entries and cells. It writes no markup and reckons no due days.
 */

import { type Obligation } from '../../knowledge/model/obligation.ts'
import { daysOf, LAST_WEEKDAY_OF_WORK, weekdayOf } from './days.ts'
import { type DayKind, type DueDay, type DueState } from './deps.ts'
import { groupBy } from './group.ts'

export interface EntryUnit {
  readonly name: string
  readonly state: DueState
  /** How far its quota has got, as a sentence. */
  readonly pace: string | null
}

/** One duty on one due day, for all its units. */
export interface DueEntry {
  readonly obligation: Obligation
  readonly due: string
  readonly safeDay: string
  readonly daysLeft: number
  /** The day is read from damaged words that nobody has confirmed. */
  readonly presumed: boolean
  readonly notes: readonly string[]
  /** Empty where the document names nobody. */
  readonly units: readonly EntryUnit[]
  /** The one that asks most: overdue before open before done before waived. */
  readonly state: DueState
  /** Not every unit is in that state. */
  readonly isMixed: boolean
  /** Progress where it is the same for all units. */
  readonly pace: string | null
}

const MOST_PRESSING: readonly DueState[] = ['overdue', 'open', 'done', 'waived']

/** One entry for each duty and day, in the order given. */
export function entriesOf(days: readonly DueDay[], today: string): readonly DueEntry[] {
  const groups = groupBy(days, ({ obligation, due }) => `${obligation.id} ${due}`)
  return [...groups.values()].flatMap(own => entryOf(own, today))
}

function entryOf(days: readonly DueDay[], today: string): DueEntry[] {
  const [first] = days
  if (first === undefined) return []
  const { obligation, due, safeDay, daysLeft, presumed } = first
  const paces = new Set(days.map(day => paceIn(day, today)))
  const [pace = null] = paces
  return [
    {
      obligation,
      due,
      safeDay,
      daysLeft,
      presumed,
      notes: [...new Set(days.flatMap(({ notes }) => notes))],
      units: days
        .filter(({ unit }) => unit !== '')
        .map(day => ({ name: day.unit, state: day.state, pace: paceIn(day, today) })),
      state: MOST_PRESSING.find(state => days.some(day => day.state === state)) ?? first.state,
      isMixed: new Set(days.map(({ state }) => state)).size > 1,
      pace: paces.size === 1 ? pace : null,
    },
  ]
}

/** Of a period that has not begun nobody asks how far it has got. */
function paceIn({ pace }: DueDay, today: string): string | null {
  if (pace === null || (pace.periodStart !== null && pace.periodStart > today)) return null
  return pace.text
}

/** What a day is beside its number; null for an ordinary working day or weekend. */
export type DayMark = 'holiday' | 'makeUp' | 'unpublished' | null

export interface DayCell {
  readonly day: string
  readonly mark: DayMark
  readonly isOff: boolean
  readonly isToday: boolean
  readonly entries: readonly DueEntry[]
}

export interface MonthAsked {
  readonly month: string
  readonly today: string
  readonly entries: readonly DueEntry[]
  readonly kindOf: (day: string) => DayKind
}

const WEEK = 7

/** Weeks from Monday to Sunday; null before the first day of the month and after its last. */
export function weeksOf({
  month,
  today,
  entries,
  kindOf,
}: MonthAsked): readonly (readonly (DayCell | null)[])[] {
  const byDay = groupBy(entries, ({ due }) => due)
  const cells: (DayCell | null)[] = daysOf(month).map(day => ({
    day,
    mark: markOf(day, kindOf(day)),
    isOff: kindOf(day).kind === 'off',
    isToday: day === today,
    entries: byDay.get(day) ?? [],
  }))
  const before = weekdayOf(`${month}-01`) - 1
  const padded = [...blanks(before), ...cells]
  const after = (WEEK - (padded.length % WEEK)) % WEEK
  const all = [...padded, ...blanks(after)]
  return Array.from({ length: all.length / WEEK }, (_, week) => all.slice(week * WEEK, (week + 1) * WEEK))
}

function blanks(count: number): null[] {
  return Array.from({ length: count }, () => null)
}

function markOf(day: string, { kind, holiday }: DayKind): DayMark {
  if (kind === 'unpublished') return 'unpublished'
  if (kind === 'off') return holiday ? 'holiday' : null
  return weekdayOf(day) > LAST_WEEKDAY_OF_WORK ? 'makeUp' : null
}
