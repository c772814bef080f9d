/**
 * Whether the evidence found is too weak to answer with. In: ranked hits. Out: a boolean. The thresholds were set on
 * questions of the training collection asked about documents that do and do not hold the answer (docs/answers.md).
 */
import type { Hit } from '../retrieval/retriever.ts'

/** Share of the question's weight that the best sentence or the best article must reach … */
const SMALLEST_REACH = 0.045
/** … unless the best article is this near in meaning. */
const NEAR_ENOUGH = 0.45

export function isWeak(hits: readonly Hit[]): boolean {
  const best = hits[0]
  if (best === undefined) return true
  const share = Math.max(best.reach, ...best.sentences.map(sentence => sentence.share))
  return share < SMALLEST_REACH && best.similarity < NEAR_ENOUGH
}
