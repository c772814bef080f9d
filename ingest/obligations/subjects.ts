/**
 * Who acts, where a sentence says it itself. In: folded text and the span of a clause. Out: the units named as its
 * subject, or as the bearer of a duty that stands inside an object (落实政府领导班子定期学法制度). Not the unit lines of a task.
 */
import { type Span } from '../../knowledge/model/document.ts'
import {
  CLAUSE_OPENER,
  BINDS,
  EMBEDDING_NOUN,
  EMBEDDING_VERB,
  DESCRIBED_UNIT,
  INSIDE_NO_UNIT,
  NEVER_A_SUBJECT,
  NOT_A_SUBJECT,
  OFFICE_ENDING,
  PREDICATE_OPENER,
  UNIT_ENDING,
} from './lexicon.ts'
import { type PartyRole } from '../../knowledge/model/obligation.ts'
import { textOf } from './spans.ts'
import { isJointName, isUnitList, isUnitName, readUnits, type ListedUnit } from './units.ts'

/** A subject longer than this is a clause. */
const LONGEST_SUBJECT = 70

export interface Subject {
  readonly units: readonly ListedUnit[]
  /** Who acts with them: 会同区司法局. */
  readonly joint: readonly ListedUnit[]
  /** What the sentence says of them: 牵头 makes them lead, 配合 takes them along. */
  readonly role: PartyRole
  readonly span: Span
}

export interface SubjectContext {
  readonly text: string
  /** Where times and numbers begin: a subject may be followed by one. */
  readonly anchorStarts: ReadonlySet<number>
}

/** 依照本法第五十六条的规定接受转送的机关: on what ground, in front of who. */
const BASIS = /^(?:依照|按照|根据)[^,。;]{2,30}?(?:的)?规定(?=[^,。;的])/

/** @returns the subject the clause opens with, or the one after its opening time or 由; null where it has none. */
export function subjectOf(context: SubjectContext, clause: Span): Subject | null {
  const opener = CLAUSE_OPENER.exec(textOf(context.text, clause))?.[0] ?? ''
  const basis = BASIS.exec(textOf(context.text, clause).slice(opener.length))?.[0] ?? ''
  const start = clause.start + opener.length + basis.length
  return (
    subjectFrom(context, { start, end: clause.end }, false) ??
    placeAt(context.text, { start, end: clause.end }) ??
    agentOf(context, clause)
  )
}

/** 清渠区坚持以…, 我市将…: the place itself speaks. */
const PLACE_SPEAKS = /^(?:[\u4e00-\u9fff]{2,6}(?:新区|开发区|[市县区州旗])|我[省市县区州])(?=坚持|将)/

function placeAt(text: string, span: Span): Subject | null {
  const place = PLACE_SPEAKS.exec(text.slice(span.start, span.end))?.[0]
  if (place === undefined || NOT_A_SUBJECT.test(place)) return null
  return oneUnit(text, { start: span.start, end: span.start + place.length })
}

/** 检查结果每季度公布: a thing, though it begins like a verb. */
const OPENS_WITH_THING =
  /^[\u4e00-\u9fff]{2,6}(?:结果|情况|意见|报告|记录|率|时间|期限|费用|档案|台账|方案|名单|清单|工作)(?=应|须|要|每|在|于|不|达|自|由)/

/** True for a sentence that opens with a verb, a time or a condition, so that whoever spoke before goes on. */
export function goesOnWithoutSubject(words: string): boolean {
  const opener = CLAUSE_OPENER.exec(words)?.[0] ?? ''
  const rest = words.slice(opener.length)
  if (OPENS_WITH_THING.test(rest)) return false
  return NOT_A_SUBJECT.test(rest) || /^(?:每|自|[^,。;]{0,8}[前内],|[^,。;]{1,20}的,)/.test(rest)
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
  const from = { start: clause.start + at + 1, end: clause.end }
  return subjectFrom(context, from, false) ?? namesBehindAgent(context.text, from)
}

/** 述法对象, 考核对象: whoever is to do it, though the name begins like a verb. */
const NAMED_BY_VERB = /^[\u4e00-\u9fff]{2}对象/
/** 出庭应诉率 behind a name: a figure about them, not what they do. */
const FIGURE = /^的?[\u4e00-\u9fff]{0,8}(?:率|比例|占比|比重|满意度)(?![先领])/

/** 由区政府督查室跟踪督办: behind 由 names need no known verb behind them. */
function namesBehindAgent(text: string, span: Span): Subject | null {
  const words = text.slice(span.start, Math.min(span.end, span.start + LONGEST_SUBJECT))
  const ends = [...words.matchAll(UNIT_ENDING)].map(match => match.index + match[0].length).reverse()
  for (const length of ends) {
    const list = { start: span.start, end: span.start + length }
    const goesOn = /^(?![的和及与或])[\u4e00-\u9fff]{2}/.test(text.slice(list.end, span.end))
    if (goesOn && !/[,。;]/.test(textOf(text, list)) && isUnitList(text, list))
      return subjectAt(text, list, span.end)
  }
  return null
}

