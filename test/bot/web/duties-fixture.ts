/**
 * Invented duties of the invented district: what the register and the calendar are shown with in tests. Today is
 * Saturday, 2027-02-20, a make-up working day; 1 March is a Monday. Every sentence here is ours.
 */

import { type DayKind, type DueDay, type ObligationFilter, type WebDeps } from '../../../bot/web/deps.ts'
import { type Obligation, type Party, type Timing } from '../../../knowledge/model/obligation.ts'
import { type DocumentContent } from '../../../bot/web/deps.ts'
import { cite, HOSTILE, hostile, plan, QUOTES } from './fixture.ts'

export const TODAY = '2027-02-20'
/** Turns what follows it around, unless it is kept apart. */
export const RTL = '\u202e'
export const HOSTILE_UNIT = `${RTL}<script>alert("单位")</script>'"`

interface Given extends Partial<Omit<Obligation, 'citation' | 'timing'>> {
  readonly id: string
  readonly quote: string
  readonly content?: DocumentContent
  readonly timing?: Partial<Timing> & { readonly raw: string }
}

const BLANK: Omit<Timing, 'raw'> = {
  type: 'recurring',
  from: null,
  to: null,
  rrule: null,
  duration: null,
  workday: false,
  nextDue: null,
  safeDay: null,
}

export function duty({ quote, content = plan, timing, ...given }: Given): Obligation {
  const citation = cite(content, quote)
  const place = (words: string | undefined): readonly [number, number] | null => {
    const at = words === undefined ? -1 : quote.indexOf(words)
    return at < 0 || words === undefined ? null : [citation.start + at, citation.start + at + words.length]
  }
  return {
    action: quote,
    modality: 'must',
    parties: [],
    addressees: [],
    timing: timing === undefined ? null : { ...BLANK, ...timing },
    quota: null,
    spans: { timing: place(timing?.raw), quota: null, parties: [] },
    lapsed: false,
    damaged: false,
    review: { state: 'automatic', reasons: [], suggestion: null },
    citation,
    ...given,
  }
}

export const party = (name: string, role: Party['role'] = 'responsible'): Party => ({
  name,
  role,
  asWritten: name,
})

const DEPARTMENTS = [
  '区教育局',
  '区民政局',
  '区财政局',
  '区水务局',
  '区城管局',
  '区统计局',
  '区医保局',
  '区信访局',
]

export const DUTIES = {
  submit: duty({
    id: 'duty-submit',
    quote: QUOTES.report,
    action: '报送上一年度法治政府建设情况',
    parties: [party('区司法局', 'lead'), ...DEPARTMENTS.map(name => party(name, 'participant'))],
    addressees: ['区司法局'],
    timing: { raw: '每年2月15日前', nextDue: '2028-02-15', safeDay: '2028-02-15' },
  }),
  report: duty({
    id: 'duty-report',
    quote: QUOTES.report,
    action: '向区委、区人大常委会和市政府报告',
    parties: [party('区政府')],
    timing: { raw: '每年31日前' },
    damaged: true,
    review: {
      state: 'needs-review',
      reasons: ['“每年31日前”缺少月份'],
      suggestion: '每年3月1日前',
    },
  }),
  publish: duty({
    id: 'duty-publish',
    quote: QUOTES.publish,
    action: '通过区政府网站向社会公开报告',
    parties: [party('区政府办公室')],
    timing: { raw: '4月1日前', nextDue: '2027-04-01', safeDay: '2027-03-31' },
  }),
  study: duty({
    id: 'duty-study',
    quote: QUOTES.meeting,
    action: '安排会前学法',
    parties: [party('区政府常务会议')],
    timing: { raw: '每年', type: 'frequency', nextDue: '2027-12-31', safeDay: '2027-12-31' },
    quota: { op: '>=', value: 4, unit: '次', per: 'year' },
  }),
  forms: duty({
    id: 'duty-forms',
    quote: QUOTES.markup,
    action: '不留空文书栏目',
    modality: 'should',
    lapsed: true,
  }),
  goal: duty({
    id: 'duty-goal',
    quote: QUOTES.goal,
    action: '提高群众对执法工作的满意度',
    modality: 'encouraged',
    timing: { raw: '到2030年', type: 'deadline', to: '2026-12-31' },
    review: { state: 'rejected', reasons: [], suggestion: null },
  }),
  hostile: duty({
    id: 'duty-hostile',
    content: hostile,
    quote: `标题与正文都可能含有${HOSTILE}。`,
    action: HOSTILE,
    parties: [party(HOSTILE_UNIT)],
    timing: { raw: HOSTILE },
    review: { state: 'needs-review', reasons: [HOSTILE], suggestion: HOSTILE },
  }),
} as const satisfies Record<string, Obligation>

