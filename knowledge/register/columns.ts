/**
 * What a row of the register says in a spreadsheet. In: an obligation. Out: its cells as text. How a file writes them is
 * told in csv.ts and xlsx.ts.
 */
import { type Obligation, type PartyRole, type Period } from '../model/obligation.ts'

export interface Column {
  readonly name: string
  /** Width on the sheet, in characters of Latin script; a Chinese one takes two. */
  readonly width: number
  /** `day`: an ISO day, where there is one. */
  readonly kind: 'text' | 'day'
  readonly read: (obligation: Obligation) => string | null
}

const text = (name: string, width: number, read: Column['read']): Column => ({
  name,
  width,
  kind: 'text',
  read,
})
const day = (name: string, read: Column['read']): Column => ({ name, width: 12, kind: 'day', read })

const MODALITIES: Readonly<Record<Obligation['modality'], string>> = {
  must: '必须',
  should: '应当',
  encouraged: '鼓励',
}
/** What people call the states of review. */
export const REVIEW_STATES: Readonly<Record<Obligation['review']['state'], string>> = {
  automatic: '自动识别',
  'needs-review': '待复核',
  confirmed: '已确认',
  corrected: '已更正',
  rejected: '已驳回',
}

/** In the order of the sheet. */
export const COLUMNS: readonly Column[] = [
  text('编号', 12, ({ id }) => id),
  text('文件', 28, ({ citation }) => citation.document.title),
  text('条款', 10, ({ citation }) => citation.article.label),
  text('事项', 36, ({ action }) => action),
  text('责任单位', 18, obligation => bearers(obligation, 'responsible')),
  text('牵头单位', 18, obligation => bearers(obligation, 'lead')),
  text('参加单位', 22, obligation => bearers(obligation, 'participant')),
  text('报送对象', 16, ({ addressees }) => addressees.join('、')),
  text('时限原文', 16, ({ timing }) => timing?.raw ?? null),
  day('下次到期', ({ timing }) => timing?.nextDue ?? null),
  day('稳妥日期', ({ timing }) => timing?.safeDay ?? null),
  text('数量', 16, ({ quota }) => (quota === null ? null : quotaText(quota))),
  text('力度', 6, ({ modality }) => MODALITIES[modality]),
  text('状态', 10, stateText),
  text('复核原因', 28, ({ review }) => review.reasons.join('；')),
  text('原文', 60, ({ citation }) => citation.quote),
]

function bearers({ parties }: Obligation, wanted: PartyRole): string {
  return parties
    .filter(({ role }) => role === wanted)
    .map(({ name }) => name)
    .join('、')
}

function stateText({ review, lapsed }: Obligation): string {
  return REVIEW_STATES[review.state] + (lapsed ? '；规划期已届满' : '')
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
