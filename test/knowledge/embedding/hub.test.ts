// Downloads against a hub on the loopback interface that serves the shipped model and misbehaves on demand.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createEmbeddings,
  shippedModelFolder,
  type EmbeddingOptions,
  type TextEmbeddings,
} from '../../../knowledge/embedding/embeddings.ts'
import type { DownloadProgress } from '../../../knowledge/embedding/hub.ts'
import { AppError } from '../../../knowledge/model/errors.ts'
import { startHubServer, type Behaviour, type HubServer } from './hub-server.ts'

const MODEL = 'someone/small-model'
const WEIGHTS = 'onnx/model_quantized.onnx'

let hub: HubServer
let cacheDir: string
const opened: TextEmbeddings[] = []

beforeEach(async () => {
  hub = await startHubServer(shippedModelFolder())
  cacheDir = mkdtempSync(join(tmpdir(), 'xuefa-hub-'))
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map(model => model.dispose()))
  await hub.close()
  rmSync(cacheDir, { recursive: true })
})

async function open(options: Partial<EmbeddingOptions> = {}): Promise<TextEmbeddings> {
  const model = await createEmbeddings({ model: MODEL, cacheDir, hubEndpoint: hub.endpoint, ...options })
  opened.push(model)
  return model
}

async function failure(options: Partial<EmbeddingOptions> = {}): Promise<AppError> {
  const error: unknown = await open(options).catch((thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error('Expected an AppError', { cause: error })
  return error
}

const isCached = (): boolean => existsSync(join(cacheDir, MODEL))
const onlyWeights =
  (behaviour: Behaviour) =>
  (file: string): Behaviour | undefined =>
    file === WEIGHTS ? behaviour : undefined

describe('a model from the hub', () => {
  it('gives the vectors that its folder gives', async () => {
    const [fromHub, fromFolder] = [await open(), await open({ model: undefined })]
    expect(await fromHub.embedQuery('年度报告何时公开')).toEqual(
      await fromFolder.embedQuery('年度报告何时公开'),
    )
    expect(fromHub.modelId).toMatch(/^someone\/small-model@[0-9a-f]{12}$/)
    expect(fromHub.modelId.split('@')[1]).toBe(fromFolder.modelId.split('@')[1])
  })

  it('is fetched once: the second time asks the hub nothing, even when the hub is gone', async () => {
    await open()
    const before = hub.requests.length
    hub.behave(() => 'error')
    await open()
    expect(hub.requests).toHaveLength(before)
  })

  it('tells how far it is, up to the whole file, and logs once that it downloads', async () => {
    const steps: DownloadProgress[] = []
    const lines: string[] = []
    await open({ onProgress: step => steps.push(step), log: line => lines.push(line) })
    const weights = steps.filter(step => step.file === WEIGHTS)
    expect(weights.at(-1)?.receivedBytes).toBe(weights.at(-1)?.totalBytes)
    expect(weights.map(step => step.receivedBytes)).toEqual(
      weights.map(step => step.receivedBytes).sort((a, b) => a - b),
    )
    expect(lines).toEqual([`正在下载模型 ${MODEL} …`])
  })

  it('falls back to the full weights where there are no 8-bit ones', async () => {
    hub.behave(onlyWeights('missing'))
    expect((await failure()).code).toBe('model-missing')
    expect(hub.requests.at(-1)).toBe('HEAD onnx/model.onnx')
  })

  it('accepts an address with a slash at its end', async () => {
    await open({ hubEndpoint: `${hub.endpoint}/` })
    expect(hub.requests[0]).toBe('HEAD config.json')
  })
})

describe('a download that goes wrong', () => {
  const waits: ReadonlySet<Behaviour> = new Set(['silent', 'hang'])

  it.each<[Behaviour, string]>([
    ['missing', 'model-missing'],
    ['error', 'model-unreachable'],
    ['portal', 'model-damaged'],
    ['altered', 'model-damaged'],
    ['silent', 'model-unreachable'],
    ['hang', 'model-unreachable'],
    ['cut', 'model-unreachable'],
  ])('%s: one error, %s, nothing cached, and the next try succeeds', async (behaviour, code) => {
    hub.behave(onlyWeights(behaviour))
    if (behaviour === 'missing') hub.behave(file => (file.startsWith('onnx/') ? 'missing' : undefined))
    const error = await failure(waits.has(behaviour) ? { stallTimeoutMs: 150 } : {})
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/[\u4e00-\u9fff]/)
    expect(isCached()).toBe(false)
    hub.behave(() => undefined)
    expect((await open()).dimensions).toBe(128)
  })

  it('does not take a login page for any of the files', async () => {
    hub.behave(() => 'portal')
    expect((await failure()).code).toBe('model-damaged')
    expect(isCached()).toBe(false)
  })

  it('says so when nothing listens at the address', async () => {
    await hub.close()
    const error = await failure()
    expect(error.code).toBe('model-unreachable')
    expect(error.message).toContain(hub.endpoint)
    expect(isCached()).toBe(false)
  })

  it('goes on where it was cut', async () => {
    hub.behave(onlyWeights('cut'))
    await failure()
    hub.behave(() => undefined)
    await open()
    const resumed = hub.requests.filter(request => request.startsWith(`GET ${WEIGHTS} bytes=`))
    expect(resumed).toHaveLength(1)
    expect(resumed[0]).toMatch(/bytes=[1-9]\d{5,}-$/)
  })

  it('starts again where the file on the hub has changed since', async () => {
    hub.behave(onlyWeights('cut'))
    hub.replace(WEIGHTS, Buffer.alloc(1_000_000, 7))
    await failure()
    hub.behave(() => undefined)
    hub.replace(WEIGHTS, Buffer.alloc(2_000_000, 8))
    expect((await failure()).code).toBe('model-damaged')
    expect(hub.requests.some(request => request.includes('bytes='))).toBe(false)
  })

  it('starts again where the server sends everything instead of the rest', async () => {
    hub.behave(onlyWeights('cut'))
    await failure()
    hub.behave(onlyWeights('no-ranges'))
    expect((await open()).dimensions).toBe(128)
  })

  it('throws away weights that arrive whole but do not load', async () => {
    // A version, an empty graph and an operator set: an ONNX file by its outline, a model to nobody.
    hub.replace(WEIGHTS, Buffer.from([0x08, 0x08, 0x3a, 0x00, 0x42, 0x02, 0x10, 0x0d]))
    expect((await failure()).code).toBe('model-damaged')
    expect(isCached()).toBe(false)
  })

  it('says so when the cache cannot be written, and does not blame the network', async () => {
    const occupied = join(cacheDir, 'a-file')
    writeFileSync(occupied, '')
    const error = await failure({ cacheDir: occupied })
    expect(error.code).toBe('data-unwritable')
    expect(error.message).toContain(occupied)
  })

  it.each(['not an address', 'ftp://example.invalid'])(
    'refuses %s as the address of a hub',
    async hubEndpoint => {
      expect((await failure({ hubEndpoint })).code).toBe('usage')
    },
  )
})
