/**
 * Turns what the database driver or the file system throws into an AppError that says what to do. In: any thrown
 * value and the path at fault. Out: an AppError, or the value unchanged where it is not an expected failure.
 */
import { AppError } from '../model/errors.ts'

/** SQLite result codes by the prefix that all their extended codes share. */
const SQLITE_DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT']
const SQLITE_UNWRITABLE = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_IOERR']
const SQLITE_FULL = ['SQLITE_FULL']
const SQLITE_BUSY = ['SQLITE_BUSY', 'SQLITE_LOCKED']

const FILE_SYSTEM_UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT', 'EDQUOT'])

/** Opening reports SQLite's number in the text only: `ConnectionFailed("… : 14")`. */
const CONNECTION_FAILED = /^ConnectionFailed\(.*: (\d+)"?\)$/su
const SQLITE_NOTADB_NUMBER = '26'

export function dataDamaged(path: string, cause?: unknown): AppError {
  return new AppError(
    'data-damaged',
    `数据库文件已损坏或不是学法助手的数据库:${path}。请先把该文件移到别处保存,再用备份恢复,或重新导入文档。`,
    { path, cause },
  )
}

export function dataUnwritable(path: string, cause?: unknown): AppError {
  return new AppError(
    'data-unwritable',
    `数据目录不能写入:${path}。请检查该目录是否存在、权限和磁盘是否只读,或用 --data 指定另一个目录。`,
    { path, cause },
  )
}

export function dataNewer(path: string, versions: { found: number; known: number }): AppError {
  return new AppError(
    'data-newer',
    `数据目录由更新版本的学法助手建立(数据格式 ${versions.found},本程序只认识到 ${versions.known}):${path}。请升级程序,或用 --data 指定另一个目录。`,
    { path, ...versions },
  )
}

/** @returns An AppError for an expected failure of SQLite or the file system; otherwise `error` itself. */
export function translateDataError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === null || error instanceof AppError) return error
  const is = (prefixes: readonly string[]): boolean => prefixes.some(prefix => code.startsWith(prefix))
  if (is(SQLITE_DAMAGED)) return dataDamaged(path, error)
  if (is(SQLITE_UNWRITABLE) || FILE_SYSTEM_UNWRITABLE.has(code)) return dataUnwritable(path, error)
  if (is(SQLITE_FULL) || code === 'ENOSPC') {
    return new AppError('data-unwritable', `磁盘空间不足,未能写入:${path}。请腾出空间后重试。`, {
      path,
      cause: error,
    })
  }
  if (is(SQLITE_BUSY)) {
    return new AppError('data-unwritable', `数据库正被另一个程序占用:${path}。请稍后重试。`, {
      path,
      cause: error,
    })
  }
  return error
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  const number = CONNECTION_FAILED.exec(error.message.trim())?.[1]
  if (number === undefined) return null
  return number === SQLITE_NOTADB_NUMBER ? 'SQLITE_NOTADB' : 'SQLITE_CANTOPEN'
}
