/**
 * The one tokenizer, for documents and questions alike: character unigrams and bigrams, which beat every word
 * segmenter on this genre (shared/benchmarks/retrieval-study.md). A run of ASCII letters or digits counts as one
 * character. Text in, integer keys out; no dictionary, no native module.
 */
import { foldText } from './fold.ts'

/** Goes into every stored index: an index made with another tokenizer is never searched by this one. */
export const TOKENIZER_FINGERPRINT = 'unigram+bigram/2'

/** Room for one element: code points take 21 bits, hashed runs set the 22nd. */
const ELEMENT_SPACE = 2 ** 22
const RUN_FLAG = 2 ** 21

/** Ends an element sequence: no bigram reaches across it. */
const BREAK = -1

/**
 * @returns one key per occurrence: unigrams (below 2^22) and bigrams (2^22 and above), all exact integers.
 */
export function gramKeys(text: string): number[] {
  const folded = foldText(text)
  const keys: number[] = []
  let previous = BREAK
  let index = 0
  while (index < folded.length) {
    const end = elementEnd(folded, index)
    const element = elementAt(folded, index, end)
    if (element !== BREAK) {
      keys.push(element)
      if (previous !== BREAK) keys.push((previous + 1) * ELEMENT_SPACE + element)
    }
    previous = element
    index = end
  }
  return keys
}

/** True for the key of two adjacent elements. */
export function isBigram(key: number): boolean {
  return key >= ELEMENT_SPACE
}

/** A run of letters and digits is one element, and so is every other character. */
function elementEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isAlphanumeric(text.charCodeAt(end))) end++
  if (end > start) return end
  return start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
}

function elementAt(text: string, start: number, end: number): number {
  const code = text.codePointAt(start) ?? 0
  if (isAlphanumeric(code)) return RUN_FLAG + hashRun(text.slice(start, end))
  return isHan(code) ? code : BREAK
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

/** Unified ideographs with extension A and the supplementary planes, and 〇. */
function isHan(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x20000 && code <= 0x3ffff) ||
    code === 0x3007
  )
}

/** FNV-1a over the lower-cased run, folded to 21 bits. */
function hashRun(run: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < run.length; i++) {
    hash ^= run.charCodeAt(i) | (run.charCodeAt(i) >= 65 && run.charCodeAt(i) <= 90 ? 32 : 0)
    hash = Math.imul(hash, 0x01000193)
  }
  return ((hash >>> 21) ^ hash) & (RUN_FLAG - 1)
}
