/**
 * Duties whose reading is open to doubt, and names that stand for no known unit. In: the duties of the library. Out: one
 * finding for each place that somebody has to look at, with all duties that rest on it. Damaged duties are told in
 * damage.ts; they are not told again here.
 */
import { type Span, type StoredDocument } from '../model/document.ts'
import { needsReview } from '../model/extracted.ts'
import { areUnitsSettled, findingId, isAboutUnits, isNameReason, type Entry } from '../register/index.ts'
import { createDirectory } from '../roster/index.ts'
import {
  describeDuty,
  effectOn,
  effectsOn,
  judgementOf,
  namesOf,
  placeOf,
  type Case,
  type ReviewData,
} from './data.ts'
import { type Finding, type FindingKind, type FindingProposal } from './finding.ts'
import { nameFindings } from './names.ts'

/** A party that somebody has to tell the meaning of; an empty name where the text names nobody. */
export interface UnresolvedParty {
  /** As the register shows it. */
  readonly name: string
  /** Units it may mean, best first. */
  readonly candidates: readonly string[]
}

export type ListUnresolved = (entry: Entry) => readonly UnresolvedParty[]

/** Duties of which the text names no bearer, and names that the roster cannot make out. */
export function unresolvedBy({ cases, roster }: ReviewData): ListUnresolved {
  const mentions = cases.flatMap(({ entry: { id, found, document } }) =>
    found.parties.map(({ name, asWritten }) => {
      return { name, asWritten, place: document.jurisdiction, obligation: id }
    }),
  )
  const directory = createDirectory(roster, mentions)
  const names = new Map(
    directory.places().map(place => [place, new Set(directory.unresolvedOf(place).map(({ name }) => name))]),
  )
  return ({ found, document }) => {
    if (found.parties.length === 0) return [{ name: '', candidates: [] }]
    const unknown = found.parties.filter(({ name }) => names.get(document.jurisdiction)?.has(name) === true)
    return [...new Set(unknown.map(({ name }) => name))].map(name => ({ name, candidates: [] }))
  }
}

/** What ingest says where the text names nobody; that is no doubt about the duty. */
const NOBODY = '原文没有写明责任单位'

export function doubtFindings(data: ReviewData, unresolved: ListUnresolved): Finding[] {
  const doubts = data.cases.flatMap(each => [...readingOf(each), ...namesIn(data, each, unresolved)])
  return [...grouped(doubts).map(group => findingOf(data, group)), ...nameFindings(data)]
}

interface Doubt {
  readonly kind: FindingKind
  readonly message: string
  readonly span: Span
  /** Doubts with one key are one finding. */
  readonly key: string
  readonly case: Case
  readonly proposals: readonly FindingProposal[]
  /** The doubt is about who bears the duty: a correction of its day does not settle it. */
  readonly isAboutUnits: boolean
}

function readingOf(each: Case): Doubt[] {
  const { raw, entry } = each
  if (raw.damaged) return []
  const reasons = raw.reasons.filter(reason => reason !== NOBODY && !isNameReason(reason))
  const isUnsure = needsReview(raw)
  if (!isUnsure && reasons.length === 0) return []
  const kind = isUnsure ? 'low-confidence' : 'ambiguous'
  const message = reasons.length === 0 ? '这一句的读法把握不大，请核对。' : `${reasons.join('；')}。`
  const areAboutUnits = reasons.length > 0 && reasons.every(isAboutUnits)
  const span = areAboutUnits ? unitsOf(each) : raw.clause
  const key = [entry.document.id, kind, message, span.start, span.end].join('|')
  return [{ kind, message, span, key, case: each, proposals: [], isAboutUnits: areAboutUnits }]
}

/** From the first unit to the last, so that the list can be seen as it is written. */
function unitsOf({ raw: { parties, clause } }: Case): Span {
  if (parties.length === 0) return clause
  const starts = parties.map(({ span }) => span.start)
  const ends = parties.map(({ span }) => span.end)
  return { start: Math.min(...starts), end: Math.max(...ends) }
}

