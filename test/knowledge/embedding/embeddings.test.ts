// The shipped model as its users meet it, and models of other kinds in folders.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Embeddings } from '@langchain/core/embeddings'
import { env } from '@xenova/transformers'
import protobuf from 'protobufjs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  createEmbeddings,
  shippedModelFolder,
  type TextEmbeddings,
} from '../../../knowledge/embedding/embeddings.ts'
import { AppError } from '../../../knowledge/model/errors.ts'
import { ELEMENT_TYPES, ONNX_SCHEMA } from '../../../train/onnx-schema.ts'

const cacheDir = join(tmpdir(), 'xuefa-unused-cache')
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

describe('the shipped model', () => {
  let model: TextEmbeddings
  const cosine = async (a: string, b: string): Promise<number> => {
    const [left, right] = await model.embedDocuments([a, b])
    return dot(left ?? [], right ?? [])
  }

  beforeAll(async () => {
    model = await createEmbeddings({ cacheDir })
  })

  afterAll(async () => {
    await model.dispose()
  })

  it('is a LangChain embedding model with an id of its build', () => {
    expect(model).toBeInstanceOf(Embeddings)
    expect(model.dimensions).toBe(128)
    expect(model.modelId).toMatch(/^xuefa-zh-static@[0-9a-f]{12}$/)
  })

  it('stays within the size we ship', () => {
    const files = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']
    const bytes = files.reduce((sum, file) => sum + readFileSync(join(shippedModelFolder(), file)).length, 0)
    expect(bytes).toBeLessThan(16 * 2 ** 20)
  })

  it.each([
    ['an ordinary question', '年度报告什么时候交?'],
    ['an empty text', ''],
    ['blanks', ' \n\t'],
    ['an emoji', '👨‍👩‍👧😀'],
    ['half a surrogate pair', '\ud83d'],
    ['unknown characters', 'ᚠᛇᚻ'],
    ['a very long text', '依法行政,执法为民。'.repeat(5000)],
  ])('gives %s a finite vector of length 1', async (_, text) => {
    const vector = await model.embedQuery(text)
    expect(vector).toHaveLength(128)
    expect(vector.every(Number.isFinite)).toBe(true)
    expect(dot(vector, vector)).toBeCloseTo(1, 6)
  })

  it('gives the same text the same vector', async () => {
    expect(await model.embedQuery('常务会前学什么')).toEqual(await model.embedQuery('常务会前学什么'))
  })

  it('gives each text of a batch the vector it has alone, in order', async () => {
    const texts = Array.from({ length: 70 }, (_, i) => '行政复议决定书送达'.repeat((i * 7) % 11) + String(i))
    const batch = await model.embedDocuments(texts)
    expect(batch).toHaveLength(texts.length)
    for (const [index, text] of texts.entries()) {
      expect(dot(batch[index] ?? [], await model.embedQuery(text))).toBeCloseTo(1, 5)
    }
  })

  it('answers an empty list with an empty list', async () => {
    expect(await model.embedDocuments([])).toEqual([])
  })

  it.each([
    ['traditional characters', '領導開會之前學習法規', '领导开会之前学习法规'],
    ['full-width forms', 'ＡＢＣ１２３號', 'abc123号'],
  ])('reads %s like the plain ones', async (_, variant, plain) => {
    expect(await cosine(variant, plain)).toBeCloseTo(1, 6)
  })

  it.each([
    // Shared words, meaning apart from wording, and two sentences of the same field.
    ['年度报告什么时候交', '法治政府建设年度报告应当于3月1日前报送', '公职律师由司法局统一管理'],
    ['老百姓告政府,头头要不要上庭', '行政机关负责人应当出庭应诉', '行政规范性文件应当统一编号'],
    ['罚钱之前让不让人说话', '作出行政处罚决定前应当听取当事人陈述申辩', '财政部门保障法治宣传经费'],
  ])('finds “%s” nearer to its answer than to another sentence', async (question, answer, other) => {
    expect(await cosine(question, answer)).toBeGreaterThan((await cosine(question, other)) + 0.1)
  })
})

