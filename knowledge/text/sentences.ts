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
/** Every line end the clean stage knows, with the blanks around further ones. */
const LINE_BREAKS = /[\r\n\u2028\u2029\f\v]\s*/g
const BLANK_LINE = /^(?:\r\n|[\r\n\u2028\u2029\f\v])[^\S\r\n\u2028\u2029\f\v]*[\r\n\u2028\u2029\f\v]/
const ENDS_SENTENCE = /[。!?;]["”’」』)》】]*$/
/** 责任单位:… stands for itself. */
const FIELD = /^[\u4e00-\u9fff]{2,6}:/
/** Shorter lines without punctuation are headings or fields, not broken sentences. */
const SHORTEST_BROKEN_LINE = 18

/** @returns the sentences of `text`; their offsets count from the start of `text`. */
export function splitSentences(text: string): Span[] {
  const folded = foldText(text)
  const cuts: number[] = []
  for (const match of folded.matchAll(SENTENCE_END)) cuts.push(match.index + match[0].length)
  let lineStart = 0
  for (const match of folded.matchAll(LINE_BREAKS)) {
    const line = folded.slice(lineStart, match.index).trim()
    if (!lineGoesOn(line, match[0])) cuts.push(match.index)
    lineStart = match.index + match[0].length
  }
  cuts.push(folded.length)
  cuts.sort((a, b) => a - b)
  return trimmedPieces(folded, cuts)
}

/** The rule of the clean stage (ingest/clean/paragraphs.ts): only an unfinished line without a blank line below goes on. */
function lineGoesOn(line: string, lineBreaks: string): boolean {
  if (GOES_ON.test(line)) return true
  if (BLANK_LINE.test(lineBreaks) || ENDS_SENTENCE.test(line) || FIELD.test(line)) return false
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
