import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ingestFiles, type IngestOptions, type IngestReport } from '../../ingest/pipeline.ts'
import { structureDocument } from '../../ingest/structure/structure.ts'
import { AppError } from '../../knowledge/model/errors.ts'
import { openStore, type Store } from '../../knowledge/store/index.ts'
import { PLAN, RULE, temporaryFolders, writeFiles } from '../cli/library.ts'

const newFolder = temporaryFolders()
const now = () => new Date('2026-03-02T04:00:00.000Z')
let folder = ''
let store: Store

beforeEach(async () => {
  folder = newFolder()
  store = await openStore({ dataDir: join(folder, 'data'), now })
})
afterEach(() => store.close())

function ingest(options: Partial<IngestOptions> = {}): Promise<IngestReport> {
  return ingestFiles({ paths: [join(folder, 'in')], store, nowMs: () => 0, ...options })
}

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  writeFiles(join(folder, 'in'), files)
}

const skippedIn = ({ documents }: IngestReport) => documents.map(({ source, skipped }) => [source, skipped])
const articlesOf = (source: string) => {
  const document = store.documents().find(candidate => candidate.source === source)
  return document === undefined ? [] : store.articlesOf(document.id)
}

describe('a second run', () => {
  it('skips what has not changed, by content and not by time', async () => {
    write({ 'plan.txt': PLAN, 'rule.txt': RULE })
    expect(skippedIn(await ingest())).toEqual([
      ['plan.txt', false],
      ['rule.txt', false],
    ])
    const revision = store.revision()
    write({ 'plan.txt': PLAN })
    expect(skippedIn(await ingest())).toEqual([
      ['plan.txt', true],
      ['rule.txt', true],
    ])
    expect(store.revision()).toBe(revision)
  })

  it('replaces a changed file whole; the document and the articles that did not change keep their ids', async () => {
    write({ 'rule.txt': RULE })
    const [before] = (await ingest()).documents
    const idsBefore = new Map(articlesOf('rule.txt').map(article => [article.label, article.id]))
    write({ 'rule.txt': RULE.replace('5个工作日', '7个工作日').replace('第五条', '第六条') })
    const [after] = (await ingest()).documents
    expect(after).toMatchObject({ id: before?.id, skipped: false })
    const idsAfter = new Map(articlesOf('rule.txt').map(article => [article.label, article.id]))
    for (const label of ['第一条', '第二条', '第四条']) expect(idsAfter.get(label)).toBe(idsBefore.get(label))
    for (const label of ['第三条', '第六条'])
      expect([...idsBefore.values()]).not.toContain(idsAfter.get(label))
    expect(idsAfter.has('第五条')).toBe(false)
    expect(store.counts()).toMatchObject({ documents: 1, articles: idsAfter.size })
  })

  it('keeps the ids of articles that have moved', async () => {
    write({ 'rule.txt': RULE })
    await ingest()
    const idOfRecord = articlesOf('rule.txt').find(({ label }) => label === '第三条')?.id
    write({ 'rule.txt': RULE.replace('第一条', '第〇条 本办法适用于县政府各部门和各乡镇。\n第一条') })
    await ingest()
    expect(articlesOf('rule.txt').find(({ label }) => label === '第三条')?.id).toBe(idOfRecord)
  })

  it('goes back to the earlier ids when a change is taken back', async () => {
    write({ 'rule.txt': RULE })
    await ingest()
    const ids = articlesOf('rule.txt').map(({ id }) => id)
    write({ 'rule.txt': RULE.replace('5个工作日', '7个工作日') })
    await ingest()
    write({ 'rule.txt': RULE })
    await ingest()
    expect(articlesOf('rule.txt').map(({ id }) => id)).toEqual(ids)
  })
})

describe('the same content under another name', () => {
  it('is named as what it is, and stored once', async () => {
    write({ 'a.txt': PLAN, 'sub/b.md': PLAN })
    const { documents } = await ingest()
    expect(documents.map(({ id }) => id)).toEqual([documents[0]?.id, documents[0]?.id])
    expect(documents[1]).toMatchObject({
      source: 'sub/b.md',
      skipped: true,
      warnings: [{ code: 'duplicate', message: '与已收录的“a.txt”内容完全相同，未重复收录', line: null }],
    })
    expect(store.counts().documents).toBe(1)
  })

  it('is a duplicate on the next run, too, and a document of its own once it differs', async () => {
    write({ 'a.txt': PLAN, 'b.txt': PLAN })
    await ingest()
    expect(skippedIn(await ingest())).toEqual([
      ['a.txt', true],
      ['b.txt', true],
    ])
    write({ 'b.txt': RULE })
    expect(skippedIn(await ingest())).toEqual([
      ['a.txt', true],
      ['b.txt', false],
    ])
    expect(store.documents().map(({ source }) => source)).toEqual(['a.txt', 'b.txt'])
  })
})

