/** Reading documents and their parts. In: ids. Out: the shapes of knowledge/model. Writes nothing. */
import {
  type DocumentId,
  type DocumentType,
  type Furniture,
  type OutlineUnit,
  type StoredDocument,
  type UnitField,
  type Warning,
} from '../model/document.ts'
import { AppError } from '../model/errors.ts'
import { type Database } from './database.ts'
import { type DocumentTexts } from './document-texts.ts'
import { type DocumentRow, type UnitTable } from './schema.ts'

/** What ingest needs to know to skip or replace a file. */
export interface DocumentKey {
  readonly id: DocumentId
  readonly source: string
  readonly origin: string
  /** SHA-256 of the file's bytes, hex. */
  readonly contentHash: string
}

export interface StoreCounts {
  readonly documents: number
  readonly units: number
  readonly articles: number
  readonly passages: number
  /** Over all models. */
  readonly embeddings: number
}

export interface DocumentReads {
  /** The version of the corpus: goes up by one with every publish and remove, in whichever process. */
  revision(): number
  findByOrigin(origin: string): DocumentKey | null
  /** Where several files have this content, the one with the smallest id. */
  findByContentHash(contentHash: string): DocumentKey | null
  /** All documents, by source, then id. */
  documents(): readonly StoredDocument[]
  /** @throws {AppError} document-unknown */
  document(id: DocumentId): StoredDocument
  /** @throws {AppError} document-unknown */
  documentText(id: DocumentId): string
  /** The outline in document order; empty for an unknown id. */
  units(id: DocumentId): readonly OutlineUnit[]
  /** In document order; empty for an unknown id. */
  furniture(id: DocumentId): readonly Furniture[]
  counts(): StoreCounts
}

const REVISION = 'select value from meta where key = ?'

export function createDocumentReads(database: Database, texts: DocumentTexts): DocumentReads {
  return {
    revision: () => readRevision(database),
    findByOrigin: origin => readKey(database, 'origin', origin),
    findByContentHash: contentHash => readKey(database, 'content_hash', contentHash),
    documents: () => database.snapshot(() => readDocuments(database, null)),
    document: id => known(database.snapshot(() => readDocuments(database, id))[0], id),
    documentText: id =>
      known(
        database.snapshot(() => readText(database, texts, id)),
        id,
      ),
    units: id => readUnits(database, id),
    furniture: id => readFurniture(database, id),
    counts: () => database.snapshot(() => readCounts(database)),
  }
}

/** The corpus revision; also read inside the transaction that raises it. */
export function readRevision(database: Database): number {
  // Asked a dozen times for one answer, so the statement is not built anew each time.
  const rows = database.rows<{ value: string }>(REVISION, ['corpus_revision'])
  return Number(rows[0]?.value ?? 0)
}

function known<T>(found: T | undefined, id: DocumentId): T {
  if (found !== undefined) return found
  throw new AppError('document-unknown', `没有编号为“${id}”的文档。请用 xuefa documents 查看已有文档。`, {
    id,
  })
}

function readText(database: Database, texts: DocumentTexts, id: DocumentId): string | undefined {
  const document = database.kysely.selectFrom('document').select(['id', 'revision'])
  return texts.get(database.all(document.where('id', '=', id))).get(id)
}

function readKey(database: Database, column: 'origin' | 'content_hash', value: string): DocumentKey | null {
  const keys = database.kysely
    .selectFrom('document')
    .select(['id', 'source', 'origin', 'content_hash as contentHash'])
  const row = database.first(keys.where(column, '=', value).orderBy('id').limit(1))
  return row === null ? null : { ...row, id: row.id as DocumentId }
}

function readDocuments(database: Database, id: DocumentId | null): StoredDocument[] {
  const { kysely } = database
  // Every column but the text, which can be long.
  let documents = kysely
    .selectFrom('document')
    .select(['id', 'source', 'title', 'issuer', 'document_number', 'issued_on', 'type', 'jurisdiction'])
    .select(['province', 'city', 'district', 'year_from', 'year_to', 'format', 'encoding', 'content_hash'])
    .select(['characters', 'article_count'])
    .orderBy('source')
    .orderBy('id')
  let warnings = kysely.selectFrom('warning').selectAll().orderBy('document_id').orderBy('position')
  if (id !== null) {
    documents = documents.where('id', '=', id)
    warnings = warnings.where('document_id', '=', id)
  }
  const byDocument = new Map<string, Warning[]>()
  for (const { document_id, code, message, line } of database.all(warnings)) {
    const known = byDocument.get(document_id)
    if (known === undefined) byDocument.set(document_id, [{ code, message, line }])
    else known.push({ code, message, line })
  }
  return database.all(documents).map(row => toStoredDocument(row, byDocument.get(row.id) ?? []))
}

type DocumentColumns = Omit<DocumentRow, 'text' | 'origin' | 'revision' | 'ingested_at'>

function toStoredDocument(row: DocumentColumns, warnings: readonly Warning[]): StoredDocument {
  return {
    id: row.id as DocumentId,
    source: row.source,
    title: row.title,
    issuer: row.issuer,
    documentNumber: row.document_number,
    issuedOn: row.issued_on,
    type: row.type as DocumentType,
    jurisdiction: row.jurisdiction,
    places: { province: row.province, city: row.city, district: row.district },
    years: row.year_from === null || row.year_to === null ? null : { from: row.year_from, to: row.year_to },
    format: row.format,
    encoding: row.encoding,
    contentHash: row.content_hash,
    characters: row.characters,
    articleCount: row.article_count,
    warnings,
  }
}

function readUnits(database: Database, id: DocumentId): readonly OutlineUnit[] {
  const units = database.kysely.selectFrom('unit').selectAll()
  return database.all(units.where('document_id', '=', id).orderBy('position')).map(toUnit)
}

function toUnit(row: UnitTable): OutlineUnit {
  return {
    level: row.level,
    label: row.label,
    heading: row.heading,
    start: row.start,
    end: row.end,
    damaged: row.damaged === 1,
    expectedLabel: row.expected_label,
    fields: JSON.parse(row.fields) as UnitField[],
    opensArticle: row.opens_article === 1,
  }
}

function readFurniture(database: Database, id: DocumentId): readonly Furniture[] {
  const furniture = database.kysely.selectFrom('furniture').select(['start', 'end', 'reason'])
  return database.all(furniture.where('document_id', '=', id).orderBy('position'))
}

function readCounts(database: Database): StoreCounts {
  const count = (table: 'document' | 'unit' | 'article' | 'passage' | 'embedding'): number => {
    const rows = database.kysely.selectFrom(table).select(build => build.fn.countAll<number>().as('count'))
    return database.first(rows)?.count ?? 0
  }
  return {
    documents: count('document'),
    units: count('unit'),
    articles: count('article'),
    passages: count('passage'),
    embeddings: count('embedding'),
  }
}
