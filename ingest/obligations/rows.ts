/**
 * From the pieces of a sentence to duties. In: pieces with their marks. Out: rows, each with one timing at most and the
 * pieces that say what is to be done. Decides which verb a number belongs to and what a time at the front is shared by.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { type Period } from '../../knowledge/model/obligation.ts'
import { addresseesOf } from './addressees.ts'
import { type Mark } from './marks.ts'
import { bearersOf } from './bearers.ts'
import { EXCEPTION, governing, isListed, isPlain, isVague, nextWithWords } from './governing.ts'
import { type Piece, type Reading } from './pieces.ts'
import { contains, textOf } from './spans.ts'
import { type Subject } from './subjects.ts'
import { type ExtractedQuota, type ExtractedTiming } from '../../knowledge/model/extracted.ts'

export interface Row {
  /** Pieces that say what is to be done; empty where the sentence names only a time. */
  readonly action: readonly Span[]
  readonly clause: Span
  readonly timing: ExtractedTiming | null
  readonly quota: ExtractedQuota | null
  readonly marks: readonly Mark[]
  /** Words of the action that belong to other duties: who and how often in a clause that several share. */
  readonly foreign: readonly Span[]
  readonly subjects: readonly Subject[]
  /** How many pieces away the subject was found. */
  readonly distance: number
  /** Two times in one piece: which belongs to what is a guess. */
  readonly isCrowded: boolean
}

/** A condition (评估认为需要的) or the mere wish to go on adds nothing to an action. */
const NO_ACTION = /的$|^(?:持续|长期|常态化)(?:推进|坚持|深化)$/
/** Opens a clause that goes on with the duty before it. */
const GOES_ON = /^(?:并|且|同时|向|报|送|抄|及时向)/
const JOINS = /^(?:并|且)/
/** Entries of a schedule that bring something into being are duties each: 建立评估机制,成立管委会. */
const CREATES = /^(?:成立|建立(?!健全)|组建|设立|召开|印发|出台|制定|完成)/
const ORDINAL = /第[一二三四五六七八九十\d]+[次批轮]/

export function rowsOf(reading: Reading): Row[] {
  const { pieces } = reading
  const rows: Row[] = []
  let carried: { timing: ExtractedTiming; at: number; used: boolean; mark: Mark } | null = null
  pieces.forEach((piece, i) => {
    const times = piece.marks.filter(mark => ownTiming(mark) !== null)
    const numbers = piece.marks.filter(mark => mark.quota !== null)
    if (times.length > 0 && numbers.length === 0 && piece.isBare && !isVague(piece)) {
      if (carried !== null && !carried.used && isListed(reading, i))
        rows.push(...sharedAction(reading, carried, i))
      else if (carried !== null && !carried.used && reading.isSchedule) rows.push(bareRow(reading, carried))
      const last = times[times.length - 1]
      const timing = last === undefined ? null : ownTiming(last)
      if (last !== undefined && timing !== null) carried = { timing, at: i, used: false, mark: last }
      return
    }
    if (isVague(piece) && carried === null && lendsToNext(reading, i)) return
    if (piece.marks.length > 0 && !(isVague(piece) && carried !== null)) {
      const found = rowsOfPiece(reading, i, times.length === 0 ? (carried?.timing ?? null) : null)
      if (carried !== null && !carried.used && times.length > 0 && isListed(reading, i)) {
        rows.push(...sharedAction(reading, carried, i))
      }
      if (times.length > 0) carried = null
      else if (carried !== null) carried.used = true
      rows.push(...found)
      return
    }
    // 各镇、各街道,应当 …: a name alone says who, not what
    if (piece.isBare && piece.subject !== null) return
    if (carried !== null) carried.used = followCarried(reading, rows, { carried, at: i })
    else followRow(reading, rows, i)
  })
  if (carried !== null && !(carried as { used: boolean }).used) rows.push(bareRow(reading, carried))
  return rows
}

