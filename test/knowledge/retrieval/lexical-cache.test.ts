import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Log } from '../../../knowledge/model/log.ts'
import {
  type LexicalCache,
  lexicalFile,
  openLexicalCache,
} from '../../../knowledge/retrieval/lexical-cache.ts'
import type { StoredIndex } from '../../../knowledge/retrieval/index-file.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'
import { gramKeys } from '../../../knowledge/text/tokenize.ts'
import { now, publication, temporaryFolders } from '../store/publications.ts'

const newFolder = temporaryFolders()
const open: Store[] = []
afterEach(() => {
  open.splice(0).forEach(store => {
    store.close()
  })
})

interface Heard extends Log {
  readonly lines: string[]
  readonly warnings: string[]
}

function listen(): Heard {
  const lines: string[] = []
  const warnings: string[] = []
  return { lines, warnings, info: line => lines.push(line), warn: line => warnings.push(line) }
}

async function openFolder(dataDir: string, readOnly = false): Promise<Store> {
  const store = await openStore({ dataDir, now, readOnly })
  open.push(store)
  return store
}

async function smallStore(): Promise<Store> {
  const store = await openFolder(newFolder())
  store.publish(publication('计划', ['年度报告应当在三月前公布', '会前学法每年不少于四次']))
  store.publish(publication('办法', ['重大决策应当听证']))
  return store
}

/** As the cache sees a library of more articles than it indexes while a question waits. */
function openLarge(store: Store, log: Log): LexicalCache {
  return openLexicalCache({ store, log, quickToBuild: 1 })
}

function find(stored: StoredIndex, question: string): string | undefined {
  const query = new Map(gramKeys(question).map(key => [key, 1] as const))
  const hit = stored.index.search(query, { count: 1 })[0]
  return hit === undefined ? undefined : stored.ids[hit.text]
}

function isIn(stored: StoredIndex, store: Store, words: string): boolean {
  const id = articleOf(store, words)
  return id !== undefined && stored.ids.includes(id)
}

function articleOf(store: Store, words: string): string | undefined {
  return [...store.eachArticle()].find(article => article.text.includes(words))?.id
}

describe('a small library', () => {
  it('is indexed at the first question, and the file is read at the next start', async () => {
    const store = await smallStore()
    const first = listen()
    const built = openLexicalCache({ store, log: first }).current()
    expect(find(built, '报告公布')).toBe(articleOf(store, '年度报告'))
    expect(first.lines).toEqual(['lexical index: there is none; building it from the database'])
    const second = listen()
    const loaded = openLexicalCache({ store, log: second }).current()
    expect(loaded.ids).toEqual(built.ids)
    expect(loaded.index.arrays).toEqual(built.index.arrays)
    expect(second.lines).toEqual([])
  })

  it('is found whole at once after a document was added or removed, without a word in the log', async () => {
    const store = await smallStore()
    const heard = listen()
    const cache = openLexicalCache({ store, log: heard })
    cache.current()
    heard.lines.length = 0
    const { documentId } = store.publish(publication('细则', ['申请人可以要求回避']))
    expect(find(cache.current(), '要求回避')).toBe(articleOf(store, '要求回避'))
    const ids = cache.current().ids.length
    store.remove(documentId)
    expect(cache.current().ids).toHaveLength(ids - 1)
    expect(heard.lines).toEqual([])
  })

  const damages: readonly (readonly [string, (path: string) => void, string])[] = [
    ['deleted', path => rmSync(path), 'there is none'],
    ['cut short', path => truncateSync(path, 200), 'its checksum is wrong'],
    ['altered in one byte', path => flipByte(path, 300), 'its checksum is wrong'],
    ['garbage', path => writeFileSync(path, '乱'.repeat(4000)), 'its checksum is wrong'],
    ['empty', path => writeFileSync(path, ''), 'its checksum is wrong'],
  ]
  it.each(damages)('rebuilds a file that is %s, and says so in one line', async (_name, damage, reason) => {
    const store = await smallStore()
    const before = openLexicalCache({ store, log: listen() }).current()
    const path = lexicalFile(store.dataDir)
    const sound = readFileSync(path)
    damage(path)
    const heard = listen()
    const cache = openLexicalCache({ store, log: heard })
    expect(cache.current().index.arrays).toEqual(before.index.arrays)
    expect(cache.current().ids).toEqual(before.ids)
    expect(heard.lines).toEqual([`lexical index: ${reason}; building it from the database`])
    expect(readFileSync(path).equals(sound)).toBe(true)
  })

  it('rebuilds a file left by an earlier state of the documents', async () => {
    const store = await smallStore()
    openLexicalCache({ store, log: listen() }).current()
    store.publish(publication('细则', ['申请人可以要求回避']))
    const heard = listen()
    expect(find(openLexicalCache({ store, log: heard }).current(), '要求回避')).toBeDefined()
    expect(heard.lines).toEqual([
      'lexical index: the documents have changed since; building it from the database',
    ])
  })

  it('is searched without a file where the folder is only read', async () => {
    const { dataDir } = await smallStore()
    open.splice(0).forEach(store => {
      store.close()
    })
    const store = await openFolder(dataDir, true)
    const cache = openLexicalCache({ store, log: listen() })
    await cache.refresh()
    expect(find(cache.current(), '会前学法')).toBe(articleOf(store, '会前学法'))
    expect(existsSync(lexicalFile(dataDir))).toBe(false)
  })

  it('is searched, with a warning, where the file cannot be written', async () => {
    const store = await smallStore()
    writeFileSync(dirname(lexicalFile(store.dataDir)), 'a file where the folder should be')
    const heard = listen()
    const cache = openLexicalCache({ store, log: heard })
    expect(find(cache.current(), '会前学法')).toBe(articleOf(store, '会前学法'))
    expect(heard.warnings).toEqual([expect.stringContaining('cannot write')])
  })

  it('says nothing about an empty library', async () => {
    const store = await openFolder(newFolder())
    const heard = listen()
    expect(openLexicalCache({ store, log: heard }).current().ids).toEqual([])
    expect(heard.lines).toEqual([])
  })
})

