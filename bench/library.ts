/** A library in a folder, opened for measuring. In: a folder. Out: the library; its log lines go to standard error. */
import { openLibrary, type Library } from '../knowledge/library.ts'

const log = {
  info: (message: string) => process.stderr.write(`${message}\n`),
  warn: (message: string) => process.stderr.write(`warning: ${message}\n`),
}

export function openForBench(dataDir: string): Promise<Library> {
  return openLibrary({ dataDir, now: () => new Date(), nowMs: () => performance.now(), log })
}
