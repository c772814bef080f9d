/**
 * The register as CSV for spreadsheets (RFC 4180, UTF-8 with byte order mark so that Excel reads Chinese). In: obligations.
 * Out: text. A cell that a spreadsheet would run as a formula is written as text (OWASP, CSV injection).
 */
import { type Obligation } from '../model/obligation.ts'

const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'
const RUNS_AS_FORMULA = /^[=+\-@\t\r]/

const COLUMNS: readonly (readonly [string, (obligation: Obligation) => string | number | null])[] = [
  ['编号', ({ id }) => id],
  ['文件', ({ citation }) => citation.document.title],
  ['条款', ({ citation }) => citation.article.label],
  ['事项', ({ action }) => action],
  ['责任和牵头单位', ({ parties }) => names(parties.filter(({ role }) => role !== 'participant'))],
  ['参加单位', ({ parties }) => names(parties.filter(({ role }) => role === 'participant'))],
  ['报送对象', ({ addressees }) => addressees.join('、')],
  ['时限', ({ timing }) => timing?.raw ?? null],
  ['下次到期', ({ timing }) => timing?.nextDue ?? null],
  ['稳妥日期', ({ timing }) => timing?.safeDay ?? null],
  ['数量', ({ quota }) => (quota === null ? null : `${quota.op}${quota.value}${quota.unit}`)],
  ['力度', ({ modality }) => ({ must: '必须', should: '应当', encouraged: '鼓励' })[modality]],
  ['复核', ({ review }) => review.reasons.join('；')],
  ['原文', ({ citation }) => citation.quote],
]

export function toCsv(obligations: readonly Obligation[]): string {
  const rows = [
    COLUMNS.map(([name]) => name),
    ...obligations.map(obligation => COLUMNS.map(([, read]) => read(obligation))),
  ]
  return BYTE_ORDER_MARK + rows.map(row => row.map(cell).join(',') + LINE_END).join('')
}

function names(parties: Obligation['parties']): string {
  return parties.map(({ name }) => name).join('、')
}

function cell(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = RUNS_AS_FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
