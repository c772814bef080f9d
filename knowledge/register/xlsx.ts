/**
 * The register as an Excel workbook. In: obligations and their documents. Out: the bytes of an .xlsx file. Cells are text,
 * days or numbers; nothing a document holds can be a formula.
 */
import { type Blob } from 'node:buffer'
import { type Stream } from 'node:stream'
import writeExcelFile, { type Feature, type Row, type SheetData } from 'write-excel-file/node'
import { type StoredDocument } from '../model/document.ts'
import { type Obligation } from '../model/obligation.ts'
import { COLUMNS, rowSources, type Column, type RowSource } from './columns.ts'

const SHEET_NAME = '任务台账'
const DAY_FORMAT = 'yyyy-mm-dd'
/** Excel's own limit on the text of a cell; a longer one makes the whole file unreadable. */
const LONGEST_CELL = 32_767
/** What Excel would take for a formula once somebody edits the cell, unless the cell is formatted as text. */
const LIKE_A_FORMULA = /^[=+\-@＝＋－＠\t\r]/
const AS_TEXT = '@'
/** C0 but tab and line feed, and the two code points that are no characters: XML 1.0 allows none of them. */
const ILLEGAL_IN_XML = /[^\P{Cc}\n\t\u0080-\u009f]|[\ufffe\uffff]|\p{Surrogate}/gu

/** @param documents Those the obligations stand in, at least; they know the document numbers (文号). */
export async function toXlsx(
  obligations: readonly Obligation[],
  documents: readonly StoredDocument[],
): Promise<Uint8Array> {
  const rows = rowSources(obligations, documents)
  const data: SheetData = [COLUMNS.map(({ name }) => heading(name)), ...rows.map(rowOf)]
  const sheet = {
    sheet: SHEET_NAME,
    columns: COLUMNS.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  } as const
  return writeExcelFile(data, sheet, { features: [autoFilter(data.length)] }).toBuffer()
}

function heading(name: string): Row[number] {
  return {
    value: name,
    type: String,
    fontWeight: 'bold',
    wrap: true,
    align: 'center',
    alignVertical: 'center',
    backgroundColor: '#e7ecf3',
  }
}

const rowOf = (row: RowSource): Row => COLUMNS.map(column => cell(column, row))

const TOP = { alignVertical: 'top' } as const

function cell(column: Column, row: RowSource): Row[number] {
  switch (column.kind) {
    case 'number': {
      const value = column.read(row)
      return value === null ? null : { value, type: Number, ...TOP }
    }
    case 'day': {
      const value = column.read(row)
      if (value === null) return null
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format: DAY_FORMAT, ...TOP }
    }
    case 'text':
      return textCell(column.read(row) ?? '')
  }
}

function textCell(value: string): Row[number] {
  const text = value.replace(/\r\n?/g, '\n').replace(ILLEGAL_IN_XML, '').slice(0, LONGEST_CELL)
  if (text === '') return null
  const format = LIKE_A_FORMULA.test(text) ? { format: AS_TEXT } : {}
  return { value: text, type: String, wrap: true, ...TOP, ...format }
}

const LETTERS = 26
const LETTER_A = 65

/** 1 → A, 27 → AA. */
function columnName(number: number): string {
  if (number === 0) return ''
  const rest = (number - 1) % LETTERS
  return columnName((number - 1 - rest) / LETTERS) + String.fromCharCode(LETTER_A + rest)
}

/** Arrows in the header that sort and filter; the element belongs behind the data (ECMA-376, CT_Worksheet). */
function autoFilter(rows: number): Feature<Stream | Buffer | Blob> {
  const element = `<autoFilter ref="A1:${columnName(COLUMNS.length)}${rows}"/>`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: xml => xml.replace(/<\/sheetData>|<sheetData\/>/, end => end + element),
        },
      },
    },
  }
}
