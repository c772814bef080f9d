/**
 * Looks through bytes that are not valid UTF-8 and says whether they were meant to be, and where they break.
 * Pure; it decodes nothing.
 */

export interface Utf8Scan {
  /** Offset of the first byte that belongs to no valid sequence; null where all bytes are valid. */
  readonly firstInvalid: number | null
  /** The first invalid byte opens a sequence that the end of the bytes cuts off: a transfer that broke off. */
  readonly cutOff: boolean
  /** Length of the longest run of neighbouring sequences of three or four bytes, as ideographs have them in UTF-8. */
  readonly longestRun: number
}

export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let firstInvalid: number | null = null
  let cutOff = false
  let run = 0
  let longestRun = 0
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at)
    if (length <= 0 && firstInvalid === null) {
      firstInvalid = at
      cutOff = length === CUT_OFF
    }
    run = length >= 3 ? run + 1 : 0
    if (run > longestRun) longestRun = run
    at += Math.max(length, 1)
  }
  return { firstInvalid, cutOff, longestRun }
}

const INVALID = 0
const CUT_OFF = -1

/** Bytes of the sequence that opens at `at`: 1 to 4, `INVALID`, or `CUT_OFF` where the end comes too early. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lengthByLead(lead)
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i]
    if (next === undefined) return CUT_OFF
    if (next < lowest(lead, i) || next > highest(lead, i)) return INVALID
  }
  return length
}

function lengthByLead(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : INVALID
}

// The second byte is bounded so that no character has two spellings and no surrogate or number past U+10FFFF has any.
function lowest(lead: number, index: number): number {
  if (index === 1 && lead === 0xe0) return 0xa0
  return index === 1 && lead === 0xf0 ? 0x90 : 0x80
}

function highest(lead: number, index: number): number {
  if (index === 1 && lead === 0xed) return 0x9f
  return index === 1 && lead === 0xf4 ? 0x8f : 0xbf
}
