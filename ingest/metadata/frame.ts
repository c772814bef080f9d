/** The parts of a document in which it speaks about itself. */
import type { Paragraph } from '../clean/paragraphs.ts'

/** The notice, title lines and closing: where numbers, names and days of issue stand. */
export interface Frame {
  readonly head: readonly Paragraph[]
  readonly tail: readonly Paragraph[]
  /** Record lines of the page, e.g. 发文字号:…. */
  readonly records: readonly PageRecord[]
}

/** A line of the page's own record, folded, with `文 号` closed up to 文号; `start` is its offset in the source. */
export interface PageRecord {
  readonly text: string
  readonly start: number
}
