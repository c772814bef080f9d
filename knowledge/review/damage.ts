/**
 * Times and numbers that lost characters. In: the duties of the library and the warnings of ingest. Out: one finding for
 * each damaged place, with what it may have been. Evidence from outside are documents that say the same thing undamaged,
 * the years a document covers, and the national rule. Nothing is repaired: a person decides.
 */
import { type Correction } from '../model/decision.ts'
import { type Span, type StoredDocument, type Warning } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
import { damagedFields, findingId, openDamage, type DamagedField } from '../register/index.ts'
import {
  civilDate,
  proposeRepairs,
  readTimes,
  type CivilDate,
  type Proposal,
  type TimeMention,
} from '../time/index.ts'
import {
  describeDuty,
  effectsOn,
  judgementOf,
  namesOf,
  placeOf,
  seen,
  sentenceOf,
  type Case,
  type ReviewData,
} from './data.ts'
import { type Finding, type FindingProposal } from './finding.ts'
import { candidatesIn, sistersOf, type Candidate } from './sisters.ts'

export function damageFindings(data: ReviewData): Finding[] {
  const candidates = candidatesIn(data)
  const ofDuties = groupsOf(data).map(group => findingOf(data, group, candidates))
  return [...ofDuties, ...data.documents.flatMap(document => elsewhere(data, document, ofDuties))]
}

/** The duties that rest on one damaged place. */
interface Group {
  readonly field: DamagedField
  readonly span: Span
  readonly cases: readonly [Case, ...Case[]]
}

function groupsOf({ cases }: ReviewData): Group[] {
  const groups = new Map<string, Group>()
  for (const each of cases) {
    for (const field of damagedFields(each.raw)) {
      const span = each.raw[field]?.span ?? each.raw.clause
      const key = `${each.entry.document.id} ${field} ${span.start}`
      const known = groups.get(key)
      groups.set(key, { field, span, cases: known === undefined ? [each] : [...known.cases, each] })
    }
  }
  return [...groups.values()]
}

function findingOf(
  data: ReviewData,
  { field, span, cases }: Group,
  candidates: readonly Candidate[],
): Finding {
  const [first, ...others] = cases
  const { document, article } = first.entry
  const isOpen = ({ raw, entry }: Case): boolean => openDamage(raw, entry).includes(field)
  const mention = mentionAt(data, first, span)
  const found = mention === null ? [] : likelyOf(repairsOf(data, { own: first, mention, candidates }))
  const proposals = (found.length > 0 ? found : suggested(first.raw)).map(
    ({ text, evidence }): FindingProposal => {
      const words = field === 'timing' ? shared(first, text) : { value: text, why: [] }
      const correction: Correction = { [field]: words.value }
      return {
        value: words.value,
        why: [...new Set([...evidence, ...words.why])],
        effects: effectsOn(data, cases.filter(isOpen), { kind: 'correct', correction }),
      }
    },
  )
  const settledBy = judgementOf(cases, each => !isOpen(each))
  return {
    ...placeOf(data, document, { ...span, label: article.label }),
    id: findingId(document.id, ['damage', field, ...cases.map(({ entry }) => entry.id)]),
    kind: 'damage',
    state: settledBy === null ? 'open' : 'settled',
    document: namesOf(document),
    message: mention?.explanation ?? first.raw.reasons.at(-1) ?? '原文有字符脱落。',
    duties: cases.map(({ entry }) => describeDuty(entry)),
    obligations: cases.map(({ entry }) => entry.id),
    others: [],
    proposals,
    onConfirm: proposals[0]?.effects ?? [],
    onReject: others.length > 0 ? [] : effectsOn(data, cases, { kind: 'reject', correction: null }),
    settledBy,
  }
}

/** The damaged expression as the time reader sees it in its line: a year in the line may tell what a bare number is. */
function mentionAt(data: ReviewData, { entry }: Case, span: Span): TimeMention | null {
  const lines = data.linesOf(entry.document.id)
  const { start, end } = lines.spanOf(lines.numberAt(span.start))
  const reference = referenceOf(data, entry.document)
  const text = data.textOf(entry.document.id).slice(start, Math.max(end, span.end))
  const found = readTimes(text, reference).find(({ type, offset, raw: { length } }) => {
    const from = start + offset
    return type === 'damaged' && from < span.end && from + length > span.start
  })
  return found ?? null
}

interface Damaged {
  readonly own: Case
  readonly mention: TimeMention
  readonly candidates: readonly Candidate[]
}

function repairsOf(data: ReviewData, { own, mention, candidates }: Damaged): readonly Proposal[] {
  const { document } = own.entry
  const context = {
    reference: own.reference,
    sentence: sentenceOf(data, own.entry),
    sisters: sistersOf(candidates, own),
  }
  // A day of every year says nothing about the years of the document.
  const isYearly = own.raw.timing?.rrule != null
  return proposeRepairs(
    mention,
    isYearly || document.years === null ? context : { ...context, years: document.years },
  )
}

