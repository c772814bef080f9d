/**
 * Who acts, where a sentence says it itself. In: folded text and the span of a clause. Out: the units named as its
 * subject, or as the bearer of a duty that stands inside an object (落实政府领导班子定期学法制度). Not the unit lines of a task.
 */
import { type Span } from '../../knowledge/model/document.ts'
import {
  CLAUSE_OPENER,
  EMBEDDING_NOUN,
  EMBEDDING_VERB,
  DESCRIBED_UNIT,
  NEVER_A_SUBJECT,
  NOT_A_SUBJECT,
  OFFICE_ENDING,
  PREDICATE_OPENER,
  UNIT_ENDING,
} from './lexicon.ts'
import { textOf } from './spans.ts'
import { isUnitList, readUnits, type ListedUnit } from './units.ts'

/** A subject longer than this is a clause. */
const LONGEST_SUBJECT = 70

export interface Subject {
  readonly units: readonly ListedUnit[]
  /** Who acts with them: 会同区司法局. */
  readonly joint: readonly ListedUnit[]
  readonly span: Span
}

export interface SubjectContext {
  readonly text: string
  /** Where times and numbers begin: a subject may be followed by one. */
  readonly anchorStarts: ReadonlySet<number>
}

/** @returns the subject the clause opens with, or the one after its opening time or 由; null where it has none. */
export function subjectOf(context: SubjectContext, clause: Span): Subject | null {
  const opener = CLAUSE_OPENER.exec(textOf(context.text, clause))?.[0] ?? ''
  const start = clause.start + opener.length
  return subjectFrom(context, { start, end: clause.end }, false) ?? agentOf(context, clause)
}

/** @returns the bearer inside the object of 落实, 推动 and the like; null where the clause does not open so. */
export function embeddedSubjectOf(context: SubjectContext, clause: Span): Subject | null {
  const opener = CLAUSE_OPENER.exec(textOf(context.text, clause))?.[0] ?? ''
  const words = textOf(context.text, clause).slice(opener.length)
  const verb = [
    ...words.matchAll(
      /落实|建立健全|健全完善|健全|完善|建立|实行|执行|推动|指导督促|督促|要求|确保|保证|鼓励|支持|倡导/g,
    ),
  ]
    .filter(match => match.index === 0 || EMBEDDING_VERB.test(words.slice(match.index)))
    .map(match => match.index + match[0].length)
  const fromVerbs = [EMBEDDING_VERB.exec(words)?.[0].length, ...verb].filter(at => at !== undefined)
  for (const at of fromVerbs) {
    const start = clause.start + opener.length + at
    const found = subjectFrom(context, { start, end: clause.end }, EMBEDDING_NOUN.test(words))
    if (found !== null) return found
  }
  return null
}

/** 由区委编办提出: the agent after 由, wherever it stands. */
function agentOf(context: SubjectContext, clause: Span): Subject | null {
  const at = textOf(context.text, clause).indexOf('由')
  if (at === -1) return null
  const found = subjectFrom(context, { start: clause.start + at + 1, end: clause.end }, false)
  return found
}

/** The longest list of units at the start of the span with a predicate behind it. */
function subjectFrom(context: SubjectContext, span: Span, anythingFollows: boolean): Subject | null {
  const { text } = context
  const words = text.slice(span.start, Math.min(span.end, span.start + LONGEST_SUBJECT))
  if (NEVER_A_SUBJECT.test(words)) return null
  const isImperative = NOT_A_SUBJECT.test(words)
  const ends = [...words.matchAll(UNIT_ENDING)].map(match => match.index + match[0].length).reverse()
  for (const length of ends) {
    const end = span.start + length
    const isFollowed =
      (anythingFollows && OFFICE_ENDING.test(words.slice(0, length))) ||
      context.anchorStarts.has(end) ||
      PREDICATE_OPENER.test(text.slice(end, span.end))
    const subject = { start: span.start, end }
    const phrase = textOf(text, subject)
    if (crossesAnchor(context, subject) || (isImperative && !DESCRIBED_UNIT.test(phrase))) continue
    if (isFollowed && !/[,。;]/.test(phrase) && isUnitList(text, subject)) {
      return {
        units: readUnits(text, subject),
        ...jointOf(text, { start: end, end: span.end }),
        span: subject,
      }
    }
  }
  return null
}

function crossesAnchor({ anchorStarts }: SubjectContext, span: Span): boolean {
  return [...anchorStarts].some(start => span.start <= start && start < span.end)
}

/** 区政府办公室会同区司法局: the units after 会同 take part. */
function jointOf(text: string, rest: Span): { joint: ListedUnit[] } {
  const words = textOf(text, rest)
  const verb = /^(?:应当|须|要)?会同/.exec(words)?.[0]
  if (verb === undefined) return { joint: [] }
  const ends = [...words.matchAll(UNIT_ENDING)].map(match => match.index + match[0].length).reverse()
  for (const length of ends) {
    const list = { start: rest.start + verb.length, end: rest.start + length }
    if (!/[,。;]/.test(textOf(text, list)) && isUnitList(text, list)) return { joint: readUnits(text, list) }
  }
  return { joint: [] }
}

/** 各级各部门 right before a time, where the mark before it was lost. */
export function subjectBefore(text: string, clause: Span, offset: number): Subject | null {
  const before = text.slice(clause.start, offset)
  for (const match of before.matchAll(/各(?:级|地|部门|单位|街道|乡镇|县|区|牵头|承办)/g)) {
    const span = { start: clause.start + match.index, end: offset }
    if (isUnitList(text, span)) return { units: readUnits(text, span), joint: [], span }
  }
  return null
}
