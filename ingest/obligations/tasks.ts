/**
 * What a task says beside its text: who leads, who takes part, by when. In: a document's folded text and one of its
 * articles. Out: the parties of the unit lines, the spans of the schedule, and the spans that are running text.
 */
import { type Article, type Span, type UnitField } from '../../knowledge/model/document.ts'
import { type PartyRole } from '../../knowledge/model/obligation.ts'
import { splitSentences } from '../../knowledge/text/sentences.ts'
import { CLAUSE_OPENER } from './lexicon.ts'
import { inlineFields, type ZonedField } from './inline-fields.ts'
import { overlaps, splitAt, textOf, trimSpan } from './spans.ts'
import { type ExtractedParty } from '../../knowledge/model/extracted.ts'
import { readUnitLine } from './units.ts'

export interface Task {
  readonly parties: readonly ExtractedParty[]
  /** A mark between two units was lost. */
  readonly hasLostMark: boolean
  /** What was put right in the names of the units, in words for a person. */
  readonly nameReasons: readonly string[]
  /** Values of 进度安排, 完成时限 and the like. */
  readonly schedules: readonly Span[]
  /** Running text, one span a sentence. */
  readonly sentences: readonly Span[]
  /** What the task is about: its heading, or the first clause of its text; null where it has neither. */
  readonly main: Span | null
  /** 持续推进 and the like in the schedule. */
  readonly ongoing: Span | null
}

const SCHEDULE_NAME = /进度|时限|时间|期限|频次|节点/
/** Columns that say how much or how: read as the text of the task goes on. */
const DETAIL_NAME = /目标|指标|备注|要求|学时|标准|数量|成果/
const PARTY_NAME = /单位|部门|责任|牵头|配合|主办|协办|承办/
const ONGOING = /持续[\u4e00-\u9fff]{0,12}|长期坚持|常年开展|常态化(?:推进|开展)/
/** A heading that is a whole sentence: 三、区财政局要在6月底前拨付资金。 */
const SAYS_MORE =
  /[,;]|应当?|须|要(?![点求素])|不得|不少于|至少|不[低超高]|\d(?:%|[次场期家项件])|每[年月周日季半]|[前内](?:完成|报|召开)/
/** What stands in a cell that says nothing. */
const EMPTY_VALUE = /^[\s—\-–/无]*$/

/** @param apart parts of the article that are read elsewhere: tables. */
export function readTask(text: string, article: Article, apart: readonly Span[] = []): Task {
  const inline = inlineFields(text, article, article.fields)
  const fields = [...article.fields, ...inline]
  const units = fields.filter(isPartyField).flatMap(field => partiesOf(text, field))
  const schedules = fields.filter(field => SCHEDULE_NAME.test(field.name))
  const details = fields
    .filter(field => DETAIL_NAME.test(field.name))
    .flatMap(field => splitAt(text, field, ';。'))
  const sentences = runningText(text, article, [...inline.map(({ zone }) => zone), ...apart]).flatMap(run =>
    sentencesOf(text, run),
  )
  const heading = headingSpan(text, article, inline)
  const others = sentences.filter(
    sentence =>
      heading === null ||
      !overlaps(sentence, heading) ||
      sentence.end > heading.end + 1 ||
      SAYS_MORE.test(textOf(text, sentence)),
  )
  const ongoing =
    schedules.map(field => spanOfMatch(text, field, ONGOING)).find(span => span !== null) ?? null
  return {
    parties: units.map(({ party }) => party),
    hasLostMark: units.some(unit => unit.hasLostMark),
    nameReasons: [],
    schedules: schedules.flatMap(field => splitAt(text, field, ';。')),
    // a row of a table and a single sentence say everything in their heading
    sentences: [...(others.length === 0 ? sentences : others), ...details],
    main: heading ?? firstClause(text, sentences),
    ongoing,
  }
}

const isPartyField = (field: UnitField): boolean =>
  PARTY_NAME.test(field.name) && !SCHEDULE_NAME.test(field.name)

const MARKED_ROLES: readonly (readonly [RegExp, PartyRole])[] = [
  [/(?:\(牵头\)|牵头负责|牵头落实|牵头)$/, 'lead'],
  [/(?:\(配合\)|配合|参加|协助|协同|(?<!政)协办|参与)$/, 'participant'],
  [/(?:(?:分别|共同)?负责(?:落实)?|落实|承办)$/, 'responsible'],
]

interface FieldUnit {
  readonly party: ExtractedParty
  readonly hasLostMark: boolean
}

