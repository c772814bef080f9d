/** Builds an hnswlib file in a thread of its own. In: a matrix in shared memory. Out: the file and its hash. */
import { startThread, stopFlagOf } from '../worker.ts'
import { type BuildMessage, type BuildTask } from './build-task.ts'

export interface BuildOptions extends Omit<BuildTask, 'stopFlag'> {
  /** Called now and then with the number of points added so far. */
  readonly onProgress?: (done: number, total: number) => void
  /** Stops the thread; the promise is rejected then and the file may be incomplete. */
  readonly signal?: AbortSignal
}

/** Builds the file at `path`. Rejects where hnswlib is missing, the file cannot be written, or `signal` says stop. */
export function buildHnsw({ onProgress, signal, ...task }: BuildOptions): Promise<{ sha256: string }> {
  return new Promise((fulfil, reject) => {
    const data: BuildTask = { ...task, stopFlag: stopFlagOf(signal) }
    const worker = startThread(new URL('./build-worker', import.meta.url), data)
    worker.on('message', (message: BuildMessage) => {
      if (message.kind === 'progress') onProgress?.(message.done, message.total)
      else fulfil({ sha256: message.sha256 })
    })
    worker.on('error', reject)
    // After a result this changes nothing; it ends the waiting for a thread that stopped without one.
    worker.on('exit', () => {
      reject(new Error('The thread that builds the vector index stopped before it was done.'))
    })
  })
}