const ownTiming = (mark: Mark): ExtractedTiming | null =>
  mark.isVague || (mark.quota !== null && mark.timing?.isShared === true) ? null : mark.timing

interface Carried {
  readonly timing: ExtractedTiming
  readonly at: number
  readonly mark: Mark
}

function sharedAction(reading: Reading, carried: Carried, i: number): Row[] {
  const piece = nextWithWords(reading, i) ?? reading.pieces[i]
  if (piece === undefined) return []
  const number = piece.marks.find(mark => mark.quota !== null) ?? null
  const quota = number?.quota ?? null
  const span = { start: reading.pieces[carried.at]?.span.start ?? piece.span.start, end: piece.span.end }
  return [
    build(reading, {
      at: carried.at,
      action: piece.isBare ? [] : [piece.span],
      clause: span,
      timing: carried.timing,
      quota,
      marks: number === null ? [carried.mark] : [carried.mark, number],
    }),
  ]
}

interface Draft {
  readonly at: number
  readonly action: readonly Span[]
  readonly clause: Span
  readonly timing: ExtractedTiming | null
  readonly quota: ExtractedQuota | null
  readonly marks: readonly Mark[]
  readonly isCrowded?: boolean
}

function build(reading: Reading, plain: Draft): Row {
  const draft = { ...plain, action: plain.action.length > 0 ? plain.action : askedBefore(reading, plain.at) }
  const { subjects, distance } = bearersOf(reading, draft)
  return {
    action: draft.action,
    clause: draft.clause,
    timing: draft.timing,
    quota: draft.quota,
    marks: draft.marks,
    foreign: foreignIn(reading, draft),
    subjects,
    distance,
    isCrowded: draft.isCrowded === true,
  }
}

/** 组织考试2次,安排在5月和10月; 开展督察2次,第一次6月底前完成: a time alone is about what was asked last. */
function askedBefore({ pieces, text, isSchedule }: Reading, at: number): Span[] {
  const own = pieces[at]
  const last = isSchedule
    ? undefined
    : pieces.slice(0, at).findLast(piece => !piece.isBare && piece.marks.length > 0)
  if (own === undefined || last === undefined) return []
  return ORDINAL.test(textOf(text, own.span)) ? [last.span, own.span] : [last.span]
}

/** In a borrowed clause, who and how often are another's. */
function foreignIn({ pieces }: Reading, draft: Draft): Span[] {
  const own = pieces[draft.at]
  return pieces.flatMap(piece => {
    const isAction = draft.action.some(span => span.start === piece.span.start)
    if (piece === own || !isAction) return []
    const marks = piece.marks.filter(mark => !mark.isVague && !draft.marks.includes(mark))
    const times = marks.flatMap(mark =>
      mark.timing !== null && contains(piece.span, mark.timing.span) ? [mark.timing.span] : [],
    )
    const numbers = marks.flatMap(mark => (mark.quota === null ? [] : [mark.quota.span]))
    return [...times, ...numbers, ...(piece.subject === null ? [] : [piece.subject.span])]
  })
}

/** The rows of a piece with marks; `carried` is a time that stood at the front alone. */
function rowsOfPiece(reading: Reading, i: number, carried: ExtractedTiming | null): Row[] {
  const piece = reading.pieces[i]
  if (piece === undefined) return []
  if (isVague(piece))
    return piece.marks
      .filter(mark => mark.timing?.type !== 'frequency')
      .slice(0, 1)
      .flatMap(mark => [plainRow(reading, i, [mark, mark.timing, null])])
  const times = piece.marks.filter(mark => ownTiming(mark) !== null && mark.quota === null)
  const numbers = piece.marks.filter(mark => mark.quota !== null)
  if (numbers.length === 0) {
    if (isLentToNext(reading, i)) return []
    return times.map(mark => ({
      ...plainRow(reading, i, [mark, mark.timing, null]),
      isCrowded: times.length > 1,
    }))
  }
  const event = piece.marks.find(mark => mark.isVague && mark.timing?.type !== 'ongoing')
  return numbers.map(mark => {
    if (event !== undefined && times.length === 0 && (mark.timing === null || mark.timing.isShared))
      return plainRow(reading, i, [
        mark,
        event.timing,
        mark.quota === null ? null : { ...mark.quota, per: null },
      ])
    const before = times.filter(time => time.span.start < mark.span.start).at(-1) ?? times[0]
    const timing = pick(before?.timing ?? null, mark.timing ?? carried ?? listedTiming(reading, i))
    return plainRow(reading, i, [mark, timing, perWindow(mark.quota, before?.timing ?? null)])
  })
}

