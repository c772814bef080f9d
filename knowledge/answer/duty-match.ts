/**
 * Which duties answer a question. In: articles found, the fields asked for, the register. Out: duties with the article
 * they stand in, best first; none where it is in doubt, and then passages answer. A duty counts only where its own sentence
 * is one the answer would quote, so nothing is answered because an article merely holds some date.
 */
import { type Obligation } from '../model/obligation.ts'
import { type Facet } from '../question/asked.ts'
import { type UnderstoodQuestion } from '../question/question.ts'
import { type Hit } from '../retrieval/retriever.ts'
import { foldText } from '../text/fold.ts'
import { type Duty } from './duty-reads.ts'
import { squeeze } from './duty-rule.ts'
import { ofUnitNamed } from './duty-subject.ts'
import { unitNamed } from './premise.ts'

export interface Match {
  readonly hit: Hit
  readonly duty: Duty
}

export interface MatchInput {
  /** Best first; only these are looked at. */
  readonly hits: readonly Hit[]
  /** Of the articles found. */
  readonly duties: readonly Duty[]
  readonly facets: readonly Facet[]
  readonly question: UnderstoodQuestion
  /** The question without places, folded. */
  readonly asked: string
  /** How much of the question's words a text holds, 0 to 1. */
  readonly shareOf: (text: string) => number
  readonly textOf: (duty: Duty) => string
}

/** A duty with less of the question than this part of the best sentence's is about something else … */
const ON_TOPIC = 0.75
/** … unless the unit that the question names bears it: then it is meant, however its matter is worded. */
const ON_TOPIC_IF_NAMED = 0.55
/** Less than this of the question's own words may be chance; then passages answer. */
const LEAST_SHARE = 0.3
/** The heading and the sentence around a duty tell what it is about, but not as surely as its own words … */
const UNDER_HEADING = 0.9
const IN_SENTENCE = 0.8
/** … and only where those name the matter at all: the sentence may speak of another one as well. */
const LEAST_OWN_SHARE = 0.15
/** Duties nearly as near as the best belong to the answer, and so do those of other units in the same sentence. */
const NEARLY_AS_GOOD = 0.85
const NEAR_IN_SENTENCE = 0.6
const NEAR_IN_PLACE = 0.7
const MOST_IN_ANSWER = 4

export function matchDuties(input: MatchInput): Match[] {
  const { hits, facets, question } = input
  if (facets.length === 0 || question.asksWhatHappened) return []
  const candidates = hits.flatMap(hit => candidatesIn(hit, input))
  const answering = candidates.filter(({ duty }) =>
    facets.every(facet => shows(duty, facet, { question, text: input.textOf(duty) })),
  )
  const best = bestShare(hits, candidates)
  const { candidates: meant, isNamed } = ofUnitNamed(input.asked, answering, input.duties)
  const least = Math.max(LEAST_SHARE, (isNamed ? ON_TOPIC_IF_NAMED : ON_TOPIC) * best)
  const onTopic = meant.filter(({ share }) => share >= least)
  return nearest(doingWhatIsAsked(onTopic, question), isNamed).slice(0, MOST_IN_ANSWER)
}

interface Candidate extends Match {
  readonly share: number
}

function candidatesIn(hit: Hit, { duties, shareOf, textOf }: MatchInput): Candidate[] {
  const { documentId, start, end } = hit.article
  return duties.flatMap(duty => {
    const { citation } = duty.obligation
    const isInside = citation.document.id === documentId && citation.start >= start && citation.end <= end
    if (!isInside) return []
    return [{ hit, duty, share: shareOfDuty(duty, textOf(duty), shareOf) }]
  })
}

function shareOfDuty(
  { obligation, clause }: Duty,
  documentText: string,
  shareOf: (text: string) => number,
): number {
  const { action, parties, citation } = obligation
  const words = [action, documentText.slice(clause.start, clause.end), ...parties.map(({ name }) => name)]
  const own = words.map(squeeze).join(' ')
  const named = `${squeeze(citation.article.heading ?? '')} ${own}`
  const underHeading = Math.max(shareOf(own), UNDER_HEADING * shareOf(named))
  if (underHeading < LEAST_OWN_SHARE) return 0
  return Math.max(underHeading, IN_SENTENCE * shareOf(`${named} ${squeeze(citation.quote)}`))
}

function bestShare(hits: readonly Hit[], candidates: readonly Candidate[]): number {
  const sentences = hits.flatMap(hit => hit.sentences.map(({ share }) => share))
  return Math.max(0, ...sentences, ...candidates.map(({ share }) => share))
}

