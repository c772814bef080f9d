/** Libraries for the tests of answers: real documents read into a temporary data folder by the real ingest. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ingestFiles } from '../../../ingest/pipeline.ts'
import { openLibrary, type Library } from '../../../knowledge/library.ts'
import { packageRoot } from '../../../knowledge/package-root.ts'

export const SAMPLES = join(packageRoot(), 'samples')
export const SHARED = resolve(packageRoot(), '../shared')
export const SHARED_DOCUMENTS = join(SHARED, 'documents')
export const hasSharedDocuments = existsSync(SHARED_DOCUMENTS)

/** A day in the years that the samples speak of. */
export const DAY = new Date('2027-03-20T02:00:00.000Z')

const silent = { info: () => undefined, warn: () => undefined }

export interface TestLibrary {
  readonly library: Library
  readonly dispose: () => Promise<void>
}

/** @param now the day on which questions are asked. */
export async function libraryOf(paths: readonly string[], now: Date = DAY): Promise<TestLibrary> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xuefa-answers-'))
  const library = await openLibrary({ dataDir, now: () => now, nowMs: () => 0, log: silent })
  const report = await ingestFiles({ paths, store: library.store, nowMs: () => 0 })
  if (report.failed.length > 0) throw new Error(report.failed.map(({ message }) => message).join('\n'))
  await library.refresh()
  return {
    library,
    async dispose() {
      await library.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
