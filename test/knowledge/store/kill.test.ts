import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../knowledge/store/index.ts'
import { seededRandom } from '../../contract/vector-index.ts'
import { articlesIn, publication } from './child-publications.ts'
import { startChild } from './processes.ts'
import { now, temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()
const DOCUMENTS = 3

interface KillMoment {
  /** The line of the child after which it is killed … */
  readonly line: number
  /** … and for how many turns of the event loop that waits: from none to about the length of a publish. */
  readonly turns: number
}

/** Kills a publishing process at some moment; answers the last revision it spoke of. */
async function publishUntilKilled(folder: string, moment: KillMoment): Promise<number> {
  const child = startChild('publish', folder, String(DOCUMENTS))
  let [lines, revision] = [0, 0]
  for await (const line of child.lines) {
    lines += 1
    if (line !== 'started') revision = Number(line)
    if (lines !== moment.line) continue
    for (let turn = 0; turn < moment.turns; turn += 1) await setImmediate()
    child.process.kill('SIGKILL')
  }
  expect(await child.ended).toBeNull()
  return revision
}

async function expectWholeDocuments(folder: string): Promise<number> {
  const store = await openStore({ dataDir: folder, now })
  expect(store.check()).toEqual([])
  const documents = store.documents()
  let [units, articles] = [0, 0]
  for (const { id, title, articleCount } of documents) {
    const version = Number(title.slice('版本'.length))
    expect(articleCount).toBe(articlesIn(version))
    expect(store.articlesOf(id).map(article => article.text)).toEqual(
      Array.from({ length: articleCount }, (_, n) => `第${n}条 版本${version}的内容。`),
    )
    expect(store.units(id).map(unit => unit.heading)).toEqual(Array<string>(articleCount).fill(title))
    units += store.units(id).length
    articles += articleCount
  }
  expect(store.counts()).toEqual({
    documents: documents.length,
    units,
    articles,
    passages: articles,
    embeddings: 0,
  })
  const revision = store.revision()
  store.close()
  return revision
}

describe('kill -9', () => {
  it(
    'while documents are published leaves whole documents only, and the next run goes on',
    { timeout: 120_000 },
    async () => {
      const folder = newFolder()
      const random = seededRandom(9)
      let before = 0
      for (let round = 0; round < 4; round += 1) {
        const said = await publishUntilKilled(folder, {
          line: 2 + Math.floor(random() * 12),
          turns: Math.floor(random() * 20_000),
        })
        const revision = await expectWholeDocuments(folder)
        // What a process was told to be published is there; one more may be, whose answer it did not live to give.
        expect(revision).toBeGreaterThanOrEqual(Math.max(said, before))
        expect(revision - Math.max(said, before)).toBeLessThanOrEqual(1)
        before = revision
      }
      const store = await openStore({ dataDir: folder, now })
      expect(store.publish(publication(0, 1)).revision).toBe(before + 1)
      store.close()
      await expectWholeDocuments(folder)
    },
  )

  it(
    'while the store is opened for the first time leaves a folder that opens',
    { timeout: 60_000 },
    async () => {
      const folder = newFolder()
      await publishUntilKilled(folder, { line: 1, turns: 0 })
      await expectWholeDocuments(folder)
    },
  )
})

describe('several processes', () => {
  it('open a new folder and publish into it at the same time', { timeout: 60_000 }, async () => {
    const folder = newFolder()
    const children = [0, 1, 2].map(name => startChild('once', folder, String(name)))
    expect(await Promise.all(children.map(child => child.ended))).toEqual([0, 0, 0])
    expect(await expectWholeDocuments(folder)).toBe(3)
  })
})
