/**
 * Turns a file's bytes into text without dropping or replacing a single one. In: all bytes. Out: the text and its
 * encoding, or why there is none. Order: byte order mark, strict UTF-8, strict GB18030 that reads like Chinese.
 * The mark is removed, everything else stays as it is, line ends included. Pure.
 */
import { MIN_IDEOGRAPHS, readsAsChinese, weighChinese } from './common-characters.ts'
import { CONTROLS, countMatches } from './damage.ts'
import { type Refusal } from './failures.ts'
import { scanUtf8 } from './utf8-scan.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  /** Decodable, but not surely in this encoding: worth reading only to see whether there is anything at all. */
  | { readonly kind: 'doubtful'; readonly text: string; readonly refusal: Refusal }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export function decodeText(bytes: Uint8Array): Decoded {
  const decoded = decodeMarked(bytes) ?? decodeUtf8(bytes)
  // Bytes that are valid UTF-8 and full of controls may still be UTF-16: the refusal looks into that.
  if (decoded?.kind === 'text' && hasTooManyControls(decoded.text)) return refuseControls(bytes)
  return decoded ?? decodeGb18030(bytes)
}

interface Mark {
  readonly bytes: readonly number[]
  /** Null: recognised, but not read. */
  readonly encoding: Encoding | null
}

// UTF-32 first: its little-endian mark begins with that of UTF-16.
const MARKS: readonly Mark[] = [
  { bytes: [0xff, 0xfe, 0, 0], encoding: null },
  { bytes: [0, 0, 0xfe, 0xff], encoding: null },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0x84, 0x31, 0x95, 0x33], encoding: 'gb18030' },
]

function decodeMarked(bytes: Uint8Array): Decoded | null {
  const mark = MARKS.find(candidate => candidate.bytes.every((byte, index) => bytes[index] === byte))
  if (mark === undefined) return null
  if (mark.encoding === null) return refuse('编码是 UTF-32，本版本不支持', SAVE_AS_UTF8)
  const body = bytes.subarray(mark.bytes.length)
  const text = strictDecode(body, mark.encoding)
  if (text !== null) return { kind: 'text', text, encoding: mark.encoding }
  if (mark.encoding === 'utf-8') return damagedUtf8(bytes)
  return refuse(
    `开头的标记表明编码是 ${mark.encoding.toUpperCase()}，但后面有不合该编码的字节，文件可能不完整`,
    GET_AGAIN,
  )
}

function decodeUtf8(bytes: Uint8Array): Decoded | null {
  const text = strictDecode(bytes, 'utf-8')
  return text === null ? null : { kind: 'text', text, encoding: 'utf-8' }
}

// Eight neighbouring ideographs that are valid UTF-8 do not come about by chance: a sequence does in under 5 % of the
// places of a GB18030 text. So the file, or a part of it, is UTF-8 and reading it as GB18030 would yield garbage.
const UTF8_PROOF_RUN = 8

function decodeGb18030(bytes: Uint8Array): Decoded {
  if (hasTooManyControlBytes(bytes)) return refuseControls(bytes)
  const { longestRun, cutOff } = scanUtf8(bytes)
  // Valid to the very end but for a character cut off there: UTF-8 too, however short its runs are.
  if (longestRun >= UTF8_PROOF_RUN || (cutOff && longestRun > 0)) return damagedUtf8(bytes)
  const text = strictDecode(bytes, 'gb18030')
  if (text === null) return { kind: 'refused', refusal: unknownRefusal(bytes) }
  const evidence = weighChinese(text)
  if (readsAsChinese(evidence)) return { kind: 'text', text, encoding: 'gb18030' }
  const refusal =
    evidence.ideographs < MIN_IDEOGRAPHS
      ? { ...UNKNOWN, reason: `不是 UTF-8 编码，而汉字太少（${evidence.ideographs} 个），无法断定是哪种编码` }
      : unknownRefusal(bytes)
  return { kind: 'doubtful', text, refusal: { ...refusal, facts: { ...evidence } } }
}

