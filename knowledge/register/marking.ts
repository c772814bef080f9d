/**
 * What somebody did about a duty, put on record. In: the id of a duty, a day, what was done and by whom. Out: one mark
 * added to the log and how the duty stands after it. Nothing is ever changed or removed; who was wrong opens it again.
 */
import { occurrencesIn } from '../calendar/index.ts'
import { type NewMark, type StoredMark } from '../model/decision.ts'
import { AppError } from '../model/errors.ts'
import { civilDate, nextDay, type CivilDate } from '../time/index.ts'
import { dueDaysOf, scheduleBy, type DueDay, type DueWindow } from './due.ts'
import { readEntries, type Entry, type RegisterSources } from './entries.ts'
import { toObligation } from './register.ts'

export interface MarkSources extends RegisterSources {
  addMark(mark: NewMark): StoredMark
}

export interface MarkRequest {
  /** Of the obligation; the beginning of it, or of its part behind the document, where only one begins so. */
  readonly id: string
  readonly state: NewMark['state']
  /** As somebody would write it; null for all who bear the duty. */
  readonly unit: string | null
  /**
   * The due day, or with `progress` the day on which it was done. Null: today with `progress`, with `open` what was marked
   * last, otherwise the first day that is overdue or ahead.
   */
  readonly due: string | null
  /** Only with `progress`: above 0, in the unit of the quota. */
  readonly amount: number | null
  readonly by: string
  readonly evidence: string | null
}

export interface Marked {
  readonly mark: StoredMark
  readonly entry: Entry
  /** How the duty stands now on that day, or with `progress` at the end of the running period, for each unit. */
  readonly days: readonly DueDay[]
}

/** @throws {AppError} usage where the duty, the unit or the day is not there or the mark does not fit, data-unwritable */
export function markDuty(sources: MarkSources, request: MarkRequest, today: CivilDate): Marked {
  const entry = entryNamed(readEntries(sources, { withRejected: true }), request.id)
  if (entry.state === 'rejected') {
    throw refused(
      `“${entry.found.action}”已被剔除，不再是任务。用 xuefa review reopen ${entry.id} 可以恢复。`,
    )
  }
  const duty: Duty = { sources, entry, unit: unitOf(sources, entry, request.unit), today }
  const { state, amount, by, evidence } = request
  const due = state === 'progress' ? progressDay(duty, request) : judgedDay(duty, request)
  const mark = sources.addMark({ obligation: entry.id, unit: duty.unit, due, state, amount, by, evidence })
  const to = state === 'progress' ? nextDay(due, LONGEST_PERIOD_DAYS) : due
  const days = rowsOf(duty, { from: due, to })
  return { mark, entry, days: state === 'progress' ? runningRows(days) : days }
}

/** Two years and a leap day: the longest period that is counted in. */
const LONGEST_PERIOD_DAYS = 731

interface Duty {
  readonly sources: MarkSources
  readonly entry: Entry
  /** Empty for all who bear it. */
  readonly unit: string
  readonly today: CivilDate
}

const refused = (message: string): AppError => new AppError('usage', message)

/** More candidates than this help nobody choose. */
const MOST_NAMED = 5
const LONGEST_ACTION = 20

function entryNamed(entries: readonly Entry[], wanted: string): Entry {
  const fitting = wanted === '' ? [] : entries.filter(({ id }) => begins(id, wanted))
  const [only, ...more] = entries.filter(({ id }) => id === wanted).concat(fitting)
  if (only === undefined) {
    const count = `台账里有 ${entries.length} 项任务，编号见 xuefa due 或 xuefa obligations。`
    throw refused(`没有编号为“${wanted}”的任务。${count}`)
  }
  if (only.id === wanted || more.length === 0) return only
  const named = fitting.slice(0, MOST_NAMED).map(({ id, found }) => `${id}（${shortened(found.action)}）`)
  const rest = fitting.length > MOST_NAMED ? `等 ${fitting.length} 项` : ''
  throw refused(`编号“${wanted}”不止一项：${named.join('、')}${rest}。请多写几位。`)
}

