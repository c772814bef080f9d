/**
 * Two documents of one place that ask the same duty by different days or in different numbers. In: the duties of the
 * library and today. Out: one finding for each pair. Where it is not sure that both mean the same duty there is none: a
 * false alarm costs more trust than a missed one. Differences between places are no conflict.
 */
import { type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
import { describeDuty, effectOn, namesOf, placeOf, seen, type Case, type ReviewData } from './data.ts'
import { differenceOf, type Difference } from './difference.ts'
import { findingId, type Finding, type FindingProposal } from './finding.ts'
import { isOver } from './lapsed.ts'
import { isSameDuty, profileOf, type Profile } from './same-duty.ts'
import { describePlace } from './wording.ts'

/** One side of a comparison. */
interface Side extends Profile {
  readonly case: Case
  /** As found, or as corrected where the source is damaged. */
  readonly stands: ExtractedObligation
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
    const isOut = isOver(document, data.today) ? lapse !== 'continued' : lapse === 'stopped'
    const isDated = stands.timing !== null && !stands.timing.isPresumed
    if (document.jurisdiction === null || isOut || (!isDated && stands.quota === null)) continue
    const sentence = data.textOf(document.id).slice(stands.sentence.start, stands.sentence.end)
    const side = {
      ...profileOf(stands, { sentence, heading: each.entry.article.heading }),
      case: each,
      stands,
    }
    places.set(document.jurisdiction, [...(places.get(document.jurisdiction) ?? []), side])
  }
  return places
}

/** Duties of one sentence that could each be meant: then the sentence alone does not tell which. */
function rivalsIn(sides: readonly Side[]): ReadonlySet<Side> {
  const groups = new Map<string, Side[]>()
  for (const side of sides) {
    const { document } = side.case.entry
    const { sentence, quota, timing } = side.stands
    const what = quota === null ? (timing?.type ?? '') : `${quota.unit} ${quota.per ?? ''}`
    const key = [document.id, sentence.start, what, [...side.parties].toSorted().join(' ')].join('|')
    groups.set(key, [...(groups.get(key) ?? []), side])
  }
  return new Set([...groups.values()].filter(({ length }) => length > 1).flat())
}

function isPair(a: Side, b: Side, rivals: ReadonlySet<Side>): boolean {
  if (a.case.entry.document.id === b.case.entry.document.id) return false
  const difference = differenceOf(a.stands, b.stands)
  if (difference === null) return false
  return isSameDuty(a, b, { bySentence: difference.field === 'quota' && !rivals.has(a) && !rivals.has(b) })
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
  const difference = differenceOf(a.stands, b.stands)
  if (difference === null) return []
  const { document, article } = a.case.entry
  const ids = [a.case.entry.id, b.case.entry.id].toSorted()
  const id = findingId(document.id, 'conflict', ids)
  const acknowledged = data.standing.get(id)?.judgement ?? null
  const settledBy = acknowledged ?? resolvedBy(a.case, b.case)
  const { field } = difference
  const span = a.stands[field]?.span ?? a.stands.clause
  return [
    {
      ...placeOf(data, document, { ...span, label: article.label }),
      id,
      kind: 'conflict',
      state: settledBy === null ? 'open' : 'settled',
      document: namesOf(document),
      message:
        `同一件事${field === 'timing' ? '期限' : '数量'}不同：${describePlace(a.case.entry)}为` +
        `“${difference.first.own}”，${describePlace(b.case.entry)}为“${difference.second.own}”。`,
      duties: [a, b].map(side => describeDuty(side.case.entry)),
      obligations: ids,
      proposals: proposalsFor(data, [a, b], { difference, id }),
      onConfirm: [seen(id, document.id, 'confirm')],
      onReject: [seen(id, document.id, 'reject')],
      settledBy,
    },
  ]
}

/** Somebody rejected one of them, or corrected it to what the other says. */
function resolvedBy(a: Case, b: Case): Finding['settledBy'] {
  const rejected = [a, b].find(({ entry }) => entry.state === 'rejected')
  if (rejected !== undefined) return rejected.entry.judgement
  if (differenceOf(a.entry.found, b.entry.found) !== null) return null
  return a.entry.judgement ?? b.entry.judgement
}

function proposalsFor(
  data: ReviewData,
  [a, b]: readonly [Side, Side],
  { difference, id }: { readonly difference: Difference; readonly id: string },
): FindingProposal[] {
  const { field, first, second } = difference
  const choose = (winner: Side, loser: Side, { bare, instead }: Record<'bare' | 'instead', string>) => ({
    value: `两处都按“${bare}”`,
    why: [reasonFor(winner, loser)],
    effects: [
      effectOn(data, loser.case, { kind: 'correct', correction: { [field]: instead } }),
      seen(id, a.case.entry.document.id, 'confirm'),
    ],
  })
  return [
    choose(a, b, { bare: first.bare, instead: second.instead }),
    choose(b, a, { bare: second.bare, instead: first.instead }),
  ]
}

function reasonFor(own: Side, other: Side): string {
  const { document } = own.case.entry
  const when = document.issuedOn ?? (document.years === null ? null : `适用年份自${document.years.from}年`)
  const isLater = dayOf(document) > dayOf(other.case.entry.document)
  const remark = isLater ? '，在后' : ''
  return `${describePlace(own.case.entry)}的规定${when === null ? '' : `（${when}${remark}）`}。`
}
