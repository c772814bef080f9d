/**
 * Names for texts, documents and articles, computed from content alone so that every machine arrives at the same
 * ones. In: texts and hashes. Out: ids and hashes. No storage.
 */
import { createHash } from 'node:crypto'
import { type ArticleId, type DocumentId } from '../model/document.ts'

/** 128 bits: no two texts of a corpus collide by chance, at half the storage of the whole digest. */
const TEXT_HASH_HEX = 32
const ID_HEX = 8
const ID_HEX_STEP = 4

/** Hash of a text, 32 hex digits: equal texts, and in practice only those, share it. */
export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, TEXT_HASH_HEX)
}

/**
 * The id of a new document: the first 8 hex digits of a hash of its content hash, more where another document has
 * that id already.
 */
export function newDocumentId(contentHash: string, isTaken: (id: DocumentId) => boolean): DocumentId {
  // A digest runs out only when the very same content has been stored some fifteen times under other origins.
  for (let round = 0; ; round += 1) {
    const seed = round === 0 ? contentHash : `${contentHash}:${round}`
    const digest = createHash('sha256').update(seed).digest('hex')
    for (let length = ID_HEX; length <= digest.length; length += ID_HEX_STEP) {
      const id = digest.slice(0, length) as DocumentId
      if (!isTaken(id)) return id
    }
  }
}

/**
 * Ids of a document's articles, in the order of their text hashes. An article keeps its id when others are added,
 * edited or deleted around it; among equal texts the n-th is always the n-th.
 */
export function articleIds(documentId: DocumentId, textHashes: readonly string[]): readonly ArticleId[] {
  const seen = new Map<string, number>()
  return textHashes.map(hash => {
    const short = hash.slice(0, ID_HEX)
    const nth = (seen.get(short) ?? 0) + 1
    seen.set(short, nth)
    return `${documentId}-${short}-${nth}` as ArticleId
  })
}
