/**
 * The store: everything that is known, behind one object. Assembled from one file per noun; holds no logic of its own.
 * All calls are synchronous. Not in here: deriving anything from the texts but passages and ids.
 */
import { createArticleReads, type ArticleReads } from './articles.ts'
import { type ConversationStore, createConversationStore } from './conversations.ts'
import { type Database } from './database.ts'
import { createDecisionStore, type DecisionStore } from './decisions.ts'
import { createDocumentTexts } from './document-texts.ts'
import { createDocumentReads, type DocumentReads } from './documents.ts'
import { createEmbeddings, type Embeddings } from './embeddings.ts'
import { createIngestLocks, type IngestLock } from './ingest-lock.ts'
import { createObligationReads, type ObligationReads } from './obligations.ts'
import { createWrites, type Writes } from './publish.ts'
import { createRosterStore, type RosterStore } from './roster-units.ts'

export interface Store
  extends
    DocumentReads,
    ArticleReads,
    Embeddings,
    Writes,
    ConversationStore,
    ObligationReads,
    DecisionStore,
    RosterStore {
  /** Absolute path of the data folder. */
  readonly dataDir: string
  /** Writes are refused (AppError data-unwritable); what other processes publish is still seen. */
  readonly readOnly: boolean
  /**
   * Makes this process the only one that ingests into the data folder; left by a dead process, the lock is taken over.
   * @param owner What is running, as a person would recognise it, e.g. the command line.
   * @throws {AppError} ingest-running — data: owner, pid, since (ISO)
   */
  acquireIngestLock(owner: string): IngestLock
  /** Looks through the whole file; empty when it is sound, else what SQLite found, one line each. */
  check(): readonly string[]
  /** Gives back the ingest lock and closes the file. Safe to call twice; no other call is allowed afterwards. */
  close(): void
}

export interface StoreSettings {
  readonly dataDir: string
  readonly readOnly: boolean
  readonly now: () => Date
}

export function createStore(database: Database, { dataDir, readOnly, now }: StoreSettings): Store {
  const texts = createDocumentTexts(database)
  const writes = createWrites(database, now)
  const embeddings = createEmbeddings(database, texts)
  const locks = createIngestLocks(database, now)
  let isOpen = true
  return {
    dataDir,
    readOnly,
    ...createDocumentReads(database, texts),
    ...createArticleReads(database, texts),
    ...createObligationReads(database),
    ...createConversationStore(database, { readOnly, now }),
    ...createDecisionStore(database, now),
    ...createRosterStore(database),
    ...embeddings,
    ...writes,
    publish(publication) {
      locks.touch()
      return writes.publish(publication)
    },
    saveEmbeddings(modelId, dimensions, rows) {
      locks.touch()
      embeddings.saveEmbeddings(modelId, dimensions, rows)
    },
    acquireIngestLock: owner => locks.acquire(owner),
    check: () => database.check(),
    close() {
      if (!isOpen) return
      isOpen = false
      try {
        locks.releaseAll()
        if (!readOnly) database.checkpoint()
      } finally {
        database.close()
      }
    },
  }
}
