/**
 * The few questions the read stage asks of the disk, as an interface, so that tests can let a file grow, vanish or be
 * forbidden at an exact moment. `nodeFileSystem` is the real one; nothing else in this folder imports `node:fs`.
 */
import { type BigIntStats, constants } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'

export type FileKind = 'file' | 'folder' | 'link' | 'special'

export interface FileFacts {
  readonly kind: FileKind
  readonly bytes: number
  /** Device and inode: equal for two paths exactly where they are the same thing on disk. */
  readonly identity: string
  /** Time of the last change of content, nanoseconds. */
  readonly modified: bigint
}

export interface OpenFile {
  readonly facts: () => Promise<FileFacts>
  /** Reads the next bytes into `target` from `offset` on; resolves to their number, 0 at the end. */
  readonly read: (target: Uint8Array, offset: number) => Promise<number>
  readonly close: () => Promise<void>
}

export interface FileSystem {
  /** Facts about the path itself: a link is a link. Rejects with a system error, as all of these do. */
  readonly facts: (path: string) => Promise<FileFacts>
  /** Facts about what the path leads to. */
  readonly targetFacts: (path: string) => Promise<FileFacts>
  readonly realPath: (path: string) => Promise<string>
  /** Names in a folder, in no particular order. */
  readonly list: (path: string) => Promise<readonly string[]>
  /** Opens for reading. Never waits for a writer (a FIFO) and never follows a link in the last place. */
  readonly open: (path: string) => Promise<OpenFile>
}

export const nodeFileSystem: FileSystem = {
  facts: async path => factsOf(await lstat(path, { bigint: true })),
  targetFacts: async path => factsOf(await stat(path, { bigint: true })),
  realPath: path => realpath(path),
  list: path => readdir(path),
  open: openForReading,
}

// Windows has neither flag; there the constants are undefined at run time whatever their type says.
const READ_FLAGS =
  constants.O_RDONLY |
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0)

async function openForReading(path: string): Promise<OpenFile> {
  const handle = await open(path, READ_FLAGS)
  return {
    facts: async () => factsOf(await handle.stat({ bigint: true })),
    read: async (target, offset) => (await handle.read(target, offset, target.length - offset)).bytesRead,
    close: () => handle.close(),
  }
}

function factsOf(stats: BigIntStats): FileFacts {
  return {
    kind: kindOf(stats),
    bytes: Number(stats.size),
    identity: `${stats.dev}:${stats.ino}`,
    modified: stats.mtimeNs,
  }
}

function kindOf(stats: BigIntStats): FileKind {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'link' : 'special'
}
