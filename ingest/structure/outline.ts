/**
 * Paragraphs → outline: nested units, each with its own text only. In: paragraphs and where the parts of the file begin.
 * Out: drafts of units in order, covering every paragraph exactly once. Which units open an article is articles.ts' task.
 */
import { isTableRow, type Paragraph } from '../clean/paragraphs.ts'
import { CLOSING_WINDOW, isClosing, isSignature } from './closing.ts'
import type { DraftUnit, UnitKind } from './draft.ts'
import { readFields } from './fields.ts'
import { cutHeading, cutParagraphHeading, findLostStop, readsAsHeading } from './headings.ts'
import { FAMILY_ORDER, type LabelFamily } from './labels.ts'
import { findMarks, type Mark } from './sequence.ts'
import { readTable, type TableRow } from './tables.ts'

export interface OutlineInput {
  readonly paragraphs: readonly Paragraph[]
  /** Index of the paragraph with which the instrument itself begins, where a notice stands before it. */
  readonly mainStart: number | null
  readonly title: string
}

/** @returns the units in the order of the text. */
export function buildOutline({ paragraphs, mainStart, title }: OutlineInput): DraftUnit[] {
  const marks = findMarks(paragraphs)
  const builder = new OutlineBuilder(paragraphs, marks)
  const labelled = marks.filter(mark => mark !== null).length
  if (mainStart !== null) {
    builder.open({ kind: 'notice', level: 0, heading: '印发通知', until: mainStart })
    builder.open({ kind: 'opening', level: 0, heading: title, until: builder.nextUnit(mainStart + 1) })
  } else {
    const firstUnit = builder.nextUnit(0)
    if (firstUnit > 0 && (labelled > 0 || firstUnit < paragraphs.length))
      builder.open({ kind: 'opening', level: 0, heading: null, until: firstUnit })
  }
  builder.hasLabels = labelled >= 2
  while (builder.position < paragraphs.length) builder.step()
  return builder.units
}

const ARTICLE_RANK = FAMILY_ORDER.indexOf('article')
/** So many units of a family, and nearly all with a run-in heading, make one without it a damaged one. */
const FEWEST_SIBLINGS = 3
const MOST_SIBLINGS = 0.9
/** The note below a table. */
const TABLE_NOTE = /^(注|备注|说明|填表说明)\s*:/

interface Opening {
  readonly kind: UnitKind
  readonly level: number
  readonly heading: string | null
  readonly until: number
}

interface BodyOptions {
  /** The unit is a heading and nothing else so far. */
  readonly isBare: boolean
  readonly stop?: (paragraph: Paragraph) => boolean
}

interface NewUnit extends Partial<DraftUnit> {
  readonly kind: UnitKind
  readonly level: number
  readonly paragraphs: readonly Paragraph[]
}

class OutlineBuilder {
  readonly units: DraftUnit[] = []
  position = 0
  hasLabels = false
  /** Paragraphs of the table unit that grows at the moment. */
  private tableRows: Paragraph[] = []
  private readonly paragraphs: readonly Paragraph[]
  private readonly marks: readonly (Mark | null)[]
  private readonly lastMark: number
  /** Units per family so far, and how many of them carry a heading. */
  private readonly siblings = new Map<LabelFamily, { all: number; headed: number }>()
  /** Ranks of the open units, outermost first. */
  private stack: number[] = []

  constructor(paragraphs: readonly Paragraph[], marks: readonly (Mark | null)[]) {
    this.paragraphs = paragraphs
    this.marks = marks
    this.lastMark = marks.findLastIndex(mark => mark !== null)
  }

  /** First index at or after `from` that opens a unit by label, Markdown heading or table. */
  nextUnit(from: number): number {
    for (let i = from; i < this.paragraphs.length; i++) if (this.opensUnit(i)) return i
    return this.paragraphs.length
  }

  private opensUnit(index: number): boolean {
    const paragraph = this.paragraphs[index]
    if (paragraph === undefined) return false
    return (this.marks[index] ?? null) !== null || paragraph.headingDepth > 1 || this.startsTable(index)
  }

  private startsTable(index: number): boolean {
    const rows = [this.paragraphs[index], this.paragraphs[index + 1]]
    return rows.every(row => row !== undefined && isTableRow(row.text))
  }

