/**
 * What the findings are computed from, read from the store once. In: the store and today. Out: each duty as ingest found
 * it and as it stands now, with its document. Pure but for reading the store.
 */
import { type Decision } from '../model/decision.ts'
import { type DocumentId, type Span, type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
import { type RosterUnit } from '../model/unit.ts'
import {
  readEntries,
  referenceOf,
  standingDecisions,
  type Entry,
  type RegisterSources,
  type Standing,
} from '../register/index.ts'
import { type CivilDate } from '../time/index.ts'
import { type Effect, type Finding, type Place } from './finding.ts'
import { linesOf, type Lines } from './lines.ts'

/** One duty. */
export interface Case {
  /** As it stands, corrections over it. */
  readonly entry: Entry
  /** As ingest found it. */
  readonly raw: ExtractedObligation
  /** The day times of its document are read from. */
  readonly reference: CivilDate
}

export interface ReviewData {
  /** All of them, rejected ones included, in document order. */
  readonly cases: readonly Case[]
  readonly documents: readonly StoredDocument[]
  readonly decisions: readonly Decision[]
  /** By target. */
  readonly standing: ReadonlyMap<string, Standing>
  readonly roster: readonly RosterUnit[]
  readonly today: CivilDate
  textOf(document: DocumentId): string
  linesOf(document: DocumentId): Lines
}

export function readReviewData(sources: RegisterSources, today: CivilDate): ReviewData {
  // Each is read once: the register of a large library takes seconds to read.
  const obligations = sources.obligations()
  const documents = sources.documents()
  const decisions = sources.decisions()
  const roster = sources.rosterUnits()
  const stored = new Map(obligations.map(each => [each.id, each]))
  const entries = readEntries(
    {
      obligations: () => obligations,
      documents: () => documents,
      decisions: () => decisions,
      rosterUnits: () => roster,
      marks: () => [],
      documentText: id => sources.documentText(id),
    },
    { withRejected: true },
  )
  const cases = entries.flatMap(entry => {
    const own = stored.get(entry.id)
    return own === undefined ? [] : [{ entry, raw: own.found, reference: referenceOf(entry.document, own) }]
  })
  const texts = new Map<DocumentId, string>()
  const lines = new Map<DocumentId, Lines>()
  const textOf = (id: DocumentId): string => remembered(texts, id, () => sources.documentText(id))
  return {
    cases,
    documents,
    decisions,
    standing: standingDecisions(decisions),
    roster,
    today,
    textOf,
    linesOf: id => remembered(lines, id, () => linesOf(textOf(id))),
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

export function placeOf(data: ReviewData, document: StoredDocument, at: Span & { label: string }): Place {
  const { start, end, label } = at
  const lines = data.linesOf(document.id)
  const { words, mark } = lines.excerpt({ start, end })
  return {
    articleLabel: label,
    line: lines.numberAt(start),
    lineText: words,
    mark,
    span: [start, end],
    raw: data.textOf(document.id).slice(start, end),
  }
}

/** What concerns a document as a whole, or words that are gone. */
export const NO_PLACE: Omit<Place, 'articleLabel'> = {
  line: null,
  lineText: '',
  mark: null,
  span: null,
  raw: '',
}

export function namesOf({ id, title, source }: StoredDocument): Finding['document'] {
  return { id, title, source }
}

/** A decision about one duty. */
export function effectOn(
  data: ReviewData,
  { entry }: Case,
  decided: Pick<Effect, 'kind' | 'correction'>,
): Effect {
  return {
    ...decided,
    target: entry.id,
    documentId: entry.document.id,
    articleLabel: entry.article.label,
    quote: sentenceOf(data, entry),
  }
}

/** The sentence a duty stands in, word for word. */
export function sentenceOf(data: ReviewData, { document, found: { sentence } }: Entry): string {
  return data.textOf(document.id).slice(sentence.start, sentence.end)
}

/** A decision on a finding itself. */
export function seen(finding: Pick<Finding, 'id' | 'document' | 'articleLabel' | 'raw'>, kind: Seen): Effect {
  const { id, document, articleLabel, raw } = finding
  return { target: id, documentId: document.id, articleLabel, kind, correction: null, quote: raw }
}

type Seen = 'confirm' | 'reject' | 'reopen'

export function ofDocument(document: DocumentId, kind: 'continue' | 'stop' | 'reopen'): Effect {
  return { target: document, documentId: document, articleLabel: '', kind, correction: null, quote: '' }
}

/** The same decision about each of several duties. */
export function effectsOn(
  data: ReviewData,
  cases: readonly Case[],
  decided: Pick<Effect, 'kind' | 'correction'>,
): Effect[] {
  return cases.map(each => effectOn(data, each, decided))
}

/** The last decision on the duties of a finding, once every one of them is settled; null while one waits. */
export function judgementOf(
  cases: readonly Case[],
  isSettled: (each: Case) => boolean = ({ entry }) => entry.judgement !== null,
): Decision | null {
  if (!cases.every(isSettled)) return null
  const judged = cases.flatMap(({ entry }) => entry.judgement ?? [])
  return judged.toSorted((a, b) => b.seq - a.seq)[0] ?? null
}

/** 向区政府报告工作（区司法局；每年3月1日前）: what the action itself says is not said again. */
export function describeDuty({ found }: Entry): string {
  const { action, parties, timing, quota } = found
  const who = parties.filter(({ role }) => role !== 'participant').map(({ name }) => name)
  const words = [timing?.raw ?? '', quota?.raw ?? ''].filter(word => !action.includes(word))
  const facts = [...new Set([who.join('、'), ...words])].filter(fact => fact !== '')
  return facts.length === 0 ? action : `${action}（${facts.join('；')}）`
}
