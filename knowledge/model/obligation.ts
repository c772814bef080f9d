/** The JSON shapes of the register. They are a contract (docs/contracts.md): other programs read them. */
import type { Citation } from './answer.ts'

export type Modality = 'must' | 'should' | 'encouraged'
export type PartyRole = 'responsible' | 'lead' | 'participant'

export interface Party {
  /** Normalised name, e.g. 区委编办. */
  readonly name: string
  readonly role: PartyRole
  readonly asWritten: string
}

export interface Timing {
  readonly type: 'deadline' | 'window' | 'recurring' | 'frequency' | 'duration' | 'relative' | 'ongoing'
  /** Exact substring of the source. */
  readonly raw: string
  /** ISO days, inclusive. */
  readonly from: string | null
  readonly to: string | null
  /** RFC 5545. */
  readonly rrule: string | null
  /** ISO 8601. */
  readonly duration: string | null
  /** The duration counts working days. */
  readonly workday: boolean
  /** The legal day as named: 3月1日前 names 03-01. */
  readonly nextDue: string | null
  /** The last working day that is surely in time, whatever arrangement a year still gets; null without a due day. */
  readonly safeDay: string | null
}

export type Period =
  | 'day'
  | 'week'
  | 'month'
  | '2-month'
  | 'quarter'
  | 'half-year'
  | 'year'
  | '2-year'
  | 'term'
  | 'person-year'
  | 'person-term'

export interface Quota {
  readonly op: '>=' | '<=' | '='
  readonly value: number
  readonly unit: string
  readonly per: Period | null
}

export type ReviewState = 'automatic' | 'needs-review' | 'confirmed' | 'corrected' | 'rejected'

/** One duty with one timing: two deadlines in a sentence are two obligations with one citation. */
export interface Obligation {
  readonly id: string
  readonly action: string
  readonly modality: Modality
  readonly parties: readonly Party[]
  readonly addressees: readonly string[]
  readonly timing: Timing | null
  readonly quota: Quota | null
  /** Where each field stands in the document's text. */
  readonly spans: {
    readonly timing: readonly [number, number] | null
    readonly quota: readonly [number, number] | null
    readonly parties: readonly (readonly [number, number])[]
  }
  /** The years the document covers are over. */
  readonly lapsed: boolean
  readonly damaged: boolean
  readonly review: {
    readonly state: ReviewState
    readonly reasons: readonly string[]
    readonly suggestion: string | null
  }
  readonly citation: Citation
}
