/**
 * The file of an hnswlib graph and the note beside it that says what it was built from. hnswlib checks nothing: a
 * damaged file can end the process and one of other dimensions answers nonsense. So a file is read only when its note
 * says that it was built from exactly these embeddings and its hash is the one in the note; else it is deleted.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { hashFile } from './file-hash.ts'
import { type HnswGraph, type HnswLibrary } from './hnsw-library.ts'

/** Raised when the way graphs are built changes, so that old files are rebuilt. */
const FORMAT = 1
const METRIC = 'cosine'
const UNFINISHED = /\.(\d+)\.tmp$/u

/** What a graph was built from. */
export interface GraphSource {
  readonly modelId: string
  readonly dimensions: number
  /** Number of vectors. */
  readonly count: number
  /** Hash of all vectors in the order of their labels. */
  readonly fingerprint: string
}

export type ReadResult =
  | { readonly kind: 'read'; readonly graph: HnswGraph }
  /** There is no file, or one of an earlier state of the documents: nothing is wrong. */
  | { readonly kind: 'outdated'; readonly reason: string }
  | { readonly kind: 'unusable'; readonly reason: string }

export interface HnswFile {
  /** Reads the graph where it was built from `source`; else deletes what is there and says why. Never throws. */
  read(source: GraphSource, library: HnswLibrary): Promise<ReadResult>
  /** A name in the same folder for a graph being built. @throws where the folder cannot be written. */
  unfinishedPath(): string
  /** Puts a finished graph in place of the former one. A kill in between leaves files that `read` refuses. */
  accept(unfinished: string, source: GraphSource, sha256: string): void
}

/** @param folder Made when the first graph is built. */
export function createHnswFile(folder: string): HnswFile {
  const graphPath = join(folder, 'vectors.hnsw')
  const notePath = `${graphPath}.json`
  return {
    async read(source, library) {
      const result = await readChecked({ graphPath, notePath, source, library })
      if (result.kind !== 'read') [graphPath, notePath].forEach(deleteIfPossible)
      return result
    },
    unfinishedPath() {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      removeAbandoned(folder)
      return `${graphPath}.${process.pid}.tmp`
    },
    accept(unfinished, source, sha256) {
      const note = `${notePath}.${process.pid}.tmp`
      writeFileSync(note, JSON.stringify({ format: FORMAT, metric: METRIC, ...source, sha256 }, null, 2))
      renameSync(unfinished, graphPath)
      renameSync(note, notePath)
    },
  }
}

/** Removes what killed builds left; a build that another process has under way stays. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = UNFINISHED.exec(name)?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) deleteIfPossible(join(folder, name))
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** On a read-only disk the file stays and is refused again next time. */
function deleteIfPossible(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    return
  }
}

interface Reading {
  readonly graphPath: string
  readonly notePath: string
  readonly source: GraphSource
  readonly library: HnswLibrary
}

async function readChecked({ graphPath, notePath, source, library }: Reading): Promise<ReadResult> {
  if (!existsSync(graphPath)) return { kind: 'outdated', reason: '尚无索引文件' }
  try {
    const note = readNote(notePath)
    if (note === null) return { kind: 'unusable', reason: '索引文件的说明缺失或损坏' }
    const difference = differenceOf(note, source)
    if (difference !== null) return difference
    if ((await hashFile(graphPath)) !== note.sha256) return { kind: 'unusable', reason: '索引文件已损坏' }
    const graph = new library.HierarchicalNSW('ip', source.dimensions)
    await graph.readIndex(graphPath)
    const isWhole = graph.getCurrentCount() === source.count
    return isWhole ? { kind: 'read', graph } : { kind: 'unusable', reason: '索引文件的向量数目不对' }
  } catch (error) {
    return {
      kind: 'unusable',
      reason: `索引文件无法读取(${error instanceof Error ? error.message : String(error)})`,
    }
  }
}

type Note = Readonly<Record<string, unknown>>

function readNote(path: string): Note | null {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof note === 'object' && note !== null ? { ...note } : null
  } catch {
    return null
  }
}

function differenceOf(note: Note, source: GraphSource): ReadResult | null {
  if (note.format !== FORMAT || note.metric !== METRIC) return { kind: 'outdated', reason: '索引格式已更新' }
  if (note.modelId !== source.modelId) return { kind: 'outdated', reason: '索引属于另一个向量模型' }
  if (note.dimensions !== source.dimensions) return { kind: 'outdated', reason: '索引的向量维数不同' }
  const isSame = note.count === source.count && note.fingerprint === source.fingerprint
  return isSame ? null : { kind: 'outdated', reason: '文档内容已更新' }
}
