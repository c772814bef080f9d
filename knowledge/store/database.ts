/**
 * The one file that talks to the database driver (libsql). In: queries built with Kysely. Out: plain rows.
 * Everything is synchronous. It guards against what the driver does badly (measured, libsql 0.5):
 * a bound boolean or a lone object aborts the process, text is cut at a NUL character and a lone surrogate is
 * replaced in silence, NaN becomes NULL, and `get` adds a `_metadata` column.
 */
import { pathToFileURL } from 'node:url'
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteDialectConfig,
  type SqliteStatement,
} from 'kysely'
import Libsql from 'libsql'
import { translateDataError } from './data-errors.ts'
import { type Tables } from './schema.ts'

/** How long a statement waits for another process's transaction; publishing one document takes well under a second. */
const BUSY_TIMEOUT_MS = 5_000
/** Pages kept in memory, in KiB: the articles and index pages of a corpus of some 50,000 articles. */
const PAGE_CACHE_KIB = 32_768
/** Prepared statements kept; multi-row inserts come in many lengths, so the cache is emptied when it is full. */
const STATEMENTS_MAX = 200

/** What the driver takes as a parameter; everything else is refused before it gets there. */
type SqlValue = string | number | bigint | null | Uint8Array

interface DriverStatement {
  readonly reader: boolean
  all(parameters: readonly SqlValue[]): unknown[]
  run(parameters: readonly SqlValue[]): { changes: number }
}

/** A query of Kysely's that yields rows of type R. */
export interface Query<R> {
  compile(): CompiledQuery<R>
}

/** `write` creates the file; `read` shares it with a writer; `frozen` reads a file that nothing else changes. */
export type OpenMode = 'write' | 'read' | 'frozen' | 'memory'

export class Database implements SqliteDatabase {
  /** Builds queries; run them through this class, which is synchronous. Only migrations run through Kysely itself. */
  readonly kysely: Kysely<Tables>
  readonly path: string
  readonly mode: OpenMode
  readonly #driver: Libsql.Database
  readonly #statements = new Map<string, DriverStatement>()
  #inTransaction = false
  #open = true

  /**
   * @param path Absolute path of the file; only named in messages when `mode` is `memory`.
   * @throws {AppError} data-unwritable, data-damaged
   */
  constructor(path: string, mode: OpenMode) {
    this.path = path
    this.mode = mode
    this.#driver = this.#translated(() => new Libsql(location(path, mode), { timeout: BUSY_TIMEOUT_MS }))
    this.kysely = new Kysely<Tables>({ dialect: new LibsqlDialect({ database: this }) })
    try {
      this.pragma('foreign_keys = on')
      this.pragma(`cache_size = -${PAGE_CACHE_KIB}`)
      if (mode === 'write') this.#prepareForWriting()
    } catch (error) {
      this.close()
      throw error
    }
  }

