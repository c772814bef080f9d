/**
 * Duties whose reading is open to doubt, and names that stand for no known unit. In: the duties of the library. Out: one
 * finding for each place that somebody has to look at, with all duties that rest on it. Damaged duties are told in
 * damage.ts; they are not told again here.
 */
import { type Span, type StoredDocument } from '../model/document.ts'
import { needsReview } from '../model/extracted.ts'
import { areUnitsSettled, findingId, isAboutUnits, isNameReason } from '../register/index.ts'
import { createDirectory, createRoster } from '../roster/index.ts'
import { describeDuty, effectsOn, judgementOf, namesOf, placeOf, type Case, type ReviewData } from './data.ts'
import { type Finding, type FindingKind } from './finding.ts'
import { nameFindings } from './names.ts'

/** What ingest says where the text names nobody; that is no doubt about the duty. */
const NOBODY = '原文没有写明责任单位'

export function doubtFindings(data: ReviewData): Finding[] {
  const doubts = [...data.cases.flatMap(readingOf), ...unknownUnits(data)]
  return [...grouped(doubts).map(group => findingOf(data, group)), ...nameFindings(data)]
}

interface Doubt {
  readonly kind: FindingKind
  readonly message: string
  readonly span: Span
  /** Doubts with one key are one finding. */
  readonly key: string
  readonly case: Case
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
  return [{ kind, message, span, key, case: each, isAboutUnits: areAboutUnits }]
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

/** Duties of which the text names no bearer, and names that the roster cannot make out: as found, not as corrected. */
function unknownUnits({ cases, roster }: ReviewData): Doubt[] {
  const asked = cases.filter(({ entry }) => !RULES.has(entry.document.type))
  const names = createRoster(roster)
  const shown = asked.map(each => ({
    each,
    names: each.raw.parties.map(party => names.nameOf(party, each.entry.document.jurisdiction)),
  }))
  const isUnknown = unknownBy(roster, shown)
  return shown.flatMap(({ each, names }) => {
    const unknown = names.filter(name => isUnknown(name, each))
    return (names.length === 0 ? [''] : [...new Set(unknown)]).map(name =>
      unknownUnit(each, name, each.raw.parties[names.indexOf(name)]?.span),
    )
  })
}

interface Shown {
  readonly each: Case
  /** As the register shows its parties, in their order. */
  readonly names: readonly string[]
}

function unknownBy(
  roster: ReviewData['roster'],
  shown: readonly Shown[],
): (name: string, each: Case) => boolean {
  const mentions = shown.flatMap(({ each: { entry }, names }) =>
    names.map(name => ({
      name,
      asWritten: name,
      place: entry.document.jurisdiction,
      obligation: entry.id,
    })),
  )
  const directory = createDirectory(roster, mentions)
  const unknown = new Map(
    directory.places().map(place => [place, new Set(directory.unresolvedOf(place).map(({ name }) => name))]),
  )
  return (name, { entry }) => unknown.get(entry.document.jurisdiction)?.has(name) === true
}

/** Duties of one article that name nobody are one finding: who reads it assigns them together. */
function unknownUnit(each: Case, name: string, span: Span = each.raw.clause): Doubt {
  const { document, article } = each.entry
  return {
    kind: 'unresolved-unit',
    message: name === '' ? `${NOBODY}。` : `认不出“${name}”是哪个单位。`,
    span,
    key: [document.id, 'unresolved-unit', article.start, name].join('|'),
    case: each,
    isAboutUnits: true,
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
    proposals: [],
    onConfirm: effectsOn(data, open, { kind: 'confirm', correction: null }),
    onReject: cases.length > 1 ? [] : effectsOn(data, open, { kind: 'reject', correction: null }),
    settledBy,
  }
}
