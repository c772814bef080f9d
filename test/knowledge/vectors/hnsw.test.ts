import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { buildHnsw } from '../../../knowledge/vectors/build.ts'
import { loadHnswLibrary } from '../../../knowledge/vectors/hnsw-library.ts'
import { createHnswIndex } from '../../../knowledge/vectors/hnsw.ts'
import { type VectorIndex, type VectorMatrix } from '../../../knowledge/vectors/vector-index.ts'
import { vectorIndexContract } from '../../contract/vector-index.ts'

const library = await loadHnswLibrary().catch(() => null)

describe.skipIf(library === null)('hnswlib (skipped where hnswlib-node is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xuefa-hnsw-'))
  let files = 0

  async function create(matrix: VectorMatrix): Promise<VectorIndex> {
    if (library === null) throw new Error('hnswlib-node is not installed.')
    files += 1
    const path = join(folder, `${files}.hnsw`)
    await buildHnsw({ matrix, path })
    const graph = new library.HierarchicalNSW('ip', matrix.dimensions)
    await graph.readIndex(path)
    return createHnswIndex(graph, matrix.dimensions)
  }

  vectorIndexContract('hnsw', { create, recall: 0.95 })
})
