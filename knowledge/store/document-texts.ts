/**
 * Texts of documents, the recently used ones kept in memory: an article is a slice of its document's text, and the
 * articles of one answer come from few documents. In: versions of documents. Out: their texts. A text is never out of
 * date, because it is kept under the revision that published it.
 */
import { type Database } from './database.ts'
import { inChunks } from './chunks.ts'

/** UTF-16 code units kept, about 16 MB; the text used last stays even where it alone is longer. */
const KEPT_MAX = 8_000_000

/** One version of a document's text: an id and the revision that published it. */
export interface TextVersion {
  readonly id: string
  readonly revision: number
}

export interface DocumentTexts {
  /** Texts by document id. Call it inside the snapshot in which the versions and offsets were read. */
  get(versions: readonly TextVersion[]): ReadonlyMap<string, string>
}

export function createDocumentTexts(database: Database): DocumentTexts {
  const kept = createRecentTexts()
  return {
    get(versions) {
      const revisions = new Map(versions.map(({ id, revision }) => [id, revision]))
      const texts = new Map<string, string>()
      const missing: string[] = []
      for (const [id, revision] of revisions) {
        const text = kept.take(`${id}@${revision}`)
        if (text === undefined) missing.push(id)
        else texts.set(id, text)
      }
      for (const { id, text } of readTexts(database, missing)) {
        texts.set(id, text)
        kept.add(`${id}@${revisions.get(id) ?? 0}`, text)
      }
      return texts
    },
  }
}

function createRecentTexts() {
  // A Map iterates in the order of insertion; taking a text inserts it anew, so the first is the longest unused.
  const texts = new Map<string, string>()
  let length = 0
  return {
    take(version: string): string | undefined {
      const text = texts.get(version)
      if (text === undefined) return undefined
      texts.delete(version)
      texts.set(version, text)
      return text
    },
    add(version: string, text: string): void {
      texts.set(version, text)
      length += text.length
      for (const [oldest, { length: freed }] of texts) {
        if (length <= KEPT_MAX || texts.size === 1) break
        texts.delete(oldest)
        length -= freed
      }
    },
  }
}

function readTexts(database: Database, ids: readonly string[]) {
  const documents = database.kysely.selectFrom('document').select(['id', 'text'])
  return inChunks(ids, chunk => database.all(documents.where('id', 'in', chunk)))
}
