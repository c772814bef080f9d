/**
 * What waits for a person, and what a decision on it would write. Shapes only; the findings themselves are made in one
 * file for each kind.
 */
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
  'unit-name',
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
  /** Where in `lineText` the words in question stand, half open; null for a whole document. */
  readonly mark: readonly [number, number] | null
  /** UTF-16 offsets in the document's text, half open. */
  readonly span: readonly [number, number] | null
  /** What stands there, word for word; empty for a whole document. */
  readonly raw: string
}

/** A place with the document it stands in. */
export interface Located extends Place {
  readonly document: { readonly id: DocumentId; readonly title: string; readonly source: string }
}

export interface Finding extends Located {
  /** Stable as long as the words it rests on stay. */
  readonly id: string
  readonly kind: FindingKind
  readonly state: 'open' | 'settled'
  /** Why it is doubtful, in Simplified Chinese. */
  readonly message: string
  /** What is to be done and by whom, as the register has it now; one line for each of `obligations`, in their order. */
  readonly duties: readonly string[]
  /** Ids of the obligations it is about. */
  readonly obligations: readonly string[]
  /** Lines of other documents that have to be seen beside this one; most findings have none. */
  readonly others: readonly Located[]
  /** Best first. */
  readonly proposals: readonly FindingProposal[]
  /** What confirming without naming a proposal writes; empty where one has to be named. */
  readonly onConfirm: readonly Effect[]
  /** Empty where there is nothing to reject. */
  readonly onReject: readonly Effect[]
  /** The decision that settled it. */
  readonly settledBy: Decision | null
}