function begins(id: string, wanted: string): boolean {
  return id.startsWith(wanted) || id.slice(id.indexOf('-') + 1).startsWith(wanted)
}

function shortened(action: string): string {
  return action.length > LONGEST_ACTION ? `${action.slice(0, LONGEST_ACTION)}…` : action
}

function unitOf(sources: MarkSources, { id, document, units }: Entry, wanted: string | null): string {
  if (wanted === null || units.includes(wanted)) return wanted ?? ''
  const meant = readEntries(sources, { document: document.id, unit: wanted }).find(entry => entry.id === id)
  const [only, ...more] = meant?.units ?? []
  if (only !== undefined && more.length === 0) {
    if (!units.includes(only) && !isKnown(sources, only)) throw unknownUnit(only)
    return only
  }
  const bearers = units.filter(unit => unit !== '').join('、')
  if (bearers === '') throw refused('原文没有写明这项任务的责任单位，请不写 --unit。')
  const problem = only === undefined ? '不承担这项任务' : `不止一家：${[only, ...more].join('、')}`
  throw refused(`“${wanted}”${problem}。承担单位：${bearers}。`)
}

/** On the roster, or named by some document: a slip of the pen would be on record for good. */
function isKnown(sources: MarkSources, unit: string): boolean {
  const isKept = sources.rosterUnits().some(({ name, aliases }) => name === unit || aliases.includes(unit))
  return isKept || readEntries(sources, {}).some(({ units }) => units.includes(unit))
}

function unknownUnit(unit: string): AppError {
  return refused(`名册和已收录的文件里都没有“${unit}”。如确有这个单位，先用 xuefa roster add 登记。`)
}

function progressDay({ entry, today }: Duty, { due, amount }: MarkRequest): CivilDate {
  const { quota } = entry.found
  if (quota === null) {
    throw refused(`“${entry.found.action}”没有数量要求，不能计进度。办结请用 xuefa mark done ${entry.id}。`)
  }
  if (!isCounted(entry)) {
    const action = entry.found.action
    throw refused(`“${action}”没有可以推算的计数期间，进度无从累计。办结请用 xuefa mark done ${entry.id}。`)
  }
  if (amount === null || !(amount > 0)) throw refused('进度的数量要大于 0。')
  const day = due === null ? today : civilDate(due)
  if (day > today) throw refused(`${day} 还没有到，不能先计进度；完成之后再登记。`)
  return day
}

/** A term of office has no known beginning; a quota without a period needs a day by which it is to be met. */
function isCounted({ found: { quota, timing } }: Entry): boolean {
  if (quota === null || quota.per === 'term' || quota.per === 'person-term') return false
  return quota.per !== null || (timing !== null && timing.rrule === null && timing.to !== null)
}

function judgedDay(duty: Duty, { due, state }: MarkRequest): CivilDate {
  if (state === 'open') return dayToOpen(duty, due)
  const schedule = scheduleBy(duty.entry, duty.today)
  if (schedule === null || occurrencesIn(schedule, ...TIMES_OF_DUTIES).length === 0) {
    const { found, id } = duty.entry
    const raw = found.timing === null ? '原文没有写时间' : `“${found.timing.raw}”推算不出日期`
    throw refused(
      `“${found.action}”没有到期日（${raw}），无从登记。如有确定的日期，先用 xuefa review correct ${id} --timing 写明。`,
    )
  }
  return due === null ? firstUnsettled(duty) : occurrenceOn(duty, due)
}

/** Before and after any day that a document in force speaks of. */
const TIMES_OF_DUTIES = [civilDate('2000-01-01'), civilDate('2099-12-31')] as const
/** As far ahead as a day without a date is looked for; farther ahead people name the day. */
const NEXT_WITHIN_DAYS = 366