/** Rules hand no task to a unit: whom they bind is said by their words, and nobody here could assign it. */
const RULES: ReadonlySet<StoredDocument['type']> = new Set([
  '法律',
  '行政法规',
  '地方性法规',
  '司法解释',
  '办法',
])

function bindsEverybody({ type }: StoredDocument): boolean {
  return RULES.has(type)
}

/** Duties of one article that name nobody are one finding: who reads it assigns them together. */
function namesIn(data: ReviewData, each: Case, unresolved: ListUnresolved): Doubt[] {
  const { entry, raw } = each
  if (bindsEverybody(entry.document)) return []
  return unresolved(entry).map(({ name, candidates }) => {
    const party = entry.found.parties.find(known => known.name === name)
    const isNobody = name === ''
    return {
      kind: 'unresolved-unit',
      message: isNobody ? `${NOBODY}。` : `认不出“${name}”是哪个单位。`,
      span: party?.span ?? raw.clause,
      key: [entry.document.id, 'unresolved-unit', entry.article.start, name].join('|'),
      case: each,
      proposals: candidates.map(unit => meaning(data, each, { name, unit })),
      isAboutUnits: true,
    }
  })
}

function meaning(
  data: ReviewData,
  each: Case,
  { name, unit }: { readonly name: string; readonly unit: string },
): FindingProposal {
  const known = each.entry.found.parties.map(party => ({
    name: party.name === name ? unit : party.name,
    role: party.role,
  }))
  const parties = name === '' ? [{ name: unit, role: 'responsible' as const }] : known
  return {
    value: unit,
    why: [],
    effects: [effectOn(data, each, { kind: 'correct', correction: { parties } })],
  }
}

type Group = readonly [Doubt, ...Doubt[]]

function grouped(doubts: readonly Doubt[]): Group[] {
  const groups = new Map<string, [Doubt, ...Doubt[]]>()
  for (const doubt of doubts) {
    const known = groups.get(doubt.key)
    if (known === undefined) groups.set(doubt.key, [doubt])
    else known.push(doubt)
  }
  return [...groups.values()]
}

function isSettled({ isAboutUnits: isOfUnits, case: each }: Doubt): boolean {
  return isOfUnits ? areUnitsSettled(each.entry) : each.entry.judgement !== null
}

function findingOf(data: ReviewData, group: Group): Finding {
  const [{ kind, message, span, case: first }] = group
  const { document, article } = first.entry
  const cases = group.map(doubt => doubt.case)
  const waiting = group.filter(doubt => !isSettled(doubt))
  const settledBy = waiting.length > 0 ? null : judgementOf(cases)
  const open = waiting.map(doubt => doubt.case)
  return {
    ...placeOf(data, document, { ...span, label: article.label }),
    id: findingId(document.id, [kind, message, ...cases.map(({ entry }) => entry.id)]),
    kind,
    state: settledBy === null ? 'open' : 'settled',
    document: namesOf(document),
    message,
    duties: cases.map(({ entry }) => describeDuty(entry)),
    obligations: cases.map(({ entry }) => entry.id),
    others: [],
    proposals: together(waiting),
    onConfirm: effectsOn(data, open, { kind: 'confirm', correction: null }),
    onReject: cases.length > 1 ? [] : effectsOn(data, open, { kind: 'reject', correction: null }),
    settledBy,
  }
}

/** What is proposed for one duty of the group holds for all of them. */
function together(group: readonly Doubt[]): FindingProposal[] {
  const all = group.flatMap(({ proposals }) => proposals)
  return [...new Set(all.map(({ value }) => value))].map(value => {
    const same = all.filter(proposal => proposal.value === value)
    return { value, why: same[0]?.why ?? [], effects: same.flatMap(({ effects }) => effects) }
  })
}
