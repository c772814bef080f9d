/**
 * Due days of the register with their state. In: entries, marks and today. Out: one row for each obligation, unit and day.
 * It plans no reminders.
 */
import {
  occurrencesIn,
  isShare,
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
  type Span,
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
  /** The day is read from damaged words that nobody has confirmed. */
  readonly presumed: boolean
  /** Past the years its document covers, and nobody has said whether the duty goes on. */
  readonly lapsed: boolean
  /** False where the day was past before the document came here: whether it was done is not known. */
  readonly reminds: boolean
  /** 推定, 规划期已届满, 节假日安排未公布, 收录时已过期. */
  readonly notes: readonly string[]
  /** How far the quota has got in the period around this day; null without one, or where it has not begun. */
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

/** An entry with the units somebody asks about, and what was marked of it, oldest first. */
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
  const units = query.units.filter(unit => isBorneBy(query.entry, unit))
  return units.flatMap(unit => [
    ...missed.flatMap(day => rowOf(query, { unit, day, today })).filter(({ state }) => state === 'overdue'),
    ...ahead.flatMap(day => rowOf(query, { unit, day, today })),
  ])
}

/** 各单位报区司法局 means all of them but 区司法局, although it is one of them. */
function isBorneBy({ found: { parties, addressees } }: Entry, unit: string): boolean {
  const isNamed = parties.some(({ name }) => name === unit)
  return isNamed || !addressees.some(({ asWritten }) => asWritten === unit)
}

/**
 * The schedule as it looks on `today`, one read from damaged words included: a presumed day is told as such, and missing
 * it would be worse. What recurred before the document came here is nobody's omission; but who asks what was ahead on a
 * day before that (`--at`) is told all that was ahead.
 */
export function scheduleBy(entry: Entry, today: CivilDate): Schedule | null {
  const { found } = entry
  const timing = found.timing === null ? null : { ...found.timing, isPresumed: false }
  const schedule = scheduleOf({ ...entry, found: { ...found, timing } })
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
  const { timing, suggestion } = entry.found
  const own = marks.filter(mark => mark.unit === '' || mark.unit === unit)
  const judged = stateOf(day, today, own.flatMap(judging))
  const daysLeft = daysBetween(today, day.due)
  if (timing === null || judged === null || (!day.reminds && daysLeft < -HISTORY_AFTER_DAYS)) return []
  const pace = paceUntil(entry, day, { own, today })
  const state = isMet(entry, pace) && !isTakenBack(own, day) ? doneUnlessWaived(judged) : judged
  const presumed = timing.isPresumed
  const safe = safeDayOf(presumed ? { ...timing, raw: suggestion ?? timing.raw } : timing, day.due)
  return [
    {
      obligation,
      unit,
      due: day.due,
      safeDay: safe.day ?? day.due,
      state,
      daysLeft,
      presumed,
      lapsed: day.lapsed,
      reminds: day.reminds,
      notes: [
        ...(presumed ? [presumedNote(entry)] : []),
        ...notesOf(day, { safeNote: safe.note, state, daysLeft }),
      ],
      pace,
    },
  ]
}

function presumedNote({ found: { timing, suggestion } }: Entry): string {
  const reading = suggestion === null ? '' : `，暂按“${suggestion}”推算`
  return `推定：原文“${timing?.raw ?? ''}”破损${reading}，待复核`
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

interface Marked {
  readonly own: readonly StoredMark[]
  readonly today: CivilDate
}

/** Progress in the period around the due day. */
function paceUntil(entry: Entry, { due }: Occurrence, { own, today }: Marked): Pace | null {
  const { quota } = entry.found
  const period = countingPeriod(entry, due)
  if (quota === null || period === null || today < period.start) return null
  const amounts = own
    .filter(({ state, due: day }) => state === 'progress' && day >= period.start && day <= period.end)
    .filter(
      mark => !own.some(({ state, due: day, seq }) => state === 'open' && day === mark.due && seq > mark.seq),
    )
    .map(({ amount }) => amount ?? 0)
  // a share is measured anew each time, it does not add up
  const done = isShare(quota) ? (amounts.at(-1) ?? 0) : amounts.reduce((sum, amount) => sum + amount, 0)
  return paceOf({ quota, done, period }, today)
}

/**
 * The period in which the quota of a due day is counted: the one it names, or where it names none the time that a day
 * named once leaves for it. Null without a quota, or where nobody knows when the period began (a term of office).
 */
function countingPeriod({ found, document: { years }, knownSince }: Entry, day: CivilDate): Span | null {
  const { quota, timing } = found
  if (quota === null) return null
  if (quota.per !== null) {
    return periodAround(quota.per, day, years?.from ?? Number(knownSince.slice(0, 4)))
  }
  if (timing === null || timing.rrule !== null) return null
  const begin = timing.from ?? (years === null ? knownSince : `${years.from}-01-01`)
  return begin > day ? null : { start: civilDate(begin), end: day }
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
