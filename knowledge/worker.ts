/**
 * Starts a thread from a file of ours: from the compiled .js, and in tests and with tsx from the .ts source. In: the
 * module's address without extension and its data. Out: the worker. It knows nothing of what the thread does.
 *
 * A thread is asked to stop and never terminated: one that is ended inside a native library (hnswlib, libsql) takes the
 * whole process with it (napi_fatal_error, seen with hnswlib-node 3.0 on Node 20).
 */
import { Worker } from 'node:worker_threads'

/**
 * @param entry address without extension, e.g. `new URL('./build-worker', import.meta.url)`.
 * @param data copied to the thread; shared memory stays shared.
 */
export function startThread(entry: URL, data: unknown): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  const file = new URL(`${entry.href}${isSource ? '.ts' : '.js'}`)
  return new Worker(isSource ? throughTsx(file) : file, { workerData: data })
}

/** A thread does not take over the loader of its parent (`--import tsx` has no effect there), so it registers its own. */
function throughTsx(entry: URL): URL {
  const loader = import.meta.resolve('tsx/esm/api')
  const script = `import { register } from '${loader}'; register(); await import('${entry.href}')`
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`)
}

/** One number in shared memory by which a thread learns that it is to stop. */
export type StopFlag = Int32Array

/** A flag for the data of a thread, raised when the signal aborts. */
export function stopFlagOf(signal: AbortSignal | undefined): StopFlag {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const raise = (): void => {
    Atomics.store(flag, 0, 1)
  }
  if (signal?.aborted === true) raise()
  signal?.addEventListener('abort', raise, { once: true })
  return flag
}

/** Asked by the thread between two steps of its work. */
export function isToStop(flag: StopFlag): boolean {
  return Atomics.load(flag, 0) !== 0
}
