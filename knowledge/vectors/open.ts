/**
 * The vector index over all passages of the store. In: the store, a model, the data folder. Out: nearest passages.
 * Exact search serves from the first moment; where there are many passages an hnswlib graph is read, or built in
 * another thread, and takes over when it is ready. The graph is a cache: whatever is wrong with it, it is rebuilt.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type ArticleId } from '../model/document.ts'
import { type Log } from '../model/log.ts'
import { buildHnsw } from './build.ts'
import { createExactIndex } from './exact.ts'
import { createHnswFile, type GraphSource, type HnswFile } from './hnsw-file.ts'
import { type HnswGraph, type HnswLibrary, loadHnswLibrary } from './hnsw-library.ts'
import { createHnswIndex } from './hnsw.ts'
import { type EmbeddingSource, loadPassageVectors, type PassageVectors } from './passage-vectors.ts'
import { type Neighbour, type VectorIndex } from './vector-index.ts'

/** Up to here exact search takes a few milliseconds, less than a graph is worth. */
const HNSW_FROM = 20_000

export interface PassageHit {
  readonly articleId: ArticleId
  /** The passage, in UTF-16 offsets of the document's text. */
  readonly start: number
  readonly end: number
  /** Cosine, in [-1, 1]. */
  readonly similarity: number
}

export interface PassageIndex {
  /** Number of passages that have an embedding. */
  readonly size: number
  /** What answers a search without a filter. */
  readonly kind: 'exact' | 'hnsw'
  /**
   * At most `k` passages, nearest first. With `allow` the search is exact, over the passages of allowed articles only.
   * @throws {RangeError} for another number of dimensions, for NaN and infinite values, and for a k below 0.
   */
  search(vector: Float32Array, k: number, allow?: (articleId: ArticleId) => boolean): readonly PassageHit[]
  /**
   * Takes in what was published since, then reads or builds the graph where it is worth it; searches go on meanwhile.
   * Trouble with the graph is logged, and exact search goes on; only the database's errors reject.
   */
  refresh(): Promise<void>
  /** Stops a build under way and waits until it has stopped. */
  close(): Promise<void>
}

export interface VectorIndexOptions {
  readonly store: EmbeddingSource
  /** Names the model and its version: vectors of different ids are never compared. */
  readonly modelId: string
  readonly dimensions: number
  readonly dataDir: string
  readonly log: Log
  /** Number of passages from which a graph is used. @default 20000 */
  readonly hnswFrom?: number
  readonly loadLibrary?: () => Promise<HnswLibrary>
  /** Called while a graph is being built. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Loads all embeddings of the model and serves exact search over them; call `refresh` for the graph.
 * @throws {RangeError} where the stored vectors have another number of dimensions.
 */
export async function openVectorIndex(options: VectorIndexOptions): Promise<PassageIndex> {
  let serving = serve(await loadPassageVectors(options.store, options), null)
  const stopping = new AbortController()
  const graphs = createGraphs(options, stopping.signal)
  const refresh = async (): Promise<void> => {
    if (stopping.signal.aborted) return
    const vectors = await loadPassageVectors(options.store, options)
    const isSame = vectors.fingerprint === serving.vectors.fingerprint
    serving = serve(vectors, isSame ? serving.hnsw : null)
    if (serving.hnsw !== null) return
    const graph = await graphs.get(vectors)
    if (graph !== null) serving = serve(vectors, createHnswIndex(graph, options.dimensions))
  }
  let last = Promise.resolve()
  return {
    get size() {
      return serving.vectors.count
    },
    get kind() {
      return serving.hnsw === null ? 'exact' : 'hnsw'
    },
    search: (vector, k, allow) => search(serving, allow)(vector, k),
    refresh() {
      // One after the other, also after one that failed: each starts from what the one before has left.
      const next = last.then(refresh)
      last = next.catch(() => undefined)
      return next
    },
    async close() {
      stopping.abort()
      await last
    },
  }
}

/** Everything that answers a search, exchanged as one. */
interface Serving {
  readonly vectors: PassageVectors
  readonly exact: VectorIndex
  readonly hnsw: VectorIndex | null
}

function serve(vectors: PassageVectors, hnsw: VectorIndex | null): Serving {
  return { vectors, exact: createExactIndex(vectors.matrix), hnsw }
}

type Search = (vector: Float32Array, k: number) => readonly PassageHit[]

function search({ vectors, exact, hnsw }: Serving, allow?: (articleId: ArticleId) => boolean): Search {
  const toHit = ({ label, similarity }: Neighbour): PassageHit => ({
    articleId: vectors.articleIds[vectors.articleOf[label] ?? 0] as ArticleId,
    start: vectors.starts[label] ?? 0,
    end: vectors.ends[label] ?? 0,
    similarity,
  })
  if (allow === undefined) return (vector, k) => (hnsw ?? exact).search(vector, k).map(toHit)
  // A graph walks through everything when few rows are allowed, calling back for each: slower than looking at those.
  const allowLabel = allowArticles(vectors, allow)
  return (vector, k) => exact.search(vector, k, allowLabel).map(toHit)
}

/** Asks once for each article, however many passages it has: they follow each other. */
function allowArticles({ articleIds, articleOf }: PassageVectors, allow: (articleId: ArticleId) => boolean) {
  let asked = -1
  let isAllowed = false
  return (label: number): boolean => {
    const article = articleOf[label] ?? 0
    if (article !== asked) {
      asked = article
      isAllowed = allow(articleIds[article] as ArticleId)
    }
    return isAllowed
  }
}

interface Graphs {
  /** The graph of these vectors, read or built; null where exact search should go on. */
  get(vectors: PassageVectors): Promise<HnswGraph | null>
}

function createGraphs(options: VectorIndexOptions, signal: AbortSignal): Graphs {
  const { log, modelId, dimensions, hnswFrom = HNSW_FROM, loadLibrary = loadHnswLibrary } = options
  const file = createHnswFile(join(options.dataDir, 'cache'))
  return {
    async get({ matrix, count, fingerprint }) {
      if (count < hnswFrom || count === 0) return null
      const source: GraphSource = { modelId, dimensions, count, fingerprint }
      try {
        const library = await loadLibrary()
        const found = await file.read(source, library)
        if (found.kind === 'read') return found.graph
        const message = `正在后台由数据库重建向量索引(${count} 段),原因:${found.reason}。期间使用精确检索。`
        if (found.kind === 'outdated') log.info(message)
        else log.warn(message)
        const { onProgress } = options
        await build(file, source, { matrix, signal, ...(onProgress === undefined ? {} : { onProgress }) })
        const built = await file.read(source, library)
        if (built.kind === 'read') return built.graph
        log.warn(`重建的向量索引无法使用,继续使用精确检索:${built.reason}。`)
      } catch (error) {
        if (signal.aborted) return null
        const reason = error instanceof Error ? error.message : String(error)
        log.warn(`向量索引(hnswlib)不可用,继续使用精确检索,结果不受影响,只是较慢:${reason}`)
      }
      return null
    },
  }
}

type BuildParts = Pick<Parameters<typeof buildHnsw>[0], 'matrix' | 'signal' | 'onProgress'>

async function build(file: HnswFile, source: GraphSource, parts: BuildParts): Promise<void> {
  const path = file.unfinishedPath()
  try {
    const { sha256 } = await buildHnsw({ ...parts, path })
    file.accept(path, source, sha256)
  } finally {
    rmSync(path, { force: true })
  }
}
