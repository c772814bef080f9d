/**
 * Whether the evidence found is too weak to answer with. In: ranked hits and the question. Out: a reason, or null where
 * an answer may be given. Two signs count: how much of the question's weight is found, and how near in meaning the best
 * article is; a covered place named in the question is a third (docs/answers.md has the measurements).
 */
import type { UnderstoodQuestion } from '../question/question.ts'
import type { Hit } from '../retrieval/retriever.ts'
import { foldText } from '../text/fold.ts'

export type Weakness = 'no-evidence' | 'no-such-fact'

/** Evidence is similarity plus this much of the share found. */
const SHARE_WEIGHT = 0.8
/** Off-topic questions rarely reach this … */
const ENOUGH = 0.3
/** … and one that names a covered place is rarely off topic. */
const ENOUGH_WITH_PLACE = 0.12
/** Sentences that share at least this part of what the best one shares speak of the same matter. */
const ON_TOPIC = 0.5
/** Articles looked through for a number or a time. */
const LOOKED_THROUGH = 3

export function findWeakness(
  hits: readonly Hit[],
  question: UnderstoodQuestion,
  namesPlace: boolean,
): Weakness | null {
  const best = hits[0]
  if (best === undefined) return 'no-evidence'
  const near = Math.max(...hits.slice(0, LOOKED_THROUGH).map(hit => hit.similarity))
  const evidence = near + SHARE_WEIGHT * Math.max(best.reach, bestShare([best]))
  if (evidence < (namesPlace ? ENOUGH_WITH_PLACE : ENOUGH)) return 'no-evidence'
  return showsFact(hits.slice(0, LOOKED_THROUGH), question) ? null : 'no-such-fact'
}

/** A question for a number or a time is answered only where a sentence on the matter shows one. */
function showsFact(hits: readonly Hit[], { fact }: UnderstoodQuestion): boolean {
  if (fact === null) return true
  const least = ON_TOPIC * bestShare(hits)
  return hits.some(hit =>
    hit.sentences.some(({ share, text }) => share >= least && fact.test(foldText(text))),
  )
}

function bestShare(hits: readonly Hit[]): number {
  return Math.max(0, ...hits.flatMap(hit => hit.sentences.map(sentence => sentence.share)))
}
