/** What people decide about the register, and what they mark as done. Shapes only; both are kept for good, in order. */
import { type DocumentId } from './document.ts'
import { type PartyRole } from './obligation.ts'

/**
 * `confirm`, `correct` and `reject` judge one obligation; `continue` (沿用) and `stop` (停止) say what becomes of it, or of
 * a whole document, once its years are over; `reopen` takes back what was decided before.
 */
export type DecisionKind = 'confirm' | 'correct' | 'reject' | 'continue' | 'stop' | 'reopen'

/** What stands over the source; a field left out stays as the source has it. */
export interface Correction {
  readonly action?: string | undefined
  /** As the source should read, e.g. 每年3月1日前; null: there is no time. */
  readonly timing?: string | null | undefined
  /** As the source should read, e.g. 每年不少于4次; null: there is no number. */
  readonly quota?: string | null | undefined
  readonly parties?: readonly { readonly name: string; readonly role: PartyRole }[] | undefined
  readonly addressees?: readonly string[] | undefined
}

export interface NewDecision {
  /** Id of an obligation; for `continue` and `stop` also of a document. */
  readonly target: string
  readonly documentId: DocumentId
  /** Where the duty stands, so that a changed one can be found again; empty for a whole document. */
  readonly articleLabel: string
  readonly kind: DecisionKind
  /** Only with `correct`. */
  readonly correction: Correction | null
  /** The sentence as it stood when it was decided; empty for a whole document. */
  readonly quote: string
  /** Who decided. */
  readonly by: string
  readonly note: string | null
}

export interface Decision extends NewDecision {
  /** Rising number of the decision in this database. */
  readonly seq: number
  /** ISO moment. */
  readonly at: string
}

/** `progress` counts towards a quota; the others judge one due day, and `open` takes back what was marked before. */
export type MarkState = 'done' | 'waived' | 'open' | 'progress'

export interface NewMark {
  readonly obligation: string
  /** Name of the unit; empty for all who bear the duty. */
  readonly unit: string
  /** ISO day: the due day, or with `progress` the day on which it was done. */
  readonly due: string
  readonly state: MarkState
  /** Only with `progress`: above 0, in the unit of the quota. */
  readonly amount: number | null
  readonly by: string
  /** What proves it: a document number, a link, a sentence. */
  readonly evidence: string | null
}

export interface StoredMark extends NewMark {
  readonly seq: number
  /** ISO moment. */
  readonly at: string
}
