/**
 * What must be said beside an answer: the plan has run out, the source is damaged where it is quoted. In: hits, citations
 * and the day. Out: warnings, each once.
 */
import type { AnswerWarning, Citation } from '../model/answer.ts'
import type { DocumentId, StoredDocument } from '../model/document.ts'
import type { Hit } from '../retrieval/retriever.ts'
import { foldText } from '../text/fold.ts'
import { answerWording } from './wording.ts'

export interface WarningSources {
  readonly documents: () => ReadonlyMap<DocumentId, StoredDocument>
  readonly textOf: (id: DocumentId) => string
  readonly now: () => Date
}

/** What an answer rests on. */
export interface Evidence {
  readonly hits: readonly Pick<Hit, 'article'>[]
  readonly citations: readonly Citation[]
  /** Documents of which a person has said what holds after their years. */
  readonly decided?: ReadonlySet<DocumentId>
}

/** Documents of these types bind only in the years they name. */
const BOUND_BY_YEARS = new Set(['规划', '方案', '要点'])
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000

export function warningsFor(
  { hits, citations, decided = new Set() }: Evidence,
  sources: WarningSources,
): AnswerWarning[] {
  const quoted = citations.map(citation => citation.document.id as DocumentId)
  const ids = [...new Set([...hits.map(hit => hit.article.documentId), ...quoted])]
  const documents = ids.flatMap(id => sources.documents().get(id) ?? [])
  return documents.flatMap(document => [
    ...(decided.has(document.id) ? [] : lapseWarning(document, sources.now())),
    ...damageWarnings(document, citations, sources.textOf(document.id)),
  ])
}

function lapseWarning({ title, type, years }: StoredDocument, now: Date): AnswerWarning[] {
  const year = new Date(now.getTime() + SHANGHAI_OFFSET_MS).getUTCFullYear()
  if (years === null || !BOUND_BY_YEARS.has(type) || years.to >= year) return []
  return [{ code: 'lapsed', message: answerWording.lapsed(title, years.to) }]
}

/** Damage on the lines a citation quotes. */
function damageWarnings(
  document: StoredDocument,
  citations: readonly Citation[],
  text: string,
): AnswerWarning[] {
  const own = citations.filter(citation => citation.document.id === document.id)
  const lines = new Set(own.flatMap(({ start, end }) => linesOf(text, start, end)))
  return document.warnings
    .filter(warning => warning.line !== null && lines.has(warning.line) && isQuoted(warning.message, own))
    .map(warning => ({ code: 'source-damaged', message: answerWording.damagedNear(warning.message) }))
}

/** A paragraph is one line: damage two sentences on is none of the quote. What a message shows in quotation marks tells. */
function isQuoted(message: string, citations: readonly Citation[]): boolean {
  const damaged = /“(.+?)”/.exec(message)?.[1]
  return damaged === undefined || citations.some(({ quote }) => foldText(quote).includes(foldText(damaged)))
}

function linesOf(text: string, start: number, end: number): number[] {
  const first = countLines(text.slice(0, start))
  const last = first + countLines(text.slice(start, end)) - 1
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

function countLines(text: string): number {
  return text.split(/\r\n|[\n\r\u2028\u2029\f\v]/).length
}
