/**
 * The door of the review: what waits for a person, and what a person decides. In: the store and today. Out: findings, and
 * decisions added to the log. Nothing is ever changed or removed; a correction stands over the source.
 */
import { type Decision, type NewDecision } from '../model/decision.ts'
import { type RegisterSources } from '../register/index.ts'
import { type CivilDate } from '../time/index.ts'
import { cleanSignature, cleanVerdict, type Signature } from './clean.ts'
import { readReviewData, sentenceOf, type ReviewData } from './data.ts'
import { type Finding } from './finding.ts'
import { filterFindings, findFindings, type FindingFilter } from './findings.ts'
import { targetOf, type Target } from './targets.ts'
import { effectsOf, type Verdict } from './verdicts.ts'

export { type Signature } from './clean.ts'
export {
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type FindingProposal,
  type Located,
  type Place,
} from './finding.ts'
export { type Case } from './data.ts'
export { type FindingFilter } from './findings.ts'
export { type Target } from './targets.ts'
export { type Verdict } from './verdicts.ts'
export { describeCorrection, describeDecision, decisionName, ROLE_NAMES } from './wording.ts'

export interface ReviewSources extends RegisterSources {
  addDecision(decision: NewDecision): Decision
}

export interface ReviewOptions {
  readonly today: CivilDate
}

/** One target in full. */
export interface Shown {
  readonly target: Target
  /** The finding itself, or those that bear on a duty or a document, settled ones included. */
  readonly findings: readonly Finding[]
  /** The sentence of a duty, word for word; empty for a finding or a document. */
  readonly quote: string
  /** What was decided on it and on what it is about, oldest first. */
  readonly history: readonly Decision[]
}

export interface Review {
  /** In the order of kinds, documents and lines. */
  list(filter: FindingFilter): readonly Finding[]
  /** @throws {AppError} usage where nothing or more than one thing begins like this */
  show(id: string): Shown
  /**
   * Adds what the verdict means to the log; answers the rows added, oldest first.
   * @throws {AppError} usage where the verdict does not fit or its words are too long, data-unwritable
   */
  decide(id: string, verdict: Verdict, signature: Signature): readonly Decision[]
  /** Oldest first: all of the log, or what bears on an id. @throws {AppError} usage where nothing is meant by it */
  history(id?: string): readonly Decision[]
}

interface Read {
  readonly data: ReviewData
  readonly findings: readonly Finding[]
}

/** Reads the store anew for each call, so that what was decided just now is seen. */
export function createReview(sources: ReviewSources, { today }: ReviewOptions): Review {
  const read = (): Read => {
    const data = readReviewData(sources, today)
    return { data, findings: findFindings(data) }
  }
  return {
    list: filter => filterFindings(read().findings, filter),
    show(id) {
      const { data, findings } = read()
      const target = targetOf(data, findings, id)
      const quote = target.kind === 'obligation' ? sentenceOf(data, target.case.entry) : ''
      const own = findingsOn(target, findings)
      return { target, findings: own, quote, history: data.decisions.filter(bearingOn(target, own)) }
    },
    decide(id, verdict, signature) {
      const signed = cleanSignature(signature)
      const { data, findings } = read()
      const target = targetOf(data, findings, id)
      const effects = effectsOf(data, findings, { target, verdict: cleanVerdict(verdict) })
      return effects.map(effect => sources.addDecision({ ...effect, ...signed }))
    },
    history: id => (id === undefined ? sources.decisions() : historyOf(read, sources.decisions(), id)),
  }
}

/** A duty whose words changed is no longer there, but what was decided on it is. */
function historyOf(read: () => Read, decisions: readonly Decision[], id: string): readonly Decision[] {
  const logged = id === '' ? [] : decisions.filter(({ target }) => target.startsWith(id))
  const exact = logged.filter(({ target }) => target === id)
  if (exact.length > 0) return exact
  const { data, findings } = read()
  try {
    const target = targetOf(data, findings, id)
    return decisions.filter(bearingOn(target, findingsOn(target, findings)))
  } catch (error) {
    if (logged.length === 0) throw error
    return logged
  }
}

function findingsOn(target: Target, findings: readonly Finding[]): readonly Finding[] {
  if (target.kind === 'finding') return [target.finding]
  if (target.kind === 'document')
    return filterFindings(findings, { document: target.document.id, withSettled: true })
  return findings.filter(({ obligations }) => obligations.includes(target.case.entry.id))
}

/** Decisions on a whole document, and those on a name it bears, bear on each duty. */
function bearingOn(target: Target, findings: readonly Finding[]): (decision: Decision) => boolean {
  if (target.kind === 'document') return ({ documentId }) => documentId === target.document.id
  const own =
    target.kind === 'obligation'
      ? [target.case.entry.id, target.case.entry.document.id]
      : [target.finding.document.id, ...target.finding.obligations]
  const ids = new Set<string>([...own, ...findings.map(({ id }) => id)])
  return decision => ids.has(decision.target)
}