/** 区司法局、区财政局牵头,各街道(镇): whoever stands up to 牵头 leads, the rest take part. */
function partiesOf(text: string, field: UnitField): FieldUnit[] {
  if (EMPTY_VALUE.test(textOf(text, field))) return []
  const groups = splitAt(text, field, ',;').map(group => readGroup(text, group))
  const lastLead = groups.findLastIndex(group => group.role === 'lead')
  const own = roleOfField(field.name)
  return groups.flatMap(({ span, role }, i) => {
    const without = lastLead === -1 || own === 'participant' ? own : i <= lastLead ? 'lead' : 'participant'
    return readUnitLine(text, span).map(unit => {
      const single = readGroup(text, unit.span)
      const asWritten = textOf(text, single.span)
      const name = unit.name.slice(0, unit.name.length - (unit.asWritten.length - asWritten.length))
      const party = { asWritten, name, role: single.role ?? role ?? without, span: single.span }
      return { party, hasLostMark: unit.hasLostMark }
    })
  })
}

function readGroup(text: string, span: Span): { span: Span; role: PartyRole | null } {
  const words = textOf(text, span)
  for (const [pattern, role] of MARKED_ROLES) {
    const found = pattern.exec(words)
    if (found !== null && found.index > 1) {
      return { span: trimSpan(text, { start: span.start, end: span.start + found.index }), role }
    }
  }
  return { span, role: null }
}

function roleOfField(name: string): PartyRole {
  if (/牵头/.test(name)) return 'lead'
  return /参加|配合|协办|协助/.test(name) ? 'participant' : 'responsible'
}

/** The article without the lines, brackets and cells its fields stand in. */
function runningText(text: string, article: Article, others: readonly Span[]): Span[] {
  const zones = [...article.fields.map(field => zoneOf(text, article, field)), ...others].sort(
    (a, b) => a.start - b.start,
  )
  const runs: Span[] = []
  let start = article.start
  for (const zone of zones) {
    if (zone.start > start) runs.push({ start, end: zone.start })
    start = Math.max(start, zone.end)
  }
  if (article.end > start) runs.push({ start, end: article.end })
  return runs
}

/** From the label of a field to what closes it. */
function zoneOf(text: string, article: Article, field: UnitField): Span {
  const lineStart = Math.max(article.start, text.lastIndexOf('\n', field.start - 1) + 1)
  const before = text.slice(lineStart, field.start)
  const label = before.lastIndexOf(field.name)
  if (label === -1) return { start: field.start, end: field.end }
  const opener = /[([【;,。\s]*$/.exec(before.slice(0, label))?.[0] ?? ''
  const closer = /^[;,。\s)\]】]*/.exec(text.slice(field.end, field.end + 4))?.[0] ?? ''
  const start = lineStart + label - opener.replace(/^[。]/, '').length
  return { start, end: Math.min(article.end, field.end + closer.length) }
}

/** Sentences without the label of an item or the bars of a row in front of them. */
function sentencesOf(text: string, run: Span): Span[] {
  return splitSentences(textOf(text, run)).flatMap(({ start, end }) => {
    const sentence = { start: run.start + start, end: run.start + end }
    const label = CLAUSE_OPENER.exec(textOf(text, sentence))?.[0] ?? ''
    const isLabel = /[\d(第|#*注]/.test(label)
    const tail = /[\s|*]*$/.exec(textOf(text, sentence))?.[0].length ?? 0
    const own = trimSpan(text, {
      start: sentence.start + (isLabel ? label.length : 0),
      end: sentence.end - tail,
    })
    return own.end > own.start && /[\u4e00-\u9fff]/.test(textOf(text, own)) ? [own] : []
  })
}

function headingSpan(text: string, article: Article, inline: readonly ZonedField[]): Span | null {
  if (article.heading === null || article.heading === '') return null
  const start = text.indexOf(article.heading, article.start)
  if (start === -1 || start >= article.end) return null
  const end = start + article.heading.length
  const bracket = inline.find(({ zone }) => start < zone.start && zone.start < end)
  return { start, end: bracket?.zone.start ?? end }
}

const FRAME = /^(?:以|为|围绕|聚焦|针对|结合|根据|按照|依托)/

/** The first clause that says what to do; one that only gives the aim (以…为目标) does not. */
function firstClause(text: string, sentences: readonly Span[]): Span | null {
  const first = sentences[0]
  if (first === undefined) return null
  const clauses = splitAt(text, first, ',:。;')
  const at = Math.max(
    0,
    clauses.findIndex(clause => !FRAME.test(textOf(text, clause))),
  )
  const clause = clauses[at] ?? first
  const next = clauses[at + 1]
  return next !== undefined && ONLY_OBJECT.test(textOf(text, clause))
    ? { start: clause.start, end: next.end }
    : clause
}

/** 对作出突出贡献的单位和个人,…: what is to be done comes after the comma. */
const ONLY_OBJECT = /^(?:把|对(?!外|标|照|接)|将(?!.*(?:作为|[为成入到给至])))/

function spanOfMatch(text: string, span: Span, pattern: RegExp): Span | null {
  const found = pattern.exec(textOf(text, span))
  return found === null
    ? null
    : { start: span.start + found.index, end: span.start + found.index + found[0].length }
}
