/**
 * Tells an ONNX file from anything else by its outermost protobuf fields: a path goes in, a verdict comes out. It reads
 * a few bytes per field and skips their contents, so it finds web pages, cut and overlong files at any size, but not
 * damage inside a field (checksums and the runtime do that).
 */
import { open, type FileHandle } from 'node:fs/promises'

/** Field numbers of ModelProto in onnx.proto. */
const IR_VERSION = 1
const GRAPH = 7
const OPSET_IMPORT = 8

/** A model has a dozen outer fields; a file of many tiny ones is something else, and would take long to walk. */
const MAX_FIELDS = 1000

/** A protobuf varint has at most ten bytes. */
const MAX_VARINT_BYTES = 10

type WireField = { readonly number: number; readonly next: number }

/** @returns true where the file is a sequence of whole fields with a version, a graph and the operators it needs among them. */
export async function looksLikeOnnx(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const seen = new Set<number>()
    let position = 0
    for (let count = 0; position < size; count++) {
      if (count === MAX_FIELDS) return false
      const field = await readField(file, position)
      if (field === null || field.next > size) return false
      seen.add(field.number)
      position = field.next
    }
    return [IR_VERSION, GRAPH, OPSET_IMPORT].every(number => seen.has(number))
  } finally {
    await file.close()
  }
}

/** One field: its number and where the next one starts; null where the bytes are no protobuf field. */
async function readField(file: FileHandle, position: number): Promise<WireField | null> {
  const key = await readVarint(file, position)
  if (key === null) return null
  const number = Math.floor(key.value / 8)
  if (number === 0) return null
  switch (key.value % 8) {
    case 0: {
      const value = await readVarint(file, key.next)
      return value === null ? null : { number, next: value.next }
    }
    case 1:
      return { number, next: key.next + 8 }
    case 2: {
      const length = await readVarint(file, key.next)
      return length === null ? null : { number, next: length.next + length.value }
    }
    case 5:
      return { number, next: key.next + 4 }
    default:
      return null
  }
}

async function readVarint(
  file: FileHandle,
  position: number,
): Promise<{ value: number; next: number } | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_VARINT_BYTES), 0, MAX_VARINT_BYTES, position)
  let value = 0
  for (let i = 0; i < bytesRead; i++) {
    const byte = buffer.readUInt8(i)
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return { value, next: position + i + 1 }
  }
  return null
}
