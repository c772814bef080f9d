/**
 * Due days of the register with their state. In: entries, marks and today. Out: one row for each obligation, unit and day.
 * It plans no reminders.
 */
import {
  occurrencesIn,
  paceOf,
  periodAround,
  safeDayOf,
  stateOf,
  UNPUBLISHED_NOTE,
  type Mark,
  type Occurrence,
  type OccurrenceState,
  type Pace,
  type Schedule,
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
  /** The last working day that is surely in time; the legal day itself where there is none (每周六开放). */
  readonly safeDay: CivilDate
  readonly state: OccurrenceState
  /** Days from today to the legal day; negative where it is past. */
  readonly daysLeft: number
  /** 规划期已届满, 节假日安排未公布, 收录时已过期. */
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

/** The day had passed before the document came here, so nobody was reminded; whether it was done is not known. */
export const PAST_WHEN_READ_NOTE = '收录时已过期'
/** Long before any document that is still in force; a recurring duty begins no earlier than it became known. */
const FIRST_DAY = civilDate('2000-01-01')
/** A day that was past before its document came here is listed for a year; after that it is history. */
const HISTORY_AFTER_DAYS = 366

/** In order of the day. */
export function dueDaysOf(query: DueQuery, window: DueWindow): readonly DueDay[] {
  const schedule = scheduleBy(query.entry, window.today)
  if (schedule === null) return []
  const { from, to, today, withOverdue } = window
  const ahead = occurrencesIn(schedule, from, to)
  const missed = withOverdue ? lastMissed(schedule, window, ahead) : []
  return query.units.flatMap(unit => [
    ...missed.flatMap(day => rowOf(query, { unit, day, today })).filter(({ state }) => state === 'overdue'),
    ...ahead.flatMap(day => rowOf(query, { unit, day, today })),
  ])
}

/**
 * The schedule as it looks on `today`. What recurred before the document came here is nobody's omission; but who asks what
 * was ahead on a day before that (`--at`) is told all that was ahead.
 */
export function scheduleBy(entry: Entry, today: CivilDate): Schedule | null {
  const schedule = scheduleOf(entry)
  if (schedule === null || entry.knownSince <= today) return schedule
  return { ...schedule, knownSince: today }
}

/** The last day before the window that is past; none where the window itself begins with days that are past. */
function lastMissed(
  schedule: Schedule,
  { from, today }: DueWindow,
  ahead: readonly Occurrence[],
): readonly Occurrence[] {
  if (ahead.some(({ due }) => due < today)) return []
  const end = nextDay(from < today ? from : today, -1)
  return end < FIRST_DAY ? [] : occurrencesIn(schedule, FIRST_DAY, end).slice(-1)
}

interface RowAsked {
  readonly unit: string
  readonly day: Occurrence
  readonly today: CivilDate
}

/** Empty where the day is not to be listed. */
function rowOf({ entry, obligation, marks }: DueQuery, { unit, day, today }: RowAsked): DueDay[] {
  const { timing } = entry.found
  const own = marks.filter(mark => mark.obligation === entry.id && (mark.unit === '' || mark.unit === unit))
  const judged = stateOf(day, today, own.flatMap(judging))
  const daysLeft = daysBetween(today, day.due)
  if (timing === null || judged === null || (!day.reminds && daysLeft < -HISTORY_AFTER_DAYS)) return []
  const pace = paceUntil(entry, day, { own, today })
  const state = isMet(entry, pace) && !isTakenBack(own, day) ? doneUnlessWaived(judged) : judged
  const safe = safeDayOf(timing, day.due)
  return [
    {
      obligation,
      unit,
      due: day.due,
      safeDay: safe.day ?? day.due,
      state,
      daysLeft,
      notes: notesOf(day, { safeNote: safe.note, state, daysLeft }),
      pace,
    },
  ]
}

interface Told {
  readonly safeNote: string | null
  readonly state: OccurrenceState
  readonly daysLeft: number
}

function notesOf({ notes, reminds }: Occurrence, { safeNote, state, daysLeft }: Told): readonly string[] {
  const isPast = daysLeft < 0
  // which working day was the last one matters no more
  const known = isPast ? notes.filter(note => note !== UNPUBLISHED_NOTE) : notes
  const unpublished = !isPast && safeNote !== null && !known.includes(safeNote) ? [safeNote] : []
  return [...known, ...unpublished, ...(state === 'overdue' && !reminds ? [PAST_WHEN_READ_NOTE] : [])]
}

function judging({ due, state }: StoredMark): Mark[] {
  return state === 'progress' ? [] : [{ due: civilDate(due), state }]
}

/** Progress in the period that the due day ends. */
function paceUntil(
  entry: Entry,
  { due }: Occurrence,
  { own, today }: { readonly own: readonly StoredMark[]; readonly today: CivilDate },
): Pace | null {
  const { quota } = entry.found
  const period = countingPeriod(entry, due)
  if (quota === null || period === null) return null
  const done = own
    .filter(({ state, due: day }) => state === 'progress' && day >= period.start && day <= period.end)
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  return paceOf({ quota, done, period }, today)
}

/** The period around a day in which the quota of the duty counts; null without a quota, or without a known period. */
export function countingPeriod(
  { found: { quota }, document: { years }, knownSince }: Entry,
  day: CivilDate,
): ReturnType<typeof periodAround> {
  if (quota?.per == null) return null
  return periodAround(quota.per, day, years?.from ?? Number(knownSince.slice(0, 4)))
}

/** All that is asked for in the period has been noted. An upper limit is never met, a share holds or does not. */
function isMet({ found: { quota } }: Entry, pace: Pace | null): boolean {
  return quota !== null && pace !== null && quota.op !== '<=' && pace.done > 0 && pace.done >= pace.required
}

/** A person said of this very day that it is open all the same. */
function isTakenBack(own: readonly StoredMark[], { due }: Occurrence): boolean {
  return own.findLast(mark => mark.due === due && mark.state !== 'progress')?.state === 'open'
}

const doneUnlessWaived = (state: OccurrenceState): OccurrenceState => (state === 'waived' ? state : 'done')
