/**
 * Whether the evidence found is strong enough to answer with, and which of it shows the fact asked for. In: ranked hits
 * and the question. Out: a reason to decline, or the hits in the order to quote. Two signs count: how much of the
 * question's telling grams is found, and how near in meaning the best article is; a covered place named in the question
 * is a third (docs/answers.md has the measurements).
 */
import type { UnderstoodQuestion } from '../question/question.ts'
import type { Hit } from '../retrieval/retriever.ts'
import { foldText } from '../text/fold.ts'

export type Weakness = 'no-evidence' | 'no-such-fact'

/** Evidence is similarity plus this much of the share found. */
const SHARE_WEIGHT = 0.8
/** Off-topic questions rarely reach this … */
const ENOUGH = 0.4
/** … and one that names a covered place is rarely off topic. */
const ENOUGH_WITH_PLACE = 0.2
/** Articles whose nearness counts; further down something is near to any question by chance. */
const LEADING = 3
/** Sentences scored at least this part of the best one speak of the same matter. */
const ON_TOPIC = 0.45
/** Articles further behind than this are about something else, whatever numbers they show. */
const STILL_NEAR = 0.55

export type Judged =
  { readonly weakness: Weakness } | { readonly weakness: null; readonly hits: readonly Hit[] }

export function judgeEvidence(
  hits: readonly Hit[],
  question: UnderstoodQuestion,
  namesPlace: boolean,
): Judged {
  const best = hits[0]
  if (best === undefined) return { weakness: 'no-evidence' }
  const near = Math.max(...hits.slice(0, LEADING).map(hit => hit.similarity))
  const evidence = near + SHARE_WEIGHT * Math.max(best.reach, bestShare([best]))
  if (evidence < (namesPlace ? ENOUGH_WITH_PLACE : ENOUGH)) return { weakness: 'no-evidence' }
  const { fact } = question
  if (fact === null) return { weakness: null, hits }
  const showing = new Set(
    findShowing(
      hits.filter(hit => hit.score >= STILL_NEAR * best.score),
      fact,
    ),
  )
  if (showing.size === 0) return { weakness: 'no-such-fact' }
  // An article that does not show the fact asked for cannot answer, however well it fits otherwise.
  return {
    weakness: null,
    hits: [...hits.filter(hit => showing.has(hit)), ...hits.filter(hit => !showing.has(hit))],
  }
}

/** A question for a number or a time is answered only where a sentence on the matter shows one. */
function findShowing(hits: readonly Hit[], fact: RegExp): readonly Hit[] {
  const least = ON_TOPIC * bestShare(hits)
  return hits.filter(hit =>
    hit.sentences.some(({ share, text }) => share >= least && fact.test(foldText(text))),
  )
}

function bestShare(hits: readonly Hit[]): number {
  return Math.max(0, ...hits.flatMap(hit => hit.sentences.map(sentence => sentence.share)))
}
