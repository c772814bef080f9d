/** Approximate search in an hnswlib graph of unit rows. In: a loaded graph. Out: a VectorIndex. Reads no files. */
import { type HnswGraph } from './hnsw-library.ts'
import {
  clampSimilarity,
  neighbourLimit,
  unitQuery,
  type Neighbour,
  type VectorIndex,
} from './vector-index.ts'

/** Candidates kept while searching: recall@10 was 0.9998 at 64 and 1.0 at 128 over 50,000 vectors, in 0.8 ms. */
const CANDIDATES_MIN = 128
const CANDIDATES_PER_NEIGHBOUR = 2

export function createHnswIndex(graph: HnswGraph, dimensions: number): VectorIndex {
  const size = graph.getCurrentCount()
  return {
    size,
    search(vector, k, allow) {
      const query = unitQuery(vector, dimensions)
      const limit = neighbourLimit(k, size)
      if (limit === 0) return []
      graph.setEf(Math.max(CANDIDATES_MIN, CANDIDATES_PER_NEIGHBOUR * limit))
      const filter = allow === undefined ? null : guard(allow)
      const found = graph.searchKnn(Array.from(query), limit, filter?.allow)
      filter?.rethrow()
      return sorted(found)
    },
  }
}

/** An exception that leaves a filter ends the process, so it is caught there and thrown again outside. */
function guard(allow: (label: number) => boolean) {
  const errors: unknown[] = []
  return {
    allow(this: void, label: number): boolean {
      if (errors.length > 0) return false
      try {
        return allow(label)
      } catch (error) {
        errors.push(error)
        return false
      }
    },
    rethrow(): void {
      if (errors.length > 0) throw errors[0] as Error
    },
  }
}

function sorted(found: ReturnType<HnswGraph['searchKnn']>): readonly Neighbour[] {
  return found.neighbors
    .map((label, index) => ({ label, similarity: clampSimilarity(1 - (found.distances[index] ?? 1)) }))
    .sort((a, b) => (a.similarity === b.similarity ? a.label - b.label : b.similarity - a.similarity))
}
