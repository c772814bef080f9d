/**
 * Due days for people at a terminal. In: due days, today, what has no day. Out: text: overdue first, then ahead by day, then
 * what is settled, then an honest line on what no list of days can show. The units of one duty and day stand together,
 * and of a duty that falls due every week only the next day is shown in full.
 */
import { UNPUBLISHED_NOTE } from '../knowledge/calendar/index.ts'
import type { Obligation } from '../knowledge/model/obligation.ts'
import { PAST_WHEN_READ_NOTE, quotaText, type DueDay, type Undated } from '../knowledge/register/index.ts'
import { daysBetween, type CivilDate } from '../knowledge/time/index.ts'

export interface DueText {
  readonly today: CivilDate
  /** Last day of the window. */
  readonly to: CivilDate
  readonly undated: Undated
}

/** One duty on one day, with the units for which it stands alike. */
interface Item {
  readonly first: DueDay
  readonly units: readonly string[]
  /** Later days of the same duty in the window. */
  readonly later: readonly CivilDate[]
}

export function describeDue(days: readonly DueDay[], { today, to, undated }: DueText): string {
  const overdue = days.filter(({ state }) => state === 'overdue')
  const ahead = days.filter(({ state }) => state === 'open')
  const settled = days.filter(({ state }) => state === 'done' || state === 'waived')
  const span = daysBetween(today, to)
  const sections = [
    section('已逾期，没有登记办结', itemsOf(overdue.filter(({ reminds }) => reminds)), today),
    section(PAST_TITLE, itemsOf(overdue.filter(({ reminds }) => !reminds)), today),
    section(`今后 ${span} 天到期`, nextOnly(itemsOf(ahead)), today),
    settledSection(itemsOf(settled)),
  ].filter(each => each !== '')
  const opening = `以 ${dayText(today)}为准，往后看 ${span} 天，到 ${dayText(to)}。\n`
  const nothing = overdue.length + ahead.length === 0 ? '没有逾期的事项，也没有到期的事项。\n' : ''
  return `${[opening + nothing, ...sections].join('\n')}\n${closing(days, undated)}`
}

/** Says of every day below what its own note says. */
const PAST_TITLE = `${PAST_WHEN_READ_NOTE}，是否办结没有登记`

function itemsOf(days: readonly DueDay[]): readonly Item[] {
  const items = new Map<string, Item>()
  for (const day of days) {
    const key = JSON.stringify([day.due, day.obligation.id, day.state, paceNote(day)])
    const known = items.get(key)
    items.set(key, { first: known?.first ?? day, units: [...(known?.units ?? []), day.unit], later: [] })
  }
  return [...items.values()]
}

/** Of each duty the next day, which tells of the later ones. */
function nextOnly(items: readonly Item[]): readonly Item[] {
  const dues = new Map<string, Set<CivilDate>>()
  for (const { first } of items) {
    dues.set(first.obligation.id, (dues.get(first.obligation.id) ?? new Set()).add(first.due))
  }
  return items.flatMap(item => {
    const [next, ...later] = dues.get(item.first.obligation.id) ?? []
    return item.first.due === next ? [{ ...item, later }] : []
  })
}

function section(title: string, items: readonly Item[], today: CivilDate): string {
  if (items.length === 0) return ''
  const days = new Map<CivilDate, Item[]>()
  for (const item of items) days.set(item.first.due, [...(days.get(item.first.due) ?? []), item])
  const parts = [...days].map(([due, own]) => {
    const isOpen = own.some(({ first }) => first.notes.includes(UNPUBLISHED_NOTE))
    const note = isOpen ? `  ${UNPUBLISHED_NOTE}` : ''
    const head = `■ ${dayText(due)}  ${leftText(daysBetween(today, due))}${note}\n`
    return head + own.map(itemText(today)).join('')
  })
  return `【${title}】${items.length} 项\n${parts.join('')}`
}

function leftText(daysLeft: number): string {
  if (daysLeft === 0) return '今天到期'
  return daysLeft > 0 ? `还有 ${daysLeft} 天` : `已过 ${-daysLeft} 天`
}

/** The heading of the section or of the day says it for all below. */
const SAID_ABOVE: ReadonlySet<string> = new Set([PAST_WHEN_READ_NOTE, UNPUBLISHED_NOTE])

