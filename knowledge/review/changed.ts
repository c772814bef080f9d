/**
 * Decisions whose words are gone: the document was read again and the sentence reads differently now. In: the decisions
 * that stand and the duties of today. Out: one finding for each, with the old words, what was decided, and the duty that
 * stands in the same article now. The decision itself is kept; it simply no longer applies to anything.
 */
import { type Decision } from '../model/decision.ts'
import { type StoredDocument } from '../model/document.ts'
import { findingId, isFindingId } from '../register/index.ts'
import {
  describeDuty,
  effectOn,
  namesOf,
  NO_PLACE,
  placeOf,
  seen,
  sentenceOf,
  type Case,
  type ReviewData,
} from './data.ts'
import { type Effect, type Finding, type FindingProposal, type Place } from './finding.ts'
import { gramsOf, likeness } from './likeness.ts'
import { decisionName, describeCorrection, describeDecision } from './wording.ts'

/** A sentence in the same article is the old one reworded where at least this much is shared … */
const SAME_ARTICLE = 0.3
/** … and anywhere else in the document where it is almost all. */
const ELSEWHERE = 0.7

export function changedFindings(data: ReviewData): Finding[] {
  if (data.standing.size === 0) return []
  const documents = new Map(data.documents.map(document => [document.id, document]))
  const known = new Set(data.cases.map(({ entry }) => entry.id))
  return [...data.standing].flatMap(([target, { judgement, lapseDecision }]) => {
    if (known.has(target) || isFindingId(target)) return []
    return [judgement, lapseDecision].flatMap(decision => {
      const document = decision === null ? undefined : documents.get(decision.documentId)
      const isOfDuty = document !== undefined && document.id !== target
      return decision !== null && isOfDuty ? [findingOf(data, document, decision)] : []
    })
  })
}

function findingOf(data: ReviewData, document: StoredDocument, decision: Decision): Finding {
  const successors = successorsOf(data, document, decision)
  const [first] = successors
  const own = {
    ...placeNow(data, document, { decision, successor: first }),
    id: findingId(document.id, ['source-changed', decision.target, String(decision.seq)]),
    document: namesOf(document),
  }
  // Who judged one duty of the new sentence has read it.
  const answered = successors.flatMap(each => answerTo(data, decision, each) ?? [])
  const settledBy = data.standing.get(own.id)?.judgement ?? answered[0] ?? null
  return {
    ...own,
    kind: 'source-changed',
    state: settledBy === null ? 'open' : 'settled',
    message: messageOf(data, decision, first),
    duties: successors.map(({ entry }) => describeDuty(entry)),
    obligations: successors.map(({ entry }) => entry.id),
    others: [],
    proposals: successors.map(each => again(data, each, { decision, seen: seen(own, 'confirm') })),
    onConfirm: [seen(own, 'confirm')],
    onReject: [seen(own, 'reject')],
    settledBy,
  }
}

/** Whether the same was asked and answered again of the duty that stands there now. */
function answerTo({ standing }: ReviewData, { kind }: Decision, { entry }: Case): Decision | null {
  const isOfLapse = kind === 'continue' || kind === 'stop'
  return isOfLapse ? (standing.get(entry.id)?.lapseDecision ?? null) : entry.judgement
}

/** A later version of the program may read the same sentence otherwise; then the source is not to blame. */
function messageOf(data: ReviewData, decision: Decision, successor: Case | undefined): string {
  const isSameSentence = successor !== undefined && sentenceOf(data, successor.entry) === decision.quote
  const why = isSameSentence ? '原文没有变，但读出的任务变了' : '原文已变'
  const now = successor === undefined ? '现在的文件里已找不到对应的任务。' : '现在的任务见下。'
  const then = isSameSentence ? '' : `决定时的原文：“${decision.quote}”。`
  return `${why}，原决定不再适用（${describeDecision(decision)}）。${then}${now}`
}

function placeNow(
  data: ReviewData,
  document: StoredDocument,
  { decision, successor }: { readonly decision: Decision; readonly successor: Case | undefined },
): Place {
  if (successor === undefined) return { ...NO_PLACE, articleLabel: decision.articleLabel }
  const { found, article } = successor.entry
  return placeOf(data, document, { ...found.sentence, label: article.label })
}

/** The duties of the most alike sentence, but for those that somebody had judged before: they are others. */
function successorsOf(data: ReviewData, document: StoredDocument, decision: Decision): readonly Case[] {
  const old = gramsOf(decision.quote)
  let best: { readonly cases: readonly Case[]; readonly score: number } = { cases: [], score: 0 }
  for (const each of data.cases) {
    const { entry } = each
    if (entry.document.id !== document.id || (entry.judgement?.seq ?? Infinity) < decision.seq) continue
    const score = likeness(old, gramsOf(sentenceOf(data, entry)))
    const needed = entry.article.label === decision.articleLabel ? SAME_ARTICLE : ELSEWHERE
    if (score < needed || score < best.score) continue
    best = { cases: score === best.score ? [...best.cases, each] : [each], score }
  }
  return best.cases
}

/** The same decision on the new words. */
function again(
  data: ReviewData,
  successor: Case,
  { decision, seen: settled }: { readonly decision: Decision; readonly seen: Effect },
): FindingProposal {
  const { kind, correction } = decision
  const what = correction === null ? decisionName(decision) : describeCorrection(correction)
  return {
    value: `对“${successor.entry.found.action}”照原决定：${what}`,
    why: [],
    effects: [effectOn(data, successor, { kind, correction }), settled],
  }
}