/** 9月底前完成区级演练3次、街道演练2次: the second entry of a list is due when the first is. */
function listedTiming(reading: Reading, i: number): ExtractedTiming | null {
  if (!isListed(reading, i)) return null
  const dated = reading.pieces[i - 1]?.marks.find(mark => mark.timing !== null && !mark.isVague)?.timing
  return dated == null || dated.type === 'frequency' || dated.type === 'duration'
    ? null
    : { ...dated, isShared: true }
}

const PERIODS: ReadonlyMap<string, Period> = new Map([
  ['FREQ=DAILY', 'day'],
  ['FREQ=WEEKLY', 'week'],
  ['FREQ=MONTHLY', 'month'],
  ['FREQ=MONTHLY;INTERVAL=2', '2-month'],
  ['FREQ=MONTHLY;INTERVAL=3', 'quarter'],
  ['FREQ=MONTHLY;INTERVAL=6', 'half-year'],
  ['FREQ=YEARLY', 'year'],
  ['FREQ=YEARLY;INTERVAL=2', '2-year'],
])

/** 每年抽查不少于200卷: the plain cadence in the clause is what the number counts per. */
function cadenceOf({ rrule, raw }: ExtractedTiming): Period | null {
  if (raw.startsWith('每人')) return rrule === 'FREQ=YEARLY' ? 'person-year' : null
  return PERIODS.get(rrule ?? '') ?? null
}

const WHOLE_YEAR = /^(?:本?年内|本年|全年|年度内|\d{4}年内?)$/

/** @returns the quota with what it counts per in such a window: 全年举办2期 counts per year, 上半年不少于4个 per nothing, whatever period another clause has. */
export function perWindow(
  quota: ExtractedQuota | null,
  window: ExtractedTiming | null,
): ExtractedQuota | null {
  if (quota === null || window === null || quota.unit === '%') return quota
  if (quota.per === null && window.type === 'recurring') return { ...quota, per: cadenceOf(window) }
  if (window.type !== 'window') return quota
  return { ...quota, per: WHOLE_YEAR.test(window.raw) ? 'year' : null }
}

/** A day beats the period a count is per: 每年12月底前校核一次 is due on a day. A plain 每年 with a number is how often. */
function pick(own: ExtractedTiming | null, counted: ExtractedTiming | null): ExtractedTiming | null {
  if (own === null) return counted
  if (own.type !== 'recurring' || /BY/.test(own.rrule ?? '')) return own
  return counted === null ? { ...own, type: 'frequency' } : { ...counted, isShared: false }
}

function plainRow(
  reading: Reading,
  i: number,
  [mark, timing, quota]: readonly [Mark, ExtractedTiming | null, ExtractedQuota | null],
): Row {
  const piece = reading.pieces[i]
  const own = piece?.span ?? mark.span
  const found = piece?.isBare === true ? governing(reading, i) : [own]
  const action = found.length === 0 ? [own] : found
  const start = Math.min(own.start, ...action.map(span => span.start))
  const end = Math.max(own.end, ...action.map(span => span.end))
  return build(reading, { at: i, action, clause: { start, end }, timing, quota, marks: [mark] })
}

