/** What every vector index must do. Called from the test file of each implementation. */
import { describe, expect, it } from 'vitest'
import {
  normalize,
  type Neighbour,
  type VectorIndex,
  type VectorMatrix,
} from '../../knowledge/vectors/vector-index.ts'

/** Deterministic numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function randomVector(random: () => number, dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5)
  normalize(vector)
  return vector
}

/** Rows of unit length in shared memory, as the index over the store makes them. */
export function randomMatrix(seed: number, rows: number, dimensions: number): VectorMatrix {
  const random = seededRandom(seed)
  const values = new Float32Array(new SharedArrayBuffer(rows * dimensions * 4))
  for (let row = 0; row < rows; row += 1) values.set(randomVector(random, dimensions), row * dimensions)
  return { values, dimensions }
}

/** The obvious way, slowly: every cosine, sorted. */
function oracle({ values, dimensions }: VectorMatrix, query: Float32Array): Neighbour[] {
  const rows = Array.from({ length: values.length / dimensions }, (_, label) => {
    const row = values.subarray(label * dimensions, (label + 1) * dimensions)
    return { label, similarity: row.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0) }
  })
  return rows.sort((a, b) => b.similarity - a.similarity)
}

export interface VectorIndexContract {
  readonly create: (matrix: VectorMatrix) => Promise<VectorIndex>
  /** Least share of the true ten nearest neighbours that must be found on average. */
  readonly recall: number
}

const ROWS = 3000
const DIMENSIONS = 48
const QUERIES = 50

export function vectorIndexContract(name: string, { create, recall }: VectorIndexContract): void {
  describe(`${name}: the contract of a vector index`, () => {
    const matrix = randomMatrix(1, ROWS, DIMENSIONS)
    const index = create(matrix)
    const random = seededRandom(2)
    const queries = Array.from({ length: QUERIES }, () => randomVector(random, DIMENSIONS))
    const query = queries[0] ?? new Float32Array(DIMENSIONS)
    const labels = (found: readonly Neighbour[]): number[] => found.map(neighbour => neighbour.label)

    it('finds the nearest rows, nearest first, with their cosine', async () => {
      let hits = 0
      for (const vector of queries) {
        const expected = oracle(matrix, vector)
        const cosines = new Map(expected.map(({ label, similarity }) => [label, similarity]))
        const found = (await index).search(vector, 10)
        expect(found).toHaveLength(10)
        found.forEach(({ label, similarity }) => expect(similarity).toBeCloseTo(cosines.get(label) ?? NaN, 5))
        expect(found.map(hit => hit.similarity)).toEqual(
          found.map(hit => hit.similarity).sort((a, b) => b - a),
        )
        hits += labels(expected.slice(0, 10)).filter(label => labels(found).includes(label)).length
      }
      expect(hits / (10 * QUERIES)).toBeGreaterThanOrEqual(recall)
    })

    it('finds a row by itself with a similarity that does not exceed 1', async () => {
      for (const label of [0, 1, 1234, ROWS - 1]) {
        const row = matrix.values.slice(label * DIMENSIONS, (label + 1) * DIMENSIONS)
        const [first] = (await index).search(row, 1)
        expect(first?.label).toBe(label)
        expect(first?.similarity).toBeCloseTo(1, 5)
        expect(first?.similarity).toBeLessThanOrEqual(1)
      }
    })

    it('does not care how long the query vector is, nor changes it', async () => {
      const long = query.map(value => value * 1000)
      const copy = long.slice()
      const found = (await index).search(long, 5)
      expect(labels(found)).toEqual(labels((await index).search(query, 5)))
      expect(long).toEqual(copy)
    })

    it('answers only rows that the filter allows, and as many as asked for', async () => {
      const allow = (label: number): boolean => label % 7 === 3
      const expected = oracle(matrix, query).filter(({ label }) => allow(label))
      const found = (await index).search(query, 10, allow)
      expect(found).toHaveLength(10)
      expect(labels(found).every(allow)).toBe(true)
      const hits = labels(expected.slice(0, 10)).filter(label => labels(found).includes(label))
      expect(hits.length / 10).toBeGreaterThanOrEqual(recall)
    })

    it('finds the rows of a filter that allows only three', async () => {
      const allowed = [17, 1700, 2999]
      const found = (await index).search(query, 10, label => allowed.includes(label))
      expect(labels(found).sort((a, b) => a - b)).toEqual(allowed)
    })

    it('answers nothing when the filter allows nothing', async () => {
      expect((await index).search(query, 10, () => false)).toEqual([])
    })

    it('passes on the error of a filter and works afterwards', async () => {
      const failing = (): boolean => {
        throw new Error('no such article')
      }
      const built = await index
      expect(() => built.search(query, 10, failing)).toThrow('no such article')
      expect(built.search(query, 10)).toHaveLength(10)
    })

    it('answers every row when more are asked for than there are', async () => {
      const few = await create(randomMatrix(3, 5, 8))
      expect(few.size).toBe(5)
      const found = few.search(randomVector(seededRandom(4), 8), 100)
      expect(labels(found).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
    })

    it('answers nothing when it is empty or when nothing is asked for', async () => {
      const empty = await create(randomMatrix(5, 0, 8))
      expect(empty.size).toBe(0)
      expect(empty.search(randomVector(seededRandom(6), 8), 10)).toEqual([])
      expect((await index).search(query, 0)).toEqual([])
    })

    it('answers similarity 0 for a query of zeros', async () => {
      const found = (await index).search(new Float32Array(DIMENSIONS), 3)
      expect(found.map(hit => hit.similarity)).toEqual([0, 0, 0])
    })

    it.each([
      ['too short', new Float32Array(DIMENSIONS - 1)],
      ['too long', new Float32Array(DIMENSIONS + 1)],
      ['empty', new Float32Array(0)],
    ])('refuses a query vector that is %s', async (_, vector) => {
      const built = await index
      expect(() => built.search(vector, 1)).toThrow(RangeError)
    })

    it.each([NaN, Infinity, -Infinity])('refuses a query vector with %s in it', async value => {
      const built = await index
      const vector = query.slice()
      vector[7] = value
      expect(() => built.search(vector, 1)).toThrow(RangeError)
    })

    it.each([-1, 1.5, NaN])('refuses to look for %s neighbours', async k => {
      const built = await index
      expect(() => built.search(query, k)).toThrow(RangeError)
    })
  })
}
