/**
 * The thread that builds an hnswlib graph, since adding points is slow (some 700 a second) and cannot be interrupted.
 * In (workerData): a BuildTask. Out: progress messages, then one that the file is written. Started by build.ts only.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { isToStop } from '../worker.ts'
import { type BuildMessage, type BuildTask } from './build-task.ts'
import { hashFile } from './file-hash.ts'
import { loadHnswLibrary } from './hnsw-library.ts'
import { countRows } from './vector-index.ts'

/** hnswlib's own defaults: links per point, and candidates while linking. */
const LINKS = 16
const CANDIDATES = 200
/** Fixed, so that equal embeddings give equal files. */
const SEED = 100
const PROGRESS_EVERY = 500

async function build(
  { matrix, path, stopFlag }: BuildTask,
  say: (message: BuildMessage) => void,
): Promise<void> {
  const { values, dimensions } = matrix
  const total = countRows(matrix)
  const { HierarchicalNSW } = await loadHnswLibrary()
  const graph = new HierarchicalNSW('ip', dimensions)
  // A graph for no points at all cannot be made.
  const maxElements = Math.max(1, total)
  graph.initIndex({ maxElements, m: LINKS, efConstruction: CANDIDATES, randomSeed: SEED })
  for (let label = 0; label < total; label += 1) {
    if (isToStop(stopFlag)) return
    graph.addPoint(Array.from(values.subarray(label * dimensions, (label + 1) * dimensions)), label)
    if (label % PROGRESS_EVERY === 0) say({ kind: 'progress', done: label, total })
  }
  graph.writeIndexSync(path)
  say({ kind: 'progress', done: total, total })
  say({ kind: 'built', sha256: await hashFile(path) })
}

await build(workerData as BuildTask, message => parentPort?.postMessage(message))
