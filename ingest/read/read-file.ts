/**
 * Reads one file into text. In: a file that the walk found. Out: its text, format, encoding and fingerprint, or the
 * failure that says why not. It opens the file once, reads at most the allowed size, and stores nothing.
 */
import { createHash } from 'node:crypto'
import { type Warning } from '../../knowledge/model/document.ts'
import { AppError } from '../../knowledge/model/errors.ts'
import { countMatches, findDamage } from './damage.ts'
import { decodeText, type Encoding } from './decode.ts'
import { readFailure, type Refusal, systemCode, systemFailure } from './failures.ts'
import { type FileFacts, type FileSystem, nodeFileSystem, type OpenFile } from './file-system.ts'
import { formatOfName, refuseBinary, refuseExtension, refuseMarkup, type TextFormat } from './format.ts'
import { type FoundFile } from './walk.ts'

export interface ReadResult {
  /** The decoded file, byte order mark removed, nothing else changed. */
  readonly text: string
  readonly format: TextFormat
  readonly encoding: Encoding
  /** SHA-256 of all bytes of the file, 64 lower-case hex digits. */
  readonly contentHash: string
  /** Size of the file. */
  readonly bytes: number
  /** Marks of earlier damage: `replacement-character`, `nul-character`, `control-character`, `private-use-character`. */
  readonly warnings: readonly Warning[]
}

export interface ReadLimits {
  /** A larger file is refused before a byte of it is read. @default 64 MiB */
  readonly maxBytes: number
  /** A text with fewer non-blank characters is refused. At least 1. @default 50 */
  readonly minCharacters: number
}

// The longest Chinese code has 0.4 MB. 64 MiB leaves room for collections and keeps memory under half a gigabyte.
export const DEFAULT_READ_LIMITS: ReadLimits = { maxBytes: 64 * 1024 * 1024, minCharacters: 50 }

/**
 * Reads `file` whole. Everything that can be wrong with a file is returned as a failure, never thrown: file-missing,
 * file-unreadable, file-too-large, file-changed, file-empty, near-empty, format-unsupported, not-text, encoding-unknown.
 */
export async function readFileText(
  file: FoundFile,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
  fs: FileSystem = nodeFileSystem,
): Promise<ReadResult | AppError> {
  const format = formatOfName(file.source)
  if (format === null && !file.given) return readFailure(file, refuseExtension(file.source))
  const bytes = await readBytes(file, limits, fs)
  if (bytes instanceof AppError) return bytes
  const content = interpret(bytes, format ?? 'txt', limits)
  if ('code' in content) return readFailure(file, content)
  return {
    ...content,
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    warnings: findDamage(content.text),
  }
}

type Content = Pick<ReadResult, 'text' | 'format' | 'encoding'>

function interpret(bytes: Uint8Array, format: TextFormat, limits: ReadLimits): Content | Refusal {
  const binary = refuseBinary(bytes)
  if (binary !== null) return binary
  const decoded = decodeText(bytes)
  if (decoded.kind === 'refused') return decoded.refusal
  // Emptiness before doubt: with five characters nobody can tell an encoding, and the five characters are the trouble.
  const refusal = refuseMarkup(decoded.text, format) ?? refuseEmpty(decoded.text, limits.minCharacters)
  if (refusal !== null) return refusal
  return decoded.kind === 'doubtful'
    ? decoded.refusal
    : { text: decoded.text, format, encoding: decoded.encoding }
}

// Anything but white space and what has no ink: zero-width characters, soft hyphen, fillers, control characters.
const INK = /[^\s\p{Cc}\p{Cf}\u2800\u3164]/gu

function refuseEmpty(text: string, minCharacters: number): Refusal | null {
  const characters = countMatches(text, INK, minCharacters)
  if (characters >= minCharacters) return null
  const remedy = '请检查文件是否保存完整，或取得有正文的版本后再导入'
  if (characters === 0) return { code: 'file-empty', reason: '文件是空的，没有任何文字', remedy }
  return {
    code: 'near-empty',
    reason: `只有 ${characters} 个字，少于 ${minCharacters} 个，不像一份文件`,
    remedy,
    facts: { characters, minCharacters },
  }
}

async function readBytes(
  file: FoundFile,
  limits: ReadLimits,
  fs: FileSystem,
): Promise<Uint8Array | AppError> {
  try {
    const handle = await fs.open(file.path)
    try {
      const before = await handle.facts()
      const refusal = refuseBeforeReading(before, limits)
      if (refusal !== null) return readFailure(file, refusal)
      const bytes = await readExactly(handle, before.bytes)
      const change = await findChange(file, fs, { before, after: await handle.facts() })
      if (change !== null || bytes === null) return readFailure(file, change ?? CHANGED)
      return bytes
    } finally {
      await handle.close()
    }
  } catch (cause) {
    // A link in the place of the file: the walk resolved links, so it was put there since.
    if (systemCode(cause) === 'ELOOP') return readFailure(file, { ...CHANGED, facts: { cause } })
    return systemFailure(file, cause)
  }
}

function refuseBeforeReading(facts: FileFacts, limits: ReadLimits): Refusal | null {
  if (facts.kind !== 'file') {
    return {
      code: 'file-unreadable',
      reason: facts.kind === 'folder' ? '这是文件夹，不是文件' : '不是普通文件（管道、套接字或设备）',
      remedy: '请指定普通的文本文件',
    }
  }
  if (facts.bytes <= limits.maxBytes) return null
  return {
    code: 'file-too-large',
    reason: `文件有 ${megabytes(facts.bytes)} MB，超过上限 ${megabytes(limits.maxBytes)} MB`,
    remedy: '请拆成较小的文件后再导入',
    facts: { bytes: facts.bytes, maxBytes: limits.maxBytes },
  }
}

/** Null where the file turned out shorter or longer than `size`. */
async function readExactly(handle: OpenFile, size: number): Promise<Uint8Array | null> {
  // One byte more than expected: if it fills, the file has grown.
  const buffer = new Uint8Array(size + 1)
  let length = 0
  for (;;) {
    const count = await handle.read(buffer, length)
    length += count
    if (count === 0) return length === size ? buffer.subarray(0, size) : null
  }
}

interface Around {
  readonly before: FileFacts
  readonly after: FileFacts
}

/** Asks the open file and the path: an editor that saves by renaming leaves the open file untouched. */
async function findChange(file: FoundFile, fs: FileSystem, around: Around): Promise<Refusal | null> {
  const { before, after } = around
  if (after.bytes !== before.bytes || after.modified !== before.modified) return CHANGED
  try {
    return (await fs.facts(file.path)).identity === before.identity ? null : CHANGED
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return DELETED
    throw cause
  }
}

const CHANGED: Refusal = {
  code: 'file-changed',
  reason: '读取过程中文件被改动',
  remedy: '请等写入它的程序完成后重新导入',
}
const DELETED: Refusal = {
  code: 'file-missing',
  reason: '读取过程中文件被删除或移走',
  remedy: '请把文件放回原处后重新导入',
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1)
}