/** 每年 and 定期 name no day, 最长5年 no moment; 5个工作日内 and 会议召开前 do. */
function isDated({ type, to, rrule, raw }: NonNullable<Obligation['timing']>): boolean {
  return (
    to !== null ||
    type === 'relative' ||
    /;BY/.test(rrule ?? '') ||
    (type === 'duration' && /[内前后]$/.test(raw))
  )
}

/** Units of a quota that tell how long. */
const LENGTHS = /(?:[日天周月年钟]|小时)$/

function lengthsOf({ timing, quota, spans }: Obligation, documentText: string): string[] {
  const isLength = timing?.type === 'duration' || timing?.type === 'relative'
  const amount = quota !== null && LENGTHS.test(quota.unit) ? spans.quota : null
  return [...(isLength ? [timing.raw] : []), ...(amount === null ? [] : [documentText.slice(...amount)])]
}

/** Units that measure the same: 几天 is answered by 3个工作日 as well, 多少年 by years alone. */
const MEASURES: readonly (readonly [asked: RegExp, told: RegExp])[] = [
  [/(?:多少|几)个?(?:工作日|天|日)/, /[天日]/],
  [/(?:多少|几)个?(?:小时|分钟)/, /小时|分钟/],
  [/(?:多少|几)个?(?:周|星期)/, /周|星期/],
  [/(?:多少|几)个?月/, /月/],
  [/(?:多少|几)年/, /年/],
]

function isMeasuredLike(question: string, raw: string): boolean {
  const measure = MEASURES.find(([asked]) => asked.test(question))
  return measure === undefined || measure[1].test(raw)
}

interface Asked {
  readonly question: UnderstoodQuestion
  /** Text of the duty's document. */
  readonly text: string
}

function shows({ obligation }: Duty, facet: Facet, { question, text }: Asked): boolean {
  const { timing, parties, addressees, quota, spans, review } = obligation
  switch (facet) {
    case 'when':
      return timing !== null && isDated(timing)
    case 'who':
      // units taken over from the sentence before are a guess
      return parties.length > 0 && !review.reasons.some(reason => reason.includes('承前'))
    case 'how-long':
      return lengthsOf(obligation, text).some(raw => isMeasuredLike(question.text, raw))
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

/** Those that do what the question names, where any does. */
function doingWhatIsAsked(
  candidates: readonly Candidate[],
  question: UnderstoodQuestion,
): readonly Candidate[] {
  const acts = ACTS.filter(({ asked }) => asked.test(question.text))
  const doing = candidates.filter(({ duty }) => acts.some(({ does }) => does(duty.obligation.action)))
  return doing.length > 0 ? doing : candidates
}

/** In the order of the articles found, those of one article in the order of the text. */
function nearest(candidates: readonly Candidate[], isNamed: boolean): Match[] {
  const best = Math.max(0, ...candidates.map(({ share }) => share))
  const near = candidates.filter(
    candidate => candidate.share >= NEARLY_AS_GOOD * bestOfPlace(candidate, candidates, best),
  )
  if (isNamed) return near
  // 年度报告何时交: who is asked about is open, so the sentence is told for all whom it names
  return candidates.filter(
    candidate => near.includes(candidate) || near.some(other => isForOthers(candidate, other, best)),
  )
}

/** Each place words the same matter in its own way: its best duty counts, unless it is far behind that of another place. */
function bestOfPlace({ duty }: Candidate, candidates: readonly Candidate[], best: number): number {
  const placeOf = ({ obligation }: Duty): string | null => obligation.citation.document.jurisdiction
  const own = candidates.filter(other => placeOf(other.duty) === placeOf(duty))
  const bestOfOwn = Math.max(...own.map(({ share }) => share))
  return bestOfOwn >= NEAR_IN_PLACE * best ? bestOfOwn : best
}

function isForOthers(candidate: Candidate, near: Candidate, best: number): boolean {
  const [own, other] = [candidate, near].map(({ duty }) => duty.obligation)
  if (own === undefined || other === undefined || candidate.share < NEAR_IN_SENTENCE * best) return false
  const isSameSentence =
    own.citation.document.id === other.citation.document.id && own.citation.start === other.citation.start
  const names = other.parties.map(({ name }) => name)
  const isOthers = own.parties.length > 0 && own.parties.every(({ name }) => !names.includes(name))
  return isSameSentence && isOthers && own.timing?.raw === other.timing?.raw
}
