/**
 * Finds the files to read. In: paths as the user gave them, files or folders. Out: the files in a stable order, those
 * that cannot be read with the reason, and what was left out because it was there already.
 * It opens no file and judges no content; only folders are listed and links resolved.
 */
import { basename, join, resolve, sep } from 'node:path'
import { type AppError } from '../../knowledge/model/errors.ts'
import { displayName, type FileReference, readFailure, systemCode, systemFailure } from './failures.ts'
import { type FileFacts, type FileSystem, nodeFileSystem } from './file-system.ts'

export interface FoundFile extends FileReference {
  /** The absolute real path; two sources never share one. */
  readonly path: string
  /** The name people know it by: the file name, or the path inside the folder given, parts joined by `/`. */
  readonly source: string
  /** Named by the user itself rather than found in a folder: then an unusual extension is no reason to refuse it. */
  readonly given: boolean
}

export interface FailedFile extends FileReference {
  readonly error: AppError
}

/** Something left out without loss: its content is read under another name. Not a failure. */
export interface SkippedFile extends FileReference {
  readonly code: 'link-loop' | 'already-found'
  readonly message: string
}

export interface FoundFiles {
  readonly files: readonly FoundFile[]
  readonly failed: readonly FailedFile[]
  readonly skipped: readonly SkippedFile[]
}

interface Walk {
  readonly fs: FileSystem
  readonly files: Map<string, FoundFile>
  readonly failed: FailedFile[]
  readonly skipped: SkippedFile[]
  /** Real paths of the folders already listed. */
  readonly folders: Set<string>
}

/**
 * Finds every file under `paths`, folders recursively, in the order given and inside a folder by UTF-16 code units of
 * the names. Hidden entries, `node_modules` and leftovers of editors and systems are passed over inside folders, never
 * when named. A problem with one entry becomes an element of `failed` and the walk goes on; nothing is thrown for it.
 */
export async function findFiles(
  paths: readonly string[],
  fs: FileSystem = nodeFileSystem,
): Promise<FoundFiles> {
  const walk: Walk = { fs, files: new Map(), failed: [], skipped: [], folders: new Set() }
  for (const path of paths) await visitGiven(walk, path)
  return { files: [...walk.files.values()], failed: walk.failed, skipped: walk.skipped }
}

async function visitGiven(walk: Walk, path: string): Promise<void> {
  const before = outcomes(walk)
  // Until it is known to exist it is called what the user called it.
  const place: FileReference = { path: resolve(path), source: path === '' ? '（空路径）' : path }
  try {
    // An empty path would otherwise mean the working folder, which nobody who passes one intends.
    if (path === '') throw NO_SUCH_PATH
    const real = await walk.fs.realPath(place.path)
    const facts = await walk.fs.targetFacts(real)
    await visitReal(walk, { path: real, source: basename(place.path), given: true }, facts)
    if (facts.kind === 'folder' && outcomes(walk) === before) reportEmptyFolder(walk, place)
  } catch (cause) {
    fail(walk, place, cause)
  }
}

const NO_SUCH_PATH = Object.assign(new Error('empty path'), { code: 'ENOENT' })

function outcomes(walk: Walk): number {
  return walk.files.size + walk.failed.length + walk.skipped.length
}

async function visitReal(walk: Walk, found: FoundFile, facts: FileFacts): Promise<void> {
  if (facts.kind === 'folder') {
    if (walk.folders.has(found.path)) return skip(walk, found, 'already-found')
    walk.folders.add(found.path)
    return visitFolder(walk, found)
  }
  if (facts.kind === 'file') return addFile(walk, found)
  const error = readFailure(found, {
    code: 'file-unreadable',
    reason: '不是普通文件（管道、套接字或设备）',
    remedy: '请指定普通的文本文件',
  })
  walk.failed.push({ path: found.path, source: found.source, error })
}

function addFile(walk: Walk, found: FoundFile): void {
  const known = walk.files.get(found.path)
  if (known === undefined) walk.files.set(found.path, found)
  // Found in a folder first and then named: the naming counts, and it is no duplicate worth a line.
  else if (found.given && !known.given) walk.files.set(found.path, { ...known, given: true })
  else skip(walk, found, 'already-found')
}

async function visitFolder(walk: Walk, folder: FoundFile): Promise<void> {
  const names = await walk.fs.list(folder.path).catch((cause: unknown) => {
    fail(walk, folder, cause)
    return []
  })
  for (const name of [...names].sort()) {
    if (isLeftover(name)) continue
    const source = folder.given ? name : `${folder.source}/${name}`
    await visitEntry(walk, { path: join(folder.path, name), source, given: false })
  }
}

async function visitEntry(walk: Walk, entry: FoundFile): Promise<void> {
  try {
    const facts = await walk.fs.facts(entry.path)
    if (facts.kind !== 'link') return await visitReal(walk, entry, facts)
    const real = await walk.fs.realPath(entry.path)
    const target = await walk.fs.targetFacts(real)
    // A link to a folder that contains the link leads back here, at worst through the whole disk.
    if (target.kind === 'folder' && contains(real, entry.path)) return skip(walk, entry, 'link-loop')
    await visitReal(walk, { ...entry, path: real }, target)
  } catch (cause) {
    fail(walk, entry, cause)
  }
}

function contains(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

// Office lock files, downloads and copies in progress, thumbnails, editor backups: never a document.
const LEFTOVER = /^\.|^~\$|^node_modules$|^thumbs\.db$|^desktop\.ini$|\.(?:tmp|part|crdownload)$|~$/i

function isLeftover(name: string): boolean {
  return LEFTOVER.test(name)
}

function fail(walk: Walk, file: FileReference, cause: unknown): void {
  // Names that are not UTF-8 (archives unpacked from Windows) come back with U+FFFD and open nothing.
  const error =
    systemCode(cause) === 'ENOENT' && file.source.includes('\uFFFD')
      ? readFailure(file, {
          code: 'file-unreadable',
          reason: '文件名不是 UTF-8 编码，系统无法按名称打开',
          remedy: '请给文件改名后重试',
          facts: { cause },
        })
      : systemFailure(file, cause)
  walk.failed.push({ path: file.path, source: file.source, error })
}

function reportEmptyFolder(walk: Walk, folder: FileReference): void {
  const error = readFailure(folder, {
    code: 'file-missing',
    reason: '文件夹里没有可以读取的文件',
    remedy: '请放入 .txt 或 .md 文件，或改为指定别的文件夹',
  })
  walk.failed.push({ path: folder.path, source: folder.source, error })
}

const SKIP_REASONS: Readonly<Record<SkippedFile['code'], string>> = {
  'link-loop': '符号链接指回了它所在的文件夹，已跳过，不会重复读取',
  'already-found': '与前面的是同一个文件或文件夹，只读取一次',
}

function skip(walk: Walk, file: FileReference, code: SkippedFile['code']): void {
  const message = `「${displayName(file.source)}」：${SKIP_REASONS[code]}。`
  walk.skipped.push({ path: file.path, source: file.source, code, message })
}
