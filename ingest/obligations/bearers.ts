/**
 * Who a duty of a sentence falls on, where the sentence itself says it. In: the pieces of the sentence and the one the duty
 * was found in. Out: subjects, own or inherited from clauses before, and how far back they were found.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { EMBEDDING_NOUN } from './lexicon.ts'
import { type Mark } from './marks.ts'
import { type Piece, type Reading } from './pieces.ts'
import { textOf } from './spans.ts'
import { type Subject } from './subjects.ts'
import { type ExtractedQuota } from '../../knowledge/model/extracted.ts'

/** What is known of a duty before its bearer is looked for; `at` is an index into the pieces. */
interface Duty {
  readonly at: number
  readonly action: readonly Span[]
  readonly quota: ExtractedQuota | null
  readonly marks: readonly Mark[]
}

const JOINS = /^(?:并|且)/

/** The subject of the piece, of what it says, or of the clauses before it; both of two that share a time. */
export function bearersOf(reading: Reading, draft: Duty): { subjects: Subject[]; distance: number } {
  const { pieces, text } = reading
  const piece = pieces[draft.at]
  if (piece === undefined) return { subjects: [], distance: 0 }
  const markStart = draft.marks[0]?.span.start ?? piece.span.end
  const own =
    piece.subject ??
    (beforeMark(piece.embedded, draft.quota?.span.start ?? markStart) ? piece.embedded : null)
  if (own !== null) return { subjects: [own], distance: 0 }
  const said = draft.action.map(span => pieces.find(each => each.span.start === span.start)?.subject ?? null)
  const first = said.find(subject => subject !== null) ?? null
  if (first !== null && !piece.isBare) return { subjects: [first], distance: 0 }
  if (JOINS.test(textOf(text, piece.span)) && piece.marks.length > 0) {
    const both = parallelSubjects(reading, draft.at)
    if (both.length > 1) return { subjects: both, distance: 1 }
  }
  const helpers: Subject[] = []
  for (let j = draft.at - 1; j >= 0; j--) {
    const earlier = pieces[j]
    const found =
      earlier?.subject ??
      (j === draft.at - 1 && earlier !== undefined && isSystem(text, earlier) ? earlier.embedded : null)
    if (found === null) continue
    // 甲牵头,乙配合,3月底前完成: who only helps does not bear the duty alone
    if (found.role !== 'participant') return { subjects: [found, ...helpers], distance: draft.at - j }
    helpers.unshift(found)
  }
  if (helpers.length > 0) return { subjects: helpers, distance: draft.at }
  return { subjects: first === null ? [] : [first], distance: 0 }
}

/** 落实政府领导班子定期学法制度: whoever the system binds also bears the duty of the next clause. */
const isSystem = (text: string, piece: Piece): boolean =>
  EMBEDDING_NOUN.test(`${textOf(text, piece.span)},`) ||
  (piece.embedded !== null &&
    /^(?:定期|常态化|年度|每)/.test(text.slice(piece.embedded.span.end, piece.span.end)))

const beforeMark = (subject: Subject | null, start: number): boolean =>
  subject !== null && subject.span.end <= start

/** 每年3月1日前,甲报告,乙报告,并在4月1日前公开: whoever shared the time before also shares what 并 adds. */
function parallelSubjects({ pieces, text }: Reading, at: number): Subject[] {
  const subjects: Subject[] = []
  for (let j = at - 1; j >= 0; j--) {
    const piece = pieces[j]
    if (piece === undefined) break
    // 甲发出意见书的,乙应当…: the condition names who else is concerned
    const isCondition = text.charAt(piece.span.end - 1) === '的'
    if (piece.subject !== null && !isCondition) subjects.unshift(piece.subject)
    if (piece.marks.length > 0) break
  }
  return subjects
}
