/**
 * Embeddings of passages, kept by the hash of their text and the model: text that did not change, or that returns, is
 * never embedded twice. In and out: float32 vectors. Computing them is the embedder's business.
 */
import { type ArticleId } from '../model/document.ts'
import { forEachInsert } from './chunks.ts'
import { type Database } from './database.ts'
import { type DocumentTexts } from './document-texts.ts'

/** Rows fetched at once while going through all embeddings: half a megabyte at 256 dimensions. */
const PAGE = 500

/** A place in the order of all passages (article id, then position in the article). */
export interface PassageKey {
  readonly articleId: ArticleId
  readonly position: number
}

export interface PassageToEmbed extends PassageKey {
  readonly textHash: string
  readonly text: string
}

export interface NewEmbedding {
  readonly textHash: string
  readonly vector: Float32Array
}

/** One passage with its vector; start and end are UTF-16 offsets in the document's text. */
export interface PassageEmbedding extends PassageKey {
  readonly start: number
  readonly end: number
  readonly textHash: string
  readonly vector: Float32Array
}

export interface Embeddings {
  /**
   * Up to `limit` passages that lack an embedding, each text once; empty where none is missing. `after` goes on from
   * a passage answered before; without it the search starts at the first passage again, which is slower.
   */
  passagesWithoutEmbedding(modelId: string, limit: number, after?: PassageKey): readonly PassageToEmbed[]
  /** How many different texts lack an embedding. */
  countWithoutEmbedding(modelId: string): number
  /**
   * Stores vectors, replacing those of the same text and model; one transaction.
   * @throws {RangeError} for a vector of another length than `dimensions` or than those the model has stored, and for
   * one with a value that is not finite; then nothing is stored.
   */
  saveEmbeddings(modelId: string, dimensions: number, rows: readonly NewEmbedding[]): void
  /** Number of passages that have an embedding: how many rows `eachEmbedding` answers. */
  countEmbeddings(modelId: string): number
  /** All passages that have an embedding, in order of PassageKey; fetched page by page as the caller asks for more. */
  eachEmbedding(modelId: string): Iterable<PassageEmbedding>
}

export function createEmbeddings(database: Database, texts: DocumentTexts): Embeddings {
  return {
    passagesWithoutEmbedding: (modelId, limit, after) =>
      database.snapshot(() => readMissing(database, texts, { modelId, limit, after })),
    countWithoutEmbedding: modelId =>
      database.first(
        missing(database, modelId).select(build =>
          build.fn.count<number>('passage.text_hash').distinct().as('count'),
        ),
      )?.count ?? 0,
    saveEmbeddings: (modelId, dimensions, rows) => {
      rows.forEach(row => checkVector(row.vector, dimensions))
      database.transaction(() => save(database, rows, { modelId, dimensions }))
    },
    countEmbeddings: modelId =>
      database.first(embedded(database, modelId).select(build => build.fn.countAll<number>().as('count')))
        ?.count ?? 0,
    *eachEmbedding(modelId) {
      let page: PassageEmbedding[] = []
      do {
        page = readPage(database, modelId, page.at(-1))
        yield* page
      } while (page.length === PAGE)
    },
  }
}

function missing({ kysely }: Database, modelId: string) {
  return kysely
    .selectFrom('passage')
    .leftJoin('embedding', join =>
      join.onRef('embedding.text_hash', '=', 'passage.text_hash').on('embedding.model_id', '=', modelId),
    )
    .where('embedding.text_hash', 'is', null)
}

interface MissingQuery {
  readonly modelId: string
  readonly limit: number
  readonly after: PassageKey | undefined
}

function readMissing(
  database: Database,
  texts: DocumentTexts,
  { modelId, limit, after }: MissingQuery,
): readonly PassageToEmbed[] {
  let query = missing(database, modelId)
    .innerJoin('article', 'article.id', 'passage.article_id')
    .select(['passage.article_id', 'passage.position', 'passage.start', 'passage.end', 'passage.text_hash'])
    .innerJoin('document', 'document.id', 'article.document_id')
    .select(['document.id', 'document.revision'])
    .orderBy('passage.article_id')
    .orderBy('passage.position')
    .limit(limit)
  if (after !== undefined) {
    query = query.where(build =>
      build(
        build.refTuple('passage.article_id', 'passage.position'),
        '>',
        build.tuple(after.articleId, after.position),
      ),
    )
  }
  const rows = database.all(query)
  const textOf = texts.get(rows)
  const byHash = new Map<string, PassageToEmbed>()
  for (const { article_id, position, start, end, text_hash, id } of rows) {
    const text = (textOf.get(id) ?? '').slice(start, end)
    // Kept at its last place, so that the last passage answered is the furthest and `after` skips none.
    byHash.delete(text_hash)
    byHash.set(text_hash, { articleId: article_id as ArticleId, position, textHash: text_hash, text })
  }
  return [...byHash.values()]
}

function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new RangeError(`Expected a vector of ${dimensions} dimensions, got ${vector.length}.`)
  }
  if (!vector.every(value => Number.isFinite(value))) {
    throw new RangeError('Expected a vector of finite numbers, got NaN or an infinite value.')
  }
}

interface Model {
  readonly modelId: string
  readonly dimensions: number
}

function save(database: Database, rows: readonly NewEmbedding[], { modelId, dimensions }: Model): void {
  const { kysely } = database
  const stored = database.first(
    kysely.selectFrom('embedding').select('dimensions').where('model_id', '=', modelId).limit(1),
  )
  if (stored !== null && stored.dimensions !== dimensions) {
    throw new RangeError(`Expected ${stored.dimensions} dimensions for model ${modelId}, got ${dimensions}.`)
  }
  const values = rows.map(({ textHash, vector }) => ({
    text_hash: textHash,
    model_id: modelId,
    dimensions,
    vector: new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
  }))
  forEachInsert(values, chunk => {
    const insert = kysely.insertInto('embedding').values(chunk)
    database.run(
      insert.onConflict(conflict =>
        conflict
          .columns(['model_id', 'text_hash'])
          .doUpdateSet(build => ({ vector: build.ref('excluded.vector') })),
      ),
    )
  })
}

function embedded({ kysely }: Database, modelId: string) {
  return kysely
    .selectFrom('passage')
    .innerJoin('embedding', join =>
      join.onRef('embedding.text_hash', '=', 'passage.text_hash').on('embedding.model_id', '=', modelId),
    )
}

function readPage(database: Database, modelId: string, after: PassageKey | undefined): PassageEmbedding[] {
  let query = embedded(database, modelId)
    .select(['passage.article_id', 'passage.position', 'passage.start', 'passage.end', 'passage.text_hash'])
    .select('embedding.vector')
    .orderBy('passage.article_id')
    .orderBy('passage.position')
    .limit(PAGE)
  if (after !== undefined) {
    query = query.where(build =>
      build(
        build.refTuple('passage.article_id', 'passage.position'),
        '>',
        build.tuple(after.articleId, after.position),
      ),
    )
  }
  return database.all(query).map(({ article_id, position, start, end, text_hash, vector }) => ({
    articleId: article_id as ArticleId,
    position,
    start,
    end,
    textHash: text_hash,
    vector: toFloats(vector),
  }))
}

/** The platforms that Node runs on are little endian, like the blob. */
function toFloats(bytes: Uint8Array | ArrayBuffer): Float32Array {
  if (bytes instanceof ArrayBuffer) return new Float32Array(bytes)
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
