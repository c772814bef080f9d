/**
 * Exact search: the query against every allowed row. In: a matrix of unit rows. Out: a VectorIndex that keeps the
 * matrix without copying it. Fast enough by itself up to some 20,000 rows, and always there when nothing else is.
 */
import {
  clampSimilarity,
  countRows,
  neighbourLimit,
  unitQuery,
  type Neighbour,
  type VectorIndex,
  type VectorMatrix,
} from './vector-index.ts'

export function createExactIndex(matrix: VectorMatrix): VectorIndex {
  const size = countRows(matrix)
  return {
    size,
    search(vector, k, allow) {
      const query = unitQuery(vector, matrix.dimensions)
      const best = createBest(neighbourLimit(k, size))
      for (let label = 0; label < size; label += 1) {
        if (allow === undefined || allow(label)) best.offer(label, dotRow(matrix, label, query))
      }
      return best.sorted()
    },
  }
}

/** Four sums at once: a single one makes every addition wait for the one before it. */
function dotRow({ values, dimensions }: VectorMatrix, label: number, query: Float32Array): number {
  const start = label * dimensions
  const unrolled = dimensions - (dimensions % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0; i < unrolled; i += 4) {
    a += (values[start + i] ?? 0) * (query[i] ?? 0)
    b += (values[start + i + 1] ?? 0) * (query[i + 1] ?? 0)
    c += (values[start + i + 2] ?? 0) * (query[i + 2] ?? 0)
    d += (values[start + i + 3] ?? 0) * (query[i + 3] ?? 0)
  }
  for (let i = unrolled; i < dimensions; i += 1) a += (values[start + i] ?? 0) * (query[i] ?? 0)
  return a + b + c + d
}

/** The `limit` highest offers, kept in order; labels must be offered in ascending order. */
function createBest(limit: number) {
  const labels: number[] = []
  const similarities: number[] = []
  return {
    offer(label: number, similarity: number): void {
      if (labels.length === limit && similarity <= (similarities[limit - 1] ?? Infinity)) return
      let place = labels.length < limit ? labels.length : limit - 1
      while (place > 0 && (similarities[place - 1] ?? 0) < similarity) {
        labels[place] = labels[place - 1] ?? 0
        similarities[place] = similarities[place - 1] ?? 0
        place -= 1
      }
      labels[place] = label
      similarities[place] = similarity
    },
    sorted: (): readonly Neighbour[] =>
      labels.map((label, index) => ({ label, similarity: clampSimilarity(similarities[index] ?? 0) })),
  }
}
