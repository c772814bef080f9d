/**
 * Publishing and removing documents. In: what the ingest stages made of one file. Out: the new state of the database,
 * in one transaction that also raises the corpus revision: a kill at any moment leaves the document as it was.
 */
import { type ArticleId, type DocumentId, type Span, type StructuredDocument } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
import { forEachInsert } from './chunks.ts'
import { type Database } from './database.ts'
import { readRevision } from './documents.ts'
import { articleIds, hashText, newDocumentId } from './identity.ts'
import { insertObligations, readKnownSince } from './obligations.ts'
import { splitPassages } from './passages.ts'

/** One file, read and structured, ready to be published. */
export interface Publication {
  readonly structured: StructuredDocument
  /** File name as ingested, relative to the folder given. */
  readonly source: string
  /** Where the file lives, e.g. its absolute path: a document with the same origin is replaced. */
  readonly origin: string
  readonly format: string
  readonly encoding: string
  /** SHA-256 of the file's bytes, hex. */
  readonly contentHash: string
  /** @default none */
  readonly obligations?: readonly ExtractedObligation[]
}

export interface PublishResult {
  readonly documentId: DocumentId
  /** The corpus revision after this publish. */
  readonly revision: number
  /** A document with the same origin was there and has been replaced whole. */
  readonly replaced: boolean
  readonly articles: number
  readonly passages: number
}

export interface Writes {
  /**
   * Stores a document whole, in place of the one with the same origin, whose id it takes over.
   * @throws {RangeError} where a span does not lie within the text
   * @throws {AppError} data-unwritable
   */
  publish(publication: Publication): PublishResult
  /** Removes a document with all its parts; answers whether there was one. Its embeddings stay for equal texts. */
  remove(id: DocumentId): boolean
}

export function createWrites(database: Database, now: () => Date): Writes {
  return {
    publish(publication) {
      checkSpans(publication.structured)
      return database.transaction(() => publish(database, publication, now()))
    },
    remove(id) {
      return database.transaction(() => {
        const removed = database.run(database.kysely.deleteFrom('document').where('id', '=', id)) > 0
        if (removed) raiseRevision(database)
        return removed
      })
    },
  }
}

function publish(database: Database, publication: Publication, at: Date): PublishResult {
  const { kysely } = database
  const predecessor = database.first(
    kysely.selectFrom('document').select('id').where('origin', '=', publication.origin),
  )
  const isTaken = (id: DocumentId): boolean =>
    database.first(kysely.selectFrom('document').select('id').where('id', '=', id)) !== null
  const documentId = (predecessor?.id ?? newDocumentId(publication.contentHash, isTaken)) as DocumentId
  const known = readKnownSince(database, documentId)
  // The parts go with the row. Nothing that people did hangs on it by a foreign key: it refers to ids by value.
  database.run(kysely.deleteFrom('document').where('id', '=', documentId))
  const revision = raiseRevision(database)
  const version = { documentId, revision, ingestedAt: at.toISOString() }
  insertDocument(database, publication, version)
  insertOutline(database, publication.structured, documentId)
  const { ids, passages } = insertArticles(database, publication.structured, documentId)
  const { structured, obligations: found = [] } = publication
  const { text } = structured
  insertObligations(database, { documentId, articleIds: ids, text, found, at: version.ingestedAt, known })
  const articles = publication.structured.articles.length
  return { documentId, revision, replaced: predecessor !== null, articles, passages }
}

function raiseRevision(database: Database): number {
  const revision = readRevision(database) + 1
  const meta = database.kysely.updateTable('meta').set({ value: String(revision) })
  database.run(meta.where('key', '=', 'corpus_revision'))
  return revision
}

interface Version {
  readonly documentId: DocumentId
  readonly revision: number
  readonly ingestedAt: string
}

function insertDocument(database: Database, publication: Publication, version: Version): void {
  const { structured, source, origin, format, encoding, contentHash } = publication
  const { metadata, text, articles } = structured
  const row = {
    id: version.documentId,
    source,
    origin,
    title: metadata.title,
    issuer: metadata.issuer,
    document_number: metadata.documentNumber,
    issued_on: metadata.issuedOn,
    type: metadata.type,
    jurisdiction: metadata.jurisdiction,
    province: metadata.places.province,
    city: metadata.places.city,
    district: metadata.places.district,
    year_from: metadata.years?.from ?? null,
    year_to: metadata.years?.to ?? null,
    format,
    encoding,
    content_hash: contentHash,
    characters: text.length,
    article_count: articles.length,
    revision: version.revision,
    ingested_at: version.ingestedAt,
    text,
  }
  database.run(database.kysely.insertInto('document').values(row))
}

function insertOutline(database: Database, structured: StructuredDocument, documentId: DocumentId): void {
  const { kysely } = database
  const units = structured.units.map((unit, position) => ({
    document_id: documentId,
    position,
    level: unit.level,
    label: unit.label,
    heading: unit.heading,
    start: unit.start,
    end: unit.end,
    damaged: flag(unit.damaged),
    expected_label: unit.expectedLabel,
    fields: JSON.stringify(unit.fields),
    opens_article: flag(unit.opensArticle),
  }))
  const furniture = structured.furniture.map(({ start, end, reason }, position) => ({
    document_id: documentId,
    position,
    start,
    end,
    reason,
  }))
  const warnings = structured.warnings.map(({ code, message, line }, position) => ({
    document_id: documentId,
    position,
    code,
    message,
    line,
  }))
  forEachInsert(units, rows => database.run(kysely.insertInto('unit').values(rows)))
  forEachInsert(furniture, rows => database.run(kysely.insertInto('furniture').values(rows)))
  forEachInsert(warnings, rows => database.run(kysely.insertInto('warning').values(rows)))
}

interface InsertedArticles {
  readonly ids: readonly ArticleId[]
  readonly passages: number
}

function insertArticles(
  database: Database,
  structured: StructuredDocument,
  documentId: DocumentId,
): InsertedArticles {
  const { kysely } = database
  const { text } = structured
  const hashOf = ({ start, end }: Span): string => hashText(text.slice(start, end))
  const hashes = structured.articles.map(hashOf)
  const ids = articleIds(documentId, hashes)
  const articles = structured.articles.map((article, position) => ({
    id: ids[position] ?? '',
    document_id: documentId,
    position,
    label: article.label,
    expected_label: article.expectedLabel,
    heading: article.heading,
    path: JSON.stringify(article.path),
    fields: JSON.stringify(article.fields),
    start: article.start,
    end: article.end,
    text_hash: hashes[position] ?? '',
  }))
  const passages = articles.flatMap(article =>
    splitPassages(text, article).map(({ start, end }, position) => ({
      article_id: article.id,
      position,
      start,
      end,
      text_hash: hashOf({ start, end }),
    })),
  )
  forEachInsert(articles, rows => database.run(kysely.insertInto('article').values(rows)))
  forEachInsert(passages, rows => database.run(kysely.insertInto('passage').values(rows)))
  return { ids, passages: passages.length }
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0
}

/** A span outside the text would be stored as a quote of nothing. */
function checkSpans({ text, units, articles, furniture }: StructuredDocument): void {
  for (const { start, end } of [...units, ...articles, ...furniture]) {
    const isWithin = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end
    if (isWithin && end <= text.length) continue
    throw new RangeError(`Expected a span within 0..${text.length}, got ${start}..${end}.`)
  }
}
