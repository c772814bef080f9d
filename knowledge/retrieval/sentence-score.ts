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
/** By the low bits of a gram most grams are seen not to be in the question, without a look into a map. */
const SIEVE_MASK = 0xfff

/** A question's grams, numbered, with what finding each is worth. */
export interface GramWeights {
  readonly numbers: ReadonlyMap<number, number>
  /** Weight times rarity, by number. */
  readonly gains: Float64Array
  /** 1 for a gram that tells what the question is about, by number. */
  readonly isTelling: Uint8Array
  /** Sum of the gains of the telling grams. */
  readonly total: number
  /** 1 where some gram of the question has these low bits. */
  readonly sieve: Uint8Array
}

export function weighGrams(query: WeightedGrams, index: LexicalIndex): GramWeights {
  const numbers = new Map([...query.keys()].map((key, number) => [key, number]))
  const gains = Float64Array.from(query, ([key, weight]) => weight * index.idf(key))
  const telling = tellingGrams(query)
  const isTelling = Uint8Array.from(query.keys(), key => (telling.has(key) ? 1 : 0))
  const sieve = new Uint8Array(SIEVE_MASK + 1)
  for (const key of query.keys()) sieve[key & SIEVE_MASK] = 1
  const total = gains.reduce((sum, gain, number) => sum + (isTelling[number] === 1 ? gain : 0), 0)
  return { numbers, gains, isTelling, total, sieve }
}

/** The question's own bigrams: single characters are shared by chance. All its grams where it has no bigram. */
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
  const { gains, isTelling, total } = weights
  const norm = K1 * (1 - B + (B * grams.length) / TYPICAL_LENGTH)
  let score = 0
  let found = 0
  for (const [number, count] of countGrams(grams, weights)) {
    const gain = gains[number] ?? 0
    score += (gain * count * (K1 + 1)) / (count + norm)
    if (isTelling[number] === 1) found += gain
  }
  return { score, share: total === 0 ? 0 : found / total }
}

function countGrams(grams: readonly number[], { numbers, sieve }: GramWeights): Map<number, number> {
  const counts = new Map<number, number>()
  for (const key of grams) {
    if (sieve[key & SIEVE_MASK] === 0) continue
    const number = numbers.get(key)
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}
