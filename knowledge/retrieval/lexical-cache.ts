/**
 * The lexical index that answers questions, always fitting the documents as far as that is quick. In: the store and the
 * data folder. Out: an index. A file that fits is loaded; a small library is indexed on the spot; a large one in another
 * thread while the index at hand goes on serving. The file is a cache: deleted or damaged, it is made anew.
 */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../model/log.ts'
import { startThread, stopFlagOf } from '../worker.ts'
import { buildLexical, type LexicalSource } from './build-lexical.ts'
import { readIndexFile, type StoredIndex, writeIndexFile } from './index-file.ts'

export interface LexicalCacheParts {
  readonly store: LexicalSource & {
    readonly dataDir: string
    readonly readOnly: boolean
    counts(): { articles: number }
  }
  readonly log: Log
  /** Up to so many articles are indexed while a question waits. @default 5000: about half a second */
  readonly quickToBuild?: number
}

export interface LexicalCache {
  /** The index to search now; of a large library it may be a little older than the documents. */
  current(): StoredIndex
  /** Brings index and file up to date, a large library in another thread. */
  refresh(): Promise<void>
  /** Stops a thread under way and waits until it has stopped; the store may be closed then. */
  close(): Promise<void>
}

const QUICK_TO_BUILD = 5_000

interface Loaded extends StoredIndex {
  readonly revision: number
}

export function openLexicalCache(parts: LexicalCacheParts): LexicalCache {
  const { store, log, quickToBuild = QUICK_TO_BUILD } = parts
  let loaded: Loaded | null = null
  let building: Promise<void> | null = null
  const stopping = new AbortController()
  /** Not tried again for every question; `refresh` tries again. */
  let failedRevision: number | null = null

  function load(): Loaded | null {
    const revision = store.revision()
    const file = readIndexFile(lexicalFile(store.dataDir), revision)
    if (file.usable) return { index: file.index, ids: file.ids, revision }
    if (loaded === null && store.counts().articles > 0)
      log.info(`lexical index: ${file.reason}; building it from the database`)
    return null
  }

  function current(): StoredIndex {
    if (loaded?.revision === store.revision()) return loaded
    const fresh = load()
    if (fresh !== null) loaded = fresh
    else if (loaded === null || store.counts().articles <= quickToBuild) loaded = build(parts)
    else renewInBackground()
    return loaded
  }

  /** Nobody waits for it, and an index that is a little old goes on serving. */
  function renewInBackground(): void {
    const revision = store.revision()
    if (failedRevision === revision) return
    refresh().catch((error: unknown) => {
      failedRevision = revision
      log.warn(`lexical index: not renewed, the older one serves on: ${messageOf(error)}`)
    })
  }

  async function refresh(): Promise<void> {
    if (stopping.signal.aborted || loaded?.revision === store.revision()) return
    if (store.readOnly || store.counts().articles <= quickToBuild) {
      current()
      return
    }
    const fresh = building === null ? load() : null
    if (fresh !== null) {
      loaded = fresh
      return
    }
    building ??= buildInThread(store.dataDir, stopping.signal).finally(() => {
      building = null
    })
    await building
    if (!stopping.signal.aborted) loaded = load() ?? loaded
  }

  async function close(): Promise<void> {
    stopping.abort()
    await building?.catch(() => undefined)
  }

  return { current, refresh, close }
}

function build({ store, log }: LexicalCacheParts): Loaded {
  const revision = store.revision()
  const built = { ...buildLexical(store), revision }
  if (store.readOnly) return built
  const path = lexicalFile(store.dataDir)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeIndexFile(path, built, revision)
  } catch (error) {
    // A cache that cannot be written is a slower start, not a failure.
    log.warn(`lexical index: cannot write ${path}: ${messageOf(error)}`)
  }
  return built
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

export function lexicalFile(dataDir: string): string {
  return join(dataDir, 'cache', 'lexical.bin')
}

/** Rejects where the thread fails; a thread that was told to stop has not failed. */
function buildInThread(dataDir: string, signal: AbortSignal): Promise<void> {
  return new Promise((fulfil, reject) => {
    const data = { dataDir, stopFlag: stopFlagOf(signal) }
    const worker = startThread(new URL('./lexical-worker', import.meta.url), data)
    worker.on('error', reject)
    worker.on('exit', code => {
      if (code === 0 || signal.aborted) fulfil()
      else reject(new Error(`the thread that builds the lexical index ended with ${code}`))
    })
  })
}
