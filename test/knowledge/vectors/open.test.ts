import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ArticleId } from '../../../knowledge/model/document.ts'
import { type PassageEmbedding } from '../../../knowledge/store/index.ts'
import { loadHnswLibrary } from '../../../knowledge/vectors/hnsw-library.ts'
import {
  openVectorIndex,
  type PassageIndex,
  type VectorIndexOptions,
} from '../../../knowledge/vectors/index.ts'
import { randomVector, seededRandom } from '../../contract/vector-index.ts'

const DIMENSIONS = 16
const PASSAGES = 400
const library = await loadHnswLibrary().catch(() => null)
const folders: string[] = []

afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })))

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xuefa-vectors-'))
  folders.push(folder)
  return folder
}

/** Two passages per article, except that every fifth article has one. */
function passages(seed: number, dimensions = DIMENSIONS): PassageEmbedding[] {
  const random = seededRandom(seed)
  return Array.from({ length: PASSAGES }, (_, n) => ({
    articleId: `article-${String(Math.floor((n * 5) / 9)).padStart(4, '0')}` as ArticleId,
    position: n % 2,
    start: n * 100,
    end: n * 100 + 80,
    textHash: `hash-${seed}-${n}`,
    vector: randomVector(random, dimensions).map(value => value * 3),
  }))
}

/** A store that holds the given passages; `publish` replaces them. */
function source(initial: PassageEmbedding[]) {
  let [rows, revision] = [initial, 1]
  return {
    revision: () => revision,
    countEmbeddings: () => rows.length,
    eachEmbedding: () => rows,
    publish(next: PassageEmbedding[]) {
      rows = next
      revision += 1
    },
  }
}

function recorder() {
  const lines: string[] = []
  const add = (message: string): void => {
    lines.push(message)
  }
  return { lines, log: { info: add, warn: add } }
}

type Overrides = Partial<VectorIndexOptions>

function open(dataDir: string, overrides: Overrides = {}): Promise<PassageIndex> {
  const { log } = recorder()
  const store = source(passages(1))
  return openVectorIndex({
    store,
    modelId: 'm',
    dimensions: DIMENSIONS,
    dataDir,
    log,
    hnswFrom: 100,
    ...overrides,
  })
}

const query = randomVector(seededRandom(99), DIMENSIONS)

describe('the index over all passages', () => {
  it('serves at once, exactly, and answers articles with the span of the passage', async () => {
    const rows = passages(1)
    const index = await open(newFolder(), { store: source(rows) })
    expect(index.kind).toBe('exact')
    expect(index.size).toBe(PASSAGES)
    const cosine = ({ vector }: PassageEmbedding): number =>
      vector.reduce((sum, value, i) => sum + (value / 3) * (query[i] ?? 0), 0)
    const [best] = rows.toSorted((a, b) => cosine(b) - cosine(a))
    if (best === undefined) throw new Error('There are passages.')
    const [hit] = index.search(query, 1)
    expect(hit).toMatchObject({ articleId: best.articleId, start: best.start, end: best.end })
    expect(hit?.similarity).toBeCloseTo(cosine(best), 5)
  })

  it('answers passages of allowed articles only, asking once per article', async () => {
    const index = await open(newFolder())
    const asked: ArticleId[] = []
    const allow = (id: ArticleId): boolean => {
      asked.push(id)
      return id.endsWith('7')
    }
    const hits = index.search(query, 10, allow)
    expect(hits).toHaveLength(10)
    expect(hits.every(hit => hit.articleId.endsWith('7'))).toBe(true)
    expect(asked).toHaveLength(new Set(asked).size)
  })

  it('takes in what was published, at refresh', async () => {
    const store = source([])
    const index = await open(newFolder(), { store })
    expect(index.search(query, 5)).toEqual([])
    store.publish(passages(1).slice(0, 50))
    await index.refresh()
    expect(index.size).toBe(50)
    expect(index.search(query, 5)).toHaveLength(5)
  })

  it('reads again when a publish came in between', async () => {
    const store = source(passages(1))
    const torn = {
      ...store,
      *eachEmbedding() {
        const rows = store.eachEmbedding()
        if (store.revision() === 1) store.publish(passages(2))
        yield* rows
      },
    }
    const index = await open(newFolder(), { store: torn })
    const fresh = await open(newFolder(), { store: source(passages(2)) })
    expect(index.search(query, 5)).toEqual(fresh.search(query, 5))
  })

  it('refuses embeddings of other dimensions than asked for', async () => {
    await expect(open(newFolder(), { store: source(passages(1, 8)) })).rejects.toThrow(RangeError)
  })

  it('goes on with exact search and says so where hnswlib cannot be loaded', async () => {
    const { lines, log } = recorder()
    const loadLibrary = (): Promise<never> => Promise.reject(new Error('Cannot find module'))
    const index = await open(newFolder(), { log, loadLibrary })
    await index.refresh()
    expect(index.kind).toBe('exact')
    expect(index.search(query, 3)).toHaveLength(3)
    expect(lines).toEqual([expect.stringMatching(/hnswlib.*精确检索.*Cannot find module/u)])
  })

  it('builds no graph for few passages', async () => {
    const folder = newFolder()
    const { lines, log } = recorder()
    const index = await open(folder, { log, hnswFrom: PASSAGES + 1 })
    await index.refresh()
    expect(index.kind).toBe('exact')
    expect(lines).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })
})

