/**
 * Tables that lost their bars: columns parted by blanks, or one cell a line. In: folded text. Out: rows, each with the span
 * of its task and its fields named by the header. Tables with bars or tabs are read with the structure, not here.
 */
import { type Article, type Span, type UnitField } from '../../knowledge/model/document.ts'
import { textOf, trimSpan } from './spans.ts'

export interface PlainTable extends Span {
  readonly rows: readonly PlainRow[]
}

export interface PlainRow extends Span {
  readonly heading: string
  readonly fields: readonly UnitField[]
}

const NUMBER_COLUMN = /^(?:序\s?号|编\s?号)$/
const TASK_COLUMN = /任务|事项|内容|举措|措施|项目|要点/
const FIELD_COLUMN = /单位|部门|责任|牵头|配合|时限|时间|期限|进度/
const LONGEST_COLUMN_NAME = 12
const FEWEST_COLUMNS = 3
const ROW_NUMBER = /^\d{1,3}[.、]?$/
/** Sentences, numbers of rows and days are no names of columns. */
const NO_NAME = /[,。;:]|^\d+[.、]?$|\d[年月日]|[前底]$/
/** Before lines are looked at one by one: no table is without these words. */
const MAY_HOLD_TABLE = /(?:序\s?号|任务|事项|内容|措施|项目)/

/** @returns the tables of the text in order, none inside another. */
export function plainTables(text: string): PlainTable[] {
  if (!MAY_HOLD_TABLE.test(text) || !FIELD_COLUMN.test(text)) return []
  const lines = linesOf(text)
  const tables: PlainTable[] = []
  for (let i = 0; i < lines.length; i++) {
    const found = blankTable(text, lines, i) ?? columnTable(text, lines, i)
    if (found === null) continue
    tables.push(found.table)
    i = found.last
  }
  return tables
}

/** The row as an article of its own, for what reads tasks. */
export function articleOfRow(article: Article, row: PlainRow): Article {
  return { ...article, start: row.start, end: row.end, heading: row.heading, fields: row.fields }
}

interface Found {
  readonly table: PlainTable
  readonly last: number
}

function linesOf(text: string): Span[] {
  return [...text.matchAll(/[^\n\r]*[^\s][^\n\r]*/g)].map(match =>
    trimSpan(text, { start: match.index, end: match.index + match[0].length }),
  )
}

/** 序号    任务    牵头单位    完成时限 */
function blankTable(text: string, lines: readonly Span[], at: number): Found | null {
  const header = lines[at]
  // bars and tabs are the structure's
  const isPlain = header !== undefined && !/[|\t]/.test(textOf(text, header))
  const names = isPlain ? cellsOf(text, header) : []
  if (!isHeader(names.map(cell => textOf(text, cell)))) return null
  const rows: PlainRow[] = []
  let last = at
  for (let i = at + 1; i < lines.length; i++) {
    const cells = cellsOf(text, lines[i] ?? { start: 0, end: 0 })
    if (cells.length !== names.length) break
    rows.push(...rowOf(text, names, cells))
    last = i
  }
  return tableOf(lines, { at, last, rows })
}

function cellsOf(text: string, line: Span): Span[] {
  return [...textOf(text, line).matchAll(/\S+(?: \S+)*/g)].map(match => ({
    start: line.start + match.index,
    end: line.start + match.index + match[0].length,
  }))
}

/** 序号 / 任务 / 牵头单位 / 完成时限 / 1 / … : one cell a line; every row begins with its number. */
function columnTable(text: string, lines: readonly Span[], at: number): Found | null {
  if (!NUMBER_COLUMN.test(textOf(text, lines[at] ?? { start: 0, end: 0 }))) return null
  const firstRow = lines.findIndex((line, i) => i > at && ROW_NUMBER.test(textOf(text, line)))
  const names = lines.slice(at, firstRow)
  if (firstRow === -1 || !isHeader(names.map(name => textOf(text, name)))) return null
  const rows: PlainRow[] = []
  let last = firstRow - 1
  for (let i = firstRow; i + names.length <= lines.length; i += names.length) {
    const cells = lines.slice(i, i + names.length)
    if (!ROW_NUMBER.test(textOf(text, cells[0] ?? { start: 0, end: 0 }))) break
    rows.push(...rowOf(text, names, cells))
    last = i + names.length - 1
  }
  return tableOf(lines, { at, last, rows })
}

function isHeader(names: readonly string[]): boolean {
  return (
    names.length >= FEWEST_COLUMNS &&
    names.every(name => name.length <= LONGEST_COLUMN_NAME && !NO_NAME.test(name)) &&
    names.some(name => TASK_COLUMN.test(name)) &&
    names.some(name => FIELD_COLUMN.test(name))
  )
}

function rowOf(text: string, names: readonly Span[], cells: readonly Span[]): PlainRow[] {
  const nameAt = (i: number): string => textOf(text, names[i] ?? { start: 0, end: 0 })
  const task = cells.find((_, i) => TASK_COLUMN.test(nameAt(i)) && !FIELD_COLUMN.test(nameAt(i)))
  if (task === undefined) return []
  const fields = cells.flatMap((cell, i) =>
    FIELD_COLUMN.test(nameAt(i)) ? [{ name: nameAt(i), start: cell.start, end: cell.end }] : [],
  )
  const parts = [task, ...fields]
  return [
    {
      start: Math.min(...parts.map(part => part.start)),
      end: Math.max(...parts.map(part => part.end)),
      heading: textOf(text, task),
      fields,
    },
  ]
}

function tableOf(
  lines: readonly Span[],
  { at, last, rows }: { at: number; last: number; rows: readonly PlainRow[] },
): Found | null {
  const start = lines[at]?.start
  const end = lines[last]?.end
  return start === undefined || end === undefined || rows.length === 0
    ? null
    : { table: { start, end, rows }, last }
}
