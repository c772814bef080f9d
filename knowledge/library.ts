/**
 * Everything that is known, opened and ready to be asked. In: a data folder and a model. Out: one object with the store,
 * the retriever and the answerer. It starts no server and no schedule.
 */
import { join } from 'node:path'
import { type Answerer, createAnswerer } from './answer/answerer.ts'
import { createConversations } from './answer/conversations.ts'
import { createDutyReads } from './answer/duty-reads.ts'
import { createEmbeddings, type TextEmbeddings } from './embedding/embeddings.ts'
import { embedMissing, type EmbedOptions } from './embedding/embed-missing.ts'
import type { DownloadProgress } from './embedding/hub.ts'
import type { DocumentId, StoredDocument } from './model/document.ts'
import type { Log } from './model/log.ts'
import { packageRoot } from './package-root.ts'
import { createRegister, type Register } from './register/index.ts'
import { loadLexicon, type Lexicon } from './question/lexicon.ts'
import { createScopeResolver, type ScopeResolver } from './question/scope.ts'
import { openLexicalCache } from './retrieval/lexical-cache.ts'
import type { LexicalIndex } from './retrieval/lexical-index.ts'
import { createRecentArticles } from './retrieval/recent-articles.ts'
import { createRetriever, expandQuery, type Retriever } from './retrieval/retriever.ts'
import { createSemanticSearch } from './retrieval/semantic.ts'
import { scoreSentence, weighGrams, type SentenceScore } from './retrieval/sentence-score.ts'
import { openStore, type Store } from './store/index.ts'
import { gramKeys, isBigram } from './text/tokenize.ts'
import { openVectorIndex, type PassageIndex } from './vectors/index.ts'

/** What channels need of the folders below, besides the library itself; they may import no other file of knowledge/. */
export { dayKind, isPublished, publishedArrangement } from './calendar/index.ts'
export { toCsv, type DueDay, type RegisterFilter } from './register/index.ts'
export { civilDate, civilDateInShanghai, nextDay, type CivilDate } from './time/index.ts'

export interface LibraryOptions {
  readonly dataDir: string
  readonly now: () => Date
  /** Milliseconds from any fixed point. */
  readonly nowMs: () => number
  readonly log: Log
  /** A folder or a hub name; the model that ships with the package where it is left out. */
  readonly model?: string | undefined
  readonly hubEndpoint?: string | undefined
  /** Told of the bytes of a model being downloaded. */
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined
  readonly readOnly?: boolean
}

export interface Library {
  readonly store: Store
  readonly ask: Answerer
  readonly register: Register
  readonly retriever: Retriever
  readonly model: TextEmbeddings
  /** Which documents speak for the places a question names. */
  readonly scopes: () => ScopeResolver
  readonly documents: () => ReadonlyMap<DocumentId, StoredDocument>
  /** @throws {AppError} document-unknown */
  readonly textOf: (id: DocumentId) => string
  readonly vectors: PassageIndex
  /** Embeds what is new and brings the lexical index up to date; answers go on meanwhile. */
  update(options?: EmbedOptions): Promise<void>
  /** The same, then the vector index, whose graph takes minutes to build for a large library. */
  refresh(options?: EmbedOptions): Promise<void>
  close(): Promise<void>
}

/** @throws {AppError} data-unwritable, data-newer, data-damaged, model-missing, model-unreachable, model-damaged. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { dataDir, now, readOnly = false } = options
  const store = await openStore({ dataDir, now, readOnly })
  try {
    return await assemble(store, options)
  } catch (error) {
    store.close()
    throw error
  }
}

async function assemble(store: Store, options: LibraryOptions): Promise<Library> {
  const { dataDir, log, now, nowMs } = options
  const model = await loadModel(options)
  const lexical = openLexicalCache({ store, log })
  const { modelId, dimensions } = model
  const vectors = await openVectorIndex({ store, modelId, dimensions, dataDir, log })
  const documents = perRevision(store, () => byId(store.documents()))
  const scopes = perRevision(store, () =>
    createScopeResolver({
      documents: [...documents().values()],
      isOrdinaryWord: words => occurs(words, lexical.current().index),
    }),
  )
  const lexicon = loadLexicon(join(packageRoot(), 'knowledge', 'lexicon'))
  const retriever = createRetriever({
    articles: createRecentArticles(store),
    index: () => lexical.current(),
    semantic: createSemanticSearch(model, vectors),
    lexicon,
  })
  const update = async (embedOptions?: EmbedOptions): Promise<void> => {
    await lexical.refresh()
    await embedMissing(store, model, embedOptions)
  }
  return {
    store,
    ask: createAnswerer({
      obligationsAt: (id, span) => store.obligationIdsAt(id, span),
      articlesOf: id => store.articlesOf(id),
      duties: createDutyReads({ ...store, documents }),
      scorer: words => scorerOf(words, lexicon, lexical.current().index),
      retriever,
      scopes,
      documents,
      textOf: id => store.documentText(id),
      conversations: createConversations(store),
      now,
      nowMs,
    }),
    register: createRegister(store),
    retriever,
    model,
    scopes,
    documents,
    textOf: id => store.documentText(id),
    vectors,
    update,
    async refresh(embedOptions) {
      await update(embedOptions)
      await untilAborted(vectors.refresh(), embedOptions?.signal)
    },
    async close() {
      await lexical.close()
      await vectors.close()
      await model.dispose()
      store.close()
    },
  }
}

/** How well texts fit the words of a question, by the weights of their grams. */
function scorerOf(words: string, lexicon: Lexicon, index: LexicalIndex): (text: string) => SentenceScore {
  const weights = weighGrams(expandQuery(words, lexicon), index)
  return text => scoreSentence(gramKeys(text), weights)
}

function loadModel({
  dataDir,
  log,
  model,
  hubEndpoint,
  onDownload,
}: LibraryOptions): Promise<TextEmbeddings> {
  return createEmbeddings({
    model,
    hubEndpoint,
    cacheDir: join(dataDir, 'models'),
    log: message => {
      log.info(message)
    },
    onProgress: onDownload,
  })
}

function byId(documents: readonly StoredDocument[]): ReadonlyMap<DocumentId, StoredDocument> {
  return new Map(documents.map(document => [document.id, document]))
}

/** Every pair of neighbouring characters stands in some document. */
function occurs(words: string, index: Pick<LexicalIndex, 'frequency'>): boolean {
  return gramKeys(words)
    .filter(isBigram)
    .every(key => index.frequency(key) > 0)
}

/** Computed once for each state of the corpus. */
function perRevision<T>(store: Pick<Store, 'revision'>, compute: () => T): () => T {
  let cached: { readonly revision: number; readonly value: T } | null = null
  return () => {
    const revision = store.revision()
    if (cached?.revision !== revision) cached = { revision, value: compute() }
    return cached.value
  }
}

/** A graph under way is no reason to wait at the end: `close` stops it, and the next start begins it anew. */
async function untilAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work
  const stopWaiting = new AbortController()
  const aborted = new Promise<void>(fulfil => {
    if (signal.aborted) fulfil()
    signal.addEventListener(
      'abort',
      () => {
        fulfil()
      },
      { signal: stopWaiting.signal },
    )
  })
  try {
    await Promise.race([work, aborted])
  } finally {
    stopWaiting.abort()
  }
}