function firstUnsettled(duty: Duty): CivilDate {
  const { today } = duty
  const days = rowsOf(duty, { from: today, to: nextDay(today, NEXT_WITHIN_DAYS), withOverdue: true })
  const first = days.toSorted((a, b) => (a.due < b.due ? -1 : 1)).find(isUnsettled)
  if (first !== undefined) return first.due
  throw refused(`“${duty.entry.found.action}”一年之内没有待办的到期日。${knownDays(duty)}`)
}

const isUnsettled = ({ state }: DueDay): boolean => state === 'open' || state === 'overdue'

function occurrenceOn(duty: Duty, due: string): CivilDate {
  const day = civilDate(due)
  if (rowsOf(duty, { from: day, to: day }).length > 0) return day
  throw refused(`“${duty.entry.found.action}”没有 ${day} 这个到期日。${knownDays(duty)}`)
}

/** 到期日有：2027-03-01、2028-03-01 */
function knownDays(duty: Duty): string {
  const [from, to] = TIMES_OF_DUTIES
  const all = [...new Set(rowsOf(duty, { from, to }).map(({ due }) => due))]
  const ahead = all.filter(due => due >= duty.today)
  const shown = [...all.filter(due => due < duty.today).slice(-2), ...ahead].slice(0, MOST_NAMED)
  if (shown.length === 0) return '它没有可以登记的到期日。'
  return `到期日有：${shown.join('、')}${all.length > shown.length ? ' 等' : ''}。`
}

type Days = Pick<DueWindow, 'from' | 'to'> & Partial<Pick<DueWindow, 'withOverdue'>>

/** Rows for the unit of the mark, or for all who bear the duty. */
function rowsOf({ sources, entry, unit, today }: Duty, days: Days): readonly DueDay[] {
  const obligation = toObligation(entry, sources, today)
  const marks = sources.marks().filter(mark => mark.obligation === entry.id)
  const units = unit === '' ? entry.units : [unit]
  return dueDaysOf({ entry, obligation, units, marks }, { withOverdue: false, ...days, today })
}

function dayToOpen(duty: Duty, due: string | null): CivilDate {
  const { sources, entry, unit } = duty
  const own = sources.marks().filter(mark => mark.obligation === entry.id && isTouched(mark, unit))
  const standing = own.filter(mark => mark.state !== 'open' && !own.some(later => takesBack(later, mark)))
  if (due === null) {
    const last = standing.at(-1)
    if (last !== undefined) return civilDate(last.due)
  } else if (standing.some(mark => mark.due === due) || isSettled(duty, civilDate(due))) {
    return civilDate(due)
  }
  const days = [...new Set(standing.map(mark => mark.due))].slice(-MOST_NAMED)
  const known = days.length === 0 ? '现在没有登记。' : `登记过的日期：${days.join('、')}。`
  throw refused(`“${entry.found.action}”${due === null ? '' : ` ${due} `}没有可以撤回的登记。${known}`)
}

function takesBack(later: StoredMark, { due, seq }: StoredMark): boolean {
  return later.state === 'open' && later.due === due && later.seq > seq
}

/** A quota that is met settles its day although nobody said so. */
function isSettled(duty: Duty, due: CivilDate): boolean {
  return rowsOf(duty, { from: due, to: due }).some(day => !isUnsettled(day))
}

/** Whether taking back for `unit` bears on a mark; all units together take back everything. */
function isTouched(mark: StoredMark, unit: string): boolean {
  return unit === '' || mark.unit === '' || mark.unit === unit
}

/** Of the rows ahead the first of each unit that counts a quota: the period that is running. */
function runningRows(days: readonly DueDay[]): readonly DueDay[] {
  const counting = days.filter(({ pace }) => pace !== null)
  return counting.filter((day, i) => counting.findIndex(({ unit }) => unit === day.unit) === i)
}
