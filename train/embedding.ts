/**
 * The embedding while it is being learned: one vector per row of the gram table. A text is the sum of the vectors of its
 * grams, scaled to length 1.
 */
import { FIRST_CHARACTER } from './alphabet.ts'
import { rowsOf, type GramTable } from './grams.ts'
import { gaussian, type Random } from './random.ts'
import { add, normalize, zeroVectors, type Vector } from './vectors.ts'

export interface Embedding {
  readonly grams: GramTable
  readonly dimensions: number
  readonly rows: readonly Vector[]
}

/** The rows of one text, one per occurrence. */
export type Grams = Int32Array

/**
 * Random directions: unlike words start out nearly orthogonal, so likeness begins as shared grams. Frequent grams start
 * short (their idf), because they say little; grams the training never sees keep these rows.
 */
export function randomEmbedding(
  grams: GramTable,
  texts: readonly string[],
  start: { dimensions: number; random: Random },
): Embedding {
  const { dimensions, random } = start
  const frequency = new Float64Array(grams.rowCount)
  for (const text of texts)
    for (const row of new Set(rowsOf(text, grams))) frequency[row] = (frequency[row] ?? 0) + 1
  const rows = zeroVectors(grams.rowCount, dimensions)
  for (let row = FIRST_CHARACTER; row < rows.length; row++) {
    const length =
      startingLength(grams, row, { seen: frequency[row] ?? 0, texts: texts.length }) / Math.sqrt(dimensions)
    rows[row]?.forEach((_, i, vector) => (vector[i] = gaussian(random) * length))
  }
  return { grams, dimensions, rows }
}

/** Never met in training, a character or a shared row is worth about this much of a rare gram's weight. */
const UNSEEN_CHARACTER = 0.5
const SHARED_ROW = 0.7

function startingLength(grams: GramTable, row: number, count: { seen: number; texts: number }): number {
  if (row >= grams.firstSharedRow) return SHARED_ROW
  if (count.seen === 0) return UNSEEN_CHARACTER
  return Math.log(1 + count.texts / (count.seen + 0.5)) / Math.log(1 + count.texts)
}

export function gramsOf(text: string, grams: GramTable): Grams {
  return Int32Array.from(rowsOf(text, grams))
}

/** @returns the text's unit vector, zero where it has no known gram, and the length its sum had. */
export function embed(grams: Grams, embedding: Embedding): { vector: Vector; length: number } {
  const vector = new Float32Array(embedding.dimensions)
  for (const row of grams) add(vector, embedding.rows[row]!)
  return { vector, length: normalize(vector) }
}
