/** The door of the store. */

// opening
export { openStore, type OpenOptions } from './open.ts'
export { type Store } from './store.ts'

// what goes in and out
export { type Publication, type PublishResult } from './publish.ts'
export { type DocumentKey, type StoreCounts } from './documents.ts'
export { type IngestLock } from './ingest-lock.ts'
export {
  type NewEmbedding,
  type PassageEmbedding,
  type PassageKey,
  type PassageToEmbed,
} from './embeddings.ts'

// how articles are cut for embedding
export { PASSAGE_MAX, SENTENCE_MAX, splitPassages } from './passages.ts'
export { type ObligationCounts, type StoredObligation } from './obligations.ts'
