/** What build.ts and the thread it starts say to each other. Apart from both, since importing the thread runs it. */
import { type StopFlag } from '../worker.ts'
import { type VectorMatrix } from './vector-index.ts'

/** What the thread is asked to do; `matrix.values` lies in shared memory and is only read. */
export interface BuildTask {
  readonly matrix: VectorMatrix
  /** The file to write; nothing may read it before the thread has said that it is built. */
  readonly path: string
  readonly stopFlag: StopFlag
}

export type BuildMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'built'; readonly sha256: string }
