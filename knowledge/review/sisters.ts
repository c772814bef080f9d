/**
 * Documents that state the same duty undamaged. In: a duty with a damaged time. Out: the times that the others give, as
 * evidence for what the damaged one was. They prove nothing: the places may differ, and a person decides.
 */
import { type Sister } from '../time/index.ts'
import { type Case, type ReviewData } from './data.ts'
import { containment, likeness, subjectGrams, type Grams } from './likeness.ts'
import { describePlace } from './wording.ts'

/** Below this two actions are about different things. */
const ALIKE = 0.5
/** A shorter action (公布) is held by too many. */
const FEWEST_GRAMS = 5
/** More than this convince nobody further. */
const MOST_SISTERS = 6
/** Of two alike ones that of the same place comes first. */
const SAME_PLACE_BONUS = 1

/** A duty that says by which day of a year something is to be done. */
export interface Candidate {
  readonly case: Case
  readonly sister: Sister
  /** Of its action; worked out when it is first asked for. */
  readonly grams: () => Grams
}

/** Only duties with a day of the year can tell what a damaged one was; of a large library these are few. */
export function candidatesIn({ cases }: ReviewData): readonly Candidate[] {
  return cases.flatMap(each => {
    const text = timeOf(each)
    if (text === null) return []
    let known: Grams | null = null
    const grams = (): Grams => (known ??= subjectGrams(each.raw.action))
    return [{ case: each, sister: { text, source: describePlace(each.entry) }, grams }]
  })
}

/** Most alike first, those of the same place before others; what one place says twice counts once. */
export function sistersOf(candidates: readonly Candidate[], own: Case): readonly Sister[] {
  const action = subjectGrams(own.raw.action)
  const scored = candidates.flatMap(({ case: each, sister, grams }) => {
    if (each.entry.document.id === own.entry.document.id) return []
    const score = scoreOf(action, grams())
    return score < ALIKE ? [] : [{ sister, score: score + (isSamePlace(own, each) ? SAME_PLACE_BONUS : 0) }]
  })
  const inOrder = scored.toSorted((a, b) => b.score - a.score).map(({ sister }) => sister)
  const bySaying = new Map(inOrder.map(sister => [`${sister.source} ${sister.text}`, sister]))
  return [...bySaying.values()].slice(0, MOST_SISTERS)
}

function scoreOf(action: Grams, other: Grams): number {
  const isLong = Math.min(action.size, other.size) >= FEWEST_GRAMS
  return Math.max(likeness(action, other), isLong ? containment(action, other) : 0)
}

function isSamePlace(a: Case, b: Case): boolean {
  const place = a.entry.document.jurisdiction
  return place !== null && place === b.entry.document.jurisdiction
}

/** The time in words that can be read alone; null where there is none, or where somebody would have to look first. */
function timeOf({ raw, entry }: Case): string | null {
  const { timing } = raw
  if (timing === null || raw.damaged || entry.state === 'rejected') return null
  const isYearly = timing.rrule?.startsWith('FREQ=YEARLY;BYMONTH') === true
  if (!isYearly && (timing.rrule !== null || timing.to === null)) return null
  return isYearly && !timing.raw.includes('年') ? `每年${timing.raw}` : timing.raw
}
