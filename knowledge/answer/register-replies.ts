/**
 * Which answers the register gives: one matter, all duties that fit, one line for each place. In: a question in its context
 * and what was found. Out: the parts of an answer; null where passages have to answer.
 */
import type { Answer, AnswerWarning, Citation } from '../model/answer.ts'
import type { DocumentId } from '../model/document.ts'
import type { Hit } from '../retrieval/retriever.ts'
import type { AnswererParts, Context } from './context.ts'
import { answerFromDuties } from './duty-answer.ts'
import { comparePlaces } from './duty-compare.ts'
import { listDuties } from './duty-list.ts'
import { matchDuties, type Match } from './duty-match.ts'
import type { Duty } from './duty-reads.ts'
import { dutyWarnings } from './duty-warnings.ts'
import { dutyWording } from './duty-wording.ts'
import { answerFromMetadata } from './metadata-answer.ts'
import { quotaCorrection } from './premise.ts'
import { warningsFor } from './warnings.ts'

export type Found = Pick<Answer, 'status' | 'text' | 'citations' | 'obligations' | 'warnings'>

/** A list over more documents than this is no answer, and reading all their duties is no way to find one. */
const MOST_DOCUMENTS = 200

/** One duty, or the few that answer the question; null where none of the articles found holds one. */
export function oneMatter(context: Context, parts: AnswererParts, hits: readonly Hit[]): Found | null {
  const matches = matchesIn(context, parts, hits)
  if (matches.length === 0) return null
  const { understood, wanted, words, today } = context
  const textOf = textsOf(parts)
  const { text, citations } = answerFromDuties({
    matches,
    facets: wanted.facets,
    words,
    fact: understood.fact,
    today,
    textOf,
  })
  const duties = matches.map(({ duty }) => duty)
  const correction = quotaCorrection(understood.text, duties, textOf)
  return answered(
    { text: correction === null ? text : `${dutyWording.premise(correction)}\n${text}`, citations, duties },
    parts,
    matches.map(({ hit }) => hit),
  )
}

export function matchesIn(context: Context, parts: AnswererParts, hits: readonly Hit[]): Match[] {
  const { wanted, understood, words, today } = context
  if (wanted.facets.length === 0 || hits.length === 0) return []
  const duties = parts.duties.inArticles(
    hits.map(({ article }) => article),
    today,
  )
  const score = parts.scorer(words)
  return matchDuties({
    hits,
    duties,
    facets: wanted.facets,
    question: understood,
    score: text => score(text).score,
    textOf: textsOf(parts),
  })
}

/** All duties of a unit, due in a time, coming back so often. */
export function allThatFit(context: Context, parts: AnswererParts): Found | null {
  const { wanted, scope, today } = context
  const { list } = wanted
  if (list === null || !list.isNarrow) return null
  const inScope = scope.groups.flatMap(({ documents }) => [...documents])
  const ids = scope.groups.length > 0 ? [...new Set(inScope)] : [...parts.documents().keys()]
  if (ids.length > MOST_DOCUMENTS) return tooWide(parts)
  const listed = listDuties({
    asked: list,
    asksForUnits: wanted.facets.includes('who') && !list.leadOnly,
    duties: parts.duties.inDocuments(ids, undefined, today),
    dutiesOf: unit => parts.duties.inDocuments(ids, unit, today),
    shareOf: words => {
      const score = parts.scorer(words)
      return text => score(text).share
    },
    today,
    textOf: textsOf(parts),
  })
  return listed === null ? null : answered(listed, parts, [])
}

function tooWide(parts: AnswererParts): Found {
  const places = new Set([...parts.documents().values()].flatMap(({ jurisdiction }) => jurisdiction ?? []))
  const text = dutyWording.tooWide(places.size)
  return { status: 'clarify', text, citations: [], obligations: [], warnings: [] }
}

/** What was found in one place; `hits` empty where the evidence is weak. */
export interface PlaceHits {
  readonly place: string
  readonly hits: readonly Hit[]
}

/** A line for each place; null where no place has a duty that answers. */
export function eachPlace(context: Context, parts: AnswererParts, found: readonly PlaceHits[]): Found | null {
  const { understood, wanted, words, scope } = context
  const compared = comparePlaces({
    places: found.map(({ place, hits }) => ({ place, hits, matches: matchesIn(context, parts, hits) })),
    outside: scope.outside,
    facets: wanted.facets,
    question: understood,
    words,
    sources: parts,
  })
  return compared === null ? null : answered(compared, parts, compared.hits)
}

/** 文号, 成文日期, 发文机关 of a document. */
export function aboutDocument({ scope, understood }: Context, parts: AnswererParts): Found | null {
  const inScope = new Set(scope.groups.flatMap(({ documents }) => [...documents]))
  const documents = [...parts.documents().values()].filter(({ id }) => inScope.size === 0 || inScope.has(id))
  const found = answerFromMetadata({
    words: understood.text,
    places: scope.groups.map(({ asWritten }) => asWritten),
    documents,
    textOf: ({ id }) => parts.textOf(id),
    articlesOf: ({ id }) => parts.articlesOf(id),
  })
  if (found === null) return null
  return {
    status: 'answered',
    text: found.text,
    citations: [found.citation],
    obligations: [],
    warnings: warningsFor({ hits: [], citations: [found.citation] }, parts),
  }
}

interface FromRegister {
  readonly text: string
  readonly citations: readonly Citation[]
  readonly duties: readonly Duty[]
}

function answered(
  { text, citations, duties }: FromRegister,
  parts: AnswererParts,
  hits: readonly Hit[],
): Found {
  const obligations = [...new Set(duties.map(({ obligation }) => obligation.id))]
  const decided = decidedDocuments(duties)
  const general = warningsFor({ hits, citations, decided }, parts)
  const warnings: AnswerWarning[] = [...general, ...dutyWarnings(duties, textsOf(parts))]
  return { status: 'answered', text, citations, obligations, warnings }
}

/** Documents of which a person has said what holds after their years: there is nothing left to warn of. */
function decidedDocuments(duties: readonly Duty[]): ReadonlySet<DocumentId> {
  const idOf = ({ obligation }: Duty): DocumentId => obligation.citation.document.id as DocumentId
  const open = new Set(duties.filter(({ lapse }) => lapse === null).map(idOf))
  return new Set(duties.map(idOf).filter(id => !open.has(id)))
}

function textsOf(parts: AnswererParts): (duty: Duty) => string {
  return ({ obligation }) => parts.textOf(obligation.citation.document.id as DocumentId)
}
