/**
 * Times and numbers that lost characters. In: the duties of the library and the warnings of ingest. Out: one finding for
 * each damaged place, with what it may have been. Evidence from outside are documents that say the same thing undamaged,
 * the years a document covers, and the national rule. Nothing is repaired: a person decides.
 */
import { type Correction } from '../model/decision.ts'
import { type Span, type StoredDocument, type Warning } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
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
  type Case,
  type ReviewData,
} from './data.ts'
import { findingId, type Finding, type FindingProposal } from './finding.ts'
import { sistersOf } from './sisters.ts'

export function damageFindings(data: ReviewData): Finding[] {
  const ofDuties = groupsOf(data).map(group => findingOf(data, group))
  return [...ofDuties, ...data.documents.flatMap(document => elsewhere(data, document, ofDuties))]
}

/** The duties that rest on one damaged place. */
interface Group {
  readonly field: 'timing' | 'quota'
  readonly span: Span
  readonly cases: readonly [Case, ...Case[]]
}

function groupsOf({ cases }: ReviewData): Group[] {
  const groups = new Map<string, Group>()
  for (const each of cases) {
    const damaged = damagedField(each.raw)
    if (damaged === null) continue
    const key = `${each.entry.document.id} ${damaged.field} ${damaged.span.start}`
    const known = groups.get(key)
    groups.set(
      key,
      known === undefined ? { ...damaged, cases: [each] } : { ...known, cases: [...known.cases, each] },
    )
  }
  return [...groups.values()]
}

/** Of a duty with a damaged time and a damaged number the time, which a day depends on. */
function damagedField({ damaged, timing, quota, clause }: ExtractedObligation): Omit<Group, 'cases'> | null {
  if (!damaged) return null
  if (timing?.isPresumed === true) return { field: 'timing', span: timing.span }
  return { field: 'quota', span: quota?.span ?? clause }
}

function findingOf(data: ReviewData, { field, span, cases }: Group): Finding {
  const [first, ...others] = cases
  const { document, article } = first.entry
  const mention = mentionAt(data, first, span)
  const found = mention === null ? [] : likelyOf(repairsOf(data, first, mention))
  const proposals = (found.length > 0 ? found : suggested(first.raw)).map(
    ({ text, evidence }): FindingProposal => {
      const words = field === 'timing' ? shared(first, text) : { value: text, why: [] }
      const correction: Correction = { [field]: words.value }
      return {
        value: words.value,
        why: [...evidence, ...words.why],
        effects: effectsOn(data, cases, { kind: 'correct', correction }),
      }
    },
  )
  const settledBy = judgementOf(cases)
  return {
    ...placeOf(data, document, { ...span, label: article.label }),
    id: findingId(document.id, 'damage', [field, ...cases.map(({ entry }) => entry.id)]),
    kind: 'damage',
    state: settledBy === null ? 'open' : 'settled',
    document: namesOf(document),
    message: mention?.explanation ?? first.raw.reasons.at(-1) ?? '原文有字符脱落。',
    duties: cases.map(({ entry }) => describeDuty(entry)),
    obligations: cases.map(({ entry }) => entry.id),
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

function repairsOf(data: ReviewData, own: Case, mention: TimeMention): readonly Proposal[] {
  const { document } = own.entry
  const { start, end } = own.raw.sentence
  const context = {
    reference: own.reference,
    sentence: data.textOf(document.id).slice(start, end),
    sisters: sistersOf(data, own),
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
  const id = findingId(document.id, 'damage', [warning.code, place.lineText, place.raw])
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
    effects: [seen(id, document.id, 'confirm')],
  }))
  return {
    ...place,
    id,
    kind: 'damage',
    state: judgement === null ? 'open' : 'settled',
    document: namesOf(document),
    message: mention?.explanation ?? `${warning.message.replace(/。$/, '')}。`,
    duties: [],
    obligations: [],
    proposals,
    onConfirm: [seen(id, document.id, 'confirm')],
    onReject: [seen(id, document.id, 'reject')],
    settledBy: judgement,
  }
}

function readingsOf(mention: TimeMention | undefined, reference: CivilDate): readonly Proposal[] {
  return mention === undefined ? [] : proposeRepairs(mention, { reference })
}
