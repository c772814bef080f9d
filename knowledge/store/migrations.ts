/**
 * The numbered steps that lead from an empty file to the tables of schema.ts, and how they are run.
 * A step is never changed once released; a change of the tables is a new step at the end of the list.
 */
import { type Kysely, type Migration as KyselyMigration, Migrator, sql } from 'kysely'
import { type Database } from './database.ts'

/** One step; the data format of a file is the number of steps it has taken. */
export interface Migration {
  readonly name: string
  /** Only builds tables and moves data; runs inside a transaction that the runner owns. */
  readonly up: (kysely: Kysely<unknown>) => Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [
  { name: '001-documents', up: createDocuments },
  { name: '002-conversations', up: createConversations },
  { name: '003-obligations', up: createObligations },
  { name: '004-register', up: createRegisterTables },
]

/**
 * Takes the steps that the file has not taken yet, all in one transaction.
 * @throws whatever a step throws; then the file is as it was.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  const steps = migrations.map(({ name, up }, index): [string, KyselyMigration] => {
    const format = String(index + 1)
    const withFormat = async (kysely: Kysely<unknown>): Promise<void> => {
      await up(kysely)
      database.run(database.kysely.updateTable('meta').set({ value: format }).where('key', '=', 'format'))
    }
    return [name, { up: withFormat }]
  })
  const provider = { getMigrations: () => Promise.resolve(Object.fromEntries(steps)) }
  const { error } = await new Migrator({ db: database.kysely, provider }).migrateToLatest()
  if (error !== undefined) throw error as Error
}

async function createDocuments(kysely: Kysely<unknown>): Promise<void> {
  await createMeta(kysely)
  await createDocument(kysely)
  await createOutline(kysely)
  await createArticle(kysely)
  await createPassage(kysely)
  await createIngestLock(kysely)
}

async function createMeta(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('meta')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .execute()
  await (kysely as Kysely<{ meta: { key: string; value: string } }>)
    .insertInto('meta')
    .values([
      { key: 'format', value: '0' },
      { key: 'corpus_revision', value: '0' },
    ])
    .execute()
}

async function createDocument(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('document')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('source', 'text', column => column.notNull())
    .addColumn('origin', 'text', column => column.notNull().unique())
    .addColumn('title', 'text', column => column.notNull())
    .addColumn('issuer', 'text')
    .addColumn('document_number', 'text')
    .addColumn('issued_on', 'text')
    .addColumn('type', 'text', column => column.notNull())
    .addColumn('jurisdiction', 'text')
    .addColumn('province', 'text')
    .addColumn('city', 'text')
    .addColumn('district', 'text')
    .addColumn('year_from', 'integer')
    .addColumn('year_to', 'integer')
    .addColumn('format', 'text', column => column.notNull())
    .addColumn('encoding', 'text', column => column.notNull())
    .addColumn('content_hash', 'text', column => column.notNull())
    .addColumn('characters', 'integer', column => column.notNull())
    .addColumn('article_count', 'integer', column => column.notNull())
    .addColumn('revision', 'integer', column => column.notNull())
    .addColumn('ingested_at', 'text', column => column.notNull())
    .addColumn('text', 'text', column => column.notNull())
    .execute()
  await kysely.schema.createIndex('document_content_hash').on('document').columns(['content_hash']).execute()
}

async function createOutline(kysely: Kysely<unknown>): Promise<void> {
  await partOfDocument(kysely, 'unit')
    .addColumn('level', 'integer', column => column.notNull())
    .addColumn('label', 'text', column => column.notNull())
    .addColumn('heading', 'text')
    .addColumn('start', 'integer', column => column.notNull())
    .addColumn('end', 'integer', column => column.notNull())
    .addColumn('damaged', 'integer', column => column.notNull())
    .addColumn('expected_label', 'text')
    .addColumn('fields', 'text', column => column.notNull())
    .addColumn('opens_article', 'integer', column => column.notNull())
    .execute()
  await partOfDocument(kysely, 'furniture')
    .addColumn('start', 'integer', column => column.notNull())
    .addColumn('end', 'integer', column => column.notNull())
    .addColumn('reason', 'text', column => column.notNull())
    .execute()
  await partOfDocument(kysely, 'warning')
    .addColumn('code', 'text', column => column.notNull())
    .addColumn('message', 'text', column => column.notNull())
    .addColumn('line', 'integer')
    .execute()
}

function partOfDocument(kysely: Kysely<unknown>, table: string) {
  return kysely.schema
    .createTable(table)
    .addColumn('document_id', 'text', column =>
      column.notNull().references('document.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, ['document_id', 'position'])
}

async function createArticle(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('article')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('document_id', 'text', column =>
      column.notNull().references('document.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', column => column.notNull())
    .addColumn('label', 'text', column => column.notNull())
    .addColumn('expected_label', 'text')
    .addColumn('heading', 'text')
    .addColumn('path', 'text', column => column.notNull())
    .addColumn('fields', 'text', column => column.notNull())
    .addColumn('start', 'integer', column => column.notNull())
    .addColumn('end', 'integer', column => column.notNull())
    .addColumn('text_hash', 'text', column => column.notNull())
    .addUniqueConstraint('article_position', ['document_id', 'position'])
    .execute()
}

async function createPassage(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('passage')
    .addColumn('article_id', 'text', column => column.notNull().references('article.id').onDelete('cascade'))
    .addColumn('position', 'integer', column => column.notNull())
    .addColumn('start', 'integer', column => column.notNull())
    .addColumn('end', 'integer', column => column.notNull())
    .addColumn('text_hash', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('passage_key', ['article_id', 'position'])
    .execute()
  await kysely.schema
    .createTable('embedding')
    .addColumn('text_hash', 'text', column => column.notNull())
    .addColumn('model_id', 'text', column => column.notNull())
    .addColumn('dimensions', 'integer', column => column.notNull())
    .addColumn('vector', 'blob', column => column.notNull())
    .addPrimaryKeyConstraint('embedding_key', ['model_id', 'text_hash'])
    .execute()
}

async function createIngestLock(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('ingest_lock')
    .addColumn('id', 'integer', column => column.primaryKey())
    .addColumn('owner', 'text', column => column.notNull())
    .addColumn('host', 'text', column => column.notNull())
    .addColumn('pid', 'integer', column => column.notNull())
    .addColumn('started', 'text')
    .addColumn('since', 'text', column => column.notNull())
    .addColumn('seen', 'text', column => column.notNull())
    .execute()
}

async function createConversations(kysely: Kysely<unknown>): Promise<void> {
  await kysely.schema
    .createTable('conversation')
    .addColumn('session', 'text', column => column.primaryKey())
    .addColumn('question', 'text', column => column.notNull())
    .addColumn('scope', 'text')
    .addColumn('at', 'text', column => column.notNull())
    .execute()
  await kysely.schema.createIndex('conversation_at').on('conversation').columns(['at']).execute()
}

/** Decisions of people will refer to obligations by id, never by a foreign key: a re-ingest replaces these rows. */
async function createObligations(kysely: Kysely<unknown>): Promise<void> {
  await partOfDocument(kysely, 'obligation')
    .addColumn('id', 'text', column => column.notNull().unique())
    .addColumn('article_id', 'text', column => column.notNull())
    .addColumn('start', 'integer', column => column.notNull())
    .addColumn('end', 'integer', column => column.notNull())
    .addColumn('needs_review', 'integer', column => column.notNull())
    .addColumn('data', 'text', column => column.notNull())
    .execute()
}

/**
 * What people decide and mark, and the units they keep. Decisions and marks are only ever added to; a re-ingest does not
 * touch them. A duty keeps the day it became known: days before it are nobody's omission.
 */
async function createRegisterTables(kysely: Kysely<unknown>): Promise<void> {
  // SQLite adds a column that may not be null only with a default; rows from before take the day of their document.
  await kysely.schema
    .alterTable('obligation')
    .addColumn('known_since', 'text', column => column.notNull().defaultTo(''))
    .execute()
  await sql`update obligation set known_since =
    (select ingested_at from document where document.id = obligation.document_id)`.execute(kysely)
  await kysely.schema
    .createTable('decision')
    .addColumn('seq', 'integer', column => column.primaryKey().autoIncrement())
    .addColumn('target', 'text', column => column.notNull())
    .addColumn('document_id', 'text', column => column.notNull())
    .addColumn('article_label', 'text', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('correction', 'text')
    .addColumn('quote', 'text', column => column.notNull())
    .addColumn('decided_by', 'text', column => column.notNull())
    .addColumn('at', 'text', column => column.notNull())
    .addColumn('note', 'text')
    .execute()
  await kysely.schema
    .createTable('mark')
    .addColumn('seq', 'integer', column => column.primaryKey().autoIncrement())
    .addColumn('obligation', 'text', column => column.notNull())
    .addColumn('unit', 'text', column => column.notNull())
    .addColumn('due', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('amount', 'real')
    .addColumn('marked_by', 'text', column => column.notNull())
    .addColumn('at', 'text', column => column.notNull())
    .addColumn('evidence', 'text')
    .execute()
  await kysely.schema
    .createTable('roster_unit')
    .addColumn('place', 'text', column => column.notNull())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('aliases', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('roster_unit_key', ['place', 'name'])
    .execute()
}
