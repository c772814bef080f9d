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
  /** Index in `text` at which each line begins. */
  readonly lineStarts: readonly number[]
  readonly headingDepth: number
}

const ENDS_SENTENCE = /[。!?;:…][)"”’」』》】]*$/
const BREAKS_OFF = /[,、(《“‘〔—]$/
/** Shorter lines without punctuation are headings or titles rather than broken sentences. */
const SHORTEST_BROKEN_LINE = 18

/** @param lines without furniture. @param afterFurniture true where furniture stands right above the line. */
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
  const lineStarts: number[] = []
  let length = 0
  for (const line of lines) {
    lineStarts.push(length)
    length += line.text.length
  }
  return {
    lines,
    start: first.start,
    end: last.end,
    text: lines.map(line => line.text).join(''),
    lineStarts,
    headingDepth: first.headingDepth,
  }
}

/** @returns where the character `index` of the paragraph's text stands in the source. */
export function sourceOffset(paragraph: Paragraph, index: number): number {
  const { lines, lineStarts } = paragraph
  if (index >= paragraph.text.length) return paragraph.end
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return (lines[low]?.textStart ?? paragraph.start) + index - (lineStarts[low] ?? 0)
}

/**
 * Cuts a paragraph where a unit begins inside it.
 * @param cuts indexes in its text, ascending, each at a visible character.
 * @returns the pieces in order; together they hold every visible character of the paragraph.
 */
export function cutParagraph(paragraph: Paragraph, cuts: readonly number[]): Paragraph[] {
  const edges = [0, ...cuts, paragraph.text.length]
  return edges.slice(1).flatMap((to, i) => {
    const from = edges[i] ?? 0
    const lines = paragraph.lines.flatMap((line, k) =>
      cutLine(line, from - (paragraph.lineStarts[k] ?? 0), to - (paragraph.lineStarts[k] ?? 0)),
    )
    return lines.length === 0 ? [] : [toParagraph(lines)]
  })
}

/** The part [from, to) of the line's text, without blanks around it; empty where nothing visible is left. */
function cutLine(line: Line, from: number, to: number): Line[] {
  const start = Math.max(0, from)
  const end = Math.min(line.text.length, to)
  if (start >= end) return []
  if (start === 0 && end === line.text.length) return [line]
  const part = line.text.slice(start, end)
  const text = part.trim()
  if (text === '') return []
  const textStart = line.textStart + start + part.length - part.trimStart().length
  return [
    {
      ...line,
      text,
      textStart,
      start: start === 0 ? line.start : textStart,
      end: end === line.text.length ? line.end : textStart + text.length,
    },
  ]
}
