/**
 * Words the failures of the read stage: one line in Simplified Chinese that names the file, the reason and the remedy.
 * In: a file and what went wrong. Out: an `AppError`. It never throws and never looks at the disk.
 */
import { AppError, type ErrorCode } from '../../knowledge/model/errors.ts'

/** What a failure is about: `source` is the name people see, `path` the place on disk. */
export interface FileReference {
  readonly path: string
  readonly source: string
}

export interface Refusal {
  readonly code: ErrorCode
  /** What is wrong with the file, a clause in Chinese without a full stop. */
  readonly reason: string
  /** What the user can do, a clause in Chinese without a full stop. */
  readonly remedy: string
  /** Facts for callers and tests, e.g. a line number. */
  readonly facts?: Readonly<Record<string, unknown>>
}

export function readFailure(file: FileReference, refusal: Refusal): AppError {
  const message = `「${displayName(file.source)}」：${refusal.reason}。${refusal.remedy}。`
  return new AppError(refusal.code, message, { source: file.source, path: file.path, ...refusal.facts })
}

/** Turns what the operating system reported into a failure. Errors without a system code are bugs and are rethrown. */
export function systemFailure(file: FileReference, cause: unknown): AppError {
  const code = systemCode(cause)
  if (code === null) throw cause
  const known = SYSTEM_REFUSALS.get(code)
  const refusal = known ?? {
    code: 'file-unreadable',
    reason: `无法读取，系统报告 ${code}`,
    remedy: '请检查磁盘和文件后重试',
  }
  return readFailure(file, { ...refusal, facts: { systemCode: code, cause } })
}

/** The system's code of an error, e.g. `ENOENT`; null where it carries none. */
export function systemCode(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
}

/** A file name fit for one line of output: line breaks, control and direction characters are written as escapes. */
export function displayName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
    // The joiner holds emoji sequences together; escaping it would take an emoji apart.
    if (character === '\u200D') return character
    if (character === '\n') return '\\n'
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

const MISSING: Refusal = {
  code: 'file-missing',
  reason: '文件或文件夹不存在',
  remedy: '请检查路径是否写对、链接的目标是否还在',
}
const FORBIDDEN: Refusal = {
  code: 'file-unreadable',
  reason: '没有读取权限',
  remedy: '请用有权限的账号运行，或修改它的权限后重试',
}

const SYSTEM_REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['ENOENT', MISSING],
  ['ENOTDIR', MISSING],
  ['EACCES', FORBIDDEN],
  ['EPERM', FORBIDDEN],
  [
    'ELOOP',
    {
      code: 'file-unreadable',
      reason: '符号链接指来指去，形成循环，没有实际内容',
      remedy: '请删除或改正这个链接',
    },
  ],
  [
    'ENXIO',
    {
      code: 'file-unreadable',
      reason: '不是普通文件（套接字或设备）',
      remedy: '请指定普通的文本文件',
    },
  ],
  [
    'ENAMETOOLONG',
    {
      code: 'file-unreadable',
      reason: '路径太长，系统无法打开',
      remedy: '请缩短文件名或移到较浅的文件夹后重试',
    },
  ],
  [
    'EMFILE',
    {
      code: 'file-unreadable',
      reason: '同时打开的文件太多',
      remedy: '请关闭其他程序后重试',
    },
  ],
])
