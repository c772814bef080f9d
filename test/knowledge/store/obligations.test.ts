import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findObligations } from '../../../ingest/obligations/find.ts'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'

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

const open = () =>
  openStore({
    dataDir: mkdtempSync(join(tmpdir(), 'xuefa-duties-')),
    now: () => new Date(Date.UTC(2026, 2, 2)),
  })

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

describe('the dates of obligations', () => {
  const datesIn = (title: string) => {
    const text = `${title}\n一、落实制度\n(一)公布目录。区司法局于4月30日前公布目录。\n(二)总结。区司法局于2027年5月底前完成总结。\n`
    return findObligations(structureDocument({ text, format: 'txt', source: 'x.txt' })).map(
      row => row.timing?.to,
    )
  }

  it('take the year the document names', () => {
    expect(datesIn('青禾区2026年工作要点')).toEqual(['2026-04-30', '2027-05-31'])
  })

  it('stay open where the document names no year and the sentence none either', () => {
    expect(datesIn('青禾区工作要点')).toEqual([null, '2027-05-31'])
  })
})
