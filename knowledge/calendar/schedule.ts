/**
 * When a duty falls due. In: its timing, the years its document covers, since when the document is known, what people
 * have decided and marked. Out: due days with their state. Legal days as the text names them; when one is safely in time
 * is told in safe-day.ts. It plans no reminders and keeps nothing.
 */
import { type Timing } from '../model/obligation.ts'
import { dayNumberOf, formatDay } from '../time/civil-date.ts'
import { civilDate, type CivilDate } from '../time/index.ts'
import { dueDays, namesWeekdays, periodStart, type DueWindow } from './due-rule.ts'
import { LAPSED_NOTE, UNPUBLISHED_NOTE } from './notes.ts'
import { boundOf, safeDay } from './safe-day.ts'
import { addWorkingDays } from './working-days.ts'

/** What the calendar needs to know of a timing. */
export type TimingRule = Pick<Timing, 'type' | 'from' | 'to' | 'rrule' | 'duration' | 'workday'>

export interface Schedule {
  readonly timing: TimingRule
  /** First and last year the document covers, inclusive; null for one without end (a law). */
  readonly coverage: { readonly from: number; readonly to: number } | null
  /** The day the document came to be known here; what recurred before it is nobody's omission. */
  readonly knownSince: CivilDate | null
  /** What a person has said about the duty once the years are over: 沿用, 停止, or nothing yet. */
  readonly decision: 'continued' | 'stopped' | null
}

export interface Occurrence {
  /** The legal day as named. */
  readonly due: CivilDate
  readonly kind: 'once' | 'recurring'
  /** Past the years the document covers, and nobody has decided. */
  readonly lapsed: boolean
  /** False where it was past before the document was known: such a day is listed, but nobody is reminded of it. */
  readonly reminds: boolean
  /** The document covers no day after this one. */
  readonly coveredUntil: CivilDate | null
  /** 规划期已届满, 节假日安排未公布. */
  readonly notes: readonly string[]
}

export type OccurrenceState = 'open' | 'done' | 'waived' | 'overdue'

/** What a person has said about one due day of the duty; the last one counts, `open` takes the earlier ones back. */
export interface Mark {
  readonly due: CivilDate
  readonly state: 'done' | 'waived' | 'open'
}

/** How far ahead the next due day is looked for, in days: first a year, then far enough for 每十年 and 29 February. */
const LOOK_AHEAD_DAYS = [400, 366 * 12, 366 * 100] as const
/** 99 working days, the most that a timing can name, and the longest holidays are over in fewer days than this. */
const LONGEST_COUNTED_DAYS = 200
const DAYS = /^P(\d{1,2})D$/

/** The next due day on or after `today`; null where there is none, or none that can be dated. */
export function nextDue(schedule: Schedule, today: CivilDate): Occurrence | null {
  for (const days of LOOK_AHEAD_DAYS) {
    const [next] = occurrencesIn(schedule, today, formatDay(dayNumberOf(today) + days))
    if (next !== undefined) return next
  }
  return null
}

/**
 * Every due day from `from` to `to`, both inclusive, in order. A deadline or a window falls due once, on its last day;
 * a recurring duty and a quota whenever its period ends or its day comes. Times relative to an event, durations and
 * duties without end have no due day of their own.
 * @throws AppError('usage') for a recurrence rule that is not understood.
 */
export function occurrencesIn(schedule: Schedule, from: CivilDate, to: CivilDate): readonly Occurrence[] {
  const { timing } = schedule
  if (timing.type === 'ongoing' || timing.type === 'duration') return []
  if (timing.rrule !== null) return recurring(schedule, timing.rrule, { from, to })
  if (timing.to === null || timing.type === 'recurring' || timing.type === 'frequency') return []
  const due = civilDate(timing.to)
  return due >= from && due <= to ? [once(schedule, due)] : []
}

/**
 * The state of a due day. A duty is overdue from the day after its legal day. Null: past and not to be listed, because
 * nobody has said that the duty goes on after its document's years, or because it was past before its document was known
 * and that is no longer in force.
 */
