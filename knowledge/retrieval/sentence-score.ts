/**
 * How well one sentence answers to the grams of a question. In: the grams of a sentence, weighted grams of the question
 * and the index that knows how rare each gram is. Out: a BM25 score on the scale of sentences and the share of the
 * question found in it.
 */
import type { LexicalIndex, WeightedGrams } from './lexical-index.ts'

const K1 = 1.2
const B = 0.6
/** Grams in a sentence of the genre, about 35 characters. */
const TYPICAL_LENGTH = 70
/** Low bits of a gram by which most grams are seen not to be in the question, without a look into a map. */
const SIEVE_SIZE = 4096

export interface GramWeights {
  /** Gram → weight times rarity. */
  readonly gains: ReadonlyMap<number, number>
  /** Sum of the gains of the question's own grams. */
  readonly total: number
  /** 1 where some gram of the question has these low bits. */
  readonly sieve: Uint8Array
}

export function weighGrams(query: WeightedGrams, index: LexicalIndex): GramWeights {
  const gains = new Map<number, number>()
  const sieve = new Uint8Array(SIEVE_SIZE)
  let total = 0
  for (const [key, weight] of query) {
    const gain = weight * index.idf(key)
    gains.set(key, gain)
    sieve[key % SIEVE_SIZE] = 1
    if (weight === 1) total += gain
  }
  return { gains, total, sieve }
}

export interface SentenceScore {
  readonly score: number
  /** 0 to 1: how much of the question's own weight the sentence contains. */
  readonly share: number
}

/** @param grams what `gramKeys` makes of the sentence, repeated grams repeated. */
export function scoreSentence(
  grams: readonly number[],
  weights: GramWeights,
  query: WeightedGrams,
): SentenceScore {
  const { gains, sieve, total } = weights
  const counts = new Map<number, number>()
  for (const key of grams) {
    if (sieve[key % SIEVE_SIZE] === 1 && gains.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const norm = K1 * (1 - B + (B * grams.length) / TYPICAL_LENGTH)
  let score = 0
  let found = 0
  for (const [key, count] of counts) {
    const gain = gains.get(key) ?? 0
    score += (gain * count * (K1 + 1)) / (count + norm)
    if (query.get(key) === 1) found += gain
  }
  return { score, share: total === 0 ? 0 : found / total }
}