describe('a model in a folder', () => {
  const folders: string[] = []
  const opened: TextEmbeddings[] = []

  /** Characters 甲 and 乙 have vectors of their own, everything else (padding too) a third; the caller has to pool. */
  function tokenModelFolder(name: string): string {
    const folder = join(mkdtempSync(join(tmpdir(), 'xuefa-folder-')), name)
    folders.push(dirname(folder))
    const vocab = { '[PAD]': 0, '[UNK]': 1, 甲: 2, 乙: 3 }
    const tokenizer = {
      ...{ version: '1.0', added_tokens: [], normalizer: null, post_processor: null, decoder: null },
      pre_tokenizer: { type: 'FixedLength', length: 1 },
      model: { type: 'WordLevel', unk_token: '[UNK]', vocab },
    }
    const config = { tokenizer_class: 'PreTrainedTokenizer', pad_token: '[PAD]', unk_token: '[UNK]' }
    // Rows of [PAD], [UNK], 甲 and 乙.
    const rows = [5, 5, 5, 1, 1, 0, 0, 1]
    const files: [string, string | Uint8Array][] = [
      ['config.json', JSON.stringify({ model_type: 'bert' })],
      ['tokenizer.json', JSON.stringify(tokenizer)],
      ['tokenizer_config.json', JSON.stringify(config)],
      ['onnx/model.onnx', gatherModel(rows)],
    ]
    for (const [file, content] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), content)
    }
    return folder
  }

  function gatherModel(values: readonly number[]): Uint8Array {
    const type = protobuf.Root.fromJSON(ONNX_SCHEMA).lookupType('ModelProto')
    const shaped = (name: string, elemType: number, dims: readonly string[]): object => ({
      name,
      type: { tensorType: { elemType, shape: { dim: dims.map(dimParam => ({ dimParam })) } } },
    })
    const graph = {
      name: 'tokens',
      node: [{ opType: 'Gather', input: ['table', 'input_ids'], output: ['last_hidden_state'] }],
      initializer: [
        {
          name: 'table',
          dims: [values.length / 2, 2],
          dataType: ELEMENT_TYPES.float32,
          rawData: new Uint8Array(Float32Array.from(values).buffer),
        },
      ],
      input: [shaped('input_ids', ELEMENT_TYPES.int64, ['b', 't'])],
      output: [shaped('last_hidden_state', ELEMENT_TYPES.float32, ['b', 't', 'd'])],
    }
    return type.encode(type.fromObject({ irVersion: 8, graph, opsetImport: [{ version: 13 }] })).finish()
  }

  async function open(folder: string, pooling?: 'cls' | 'mean'): Promise<TextEmbeddings> {
    const model = await createEmbeddings({ model: folder, cacheDir, pooling })
    opened.push(model)
    return model
  }

  async function codeOf(folder: string): Promise<string> {
    const error: unknown = await open(folder).catch((thrown: unknown) => thrown)
    return error instanceof AppError ? error.code : String(error)
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(model => model.dispose()))
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  it('takes the mean of the text’s own tokens, padding left out', async () => {
    const model = await open(tokenModelFolder('plain'))
    const [long, short] = await model.embedDocuments(['甲乙甲乙', '乙'])
    expect(long?.map(value => value.toFixed(4))).toEqual(['0.7071', '0.7071'])
    expect(short).toEqual([0, 1])
    expect(model.modelId).toMatch(/^plain@[0-9a-f]{12}\+mean$/)
  })

  it('takes the first token for bge models, unless told otherwise', async () => {
    const folder = tokenModelFolder('my-bge-small')
    expect(await (await open(folder)).embedQuery('甲乙乙')).toEqual([1, 0])
    const mean = await open(folder, 'mean')
    expect((await mean.embedQuery('甲乙乙'))[1]).toBeGreaterThan(0.8)
    expect(mean.modelId).toMatch(/\+mean$/)
  })

  it('asks the network nothing and leaves the library’s settings alone', async () => {
    const asked: string[] = []
    const { fetch, allowRemoteModels } = env
    env.fetch = input => {
      asked.push(String(input))
      return Promise.reject(new Error('offline'))
    }
    try {
      await (await open(tokenModelFolder('plain'))).embedQuery('甲')
    } finally {
      env.fetch = fetch
    }
    expect(asked).toEqual([])
    expect(env.allowRemoteModels).toBe(allowRemoteModels)
  })

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'])(
    'is refused by name where %s is not there',
    async file => {
      const folder = tokenModelFolder('plain')
      rmSync(join(folder, file))
      expect(await codeOf(folder)).toBe('model-missing')
    },
  )

  it.each(['tokenizer.json', 'onnx/model.onnx'])('is refused where %s is garbage', async file => {
    const folder = tokenModelFolder('plain')
    writeFileSync(join(folder, file), 'garbage')
    expect(await codeOf(folder)).toBe('model-damaged')
  })

  it('is another model once tokenizer or weights change', async () => {
    const folder = tokenModelFolder('plain')
    const before = (await open(folder)).modelId
    writeFileSync(join(folder, 'onnx/model.onnx'), gatherModel([1, 1, 1, 1, 1, 1, 1, 1]))
    expect((await open(folder)).modelId).not.toBe(before)
  })

  it('is missing where the name is neither a folder nor owner/name', async () => {
    expect(await codeOf('/no/such/folder')).toBe('model-missing')
    expect(await codeOf('no-owner')).toBe('model-missing')
    expect(await codeOf('../escape')).toBe('model-missing')
  })
})
