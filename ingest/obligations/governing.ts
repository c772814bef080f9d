/**
 * What a number without a verb of its own belongs to. In: the pieces of a sentence and the one that holds only the number.
 * Out: the spans of the clauses it counts. Not which time it has, nor who does it.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { CLAUSE_OPENER } from './lexicon.ts'
import { type Piece, type Reading } from './pieces.ts'
import { splitAt, textOf } from './spans.ts'

const FRAME = /^(?:结合|围绕|依托|利用|通过|针对|根据|按照|除)/
/** 除…外: an exception says nothing of what is asked. */
export const EXCEPTION = /^除/

/** Nothing but 定期 and the like. */
export const isVague = (piece: Piece): boolean =>
  piece.marks.length > 0 && piece.marks.every(mark => mark.isVague)

/** 1月15日前、7月15日前将结果报送: the first of two listed times shares what the second says. */
export function isListed({ text, pieces }: Reading, i: number): boolean {
  const previous = pieces[i - 1]
  const piece = pieces[i]
  return (
    previous !== undefined &&
    piece !== undefined &&
    /^[、和与及]$/.test(text.slice(previous.span.end, piece.span.start))
  )
}

/** @returns the piece itself or the next behind it that says what to do. */
export function nextWithWords({ pieces }: Reading, i: number): Piece | null {
  return pieces.slice(i).find(piece => !piece.isBare) ?? null
}

/**
 * What a number without a verb of its own belongs to: in a list the verb at its end, with a subject of its own what the
 * clause before asks of others, else the clauses before it.
 */
export function governing(reading: Reading, i: number): Span[] {
  const { pieces } = reading
  const piece = pieces[i]
  if (isListed(reading, i + 1)) return spansOf(nextWithWords(reading, i + 1))
  const meeting = meetingOf(reading, i)
  if (meeting !== null && piece !== undefined) return [meeting, piece.span]
  if (piece?.subject != null)
    return spansOf(pieces.slice(0, i).findLast(each => !each.isBare && each.marks.length > 0) ?? null)
  const before = clausesBefore(reading, i)
  if (before.length > 0) return before
  return spansOf(nextWithWords(reading, i + 1) ?? pieces.slice(0, i).findLast(each => !each.isBare) ?? null)
}

/** 常务会议由区长召集和主持,一般每两周召开一次: the meeting is held, not the calling. */
function meetingOf({ pieces, text }: Reading, i: number): Span | null {
  const first = pieces[0]
  const own = pieces[i]
  if (first === undefined || own === undefined || i === 0 || !/召开|举行/.test(textOf(text, own.span)))
    return null
  const opener = CLAUSE_OPENER.exec(textOf(text, first.span))?.[0].length ?? 0
  const start = first.span.start + opener
  const name = /^[\u4e00-\u9fff]{2,16}?会议?(?=由)/.exec(text.slice(start, first.span.end))?.[0]
  return name === undefined ? null : { start, end: start + name.length }
}

const spansOf = (piece: Piece | null): Span[] => (piece === null ? [] : [piece.span])

function clausesBefore({ pieces, text }: Reading, i: number): Span[] {
  const before: Span[] = []
  for (let j = i - 1; j >= 0; j--) {
    const piece = pieces[j]
    if (piece === undefined || (piece.marks.length > 0 && !isVague(piece) && !isPlain(piece))) break
    const words = textOf(text, withoutSubject(text, piece))
    if (EXCEPTION.test(words) || (isAgain(text, pieces[i]) && /首[次批轮]/.test(words))) break
    if (FRAME.test(words)) {
      if (before.length === 0) before.unshift(lastItem(text, piece.span))
      break
    }
    before.unshift(piece.span)
    if (piece.subject !== null) break
  }
  return before
}

/** 此后每两年一次 */
const isAgain = (text: string, piece: Piece | undefined): boolean =>
  piece !== undefined && /^(?:此后|以后|之后)/.test(textOf(text, piece.span))

/** True where the piece names how often and no day: 每年. */
export const isPlain = (piece: Piece): boolean =>
  piece.marks.every(
    mark => mark.quota === null && mark.timing?.type === 'recurring' && !/BY/.test(mark.timing.rrule ?? ''),
  )

function withoutSubject(text: string, piece: Piece): Span {
  const start = piece.subject?.span.end ?? piece.span.start
  const modal = /^(?:要|应当|应|须|必须)/.exec(text.slice(start, piece.span.end))?.[0].length ?? 0
  return { start: start + modal, end: piece.span.end }
}

/** In 结合会前学法、法规学习、带头讲法治课 only the last item is what is asked for. */
function lastItem(text: string, span: Span): Span {
  return splitAt(text, span, '、').at(-1) ?? span
}
