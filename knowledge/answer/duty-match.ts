/**
 * Which duties answer a question. In: articles found, the fields asked for, the register. Out: duties with the article
 * they stand in, best first; none where it is in doubt, and then passages answer. A duty counts only where its own sentence
 * is one the answer would quote, so nothing is answered because an article merely holds some date.
 */
import { type Facet } from '../question/asked.ts'
import { type UnderstoodQuestion } from '../question/question.ts'
import { type Hit, type ScoredSentence } from '../retrieval/retriever.ts'
import { foldText } from '../text/fold.ts'
import { type Duty } from './duty-reads.ts'
import { squeeze } from './duty-rule.ts'
import { unitNamed } from './premise.ts'
import { chooseQuotes } from './quotes.ts'

export interface Match {
  readonly hit: Hit
  readonly duty: Duty
}

export interface MatchInput {
  /** Best first; only these are looked at. */
  readonly hits: readonly Hit[]
  readonly duties: readonly Duty[]
  readonly facets: readonly Facet[]
  readonly question: UnderstoodQuestion
  /** How well a text answers to the question's words, 0 where it shares none. */
  readonly score: (text: string) => number
  readonly textOf: (duty: Duty) => string
}

/** A sentence with less of the question than this part of the best one is about something else. */
const ON_TOPIC = 0.6
/** Less than this of the question's own words in a sentence may be chance; then passages answer. */
const LEAST_SHARE = 0.25
/** Of the duties of one sentence, those nearly as near as the best belong to the answer. */
const NEARLY_AS_GOOD = 0.7
const MOST_IN_ANSWER = 3

export function matchDuties(input: MatchInput): Match[] {
  const { hits, facets } = input
  if (facets.length === 0 || input.question.asksWhatHappened) return []
  const candidates = hits.flatMap(hit => candidatesIn(hit, input))
  const best = Math.max(0, ...hits.flatMap(hit => hit.sentences.map(({ score }) => score)))
  const onTopic = candidates.filter(
    ({ sentence }) => sentence.share >= LEAST_SHARE && sentence.score >= ON_TOPIC * best,
  )
  if (onTopic.length === 0) return []
  return nearest(onTopic, input).slice(0, MOST_IN_ANSWER)
}

interface Candidate extends Match {
  readonly sentence: ScoredSentence
}

function candidatesIn(hit: Hit, { duties, facets, question, textOf }: MatchInput): Candidate[] {
  const quoted = chooseQuotes(hit, question.wants)
  return duties.flatMap(duty => {
    const { citation } = duty.obligation
    if (citation.document.id !== hit.article.documentId) return []
    const sentence = quoted.find(({ start, end }) => start < citation.end && end > citation.start)
    if (sentence === undefined) return []
    return facets.every(facet => shows(duty, facet, { question, text: textOf(duty) }))
      ? [{ hit, duty, sentence }]
      : []
  })
}

/** Units of a quota that tell how long. */
const LENGTHS = /[日天周月年时钟]$/

interface Asked {
  readonly question: UnderstoodQuestion
  /** Text of the duty's document. */
  readonly text: string
}

function shows({ obligation }: Duty, facet: Facet, { question, text }: Asked): boolean {
  const { timing, parties, addressees, quota, spans, review } = obligation
  switch (facet) {
    case 'when':
      return timing !== null && timing.type !== 'ongoing'
    case 'who':
      // units taken over from the sentence before are a guess
      return parties.length > 0 && !review.reasons.some(reason => reason.includes('承前'))
    case 'how-long':
      return (
        timing?.type === 'duration' ||
        timing?.type === 'relative' ||
        (quota !== null && LENGTHS.test(quota.unit))
      )
    case 'whom':
      return addressees.length > 0
    case 'how-often':
      return timing?.rrule != null || (quota !== null && quota.per !== null)
    case 'how-many': {
      const raw = quota === null || spans.quota === null ? null : foldText(text.slice(...spans.quota))
      if (raw === null || question.fact?.test(raw) === false) return false
      const named = unitNamed(question.text)
      return named === null || named === quota?.unit
    }
  }
}

const PUBLISHES = /公开|公布|公示|发布/
const REPORTS = /报告|报送|上报|汇报|呈报|[报送](?:区|市|县|州|省|同级|上级|本级)/
/** Acts that a question tells apart though they share their object: a report is sent, and it is published. */
const ACTS: readonly { readonly asked: RegExp; readonly does: (action: string) => boolean }[] = [
  { asked: PUBLISHES, does: action => PUBLISHES.test(action) },
  {
    asked:
      /报告(?:给|到|谁|哪)|(?:时候|时间|向谁|要|该|须|应当?)报告|报送|上报|汇报|呈报|(?:要|该|须|谁|时候|月|号|天|前)(?:报|交|送)|[报交送](?:给|到|谁|哪)/,
    does: action => REPORTS.test(action) && !PUBLISHES.test(action),
  },
]

/** The duties nearest to the question's words within each sentence, those of the best sentence first. */
function nearest(candidates: readonly Candidate[], { question, score }: MatchInput): Match[] {
  const acts = ACTS.filter(({ asked }) => asked.test(question.text))
  const doing = candidates.filter(({ duty }) => acts.some(({ does }) => does(duty.obligation.action)))
  const pool = doing.length > 0 ? doing : candidates
  const sentences = [...new Set(pool.map(({ sentence }) => sentence))]
  return sentences.flatMap(sentence => {
    const own = pool
      .filter(candidate => candidate.sentence === sentence)
      .map(candidate => ({ candidate, value: score(squeeze(candidate.duty.obligation.action)) }))
    const best = Math.max(...own.map(({ value }) => value))
    return own.filter(({ value }) => value >= NEARLY_AS_GOOD * best).map(({ candidate }) => candidate)
  })
}
