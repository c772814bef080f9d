/** Builds an hnswlib file in a thread of its own. In: a matrix in shared memory. Out: the file and its hash. */
import { Worker } from 'node:worker_threads'
import { type BuildMessage, type BuildTask } from './build-task.ts'

export interface BuildOptions extends BuildTask {
  /** Called now and then with the number of points added so far. */
  readonly onProgress?: (done: number, total: number) => void
  /** Stops the thread; the promise is rejected then and the file may be incomplete. */
  readonly signal?: AbortSignal
}

/** Builds the file at `path`. Rejects where hnswlib is missing, the file cannot be written, or `signal` says stop. */
export function buildHnsw({ onProgress, signal, ...task }: BuildOptions): Promise<{ sha256: string }> {
  return new Promise((fulfil, reject) => {
    const worker = startWorker(task)
    const stop = (): void => {
      void worker.terminate()
    }
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop)
    worker.on('message', (message: BuildMessage) => {
      if (message.kind === 'progress') onProgress?.(message.done, message.total)
      else fulfil({ sha256: message.sha256 })
    })
    worker.on('error', reject)
    // After a result this changes nothing; it ends the waiting for a thread that stopped without one.
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new Error('The thread that builds the vector index stopped before it was done.'))
    })
  })
}

/** Runs from the compiled .js and, in tests and with tsx, from the .ts source. */
function startWorker(task: BuildTask): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  const entry = new URL(isSource ? './build-worker.ts' : './build-worker.js', import.meta.url)
  return new Worker(isSource ? throughTsx(entry) : entry, { workerData: task })
}

/** A thread does not take over the loader of its parent (`--import tsx` has no effect there), so it registers its own. */
function throughTsx(entry: URL): URL {
  const loader = import.meta.resolve('tsx/esm/api')
  const script = `import { register } from '${loader}'; register(); await import('${entry.href}')`
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`)
}
