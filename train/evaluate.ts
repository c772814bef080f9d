/** Measures an embedding on held-out pairs: each question ranks all held-out sentences, its own should come first. */
import { QUESTION_STYLES, type Pair } from './data.ts'
import { embed, gramsOf, type Embedding } from './embedding.ts'
import { dot, type Vector } from './vectors.ts'

/** Shares in [0, 1]: mean reciprocal rank, right sentence first, right sentence among the first three. */
export interface Quality {
  readonly style: string
  readonly mrr: number
  readonly hitAt1: number
  readonly hitAt3: number
}

/** @returns one line per question style, in their order. */
export function evaluate(embedding: Embedding, pairs: readonly Pair[]): Quality[] {
  const vectorOf = (text: string): Vector => embed(gramsOf(text, embedding.grams), embedding).vector
  const sentences = pairs.map(pair => vectorOf(pair.official))
  return QUESTION_STYLES.map((style, kind) => {
    const ranks = pairs.map((pair, own) => rankOf(own, vectorOf(pair.questions[kind] ?? ''), sentences))
    return {
      style,
      mrr: share(ranks, rank => 1 / rank),
      hitAt1: share(ranks, rank => Number(rank === 1)),
      hitAt3: share(ranks, rank => Number(rank <= 3)),
    }
  })
}

/** Ties count against us: an embedding that gives everything the same vector must not look perfect. */
function rankOf(own: number, question: Vector, sentences: readonly Vector[]): number {
  const scores = sentences.map(sentence => dot(question, sentence))
  const reached = scores[own] ?? 0
  return scores.filter(score => score >= reached).length
}

function share(ranks: readonly number[], value: (rank: number) => number): number {
  return ranks.reduce((sum, rank) => sum + value(rank), 0) / ranks.length
}
