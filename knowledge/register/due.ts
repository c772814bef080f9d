/**
 * Due days of the register with their state. In: entries, marks and today. Out: one row for each obligation, unit and day.
 * It plans no reminders.
 */
import {
  boundOf,
  occurrencesIn,
  paceOf,
  periodAround,
  safeDay,
  stateOf,
  type Mark,
  type Occurrence,
  type OccurrenceState,
  type Pace,
} from '../calendar/index.ts'
import { type StoredMark } from '../model/decision.ts'
import { type Obligation } from '../model/obligation.ts'
import { civilDate, daysBetween, nextDay, type CivilDate } from '../time/index.ts'
import { scheduleOf, type Entry } from './entries.ts'

/** One due day of an obligation for one unit. */
export interface DueDay {
  readonly obligation: Obligation
  /** Name of the unit that bears it; empty where the document names nobody. */
  readonly unit: string
  /** The legal day as named. */
  readonly due: CivilDate
  /** The last working day that is surely in time. */
  readonly safeDay: CivilDate
  readonly state: OccurrenceState
  /** Days from today to the legal day; negative where it is past. */
  readonly daysLeft: number
  /** 规划期已届满, 节假日安排未公布. */
  readonly notes: readonly string[]
  /** How far the quota of the duty has got in the period that ends on this day; null without a quota and a period. */
  readonly pace: Pace | null
}

export interface DueWindow {
  /** Both inclusive. */
  readonly from: CivilDate
  readonly to: CivilDate
  readonly today: CivilDate
  /** Adds what is overdue from before `from`: of a recurring duty only the last day, which stands for those before. */
  readonly withOverdue: boolean
}

/** An entry with the units somebody asks about, and all that was marked. */
export interface DueQuery {
  readonly entry: Entry
  readonly obligation: Obligation
  readonly units: readonly string[]
  readonly marks: readonly StoredMark[]
}

/** Long before any document that is still in force; a recurring duty begins no earlier than it became known. */
const FIRST_DAY = civilDate('2000-01-01')

/** In order of the day. */
export function dueDaysOf(query: DueQuery, window: DueWindow): readonly DueDay[] {
  const schedule = scheduleOf(query.entry)
  if (schedule === null) return []
  const { from, to, today, withOverdue } = window
  const ahead = occurrencesIn(schedule, from, to)
  const before = withOverdue ? occurrencesIn(schedule, FIRST_DAY, nextDay(from, -1)) : []
  const missed = before.filter(({ due }) => due < today).slice(-1)
  return query.units.flatMap(unit => [
    ...missed.flatMap(day => rowOf(query, { unit, day, today })).filter(({ state }) => state === 'overdue'),
    ...ahead.flatMap(day => rowOf(query, { unit, day, today })),
  ])
}

interface RowAsked {
  readonly unit: string
  readonly day: Occurrence
  readonly today: CivilDate
}

/** Empty where the day is not to be listed. */
function rowOf({ entry, obligation, marks }: DueQuery, { unit, day, today }: RowAsked): DueDay[] {
  const own = marks.filter(mark => mark.obligation === entry.id && (mark.unit === '' || mark.unit === unit))
  const state = stateOf(day, today, own.flatMap(judging))
  if (state === null) return []
  const safe = safeDay(day.due, boundOf(entry.found.timing?.raw ?? ''))
  const notes = [...day.notes, ...(safe.note === null || day.notes.includes(safe.note) ? [] : [safe.note])]
  return [
    {
      obligation,
      unit,
      due: day.due,
      safeDay: safe.day,
      state,
      daysLeft: daysBetween(today, day.due),
      notes,
      pace: paceUntil(entry, day, { own, today }),
    },
  ]
}

function judging({ due, state }: StoredMark): Mark[] {
  return state === 'progress' ? [] : [{ due: civilDate(due), state }]
}

/** Progress in the period that the due day ends. */
function paceUntil(
  { found: { quota }, document: { years }, knownSince }: Entry,
  { due }: Occurrence,
  { own, today }: { readonly own: readonly StoredMark[]; readonly today: CivilDate },
): Pace | null {
  if (quota?.per == null) return null
  const period = periodAround(quota.per, due, years?.from ?? Number(knownSince.slice(0, 4)))
  if (period === null) return null
  const done = own
    .filter(({ state, due: day }) => state === 'progress' && day >= period.start && day <= period.end)
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  return paceOf({ quota, done, period }, today)
}