describe('a large library', () => {
  it('is indexed in a thread while the index at hand serves on, once for all who ask meanwhile', async () => {
    const store = await smallStore()
    const cache = openLarge(store, listen())
    const before = cache.current()
    store.publish(publication('细则', ['申请人可以要求回避']))
    const waiting = [cache.refresh(), cache.refresh()]
    expect(cache.current()).toBe(before)
    expect(isIn(cache.current(), store, '要求回避')).toBe(false)
    await Promise.all(waiting)
    expect(find(cache.current(), '要求回避')).toBe(articleOf(store, '要求回避'))
    const heard = listen()
    openLarge(store, heard).current()
    expect(heard.lines).toEqual([])
  })

  it('is not indexed again at the next start where the file fits', async () => {
    const store = await smallStore()
    await openLarge(store, listen()).refresh()
    const written = statSync(lexicalFile(store.dataDir))
    const heard = listen()
    await openLarge(store, heard).refresh()
    expect(heard.lines).toEqual([])
    expect(statSync(lexicalFile(store.dataDir)).ino).toBe(written.ino)
  })

  it('goes on with the older index where the thread fails, warns once, and does not end the process', async () => {
    const store = await smallStore()
    const heard = listen()
    const cache = openLarge(store, heard)
    const before = cache.current()
    const indexes = dirname(lexicalFile(store.dataDir))
    rmSync(indexes, { recursive: true })
    writeFileSync(indexes, 'a file where the folder should be')
    store.publish(publication('细则', ['申请人可以要求回避']))
    expect(cache.current()).toBe(before)
    await expect(cache.refresh()).rejects.toThrow()
    expect(cache.current()).toBe(before)
    await cache.close()
    expect(heard.warnings).toEqual([expect.stringContaining('the older one serves on')])
  })

  it('tries again when it is asked to, after what was wrong is put right', async () => {
    const store = await smallStore()
    const cache = openLarge(store, listen())
    cache.current()
    const indexes = dirname(lexicalFile(store.dataDir))
    rmSync(indexes, { recursive: true })
    writeFileSync(indexes, 'a file where the folder should be')
    store.publish(publication('细则', ['申请人可以要求回避']))
    await expect(cache.refresh()).rejects.toThrow()
    rmSync(indexes)
    await cache.refresh()
    expect(find(cache.current(), '要求回避')).toBe(articleOf(store, '要求回避'))
  })

  it('can be closed while the thread is at work, and touches the store no more', async () => {
    const store = await smallStore()
    const cache = openLarge(store, listen())
    cache.current()
    store.publish(publication('细则', ['申请人可以要求回避']))
    const refreshing = cache.refresh()
    await cache.close()
    store.close()
    await expect(refreshing).resolves.toBeUndefined()
  })
})

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
