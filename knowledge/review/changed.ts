/**
 * Decisions whose words are gone: the document was read again and the sentence reads differently now. In: the decisions
 * that stand and the duties of today. Out: one finding for each, with the old words, what was decided, and the duty that
 * stands in the same article now. The decision itself is kept; it simply no longer applies to anything.
 */
import { type Decision } from '../model/decision.ts'
import { type StoredDocument } from '../model/document.ts'
import { describeDuty, effectOn, namesOf, placeOf, seen, type Case, type ReviewData } from './data.ts'
import { findingId, isFindingId, type Finding, type FindingProposal, type Place } from './finding.ts'
import { gramsOf, likeness } from './likeness.ts'
import { DECISION_NAMES, describeCorrection, describeDecision } from './wording.ts'

/** A sentence in the same article is the old one reworded where at least this much is shared … */
const SAME_ARTICLE = 0.3
/** … and anywhere else in the document where it is almost all. */
const ELSEWHERE = 0.7

export function changedFindings(data: ReviewData): Finding[] {
  const documents = new Map(data.documents.map(document => [document.id, document]))
  const known = new Set(data.cases.map(({ entry }) => entry.id))
  return [...data.standing].flatMap(([target, { judgement, lapseDecision }]) => {
    const decision = judgement ?? lapseDecision
    const document = decision === null ? undefined : documents.get(decision.documentId)
    if (decision === null || document === undefined) return []
    const isOfDuty = target !== document.id && !isFindingId(target)
    return isOfDuty && !known.has(target) ? [findingOf(data, document, decision)] : []
  })
}

function findingOf(data: ReviewData, document: StoredDocument, decision: Decision): Finding {
  const id = findingId(document.id, 'source-changed', [decision.target, String(decision.seq)])
  const successors = successorsOf(data, document, decision)
  const [first] = successors
  const judged = successors.map(({ entry }) => entry.judgement)
  const isJudged = first !== undefined && judged.every(judgement => judgement !== null)
  const settledBy = data.standing.get(id)?.judgement ?? (isJudged ? (judged[0] ?? null) : null)
  const now = first === undefined ? '原条款中已找不到对应的任务。' : '现在的任务见下。'
  return {
    ...placeNow(data, document, { decision, successor: first }),
    id,
    kind: 'source-changed',
    state: settledBy === null ? 'open' : 'settled',
    document: namesOf(document),
    message: `原文已变，原决定不再适用（${describeDecision(decision)}）。决定时的原文：“${decision.quote}”。${now}`,
    duties: successors.map(({ entry }) => describeDuty(entry)),
    obligations: successors.map(({ entry }) => entry.id),
    proposals: successors.map(each => again(data, each, { decision, id })),
    onConfirm: [seen(id, document.id, 'confirm')],
    onReject: [seen(id, document.id, 'reject')],
    settledBy,
  }
}

function placeNow(
  data: ReviewData,
  document: StoredDocument,
  { decision, successor }: { readonly decision: Decision; readonly successor: Case | undefined },
): Place {
  if (successor === undefined)
    return { articleLabel: decision.articleLabel, line: null, lineText: '', span: null, raw: '' }
  const { found, article } = successor.entry
  return placeOf(data, document, { ...found.sentence, label: article.label })
}

/** The duties of the most alike sentence, but for those that somebody had judged before: they are others. */
function successorsOf(data: ReviewData, document: StoredDocument, decision: Decision): readonly Case[] {
  const old = gramsOf(decision.quote)
  const text = data.textOf(document.id)
  let best: { readonly cases: readonly Case[]; readonly score: number } = { cases: [], score: 0 }
  for (const each of data.cases) {
    const { entry } = each
    if (entry.document.id !== document.id || (entry.judgement?.seq ?? Infinity) < decision.seq) continue
    const { start, end } = entry.found.sentence
    const score = likeness(old, gramsOf(text.slice(start, end)))
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
  { decision, id }: { readonly decision: Decision; readonly id: string },
): FindingProposal {
  const { kind, correction, documentId } = decision
  const what = correction === null ? DECISION_NAMES[kind] : describeCorrection(correction)
  return {
    value: `对“${successor.entry.found.action}”照原决定：${what}`,
    why: [],
    effects: [effectOn(data, successor, { kind, correction }), seen(id, documentId, 'confirm')],
  }
}
