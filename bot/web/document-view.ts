/**
 * Turns a stored document into what its page shows: sections (one per article, one per run of furniture, one for text
 * between them), each a list of blocks (one per line of the source), each a list of pieces of source text. Every
 * non-blank character of the text appears in exactly one block, and a block's pieces are exactly
 * `text.slice(block.start, block.end)`. It writes no markup.
 */

import { type Article, type OutlineUnit, type Span, type Warning } from '../../knowledge/model/document.ts'
import { type DocumentContent } from './deps.ts'
import { markPieces, type Piece } from './pieces.ts'

export type BlockKind =
  /** A line that is nothing but a unit's label and heading. */
  | 'heading'
  /** A line that opens with the name of a field and gives its value. */
  | 'field'
  /** A short line of a file's outermost parts: title, issuing body, date. */
  | 'line'
  | 'paragraph'

/** A warning with its place in the document's list of warnings, from 0. */
export interface PlacedWarning extends Warning {
  readonly index: number
}

export interface Block extends Span {
  readonly kind: BlockKind
  /** Depth in the outline, 0 for the parts of a file. */
  readonly level: number
  readonly pieces: readonly Piece[]
  /** The unit that opens with this block. */
  readonly opens: OutlineUnit | null
  readonly warnings: readonly PlacedWarning[]
}

export interface Section extends Span {
  readonly kind: 'article' | 'furniture' | 'between'
  /** Set for an article. */
  readonly article: Article | null
  /** The quoted span touches this section. */
  readonly quoted: boolean
  readonly blocks: readonly Block[]
}

/** A run of text of one origin. */
interface Stretch extends Span {
  readonly unit: OutlineUnit | null
  readonly furniture: boolean
}

/** A line of a stretch, without the blanks around it. */
interface Line extends Stretch {
  readonly opens: boolean
  readonly article: Article | null
}

/** A line of the outermost parts that is longer, or ends like running text, is a paragraph. */
const SHORT_LINE = 40
const RUNNING_TEXT_END = /[。!?;:,、!?;:,]$/

/** Builds the sections of the page, in the order of the text; `quoted` is the span to highlight. */
export function viewDocument(content: DocumentContent, quoted: Span | null): Section[] {
  const articles = content.articles.toSorted((a, b) => a.start - b.start)
  const lines = stretchesOf(content).flatMap(stretch => linesOf(stretch, content.text, articles))
  const warningsAt = placeWarnings(content, lines)
  return runsOf(lines).map(run => {
    const [first, last] = [run[0], run.at(-1)]
    const article = first?.article ?? null
    return {
      kind: first?.furniture === true ? 'furniture' : article === null ? 'between' : 'article',
      article,
      quoted: quoted !== null && run.some(line => line.start < quoted.end && quoted.start < line.end),
      blocks: run.map(line => blockOf(line, content.text, { quoted, warnings: warningsAt.get(line) ?? [] })),
      start: first?.start ?? 0,
      end: last?.end ?? 0,
    }
  })
}

/** Units with the furniture cut out, furniture, and whatever neither covers, in the order of the text. */
function stretchesOf({ text, units, furniture }: DocumentContent): Stretch[] {
  const owners: Stretch[] = [
    ...units.map(unit => ({ start: unit.start, end: unit.end, unit, furniture: false })),
    ...furniture.map(({ start, end }) => ({ start, end, unit: null, furniture: true })),
  ].toSorted((a, b) => a.start - b.start)
  const cuts = [...new Set([0, text.length, ...owners.flatMap(owner => [owner.start, owner.end])])]
  cuts.sort((a, b) => a - b)
  let next = 0
  let open: Stretch[] = []
  return cuts.slice(0, -1).map((start, index) => {
    open = open.filter(owner => owner.end > start)
    for (; (owners[next]?.start ?? Infinity) <= start; next += 1) open.push(...owners.slice(next, next + 1))
    const owner = open.find(each => each.furniture) ?? open.at(-1)
    const end = cuts[index + 1] ?? text.length
    return { start, end, unit: owner?.unit ?? null, furniture: owner?.furniture ?? false }
  })
}

function linesOf(stretch: Stretch, text: string, articles: readonly Article[]): Line[] {
  const own = text.slice(stretch.start, stretch.end)
  const unitStart = stretch.unit === null ? null : firstInk(text, stretch.unit)
  return [...own.matchAll(/[^\r\n]+/g)].flatMap(({ 0: raw, index }) => {
    const ink = raw.trim()
    if (ink === '') return []
    const start = stretch.start + index + raw.indexOf(ink)
    const article = stretch.furniture ? null : articleAt(articles, start)
    return [{ ...stretch, start, end: start + ink.length, opens: start === unitStart, article }]
  })
}

/** Where the first non-blank character of a span stands. */
function firstInk(text: string, { start, end }: Span): number {
  return start + Math.max(0, text.slice(start, end).search(/\S/))
}

function articleAt(articles: readonly Article[], offset: number): Article | null {
  let [low, high] = [0, articles.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((articles[middle]?.start ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  const candidate = articles[low - 1]
  return candidate !== undefined && offset < candidate.end ? candidate : null
}

/** Neighbouring lines of one article, or of furniture, or of neither, belong together. */
function runsOf(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (before?.furniture === line.furniture && before.article === line.article) run?.push(line)
    else runs.push([line])
  }
  return runs
}

interface BlockContext {
  readonly quoted: Span | null
  readonly warnings: readonly PlacedWarning[]
}

function blockOf(line: Line, text: string, { quoted, warnings }: BlockContext): Block {
  const { start, end, unit } = line
  const pieces = markPieces(text, { start, end }, { unit, quoted })
  return {
    start,
    end,
    kind: kindOf(line, pieces),
    level: unit?.level ?? 0,
    pieces,
    opens: line.opens ? unit : null,
    warnings,
  }
}

function kindOf({ unit, furniture }: Line, pieces: readonly Piece[]): BlockKind {
  if (furniture) return 'paragraph'
  const plain = textOf(pieces.filter(piece => piece.role === 'plain'))
  const opening = pieces[0]?.role
  if (opening === 'head' && /^[\s。.::]*$/.test(plain)) return 'heading'
  if (pieces.some(piece => piece.role === 'field')) return 'field'
  const whole = textOf(pieces)
  const isShort = whole.length <= SHORT_LINE && !RUNNING_TEXT_END.test(whole)
  return isShort && (unit === null || unit.level === 0) ? 'line' : 'paragraph'
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(piece => piece.text).join('')
}

/** A warning that names a line of the source goes to the block there, or to the nearest one after or else before it. */
function placeWarnings(
  { text, document }: DocumentContent,
  lines: readonly Line[],
): Map<Line, PlacedWarning[]> {
  const placed = new Map<Line, PlacedWarning[]>()
  const lineStarts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(match => match.index + match[0].length)]
  for (const [index, warning] of document.warnings.entries()) {
    if (warning.line === null) continue
    const offset = lineStarts[warning.line - 1] ?? text.length
    const target = lines.find(line => line.end > offset) ?? lines.at(-1)
    if (target !== undefined) placed.set(target, [...(placed.get(target) ?? []), { ...warning, index }])
  }
  return placed
}
