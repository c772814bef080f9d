/**
 * Lines → paragraphs: a line that was broken in mid-sentence is joined to the one before. In: the lines of the document
 * proper (furniture already set apart). Out: paragraphs whose joined text maps back to source offsets.
 */
import type { Span } from '../../knowledge/model/document.ts'
import { isFieldLine, readLabel, startsBlock } from '../structure/labels.ts'
import type { Line } from './lines.ts'

export interface Paragraph extends Span {
  readonly lines: readonly Line[]
  /** Joined text of the lines, folded; map an index back with `sourceOffset`. */
  readonly text: string
  readonly headingDepth: number
}

const ENDS_SENTENCE = /[。!?;:…][)"”’」』》】]*$/
const BREAKS_OFF = /[,、(《“‘〔—]$/
/** Shorter lines without punctuation are headings or titles rather than broken sentences. */
const SHORTEST_BROKEN_LINE = 18

/** @param lines without furniture; `gap[i]` true where furniture stood between line i-1 and i. */
export function joinLines(lines: readonly Line[], afterFurniture: (line: Line) => boolean): Paragraph[] {
  const groups: Line[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    const previous = group?.at(-1)
    if (group !== undefined && previous !== undefined && !afterFurniture(line) && continues(previous, line)) {
      group.push(line)
    } else groups.push([line])
  }
  return groups.map(toParagraph)
}

function continues(previous: Line, next: Line): boolean {
  if (previous.headingDepth > 0 || next.headingDepth > 0) return false
  if (startsBlock(next.text) || isTableRow(next.text) || isTableRow(previous.text)) return false
  if (ENDS_SENTENCE.test(previous.text)) return false
  if (BREAKS_OFF.test(previous.text)) return true
  if (next.blankBefore || isFieldLine(previous.text)) return false
  // A labelled line may be a heading with commas in it; only one that already holds a sentence goes on below.
  const sign = readLabel(previous.text) === null ? /[,。;]/ : /。/
  return previous.text.length >= SHORTEST_BROKEN_LINE && sign.test(previous.text)
}

/** Cells parted by tabs or bars; such lines stand for themselves. */
export function isTableRow(text: string): boolean {
  return (text.match(/\t|\|/g)?.length ?? 0) >= 2
}

function toParagraph(lines: readonly Line[]): Paragraph {
  const first = lines[0]
  const last = lines.at(-1)
  if (first === undefined || last === undefined) throw new RangeError('a paragraph has at least one line')
  return {
    lines,
    start: first.start,
    end: last.end,
    text: lines.map(line => line.text).join(''),
    headingDepth: first.headingDepth,
  }
}

/** @returns where the character `index` of the paragraph's text stands in the source. */
export function sourceOffset(paragraph: Paragraph, index: number): number {
  let rest = index
  for (const line of paragraph.lines) {
    if (rest < line.text.length) return line.textStart + rest
    rest -= line.text.length
  }
  return paragraph.end
}