describe('a bad file', () => {
  it('is named with its reason, and the others are read', async () => {
    write({ '1.txt': PLAN, '2.txt': '', '3.docx': 'PK\u0003\u0004', '4.txt': RULE })
    const { documents, failed, interrupted } = await ingest()
    expect(documents.map(({ source }) => source)).toEqual(['1.txt', '4.txt'])
    expect(failed.map(({ source, code }) => [source, code])).toEqual([
      ['2.txt', 'file-empty'],
      ['3.docx', 'format-unsupported'],
    ])
    expect(interrupted).toBe(false)
  })

  it('on which our own code fails is named, with a line to report', async () => {
    write({ '1.txt': PLAN, '2.txt': RULE })
    const structure: typeof structureDocument = input => {
      if (input.source === '1.txt') throw new TypeError('x is\nnot a function')
      return structureDocument(input)
    }
    const { documents, failed } = await ingest({ structure })
    expect(documents.map(({ source }) => source)).toEqual(['2.txt'])
    expect(failed).toEqual([
      {
        source: '1.txt',
        code: 'internal',
        message:
          '「1.txt」：处理时程序内部出错（TypeError: x is\\nnot a function），未收录。请把这一行和该文件报告给维护者。',
      },
    ])
  })

  it('whose structure does not fit its text is not stored', async () => {
    write({ '1.txt': PLAN })
    const structure: typeof structureDocument = input => {
      const structured = structureDocument(input)
      return {
        ...structured,
        furniture: [{ start: 0, end: input.text.length + 1, reason: 'beyond the end' }],
      }
    }
    expect((await ingest({ structure })).failed).toMatchObject([{ source: '1.txt', code: 'internal' }])
    expect(store.counts()).toMatchObject({ documents: 0, units: 0, articles: 0 })
  })

  it('keeps the version that was published before', async () => {
    write({ '1.txt': PLAN })
    await ingest()
    const before = { documents: store.documents(), articles: articlesOf('1.txt') }
    write({ '1.txt': '' })
    expect((await ingest()).failed).toMatchObject([{ source: '1.txt', code: 'file-empty' }])
    rmSync(join(folder, 'in', '1.txt'))
    expect((await ingest()).failed).toHaveLength(1)
    expect({ documents: store.documents(), articles: articlesOf('1.txt') }).toEqual(before)
  })

  it('with a NUL character is refused with the line, since no database gives it back unchanged', async () => {
    write({ '1.txt': PLAN.replace('坚持依法行政', '坚持\0依法行政') })
    const { failed } = await ingest()
    expect(failed).toMatchObject([{ source: '1.txt', code: 'not-text' }])
    expect(failed[0]?.message).toMatch(/^「1\.txt」：第 5 行有空字符/)
  })
})

describe('a run that is stopped', () => {
  const many = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${i}.txt`, `${PLAN}附件${i}\n`]))

  it('ends after the file at hand; running it again does the rest', async () => {
    write(many)
    const stop = new AbortController()
    const seen: string[] = []
    const first = await ingest({
      signal: stop.signal,
      onFile: source => {
        seen.push(source)
        if (seen.length === 2) stop.abort()
      },
    })
    expect(first.interrupted).toBe(true)
    expect(first.documents.map(({ source }) => source)).toEqual(['0.txt', '1.txt'])
    expect(store.counts().documents).toBe(2)
    const second = await ingest()
    expect(second.interrupted).toBe(false)
    expect(skippedIn(second)).toEqual(Object.keys(many).map((source, i) => [source, i < 2]))
    expect(store.counts().documents).toBe(6)
  })

  it('after its last file is done, not interrupted', async () => {
    write({ '1.txt': PLAN })
    const stop = new AbortController()
    const { documents, interrupted } = await ingest({ signal: stop.signal, onFile: () => stop.abort() })
    expect(documents).toHaveLength(1)
    expect(interrupted).toBe(false)
  })

  it('gives the lock back', async () => {
    write(many)
    await ingest({ signal: AbortSignal.abort() })
    expect(() => store.acquireIngestLock('another').release()).not.toThrow()
  })
})

describe('a data folder', () => {
  it('that another ingest works on is left to it', async () => {
    write({ '1.txt': PLAN })
    const other = await openStore({ dataDir: join(folder, 'data'), now })
    const lock = other.acquireIngestLock('ingest elsewhere')
    await expect(ingest()).rejects.toMatchObject({ code: 'ingest-running' })
    expect(store.counts().documents).toBe(0)
    lock.release()
    other.close()
    expect((await ingest()).documents).toHaveLength(1)
  })

  it('that fills up in the middle ends the run, with what was stored and the file at which it ended', async () => {
    write({ '1.txt': PLAN, '2.txt': RULE, '3.txt': `${PLAN}附件\n` })
    let published = 0
    const full: Store = {
      ...store,
      publish(publication) {
        if (++published === 2)
          throw new AppError('data-unwritable', '磁盘空间不足，未能写入。请腾出空间后重试。')
        return store.publish(publication)
      },
    }
    const report = await ingest({ store: full })
    expect(report).toMatchObject({
      interrupted: true,
      documents: [{ source: '1.txt' }],
      failed: [
        {
          source: '2.txt',
          code: 'data-unwritable',
          message: '「2.txt」：磁盘空间不足，未能写入。请腾出空间后重试。',
        },
      ],
    })
    expect(published).toBe(2)
    expect(skippedIn(await ingest())).toEqual([
      ['1.txt', true],
      ['2.txt', false],
      ['3.txt', false],
    ])
  })
})

describe('what is left out without loss', () => {
  it('is told, and is no failure', async () => {
    write({ '1.txt': PLAN })
    const { documents, failed, notes } = await ingest({
      paths: [join(folder, 'in'), join(folder, 'in', '1.txt'), join(folder, 'in')],
    })
    expect(documents).toHaveLength(1)
    expect(failed).toEqual([])
    expect(notes.length).toBeGreaterThan(0)
    expect(notes[0]).toMatch(/^「.+」：.+。$/)
  })
})

describe('a file that was renamed', () => {
  it('is recognised by its content', async () => {
    write({ 'old.txt': PLAN })
    const [before] = (await ingest()).documents
    renameSync(join(folder, 'in', 'old.txt'), join(folder, 'in', 'new.txt'))
    const [after] = (await ingest()).documents
    expect(after).toMatchObject({ id: before?.id, source: 'new.txt', skipped: true })
  })
})