/** The longest list of units at the start of the span with a predicate behind it. */
function subjectFrom(context: SubjectContext, span: Span, anythingFollows: boolean): Subject | null {
  const { text } = context
  const words = text.slice(span.start, Math.min(span.end, span.start + LONGEST_SUBJECT))
  if (NEVER_A_SUBJECT.test(words) || BINDS.test(words)) return null
  const isImperative = NOT_A_SUBJECT.test(words) && !NAMED_BY_VERB.test(words)
  const ends = [...words.matchAll(UNIT_ENDING)].map(match => match.index + match[0].length).reverse()
  for (const length of ends) {
    const subject = { start: span.start, end: span.start + length }
    const phrase = textOf(text, subject)
    if (/[,。;]/.test(phrase) || crossesAnchor(context, subject)) continue
    if (FIGURE.test(text.slice(subject.end, span.end))) continue
    const isBound = BINDS.test(text.slice(subject.end, span.end)) || isTopic(context, span, subject.end)
    // 本机关有权处理的: a word for whoever was named before
    const isCondition = isConditional(text, span, subject.end) && !/^(?:本|该|其)/.test(phrase)
    if ((isBound || isCondition) && isDescribed(phrase)) return subjectAt(text, subject, span.end)
    if (isImperative && !DESCRIBED_UNIT.test(phrase)) continue
    const isFollowed =
      isBound ||
      (anythingFollows && OFFICE_ENDING.test(phrase)) ||
      context.anchorStarts.has(subject.end) ||
      PREDICATE_OPENER.test(text.slice(subject.end, span.end)) ||
      isCondition
    if (isFollowed && isUnitList(text, subject)) return subjectAt(text, subject, span.end)
    if (isBound && isJointName(phrase) && !INSIDE_NO_UNIT.test(phrase)) return oneUnit(text, subject)
  }
  return null
}

function oneUnit(text: string, span: Span): Subject {
  const asWritten = textOf(text, span)
  const unit = { span, asWritten, name: asWritten, hasLostMark: false }
  return { units: [unit], joint: [], role: 'responsible', span }
}

function subjectAt(text: string, subject: Span, end: number): Subject {
  const words = text.slice(subject.end, end)
  return {
    units: readUnits(text, subject),
    ...jointOf(text, { start: subject.end, end }),
    role: HELPS.test(words) ? 'participant' : LEADS.test(words) ? 'lead' : 'responsible',
    span: subject,
  }
}

/** Nothing but 配合 behind the name. */
const HELPS =
  /^(?:要|应当?|须)?(?:予以|积极|做好|共同|协同)*(?:配合|协助|协同|参与|参加)(?:做好|实施|落实|工作)*$/
const LEADS = /^(?:要|应当?|须)?(?:共同|负责)?牵头/

/** 从事培训的单位,应当 …: the name is a clause of its own and binds what follows the comma. */
function isTopic({ text, anchorStarts }: SubjectContext, span: Span, end: number): boolean {
  if (end !== span.end || text.charAt(end) !== ',') return false
  return BINDS.test(text.slice(end + 1, end + 4)) || anchorStarts.has(end + 1)
}

/** 单位录用职工的, : a condition names who the duty falls on. */
function isConditional(text: string, span: Span, end: number): boolean {
  return (
    text.charAt(span.end - 1) === '的' &&
    text.charAt(span.end) === ',' &&
    end < span.end - 1 &&
    NOT_A_SUBJECT.test(text.slice(end, span.end)) &&
    !/^[及和与或]/.test(text.charAt(end))
  )
}

/** 各企业对新从事粉尘作业的职工: a subject and more, no description. */
const TWO_CLAUSES =
  /(?:单位|企业|机关|部门|机构|公司|政府|[会院局委人者])(?:对|就|可以|应当|不得|必须|向|将|自(?!治|然)|到|从(?!事)|在(?!编|岗|职))/

/** 受理的公安机关, 从事保安培训的单位: a name with a clause in front that describes it. */
function isDescribed(phrase: string): boolean {
  const at = phrase.lastIndexOf('的')
  if (at < 2 || phrase.length > LONGEST_SUBJECT || phrase.endsWith('设区的市')) return false
  if (TWO_CLAUSES.test(phrase)) return false
  return phrase
    .slice(at + 1)
    .split('、')
    .every(name => isUnitName(name))
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
    if (isUnitList(text, span)) return { units: readUnits(text, span), joint: [], role: 'responsible', span }
  }
  return null
}
