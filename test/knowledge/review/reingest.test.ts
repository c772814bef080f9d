import { describe, expect, it } from 'vitest'
import { BY, libraryForEach, OLD, PLAN } from './library.ts'

const library = libraryForEach()

/** Other lines above move every duty, and the articles are numbered anew. */
const SHIFTED = PLAN.replace(
  '1.落实报告制度。',
  '1.加强学习。区司法局每年5月底前组织学习交流。\n\n责任单位:区司法局牵头,区财政局\n\n2.落实报告制度。',
)
  .replace('2.推进机构', '3.推进机构')
  .replace('3.规范行政', '4.规范行政')
const REWORDED = PLAN.replace('每年6月底前公布区级权责清单', '每年7月底前公布并动态调整区级权责清单')
const VANISHED = PLAN.replace(/5\.完善应急预案。.*\n/, '5.加强宣传。区民政局每年9月底前走访困难群众。\n')

describe('a document that is read again', () => {
  it('keeps decisions on sentences that only moved', async () => {
    const { ingest, review, finding, findings, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    review.decide(finding('damage', '每年31日前').id, { kind: 'confirm', proposal: 1 }, BY)
    review.decide(duty('公布区级权责清单').id, { kind: 'confirm', proposal: null }, BY)
    review.decide(finding('unit-name', '“委编办”').id, { kind: 'reject' }, BY)
    const before = duty('上一年度法治政府建设情况')
    await ingest({ 'plan.txt': SHIFTED })
    const after = duty('上一年度法治政府建设情况')
    expect(after.citation.start).toBeGreaterThan(before.citation.start)
    expect(after).toMatchObject({ id: before.id, timing: { raw: '每年3月1日前' } })
    expect(after.review.state).toBe('corrected')
    expect(duty('公布区级权责清单').review.state).toBe('confirmed')
    expect(duty('完成行政执法案卷评查').parties.map(({ name }) => name)).toContain('委编办')
    expect(findings('source-changed')).toEqual([])
  })

  it('asks again about a sentence that reads differently, and tells the old words and decision', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const correction = { timing: '每年8月底前' }
    review.decide(duty('公布区级权责清单').id, { kind: 'correct', correction }, BY)
    await ingest({ 'plan.txt': REWORDED })
    const changed = finding('source-changed')
    expect(changed.message).toContain('原文已变，原决定不再适用')
    expect(changed.message).toContain('张三于2026-03-02更正：时限改为“每年8月底前”')
    expect(changed.message).toContain('每年6月底前公布区级权责清单')
    expect(changed).toMatchObject({ state: 'open', articleLabel: '2.', line: 9 })
    expect(changed.lineText).toContain('每年7月底前')
    expect(duty('动态调整区级权责清单')).toMatchObject({
      timing: { raw: '每年7月底前' },
      review: { state: 'automatic' },
    })
  })

  it('lets the old decision be made again on the new words', async () => {
    const { ingest, review, finding, duty, store } = library()
    await ingest({ 'plan.txt': PLAN })
    const correction = { timing: '每年8月底前' }
    review.decide(duty('公布区级权责清单').id, { kind: 'correct', correction }, BY)
    await ingest({ 'plan.txt': REWORDED })
    review.decide(finding('source-changed').id, { kind: 'confirm', proposal: 1 }, { by: '李四', note: null })
    expect(duty('动态调整区级权责清单')).toMatchObject({
      timing: { raw: '每年8月底前' },
      review: { state: 'corrected' },
    })
    expect(finding('source-changed')).toMatchObject({ state: 'settled', settledBy: { by: '李四' } })
    expect(store.decisions()).toHaveLength(3)
  })

  it('is done with the question once somebody judges the new sentence itself', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    review.decide(duty('公布区级权责清单').id, { kind: 'confirm', proposal: null }, BY)
    await ingest({ 'plan.txt': REWORDED })
    review.decide(duty('动态调整区级权责清单').id, { kind: 'confirm', proposal: null }, BY)
    expect(finding('source-changed').state).toBe('settled')
  })

  it('tells of a duty that is gone, and the decision is still in the history', async () => {
    const { ingest, review, finding, duty, store } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('修订应急预案')
    review.decide(id, { kind: 'confirm', proposal: null }, BY)
    await ingest({ 'plan.txt': VANISHED })
    const changed = finding('source-changed')
    expect(changed).toMatchObject({ state: 'open', articleLabel: '5.', line: null, obligations: [] })
    expect(changed.message).toContain('现在的文件里已找不到对应的任务')
    expect(review.history(id).map(({ kind }) => kind)).toEqual(['confirm'])
    review.decide(changed.id, { kind: 'confirm', proposal: null }, BY)
    expect(finding('source-changed').state).toBe('settled')
    expect(store.decisions()).toHaveLength(2)
  })

  it('applies the decision again where the old words come back', async () => {
    const { ingest, review, findings, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    review.decide(duty('公布区级权责清单').id, { kind: 'reject' }, BY)
    await ingest({ 'plan.txt': REWORDED })
    expect(duty('动态调整区级权责清单').review.state).toBe('automatic')
    await ingest({ 'plan.txt': PLAN })
    expect(duty('公布区级权责清单').review.state).toBe('rejected')
    expect(findings('source-changed')).toEqual([])
  })

  it('asks again whether a single duty goes on whose words changed', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'old.txt': OLD })
    review.decide(duty('报告普法工作情况').id, { kind: 'stop' }, BY)
    await ingest({ 'old.txt': OLD.replace('12月底前', '11月底前') })
    expect(finding('source-changed').message).toContain('张三于2026-03-02停止')
    review.decide(finding('source-changed').id, { kind: 'confirm', proposal: 1 }, BY)
    expect(duty('报告普法工作情况').timing?.nextDue).toBeNull()
    expect(finding('source-changed').state).toBe('settled')
  })

  it('keeps what was said of the whole document', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'old.txt': OLD })
    review.decide(finding('lapsed').id, { kind: 'continue' }, BY)
    await ingest({ 'old.txt': OLD.replace('12月底前', '11月底前') })
    expect(finding('lapsed').state).toBe('settled')
  })
})
