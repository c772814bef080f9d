/**
 * The register as CSV for spreadsheets (RFC 4180, UTF-8 with byte order mark so that Excel reads Chinese). In: obligations.
 * Out: text. A cell that a spreadsheet would run as a formula is written as text (OWASP, CSV injection).
 */
import { type Obligation } from '../model/obligation.ts'
import { COLUMNS } from './columns.ts'

const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'
const RUNS_AS_FORMULA = /^[=+\-@\t\r]/

export function toCsv(obligations: readonly Obligation[]): string {
  const rows = [
    COLUMNS.map(({ name }) => name),
    ...obligations.map(obligation => COLUMNS.map(({ read }) => read(obligation))),
  ]
  return BYTE_ORDER_MARK + rows.map(row => row.map(cell).join(',') + LINE_END).join('')
}

function cell(value: string | null): string {
  const text = value ?? ''
  const safe = RUNS_AS_FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
