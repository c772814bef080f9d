/**
 * The door of the review: what waits for a person, and what a person decides. In: the store and today. Out: findings, and
 * decisions added to the log. Nothing is ever changed or removed; a correction stands over the source.
 */
import { type Decision, type NewDecision } from '../model/decision.ts'
import { AppError } from '../model/errors.ts'
import { type RegisterSources } from '../register/index.ts'
import { type CivilDate } from '../time/index.ts'
import { readReviewData } from './data.ts'
import { type ListUnresolved } from './doubts.ts'
import { type Finding } from './finding.ts'
import { filterFindings, findFindings, type FindingFilter } from './findings.ts'
import { targetOf, type Target } from './targets.ts'
import { effectsOf, type Verdict } from './verdicts.ts'

export { type ListUnresolved, type UnresolvedParty } from './doubts.ts'
export { FINDING_KINDS, type Finding, type FindingKind, type FindingProposal } from './finding.ts'
export { type FindingFilter } from './findings.ts'
export { type Target } from './targets.ts'
export { type Verdict } from './verdicts.ts'
export { describeCorrection, describeDecision, DECISION_NAMES, ROLE_NAMES } from './wording.ts'

export interface ReviewSources extends RegisterSources {
  addDecision(decision: NewDecision): Decision
}

export interface ReviewOptions {
  readonly today: CivilDate
  /** @default what the roster cannot make out, and duties that name nobody */
  readonly unresolved?: ListUnresolved | undefined
}

/** Who decides, and why if they like to say. */
export interface Signature {
  /** Not blank. */
  readonly by: string
  readonly note: string | null
}

export interface Review {
  /** In the order of kinds, documents and lines. */
  list(filter: FindingFilter): readonly Finding[]
  /** @throws {AppError} usage where nothing or more than one thing begins like this */
  find(id: string): Target
  /**
   * Adds what the verdict means to the log; answers the rows added, oldest first.
   * @throws {AppError} usage where the verdict does not fit, data-unwritable
   */
  decide(id: string, verdict: Verdict, signature: Signature): readonly Decision[]
  /** Oldest first: all of the log, or what bears on an id. @throws {AppError} usage where nothing is meant by it */
  history(id?: string): readonly Decision[]
}

/** Reads the store anew for each call, so that what was decided just now is seen. */
export function createReview(sources: ReviewSources, { today, unresolved }: ReviewOptions): Review {
  const read = () => {
    const data = readReviewData(sources, today)
    return { data, findings: findFindings(data, unresolved) }
  }
  return {
    list: filter => filterFindings(read().findings, filter),
    find: id => {
      const { data, findings } = read()
      return targetOf(data, findings, id)
    },
    decide(id, verdict, signature) {
      if (signature.by.trim() === '') throw new AppError('usage', '请写明是谁决定的。')
      const { data, findings } = read()
      const effects = effectsOf(data, findings, { target: targetOf(data, findings, id), verdict })
      return effects.map(effect => sources.addDecision({ ...effect, ...signature }))
    },
    history(id) {
      const decisions = sources.decisions()
      if (id === undefined) return decisions
      // A duty whose words changed is no longer there, but what was decided on it is.
      const logged = decisions.filter(({ target }) => target.startsWith(id))
      if (logged.some(({ target }) => target === id)) return logged.filter(({ target }) => target === id)
      const { data, findings } = read()
      try {
        const bearsOn = bearingOn(targetOf(data, findings, id))
        return decisions.filter(decision => bearsOn(decision))
      } catch (error) {
        if (logged.length === 0) throw error
        return logged
      }
    },
  }
}

/** Decisions on a whole document bear on each of its duties. */
function bearingOn(target: Target): (decision: Decision) => boolean {
  if (target.kind === 'document') return ({ documentId }) => documentId === target.document.id
  const ids =
    target.kind === 'obligation'
      ? new Set<string>([target.case.entry.id, target.case.entry.document.id])
      : new Set<string>([target.finding.id, target.finding.document.id, ...target.finding.obligations])
  return decision => ids.has(decision.target)
}
