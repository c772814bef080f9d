/**
 * The obligation register: what ingest found, with due days reckoned for a day. In: the store and today. Out: obligations
 * in the shape of the contract. Pure but for reading the store; it decides nothing and plans no reminders.
 */
import { type Citation } from '../model/answer.ts'
import { type DocumentId, type StoredArticle, type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation, type ExtractedTiming, needsReview } from '../model/extracted.ts'
import { type Obligation, type Timing } from '../model/obligation.ts'
import {
  boundOf,
  nextDue,
  occurrencesIn,
  safeDay,
  type Occurrence,
  type Schedule,
} from '../calendar/index.ts'
import { type StoredObligation } from '../store/index.ts'
import { civilDate, type CivilDate } from '../time/index.ts'

export interface RegisterSources {
  obligations(document?: DocumentId): readonly StoredObligation[]
  articlesOf(document: DocumentId): readonly StoredArticle[]
  documents(): readonly StoredDocument[]
  documentText(document: DocumentId): string
}

export interface RegisterFilter {
  readonly document?: DocumentId | undefined
  /** Part of a unit's name, as written or in full. */
  readonly unit?: string | undefined
}

/** One due day of an obligation. */
export interface DueDay {
  readonly obligation: Obligation
  readonly occurrence: Occurrence
}

export interface Register {
  list(filter: RegisterFilter, today: CivilDate): readonly Obligation[]
  /** Due days from `from` to `to`, both inclusive, earliest first. */
  due(filter: RegisterFilter, window: { readonly from: CivilDate; readonly to: CivilDate }): readonly DueDay[]
}

/** An obligation with what its due days are reckoned from. */
interface Entry {
  readonly stored: StoredObligation
  readonly document: StoredDocument
  readonly article: StoredArticle
}

export function createRegister(sources: RegisterSources): Register {
  return {
    list: (filter, today) => entries(sources, filter).map(entry => toObligation(entry, sources, today)),
    due(filter, { from, to }) {
      const days = entries(sources, filter).flatMap(entry => {
        const schedule = scheduleOf(entry)
        if (schedule === null) return []
        const obligation = toObligation(entry, sources, from)
        return occurrencesIn(schedule, from, to).map(occurrence => ({ obligation, occurrence }))
      })
      return days.toSorted((a, b) => (a.occurrence.due < b.occurrence.due ? -1 : 1))
    },
  }
}

function entries(sources: RegisterSources, { document: wanted, unit }: RegisterFilter): Entry[] {
  const documents = new Map(sources.documents().map(document => [document.id, document]))
  const articles = new Map<string, StoredArticle>()
  for (const id of documents.keys()) {
    if (wanted === undefined || wanted === id)
      for (const article of sources.articlesOf(id)) articles.set(article.id, article)
  }
  return sources.obligations(wanted).flatMap(stored => {
    const document = documents.get(stored.documentId)
    const article = articles.get(stored.articleId)
    if (document === undefined || article === undefined || !concerns(stored.found, unit)) return []
    return [{ stored, document, article }]
  })
}

function concerns({ parties }: ExtractedObligation, unit: string | undefined): boolean {
  return (
    unit === undefined ||
    parties.some(({ name, asWritten }) => name.includes(unit) || asWritten.includes(unit))
  )
}

function toObligation(entry: Entry, sources: RegisterSources, today: CivilDate): Obligation {
  const { id, found } = entry.stored
  const reasons = found.reasons
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
    review: {
      state: needsReview(found) ? 'needs-review' : 'automatic',
      reasons,
      suggestion: found.suggestion,
    },
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
  const safe = next === null ? null : safeDay(next.due, boundOf(raw))
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

/** Null where the obligation has no timing, or only a damaged one: no day is reckoned from an unconfirmed date. */
function scheduleOf({ stored, document }: Entry): Schedule | null {
  const { timing } = stored.found
  if (timing === null || timing.isPresumed) return null
  return { timing, coverage: document.years, knownSince: null, decision: null }
}

function isLapsed({ years }: StoredDocument, today: CivilDate): boolean {
  return years !== null && civilDate(`${years.to}-12-31`) < today
}

function citationOf({ stored, document, article }: Entry, sources: RegisterSources): Citation {
  const { start, end } = stored.found.sentence
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
