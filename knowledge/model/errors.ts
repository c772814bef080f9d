/** One error class for everything a user can be told, with a closed list of codes that tests and callers match on. */

export type ErrorCode =
  // reading files
  | 'file-missing'
  | 'file-unreadable'
  | 'file-empty'
  | 'file-too-large'
  | 'file-changed'
  | 'format-unsupported'
  | 'encoding-unknown'
  | 'not-text'
  | 'only-furniture'
  | 'near-empty'
  // the data folder
  | 'data-unwritable'
  | 'data-newer'
  | 'data-damaged'
  | 'ingest-running'
  // models
  | 'model-missing'
  | 'model-unreachable'
  | 'model-damaged'
  // the installation
  | 'not-installed'
  // use
  | 'usage'
  | 'document-unknown'
  | 'port-in-use'
  | 'question-empty'
  | 'question-too-long'
  // a defect of ours, met while working on one thing; the others go on
  | 'internal'

/**
 * An expected failure. `message` says what, where and what to do, in the user's language (Simplified Chinese);
 * `data` carries the facts for callers and tests; a lower-level error goes in `data.cause`.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly data: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message, 'cause' in data ? { cause: data.cause } : undefined)
    this.name = 'AppError'
    this.code = code
    this.data = data
  }
}
