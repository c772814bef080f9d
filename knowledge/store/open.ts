/**
 * Opens the data folder. In: its path. Out: a store whose tables are those this version knows, older ones brought up
 * to date after a copy was put aside; or one AppError that says what is wrong with the folder and what to do.
 */
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../model/errors.ts'
import { dataDamaged, dataNewer, dataUnwritable, translateDataError } from './data-errors.ts'
import { Database } from './database.ts'
import { migrate, MIGRATIONS, type Migration } from './migrations.ts'
import { createStore, type Store } from './store.ts'

const FILE = 'xuefa.db'
const BACKUPS = 'backups'

export interface OpenOptions {
  /** Made where it is missing, unless `readOnly`. */
  readonly dataDir: string
  readonly now: () => Date
  /**
   * Never writes, so that it works on a folder without write permission and on a read-only disk. A folder without a
   * database then reads as an empty one.
   * @default false
   */
  readonly readOnly?: boolean
  /** Steps to the current tables; only tests pass others. */
  readonly migrations?: readonly Migration[]
}

/**
 * Opens (and where needed creates or upgrades) the store of a data folder.
 * @throws {AppError} data-unwritable, data-newer, data-damaged
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { now, readOnly = false, migrations = MIGRATIONS } = options
  const dataDir = resolve(options.dataDir)
  const database = readOnly ? openForReading(dataDir) : openForWriting(dataDir)
  try {
    const mayMigrate = database.mode === 'write' || database.mode === 'memory'
    await bringUpToDate(database, { dataDir, now, migrations, mayMigrate })
    if (readOnly) database.refuseWrites()
  } catch (error) {
    database.close()
    throw translateDataError(error, database.path)
  }
  return createStore(database, { dataDir, readOnly, now })
}

function openForWriting(dataDir: string): Database {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    throw translateDataError(error, dataDir)
  }
  const path = join(dataDir, FILE)
  checkIsFile(path)
  return new Database(path, 'write')
}

function openForReading(dataDir: string): Database {
  const path = join(dataDir, FILE)
  if (!existsSync(path)) return new Database(path, 'memory')
  checkIsFile(path)
  try {
    return shareForReading(path)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'data-unwritable') throw error
    // Sharing a WAL database needs a file beside it, which a read-only folder has not. Where the writer left nothing
    // unfinished in a log, the file alone is the whole truth.
    if (hasContent(`${path}-wal`)) throw dataUnwritable(dataDir, error)
    return new Database(path, 'frozen')
  }
}

function shareForReading(path: string): Database {
  const shared = new Database(path, 'read')
  try {
    shared.pragma('schema_version')
    return shared
  } catch (error) {
    shared.close()
    throw error
  }
}

function checkIsFile(path: string): void {
  if (existsSync(path) && !statSync(path).isFile()) throw dataDamaged(path)
}

function hasContent(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0
}

interface UpToDateOptions {
  readonly dataDir: string
  readonly now: () => Date
  readonly migrations: readonly Migration[]
  readonly mayMigrate: boolean
}

async function bringUpToDate(database: Database, options: UpToDateOptions): Promise<void> {
  const { dataDir, now, migrations, mayMigrate } = options
  const found = readFormat(database)
  const known = migrations.length
  if (found > known) throw dataNewer(dataDir, { found, known })
  if (found === known) return
  if (!mayMigrate) throw upgradeNeeded(dataDir)
  if (found > 0) backUp(database, { dataDir, format: found, at: now() })
  await migrate(database, migrations)
}

function upgradeNeeded(dataDir: string): AppError {
  return new AppError(
    'data-unwritable',
    `数据目录是旧版本的格式,只读打开时不能升级:${dataDir}。请先在可写入的环境中运行一次 xuefa start。`,
    { path: dataDir },
  )
}

/** Number of migrations the file has taken; 0 for a new file. */
function readFormat(database: Database): number {
  const { kysely, path } = database
  const tables = database.tableNames().filter(name => !name.startsWith('kysely_'))
  if (tables.length === 0) return 0
  if (!tables.includes('meta')) throw dataDamaged(path)
  const format = Number(
    database.first(kysely.selectFrom('meta').select('value').where('key', '=', 'format'))?.value,
  )
  if (!Number.isInteger(format) || format < 1) throw dataDamaged(path)
  return format
}

interface Backup {
  readonly dataDir: string
  readonly format: number
  readonly at: Date
}

/** Puts a copy beside the data before its tables change. A copy cut short by a kill never bears the final name. */
function backUp(database: Database, { dataDir, format, at }: Backup): void {
  const folder = join(dataDir, BACKUPS)
  mkdirSync(folder, { recursive: true })
  const moment = at.toISOString().replace(/[-:]|\.\d+/gu, '')
  const final = join(folder, `xuefa-format-${format}-${moment}.db`)
  const unfinished = `${final}.tmp`
  rmSync(unfinished, { force: true })
  database.copyTo(unfinished)
  renameSync(unfinished, final)
}
