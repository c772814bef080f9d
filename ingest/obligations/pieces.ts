/**
 * Cuts a sentence into pieces that each state one thing. In: a sentence and its marks. Out: pieces in order, cut at commas
 * and, where two marks share a clause, at the 、 or 并 between them (州每季度至少1天、县市每月至少1天).
 */
import { type Span } from '../../knowledge/model/document.ts'
import { CLAUSE_OPENER, DESCRIBED_UNIT, UNIT_ENDING } from './lexicon.ts'
import { type Mark } from './marks.ts'
import { contains, splitAt, textOf, topLevelMarks } from './spans.ts'
import { embeddedSubjectOf, subjectBefore, subjectOf, type Subject } from './subjects.ts'
import { isUnitName } from './units.ts'

export interface Piece {
  readonly span: Span
  readonly marks: readonly Mark[]
  readonly subject: Subject | null
  readonly embedded: Subject | null
  /** True where beside subject, time and number nothing says what is to be done. */
  readonly isBare: boolean
}

/** A sentence cut into pieces. */
export interface Reading {
  /** Folded text of the document. */
  readonly text: string
  readonly pieces: readonly Piece[]
  /** Entries of a schedule: every clause goes on with the entry. */
  readonly isSchedule: boolean
}

/** 作出决策前, at the end of a clause is a time like any other: what follows is to be done then. */
const opening = (mark: Mark, span: Span): Mark =>
  mark.isVague && mark.timing?.type === 'relative' && mark.span.end === span.end
    ? { ...mark, isVague: false }
    : mark

/** Words that neither name nor do anything. */
const FILLER =
  /最短|最长|最多|组织|开展|安排|举行|进行|召开|完成(?!率)|应当|应|必须|须|要|力争|争取|原则上|一般|确保|于|在|到|并|各|均|也|其中|每次|每人|每期|每名|区级|市级|县级|以后|此后|不|得|为|由|的|之前|前|内|至少|期间|时间|会同|第[一二三四五六七八九十\d]+[次批轮]|结束/g

/** 法律专家不少于1名, 受评单位不少于10个: they are counted; 每个街道不少于2名, 执法人员不得少于2人 bind them. */
const areCounted = (name: string, marks: readonly Mark[]): boolean =>
  DESCRIBED_UNIT.test(name) ||
  (!/^[每各]/.test(name) &&
    marks.some(({ quota }) => quota !== null && /^[名人家个]$/.test(quota.unit) && !/^不得/.test(quota.raw)))

export function piecesOf(text: string, sentence: Span, marks: readonly Mark[]): Piece[] {
  const clauses = splitAt(text, sentence, ',:。;!?')
  const spans = clauses.flatMap(clause =>
    splitBetween(
      text,
      clause,
      marks.filter(mark => contains(clause, mark.span)),
    ),
  )
  const anchorStarts = new Set(marks.flatMap(mark => startsOf(mark)))
  return spans.map(span => {
    const own = marks.filter(mark => contains(span, mark.span)).map(mark => opening(mark, span))
    const subject = subjectAfterTime({ text, anchorStarts }, span, own)
    const embedded = subject === null ? embeddedSubjectOf({ text, anchorStarts }, span) : null
    const bare = isBare(text, { span, own, subject })
    const isCounted =
      bare && subject !== null && own.length > 0 && areCounted(textOf(text, subject.span), own)
    return isCounted
      ? { span, marks: own, subject: null, embedded, isBare: false }
      : { span, marks: own, subject, embedded, isBare: bare }
  })
}

/** @returns the subjects its clauses open with, in order; each once. */
export function subjectsOfSentence(text: string, sentence: Span): Subject[] {
  const found = splitAt(text, sentence, ',:。;!?').flatMap(clause => {
    const subject = subjectOf({ text, anchorStarts: new Set() }, clause)
    return subject === null ? [] : [subject]
  })
  const name = (subject: Subject): string => textOf(text, subject.span)
  return found.filter((subject, i) => found.findIndex(other => name(other) === name(subject)) === i)
}

/** 至少出庭1次 holds a verb: only the comparison and the number are taken out of the words. */
function numberSpans(text: string, span: Span): Span[] {
  return [
    ...textOf(text, span).matchAll(
      /不得?[少多低高超][于过]|至少|最[多少长短]|[\d.%一二两三四五六七八九十百]+(?:个工作日|工作日|学时|课时|场次|批次|个月|小时|分钟|[\u4e00-\u9fff])?|以[上下内]|总分值的|总数的/g,
    ),
  ].map(match => ({ start: span.start + match.index, end: span.start + match.index + match[0].length }))
}

