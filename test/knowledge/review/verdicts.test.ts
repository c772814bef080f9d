import { describe, expect, it } from 'vitest'
import { type Correction } from '../../../knowledge/model/decision.ts'
import { AppError } from '../../../knowledge/model/errors.ts'
import { type Signature, type Verdict } from '../../../knowledge/review/index.ts'
import { BY, libraryForEach, OLD, PLAN, POINTS } from './library.ts'

const library = libraryForEach()
const ONE_SENTENCE = /^[^\n\r]*\p{Script=Han}[^\n\r]*。$/u

/** Decides, expects to be refused, and that nothing went into the log. */
function refusal(id: string, verdict: Verdict, signature: Signature = BY): string {
  const { review, store } = library()
  const before = store.decisions().length
  try {
    review.decide(id, verdict, signature)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('usage')
    expect(error.message).toMatch(ONE_SENTENCE)
    expect(store.decisions()).toHaveLength(before)
    return error.message
  }
  throw new Error('nothing was refused')
}

const confirm = (proposal: number | null = null): Verdict => ({ kind: 'confirm', proposal })
const correct = (correction: Correction): Verdict => ({ kind: 'correct', correction })

describe('a decision that cannot be made', () => {
  it('names the commands to see ids, for an id that nothing has and for a blank one', async () => {
    await library().ingest({ 'plan.txt': PLAN })
    for (const id of ['nothing', '', '%', "' or 1=1"])
      expect(refusal(id, confirm())).toContain('用 xuefa review list --all 查看编号')
  })

  it('names the candidates where the beginning of an id fits several', async () => {
    const { ingest, store } = library()
    await ingest({ 'plan.txt': PLAN })
    const message = refusal(`${store.documents()[0]?.id ?? ''}-o`, confirm())
    expect(message).toContain('不止一个')
    expect(message).toContain('请多写几位')
  })

  it('says which proposals there are', async () => {
    const { ingest, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = finding('damage', '每年31日前')
    expect(refusal(id, confirm(2))).toContain('--proposal 应为 1 至 1')
    expect(refusal(finding('unresolved-unit').id, confirm(1))).toContain('去掉 --proposal')
    expect(refusal(duty('修订应急预案').id, confirm(1))).toContain('去掉 --proposal')
  })

  it('asks who decides', async () => {
    const { ingest, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    for (const by of ['', '  ', '\n\u202e'])
      expect(refusal(finding('damage', '41前').id, confirm(), { by, note: null })).toContain('姓名不能为空')
  })

  it('says how a time and a number have to be written, and what to correct', async () => {
    const { ingest, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('修订应急预案')
    for (const timing of ['尽快', '每年3月1日前报告', '每年31日前', '13月5日前', '3月1日前、4月1日前'])
      expect(refusal(id, correct({ timing }))).toContain('不是一个完整的时间')
    for (const quota of ['很多', '4', '每年', '不少于次'])
      expect(refusal(id, correct({ quota }))).toContain('不是一个数量')
    expect(refusal(id, correct({}))).toContain('请写明更正什么')
    expect(refusal(id, correct({ action: ' ' }))).toContain('事项不能为空')
  })

  it('refuses to judge twice what was judged, and to take back what was not decided', async () => {
    const { ingest, review, duty, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('修订应急预案')
    expect(refusal(id, { kind: 'reopen' })).toContain('没有可以撤回的决定')
    review.decide(id, { kind: 'reject' }, BY)
    expect(refusal(id, { kind: 'reject' })).toContain('已经处理过（张三于2026-03-02剔除）')
    expect(refusal(id, confirm())).toContain('先用 review reopen 撤回')
    expect(refusal(finding('unresolved-unit').id, confirm())).toContain('已经处理过')
  })

  it('sends who corrects a finding about several documents or tasks to the task', async () => {
    const { ingest, finding } = library()
    await ingest({ 'plan.txt': PLAN, 'points.txt': POINTS, 'old.txt': OLD })
    const correction = correct({ timing: '每年3月1日前' })
    expect(refusal(finding('conflict', '期限').id, correction)).toContain('写任务编号')
    expect(refusal(finding('lapsed').id, correction)).toContain('写任务编号')
    expect(refusal(finding('conflict', '期限').id, { kind: 'stop' })).toContain('只用于文件、任务')
  })

  it('takes no more words than anybody reads, and says how many there may be', async () => {
    const { ingest, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('修订应急预案')
    expect(refusal(id, confirm(), { by: '张三', note: '长'.repeat(1_000_000) })).toBe(
      '说明太长：1000000字，最多1000字，请写短些。',
    )
    expect(refusal(id, confirm(), { by: '张'.repeat(51), note: null })).toContain('最多50字')
    expect(refusal(id, correct({ action: '事'.repeat(501) }))).toContain('最多500字')
    expect(refusal(id, correct({ timing: '每年'.repeat(1000) }))).toContain('最多100字')
    const parties = Array.from({ length: 101 }, (_, i) => ({ name: `第${i}局`, role: 'lead' as const }))
    expect(refusal(id, correct({ parties }))).toContain('最多100个')
  })
})

describe('a decision that is made', () => {
  it('keeps who, when, why and the sentence it was made on, with control characters taken out', async () => {
    const { ingest, review, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id, citation } = duty('修订应急预案')
    const rows = review.decide(id, confirm(), { by: ' 张三\u0007 ', note: '第一行\n\u001b[31m第二行\u202e' })
    expect(rows).toMatchObject([
      { target: id, kind: 'confirm', by: '张三', at: '2026-03-02T04:00:00.000Z', note: '第一行 [31m第二行' },
    ])
    expect(rows[0]?.quote).toBe(citation.quote)
    expect(rows[0]?.articleLabel).toBe('5.')
  })

  it('is known by the beginning of an id, with or without the document in front', async () => {
    const { ingest, review, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('修订应急预案')
    review.decide(id.slice(0, -3), confirm(), BY)
    review.decide(id.slice(id.indexOf('-') + 1), { kind: 'reopen' }, BY)
    expect(review.history(id).map(({ kind }) => kind)).toEqual(['confirm', 'reopen'])
  })

  it('is shown with the duty: what was found, what stands now, and every row that bears on it', async () => {
    const { ingest, review, duty, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('公布区级权责清单')
    review.decide(finding('unit-name', '“委编办”').id, confirm(), BY)
    const correction = { timing: '每年8月底前', addressees: ['区政府', '区政府'] }
    review.decide(id, correct(correction), BY)
    const { target, history, quote } = review.show(id)
    expect(quote).toBe('每年6月底前公布区级权责清单。')
    expect(history.map(({ kind }) => kind)).toEqual(['confirm', 'correct'])
    if (target.kind !== 'obligation') throw new Error('a duty was asked for')
    expect(target.case.raw.timing?.raw).toBe('每年6月底前')
    expect(target.case.entry.found.timing?.raw).toBe('每年8月底前')
    expect(target.case.entry.found.addressees.map(({ asWritten }) => asWritten)).toEqual(['区政府'])
  })

  it('is only ever added to: what was taken back is still in the log', async () => {
    const { ingest, review, duty, store } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('修订应急预案')
    review.decide(id, { kind: 'reject' }, BY)
    const before = store.decisions()
    review.decide(id, { kind: 'reopen' }, { by: '李四', note: '看错了' })
    expect(store.decisions().slice(0, before.length)).toEqual(before)
    expect(store.decisions()).toHaveLength(before.length + 1)
    expect(duty('修订应急预案').review.state).toBe('automatic')
  })
})

describe('the list', () => {
  it('gives the same ids and the same order each time, kinds first, then documents and lines', async () => {
    const { ingest, findings } = library()
    await ingest({ 'plan.txt': PLAN, 'points.txt': POINTS, 'old.txt': OLD })
    const once = findings()
    expect(findings()).toEqual(once)
    expect(new Set(once.map(({ id }) => id)).size).toBe(once.length)
    expect([...new Set(once.map(({ kind }) => kind))]).toEqual([
      'damage',
      'conflict',
      'lapsed',
      'unit-name',
      'unresolved-unit',
    ])
    for (const { duties, obligations } of once) expect(duties).toHaveLength(obligations.length)
  })

  it('leaves out what is settled unless it is asked for', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = finding('damage', '41前')
    review.decide(id, confirm(), BY)
    expect(review.list({}).map(each => each.id)).not.toContain(id)
    expect(review.list({ withSettled: true }).map(each => each.id)).toContain(id)
  })
})
