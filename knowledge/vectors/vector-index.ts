/**
 * What every vector index does: the nearest rows of a matrix to a vector, by cosine. In: a query vector, how many, and
 * which rows may be answered. Out: row labels with similarities. Which passage a label stands for is not known here.
 */

export interface Neighbour {
  /** Row of the matrix the index was made from, from 0. */
  readonly label: number
  /** Cosine, in [-1, 1]; 0 for a vector of zeros. */
  readonly similarity: number
}

export interface VectorIndex {
  /** Number of rows. */
  readonly size: number
  /**
   * At most `k` rows, nearest first, smaller labels first among equals; fewer where fewer exist or are allowed.
   * @param vector Any length of vector but the right number of dimensions; it is scaled to length 1 here.
   * @param allow Rows it answers false for are out of the question. It may throw; the error is passed on.
   * @throws {RangeError} for another number of dimensions, for NaN and infinite values, and for a k below 0.
   */
  search(vector: Float32Array, k: number, allow?: (label: number) => boolean): readonly Neighbour[]
}

/** Rows of unit length (see normalize), one after the other: row i is at [i * dimensions, (i + 1) * dimensions). */
export interface VectorMatrix {
  readonly values: Float32Array
  /** At least 1. */
  readonly dimensions: number
}

/** @throws {RangeError} where the values are not whole rows. */
export function countRows({ values, dimensions }: VectorMatrix): number {
  const rows = values.length / dimensions
  if (Number.isInteger(rows)) return rows
  throw new RangeError(`Expected whole rows of ${dimensions} values, got ${values.length} values.`)
}

/** Scales a vector to length 1, in place; a vector of zeros stays. */
export function normalize(vector: Float32Array): void {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares === 0) return
  const length = Math.sqrt(squares)
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) / length
}

/** The query scaled to length 1, as a copy. See VectorIndex.search for what is refused. */
export function unitQuery(vector: Float32Array, dimensions: number): Float32Array {
  if (vector.length !== dimensions) {
    throw new RangeError(`Expected a vector of ${dimensions} dimensions, got ${vector.length}.`)
  }
  if (!vector.every(value => Number.isFinite(value))) {
    throw new RangeError('Expected a vector of finite numbers, got NaN or an infinite value.')
  }
  const copy = vector.slice()
  normalize(copy)
  return copy
}

/** How many neighbours can be answered. @throws {RangeError} for a k that is not a whole number from 0. */
export function neighbourLimit(k: number, size: number): number {
  if (Number.isInteger(k) && k >= 0) return Math.min(k, size)
  throw new RangeError(`Expected a number of neighbours from 0, got ${k}.`)
}

/** Rounding puts the cosine of a vector with itself a little above 1. */
export function clampSimilarity(similarity: number): number {
  return Math.min(1, Math.max(-1, similarity))
}
