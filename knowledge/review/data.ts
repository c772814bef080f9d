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
  const stored = new Map(sources.obligations().map(each => [each.id, each]))
  const cases = readEntries(sources, { withRejected: true }).flatMap(entry => {
    const own = stored.get(entry.id)
    return own === undefined ? [] : [{ entry, raw: own.found, reference: referenceOf(entry.document, own) }]
  })
  const decisions = sources.decisions()
  const texts = new Map<DocumentId, string>()
  const lines = new Map<DocumentId, Lines>()
  const textOf = (id: DocumentId): string => remembered(texts, id, () => sources.documentText(id))
  return {
    cases,
    documents: sources.documents(),
    decisions,
    standing: standingDecisions(decisions),
    roster: sources.rosterUnits(),
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
  return {
    articleLabel: label,
    line: lines.numberAt(start),
    lineText: lines.excerpt({ start, end }),
    span: [start, end],
    raw: data.textOf(document.id).slice(start, end),
  }
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
  const { start, end } = entry.found.sentence
  return {
    ...decided,
    target: entry.id,
    documentId: entry.document.id,
    articleLabel: entry.article.label,
    quote: data.textOf(entry.document.id).slice(start, end),
  }
}

/** Somebody has looked at a finding; no duty is changed by it. */
export function seen(finding: string, document: DocumentId, kind: 'confirm' | 'reject' | 'reopen'): Effect {
  return { target: finding, documentId: document, articleLabel: '', kind, correction: null, quote: '' }
}

export function ofDocument(document: DocumentId, kind: 'continue' | 'stop' | 'reopen'): Effect {
  return { target: document, documentId: document, articleLabel: '', kind, correction: null, quote: '' }
}

/** The same decision about each of several duties; one that is already judged keeps its judgement. */
export function effectsOn(
  data: ReviewData,
  cases: readonly Case[],
  decided: Pick<Effect, 'kind' | 'correction'>,
): Effect[] {
  return cases.filter(({ entry }) => entry.judgement === null).map(each => effectOn(data, each, decided))
}

/** Whether every duty of a finding is judged, and by which decision; null while one waits. */
export function judgementOf(cases: readonly Case[]): Decision | null {
  const judged = cases.map(({ entry }) => entry.judgement)
  return judged.every(judgement => judgement !== null) ? (judged.at(-1) ?? null) : null
}

/** 向区政府报告工作（区司法局；每年3月1日前）: what the action itself says is not said again. */
export function describeDuty({ found }: Entry): string {
  const { action, parties, timing, quota } = found
  const who = parties.filter(({ role }) => role !== 'participant').map(({ name }) => name)
  const words = [timing?.raw ?? '', quota?.raw ?? ''].filter(word => !action.includes(word))
  const facts = [...new Set([who.join('、'), ...words])].filter(fact => fact !== '')
  return facts.length === 0 ? action : `${action}（${facts.join('；')}）`
}
