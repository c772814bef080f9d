/**
 * A table of contents at the head of a document: its lines look like units and are none. In: paragraphs. Out: the range
 * of paragraphs it takes up, or null. It ends where its first label comes again.
 */
import type { Paragraph } from '../clean/paragraphs.ts'
import { readLabel } from './labels.ts'

const CONTENTS_HEADING = /^目\s*[录次]$/
const LONGEST_ENTRY = 80
/** A table of contents begins near the top; a line 目录 further down is a heading. */
const LATEST_START = 60

export interface ParagraphRange {
  readonly from: number
  readonly to: number
}

/** @returns the entries, without the heading 目录 itself. */
export function findContents(paragraphs: readonly Paragraph[]): ParagraphRange | null {
  const heading = paragraphs.findIndex((p, i) => i < LATEST_START && CONTENTS_HEADING.test(p.text))
  const first = heading === -1 ? null : readLabel(paragraphs[heading + 1]?.text ?? '')
  if (first === null) return null
  for (let i = heading + 2; i < paragraphs.length; i++) {
    const text = paragraphs[i]?.text ?? ''
    const label = readLabel(text)
    if (label?.family === first.family && label.number === first.number) return { from: heading + 1, to: i }
    if (text.length > LONGEST_ENTRY || text.includes('。')) return null
  }
  return null
}
