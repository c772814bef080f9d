/**
 * The lexical index that answers questions, always fitting the documents as far as that is quick. In: the store and the
 * data folder. Out: an index. A file that fits is loaded; a small library is indexed on the spot; a large one in another
 * thread while the index at hand goes on serving. The file is a cache: deleted or damaged, it is made anew.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../model/log.ts'
import { startThread } from '../worker.ts'
import { buildLexical, type LexicalSource } from './build-lexical.ts'
import { readIndexFile, type StoredIndex, writeIndexFile } from './index-file.ts'

export interface LexicalCacheParts {
  readonly store: LexicalSource & {
    readonly dataDir: string
    readonly readOnly: boolean
    counts(): { articles: number }
  }
  readonly log: Log
}

export interface LexicalCache {
  /** The index to search now; of a large library it may be a little older than the documents. */
  current(): StoredIndex
  /** Brings index and file up to date, a large library in another thread. */
  refresh(): Promise<void>
}

/** Indexing this many articles takes about half a second, which a question can wait for. */
const QUICK_TO_BUILD = 5_000

interface Loaded extends StoredIndex {
  readonly revision: number
}

export function openLexicalCache({ store, log }: LexicalCacheParts): LexicalCache {
  const path = lexicalFile(store.dataDir)
  let loaded: Loaded | null = null
  let building: Promise<void> | null = null

  function load(): Loaded | null {
    const revision = store.revision()
    const file = readIndexFile(path, revision)
    if (file.usable) return { index: file.index, ids: file.ids, revision }
    if (loaded === null && store.counts().articles > 0)
      log.info(`lexical index: ${file.reason}; building it from the database`)
    return null
  }

  function build(): Loaded {
    const revision = store.revision()
    const built = { ...buildLexical(store), revision }
    if (!store.readOnly) saveQuietly(built)
    return built
  }

  /** A cache that cannot be written is a slower start, not a failure. */
  function saveQuietly(built: Loaded): void {
    try {
      mkdirSync(join(store.dataDir, 'cache'), { recursive: true })
      writeIndexFile(path, built, built.revision)
    } catch (error) {
      log.warn(
        `lexical index: cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  function current(): StoredIndex {
    if (loaded?.revision === store.revision()) return loaded
    const fresh = load()
    if (fresh !== null) loaded = fresh
    else if (loaded === null || store.counts().articles <= QUICK_TO_BUILD) loaded = build()
    else renewInBackground()
    return loaded
  }

  /** Nobody waits for it, and an index that is a little old goes on serving. */
  function renewInBackground(): void {
    refresh().catch((error: unknown) => {
      log.warn(`lexical index: not renewed: ${error instanceof Error ? error.message : String(error)}`)
    })
  }

  async function refresh(): Promise<void> {
    if (loaded?.revision === store.revision()) return
    if (store.readOnly || store.counts().articles <= QUICK_TO_BUILD) {
      current()
      return
    }
    building ??= buildInThread(store.dataDir).finally(() => {
      building = null
    })
    await building
    loaded = load() ?? loaded
  }

  return { current, refresh }
}

export function lexicalFile(dataDir: string): string {
  return join(dataDir, 'cache', 'lexical.bin')
}

function buildInThread(dataDir: string): Promise<void> {
  return new Promise((fulfil, reject) => {
    const worker = startThread(new URL('./lexical-worker', import.meta.url), { dataDir })
    worker.on('error', reject)
    worker.on('exit', code => {
      if (code === 0) fulfil()
      else reject(new Error(`the thread that builds the lexical index ended with ${code}`))
    })
  })
}