/** 每年开展培训,不少于6学时: the time belongs to the number in the next piece. */
function isLentToNext(reading: Reading, i: number): boolean {
  const piece = reading.pieces[i]
  const next = reading.pieces[i + 1]
  return piece !== undefined && isPlain(piece) && next !== undefined && next.isBare && hasNumber(next)
}

/** 定期汇报工作,推动解决问题,每两个月不少于1次: the number further on says how often. */
function lendsToNext(reading: Reading, i: number): boolean {
  const at = reading.pieces.findIndex((piece, j) => j > i && piece.marks.length > 0)
  const next = reading.pieces[at]
  return next !== undefined && next.isBare && hasNumber(next) && next.subject === null
}

const hasNumber = (piece: Piece): boolean => piece.marks.some(mark => mark.quota !== null)

/** A clause without marks behind a time that stood alone: the duty itself, or another one that shares the time. */
function followCarried(
  reading: Reading,
  rows: Row[],
  { carried, at }: { carried: Carried & { used: boolean }; at: number },
): boolean {
  const piece = reading.pieces[at]
  if (piece === undefined) return carried.used
  const words = textOf(reading.text, piece.span)
  if (!carried.used && EXCEPTION.test(words)) return false
  const isNew =
    !carried.used ||
    piece.subject !== null ||
    isJoinedTelling(reading, piece) ||
    /^力争/.test(words) ||
    (reading.isSchedule && CREATES.test(words))
  if (!isNew) {
    extendLast(reading, rows, piece)
    return true
  }
  const timing = carried.used ? { ...carried.timing, isShared: true } : carried.timing
  const start = carried.used ? piece.span.start : (reading.pieces[carried.at]?.span.start ?? piece.span.start)
  rows.push(
    build(reading, {
      at,
      action: [piece.span],
      clause: { start, end: piece.span.end },
      timing,
      quota: null,
      marks: [carried.mark],
    }),
  )
  return true
}

/** A clause without marks behind a duty: 并向社会公开 is a duty of its own by the same day, other words go on with it. */
function followRow(reading: Reading, rows: Row[], at: number): void {
  const piece = reading.pieces[at]
  const last = rows.at(-1)
  if (piece === undefined || last === undefined || piece.subject !== null) return
  if (last.clause.end < (reading.pieces[at - 1]?.span.end ?? 0)) return
  if (reading.isSchedule && last.timing !== null && CREATES.test(textOf(reading.text, piece.span))) {
    const timing = { ...last.timing, isShared: true }
    rows.push({ ...last, action: [piece.span], clause: piece.span, timing, quota: null })
    return
  }
  const isDue = last.timing !== null && last.timing.to !== null && last.timing.type === 'deadline'
  if (isDue && isJoinedTelling(reading, piece)) {
    const timing = { ...last.timing, isShared: true }
    rows.push({ ...last, action: [piece.span], clause: piece.span, timing, quota: null })
  } else if ((reading.isSchedule || GOES_ON.test(textOf(reading.text, piece.span))) && !isVague(piece)) {
    extendLast(reading, rows, piece)
  }
}

function isJoinedTelling({ text }: Reading, piece: Piece): boolean {
  return JOINS.test(textOf(text, piece.span)) && addresseesOf(text, piece.span).length > 0
}

function extendLast({ text }: Reading, rows: Row[], piece: Piece): void {
  const last = rows.at(-1)
  if (last === undefined || NO_ACTION.test(textOf(text, piece.span))) return
  const clause = { start: last.clause.start, end: Math.max(last.clause.end, piece.span.end) }
  rows[rows.length - 1] = { ...last, action: [...last.action, piece.span], clause }
}

function bareRow(reading: Reading, carried: Carried): Row {
  const span = reading.pieces[carried.at]?.span ?? carried.mark.span
  return build(reading, {
    at: carried.at,
    action: [],
    clause: span,
    timing: carried.timing,
    quota: null,
    marks: [carried.mark],
  })
}