  open({ kind, level, heading, until }: Opening): void {
    if (until <= this.position) return
    const paragraphs = this.paragraphs.slice(this.position, until)
    this.position = until
    this.stack = []
    this.push({ kind, level, heading, paragraphs, hasBody: true })
  }

  step(): void {
    const index = this.position
    const paragraph = this.paragraphs[index]
    if (paragraph === undefined) return
    const mark = this.marks[index] ?? null
    if (mark !== null) this.openLabelled(mark, paragraph)
    else if (this.startsTable(index)) this.openTable()
    else if (paragraph.headingDepth > 1) this.openMarkdownHeading(paragraph)
    else if (this.closes(index)) this.openClosing()
    else if (!this.hasLabels && readsAsHeading(paragraph)) this.openBareHeading()
    else this.openParagraph(paragraph)
  }

  private closes(index: number): boolean {
    if (index < this.lastMark || this.units.at(-1)?.kind === 'closing') return false
    const above = this.units.at(-1)?.paragraphs ?? []
    return isClosing(this.paragraphs.slice(index, index + CLOSING_WINDOW), this.units, above)
  }

  private openLabelled(mark: Mark, paragraph: Paragraph): void {
    const isAppendix = mark.family === 'appendix'
    const level = isAppendix ? this.clear() : this.enter(FAMILY_ORDER.indexOf(mark.family))
    const rest = paragraph.text.slice(mark.labelLength)
    const heading = this.readHeading(rest, mark)
    const isBare = heading !== null && heading.text.length + 1 >= rest.length
    const body = this.takeBody({ isBare })
    this.push({
      kind: 'labelled',
      level,
      family: mark.family,
      number: mark.number,
      label: mark.label,
      heading: heading?.text ?? null,
      damaged: mark.damaged || heading?.lostStop === true,
      expectedLabel: mark.expectedLabel,
      problem: mark.problem,
      paragraphs: [paragraph, ...body],
      fields: [paragraph, ...body].flatMap(readFields),
      hasBody: body.length > 0 || !isBare,
    })
  }

  private readHeading(rest: string, mark: Mark): { text: string; lostStop: boolean } | null {
    const cut = cutHeading(rest, mark.family, this.stack.slice(0, -1).includes(ARTICLE_RANK))
    if (cut !== null) return { text: rest.slice(0, cut.length), lostStop: false }
    if (mark.family !== 'han-paren' || !this.siblingsRunIn(mark.family)) return null
    const lost = findLostStop(rest)
    return lost === null ? null : { text: rest.slice(0, lost), lostStop: true }
  }

  /** Nearly all units of the family so far carry a run-in heading, so one without has lost its full stop. */
  private siblingsRunIn(family: LabelFamily): boolean {
    const { all, headed } = this.siblings.get(family) ?? { all: 0, headed: 0 }
    return all >= FEWEST_SIBLINGS && headed >= all * MOST_SIBLINGS
  }

  private openMarkdownHeading(paragraph: Paragraph): void {
    // Headings without a label stand above every numbering, in the order of their depth.
    const level = this.enter(-7 + paragraph.headingDepth)
    const body = this.takeBody({ isBare: true })
    const hasBody = body.length > 0
    this.push({ kind: 'heading', level, heading: paragraph.text, paragraphs: [paragraph, ...body], hasBody })
  }

  private openBareHeading(): void {
    const paragraph = this.paragraphs[this.position]
    if (paragraph === undefined) return
    const body = this.takeBody({ isBare: true, stop: readsAsHeading })
    const hasBody = body.length > 0
    this.push({
      kind: 'heading',
      level: 1,
      heading: paragraph.text,
      paragraphs: [paragraph, ...body],
      hasBody,
    })
  }

  private openTable(): void {
    const rows: Paragraph[] = []
    for (let i = this.position; i < this.paragraphs.length; i++) {
      const row = this.paragraphs[i]
      if (row === undefined || !isTableRow(row.text)) break
      rows.push(row)
    }
    this.position += rows.length
    const level = this.stack.length + 1
    readTable(rows).forEach((row, i) => {
      const paragraph = rows[i]
      if (paragraph !== undefined) this.pushRow(row, paragraph, level)
    })
  }

