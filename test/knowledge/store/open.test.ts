import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Database } from '../../../knowledge/store/database.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'
import { MIGRATIONS, type Migration } from '../../../knowledge/store/migrations.ts'
import { NODE } from './processes.ts'
import { now, publication, temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()
const fileIn = (folder: string): string => join(folder, 'xuefa.db')

function open(dataDir: string, readOnly = false): Promise<Store> {
  return openStore({ dataDir, now, readOnly })
}

const failure = (code: string, words: string): unknown =>
  expect.objectContaining({ code, message: expect.stringContaining(words) as unknown })

async function folderWithDocument(): Promise<string> {
  const folder = newFolder()
  const store = await open(folder)
  store.publish(
    publication(
      'a',
      Array.from({ length: 300 }, (_, n) => `第${n}项任务的内容。`),
    ),
  )
  store.close()
  return folder
}

describe('opening a data folder', () => {
  it('makes the folder, with an empty store in it', async () => {
    const folder = join(newFolder(), 'new', 'data')
    const store = await open(folder)
    expect(store.dataDir).toBe(folder)
    expect(store.revision()).toBe(0)
    expect(store.documents()).toEqual([])
    expect(store.check()).toEqual([])
  })

  it('finds again what was published before', async () => {
    const store = await open(await folderWithDocument())
    expect(store.counts()).toMatchObject({ documents: 1, articles: 300 })
    expect(store.revision()).toBe(1)
  })

  it('leaves everything in the one file when it is closed', async () => {
    const folder = await folderWithDocument()
    for (const rest of ['-wal', '-shm']) rmSync(`${fileIn(folder)}${rest}`, { force: true })
    expect((await open(folder)).counts().articles).toBe(300)
  })

  it('can be closed twice', async () => {
    const store = await open(newFolder())
    store.close()
    store.close()
  })

  it('takes an empty file for a new one, as a kill during the first start leaves it', async () => {
    const folder = newFolder()
    writeFileSync(fileIn(folder), '')
    expect((await open(folder)).revision()).toBe(0)
  })
})

describe('a data folder that cannot be written', () => {
  it('is said to be so where a file stands in its place', async () => {
    const path = join(newFolder(), 'data')
    writeFileSync(path, 'not a folder')
    await expect(open(path)).rejects.toEqual(failure('data-unwritable', path))
    expect(readFileSync(path, 'utf8')).toBe('not a folder')
  })

  it('is said to be so where its path leads through a file', async () => {
    const path = join(newFolder(), 'file')
    writeFileSync(path, 'not a folder')
    await expect(open(join(path, 'data'))).rejects.toEqual(failure('data-unwritable', '--data'))
  })

  const mayMount = spawnSync('unshare', ['-rm', 'true']).status === 0
  it.skipIf(!mayMount)(
    'is said to be so on a read-only disk, and can still be read (needs unshare)',
    async () => {
      const folder = await folderWithDocument()
      const script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
      const command = ['-rm', 'sh', '-c', script, folder, ...NODE, 'read-only-disk', folder]
      const { stdout, stderr } = spawnSync('unshare', command, { encoding: 'utf8' })
      expect(stdout.split('\n'), stderr).toEqual(['started', 'write: data-unwritable', 'read: 1', ''])
    },
  )
})

describe('a store opened for reading only', () => {
  it('is empty where there is no database, and makes none', async () => {
    const folder = join(newFolder(), 'none')
    const store = await open(folder, true)
    expect([store.documents(), store.revision(), store.readOnly]).toEqual([[], 0, true])
    expect(existsSync(folder)).toBe(false)
    expect(() => store.publish(publication('a', ['甲。']))).toThrow(failure('data-unwritable', '写入'))
  })

  it('reads what is there and refuses every write', async () => {
    const store = await open(await folderWithDocument(), true)
    const [document] = store.documents()
    if (document === undefined) throw new Error('There is a document.')
    expect(store.articlesOf(document.id)).toHaveLength(300)
    const unwritable = failure('data-unwritable', '写入') as Error
    expect(() => store.publish(publication('b', ['甲。']))).toThrow(unwritable)
    expect(() => store.remove(document.id)).toThrow(unwritable)
    expect(() => store.acquireIngestLock('mine')).toThrow(unwritable)
    const row = { textHash: 'x', vector: Float32Array.from([1]) }
    expect(() => store.saveEmbeddings('m', 1, [row])).toThrow(unwritable)
    expect(store.counts()).toMatchObject({ documents: 1, embeddings: 0 })
    store.close()
  })
})

describe('a database of another version', () => {
  const addColumn: Migration = {
    name: '900-second',
    up: kysely => kysely.schema.alterTable('document').addColumn('second', 'text').execute(),
  }
  const broken: Migration = {
    name: '901-broken',
    up: async kysely => {
      await kysely.schema.createTable('half').addColumn('a', 'text').execute()
      throw new Error('a migration that fails')
    },
  }
  const backupName = `xuefa-format-${MIGRATIONS.length}-20260302T010203Z.db`
  const openAs = (dataDir: string, migrations: readonly Migration[]): Promise<Store> =>
    openStore({ dataDir, now, migrations })

  it('is refused, untouched, where it is newer', async () => {
    const folder = await folderWithDocument()
    ;(await openAs(folder, [...MIGRATIONS, addColumn])).close()
    const before = readFileSync(fileIn(folder))
    const newer = expect.objectContaining({
      code: 'data-newer',
      data: expect.objectContaining({ found: MIGRATIONS.length + 1, known: MIGRATIONS.length }) as unknown,
    }) as unknown
    await expect(open(folder)).rejects.toEqual(newer)
    await expect(open(folder, true)).rejects.toEqual(newer)
    expect(readFileSync(fileIn(folder)).equals(before)).toBe(true)
  })

  it('is brought up to date where it is older, after a copy was put aside', async () => {
    const folder = await folderWithDocument()
    const store = await openAs(folder, [...MIGRATIONS, addColumn])
    expect(store.counts().articles).toBe(300)
    expect(readdirSync(join(folder, 'backups'))).toEqual([backupName])
    const restored = newFolder()
    const copy = readFileSync(join(folder, 'backups', backupName))
    writeFileSync(fileIn(restored), copy)
    expect((await open(restored)).counts().articles).toBe(300)
  })

  it('is not copied where nothing changes', async () => {
    const folder = await folderWithDocument()
    await open(folder)
    expect(existsSync(join(folder, 'backups'))).toBe(false)
  })

  it('stays as it was where a step fails, and opens with the version that made it', async () => {
    const folder = await folderWithDocument()
    await expect(openAs(folder, [...MIGRATIONS, addColumn, broken])).rejects.toThrow('a migration that fails')
    const database = new Database(fileIn(folder), 'read')
    expect(database.tableNames()).not.toContain('half')
    expect((await open(folder)).counts().articles).toBe(300)
  })

  it('cannot be brought up to date by a reader, which says what to do', async () => {
    const folder = await folderWithDocument()
    const reading = openStore({
      dataDir: folder,
      now,
      readOnly: true,
      migrations: [...MIGRATIONS, addColumn],
    })
    await expect(reading).rejects.toEqual(failure('data-unwritable', 'xuefa start'))
  })
})

describe('a damaged database', () => {
  const damaged = failure('data-damaged', '备份')

  it.each([false, true])(
    'is said to be so where the file is something else (read only: %s)',
    async readOnly => {
      const folder = newFolder()
      writeFileSync(fileIn(folder), 'This is no database. '.repeat(500))
      await expect(open(folder, readOnly)).rejects.toEqual(damaged)
      expect(readFileSync(fileIn(folder), 'utf8')).toMatch(/^This is no database/u)
    },
  )

  it('is said to be so where a folder stands in its place', async () => {
    const folder = newFolder()
    mkdirSync(fileIn(folder))
    await expect(open(folder)).rejects.toEqual(damaged)
  })

  it('is said to be so where it belongs to another program', async () => {
    const folder = newFolder()
    const other = new Database(fileIn(folder), 'write')
    other.rows('create table customer (name text)', [])
    other.close()
    await expect(open(folder)).rejects.toEqual(damaged)
  })

  it('is said to be so where the file was cut short', async () => {
    const folder = await folderWithDocument()
    truncateSync(fileIn(folder), 8192)
    const reading = async (): Promise<unknown> => {
      const store = await open(folder)
      return [...store.eachArticle()].length + store.check().length
    }
    await expect(reading()).rejects.toEqual(damaged)
  })

  it('is found out by the check where pages were overwritten', async () => {
    const folder = await folderWithDocument()
    const bytes = readFileSync(fileIn(folder))
    bytes.fill(0x5a, 5 * 4096, bytes.length - 4096)
    writeFileSync(fileIn(folder), bytes)
    const checking = async (): Promise<unknown> => {
      const findings = (await open(folder)).check()
      if (findings.length > 0) throw Object.assign(new Error('备份'), { code: 'data-damaged' })
      return findings
    }
    await expect(checking()).rejects.toEqual(damaged)
  })
})
