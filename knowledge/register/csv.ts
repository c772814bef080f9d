/**
 * The register as CSV for spreadsheets (RFC 4180, UTF-8 with byte order mark so that Excel reads Chinese). In: obligations.
 * Out: text. A cell that a spreadsheet would run as a formula is written as text (OWASP, CSV injection).
 */
import { type StoredDocument } from '../model/document.ts'
import { type Obligation } from '../model/obligation.ts'
import { COLUMNS, rowSources } from './columns.ts'

const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'
/** Full-width ones as well: a Chinese or Japanese Excel takes them for the half-width. */
const RUNS_AS_FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

/** @param documents Those the obligations stand in; without them the document numbers (文号) stay empty. */
export function toCsv(obligations: readonly Obligation[], documents: readonly StoredDocument[] = []): string {
  const rows = [
    COLUMNS.map(({ name }) => name),
    ...rowSources(obligations, documents).map(row => COLUMNS.map(({ read }) => read(row))),
  ]
  return BYTE_ORDER_MARK + rows.map(row => row.map(cell).join(',') + LINE_END).join('')
}

function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const safe = RUNS_AS_FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
