/** What every command is given, and how it ends. */
import type { System } from './system.ts'

export interface Context {
  readonly system: System
  readonly dataDir: string
  /** Machine-readable results on standard output, nothing else there. */
  readonly json: boolean
}

/** The exit codes are a contract: done, done in part, could not. */
export const EXIT = { done: 0, inPart: 1, couldNot: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
