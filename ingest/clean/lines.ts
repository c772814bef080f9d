/**
 * Source text → lines with offsets. In: the decoded text and its format. Out: the non-blank lines, folded one to one,
 * each with the range it has in the source. Nothing is judged here: furniture and headings come later.
 */
import type { Span } from '../../knowledge/model/document.ts'
import { foldText, isBlank } from '../../knowledge/text/fold.ts'

/** A non-blank line. `start`/`end` are its visible range in the source, Markdown marks included. */
export interface Line extends Span {
  /** Counted from 1 in the source, blank lines included. */
  readonly number: number
  /** Folded and trimmed, Markdown marks blanked out; `text[i]` stands at `textStart + i` in the source. */
  readonly text: string
  readonly textStart: number
  /** A blank line (or the start of the file) stands above. */
  readonly blankBefore: boolean
  /** 1 to 6 for a Markdown heading, otherwise 0. */
  readonly headingDepth: number
}

export type TextFormat = 'txt' | 'md'

const LINE_END = /\r\n|[\n\r\u2028\u2029\f\v]/g
const MARKDOWN_HEADING = /^(\s*)(#{1,6})(?=\s)/
const MARKDOWN_LEAD = /^\s*(?:>\s?|[-*+]\s(?=\S))+/
const MARKDOWN_EMPHASIS = /\*\*|__/g
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g

/** @returns every line with a visible character, in order. */
export function splitLines(source: string, format: TextFormat): Line[] {
  const lines: Line[] = []
  let position = 0
  let number = 0
  let blankBefore = true
  for (const lineEnd of [...source.matchAll(LINE_END), { index: source.length, 0: '' }]) {
    number++
    const raw = source.slice(position, lineEnd.index)
    if (isBlank(raw)) blankBefore = true
    else {
      lines.push(readLine({ raw, position, number, blankBefore, format }))
      blankBefore = false
    }
    position = lineEnd.index + lineEnd[0].length
  }
  return lines
}

interface RawLine {
  readonly raw: string
  readonly position: number
  readonly number: number
  readonly blankBefore: boolean
  readonly format: TextFormat
}

function readLine({ raw, position, number, blankBefore, format }: RawLine): Line {
  // Zero-width characters become blanks in the view only; the source keeps them.
  const folded = foldText(raw).replace(INVISIBLE, ' ')
  const visible = trimmedRange(folded)
  const heading = format === 'md' ? MARKDOWN_HEADING.exec(folded) : null
  const view = format === 'md' ? blankMarkdown(folded, heading) : folded
  const inner = isBlank(view) ? visible : trimmedRange(view)
  return {
    start: position + visible.start,
    end: position + visible.end,
    number,
    text: view.slice(inner.start, inner.end),
    textStart: position + inner.start,
    blankBefore,
    headingDepth: heading?.[2]?.length ?? 0,
  }
}

/** Marks become blanks of the same length, so offsets hold. */
function blankMarkdown(line: string, heading: RegExpExecArray | null): string {
  const lead = heading?.[0] ?? MARKDOWN_LEAD.exec(line)?.[0] ?? ''
  return (' '.repeat(lead.length) + line.slice(lead.length)).replace(MARKDOWN_EMPHASIS, '  ')
}

function trimmedRange(text: string): Span {
  const start = text.search(/\S/)
  return { start: Math.max(start, 0), end: text.trimEnd().length }
}

/** Line numbers for offsets: `lineAt(offset)` counts from 1. */
export function lineCounter(source: string): (offset: number) => number {
  const starts = [0]
  for (const lineEnd of source.matchAll(LINE_END)) starts.push(lineEnd.index + lineEnd[0].length)
  return offset => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