  #prepareForWriting(): void {
    if (this.pragma('journal_mode') !== 'wal') this.pragma('journal_mode = wal')
    // In WAL, NORMAL loses at most the last transactions at a power cut and never leaves a half of one.
    this.pragma('synchronous = normal')
    // A file system mounted read-only still opens; taking the write lock once finds out now, not at the first publish.
    this.#execute('begin immediate')
    this.#execute('rollback')
  }

  /** All rows of a query. */
  all<R>(query: Query<R>): R[] {
    const { sql, parameters } = query.compile()
    return this.rows<R>(sql, parameters)
  }

  /** The first row of a query, or null. */
  first<R>(query: Query<R>): R | null {
    return this.all(query)[0] ?? null
  }

  /** Runs an insert, update or delete and answers how many rows it changed. */
  run(query: Query<unknown>): number {
    const { sql, parameters } = query.compile()
    return this.#translated(() => this.#statement(sql).run(parameters.map(bindable)).changes)
  }

  /** Rows of a query compiled before; hot paths compile once and pass fresh parameters in the same order. */
  rows<R>(sql: string, parameters: readonly unknown[]): R[] {
    return this.#translated(() => this.#statement(sql).all(parameters.map(bindable)) as R[])
  }

  /** First column of the first row that a pragma answers; null where it answers none. */
  pragma(text: string): unknown {
    const row = this.#translated(() => this.#driver.prepare(`pragma ${text}`).all([])[0])
    return typeof row === 'object' && row !== null ? (Object.values(row)[0] ?? null) : null
  }

  /** Names of the tables in the file, those of the database engine left out. */
  tableNames(): string[] {
    const sql =
      "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'"
    return this.rows<{ name: string }>(sql, []).map(({ name }) => name)
  }

  /** What an examination of the whole file finds wrong; empty where it is sound. */
  check(): string[] {
    const findings = this.rows<Record<string, string>>('pragma quick_check', []).flatMap(
      Object.values<string>,
    )
    return findings.filter(finding => finding !== 'ok')
  }

  /** Writes a compact copy to a file that must not exist yet. */
  copyTo(path: string): void {
    this.#translated(() => this.#statement('vacuum into ?').run([path]))
  }

  /**
   * Moves the write-ahead log into the file as far as other readers allow, so that the file alone is complete. Never
   * fails: a log that stays is as good, and the next one to open the file reads it.
   */
  checkpoint(): void {
    try {
      this.pragma('wal_checkpoint(truncate)')
    } catch {
      return
    }
  }

  /** From now on every write is refused, in a database in memory too. */
  refuseWrites(): void {
    this.pragma('query_only = on')
  }

  /** Runs SQL that is a fixed text without parameters. */
  #execute(sql: string): void {
    this.#translated(() => this.#driver.exec(sql))
  }

  /** Runs `work` as one transaction that holds the write lock from its start; it does not nest. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) throw new Error('A write transaction cannot start inside another transaction.')
    return this.#within('begin immediate', work)
  }

  /** Runs `work` on one unchanging state of the database, whatever other processes publish meanwhile. */
  snapshot<T>(work: () => T): T {
    return this.#inTransaction ? work() : this.#within('begin', work)
  }

  #within<T>(begin: string, work: () => T): T {
    this.#execute(begin)
    this.#inTransaction = true
    try {
      const result = work()
      this.#execute('commit')
      return result
    } catch (error) {
      // SQLite has already rolled back by itself after errors like a full disk.
      if (this.#driver.inTransaction) this.#execute('rollback')
      throw error
    } finally {
      this.#inTransaction = false
    }
  }

  /** Safe to call twice. */
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#statements.clear()
    this.#driver.close()
  }

  /** For Kysely's own driver, which migrations use. */
  prepare(sql: string): SqliteStatement {
    const { reader } = this.#translated(() => this.#statement(sql))
    const all = (parameters: readonly unknown[]): unknown[] => this.rows(sql, parameters)
    return {
      reader,
      all,
      // The driver's own iterator keeps a read transaction open when it is left early.
      iterate: parameters => all(parameters).values(),
      run: parameters => {
        const { changes } = this.#translated(() => this.#statement(sql).run(parameters.map(bindable)))
        return { changes, lastInsertRowid: 0 }
      },
    }
  }

  #statement(sql: string): DriverStatement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    if (this.#statements.size >= STATEMENTS_MAX) this.#statements.clear()
    const statement = this.#driver.prepare(sql) as unknown as DriverStatement
    this.#statements.set(sql, statement)
    return statement
  }

  #translated<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw translateDataError(error, this.path)
    }
  }
}

function location(path: string, mode: OpenMode): string {
  if (mode === 'memory') return ':memory:'
  if (mode === 'write') return path
  return `${pathToFileURL(path).href}?${mode === 'read' ? 'mode=ro' : 'immutable=1'}`
}

const UNSTORABLE_TEXT = /\0|\p{Surrogate}/u

/** What may reach the driver. A boolean becomes 0 or 1; what would abort the process or be stored wrongly is refused. */
function bindable(value: unknown): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string' && !UNSTORABLE_TEXT.test(value)) return value
  const kind = typeof value === 'string' ? 'text with a NUL or a lone surrogate' : typeof value
  throw new TypeError(`Expected a storable parameter (text, finite number, bytes or null), got ${kind}.`)
}

/** Migrations run in one transaction that holds the write lock, so that a kill or a second process sees all or nothing. */
class LibsqlDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter()
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config)
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(
    connection: Parameters<SqliteDriver['beginTransaction']>[0],
  ): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