function damagedUtf8(bytes: Uint8Array): Decoded {
  const { firstInvalid, cutOff } = scanUtf8(bytes)
  const offset = firstInvalid ?? bytes.length
  const line = bytes.subarray(0, offset).reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1)
  const reason = cutOff
    ? '编码是 UTF-8，但最后一个字不完整，文件很可能没有传完'
    : `编码是 UTF-8，但第 ${line} 行有不合该编码的字节，文件已损坏或混有别的编码`
  return refuse(reason, GET_AGAIN, { line, byteOffset: offset, truncated: cutOff })
}

function refuseControls(bytes: Uint8Array): Decoded {
  const hint = guessEncoding(bytes)
  return { kind: 'refused', refusal: hint === null ? NOT_TEXT : hintedRefusal(hint) }
}

function unknownRefusal(bytes: Uint8Array): Refusal {
  const hint = guessEncoding(bytes)
  return hint === null ? UNKNOWN : hintedRefusal(hint)
}

const GUESSES: ReadonlyMap<string, string> = new Map([
  ['utf-16le', '没有标记的 UTF-16（小端）'],
  ['utf-16be', '没有标记的 UTF-16（大端）'],
  ['big5', 'Big5（繁体）'],
])
// Enough to tell an encoding; the guess only words a refusal.
const GUESS_BYTES = 65_536

/** Names the encoding the bytes seem to have, for the refusal only: a guess is never read as text. */
function guessEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, GUESS_BYTES)
  for (const [encoding, name] of GUESSES) {
    const text = strictDecode(sample, encoding, true)
    if (text !== null && (readsAsChinese(weighChinese(text)) || isPlainAscii(text))) return name
  }
  return null
}

function isPlainAscii(text: string): boolean {
  return text.length > 0 && /^[\t\n\r\x20-\x7e]+$/.test(text)
}

// Text has next to none; random and compressed bytes have a tenth.
const MAX_CONTROL_SHARE = 0.02

function hasTooManyControls(text: string): boolean {
  const allowed = text.length * MAX_CONTROL_SHARE
  return countMatches(text, CONTROLS, allowed + 1) > allowed
}

function hasTooManyControlBytes(bytes: Uint8Array): boolean {
  let count = 0
  for (const byte of bytes) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) count++
  return count > bytes.length * MAX_CONTROL_SHARE
}

/** Null where a byte does not fit. `partial`: the end may cut a character off. */
function strictDecode(bytes: Uint8Array, encoding: string, partial = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: partial })
  } catch (cause) {
    if (cause instanceof TypeError) return null
    throw cause
  }
}

const SAVE_AS_UTF8 = '请用记事本或 WPS 打开，确认内容无误后另存为 UTF-8 编码的 .txt，再重新导入'
const GET_AGAIN = '请从来源重新取得完整的文件；若内容无误，请另存为 UTF-8 编码的 .txt，再重新导入'

const UNKNOWN: Refusal = {
  code: 'encoding-unknown',
  reason: '认不出文字编码：不是 UTF-8，按 GB18030 读出来也不像中文',
  remedy: SAVE_AS_UTF8,
}
const NOT_TEXT: Refusal = {
  code: 'not-text',
  reason: '内容不是文字（含有大量控制字符，可能是程序、图片、压缩或加密的文件）',
  remedy: '请用能打开它的程序另存为纯文本（.txt，UTF-8 编码），再重新导入',
}

function hintedRefusal(name: string): Refusal {
  return { code: 'encoding-unknown', reason: `编码疑似${name}，本版本不支持`, remedy: SAVE_AS_UTF8 }
}

function refuse(reason: string, remedy: string, facts: Readonly<Record<string, unknown>> = {}): Decoded {
  return { kind: 'refused', refusal: { code: 'encoding-unknown', reason, remedy, facts } }
}
