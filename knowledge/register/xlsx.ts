/**
 * The register as an Excel workbook. In: obligations and the numbers of their documents. Out: the bytes of an .xlsx file.
 * Cells are text or days; nothing a document holds can be a formula.
 */
import writeExcelFile, { type Row, type SheetData } from 'write-excel-file/node'
import { type StoredDocument } from '../model/document.ts'
import { type Obligation } from '../model/obligation.ts'
import { COLUMNS, type Column } from './columns.ts'

const SHEET_NAME = '任务台账'
const DAY_FORMAT = 'yyyy-mm-dd'
/** Excel's own limit on the text of a cell; a longer one makes the whole file unreadable. */
const LONGEST_CELL = 32_767
/** What Excel would take for a formula once somebody edits the cell, unless the cell is formatted as text. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/
const AS_TEXT = '@'
/** C0 but tab and line feed, and the two code points that are no characters: XML 1.0 allows none of them. */
const ILLEGAL_IN_XML = /[^\P{Cc}\n\t\u0080-\u009f]|[\ufffe\uffff]|\p{Surrogate}/gu

/** @param documents Those the obligations stand in, at least; they know the document numbers (文号). */
export async function toXlsx(
  obligations: readonly Obligation[],
  documents: readonly StoredDocument[],
): Promise<Uint8Array> {
  const columns = withDocumentNumber(documents)
  const data: SheetData = [
    columns.map(({ name }) => ({
      value: name,
      type: String,
      fontWeight: 'bold',
      wrap: true,
      align: 'center',
    })),
    ...obligations.map((obligation): Row => columns.map(column => cell(column, column.read(obligation)))),
  ]
  return writeExcelFile(data, {
    sheet: SHEET_NAME,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  }).toBuffer()
}

/** The number stands behind the title. */
function withDocumentNumber(documents: readonly StoredDocument[]): readonly Column[] {
  const numbers = new Map<string, string | null>(
    documents.map(({ id, documentNumber }) => [id, documentNumber]),
  )
  const column: Column = {
    name: '文号',
    width: 18,
    kind: 'text',
    read: ({ citation }) => numbers.get(citation.document.id) ?? null,
  }
  return COLUMNS.flatMap(known => (known.name === '文件' ? [known, column] : [known]))
}

function cell({ kind }: Column, value: string | null): Row[number] {
  if (value === null || value === '') return null
  if (kind === 'day') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: DAY_FORMAT, ...TOP }
  const text = value.replace(/\r\n?/g, '\n').replace(ILLEGAL_IN_XML, '').slice(0, LONGEST_CELL)
  const format = LIKE_A_FORMULA.test(text) ? { format: AS_TEXT } : {}
  return { value: text, type: String, wrap: true, ...TOP, ...format }
}

const TOP = { alignVertical: 'top' } as const
