/**
 * What people decided and marked. In: one decision or mark. Out: all of them, oldest first. Nothing is ever changed or
 * removed: a later row stands over an earlier one, and what counts is the register's business.
 */
import {
  type Correction,
  type Decision,
  type NewDecision,
  type NewMark,
  type StoredMark,
} from '../model/decision.ts'
import { type DocumentId } from '../model/document.ts'
import { type Database } from './database.ts'

export interface DecisionStore {
  /** Oldest first. */
  decisions(): readonly Decision[]
  /** Answers the decision with its number and moment. @throws {AppError} data-unwritable */
  addDecision(decision: NewDecision): Decision
  /** Oldest first. */
  marks(): readonly StoredMark[]
  /** Answers the mark with its number and moment. @throws {AppError} data-unwritable */
  addMark(mark: NewMark): StoredMark
}

export function createDecisionStore(database: Database, now: () => Date): DecisionStore {
  return {
    decisions: () => readDecisions(database),
    addDecision: decision =>
      database.transaction(() => insertDecision(database, decision, now().toISOString())),
    marks: () => readMarks(database),
    addMark: mark => database.transaction(() => insertMark(database, mark, now().toISOString())),
  }
}

function readDecisions(database: Database): Decision[] {
  const rows = database.all(database.kysely.selectFrom('decision').selectAll().orderBy('seq'))
  return rows.map(row => ({
    seq: row.seq,
    target: row.target,
    documentId: row.document_id as DocumentId,
    articleLabel: row.article_label,
    kind: row.kind,
    correction: row.correction === null ? null : (JSON.parse(row.correction) as Correction),
    quote: row.quote,
    by: row.decided_by,
    at: row.at,
    note: row.note,
  }))
}

function insertDecision(database: Database, decision: NewDecision, at: string): Decision {
  const row = {
    target: decision.target,
    document_id: decision.documentId,
    article_label: decision.articleLabel,
    kind: decision.kind,
    correction: decision.correction === null ? null : JSON.stringify(decision.correction),
    quote: decision.quote,
    decided_by: decision.by,
    at,
    note: decision.note,
  }
  database.run(database.kysely.insertInto('decision').values(row))
  return { ...decision, seq: lastNumber(database, 'decision'), at }
}

function readMarks(database: Database): StoredMark[] {
  const rows = database.all(database.kysely.selectFrom('mark').selectAll().orderBy('seq'))
  return rows.map(({ marked_by: by, ...mark }) => ({ ...mark, by }))
}

function insertMark(database: Database, mark: NewMark, at: string): StoredMark {
  const { by, ...rest } = mark
  database.run(database.kysely.insertInto('mark').values({ ...rest, marked_by: by, at }))
  return { ...mark, seq: lastNumber(database, 'mark'), at }
}

/** Within the transaction that added the row, so nobody else's. */
function lastNumber(database: Database, table: 'decision' | 'mark'): number {
  const query = database.kysely.selectFrom(table).select('seq').orderBy('seq', 'desc').limit(1)
  return database.first(query)?.seq ?? 0
}
