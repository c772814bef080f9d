import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findObligations } from '../../../ingest/obligations/find.ts'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import { Database } from '../../../knowledge/store/database.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'
import { migrate, MIGRATIONS } from '../../../knowledge/store/migrations.ts'
import { temporaryFolders } from './publications.ts'

const HEAD = '青禾区2026年工作要点\n一、落实制度\n'
const REPORT = '(一)报告工作。区司法局每年3月1日前向区政府报告上一年度工作情况。\n'
const HEARINGS = '(二)旁听庭审。各街道每年组织旁听庭审不少于2次。\n'
const TRAINING = '(三)开展培训。区司法局每年组织执法人员培训不少于3期。\n'

function publish(store: Store, text: string) {
  const structured = structureDocument({ text, format: 'txt', source: '要点.txt' })
  const facts = {
    source: '要点.txt',
    origin: '/要点.txt',
    format: 'txt',
    encoding: 'utf-8',
    contentHash: text,
  }
  return store.publish({ structured, ...facts, obligations: findObligations(structured) }).documentId
}

const newFolder = temporaryFolders()

const open = () => openStore({ dataDir: newFolder(), now: () => new Date(Date.UTC(2026, 2, 2)) })

describe('obligations in the store', () => {
  it('come and go with their document, and are counted', async () => {
    const store = await open()
    const id = publish(store, HEAD + REPORT + HEARINGS)
    expect(store.obligations(id).map(({ found }) => found.timing?.raw)).toContain('每年3月1日前')
    expect(store.obligationCounts(id).all).toBe(store.obligations(id).length)
    store.remove(id)
    expect(store.obligations()).toEqual([])
    store.close()
  })

  it('keep their ids across versions in which their sentence did not change', async () => {
    const store = await open()
    const before = store.obligations(publish(store, HEAD + REPORT + HEARINGS))
    const after = store.obligations(publish(store, HEAD + REPORT + HEARINGS.replace('2次', '4次') + TRAINING))
    const idOf = (rows: typeof before, raw: string) =>
      rows.find(({ found }) => found.timing?.raw === raw || found.quota?.raw === raw)?.id
    expect(idOf(before, '每年3月1日前')).toBeDefined()
    expect(idOf(after, '每年3月1日前')).toBe(idOf(before, '每年3月1日前'))
    expect(before.map(({ id }) => id)).not.toContain(idOf(after, '不少于4次'))
    store.close()
  })

  it('keep their ids when another task with the same schedule is put above them', async () => {
    const task = (number: string, title: string, action: string) =>
      `(${number})${title}。${action}。\n责任单位:区司法局\n进度安排:到2027年取得重大进展\n`
    const store = await open()
    const ids = (text: string): ReadonlyMap<string, string> =>
      new Map(store.obligations(publish(store, text)).map(({ id, found }) => [found.action, id]))
    const before = ids(HEAD + task('一', '清理证明', '清理证明事项'))
    const after = ids(HEAD + task('一', '整合窗口', '整合办事窗口') + task('二', '清理证明', '清理证明事项'))
    expect(before.size).toBeGreaterThan(0)
    expect(after.size).toBeGreaterThan(before.size)
    for (const [action, id] of before) expect(after.get(action), action).toBe(id)
    store.close()
  })

  it('are found by the sentence they stand in', async () => {
    const store = await open()
    const text = HEAD + REPORT + HEARINGS
    const id = publish(store, text)
    const start = text.indexOf('每年3月1日前')
    const [found, ...more] = store.obligationIdsAt(id, { start, end: start + 3 })
    expect(more).toEqual([])
    expect(store.obligations(id).find(row => row.id === found)?.found.timing?.raw).toBe('每年3月1日前')
    expect(store.obligationIdsAt(id, { start: 0, end: 2 })).toEqual([])
    store.close()
  })
})

describe('the day a duty became known', () => {
  it('stays over a re-ingest that leaves its words alone; a new duty has the day of its own', async () => {
    let day = 2
    const store = await openStore({ dataDir: newFolder(), now: () => new Date(Date.UTC(2026, 2, day)) })
    publish(store, HEAD + REPORT)
    day = 9
    const rows = store.obligations(publish(store, HEAD + REPORT + TRAINING))
    const knownSince = (raw: string) =>
      rows.find(({ found }) => found.timing?.raw === raw || found.quota?.raw === raw)?.knownSince.slice(0, 10)
    expect(knownSince('每年3月1日前')).toBe('2026-03-02')
    expect(knownSince('不少于3期')).toBe('2026-03-09')
    store.close()
  })

  it('is that of its document for duties from before such days were kept', async () => {
    const dataDir = newFolder()
    const file = new Database(join(dataDir, 'xuefa.db'), 'write')
    await migrate(file, MIGRATIONS.slice(0, 3))
    const insert = (sql: string) => file.prepare(sql).run([])
    insert(`insert into document values ('d1', 'a.txt', '/a.txt', '要点', null, null, null, '要点', null, null, null, null,
      null, null, 'txt', 'utf-8', 'h', 2, 0, 1, '2026-01-05T00:00:00.000Z', '要点')`)
    insert(`insert into obligation values ('d1', 0, 'd1-o1-1', 'd1-a', 0, 2, 0, '{}')`)
    file.close()
    const store = await openStore({ dataDir, now: () => new Date(Date.UTC(2026, 2, 9)) })
    expect(store.obligations().map(({ knownSince }) => knownSince)).toEqual(['2026-01-05T00:00:00.000Z'])
    store.close()
  })
})

describe('the dates of obligations', () => {
  const datesIn = (title: string, more = '') => {
    const text = `${title}\n一、落实制度\n(一)公布目录。区司法局于4月30日前公布目录。\n(二)总结。区司法局于2027年5月底前完成总结。\n${more}`
    return findObligations(structureDocument({ text, format: 'txt', source: 'x.txt' })).map(
      row => row.timing?.to,
    )
  }

  it('take the year the document names', () => {
    expect(datesIn('青禾区2026年工作要点')).toEqual(['2026-04-30', '2027-05-31'])
  })

  it('take the only year the text speaks of', () => {
    expect(datesIn('青禾区工作要点')).toEqual(['2027-04-30', '2027-05-31'])
  })

  it('stay open where the document names no year and the sentences several', () => {
    const other = '(三)验收。区司法局于2028年6月底前完成验收。\n'
    expect(datesIn('青禾区工作要点', other)).toEqual([null, '2027-05-31', '2028-06-30'])
  })
})
