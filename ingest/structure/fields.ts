/**
 * Fields a task carries beside its text: 责任单位, 牵头单位, 进度安排 …, on lines of their own or in brackets at the end of
 * a paragraph. In: a paragraph. Out: fields with the span of each value in the source. The values are not read here.
 */
import type { Span, UnitField } from '../../knowledge/model/document.ts'
import { type Paragraph, sourceOffset } from '../clean/paragraphs.ts'
import { FIELD_NAME, isFieldLine } from './labels.ts'

const FIELD_START = new RegExp(`(${FIELD_NAME})\\s*:\\s*`, 'g')
const OPENS_WITH_FIELD = new RegExp(`^\\s*(?:${FIELD_NAME})\\s*:`)
const CLOSERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  ['】', '【'],
  [']', '['],
])

/** @returns the fields of the paragraph in order; empty where it has none. */
export function readFields(paragraph: Paragraph): UnitField[] {
  const { text } = paragraph
  if (isFieldLine(text)) return fieldsBetween(paragraph, 0, text.length)
  const bracket = lastBracket(text)
  if (bracket === null || !OPENS_WITH_FIELD.test(text.slice(bracket.start, bracket.end))) return []
  return fieldsBetween(paragraph, bracket.start, bracket.end)
}

/** What stands in the bracket that ends the text: (牵头单位:区司法局;完成时限:2026年12月底前)。 Walks back once. */
function lastBracket(text: string): Span | null {
  const end = text.length - (text.endsWith('。') ? 2 : 1)
  const closer = text.charAt(end)
  const opener = CLOSERS.get(closer)
  if (opener === undefined) return null
  let depth = 0
  for (let i = end; i >= 0; i--) {
    if (text.charAt(i) === closer) depth++
    else if (text.charAt(i) === opener) depth--
    if (depth === 0) return { start: i + 1, end }
  }
  return null
}

function fieldsBetween(paragraph: Paragraph, from: number, to: number): UnitField[] {
  const part = paragraph.text.slice(from, to)
  const starts = [...part.matchAll(FIELD_START)].filter(
    match => match.index === 0 || /[;,。\s]/.test(part.charAt(match.index - 1)),
  )
  return starts.flatMap((match, i) => {
    const valueStart = match.index + match[0].length
    const rawEnd = starts[i + 1]?.index ?? part.length
    const valueEnd = trimField(part, valueStart, rawEnd)
    if (valueEnd === valueStart) return []
    const start = sourceOffset(paragraph, from + valueStart)
    const end = sourceOffset(paragraph, from + valueEnd - 1) + 1
    return [{ name: match[1] ?? '', start, end }]
  })
}

/** @returns the end of the value without the marks that part it from the next field. */
function trimField(text: string, start: number, end: number): number {
  let last = end
  while (last > start && /[;,。\s]/.test(text.charAt(last - 1))) last--
  return last
}
