/**
 * One ingest at a time on one data folder. In: who asks and when. Out: a lock, or an AppError naming who holds it.
 * The lock is a row, taken over in the same transaction that finds its holder dead, so two waiters cannot both win.
 * It protects people from surprises, not the data: every publish is a transaction of its own.
 */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { AppError } from '../model/errors.ts'
import { type Database } from './database.ts'
import { type IngestLockRow } from './schema.ts'

/** Where a holder cannot be asked (another machine or container), this long without a sign of life means dead. */
const SILENT_MAX_MS = 30 * 60_000
/** A sign of life is written at most this often. */
const SIGN_OF_LIFE_MS = 10_000
/** Field 22 of /proc/<pid>/stat, counted after the command name, which may itself contain spaces. */
const START_TIME_FIELD = 19

export interface IngestLock {
  /** Gives the lock back; safe to call twice. */
  release(): void
}

export interface IngestLocks {
  /** @throws {AppError} ingest-running — data: owner, pid, since (ISO) */
  acquire(owner: string): IngestLock
  /** A sign of life; called by every write of the ingest, and cheap. */
  touch(): void
  /** Gives back what this object still holds. */
  releaseAll(): void
}

export function createIngestLocks(database: Database, now: () => Date): IngestLocks {
  let held: IngestLockRow | null = null
  const release = (row: IngestLockRow): void => {
    if (held !== row) return
    held = null
    try {
      database.run(ownRow(database, row))
    } catch (error) {
      // On a full disk the row stays; it counts for nothing once this process has ended.
      if (!(error instanceof AppError)) throw error
    }
  }
  return {
    acquire(owner) {
      const row = database.transaction(() => take(database, owner, now()))
      held = row
      return { release: () => release(row) }
    },
    touch() {
      if (held === null || now().getTime() - Date.parse(held.seen) < SIGN_OF_LIFE_MS) return
      held.seen = now().toISOString()
      const { seen, pid, since } = held
      const mine = database.kysely.updateTable('ingest_lock').set({ seen })
      database.run(mine.where('pid', '=', pid).where('since', '=', since))
    },
    releaseAll() {
      if (held !== null) release(held)
    },
  }
}

function ownRow(database: Database, { host, pid, since }: IngestLockRow) {
  const rows = database.kysely.deleteFrom('ingest_lock')
  return rows.where('host', '=', host).where('pid', '=', pid).where('since', '=', since)
}

function take(database: Database, owner: string, at: Date): IngestLockRow {
  const { kysely } = database
  const holder = database.first(kysely.selectFrom('ingest_lock').selectAll())
  if (holder !== null && isAlive(holder, at)) throw ingestRunning(holder)
  const moment = at.toISOString()
  const row: IngestLockRow = {
    id: 1,
    owner,
    host: hostname(),
    pid: process.pid,
    started: startOf(process.pid),
    since: moment,
    seen: moment,
  }
  database.run(kysely.deleteFrom('ingest_lock'))
  database.run(kysely.insertInto('ingest_lock').values(row))
  return row
}

function ingestRunning({ owner, pid, since }: IngestLockRow): AppError {
  return new AppError(
    'ingest-running',
    `另一个导入正在进行:${owner},进程号 ${pid},自 ${since} 开始。请等它结束,或先停止该进程,再重新运行。`,
    { owner, pid, since },
  )
}

function isAlive(holder: IngestLockRow, at: Date): boolean {
  const silentMs = at.getTime() - Date.parse(holder.seen)
  if (holder.host !== hostname()) return silentMs < SILENT_MAX_MS
  if (!processExists(holder.pid)) return false
  const started = startOf(holder.pid)
  if (started !== null && holder.started !== null) return started === holder.started
  return silentMs < SILENT_MAX_MS
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Tells a process from a later one with the same pid, reboots included; null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD]
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return ticks === undefined ? null : `${boot}/${ticks}`
  } catch {
    return null
  }
}
