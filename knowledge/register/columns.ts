/**
 * What a row of the register says in a spreadsheet. In: an obligation and the document it stands in. Out: its cells as
 * text, days and numbers. How a file writes them is told in csv.ts and xlsx.ts.
 */
import { type StoredDocument } from '../model/document.ts'
import { type Obligation, type PartyRole, type Period } from '../model/obligation.ts'

/** A row and what it is read from. */
export interface RowSource {
  readonly obligation: Obligation
  /** Null where only the obligations are at hand; then there is no document number. */
  readonly document: StoredDocument | null
}

type Cell<K extends string, T> = {
  readonly name: string
  /** Width on the sheet, in characters of Latin script; a Chinese one takes two. */
  readonly width: number
  readonly kind: K
  readonly read: (row: RowSource) => T | null
}

/** `day`: an ISO day. */
export type Column = Cell<'text', string> | Cell<'day', string> | Cell<'number', number>

const text = (name: string, width: number, read: (row: RowSource) => string | null): Column => ({
  name,
  width,
  kind: 'text',
  read,
})
const day = (name: string, read: (row: RowSource) => string | null): Column => ({
  name,
  width: 12,
  kind: 'day',
  read,
})

const MODALITIES: Readonly<Record<Obligation['modality'], string>> = {
  must: '必须',
  should: '原则上',
  encouraged: '鼓励',
}
/** What people call the states of review. */
const REVIEW_STATES: Readonly<Record<Obligation['review']['state'], string>> = {
  automatic: '自动识别',
  'needs-review': '待复核',
  confirmed: '已确认',
  corrected: '已更正',
  rejected: '已驳回',
}

/** In the order of the sheet. */
export const COLUMNS: readonly Column[] = [
  text('编号', 24, ({ obligation }) => obligation.id),
  text('地区', 12, ({ obligation }) => obligation.citation.document.jurisdiction),
  text('文件', 28, ({ obligation }) => obligation.citation.document.title),
  text('文号', 20, ({ document }) => document?.documentNumber ?? null),
  text('条款', 10, ({ obligation }) => obligation.citation.article.label),
  text('条款标题', 20, ({ obligation }) => obligation.citation.article.heading),
  text('事项', 36, ({ obligation }) => obligation.action),
  text('责任单位', 20, ({ obligation }) => bearers(obligation, 'responsible')),
  text('牵头单位', 20, ({ obligation }) => bearers(obligation, 'lead')),
  text('参加单位', 24, ({ obligation }) => bearers(obligation, 'participant')),
  text('报送对象', 16, ({ obligation }) => obligation.addressees.join('、')),
  text('时限原文', 18, ({ obligation }) => obligation.timing?.raw ?? null),
  day('下次到期', ({ obligation }) => obligation.timing?.nextDue ?? null),
  day('稳妥日期', ({ obligation }) => obligation.timing?.safeDay ?? null),
  text('数量要求', 16, ({ obligation: { quota } }) => (quota === null ? null : quotaText(quota))),
  {
    name: '数量',
    width: 8,
    kind: 'number',
    read: ({ obligation }) => obligation.quota?.value ?? null,
  },
  text('计量单位', 10, ({ obligation }) => obligation.quota?.unit ?? null),
  text('力度', 6, ({ obligation }) => MODALITIES[obligation.modality]),
  text('状态', 12, ({ obligation }) => stateText(obligation)),
  text('复核原因', 28, ({ obligation }) => obligation.review.reasons.join('；')),
  text('可能是', 16, ({ obligation }) => obligation.review.suggestion),
  text('原文', 60, ({ obligation }) => obligation.citation.quote),
  text('来源文件', 24, ({ obligation }) => obligation.citation.document.source),
]

function bearers({ parties }: Obligation, wanted: PartyRole): string {
  const names = parties.filter(({ role }) => role === wanted).map(({ name }) => name)
  return [...new Set(names)].join('、')
}

function stateText({ review, lapsed, damaged }: Obligation): string {
  return [REVIEW_STATES[review.state], damaged ? '原文破损' : '', lapsed ? '规划期已届满' : '']
    .filter(part => part !== '')
    .join('；')
}

const BOUNDS = { '>=': '不少于', '<=': '不超过', '=': '' } as const
const PERIODS: Readonly<Record<Period, string>> = {
  day: '每日',
  week: '每周',
  month: '每月',
  '2-month': '每两个月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  '2-year': '每两年',
  term: '每届任期',
  'person-year': '每人每年',
  'person-term': '每人每届任期',
}

/** 每年不少于4次 */
export function quotaText({ op, value, unit, per }: NonNullable<Obligation['quota']>): string {
  return `${per === null ? '' : PERIODS[per]}${BOUNDS[op]}${value}${unit}`
}

/** Each obligation with its document, where that is among those given. */
export function rowSources(
  obligations: readonly Obligation[],
  documents: readonly StoredDocument[],
): readonly RowSource[] {
  const byId = new Map<string, StoredDocument>(documents.map(document => [document.id, document]))
  return obligations.map(obligation => ({
    obligation,
    document: byId.get(obligation.citation.document.id) ?? null,
  }))
}
