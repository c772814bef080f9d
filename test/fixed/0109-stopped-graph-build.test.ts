// Stopping the service while the vector index was being built ended the process with an abort and a core dump.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildHnsw } from '../../knowledge/vectors/build.ts'

const DIMENSIONS = 64
const ROWS = 3000
const folder = mkdtempSync(join(tmpdir(), 'xuefa-stop-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function matrix() {
  const values = new Float32Array(new SharedArrayBuffer(ROWS * DIMENSIONS * Float32Array.BYTES_PER_ELEMENT))
  for (let i = 0; i < values.length; i += 1) values[i] = Math.sin(i * 12.9898)
  return { values, dimensions: DIMENSIONS }
}

/** Asks the thread to stop once it has added so many points. */
function stopAfter(points: number, path: string): Promise<unknown> {
  const stopping = new AbortController()
  return buildHnsw({
    matrix: matrix(),
    path,
    signal: stopping.signal,
    onProgress: done => {
      if (done >= points) stopping.abort()
    },
  })
}

describe('a build of the vector index that is told to stop', () => {
  it.each([0, 500, 1500])('after %i points ends without a file and without the process', async points => {
    const path = join(folder, `${points}.hnsw`)
    await expect(stopAfter(points, path)).rejects.toThrow('stopped before it was done')
    expect(existsSync(path)).toBe(false)
  })
})
