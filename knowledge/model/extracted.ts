/**
 * What ingest finds of an obligation, before due days and decisions are added: what the store keeps. Shapes only. Every
 * span is half open, in UTF-16 code units of the document's text.
 */
import { type Span } from './document.ts'
import { type Modality, type PartyRole, type Quota, type Timing } from './obligation.ts'

export interface ExtractedParty {
  /** Exact substring of the source. */
  readonly asWritten: string
  /** With a prefix that the list leaves out put back: 州党委组织部、编办 names 州党委编办. Otherwise as written. */
  readonly name: string
  readonly role: PartyRole
  readonly span: Span
}

export interface ExtractedAddressee {
  readonly asWritten: string
  readonly span: Span
}

export interface ExtractedTiming {
  readonly type: Timing['type']
  /** Exact substring of the source. */
  readonly raw: string
  readonly span: Span
  /** ISO day. */
  readonly from: string | null
  /** ISO day, inclusive. */
  readonly to: string | null
  /** RFC 5545. */
  readonly rrule: string | null
  /** ISO 8601. */
  readonly duration: string | null
  /** The duration counts working days. */
  readonly workday: boolean
  /** How the words bound the time: before, by-end … (knowledge/time). */
  readonly inclusive: string | null
  /** The event a relative time counts from, as written. */
  readonly anchor: string | null
  /** The words stand in another clause and are shared by several duties. */
  readonly isShared: boolean
  /** The source is damaged here; the values are those of the best proposal, never certain. */
  readonly isPresumed: boolean
}

export interface ExtractedQuota extends Quota {
  /** Exact substring of the source. */
  readonly raw: string
  readonly span: Span
}

export interface ExtractedObligation {
  /** Position of the article in its document. */
  readonly articleIndex: number
  /** The sentence, or the entry of a schedule: what is quoted. */
  readonly sentence: Span
  /** The part of the sentence that states this duty. */
  readonly clause: Span
  /** What is to be done, in the document's words, without who and when. */
  readonly action: string
  readonly modality: Modality
  /** Empty where the text names nobody; a reason says so. */
  readonly parties: readonly ExtractedParty[]
  readonly addressees: readonly ExtractedAddressee[]
  readonly timing: ExtractedTiming | null
  readonly quota: ExtractedQuota | null
  /** The row that stands for a whole task because it names neither a day nor a number (持续推进). */
  readonly isMainDuty: boolean
  /** The timing or the quota rests on damaged text. */
  readonly damaged: boolean
  /** Why a person should look, in Simplified Chinese; empty where nothing is doubtful. */
  readonly reasons: readonly string[]
  /** What a damaged field may have been; null where nothing is damaged or nothing can be proposed. */
  readonly suggestion: string | null
  /** 0 to 1; an order of trust, not a probability. */
  readonly confidence: number
}

/** Below this the reading of a sentence is a guess. */
const SURE_ENOUGH = 0.6

/** True where a person should look before anybody relies on it. A missing unit alone is no doubt about the duty. */
export function needsReview({ damaged, confidence }: ExtractedObligation): boolean {
  return damaged || confidence < SURE_ENOUGH
}
