/**
 * BM25 over character grams in flat arrays (Robertson and Zaragoza, 2009). In: texts. Out: scores by text number. Built
 * once, then read only; `index-file.ts` stores it. 56,809 statute articles take about 70 MB and 3 ms a question.
 */
import { gramKeys, TOKENIZER_FINGERPRINT } from '../text/tokenize.ts'

/** Saturation of repeated grams; 1.2 to 1.8 change little (shared/benchmarks/retrieval-study.md). */
const K1 = 1.5
/** How far long texts are discounted. */
const B = 0.75
const LARGEST_COUNT = 255

export interface ScoredText {
  /** Number of the text, in the order they were added. */
  readonly text: number
  readonly score: number
}

/** Gram key → weight, 1 for a gram the question itself contains. */
export type WeightedGrams = ReadonlyMap<number, number>

export interface SearchLimits {
  /** Best texts returned, at least 1. */
  readonly count: number
  /** Texts for which this is 0 are left out before ranking. */
  readonly allow?: Uint8Array | undefined
}

/** The arrays behind an index; `keys` ascending, postings of `keys[i]` in [offsets[i], offsets[i + 1]). */
export interface LexicalArrays {
  readonly keys: Float64Array
  readonly offsets: Uint32Array
  readonly texts: Uint32Array
  readonly counts: Uint8Array
  /** Grams in each text. */
  readonly lengths: Uint32Array
}

export class LexicalIndex {
  /** What must be equal for a stored index to be usable. */
  static readonly fingerprint = `${TOKENIZER_FINGERPRINT}/bm25`
  readonly arrays: LexicalArrays
  private readonly averageLength: number
  private readonly scores: Float32Array

  constructor(arrays: LexicalArrays) {
    this.arrays = arrays
    this.scores = new Float32Array(arrays.lengths.length)
    const total = arrays.lengths.reduce((sum, length) => sum + length, 0)
    this.averageLength = Math.max(1, total / Math.max(1, arrays.lengths.length))
  }

  get size(): number {
    return this.arrays.lengths.length
  }

  /** Inverse document frequency, above 0; the highest value for a gram no text contains. */
  idf(key: number): number {
    const at = this.find(key)
    const frequency = at === -1 ? 0 : this.frequencyAt(at)
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5))
  }

  /** How many texts contain the gram. */
  frequency(key: number): number {
    const at = this.find(key)
    return at === -1 ? 0 : this.frequencyAt(at)
  }

  /** @returns the best texts, highest score first; only texts that share a gram with the query. */
  search(query: WeightedGrams, limits: SearchLimits): ScoredText[] {
    this.scores.fill(0)
    for (const [key, weight] of query) this.addPostings(key, weight)
    return this.best(limits)
  }

  private addPostings(key: number, weight: number): void {
    const at = this.find(key)
    if (at === -1) return
    const { offsets, texts, counts, lengths } = this.arrays
    const gain = weight * this.idf(key) * (K1 + 1)
    const end = offsets[at + 1] ?? 0
    for (let i = offsets[at] ?? 0; i < end; i++) {
      const text = texts[i] ?? 0
      const count = counts[i] ?? 0
      const norm = K1 * (1 - B + (B * (lengths[text] ?? 0)) / this.averageLength)
      this.scores[text] = (this.scores[text] ?? 0) + (gain * count) / (count + norm)
    }
  }

  private best({ count, allow }: SearchLimits): ScoredText[] {
    const best: ScoredText[] = []
    let threshold = 0
    for (let text = 0; text < this.scores.length; text++) {
      const score = this.scores[text] ?? 0
      if (score <= threshold || (allow !== undefined && allow[text] === 0)) continue
      best.push({ text, score })
      // Sorting once per `count` newcomers keeps the scan linear in practice.
      if (best.length >= 2 * count) threshold = keepBest(best, count)
    }
    keepBest(best, count)
    return best
  }

  private frequencyAt(at: number): number {
    return (this.arrays.offsets[at + 1] ?? 0) - (this.arrays.offsets[at] ?? 0)
  }

  private find(key: number): number {
    const { keys } = this.arrays
    let low = 0
    let high = keys.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = keys[middle] ?? 0
      if (found === key) return middle
      if (found < key) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

function keepBest(best: ScoredText[], count: number): number {
  best.sort((a, b) => (a.score === b.score ? a.text - b.text : b.score - a.score))
  best.length = Math.min(best.length, count)
  return best.length === count ? (best.at(-1)?.score ?? 0) : 0
}

/** Collects texts one by one; `finish` sorts the postings by gram. */
export class LexicalIndexBuilder {
  private readonly ids = new Map<number, number>()
  private readonly keys: number[] = []
  private readonly frequencies: number[] = []
  private terms = new Uint32Array(1 << 16)
  private counts = new Uint8Array(1 << 16)
  private postings = 0
  private readonly ends: number[] = []
  private readonly lengths: number[] = []

  add(text: string): void {
    const tally = new Map<number, number>()
    const keys = gramKeys(text)
    for (const key of keys) tally.set(key, (tally.get(key) ?? 0) + 1)
    for (const [key, count] of tally) this.push(this.idOf(key), Math.min(count, LARGEST_COUNT))
    this.lengths.push(keys.length)
    this.ends.push(this.postings)
  }

  private idOf(key: number): number {
    const known = this.ids.get(key)
    if (known !== undefined) return known
    const id = this.keys.length
    this.ids.set(key, id)
    this.keys.push(key)
    this.frequencies.push(0)
    return id
  }

  private push(term: number, count: number): void {
    if (this.postings === this.terms.length) this.grow()
    this.terms[this.postings] = term
    this.counts[this.postings] = count
    this.postings++
    this.frequencies[term] = (this.frequencies[term] ?? 0) + 1
  }

  private grow(): void {
    const terms = new Uint32Array(this.terms.length * 2)
    const counts = new Uint8Array(this.counts.length * 2)
    terms.set(this.terms)
    counts.set(this.counts)
    this.terms = terms
    this.counts = counts
  }

  finish(): LexicalIndex {
    const order = Uint32Array.from(this.keys.keys()).sort((a, b) => (this.keys[a] ?? 0) - (this.keys[b] ?? 0))
    const keys = new Float64Array(order.length)
    const offsets = new Uint32Array(order.length + 1)
    const next = new Uint32Array(order.length)
    order.forEach((id, rank) => {
      keys[rank] = this.keys[id] ?? 0
      next[id] = offsets[rank] ?? 0
      offsets[rank + 1] = (offsets[rank] ?? 0) + (this.frequencies[id] ?? 0)
    })
    const texts = new Uint32Array(this.postings)
    const counts = new Uint8Array(this.postings)
    let text = 0
    for (let i = 0; i < this.postings; i++) {
      while (i >= (this.ends[text] ?? Infinity)) text++
      const term = this.terms[i] ?? 0
      const at = next[term] ?? 0
      texts[at] = text
      counts[at] = this.counts[i] ?? 0
      next[term] = at + 1
    }
    return new LexicalIndex({ keys, offsets, texts, counts, lengths: Uint32Array.from(this.lengths) })
  }
}
