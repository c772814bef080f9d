import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { shippedModelFolder } from '../../../knowledge/embedding/embeddings.ts'
import { looksLikeOnnx } from '../../../knowledge/embedding/onnx-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuefa-onnx-'))
const whole = readFileSync(join(shippedModelFolder(), 'onnx', 'model_quantized.onnx'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function verdict(content: Uint8Array | string): Promise<boolean> {
  const path = join(folder, 'file.onnx')
  writeFileSync(path, content)
  return looksLikeOnnx(path)
}

describe('looksLikeOnnx', () => {
  it('accepts a model', async () => {
    expect(await verdict(whole)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><html><body>请先登录</body></html>'],
    ['JSON', '{"error":"not found"}'],
    ['a long run of tiny fields', Buffer.alloc(100_000, 8)],
    ['a model with bytes after it', Buffer.concat([whole, Buffer.from('tail')])],
  ])('refuses %s', async (_, content) => {
    expect(await verdict(content)).toBe(false)
  })

  it('refuses a model cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async length => {
        expect(await verdict(whole.subarray(0, length))).toBe(false)
      }),
      { seed: 9, numRuns: 25 },
    )
  })
})
