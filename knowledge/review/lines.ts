/** Lines of a source text. In: the text. Out: the number of a line, its words, and as much of it as one needs to see. */
import { type Span } from '../model/document.ts'

/** The line ends that ingest counts, so that both name the same line. */
const LINE_END = /\r\n|[\n\r\u2028\u2029\f\v]/g
/** Of a long line this much is shown on either side of what it is about, in UTF-16 code units. */
const AROUND = 40
const CUT = '…'

export interface Lines {
  /** Counts from 1. */
  numberAt(offset: number): number
  /** Without its line end; an empty span where there is no such line. */
  spanOf(number: number): Span
  /** The line the span begins in, blanks around it left out; a long one is cut around the span. */
  excerpt(span: Span): Excerpt
}

export interface Excerpt {
  readonly words: string
  /** Where the span stands in the words, as far as it lies in the line. */
  readonly mark: readonly [number, number]
}

export function linesOf(text: string): Lines {
  const lines: Span[] = []
  let start = 0
  for (const end of text.matchAll(LINE_END)) {
    lines.push({ start, end: end.index })
    start = end.index + end[0].length
  }
  lines.push({ start, end: text.length })
  const numberAt = (offset: number): number => {
    let low = 0
    let high = lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lines[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
  const spanOf = (number: number): Span => lines[number - 1] ?? { start: text.length, end: text.length }
  return { numberAt, spanOf, excerpt: span => excerptOf(text, spanOf(numberAt(span.start)), span) }
}

function excerptOf(text: string, line: Span, span: Span): Excerpt {
  const until = Math.max(span.start, Math.min(span.end, line.end))
  const start = skipBlanks(text, Math.max(line.start, span.start - AROUND), span.start)
  const end = Math.max(until, start + text.slice(start, Math.min(line.end, until + AROUND)).trimEnd().length)
  const front = text.slice(line.start, start).trim() === '' ? '' : CUT
  const back = text.slice(end, line.end).trim() === '' ? '' : CUT
  const shift = front.length - start
  return { words: front + text.slice(start, end) + back, mark: [span.start + shift, until + shift] }
}

function skipBlanks(text: string, start: number, before: number): number {
  const words = text.slice(start, before)
  return start + (words.length - words.trimStart().length)
}
