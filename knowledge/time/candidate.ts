/** One sound text that a damaged expression may have been, with what it lost. A shape only: alignment.ts and completions.ts make them. */
export interface Alignment {
  /** The repaired text. */
  readonly text: string
  /** Lost characters in order; a figure that cannot be known shows as what was put in its place. */
  readonly lost: readonly string[]
  readonly lostFigures: number
  /** The figures that survived, separated by 、. */
  readonly figures: string
  /** Characters at the front (每年 excluded) that the reader may leave outside its mention. */
  readonly prefixLength: number
  /** What the repaired text is, where the reader of times has no word on it: 〔2022〕3号, 不少于60学时. */
  readonly known: 'document-number' | 'count' | null
  /** Why, where it is not simply lost characters. */
  readonly note: string | null
}
