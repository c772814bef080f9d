/**
 * How well one sentence answers to the grams of a question. In: a sentence, weighted grams and the index that knows how
 * rare each gram is. Out: a BM25 score on the scale of sentences and the share of the question found in it.
 */
import { gramKeys } from '../text/tokenize.ts'
import type { LexicalIndex, WeightedGrams } from './lexical-index.ts'

const K1 = 1.2
const B = 0.6
/** Grams in a sentence of the genre, about 35 characters. */
const TYPICAL_LENGTH = 70

export interface GramWeights {
  /** Gram → weight times rarity. */
  readonly gains: ReadonlyMap<number, number>
  /** Sum of the gains of the question's own grams. */
  readonly total: number
}

export function weighGrams(query: WeightedGrams, index: LexicalIndex): GramWeights {
  const gains = new Map<number, number>()
  let total = 0
  for (const [key, weight] of query) {
    const gain = weight * index.idf(key)
    gains.set(key, gain)
    if (weight === 1) total += gain
  }
  return { gains, total }
}

export interface SentenceScore {
  readonly score: number
  /** 0 to 1: how much of the question's own weight the sentence contains. */
  readonly share: number
}

export function scoreSentence(sentence: string, weights: GramWeights, query: WeightedGrams): SentenceScore {
  const keys = gramKeys(sentence)
  const counts = new Map<number, number>()
  for (const key of keys) if (weights.gains.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  const norm = K1 * (1 - B + (B * keys.length) / TYPICAL_LENGTH)
  let score = 0
  let found = 0
  for (const [key, count] of counts) {
    const gain = weights.gains.get(key) ?? 0
    score += (gain * count * (K1 + 1)) / (count + norm)
    if (query.get(key) === 1) found += gain
  }
  return { score, share: weights.total === 0 ? 0 : found / weights.total }
}
