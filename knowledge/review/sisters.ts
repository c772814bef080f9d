/**
 * Documents that state the same duty undamaged. In: a duty with a damaged time. Out: the times that the others give, as
 * evidence for what the damaged one was. They prove nothing: the places may differ, and a person decides.
 */
import { type Sister } from '../time/index.ts'
import { describePlace } from './wording.ts'
import { type Case, type ReviewData } from './data.ts'
import { containment, likeness, subjectGrams, type Grams } from './likeness.ts'

/** Below this two actions are about different things. */
const ALIKE = 0.5
/** A shorter action (公布) is held by too many. */
const FEWEST_GRAMS = 5
/** More than this convince nobody further. */
const MOST_SISTERS = 6
/** Of two alike ones that of the same place comes first. */
const SAME_PLACE_BONUS = 1

/** Most alike first, those of the same place before others. */
export function sistersOf(data: ReviewData, own: Case): readonly Sister[] {
  const action = subjectGrams(own.raw.action)
  const scored = data.cases.flatMap(each => {
    const words = timeOf(each)
    if (words === null || each.entry.document.id === own.entry.document.id) return []
    const score = scoreOf(action, each)
    return score < ALIKE
      ? []
      : [{ each, words, score: score + (isSamePlace(own, each) ? SAME_PLACE_BONUS : 0) }]
  })
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_SISTERS)
    .map(({ each, words }) => ({ text: words, source: describePlace(each.entry) }))
}

function scoreOf(action: Grams, { raw }: Case): number {
  const other = subjectGrams(raw.action)
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
  const isYearly = timing.rrule?.startsWith('FREQ=YEARLY;BYMONTH') === true && !timing.raw.includes('年')
  return isYearly ? `每年${timing.raw}` : timing.raw
}