/** Against a far better one the others only distract. */
const FAR_BEHIND = 0.5

function likelyOf(proposals: readonly Proposal[]): readonly Proposal[] {
  const best = proposals[0]?.confidence ?? 0
  return proposals.filter(({ confidence }) => confidence >= best * FAR_BEHIND)
}

function suggested({ suggestion }: ExtractedObligation): { text: string; evidence: string[] }[] {
  return suggestion === null ? [] : [{ text: suggestion, evidence: [] }]
}

/** 每年31日前报告，41前公开: read alone, 4月1日前 would be one day; the 每年 before it makes it every year's. */
function shared({ raw, reference }: Case, text: string): { value: string; why: string[] } {
  const yearly = `每年${text}`
  const isYearly = raw.timing?.rrule?.startsWith('FREQ=YEARLY') === true
  const isOnce = readTimes(text, reference).every(({ rrule }) => rrule === null)
  const [read, ...more] = readTimes(yearly, reference)
  const isRead = read?.raw === yearly && read.rrule !== null && more.length === 0
  if (!isYearly || !isOnce || !isRead) return { value: text, why: [] }
  return { value: yearly, why: ['与前文的“每年”连读。'] }
}

/** Damaged times that no duty rests on. They can only be seen: there is nothing that a reading would change. */
const CODES: ReadonlySet<string> = new Set(['time-damaged', 'issue-day-damaged'])

function referenceOf({ today }: ReviewData, { issuedOn, years }: StoredDocument): CivilDate {
  return civilDate(issuedOn ?? `${years?.from ?? today.slice(0, 4)}-01-01`)
}

const QUOTED = /“([^”]+)”/

function elsewhere(data: ReviewData, document: StoredDocument, ofDuties: readonly Finding[]): Finding[] {
  const taken = new Map<string, number>()
  const own = ofDuties.filter(finding => finding.document.id === document.id)
  return document.warnings.flatMap(warning => {
    const span = CODES.has(warning.code) ? spanOfWarning(data, document, { warning, taken }) : null
    if (span === null || own.some(finding => overlaps(finding, span))) return []
    return [outsideDuties(data, document, { warning, span })]
  })
}

function overlaps({ span }: Finding, { start, end }: Span): boolean {
  return span !== null && span[0] < end && span[1] > start
}

/** @param taken How far each line has been looked through, since a line may hold the same damage twice. */
function spanOfWarning(
  data: ReviewData,
  document: StoredDocument,
  { warning, taken }: { readonly warning: Warning; readonly taken: Map<string, number> },
): Span | null {
  const raw = QUOTED.exec(warning.message)?.[1]
  if (raw === undefined || warning.line === null) return null
  const line = data.linesOf(document.id).spanOf(warning.line)
  const key = `${warning.line} ${raw}`
  const start = data.textOf(document.id).indexOf(raw, taken.get(key) ?? line.start)
  if (start === -1 || start >= line.end) return null
  taken.set(key, start + raw.length)
  return { start, end: start + raw.length }
}

function outsideDuties(
  data: ReviewData,
  document: StoredDocument,
  { warning, span }: { readonly warning: Warning; readonly span: Span },
): Finding {
  const place = placeOf(data, document, { ...span, label: '' })
  const id = findingId(document.id, ['damage', warning.code, place.lineText, place.raw])
  const own = { ...place, id, document: namesOf(document) }
  const judgement = data.standing.get(id)?.judgement ?? null
  const line = data.linesOf(document.id).spanOf(place.line ?? 1)
  const words = data.textOf(document.id).slice(line.start, line.end)
  const reference = referenceOf(data, document)
  const mention = readTimes(words, reference).find(
    ({ offset, type }) => type === 'damaged' && line.start + offset === span.start,
  )
  const proposals = readingsOf(mention, reference).map(({ text, evidence }) => ({
    value: text,
    why: evidence,
    effects: [seen(own, 'confirm')],
  }))
  return {
    ...own,
    kind: 'damage',
    state: judgement === null ? 'open' : 'settled',
    message: mention?.explanation ?? `${warning.message.replace(/。$/, '')}。`,
    duties: [],
    obligations: [],
    others: [],
    proposals,
    onConfirm: [seen(own, 'confirm')],
    onReject: [seen(own, 'reject')],
    settledBy: judgement,
  }
}

function readingsOf(mention: TimeMention | undefined, reference: CivilDate): readonly Proposal[] {
  return mention === undefined ? [] : proposeRepairs(mention, { reference })
}
