import { describe, expect, it } from 'vitest'
import { civilDate } from '../../../knowledge/time/index.ts'
import { BY, libraryForEach, OLD, PLAN, today } from './library.ts'

const library = libraryForEach()
const window = { from: today, to: civilDate('2027-01-31'), today, withOverdue: false }
const dueOf = (words: string) =>
  library()
    .register.due({}, window)
    .filter(({ obligation }) => obligation.action.includes(words))
const REPORT = '报告普法工作情况'

describe('a document whose years are over', () => {
  it('asks once whether its recurring duties go on, and names all of them', async () => {
    await library().ingest({ 'old.txt': OLD, 'plan.txt': PLAN })
    const finding = library().finding('lapsed')
    expect(finding).toMatchObject({ state: 'open', line: null, mark: null, lineText: '' })
    expect(finding.message).toContain('（2021—2025年）已届满，其中2项')
    expect(finding.duties).toHaveLength(2)
    expect(dueOf(REPORT)[0]?.notes).toContain('规划期已届满')
  })

  it('goes on without the remark after 沿用', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'old.txt': OLD })
    review.decide(finding('lapsed').id, { kind: 'continue' }, BY)
    expect(dueOf(REPORT).map(({ due }) => due)).toEqual(['2026-12-31'])
    expect(dueOf(REPORT)[0]?.notes).not.toContain('规划期已届满')
    expect(finding('lapsed')).toMatchObject({ state: 'settled', settledBy: { kind: 'continue' } })
  })

  it('falls due no more after 停止, and again when that is taken back', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'old.txt': OLD })
    const { id } = finding('lapsed')
    review.decide(id, { kind: 'stop' }, BY)
    expect(dueOf(REPORT)).toEqual([])
    expect(duty(REPORT).timing?.nextDue).toBeNull()
    review.decide(id, { kind: 'reopen' }, BY)
    expect(dueOf(REPORT)).toHaveLength(1)
    expect(finding('lapsed').state).toBe('open')
  })

  it('may stop a single duty; what is said of the duty stands over what is said of the document', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'old.txt': OLD })
    review.decide(duty(REPORT).id, { kind: 'stop' }, BY)
    expect(finding('lapsed').state).toBe('open')
    review.decide(finding('lapsed').document.id, { kind: 'continue' }, BY)
    expect(dueOf(REPORT)).toEqual([])
    expect(dueOf('法治讲座').length).toBeGreaterThan(0)
    expect(finding('lapsed').state).toBe('settled')
  })

  it('may be decided otherwise later, but not twice the same', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'old.txt': OLD })
    const { id } = finding('lapsed')
    review.decide(id, { kind: 'continue' }, BY)
    expect(() => review.decide(id, { kind: 'continue' }, BY)).toThrow(/已经处理过/)
    review.decide(id, { kind: 'confirm', proposal: 2 }, { by: '李四', note: null })
    expect(finding('lapsed').settledBy).toMatchObject({ kind: 'stop', by: '李四' })
  })

  it('asks whether, so it can be neither confirmed nor rejected nor corrected as a whole', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'old.txt': OLD })
    const { id, document } = finding('lapsed')
    for (const target of [id, document.id]) {
      expect(() => review.decide(target, { kind: 'confirm', proposal: null }, BY)).toThrow(
        /continue 或 review stop/,
      )
      expect(() => review.decide(target, { kind: 'reject' }, BY)).toThrow(/continue 或 review stop/)
      expect(() => review.decide(target, { kind: 'correct', correction: { action: '报告' } }, BY)).toThrow(
        /任务编号|任务或者/,
      )
    }
  })

  it('of no years has nothing to stop', async () => {
    const { ingest, review, store, duties } = library()
    await ingest({
      'rule.txt':
        '岩泉区合同管理办法\n\n第一条 为规范区政府合同的订立和履行，防范法律风险，制定本办法。\n\n第二条 区司法局每年3月底前完成合同清理。\n',
    })
    expect(() => review.decide(store.documents()[0]?.id ?? '', { kind: 'stop' }, BY)).toThrow(
      /没有写明适用年份/,
    )
    expect(() => review.decide(duties()[0]?.id ?? '', { kind: 'stop' }, BY)).toThrow(/没有写明适用年份/)
  })
})
