/**
 * How well one sentence answers to the grams of a question. In: the grams of a sentence, weighted grams of the question
 * and the index that knows how rare each gram is. Out: a BM25 score on the scale of sentences and the share of the
 * question found in it.
 */
import { isBigram } from '../text/tokenize.ts'
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
  /** Grams that count for the share: the question's own bigrams, for single characters are shared by chance. */
  readonly telling: ReadonlySet<number>
  /** Sum of their gains. */
  readonly total: number
  /** 1 where some gram of the question has these low bits. */
  readonly sieve: Uint8Array
}

export function weighGrams(query: WeightedGrams, index: LexicalIndex): GramWeights {
  const gains = new Map<number, number>()
  const sieve = new Uint8Array(SIEVE_SIZE)
  for (const [key, weight] of query) {
    gains.set(key, weight * index.idf(key))
    sieve[key % SIEVE_SIZE] = 1
  }
  const telling = tellingGrams(query)
  const total = [...telling].reduce((sum, key) => sum + (gains.get(key) ?? 0), 0)
  return { gains, telling, total, sieve }
}

function tellingGrams(query: WeightedGrams): ReadonlySet<number> {
  const own = [...query].flatMap(([key, weight]) => (weight === 1 ? [key] : []))
  const bigrams = own.filter(isBigram)
  return new Set(bigrams.length > 0 ? bigrams : own)
}

export interface SentenceScore {
  readonly score: number
  /** 0 to 1: how much of the weight of the question's telling grams the sentence contains. */
  readonly share: number
}

/** @param grams what `gramKeys` makes of the sentence, repeated grams repeated. */
export function scoreSentence(grams: readonly number[], weights: GramWeights): SentenceScore {
  const { gains, telling, sieve, total } = weights
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
    if (telling.has(key)) found += gain
  }
  return { score, share: total === 0 ? 0 : found / total }
}
