// The recipe on a collection small enough to learn in a second, and the written model against a plain computation.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmbeddings, type TextEmbeddings } from '../../knowledge/embedding/embeddings.ts'
import type { Collection } from '../../train/data.ts'
import { embed, gramsOf } from '../../train/embedding.ts'
import { evaluate } from '../../train/evaluate.ts'
import { modelFiles, trainEmbedding, type Settings } from '../../train/train-model.ts'

const collection: Collection = {
  pairs: [
    {
      topic: '晒书',
      official: '镇图书室每年六月晾晒馆藏旧书,并登记受潮册数。',
      questions: ['馆藏旧书晾晒时间', '图书室几月晒书', '老本子啥时候搬出去见太阳', '泡了水的有没有人记账'],
    },
    {
      topic: '修桥',
      official: '石桥维护单位每季度检查桥面裂缝,发现险情当日封桥。',
      questions: ['桥面裂缝检查周期', '桥多久查一回', '过河的家伙裂了口子谁管', '要塌了还让不让人走'],
    },
    {
      topic: '养蜂',
      official: '养蜂合作社应当在花期前备案蜂箱数量和摆放地点。',
      questions: ['蜂箱数量备案', '蜂箱摆哪儿要不要报备', '开花以前要先打招呼吗', '嗡嗡叫的木盒子能随便搁吗'],
    },
    {
      topic: '赶集',
      official: '集市管理员逢五逢十开市,日落前清扫摊位并断电。',
      questions: ['集市开市日期', '哪天能赶集', '天黑以前摊子要收拾干净吗', '灯什么时候灭'],
    },
  ],
  lexicon: [{ say: ['老本子'], official: ['馆藏旧书'] }],
}

const SMALL: Settings = {
  minimumPairCount: 1,
  sharedRows: 64,
  learnedDimensions: 24,
  dimensions: 16,
  epochs: 30,
  batchSize: 8,
  learningRate: 0.02,
  temperature: 0.1,
  seed: 5,
}

const silent = (): void => undefined
const learned = trainEmbedding(collection, SMALL, silent)

function hashesOf(settings: Settings): Record<string, string> {
  const files = modelFiles(trainEmbedding(collection, settings, silent).trained)
  return Object.fromEntries(
    [...files].map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')]),
  )
}

describe('training', () => {
  it('brings questions nearer to their sentences', () => {
    const hits = (embedding: typeof learned.trained): number =>
      evaluate(embedding, collection.pairs).reduce((sum, quality) => sum + quality.hitAt1, 0)
    expect(hits(learned.trained)).toBeGreaterThan(hits(learned.untrained))
    expect(hits(learned.trained)).toBeGreaterThan(3.5)
  })

  it('writes the same bytes twice, and other bytes for another seed', () => {
    const first = hashesOf(SMALL)
    expect(hashesOf(SMALL)).toEqual(first)
    expect(hashesOf({ ...SMALL, seed: 6 })['onnx/model_quantized.onnx']).not.toBe(
      first['onnx/model_quantized.onnx'],
    )
  })

  it('reports every epoch', () => {
    const lines: string[] = []
    trainEmbedding(collection, { ...SMALL, epochs: 3 }, line => lines.push(line))
    expect(lines).toHaveLength(3)
  })
})

describe('the written model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xuefa-model-'))
  let model: TextEmbeddings

  beforeAll(async () => {
    for (const [name, content] of modelFiles(learned.trained)) {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
    }
    model = await createEmbeddings({ model: folder, cacheDir: folder })
  })

  afterAll(async () => {
    await model.dispose()
    rmSync(folder, { recursive: true })
  })

  it('computes what plain code computes, for known and unseen pairs, breaks and repetitions', async () => {
    const unit = fc.constantFrom(...'镇图书室每年六月晾晒石桥裂缝鬃鬓ABｃ9９門,。 \n😀①'.split(''))
    const texts = fc.sample(
      fc.array(unit, { maxLength: 60 }).map(units => units.join('')),
      { seed: 3, numRuns: 200 },
    )
    const vectors = await model.embedDocuments(texts)
    let compared = 0
    for (const [index, text] of texts.entries()) {
      const { vector, length } = embed(gramsOf(text, learned.trained.grams), learned.trained)
      if (length === 0) continue
      compared++
      expect(vectors[index]?.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0)).toBeGreaterThan(
        0.9999,
      )
    }
    expect(compared).toBeGreaterThan(150)
  })
})
