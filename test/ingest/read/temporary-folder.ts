/** A folder of its own for each test, removed afterwards. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

export interface TemporaryFolder {
  readonly path: () => string
  /** Writes a file, its folders included, and returns its absolute path. */
  readonly write: (name: string, content: string | Uint8Array) => string
}

export function useTemporaryFolder(): TemporaryFolder {
  let folder = ''
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'xuefa-read-')))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    path: () => folder,
    write: (name, content) => {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
  }
}

/** What every failure must be: one line, in Chinese, that names the file and ends in what to do. */
export const CLEAR_LINE = /^「[^\n\r]+」：[^\n\r]*\p{Script=Han}[^\n\r]*。请[^\n\r]+。$/u
