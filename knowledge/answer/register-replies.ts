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
import { listDuties, windowStart } from './duty-list.ts'
import { matchDuties, type Match } from './duty-match.ts'
import type { Duty } from './duty-reads.ts'
import { dutyWarnings } from './duty-warnings.ts'
import { dutyWording } from './duty-wording.ts'
import { answerFromMetadata } from './metadata-answer.ts'
import { judgeDay, judgeQuota, withoutValues } from './premise.ts'
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
    namePlaces: context.scope.groups.length !== 1 && hasSeveralPlaces(parts),
    textOf,
  })
  const duties = matches.map(({ duty }) => duty)
  const premise = premiseLine(context, duties, textOf)
  return answered(
    { text: premise === null ? text : `${premise}\n${text}`, citations, duties },
    parts,
    matches.map(({ hit }) => hit),
  )
}

function hasSeveralPlaces({ documents }: AnswererParts): boolean {
  const places = [...documents().values()].map(({ jurisdiction }) => jurisdiction)
  return new Set(places.filter(place => place !== null)).size > 1
}

/** What is to be said of a value that the question takes for granted; null where it names none. */
function premiseLine(
  { understood, wanted, today }: Context,
  duties: readonly Duty[],
  textOf: (duty: Duty) => string,
): string | null {
  const verdict = judgeQuota(understood.text, duties, textOf) ?? judgeDay(understood.text, duties, today)
  if (verdict === null) return null
  if (typeof verdict === 'object') return dutyWording.premise(verdict)
  return wanted.checks ? dutyWording.confirmed[verdict] : null
}

export function matchesIn(context: Context, parts: AnswererParts, hits: readonly Hit[]): Match[] {
  const { wanted, understood, words, today, question } = context
  if (wanted.facets.length === 0 || hits.length === 0) return []
  const duties = parts.duties.inArticles(
    hits.map(({ article }) => article),
    today,
  )
  return matchDuties({
    hits,
    duties,
    facets: wanted.facets,
    question: understood,
    asked: question,
    // the value that is to be checked tells nothing of the matter
    shareOf: shareOf(wanted.checks ? withoutValues(words) : words, parts),
    textOf: textsOf(parts),
  })
}

function shareOf(words: string, { scorer }: AnswererParts): (text: string) => number {
  const score = scorer(words)
  return text => score(text).share
}

/** All duties of a unit, due in a time, coming back so often. */
export function allThatFit(context: Context, parts: AnswererParts): Found | null {
  const { wanted, scope, today } = context
  const { list } = wanted
  if (list === null || !list.isNarrow) return null
  const inScope = scope.groups.flatMap(({ documents }) => [...documents])
  const ids = scope.groups.length > 0 ? [...new Set(inScope)] : [...parts.documents().keys()]
  // of a whole library of laws only a list by time means the duties; the rest asks for what a law says
  if (ids.length > MOST_DOCUMENTS) return list.due === null && list.cadence === null ? null : tooWide(ids)
  const listed = listDuties({
    asked: list,
    asksForUnits: wanted.facets.includes('who') && !list.leadOnly,
    duties: parts.duties.inDocuments(ids, undefined, today),
    dutiesOf: unit => parts.duties.inDocuments(ids, unit, today),
    nextFrom: nextFrom(ids, context, parts),
    shareOf: words => shareOf(words, parts),
    today,
    textOf: textsOf(parts),
  })
  return listed === null ? null : answered(listed, parts, [])
}

/** The due days reckoned from the start of the time asked for, which may lie before today (今年). */
function nextFrom(
  ids: readonly DocumentId[],
  { wanted, today }: Context,
  { duties }: AnswererParts,
): (duty: Duty) => string | null {
  const from = wanted.list === null ? null : windowStart(wanted.list, today)
  if (from === null || from >= today) return ({ obligation }) => obligation.timing?.nextDue ?? null
  const early = new Map(
    duties
      .inDocuments(ids, undefined, from)
      .map(({ obligation }) => [obligation.id, obligation.timing?.nextDue ?? null]),
  )
  return ({ obligation }) => early.get(obligation.id) ?? null
}

function tooWide(documents: readonly DocumentId[]): Found {
  const text = dutyWording.tooWide(documents.length)
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
  const { text, citation } = found
  const citations = citation === null ? [] : [citation]
  return {
    status: citation === null ? 'declined' : 'answered',
    text,
    citations,
    obligations: [],
    warnings: warningsFor({ hits: [], citations }, parts),
  }
}

interface FromRegister {
  readonly text: string
  readonly citations: readonly Citation[]
  /** All that the answer speaks of … */
  readonly duties: readonly Duty[]
  /** … and those whose words are in the text; all where it is left out. */
  readonly shown?: readonly Duty[]
}

function answered(
  { text, citations, duties, shown = duties }: FromRegister,
  parts: AnswererParts,
  hits: readonly Hit[],
): Found {
  const obligations = [...new Set(duties.map(({ obligation }) => obligation.id))]
  const general = warningsFor({ hits, citations, decided: decidedDocuments(shown) }, parts)
  const warnings: AnswerWarning[] = [...general, ...dutyWarnings(shown, textsOf(parts))]
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