const ALL: readonly Obligation[] = Object.values(DUTIES)

function isMeant({ citation, parties, review }: Obligation, filter: ObligationFilter): boolean {
  const { document } = citation
  const { unit } = filter
  if (filter.document !== null && document.id !== filter.document) return false
  if (filter.place !== null && document.jurisdiction !== filter.place) return false
  if (review.state === 'rejected' && !filter.withRejected) return false
  return unit === null || parties.some(({ name }) => name.includes(unit))
}

interface GivenDay extends Partial<DueDay> {
  readonly obligation: Obligation
  readonly due: string
}

export function dueDay({ due, ...given }: GivenDay): DueDay {
  const daysLeft = (Date.parse(due) - Date.parse(TODAY)) / 86_400_000
  return {
    unit: '区司法局',
    due,
    safeDay: due,
    state: 'open',
    daysLeft,
    presumed: false,
    notes: [],
    pace: null,
    ...given,
  }
}

const { submit, publish, study, hostile: hostileDuty } = DUTIES

/** In the order of the day: two units differ, five duties on one day, the hostile one among them. */
export const DUE: readonly DueDay[] = [
  dueDay({ obligation: submit, due: '2027-02-15', unit: '区司法局', state: 'done' }),
  dueDay({ obligation: submit, due: '2027-02-15', unit: '区教育局', state: 'overdue' }),
  dueDay({
    obligation: study,
    due: '2027-02-28',
    unit: '区政府常务会议',
    safeDay: '2027-02-26',
    pace: { text: '1/4 次，按进度应为 1 次', periodStart: '2027-01-01' },
    notes: ['规划期已届满'],
  }),
  ...['一', '二', '三', '四', '五'].map(number =>
    dueDay({
      obligation: { ...publish, id: `duty-${number}`, action: `公开第${number}批清单` },
      due: '2027-03-01',
    }),
  ),
  dueDay({ obligation: hostileDuty, due: '2027-03-01', unit: HOSTILE_UNIT }),
  dueDay({
    obligation: DUTIES.report,
    due: '2027-03-02',
    unit: '区政府',
    presumed: true,
    notes: ['推定：可能是“每年3月1日前”'],
  }),
  dueDay({ obligation: publish, due: '2027-04-01', unit: '区政府办公室', notes: ['节假日安排未公布'] }),
]

/** The make-up Saturday, a week off, a month of which nobody knows yet. */
function kindOf(day: string): DayKind {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (day === TODAY) return { kind: 'working', holiday: false, published: true }
  if (day >= '2027-02-06' && day <= '2027-02-12') return { kind: 'off', holiday: true, published: true }
  if (day === '2028-01-26') return { kind: 'unpublished', holiday: false, published: false }
  return { kind: weekday % 6 === 0 ? 'off' : 'working', holiday: false, published: day < '2028' }
}

type DutyDeps = Pick<
  WebDeps,
  'today' | 'obligations' | 'dueDays' | 'overdueDays' | 'dueSoon' | 'dayKind' | 'csv'
>

export const dutyDeps: DutyDeps = {
  today: () => TODAY,
  obligations: filter => ALL.filter(obligation => isMeant(obligation, filter)),
  dueDays: (filter, { from, to }) =>
    DUE.filter(({ obligation, due }) => due >= from && due <= to && isMeant(obligation, filter)),
  overdueDays: filter =>
    DUE.filter(({ obligation, state }) => state === 'overdue' && isMeant(obligation, filter)),
  dueSoon: () => DUE.filter(({ due }) => due >= TODAY),
  dayKind: kindOf,
  csv: obligations => `\ufeff编号\r\n${obligations.map(({ id }) => `${id}\r\n`).join('')}`,
}
