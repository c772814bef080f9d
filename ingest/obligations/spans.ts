/**
 * Cutting text at marks that stand outside brackets and quotation marks. In: folded text and a span of it. Out: spans.
 * A bracket that never closes does not hide what follows it.
 */
import { type Span } from '../../knowledge/model/document.ts'

const CLOSER_OF: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['【', '】'],
  ['〔', '〕'],
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['《', '》'],
  ['〈', '〉'],
])

/** @returns the offsets in `span` where one of the marks stands outside every bracket. */
export function topLevelMarks(text: string, span: Span, marks: string): number[] {
  const found: number[] = []
  for (let i = span.start; i < span.end; i++) {
    const char = text.charAt(i)
    const closer = CLOSER_OF.get(char)
    if (closer !== undefined) i = closingOf(text, i, span.end)
    else if (marks.includes(char)) found.push(i)
  }
  return found
}

/** @returns the offset of the bracket that closes the one at `open`; `open` itself where none does before `end`. */
export function closingOf(text: string, open: number, end: number): number {
  const opener = text.charAt(open)
  const closer = CLOSER_OF.get(opener)
  let depth = 0
  for (let i = open; i < end; i++) {
    const char = text.charAt(i)
    if (char === opener) depth++
    else if (char === closer) depth--
    if (depth === 0) return i
  }
  return open
}

/** @returns the parts between the marks, without blanks around them; empty parts are left out. */
export function splitAt(text: string, span: Span, marks: string): Span[] {
  const cuts = [...topLevelMarks(text, span, marks), span.end]
  const parts: Span[] = []
  let start = span.start
  for (const cut of cuts) {
    const part = trimSpan(text, { start, end: cut })
    if (part.end > part.start) parts.push(part)
    start = cut + 1
  }
  return parts
}

export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return { start, end }
}

export const textOf = (text: string, span: Span): string => text.slice(span.start, span.end)

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

export const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end

/** True where the offset lies behind an opening title or quotation mark that has not closed since `from`. */
export function isInsideTitle(text: string, from: number, offset: number): boolean {
  const before = text.slice(from, offset)
  return (
    before.lastIndexOf('《') > before.lastIndexOf('》') || before.lastIndexOf('“') > before.lastIndexOf('”')
  )
}
