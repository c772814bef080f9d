/**
 * Starts a thread from a file of ours: from the compiled .js, and in tests and with tsx from the .ts source. In: the
 * module's address without extension and its data. Out: the worker. It knows nothing of what the thread does.
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
