/**
 * All embeddings of one model in memory, with the passage that each row stands for. In: the store. Out: a matrix of
 * unit rows in shared memory, so that a thread can build a graph from it without a copy.
 */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type ArticleId } from '../model/document.ts'
import { type PassageEmbedding, type Store } from '../store/index.ts'
import { normalize, type VectorMatrix } from './vector-index.ts'

/** Rows read between two turns of the event loop: some 5 ms, so that questions are answered meanwhile. */
const ROWS_PER_TURN = 500
/** Another process may publish during the reading; after so many attempts a mixed state is served until the next one. */
const ATTEMPTS = 3

/** What loading reads from; a part of Store. */
export type EmbeddingSource = Pick<Store, 'revision' | 'countEmbeddings' | 'eachEmbedding'>

export interface PassageVectors {
  readonly matrix: VectorMatrix
  readonly count: number
  /** Hash of the model, the dimensions and all vectors in order. */
  readonly fingerprint: string
  /** Each article once; articleOf[label] is a place in it. */
  readonly articleIds: readonly ArticleId[]
  readonly articleOf: Uint32Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

export interface EmbeddingModel {
  readonly modelId: string
  readonly dimensions: number
}

/** @throws {RangeError} where the stored vectors have another number of dimensions. */
export async function loadPassageVectors(
  store: EmbeddingSource,
  model: EmbeddingModel,
): Promise<PassageVectors> {
  for (let attempt = 1; ; attempt += 1) {
    const revision = store.revision()
    const count = store.countEmbeddings(model.modelId)
    const vectors = await read(store, model, count)
    const isStill = store.revision() === revision && store.countEmbeddings(model.modelId) === vectors.count
    if (isStill || attempt === ATTEMPTS) return vectors
  }
}

async function read(store: EmbeddingSource, model: EmbeddingModel, count: number): Promise<PassageVectors> {
  const { modelId, dimensions } = model
  const rows = createRows(count, dimensions)
  const hash = createHash('sha256').update(`${modelId}\n${dimensions}\n`)
  for (const embedding of store.eachEmbedding(modelId)) {
    if (embedding.vector.length !== dimensions) {
      throw new RangeError(`Expected vectors of ${dimensions} dimensions, got ${embedding.vector.length}.`)
    }
    if (rows.count() === count) break
    rows.add(embedding)
    hash.update(embedding.vector)
    if (rows.count() % ROWS_PER_TURN === 0) await setImmediate()
  }
  return rows.finish(hash.digest('hex'))
}

function createRows(capacity: number, dimensions: number) {
  const bytes = capacity * dimensions * Float32Array.BYTES_PER_ELEMENT
  const values = new Float32Array(new SharedArrayBuffer(bytes))
  const [articleOf, starts, ends] = [
    new Uint32Array(capacity),
    new Uint32Array(capacity),
    new Uint32Array(capacity),
  ]
  const articleIds: ArticleId[] = []
  let count = 0
  return {
    count: () => count,
    /** Passages of one article follow each other. */
    add({ articleId, start, end, vector }: PassageEmbedding): void {
      if (articleIds.at(-1) !== articleId) articleIds.push(articleId)
      articleOf[count] = articleIds.length - 1
      starts[count] = start
      ends[count] = end
      const row = values.subarray(count * dimensions, (count + 1) * dimensions)
      row.set(vector)
      normalize(row)
      count += 1
    },
    finish(fingerprint: string): PassageVectors {
      const matrix = { values: values.subarray(0, count * dimensions), dimensions }
      return { matrix, count, fingerprint, articleIds, articleOf, starts, ends }
    },
  }
}
