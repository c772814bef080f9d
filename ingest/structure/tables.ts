/**
 * Tables in plain text: rows of cells parted by tabs or bars, e.g. 序号|任务|牵头单位|完成时限. In: consecutive row
 * paragraphs. Out: for each row its label, its heading and its fields, named by the header row.
 */
import type { Span, UnitField } from '../../knowledge/model/document.ts'
import { type Paragraph, sourceOffset } from '../clean/paragraphs.ts'

export interface TableRow {
  readonly kind: 'header' | 'task' | 'other'
  readonly label: string
  readonly heading: string | null
  readonly fields: readonly UnitField[]
}

interface Cell extends Span {
  readonly text: string
}

const NUMBER_COLUMN = /^(?:序\s?号|编\s?号|No\.?)$/i
const TASK_COLUMN = /任务|事项|内容|工作|措施|项目|要点/
const FIELD_COLUMN = /单位|部门|责任|时限|时间|期限|进度|备注|频次|对象|学时/
const RULE_ROW = /^[\s|:+\-—=]+$/

/** @returns one entry per row; rows before any header are 'other'. */
export function readTable(rows: readonly Paragraph[]): TableRow[] {
  let header: readonly Cell[] | null = null
  return rows.map(row => {
    const cells = readCells(row)
    if (RULE_ROW.test(row.text)) return other()
    if (isHeader(cells) && (header === null || repeatsColumn(cells, header))) {
      header = cells
      return { kind: 'header', label: '', heading: null, fields: [] }
    }
    return header === null ? other() : readRow(cells, header)
  })
}

function other(): TableRow {
  return { kind: 'other', label: '', heading: null, fields: [] }
}

function isHeader(cells: readonly Cell[]): boolean {
  const names = cells.map(cell => cell.text)
  return (
    names.every(name => name.length <= 12 && !VALUE.test(name)) &&
    names.some(n => TASK_COLUMN.test(n)) &&
    names.some(n => FIELD_COLUMN.test(n))
  )
}

/** A second header names a column again; a task like 公布事项清单 with 各部门 beside it does not. */
function repeatsColumn(cells: readonly Cell[], header: readonly Cell[]): boolean {
  return cells.some(({ text }) => text !== '' && header.some(name => name.text === text))
}

/** A number of a row, a day: no name of a column. */
const VALUE = /^\d+[.、]?$|\d[年月日]|[前底]$/

function readRow(cells: readonly Cell[], header: readonly Cell[]): TableRow {
  const filled = cells.filter(cell => cell.text !== '')
  if (filled.length < 2) return other()
  const taskColumn = header.findIndex(name => TASK_COLUMN.test(name.text) && !NUMBER_COLUMN.test(name.text))
  const numberColumn = header.findIndex(name => NUMBER_COLUMN.test(name.text))
  const fields = cells.flatMap((cell, column) => {
    const name = header[column]?.text ?? ''
    const isField = column !== taskColumn && column !== numberColumn && name !== '' && cell.text !== ''
    return isField ? [{ name, start: cell.start, end: cell.end }] : []
  })
  return {
    kind: 'task',
    label: numberColumn === -1 ? '' : (cells[numberColumn]?.text ?? ''),
    heading: cells[taskColumn]?.text ?? null,
    fields,
  }
}

function readCells(row: Paragraph): Cell[] {
  const separator = row.text.includes('|') ? '|' : '\t'
  const cells: Cell[] = []
  let position = 0
  for (const raw of row.text.split(separator)) {
    const text = raw.trim()
    const at = position + raw.indexOf(text)
    const start = sourceOffset(row, at)
    cells.push({ text, start, end: text === '' ? start : sourceOffset(row, at + text.length - 1) + 1 })
    position += raw.length + 1
  }
  // | a | b | has an empty cell at either end.
  if (separator === '|' && cells[0]?.text === '' && row.text.startsWith('|')) cells.shift()
  if (separator === '|' && cells.at(-1)?.text === '' && row.text.endsWith('|')) cells.pop()
  return cells
}
