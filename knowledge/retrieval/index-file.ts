/**
 * The lexical index as a cache file beside the database: header, arrays, checksum. In: an index and the ids of its
 * texts. Out: the same, or the reason why the file cannot be used. A file is written under another name and renamed, and
 * whatever is wrong with one, it is rebuilt from the database, never trusted.
 */
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { LexicalIndex, type LexicalArrays } from './lexical-index.ts'

const MAGIC = 'XUEFA-LEX'
/** Raise when the layout changes; older files are then rebuilt. */
const FORMAT = 1
const HEADER_LENGTH_BYTES = 4
const CHECKSUM_BYTES = 32
/** Typed arrays must start at multiples of their element size. */
const ALIGNMENT = 8

export interface StoredIndex {
  readonly index: LexicalIndex
  /** Article ids by text number. */
  readonly ids: readonly string[]
}

export type LoadedIndex =
  ({ readonly usable: true } & StoredIndex) | { readonly usable: false; readonly reason: string }

interface Header {
  readonly magic: string
  readonly format: number
  readonly fingerprint: string
  readonly revision: number
  readonly lengths: Readonly<Record<keyof LexicalArrays | 'ids', number>>
}

const ARRAY_NAMES = ['keys', 'offsets', 'texts', 'lengths', 'counts'] as const

/** @param revision of the corpus the index was built from. */
export function writeIndexFile(path: string, { index, ids }: StoredIndex, revision: number): void {
  const idBytes = Buffer.from(ids.join('\n'))
  const parts = ARRAY_NAMES.map(name => bytesOf(index.arrays[name]))
  const sizes = ARRAY_NAMES.map((name, i): [string, number] => [name, parts[i]?.length ?? 0])
  const lengths = Object.fromEntries<number>([...sizes, ['ids', idBytes.length]])
  const header = { magic: MAGIC, format: FORMAT, fingerprint: LexicalIndex.fingerprint, revision, lengths }
  const headerBytes = Buffer.from(JSON.stringify(header))
  const headerLength = Buffer.alloc(HEADER_LENGTH_BYTES)
  headerLength.writeUInt32LE(headerBytes.length)
  const blocks = [Buffer.concat([headerLength, headerBytes]), ...parts, idBytes].map(padded)
  const hash = createHash('sha256')
  for (const block of blocks) hash.update(block)
  const temporary = `${path}.${process.pid}.part`
  try {
    writeFileSync(temporary, Buffer.concat([...blocks, hash.digest()]))
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** @returns the index, or why the file is of no use: missing, cut short, altered, or made from something else. */
export function readIndexFile(path: string, revision: number): LoadedIndex {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return { usable: false, reason: 'there is none' }
  }
  const body = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_BYTES))
  const digest = createHash('sha256').update(body).digest()
  if (!digest.equals(bytes.subarray(body.length))) return { usable: false, reason: 'its checksum is wrong' }
  const header = readHeader(body)
  if (header === null) return { usable: false, reason: 'its header cannot be read' }
  if (header.format !== FORMAT)
    return { usable: false, reason: `its format is ${header.format}, not ${FORMAT}` }
  if (header.fingerprint !== LexicalIndex.fingerprint)
    return { usable: false, reason: 'another tokenizer made it' }
  if (header.revision !== revision) return { usable: false, reason: 'the documents have changed since' }
  return { usable: true, ...readArrays(body, header) }
}

function readHeader(body: Buffer): Header | null {
  if (body.length < HEADER_LENGTH_BYTES) return null
  const length = body.readUInt32LE(0)
  try {
    const header = JSON.parse(
      body.toString('utf8', HEADER_LENGTH_BYTES, HEADER_LENGTH_BYTES + length),
    ) as Header
    return header.magic === MAGIC ? header : null
  } catch {
    return null
  }
}

function readArrays(body: Buffer, header: Header): StoredIndex {
  let position = aligned(HEADER_LENGTH_BYTES + body.readUInt32LE(0))
  const take = (name: keyof LexicalArrays | 'ids'): ArrayBuffer => {
    // A copy of its own: the file's buffer is pooled and need not be aligned.
    const copy = new Uint8Array(header.lengths[name])
    copy.set(body.subarray(position, position + copy.length))
    position += aligned(copy.length)
    return copy.buffer
  }
  const arrays: LexicalArrays = {
    keys: new Float64Array(take('keys')),
    offsets: new Uint32Array(take('offsets')),
    texts: new Uint32Array(take('texts')),
    lengths: new Uint32Array(take('lengths')),
    counts: new Uint8Array(take('counts')),
  }
  const joined = Buffer.from(take('ids')).toString('utf8')
  return { index: new LexicalIndex(arrays), ids: joined === '' ? [] : joined.split('\n') }
}

function bytesOf(array: Float64Array | Uint32Array | Uint8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

function padded(block: Buffer): Buffer {
  const padding = aligned(block.length) - block.length
  return padding === 0 ? block : Buffer.concat([block, Buffer.alloc(padding)])
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