const itemText =
  (today: CivilDate) =>
  (item: Item): string => {
    const { obligation } = item.first
    const { citation, addressees } = obligation
    const notes = item.first.notes.filter(note => !SAID_ABOVE.has(note))
    const lines = [
      `${obligation.action}（${whenText(obligation)}）`,
      whoText(item.units, addressees),
      [safeText(item.first, today), laterText(item)].filter(part => part !== '').join('；'),
      paceNote(item.first) === null ? '' : `进度：${paceNote(item.first) ?? ''}`,
      notes.length === 0 ? '' : `注意：${notes.join('；')}`,
      `出处：《${citation.document.title}》${citation.article.label}  [${obligation.id}]`,
    ].filter(line => line !== '')
    return lines.map((line, i) => `  ${i === 0 ? '' : '    '}${line}\n`).join('')
  }

/** 每年不少于4次, or only 每年 where the action says how many. */
function whenText({ timing, quota, action }: Obligation): string {
  const raw = timing?.raw ?? ''
  if (quota === null || action.includes(`${quota.value}${quota.unit}`)) return raw
  return `${raw}${timing?.type === 'frequency' ? '' : '，'}${quotaText({ ...quota, per: null })}`
}

/** More units than this are counted. */
const MOST_UNITS = 6

function whoText(units: readonly string[], addressees: readonly string[]): string {
  const named = [...new Set(units)].filter(unit => unit !== '')
  const shown = named.slice(0, MOST_UNITS).join('、')
  const who =
    named.length === 0 ? '原文没有写明' : named.length > MOST_UNITS ? `${shown}等 ${named.length} 家` : shown
  const to = addressees.length === 0 ? '' : `；对象：${addressees.join('、')}`
  return `单位：${who}${to}`
}

function safeText({ due, safeDay, daysLeft }: DueDay, today: CivilDate): string {
  if (safeDay === due || daysLeft < 0) return ''
  const text = `最后一个稳妥的工作日：${dayText(safeDay)}`
  return safeDay < today ? `${text}，已过，请抓紧` : text
}

function laterText({ later }: Item): string {
  const last = later.at(-1)
  return last === undefined ? '' : `此后到 ${dayText(last)}还有 ${later.length} 次`
}

function settledSection(items: readonly Item[]): string {
  if (items.length === 0) return ''
  const lines = items.map(({ first: { due, state, obligation }, units }) => {
    const who = units.filter(unit => unit !== '').join('、')
    const what = state === 'done' ? '已办结' : '已免除'
    return `  ${due}  ${what}  ${obligation.action}${who === '' ? '' : `（${who}）`}  [${obligation.id}]\n`
  })
  return `【已办结或免除】${items.length} 项\n${lines.join('')}`
}

function closing(days: readonly DueDay[], { relative, standing }: Undated): string {
  const duties = new Set(days.map(({ obligation }) => obligation.id)).size
  const presumed = new Set(days.filter(day => day.presumed).map(({ obligation }) => obligation.id)).size
  const parts = [
    relative === 0 ? '' : `${relative} 项从某一事件起算（如会议召开前、收到之日起）`,
    standing === 0 ? '' : `${standing} 项须持续做到，或没有写时间`,
  ].filter(part => part !== '')
  const lines = [
    `共 ${duties} 项任务，${days.length} 个到期日（按单位分别计）。`,
    presumed === 0 ? '' : `其中 ${presumed} 项原文日期破损，到期日是推定的，请用 xuefa review 核对。`,
    parts.length === 0
      ? ''
      : `另有 ${relative + standing} 项推算不出到期日：${parts.join('，')}。见 xuefa obligations。`,
    days.length === 0
      ? ''
      : '办结后登记：xuefa mark done <编号> --by 姓名；数量任务记进度：xuefa mark progress <编号> --count 1。',
  ]
  return lines
    .filter(line => line !== '')
    .map(line => `${line}\n`)
    .join('')
}

/** How far a quota has got, where that says anything: what nobody has recorded may have been done all the same. */
export function paceNote({
  pace,
  obligation: { quota },
}: Pick<DueDay, 'pace' | 'obligation'>): string | null {
  if (pace === null || quota === null) return null
  if (pace.done > 0) return pace.text
  if (pace.expectedByNow === null || pace.expectedByNow === 0 || SHARES.test(quota.unit)) return null
  // 0/4 次（还没有登记），按进度应为 3 次
  return pace.text.replace('，', '（还没有登记），')
}

const SHARES = /^[%％‰]$/
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

/** 2027年3月1日（周一） */
export function dayText(day: CivilDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日（周${WEEKDAYS[new Date(day).getUTCDay()] ?? ''}）`
}
