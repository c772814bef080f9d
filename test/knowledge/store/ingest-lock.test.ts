import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Database } from '../../../knowledge/store/database.ts'
import { openStore } from '../../../knowledge/store/index.ts'
import { type IngestLockRow } from '../../../knowledge/store/schema.ts'
import { startChild } from './processes.ts'
import { NOW, now, publication, temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()

const running = (facts: Record<string, unknown>): Error =>
  expect.objectContaining({
    code: 'ingest-running',
    data: expect.objectContaining(facts) as unknown,
  }) as Error

/** A folder whose lock is held as the row says: by default by this process, seen just now. */
async function folderHeldBy(row: Partial<IngestLockRow>): Promise<string> {
  const folder = newFolder()
  const store = await openStore({ dataDir: folder, now })
  store.acquireIngestLock('former')
  const database = new Database(join(folder, 'xuefa.db'), 'write')
  database.run(database.kysely.updateTable('ingest_lock').set(row))
  database.close()
  return folder
}

const minutesBefore = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString()

describe('the ingest lock', () => {
  it('lets one ingest in and names it to the second, until it is released', async () => {
    const dataDir = newFolder()
    const [one, other] = [await openStore({ dataDir, now }), await openStore({ dataDir, now })]
    const lock = one.acquireIngestLock('xuefa ingest 文件夹')
    const facts = { owner: 'xuefa ingest 文件夹', pid: process.pid, since: NOW.toISOString() }
    expect(() => other.acquireIngestLock('second')).toThrow(running(facts))
    expect(() => one.acquireIngestLock('the same once more')).toThrow(running(facts))
    expect(() => other.acquireIngestLock('second')).toThrow(new RegExp(`进程号 ${process.pid}`, 'u'))
    lock.release()
    lock.release()
    const second = other.acquireIngestLock('second')
    lock.release()
    expect(() => one.acquireIngestLock('third')).toThrow(running({ owner: 'second' }))
    second.release()
    one.acquireIngestLock('fourth')
  })

  it('is given back when the store is closed', async () => {
    const dataDir = newFolder()
    const one = await openStore({ dataDir, now })
    one.acquireIngestLock('first')
    one.close()
    const other = await openStore({ dataDir, now })
    expect(() => other.acquireIngestLock('second')).not.toThrow()
  })

  it('does not keep anybody from reading or publishing', async () => {
    const dataDir = newFolder()
    const [one, other] = [await openStore({ dataDir, now }), await openStore({ dataDir, now })]
    one.acquireIngestLock('first')
    other.publish(publication('a', ['甲。']))
    expect(one.counts().documents).toBe(1)
  })

  it(
    'of another process holds while that lives and is taken over when it was killed',
    { timeout: 60_000 },
    async () => {
      const folder = newFolder()
      const child = startChild('lock', folder, 'the other')
      for await (const line of child.lines) if (line === 'locked') break
      const store = await openStore({ dataDir: folder, now })
      expect(() => store.acquireIngestLock('mine')).toThrow(
        running({ owner: 'the other', pid: child.process.pid }),
      )
      child.process.kill('SIGKILL')
      await child.ended
      expect(() => store.acquireIngestLock('mine')).not.toThrow()
    },
  )

  it.each<[string, Partial<IngestLockRow>, boolean]>([
    ['a process that is gone', { pid: 4_194_305 }, false],
    ['a process of the same number that started at another time', { started: 'boot/1' }, false],
    [
      'this process, whose start nobody recorded, seen lately',
      { started: null },
      process.platform === 'linux',
    ],
    ['another machine, seen lately', { host: 'elsewhere', seen: minutesBefore(29) }, true],
    ['another machine, silent for long', { host: 'elsewhere', seen: minutesBefore(31) }, false],
    [
      'this machine under its name, silent for long but alive',
      { host: hostname(), seen: minutesBefore(600) },
      true,
    ],
  ])('held by %s', async (_, row, isHeld) => {
    const store = await openStore({ dataDir: await folderHeldBy(row), now })
    const acquire = (): unknown => store.acquireIngestLock('mine')
    if (isHeld) expect(acquire).toThrow(running({ owner: 'former' }))
    else expect(acquire).not.toThrow()
  })

  it('shows signs of life while the ingest writes', async () => {
    const dataDir = newFolder()
    let moment = NOW
    const store = await openStore({ dataDir, now: () => moment })
    store.acquireIngestLock('first')
    const database = new Database(join(dataDir, 'xuefa.db'), 'read')
    const seen = (): unknown => database.rows<{ seen: string }>('select seen from ingest_lock', [])[0]?.seen
    moment = new Date(NOW.getTime() + 60_000)
    store.publish(publication('a', ['甲。']))
    expect(seen()).toBe(moment.toISOString())
    moment = new Date(NOW.getTime() + 120_000)
    store.saveEmbeddings('m', 1, [])
    expect(seen()).toBe(moment.toISOString())
  })
})
