/** A unit while the outline is being made: what the stages after it need to know, and the store does not. */
import type { UnitField } from '../../knowledge/model/document.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
import type { LabelFamily } from './labels.ts'
import type { Mark } from './sequence.ts'

/** What a unit is, beyond its place in the outline. */
export type UnitKind =
  | 'notice'
  | 'opening'
  | 'labelled'
  | 'heading'
  | 'run-in'
  | 'table'
  | 'row'
  | 'closing'
  | 'paragraph'
  | 'rest'

export interface DraftUnit {
  readonly kind: UnitKind
  readonly family: LabelFamily | null
  readonly number: number
  readonly level: number
  readonly label: string
  readonly heading: string | null
  readonly damaged: boolean
  readonly expectedLabel: string | null
  readonly problem: Mark['problem']
  readonly paragraphs: readonly Paragraph[]
  readonly fields: readonly UnitField[]
  /** Something stands in the unit beside label and heading. */
  readonly hasBody: boolean
}
