/**
 * The tables as TypeScript sees them, for the query builder. The columns are created in migrations.ts; docs/storage.md
 * says what each table is for. Booleans are 0 or 1, lists are JSON, days and moments are ISO text.
 */
import { type Generated, type Selectable } from 'kysely'
import { type DecisionKind, type MarkState } from '../model/decision.ts'
import { type UnitKind } from '../model/unit.ts'

type Flag = 0 | 1

export interface DocumentTable {
  id: string
  source: string
  origin: string
  title: string
  issuer: string | null
  document_number: string | null
  issued_on: string | null
  type: string
  jurisdiction: string | null
  province: string | null
  city: string | null
  district: string | null
  year_from: number | null
  year_to: number | null
  format: string
  encoding: string
  content_hash: string
  characters: number
  article_count: number
  /** The corpus revision that published this row: id and revision together name one version of the text. */
  revision: number
  ingested_at: string
  /** Last, so that reading the columns before it does not walk through the text's pages. */
  text: string
}

export interface UnitTable {
  document_id: string
  position: number
  level: number
  label: string
  heading: string | null
  start: number
  end: number
  damaged: Flag
  expected_label: string | null
  /** JSON of UnitField[]. */
  fields: string
  opens_article: Flag
}

export interface ArticleTable {
  id: string
  document_id: string
  position: number
  label: string
  expected_label: string | null
  heading: string | null
  /** JSON of string[]. */
  path: string
  /** JSON of UnitField[]. */
  fields: string
  start: number
  end: number
  text_hash: string
}

export interface FurnitureTable {
  document_id: string
  position: number
  start: number
  end: number
  reason: string
}

export interface WarningTable {
  document_id: string
  position: number
  code: string
  message: string
  line: number | null
}

export interface PassageTable {
  article_id: string
  position: number
  start: number
  end: number
  text_hash: string
}

export interface EmbeddingTable {
  text_hash: string
  model_id: string
  dimensions: number
  /** `dimensions` float32 values, little endian. libsql answers blobs as ArrayBuffer and takes Uint8Array. */
  vector: Uint8Array | ArrayBuffer
}

export interface IngestLockTable {
  /** Always 1: there is one lock. */
  id: number
  owner: string
  host: string
  pid: number
  /** What tells this process from a later one with the same pid; null where the system does not say. */
  started: string | null
  since: string
  seen: string
}

export interface ObligationTable {
  document_id: string
  position: number
  id: string
  article_id: string
  /** The sentence quoted. */
  start: number
  end: number
  needs_review: Flag
  /** JSON of ExtractedObligation. */
  data: string
  /** ISO moment at which the duty was first published here. */
  known_since: string
}

/** Rows are only ever added. `target` is an obligation's or a document's id by value. */
export interface DecisionTable {
  /** Numbered by the database. */
  seq: Generated<number>
  target: string
  document_id: string
  article_label: string
  kind: DecisionKind
  /** JSON of Correction. */
  correction: string | null
  /** The sentence as it stood when it was decided. */
  quote: string
  decided_by: string
  at: string
  note: string | null
}

/** Rows are only ever added; the last one for a duty, unit and day counts. */
export interface MarkTable {
  /** Numbered by the database. */
  seq: Generated<number>
  obligation: string
  /** Name of the unit; empty for all who bear the duty. */
  unit: string
  due: string
  state: MarkState
  /** Only with `progress`: how much was done that day. */
  amount: number | null
  marked_by: string
  at: string
  evidence: string | null
}

export interface RosterUnitTable {
  /** The jurisdiction as documents name it. */
  place: string
  name: string
  kind: UnitKind
  /** JSON of string[]. */
  aliases: string
}

export interface ConversationTable {
  session: string
  question: string
  scope: string | null
  at: string
}

export interface MetaTable {
  key: 'format' | 'corpus_revision'
  value: string
}

export interface Tables {
  document: DocumentTable
  unit: UnitTable
  article: ArticleTable
  furniture: FurnitureTable
  warning: WarningTable
  passage: PassageTable
  embedding: EmbeddingTable
  ingest_lock: IngestLockTable
  obligation: ObligationTable
  conversation: ConversationTable
  decision: DecisionTable
  mark: MarkTable
  roster_unit: RosterUnitTable
  meta: MetaTable
}

export type DocumentRow = Selectable<DocumentTable>
export type ArticleRow = Selectable<ArticleTable>
export type IngestLockRow = Selectable<IngestLockTable>
