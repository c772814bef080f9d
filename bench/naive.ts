/**
 * The plain versions that ours are compared with, measured in the same run. In: texts and questions. Out: ranked texts.
 * Naive lexical search: every text is cut into grams and scored anew for every question (BM25, same formula).
 */
import { gramKeys } from '../knowledge/text/tokenize.ts'

const K1 = 1.5
const B = 0.75

export interface NaiveHit {
  readonly text: number
  readonly score: number
}

/** @returns the `count` best texts, highest score first. */
export function scanBm25(texts: readonly string[], question: string, count: number): NaiveHit[] {
  const query = new Set(gramKeys(question))
  const tallies = texts.map(text => {
    const keys = gramKeys(text)
    const tally = new Map<number, number>()
    for (const key of keys) if (query.has(key)) tally.set(key, (tally.get(key) ?? 0) + 1)
    return { length: keys.length, tally }
  })
  const average = tallies.reduce((sum, { length }) => sum + length, 0) / Math.max(1, texts.length)
  const frequency = new Map<number, number>()
  for (const { tally } of tallies)
    for (const key of tally.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1)
  const hits = tallies.map(({ length, tally }, text) => {
    let score = 0
    for (const [key, times] of tally) {
      const found = frequency.get(key) ?? 0
      const idf = Math.log(1 + (texts.length - found + 0.5) / (found + 0.5))
      score += (idf * times * (K1 + 1)) / (times + K1 * (1 - B + (B * length) / average))
    }
    return { text, score }
  })
  return hits
    .filter(({ score }) => score > 0)
    .sort((a, b) => (a.score === b.score ? a.text - b.text : b.score - a.score))
    .slice(0, count)
}
