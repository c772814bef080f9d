/**
 * Cuts an article into passages, the pieces that are embedded. In: a text and a range of it. Out: spans in the same
 * offsets, in order, not overlapping, that together hold every non-blank character of the range.
 */
import { type Span } from '../model/document.ts'

/** Sentences are gathered up to this many characters: about what a small embedding model represents well. */
export const PASSAGE_MAX = 160
/** A sentence up to this long stays whole even though it exceeds PASSAGE_MAX. */
export const SENTENCE_MAX = 400

/** A sentence ends after 。 ; ! ? of either width, with the brackets and quotes that close after it, or at a line end. */
const SENTENCE =
  /[^。;!?\uff1b\uff01\uff1f\n\r]*(?:[。;!?\uff1b\uff01\uff1f]+[”’」』)\uff09》】〉"']*|[\n\r]+|$)/gu
const CLAUSE = /[^,\uff0c、:\uff1a]*(?:[,\uff0c、:\uff1a]|$)/gu

/** Passages of `text.slice(span.start, span.end)`; none where it is blank. */
export function splitPassages(text: string, span: Span): readonly Span[] {
  const passages: Span[] = []
  for (const sentence of pieces(text, span, SENTENCE)) {
    if (length(sentence) > SENTENCE_MAX) passages.push(...splitLongSentence(text, sentence))
    else addOrJoin(passages, sentence)
  }
  return passages
}

function splitLongSentence(text: string, sentence: Span): readonly Span[] {
  const passages: Span[] = []
  for (const clause of pieces(text, sentence, CLAUSE)) {
    for (const part of cutHard(text, clause)) addOrJoin(passages, part)
  }
  return passages
}

/** Adds `next` to the last passage where both fit into PASSAGE_MAX, or as a passage of its own. */
function addOrJoin(passages: Span[], next: Span): void {
  const last = passages.at(-1)
  if (last !== undefined && next.end - last.start <= PASSAGE_MAX) {
    passages[passages.length - 1] = { start: last.start, end: next.end }
  } else passages.push(next)
}

/** Matches of `pattern` that are not blank, trimmed, as spans of `text`. */
function pieces(text: string, span: Span, pattern: RegExp): readonly Span[] {
  const matches = text.slice(span.start, span.end).matchAll(pattern)
  return Array.from(matches, match => {
    const start = span.start + match.index
    return trimmed(text, { start, end: start + match[0].length })
  }).filter(isNotEmpty)
}

/** Cuts a clause without any comma every PASSAGE_MAX characters, never inside a surrogate pair. */
function cutHard(text: string, clause: Span): readonly Span[] {
  const parts: Span[] = []
  let start = clause.start
  while (clause.end - start > PASSAGE_MAX) {
    const end = isLowSurrogate(text, start + PASSAGE_MAX) ? start + PASSAGE_MAX - 1 : start + PASSAGE_MAX
    parts.push({ start, end })
    start = end
  }
  return [...parts, { start, end: clause.end }].map(part => trimmed(text, part)).filter(isNotEmpty)
}

function trimmed(text: string, span: Span): Span {
  const piece = text.slice(span.start, span.end)
  const start = span.start + piece.length - piece.trimStart().length
  return { start, end: Math.max(start, span.start + piece.trimEnd().length) }
}

function isNotEmpty(span: Span): boolean {
  return span.start < span.end
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function length(span: Span): number {
  return span.end - span.start
}
