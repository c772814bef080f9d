/**
 * The obligation register: what ingest found, with due days reckoned for a day. In: the store and today. Out: obligations
 * in the shape of the contract. Pure but for reading the store; it decides nothing and plans no reminders.
 */
import { type Citation } from '../model/answer.ts'
import { type StoredMark } from '../model/decision.ts'
import { type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation, type ExtractedTiming } from '../model/extracted.ts'
import { type Obligation, type Timing } from '../model/obligation.ts'
import { nextDue, safeDayOf } from '../calendar/index.ts'
import { civilDate, type CivilDate } from '../time/index.ts'
import { dueDaysOf, scheduleBy, type DueDay, type DueWindow } from './due.ts'
import { readEntries, scheduleOf, type Entry, type RegisterFilter, type RegisterSources } from './entries.ts'

export interface Register {
  /** In document order, with due days reckoned from `today`. */
  list(filter: RegisterFilter, today: CivilDate): readonly Obligation[]
  /** Earliest first; what is overdue stands before it. */
  due(filter: RegisterFilter, window: DueWindow): readonly DueDay[]
  /** What never falls due, so that a list of due days can say what it leaves out. */
  undated(filter: RegisterFilter): Undated
}

/** How many obligations have no day that can be reckoned. */
export interface Undated {
  /** They count from an event whose day no document tells: 自收到之日起15日内. */
  readonly relative: number
  /** They hold at all times, or name no time: 持续推进, 不少于30分钟, 每年不超过2次. */
  readonly standing: number
}

export function createRegister(sources: RegisterSources): Register {
  return {
    list: (filter, today) => readEntries(sources, filter).map(entry => toObligation(entry, sources, today)),
    due(filter, window) {
      const marks = byObligation(sources.marks())
      const days = readEntries(sources, filter).flatMap(entry => {
        if (scheduleBy(entry, window.today) === null) return []
        const obligation = toObligation(entry, sources, window.today)
        return dueDaysOf({ entry, obligation, units: entry.units, marks: marks.get(entry.id) ?? [] }, window)
      })
      return days.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    },
    undated(filter) {
      const kinds = readEntries(sources, filter).map(undatedKind)
      const count = (wanted: keyof Undated): number => kinds.filter(kind => kind === wanted).length
      return { relative: count('relative'), standing: count('standing') }
    },
  }
}

function byObligation(marks: readonly StoredMark[]): ReadonlyMap<string, readonly StoredMark[]> {
  const groups = new Map<string, StoredMark[]>()
  for (const mark of marks) {
    const group = groups.get(mark.obligation)
    if (group === undefined) groups.set(mark.obligation, [mark])
    else group.push(mark)
  }
  return groups
}

/** Null where it has had, has or will have a due day, certain or presumed. */
function undatedKind({ found: { timing, quota } }: Entry): keyof Undated | null {
  if (timing === null || timing.type === 'ongoing' || timing.type === 'duration') return 'standing'
  if (timing.type === 'frequency' && quota?.op === '<=') return 'standing'
  if (timing.rrule !== null) return null
  if (timing.type === 'frequency' || timing.type === 'recurring') return 'standing'
  return timing.to === null ? 'relative' : null
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