export function stateOf(
  occurrence: Occurrence,
  today: CivilDate,
  marks: readonly Mark[],
): OccurrenceState | null {
  const mark = marks.findLast(({ due }) => due === occurrence.due)
  if (mark !== undefined && mark.state !== 'open') return mark.state
  if (occurrence.due >= today) return 'open'
  // it reminds all the same; but nobody has failed in what perhaps is no longer asked
  if (occurrence.lapsed) return null
  const isInForce = occurrence.coveredUntil === null || today <= occurrence.coveredUntil
  return occurrence.reminds || isInForce ? 'overdue' : null
}

/** The safe day of one due day. */
export interface SafeDue {
  /** Null where there is no working day that is surely in time, or where the day itself is meant. */
  readonly day: CivilDate | null
  /** 节假日安排未公布, or null. */
  readonly note: string | null
}

/**
 * The last working day that is surely in time for one due day of a timing. There is none where the cadence names a day of
 * the week (每周六 is done on Saturday), and none where it would lie before the time for the duty begins (a week that is
 * a holiday from its first day to its last).
 */
export function safeDayOf(timing: TimingRule & Pick<Timing, 'raw'>, due: CivilDate): SafeDue {
  const { rrule, raw, from } = timing
  const bound = boundOf(raw)
  if (rrule !== null && bound === 'inclusive' && namesWeekdays(rrule)) return { day: null, note: null }
  const { day, note } = safeDay(due, bound)
  const start = rrule === null ? from : periodStart(rrule, due)
  return { day: start !== null && day < start ? null : day, note }
}

function once(schedule: Schedule, due: CivilDate): Occurrence {
  const { knownSince } = schedule
  return {
    due,
    kind: 'once',
    // a day with its year is due then, whatever years the document covers (a report's plans for the next year)
    lapsed: false,
    reminds: knownSince === null || due >= knownSince,
    coveredUntil: coveredUntil(schedule),
    notes: [],
  }
}

function recurring(schedule: Schedule, rrule: string, window: DueWindow): readonly Occurrence[] {
  const until = coveredUntil(schedule)
  const from = latest(window.from, [firstDay(schedule), schedule.knownSince])
  const to = schedule.decision === 'stopped' && until !== null && until < window.to ? until : window.to
  return datesOf(schedule, rrule, { from, to }).map(({ day, certain }) => {
    const lapsed = until !== null && day > until && schedule.decision === null
    return {
      due: day,
      kind: 'recurring',
      lapsed,
      reminds: true,
      coveredUntil: until,
      notes: [...(lapsed ? [LAPSED_NOTE] : []), ...(certain ? [] : [UNPUBLISHED_NOTE])],
    }
  })
}

interface DueDate {
  readonly day: CivilDate
  readonly certain: boolean
}

/** Due days of a rule; 每季度结束后5个工作日内 is counted in working days from the end of each period. */
function datesOf(schedule: Schedule, rrule: string, window: DueWindow): readonly DueDate[] {
  const { timing } = schedule
  const beginning = firstDay(schedule) ?? schedule.knownSince
  const firstYear = beginning === null ? null : Number(beginning.slice(0, 4))
  const [, workdays] =
    timing.type === 'recurring' && timing.workday ? (DAYS.exec(timing.duration ?? '') ?? []) : []
  if (workdays === undefined) return dueDays(rrule, window, firstYear).map(day => ({ day, certain: true }))
  const early = formatDay(dayNumberOf(window.from) - LONGEST_COUNTED_DAYS)
  return dueDays(rrule, { from: early, to: window.to }, firstYear)
    .map(end => addWorkingDays(end, Number(workdays)))
    .filter(({ day }) => day >= window.from && day <= window.to)
}

/** The day a recurring duty begins, by its own words or by the years of its document. */
function firstDay({ timing, coverage }: Schedule): CivilDate | null {
  if (timing.from !== null) return civilDate(timing.from)
  return coverage === null ? null : civilDate(`${coverage.from}-01-01`)
}

/** The last day a recurring duty is good for, by its own words or by the years of its document. */
function coveredUntil({ timing, coverage }: Schedule): CivilDate | null {
  const named = timing.rrule !== null && timing.to !== null ? civilDate(timing.to) : null
  const covered = coverage === null ? null : civilDate(`${coverage.to}-12-31`)
  if (named === null || covered === null) return named ?? covered
  return named < covered ? named : covered
}

const latest = (day: CivilDate, others: readonly (CivilDate | null)[]): CivilDate =>
  others.reduce<CivilDate>((last, other) => (other !== null && other > last ? other : last), day)
