/**
 * What waits for a person, and what a decision on it would write. Shapes and ids only; the findings themselves are made
 * in one file for each kind.
 */
import { createHash } from 'node:crypto'
import { type Decision, type NewDecision } from '../model/decision.ts'
import { type DocumentId } from '../model/document.ts'

/** In the order they are listed: what bears on a due day comes first. */
export const FINDING_KINDS = [
  'damage',
  'source-changed',
  'conflict',
  'lapsed',
  'low-confidence',
  'ambiguous',
  'unresolved-unit',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** A decision that nobody has signed yet. */
export type Effect = Omit<NewDecision, 'by' | 'note'>

export interface FindingProposal {
  /** What would stand in the register. */
  readonly value: string
  /** One sentence each, in Simplified Chinese; may be empty. */
  readonly why: readonly string[]
  /** What confirming this proposal writes. */
  readonly effects: readonly Effect[]
}

/** Where somebody has to look in the source. */
export interface Place {
  /** As articles are named; empty for a whole document. */
  readonly articleLabel: string
  /** Counts from 1 in the document's text; null for a whole document. */
  readonly line: number | null
  /** The line, or as much of a long one as surrounds the span. */
  readonly lineText: string
  /** UTF-16 offsets in the document's text, half open. */
  readonly span: readonly [number, number] | null
  /** What stands there, word for word; empty for a whole document. */
  readonly raw: string
}

export interface Finding extends Place {
  /** Stable as long as the words it rests on stay. */
  readonly id: string
  readonly kind: FindingKind
  readonly state: 'open' | 'settled'
  readonly document: { readonly id: DocumentId; readonly title: string; readonly source: string }
  /** Why it is doubtful, in Simplified Chinese. */
  readonly message: string
  /** What is to be done and by whom, as the register has it now; one line for each duty. */
  readonly duties: readonly string[]
  /** Ids of the obligations it is about. */
  readonly obligations: readonly string[]
  /** Best first. */
  readonly proposals: readonly FindingProposal[]
  /** What confirming without naming a proposal writes; empty where one has to be named. */
  readonly onConfirm: readonly Effect[]
  /** Empty where there is nothing to reject. */
  readonly onReject: readonly Effect[]
  /** The decision that settled it. */
  readonly settledBy: Decision | null
}

const ID_HEX = 8
const FINDING_ID = /-f[0-9a-f]{8}$/

/** @param key What the finding rests on: ids that are hashes of words, or the words themselves. */
export function findingId(document: DocumentId, kind: FindingKind, key: readonly string[]): string {
  const hash = createHash('sha256').update([kind, ...key].join('\n'))
  return `${document}-f${hash.digest('hex').slice(0, ID_HEX)}`
}

export function isFindingId(id: string): boolean {
  return FINDING_ID.test(id)
}
