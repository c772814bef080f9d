/** The JSON shapes of an answer. They are a contract: see docs/contracts.md before changing a field. */

export interface Citation {
  readonly document: {
    readonly id: string
    readonly title: string
    /** File name as ingested. */
    readonly source: string
    readonly jurisdiction: string | null
  }
  readonly article: {
    readonly label: string
    readonly heading: string | null
    readonly path: readonly string[]
    readonly start: number
    readonly end: number
  }
  /** UTF-16 offsets in the document's text; `text.slice(start, end) === quote`, always. */
  readonly start: number
  readonly end: number
  readonly quote: string
}

export type AnswerStatus = 'answered' | 'declined' | 'clarify'

export interface AnswerWarning {
  readonly code: string
  readonly message: string
}

export interface Answer {
  readonly question: string
  readonly status: AnswerStatus
  readonly text: string
  /** Empty exactly where nothing in the documents supports an answer. */
  readonly citations: readonly Citation[]
  readonly obligations: readonly string[]
  readonly warnings: readonly AnswerWarning[]
  /** The place the question was understood to be about. */
  readonly scope: string | null
  readonly elapsedMs: number
}

/** An answer as the channels get it. */
export interface Reply {
  readonly answer: Answer
  /** Nearest articles of a decline: they support nothing, so they are no citations of it. */
  readonly nearest: readonly Citation[]
}

export interface Question {
  readonly question: string
  readonly scope?: string | undefined
  /** One session is one conversation: a follow-up takes its place and topic from the turn before. */
  readonly session?: string | undefined
}
