import { describe, expect, it } from 'vitest'
import { openStore, type PassageToEmbed, type Store } from '../../../knowledge/store/index.ts'
import { now, publication, temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()

async function storeWith(...articles: string[]): Promise<Store> {
  const store = await openStore({ dataDir: newFolder(), now })
  store.publish(publication('a', articles))
  return store
}

function vectorOf(text: string): Float32Array {
  return Float32Array.from([text.length, 0.1, -1e-7])
}

function embed(store: Store, passages: readonly PassageToEmbed[], modelId = 'm'): void {
  const rows = passages.map(({ textHash, text }) => ({ textHash, vector: vectorOf(text) }))
  store.saveEmbeddings(modelId, 3, rows)
}

const textsOf = (passages: readonly PassageToEmbed[]): string[] => passages.map(({ text }) => text).sort()

describe('embeddings', () => {
  it('asks for the text of every passage once, and for none when all are there', async () => {
    const store = await storeWith('甲条。', '乙条。', '甲条。')
    expect(store.countWithoutEmbedding('m')).toBe(2)
    const missing = store.passagesWithoutEmbedding('m', 100)
    expect(textsOf(missing)).toEqual(['乙条。', '甲条。'].sort())
    embed(store, missing)
    expect(store.passagesWithoutEmbedding('m', 100)).toEqual([])
    expect(store.countWithoutEmbedding('m')).toBe(0)
  })

  it('answers batches that together hold everything, from the start or going on', async () => {
    const articles = Array.from({ length: 23 }, (_, n) => `第${n % 20}项。`)
    for (const isGoingOn of [true, false]) {
      const store = await storeWith(...articles)
      const seen: string[] = []
      let batch: readonly PassageToEmbed[] = []
      do {
        batch = store.passagesWithoutEmbedding('m', 4, isGoingOn ? batch.at(-1) : undefined)
        seen.push(...textsOf(batch))
        embed(store, batch)
      } while (batch.length > 0)
      expect(new Set(seen)).toEqual(new Set(articles))
      expect(seen).toHaveLength(20)
    }
  })

  it('goes on with the next passages when those answered before were not saved', async () => {
    const store = await storeWith('甲条。', '乙条。', '丙条。')
    const first = store.passagesWithoutEmbedding('m', 2)
    const rest = store.passagesWithoutEmbedding('m', 2, first.at(-1))
    expect(textsOf([...first, ...rest])).toEqual(['甲条。', '乙条。', '丙条。'].sort())
    expect(store.passagesWithoutEmbedding('m', 2)).toEqual(first)
  })

  it('gives back the vectors, bit for bit, with the span of their passage', async () => {
    const store = await storeWith('甲条。', '乙条比较长。')
    embed(store, store.passagesWithoutEmbedding('m', 100))
    const article = new Map(
      [...store.eachArticle()].map(({ id, start, end, text }) => [id, { start, end, text }]),
    )
    const embeddings = [...store.eachEmbedding('m')]
    expect(embeddings).toHaveLength(2)
    expect(store.countEmbeddings('m')).toBe(2)
    for (const { articleId, start, end, vector } of embeddings) {
      expect({ start, end }).toEqual({
        start: article.get(articleId)?.start,
        end: article.get(articleId)?.end,
      })
      expect(vector).toEqual(vectorOf(article.get(articleId)?.text ?? ''))
    }
  })

  it('answers a vector for each of two equal passages', async () => {
    const store = await storeWith('甲条。', '甲条。')
    embed(store, store.passagesWithoutEmbedding('m', 100))
    expect([...store.eachEmbedding('m')].map(({ position, textHash }) => [position, textHash])).toHaveLength(
      2,
    )
    expect(store.counts()).toMatchObject({ passages: 2, embeddings: 1 })
  })

  it('goes through more embeddings than fit on one page, in the order of the passages', async () => {
    const store = await storeWith(...Array.from({ length: 1203 }, (_, n) => `第${n}项。`))
    embed(store, store.passagesWithoutEmbedding('m', 2000))
    const ids = [...store.eachEmbedding('m')].map(({ articleId }) => articleId)
    expect(ids).toHaveLength(1203)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('never asks again for text that did not change or that comes back', async () => {
    const store = await storeWith('甲条。', '乙条。')
    embed(store, store.passagesWithoutEmbedding('m', 100))
    store.publish(publication('a', ['甲条。', '丙条。']))
    const missing = store.passagesWithoutEmbedding('m', 100)
    expect(textsOf(missing)).toEqual(['丙条。'])
    embed(store, missing)
    const { documentId } = store.publish(publication('a', ['乙条。']))
    expect(store.passagesWithoutEmbedding('m', 100)).toEqual([])
    store.remove(documentId)
    expect([...store.eachEmbedding('m')]).toEqual([])
    store.publish(publication('b', ['丙条。']))
    expect(store.passagesWithoutEmbedding('m', 100)).toEqual([])
  })

  it('keeps models apart', async () => {
    const store = await storeWith('甲条。')
    embed(store, store.passagesWithoutEmbedding('m', 100))
    expect(store.countWithoutEmbedding('other')).toBe(1)
    expect([...store.eachEmbedding('other')]).toEqual([])
  })

  it.each([
    ['a vector that is too short', Float32Array.from([1, 2])],
    ['a vector that is too long', Float32Array.from([1, 2, 3, 4])],
    ['NaN', Float32Array.from([1, NaN, 3])],
    ['an infinite value', Float32Array.from([1, 2, -Infinity])],
  ])('refuses %s and stores nothing of the batch', async (_, vector) => {
    const store = await storeWith('甲条。', '乙条。')
    const [first, second] = store.passagesWithoutEmbedding('m', 2).map(({ textHash }) => textHash)
    const rows = [
      { textHash: first ?? '', vector: Float32Array.from([1, 2, 3]) },
      { textHash: second ?? '', vector },
    ]
    expect(() => store.saveEmbeddings('m', 3, rows)).toThrow(RangeError)
    expect(store.counts().embeddings).toBe(0)
  })

  it('refuses vectors of other dimensions than the model has stored', async () => {
    const store = await storeWith('甲条。', '乙条。')
    const [first, second] = store.passagesWithoutEmbedding('m', 2)
    if (first === undefined || second === undefined) throw new Error('Two passages.')
    embed(store, [first])
    const row = { textHash: second.textHash, vector: Float32Array.from([1, 2]) }
    expect(() => store.saveEmbeddings('m', 2, [row])).toThrow(RangeError)
  })

  it('takes a vector that is a part of a larger buffer', async () => {
    const store = await storeWith('甲条。')
    const [passage] = store.passagesWithoutEmbedding('m', 1)
    const buffer = Float32Array.from([9, 1, 2, 3, 9])
    store.saveEmbeddings('m', 3, [{ textHash: passage?.textHash ?? '', vector: buffer.subarray(1, 4) }])
    expect([...store.eachEmbedding('m')].map(({ vector }) => [...vector])).toEqual([[1, 2, 3]])
  })

  it('replaces the vector of a text that is saved again', async () => {
    const store = await storeWith('甲条。')
    const [passage] = store.passagesWithoutEmbedding('m', 1)
    const save = (...values: number[]): void =>
      store.saveEmbeddings('m', 3, [{ textHash: passage?.textHash ?? '', vector: Float32Array.from(values) }])
    save(1, 2, 3)
    save(4, 5, 6)
    expect([...store.eachEmbedding('m')].map(({ vector }) => [...vector])).toEqual([[4, 5, 6]])
  })
})
