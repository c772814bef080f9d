/**
 * Sentences of a text as spans, so that a quote is always an exact piece of it. In: source text (any width of
 * punctuation). Out: half-open ranges without the blanks around them, in order. A line break inside a sentence stays
 * inside; a line that ends without a full stop (a heading, a field) is a sentence of its own.
 */
import type { Span } from '../model/document.ts'
import { foldText } from './fold.ts'

const SENTENCE_END = /[。!?;]["”’」』)》】]*/g
/** A line break here lies inside a sentence: the text goes on in the next line. */
const GOES_ON = /[,、:(《“‘〔—]$/
/** Shorter lines without punctuation are headings or fields, not broken sentences. */
const SHORTEST_BROKEN_LINE = 18

/** @returns the sentences of `text`; their offsets count from the start of `text`. */
export function splitSentences(text: string): Span[] {
  const folded = foldText(text)
  const cuts: number[] = []
  for (const match of folded.matchAll(SENTENCE_END)) cuts.push(match.index + match[0].length)
  for (const match of folded.matchAll(/[\r\n\u2028]+\s*/g)) {
    if (!lineGoesOn(folded, match.index, match.index + match[0].length)) cuts.push(match.index)
  }
  cuts.push(folded.length)
  cuts.sort((a, b) => a - b)
  return trimmedPieces(folded, cuts)
}

/** The rule of the clean stage (ingest/clean/paragraphs.ts): only an unfinished line without a blank line below goes on. */
function lineGoesOn(text: string, breakStart: number, breakEnd: number): boolean {
  const lineStart = text.lastIndexOf('\n', breakStart - 1) + 1
  const line = text.slice(lineStart, breakStart).trim()
  if (GOES_ON.test(line)) return true
  const blankLine = /[\r\n]\s*[\r\n]/.test(text.slice(breakStart, breakEnd).replace(/\r\n/g, '\n'))
  if (blankLine || /[。!?;]["”’」』)》】]*$/.test(line) || /^[\u4e00-\u9fff]{2,6}:/.test(line)) return false
  return line.length >= SHORTEST_BROKEN_LINE && /[,。;]/.test(line)
}

function trimmedPieces(text: string, cuts: readonly number[]): Span[] {
  const pieces: Span[] = []
  let position = 0
  for (const cut of cuts) {
    if (cut <= position) continue
    const piece = text.slice(position, cut)
    const start = position + piece.length - piece.trimStart().length
    const end = position + piece.trimEnd().length
    if (end > start) pieces.push({ start, end })
    position = cut
  }
  return pieces
}
