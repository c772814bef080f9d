/** The thread that indexes a large library. In (workerData): the data folder. Out: the index file. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { workerData } from 'node:worker_threads'
import { openStore } from '../store/index.ts'
import { isToStop, type StopFlag } from '../worker.ts'
import { buildLexical } from './build-lexical.ts'
import { writeIndexFile } from './index-file.ts'
import { lexicalFile } from './lexical-cache.ts'

const { dataDir, stopFlag } = workerData as { readonly dataDir: string; readonly stopFlag: StopFlag }
// A store opened for reading writes no moment down, so it needs no clock.
const store = await openStore({ dataDir, now: () => new Date(0), readOnly: true })
try {
  // Taken before reading: a publish in between makes the file stale, and it is then built once more.
  const revision = store.revision()
  const path = lexicalFile(dataDir)
  mkdirSync(dirname(path), { recursive: true })
  writeIndexFile(path, buildLexical(store, leaveWhenAsked), revision)
} finally {
  store.close()
}

/** In a thread, `exit` ends the thread only. */
function leaveWhenAsked(): void {
  if (!isToStop(stopFlag)) return
  store.close()
  process.exit(0)
}
