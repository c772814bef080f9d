/**
 * Two documents of one place that ask the same duty by different days or in different numbers. In: the duties of the
 * library and today. Out: one finding for each pair. Where it is not sure that both mean the same duty there is none: a
 * false alarm costs more trust than a missed one. Differences between places are no conflict.
 */
import { type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
import { findingId } from '../register/index.ts'
import {
  describeDuty,
  effectOn,
  namesOf,
  placeOf,
  seen,
  sentenceOf,
  type Case,
  type ReviewData,
} from './data.ts'
import { differenceOf, statedBy, type Difference, type Stated } from './difference.ts'
import { type Effect, type Finding, type FindingProposal, type Located } from './finding.ts'
import { isOver } from './lapsed.ts'
import { isSameDuty, partiesOf, profileOf, type Profile } from './same-duty.ts'
import { describePlace, describeYears } from './wording.ts'

/** One side of a comparison. */
interface Side extends Stated {
  readonly case: Case
  /** As found, or as corrected where the source is damaged. */
  readonly stands: ExtractedObligation
  /** Worked out when it is first asked for: most pairs differ in nothing. */
  readonly profile: () => Profile
}

export function conflictFindings(data: ReviewData): Finding[] {
  return [...sidesByPlace(data).values()].flatMap(sides => {
    const rivals = rivalsIn(sides)
    return sides.flatMap((a, at) => {
      const pairs = sides.slice(at + 1).filter(b => isPair(a, b, rivals))
      return pairs.flatMap(b => findingOf(data, inOrder(a, b)))
    })
  })
}

/** Only what has a day or a number can differ; what has run out is asked about as a whole (lapsed.ts). */
function sidesByPlace(data: ReviewData): ReadonlyMap<string, readonly Side[]> {
  const places = new Map<string, Side[]>()
  for (const each of data.cases) {
    const { document, found, lapse } = each.entry
    const stands = each.raw.damaged ? found : each.raw
    const stated = statedBy(stands)
    const isOut = isOver(document, data.today) ? lapse !== 'continued' : lapse === 'stopped'
    if (document.jurisdiction === null || isOut || stated === null) continue
    const side = { ...stated, case: each, stands, profile: profileOnce(data, each, stands) }
    const known = places.get(document.jurisdiction)
    if (known === undefined) places.set(document.jurisdiction, [side])
    else known.push(side)
  }
  return places
}

function profileOnce(data: ReviewData, { entry }: Case, stands: ExtractedObligation): () => Profile {
  let known: Profile | null = null
  return () => {
    const sentence = sentenceOf(data, entry)
    known ??= profileOf(stands, { sentence, heading: entry.article.heading })
    return known
  }
}

/** Duties of one sentence that could each be meant: then the sentence alone does not tell which. */
function rivalsIn(sides: readonly Side[]): ReadonlySet<Side> {
  const groups = new Map<string, Side[]>()
  for (const side of sides) {
    const { document } = side.case.entry
    const { sentence, quota, timing } = side.stands
    const what = quota === null ? (timing?.type ?? '') : `${quota.unit} ${quota.per ?? ''}`
    const who = partiesOf(side.stands).toSorted().join(' ')
    const key = [document.id, sentence.start, what, who].join('|')
    groups.set(key, [...(groups.get(key) ?? []), side])
  }
  return new Set([...groups.values()].filter(({ length }) => length > 1).flat())
}

function isPair(a: Side, b: Side, rivals: ReadonlySet<Side>): boolean {
  if (a.case.entry.document.id === b.case.entry.document.id) return false
  const difference = differenceOf(a, b)
  if (difference === null) return false
  const bySentence = difference.field === 'quota' && !rivals.has(a) && !rivals.has(b)
  return isSameDuty(a.profile(), b.profile(), { bySentence })
}

/** The later document first: where nothing else decides, what was issued last stands. */
function inOrder(a: Side, b: Side): readonly [Side, Side] {
  return dayOf(a.case.entry.document) >= dayOf(b.case.entry.document) ? [a, b] : [b, a]
}

/** ISO day or year; empty where the document tells neither. */
function dayOf({ issuedOn, years }: StoredDocument): string {
  return issuedOn ?? (years === null ? '' : String(years.from))
}

function findingOf(data: ReviewData, [a, b]: readonly [Side, Side]): Finding[] {
  const difference = differenceOf(a, b)
  if (difference === null) return []
  const { document, article } = a.case.entry
  const ids = [a.case.entry.id, b.case.entry.id]
  const { field, first, second } = difference
  const span = a.stands[field]?.span ?? a.stands.clause
  const own = {
    ...placeOf(data, document, { ...span, label: article.label }),
    id: findingId(document.id, ['conflict', ...ids.toSorted()]),
    document: namesOf(document),
  }
  const settledBy = data.standing.get(own.id)?.judgement ?? resolvedBy(a.case, b.case)
  return [
    {
      ...own,
      kind: 'conflict',
      state: settledBy === null ? 'open' : 'settled',
      message:
        `同一件事${field === 'timing' ? '期限' : '数量'}不同：${describePlace(a.case.entry)}写` +
        `“${first.own}”，${describePlace(b.case.entry)}写“${second.own}”。`,
      duties: [a, b].map(side => describeDuty(side.case.entry)),
      obligations: ids,
      others: [otherLine(data, b, field)],
      proposals: proposalsFor(data, [a, b], { difference, seen: seen(own, 'confirm') }),
      onConfirm: [seen(own, 'confirm')],
      onReject: [seen(own, 'reject')],
      settledBy,
    },
  ]
}

/** The line that it conflicts with, in the other document. */
function otherLine(data: ReviewData, side: Side, field: Difference['field']): Located {
  const { document, article } = side.case.entry
  const span = side.stands[field]?.span ?? side.stands.clause
  return { ...placeOf(data, document, { ...span, label: article.label }), document: namesOf(document) }
}

/** Somebody rejected one of them, or corrected it to what the other says. */
function resolvedBy(a: Case, b: Case): Finding['settledBy'] {
  const rejected = [a, b].find(({ entry }) => entry.state === 'rejected')
  if (rejected !== undefined) return rejected.entry.judgement
  const [left, right] = [statedBy(a.entry.found), statedBy(b.entry.found)]
  if (left !== null && right !== null && differenceOf(left, right) !== null) return null
  return a.entry.judgement ?? b.entry.judgement
}

function proposalsFor(
  data: ReviewData,
  [a, b]: readonly [Side, Side],
  { difference, seen: settled }: { readonly difference: Difference; readonly seen: Effect },
): FindingProposal[] {
  const { field, first, second } = difference
  const choose = (winner: Side, loser: Side, { bare, instead }: Record<'bare' | 'instead', string>) => ({
    value: `两处都按“${bare}”`,
    why: [reasonFor(winner, loser)],
    effects: [effectOn(data, loser.case, { kind: 'correct', correction: { [field]: instead } }), settled],
  })
  return [
    choose(a, b, { bare: first.bare, instead: second.instead }),
    choose(b, a, { bare: second.bare, instead: first.instead }),
  ]
}

function reasonFor(own: Side, other: Side): string {
  const { issuedOn, years } = own.case.entry.document
  const facts = [
    issuedOn === null ? null : `${issuedOn}成文`,
    years === null ? null : `适用于${describeYears(years)}`,
    dayOf(own.case.entry.document) > dayOf(other.case.entry.document) ? '在后' : null,
  ].filter(fact => fact !== null)
  return `${describePlace(own.case.entry)}的规定${facts.length === 0 ? '' : `（${facts.join('，')}）`}。`
}
