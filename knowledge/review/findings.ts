/**
 * All that waits for a person. In: what the library holds, what was decided, and today. Out: findings in the order of
 * kinds, then of documents and lines. Pure: the same library gives the same findings with the same ids.
 */
import { type DocumentId } from '../model/document.ts'
import { changedFindings } from './changed.ts'
import { conflictFindings } from './conflicts.ts'
import { damageFindings } from './damage.ts'
import { type ReviewData } from './data.ts'
import { doubtFindings } from './doubts.ts'
import { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts'
import { lapsedFindings } from './lapsed.ts'

export interface FindingFilter {
  readonly document?: DocumentId | undefined
  readonly kind?: FindingKind | undefined
  /** Settled ones are left out unless they are asked for. */
  readonly withSettled?: boolean | undefined
}

export function findFindings(data: ReviewData): readonly Finding[] {
  const order = new Map(data.documents.map(({ id }, position) => [id, position]))
  const rank = ({ kind, document, line }: Finding): readonly number[] => [
    FINDING_KINDS.indexOf(kind),
    order.get(document.id) ?? order.size,
    line ?? 0,
  ]
  return [
    ...damageFindings(data),
    ...changedFindings(data),
    ...conflictFindings(data),
    ...lapsedFindings(data),
    ...doubtFindings(data),
  ].toSorted((a, b) => compare(rank(a), rank(b)))
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

export function filterFindings(findings: readonly Finding[], filter: FindingFilter): readonly Finding[] {
  return findings.filter(
    ({ document, kind, state, obligations }) =>
      (filter.document === undefined || isOf(filter.document, document.id, obligations)) &&
      (filter.kind === undefined || kind === filter.kind) &&
      (filter.withSettled === true || state === 'open'),
  )
}

/** A conflict belongs to both documents. */
function isOf(wanted: DocumentId, own: DocumentId, obligations: readonly string[]): boolean {
  return wanted === own || obligations.some(id => id.startsWith(`${wanted}-`))
}
