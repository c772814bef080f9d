/**
 * The obligation register: what ingest found, with due days reckoned for a day. In: the store and today. Out: obligations
 * in the shape of the contract. Pure but for reading the store; it decides nothing and plans no reminders.
 */
import { type Citation } from '../model/answer.ts'
import { type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation, type ExtractedTiming } from '../model/extracted.ts'
import { type Obligation, type Timing } from '../model/obligation.ts'
import { nextDue, safeDayOf } from '../calendar/index.ts'
import { civilDate, type CivilDate } from '../time/index.ts'
import { dueDaysOf, type DueDay, type DueWindow } from './due.ts'
import { readEntries, scheduleOf, type Entry, type RegisterFilter, type RegisterSources } from './entries.ts'

export interface Register {
  /** In document order, with due days reckoned from `today`. */
  list(filter: RegisterFilter, today: CivilDate): readonly Obligation[]
  /** Earliest first; what is overdue stands before it. */
  due(filter: RegisterFilter, window: DueWindow): readonly DueDay[]
  /** What never falls due, so that a list of due days can say what it leaves out. */
  undated(filter: RegisterFilter, today: CivilDate): Undated
}

export interface Undated {
  /** Damaged in the source: the day is presumed, and none is reckoned until somebody has looked. In document order. */
  readonly presumed: readonly Obligation[]
  /** How many others have no day that can be reckoned: standing duties, times relative to an event, durations. */
  readonly others: number
}

export function createRegister(sources: RegisterSources): Register {
  return {
    list: (filter, today) => readEntries(sources, filter).map(entry => toObligation(entry, sources, today)),
    due(filter, window) {
      const marks = sources.marks()
      const days = readEntries(sources, filter).flatMap(entry => {
        if (scheduleOf(entry) === null) return []
        const obligation = toObligation(entry, sources, window.today)
        return dueDaysOf({ entry, obligation, units: entry.units, marks }, window)
      })
      return days.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    },
    undated: (filter, today) => undated(readEntries(sources, filter), sources, today),
  }
}

function undated(entries: readonly Entry[], sources: RegisterSources, today: CivilDate): Undated {
  const presumed = entries.filter(entry => isWorthALook(entry, today))
  return {
    presumed: presumed.map(entry => toObligation(entry, sources, today)),
    others: entries.filter(entry => !isDated(entry)).length,
  }
}

/** A presumed day that is past, in a document whose years are over, is not worth anybody's time. */
function isWorthALook({ found: { timing }, document }: Entry, today: CivilDate): boolean {
  if (timing?.isPresumed !== true) return false
  const isPast = timing.rrule === null && timing.to !== null && timing.to < today
  return !(isPast && isLapsed(document, today))
}

/** Has had, has or will have a due day, certain or presumed. The main row of a task stands for its dated ones. */
function isDated(entry: Entry): boolean {
  const { timing, isMainDuty } = entry.found
  if (isMainDuty || timing?.isPresumed === true) return true
  const schedule = scheduleOf(entry)
  if (schedule === null || timing === null || timing.type === 'ongoing' || timing.type === 'duration')
    return false
  return timing.rrule !== null || timing.to !== null
}

/** @param today The day due days are reckoned from. */
export function toObligation(entry: Entry, sources: RegisterSources, today: CivilDate): Obligation {
  const { id, found, state } = entry
  return {
    id,
    action: found.action,
    modality: found.modality,
    parties: found.parties.map(({ name, role, asWritten }) => ({ name, role, asWritten })),
    addressees: found.addressees.map(({ asWritten }) => asWritten),
    timing: found.timing === null ? null : toTiming(entry, found.timing, today),
    quota: quotaOf(found),
    spans: {
      timing: found.timing === null ? null : [found.timing.span.start, found.timing.span.end],
      quota: found.quota === null ? null : [found.quota.span.start, found.quota.span.end],
      parties: found.parties.map(({ span }) => [span.start, span.end] as const),
    },
    lapsed: isLapsed(entry.document, today),
    damaged: found.damaged,
    review: { state, reasons: found.reasons, suggestion: found.suggestion },
    citation: citationOf(entry, sources),
  }
}

function quotaOf({ quota }: ExtractedObligation): Obligation['quota'] {
  if (quota === null) return null
  const { op, value, unit, per } = quota
  return { op, value, unit, per }
}

function toTiming(entry: Entry, timing: ExtractedTiming, today: CivilDate): Timing {
  const { type, raw, from, to, rrule, duration, workday } = timing
  const schedule = scheduleOf(entry)
  const next = schedule === null ? null : nextDue(schedule, today)
  const safe = next === null ? null : safeDayOf(timing, next.due)
  return {
    type,
    raw,
    from,
    to,
    rrule,
    duration,
    workday,
    nextDue: next?.due ?? null,
    safeDay: safe?.day ?? null,
  }
}

function isLapsed({ years }: StoredDocument, today: CivilDate): boolean {
  return years !== null && civilDate(`${years.to}-12-31`) < today
}

function citationOf({ found, document, article }: Entry, sources: RegisterSources): Citation {
  const { start, end } = found.sentence
  return {
    document: {
      id: document.id,
      title: document.title,
      source: document.source,
      jurisdiction: document.jurisdiction,
    },
    article: {
      label: article.label,
      heading: article.heading,
      path: article.path,
      start: article.start,
      end: article.end,
    },
    start,
    end,
    quote: sources.documentText(document.id).slice(start, end),
  }
}