  private pushRow(row: TableRow, paragraph: Paragraph, level: number): void {
    const previous = this.units.at(-1)
    // The header, rules and category rows stand together in one unit until a task row follows.
    if (row.kind !== 'task' && previous?.kind === 'table') {
      this.tableRows.push(paragraph)
      return
    }
    const kind = row.kind === 'task' ? 'row' : 'table'
    const { label, heading, fields } = row
    const paragraphs = [paragraph]
    if (kind === 'table') this.tableRows = paragraphs
    this.push({ kind, level, label, heading, fields, paragraphs, hasBody: true })
  }

  private openClosing(): void {
    const paragraphs = this.paragraphs.slice(this.position)
    this.position = this.paragraphs.length
    this.stack = []
    this.push({ kind: 'closing', level: 1, paragraphs, hasBody: true })
  }

  /** A paragraph without label: a headed one opens a unit of its own, any other belongs to the text above. */
  private openParagraph(paragraph: Paragraph): void {
    const note = TABLE_NOTE.exec(paragraph.text)?.[1]
    this.position++
    if (note !== undefined && this.units.at(-1)?.kind === 'row') {
      this.stack = []
      this.push({ kind: 'heading', level: 1, heading: note, paragraphs: [paragraph], hasBody: true })
      return
    }
    if (this.headedRun(this.position - 1)) {
      const heading = paragraph.text.slice(0, cutParagraphHeading(paragraph.text) ?? 0)
      this.push({
        kind: 'run-in',
        level: this.stack.length + 1,
        heading,
        paragraphs: [paragraph],
        hasBody: true,
      })
      return
    }
    const kind =
      this.hasLabels || (this.units.length > 0 && this.units.at(-1)?.kind !== 'paragraph')
        ? 'rest'
        : 'paragraph'
    const fields = readFields(paragraph)
    this.push({ kind, level: this.stack.length + 1, paragraphs: [paragraph], fields, hasBody: true })
  }

  /** The body of a unit: the paragraphs up to the next unit, headed paragraph or closing. */
  private takeBody({ isBare, stop = () => false }: BodyOptions): Paragraph[] {
    const body: Paragraph[] = []
    this.position++
    while (this.position < this.paragraphs.length) {
      const paragraph = this.paragraphs[this.position]
      if (paragraph === undefined || this.opensUnit(this.position) || stop(paragraph)) break
      if (this.headedRun(this.position) || this.closesAfter(body, isBare)) break
      body.push(paragraph)
      this.position++
    }
    return body
  }

  private closesAfter(body: readonly Paragraph[], isBare: boolean): boolean {
    if (this.position < this.lastMark) return false
    const rest = this.paragraphs.slice(this.position, this.position + CLOSING_WINDOW)
    // A heading without text above the paragraph: that is its text, whatever it says.
    if (isBare && body.length === 0 && !isSignature(rest)) return false
    return isClosing(rest, this.units, body)
  }

  /** Two or more paragraphs in a row that open with a short sentence are headed paragraphs (坚持统筹兼顾。…). */
  private headedRun(index: number): boolean {
    const isHeaded = (i: number): boolean => {
      const paragraph = this.paragraphs[i]
      return paragraph !== undefined && !this.opensUnit(i) && cutParagraphHeading(paragraph.text) !== null
    }
    return this.hasLabels && isHeaded(index) && (isHeaded(index - 1) || isHeaded(index + 1))
  }

  /** Closes what does not contain a unit of this rank and opens it. @returns its level. */
  private enter(rank: number): number {
    while ((this.stack.at(-1) ?? -Infinity) >= rank) this.stack.pop()
    this.stack.push(rank)
    return this.stack.length
  }

  private clear(): number {
    this.stack = []
    return 0
  }

  private push(unit: NewUnit): void {
    if (unit.family !== null && unit.family !== undefined) {
      const { all, headed } = this.siblings.get(unit.family) ?? { all: 0, headed: 0 }
      const isHeaded = typeof unit.heading === 'string'
      this.siblings.set(unit.family, { all: all + 1, headed: headed + (isHeaded ? 1 : 0) })
    }
    this.units.push({
      family: null,
      number: 0,
      label: '',
      heading: null,
      damaged: false,
      expectedLabel: null,
      problem: null,
      fields: [],
      hasBody: true,
      ...unit,
    })
  }
}