const startsOf = (mark: Mark): number[] =>
  mark.timing === null || mark.timing.isShared ? [mark.span.start] : [mark.span.start, mark.timing.span.start]

/** The subject at the start, or right behind the time a piece opens with: 每年3月1日前区政府报告. */
function subjectAfterTime(
  context: { text: string; anchorStarts: ReadonlySet<number> },
  span: Span,
  marks: readonly Mark[],
): Subject | null {
  const first = marks.find(mark => !mark.isVague) ?? marks[0]
  const opener = CLAUSE_OPENER.exec(textOf(context.text, span))?.[0].length ?? 0
  const lead = context.text.slice(span.start + opener, first?.span.start ?? span.start)
  const opensWithTime = first !== undefined && first.timing !== null && /^(?:力争|到|于|在)?$/.test(lead)
  const atStart = subjectOf(context, span)
  if (atStart !== null || first === undefined) return atStart
  if (!opensWithTime)
    return first.timing === null ? null : subjectBefore(context.text, span, first.timing.span.start)
  return subjectOf(context, {
    start: Math.min(first.span.end, first.timing?.span.end ?? first.span.end),
    end: span.end,
  })
}

function splitBetween(text: string, clause: Span, marks: readonly Mark[]): Span[] {
  const cuts: number[] = []
  marks.slice(1).forEach((mark, i) => {
    const previous = marks[i]
    if (previous === undefined) return
    if (sharesPeriod(previous, mark)) return
    const between = { start: previous.span.end, end: mark.span.start }
    const cut = listCut(text, between, mark) ?? conjunctionIn(text, between)
    if (cut !== null) cuts.push(cut)
  })
  const bounds = [clause.start, ...cuts, clause.end]
  return bounds.slice(1).map((end, i) => {
    const start = bounds[i] ?? clause.start
    return { start: /[、和与及]/.test(text.charAt(start)) && start > clause.start ? start + 1 : start, end }
  })
}

/** 每年 … 不少于2期: the period and its number are one, whatever list stands between them. */
function sharesPeriod(first: Mark, second: Mark): boolean {
  return (
    second.timing !== null &&
    second.timing.isShared &&
    first.quota === null &&
    first.timing !== null &&
    first.timing.span.start === second.timing.span.start
  )
}

/** The last 、 between two marks, unless it parts units of one list (经办人、首席代表最多签两次). */
function listCut(text: string, between: Span, next: Mark): number | null {
  const cut = topLevelMarks(text, between, '、').at(-1)
  if (cut === undefined) return null
  const left = textOf(text, { start: between.start, end: cut })
  const right = textOf(text, { start: cut + 1, end: next.span.start })
  const endsInUnit = [...left.matchAll(UNIT_ENDING)].some(
    match => match.index + match[0].length === left.length,
  )
  return endsInUnit && isUnitName(right) ? null : cut
}

function conjunctionIn(text: string, span: Span): number | null {
  const words = textOf(text, span)
  const at = /^[和与及]$/.test(words) ? 0 : words.indexOf('并')
  return at === -1 ? null : span.start + at
}

/** 区司法局会同区委组织部: all of it is who. */
const withJoint = ({ span, joint }: Subject): Span => ({
  start: span.start,
  end: joint.at(-1)?.span.end ?? span.end,
})

function isBare(text: string, piece: { span: Span; own: readonly Mark[]; subject: Subject | null }): boolean {
  const removed = [
    ...(piece.subject === null ? [] : [withJoint(piece.subject)]),
    ...piece.own.flatMap(mark => [
      mark.timing?.isShared === false ? mark.timing.span : mark.span,
      ...(mark.quota === null ? [mark.span] : numberSpans(text, mark.quota.span)),
    ]),
  ]
  const kept = [...textOf(text, piece.span)].filter((_, i) => {
    const at = piece.span.start + i
    return !removed.some(span => span.start <= at && at < span.end)
  })
  const opener = CLAUSE_OPENER.exec(kept.join(''))?.[0].length ?? 0
  const last = piece.own.at(-1)
  const endsInEvent =
    last?.timing?.type === 'relative' && last.quota === null && last.span.end === piece.span.end
  if (endsInEvent && piece.own.length === 1) return true
  const words = kept
    .join('')
    .slice(opener)
    .replace(FILLER, '')
    .replace(/[^\u4e00-\u9fff]/g, '')
  return words.length < 2
}