describe.skipIf(library === null)(
  'the graph of the index (skipped where hnswlib-node is not installed)',
  () => {
    const graphIn = (folder: string): string => join(folder, 'cache', 'vectors.hnsw')

    const built = newFolder()

    beforeAll(async () => {
      const index = await open(built)
      await index.refresh()
      await index.close()
    })

    /** A data folder in which the graph has been built already. */
    function builtFolder(): string {
      const folder = newFolder()
      cpSync(built, folder, { recursive: true })
      expect(existsSync(graphIn(folder))).toBe(true)
      return folder
    }

    it('answers questions while it is built, then takes over with the same answers', async () => {
      const during: unknown[] = []
      const index: PassageIndex = await open(newFolder(), {
        onProgress: () => during.push(index.kind, index.search(query, 5)),
      })
      const exact = index.search(query, 5)
      await index.refresh()
      expect(during.slice(0, 2)).toEqual(['exact', exact])
      expect(index.kind).toBe('hnsw')
      const hits = index.search(query, 5)
      expect(hits.map(hit => hit.start)).toEqual(exact.map(hit => hit.start))
      hits.forEach((hit, i) => expect(hit.similarity).toBeCloseTo(exact[i]?.similarity ?? NaN, 5))
    })

    it('is read, not built, when nothing has changed', async () => {
      const folder = builtFolder()
      const { lines, log } = recorder()
      const index = await open(folder, { log })
      await index.refresh()
      expect(index.kind).toBe('hnsw')
      expect(lines).toEqual([])
    })

    it('stays in use over a refresh that finds nothing new, and is rebuilt for new passages', async () => {
      const store = source(passages(1))
      const { lines, log } = recorder()
      const index = await open(newFolder(), { store, log })
      await index.refresh()
      await index.refresh()
      expect(lines).toHaveLength(1)
      store.publish(passages(2))
      await index.refresh()
      expect(lines.at(-1)).toMatch(/重建向量索引.*文档内容已更新/u)
      expect(index.kind).toBe('hnsw')
      const fresh = await open(newFolder(), { store: source(passages(2)) })
      expect(index.search(query, 3).map(hit => hit.start)).toEqual(
        fresh.search(query, 3).map(hit => hit.start),
      )
    })

    it('is not touched by two refreshes at once', async () => {
      const { lines, log } = recorder()
      const index = await open(newFolder(), { log })
      await Promise.all([index.refresh(), index.refresh()])
      expect(lines).toHaveLength(1)
      expect(index.kind).toBe('hnsw')
    })

    function overwrite(path: string, change: (bytes: Buffer) => void): void {
      const bytes = readFileSync(path)
      change(bytes)
      writeFileSync(path, bytes)
    }
    const middle = (bytes: Buffer): number => Math.floor(bytes.length / 2)
    const garbage = seededRandom(7)

    it.each<[string, (graph: string) => void, RegExp]>([
      ['deleted', graph => rmSync(graph), /尚无索引文件/u],
      [
        'deleted with its note',
        graph => [graph, `${graph}.json`].forEach(path => rmSync(path)),
        /尚无索引文件/u,
      ],
      ['empty', graph => truncateSync(graph, 0), /已损坏/u],
      ['truncated', graph => truncateSync(graph, statSync(graph).size - 1000), /已损坏/u],
      [
        'overwritten with garbage in the middle, its length unchanged',
        graph =>
          overwrite(graph, bytes => {
            for (let i = 0; i < 4096; i += 1) bytes[middle(bytes) + i] = Math.floor(garbage() * 256)
          }),
        /已损坏/u,
      ],
      [
        'changed in a single bit',
        graph => overwrite(graph, bytes => void (bytes[middle(bytes)] = (bytes[middle(bytes)] ?? 0) ^ 1)),
        /已损坏/u,
      ],
      ['without its note', graph => rmSync(`${graph}.json`), /说明缺失或损坏/u],
      [
        'beside a note that is no JSON',
        graph => writeFileSync(`${graph}.json`, '{"format":'),
        /说明缺失或损坏/u,
      ],
      ['beside the note of another format', graph => editNote(graph, { format: 0 }), /格式已更新/u],
      ['beside a note with another count', graph => editNote(graph, { count: 3 }), /文档内容已更新/u],
    ])('is rebuilt, and the log says why, when its file is %s', async (_, damage, reason) => {
      const folder = builtFolder()
      damage(graphIn(folder))
      const { lines, log } = recorder()
      const index = await open(folder, { log })
      await index.refresh()
      expect(lines).toEqual([expect.stringMatching(reason)])
      expect(index.kind).toBe('hnsw')
      expect(index.search(query, 5).map(hit => hit.start)).toEqual(
        (await open(folder)).search(query, 5).map(hit => hit.start),
      )
      const again = recorder()
      await (await open(folder, { log: again.log })).refresh()
      expect(again.lines).toEqual([])
    })

    function editNote(graph: string, change: Record<string, unknown>): void {
      const note = JSON.parse(readFileSync(`${graph}.json`, 'utf8')) as Record<string, unknown>
      writeFileSync(`${graph}.json`, JSON.stringify({ ...note, ...change }))
    }

    it.each<[string, Overrides, RegExp]>([
      ['another model', { modelId: 'other' }, /另一个向量模型/u],
      ['other dimensions', { dimensions: 8, store: source(passages(1, 8)) }, /维数不同/u],
      ['other passages', { store: source(passages(2)) }, /文档内容已更新/u],
    ])('is rebuilt, and the log says why, when it was built for %s', async (_, overrides, reason) => {
      const folder = builtFolder()
      const { lines, log } = recorder()
      const index = await open(folder, { ...overrides, log })
      await index.refresh()
      expect(lines).toEqual([expect.stringMatching(reason)])
      expect(index.kind).toBe('hnsw')
      expect(
        index.search(randomVector(seededRandom(99), overrides.dimensions ?? DIMENSIONS), 5),
      ).toHaveLength(5)
    })

    it('is given up, and exact search goes on, when its folder cannot be written', async () => {
      const folder = newFolder()
      writeFileSync(join(folder, 'cache'), 'a file in place of the folder')
      const { lines, log } = recorder()
      const index = await open(folder, { log })
      await index.refresh()
      expect(index.kind).toBe('exact')
      expect(index.search(query, 5)).toHaveLength(5)
      expect(lines.at(-1)).toMatch(/精确检索/u)
    })

    it('stops being built when the index is closed, and leaves no file behind', async () => {
      const folder = newFolder()
      let closed: Promise<void> | undefined
      const onProgress = (): void => {
        closed ??= index.close()
      }
      const index: PassageIndex = await open(folder, { onProgress })
      await index.refresh()
      await closed
      expect(index.kind).toBe('exact')
      expect(existsSync(graphIn(folder))).toBe(false)
      expect(readdirSync(join(folder, 'cache'))).toEqual([])
    })

    it('removes what a killed build left behind', async () => {
      const folder = builtFolder()
      // No process has this number: it is above the largest that Linux gives out.
      const abandoned = `${graphIn(folder)}.4194305.tmp`
      writeFileSync(abandoned, 'half a graph')
      rmSync(graphIn(folder))
      await (await open(folder)).refresh()
      expect(existsSync(abandoned)).toBe(false)
    })
  },
)
