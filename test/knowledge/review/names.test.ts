import { describe, expect, it } from 'vitest'
import { BY, libraryForEach, PLAN } from './library.ts'

const library = libraryForEach()
const partiesOf = (words: string) =>
  library()
    .duty(words)
    .parties.map(({ name }) => name)
const CABINET = '“委编办”疑有脱字'

describe('a name that lost a character all over a document', () => {
  it('is one finding with every task that rests on it, the line and the place in it', async () => {
    await library().ingest({ 'plan.txt': PLAN })
    const finding = library().finding('unit-name', CABINET)
    expect(finding.message).toBe('“委编办”疑有脱字，按同一文件的写法补全为“区委编办”，涉及4项任务。')
    expect(finding.duties).toHaveLength(4)
    expect(finding.obligations).toHaveLength(4)
    expect(finding).toMatchObject({ articleLabel: '2.', line: 11, raw: '委编办' })
    expect(finding.lineText.slice(...(finding.mark ?? []))).toBe('委编办')
    expect(finding.proposals[0]?.why).toEqual([
      '《岩泉区法治政府建设实施方案(2026—2030年)》“3.”写作“区委编办”。',
    ])
  })

  it('is settled by one confirmation, which leaves other doubts about the same tasks open', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    expect(duty('完成行政执法案卷评查').review.reasons.join()).toContain('委编办→区委编办')
    const rows = review.decide(finding('unit-name', CABINET).id, { kind: 'confirm', proposal: null }, BY)
    expect(rows).toHaveLength(1)
    expect(finding('unit-name', CABINET)).toMatchObject({ state: 'settled', settledBy: { by: '张三' } })
    expect(duty('公布区级权责清单').review.reasons).toEqual([])
    expect(duty('完成行政执法案卷评查').review.reasons).toEqual(['责任单位之间的顿号可能脱落，请核对'])
    expect(finding('unit-name', '疑脱顿号').state).toBe('open')
    expect(partiesOf('公布区级权责清单')).toContain('区委编办')
  })

  it('reads as the source has it in every task once it is rejected', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    review.decide(finding('unit-name', CABINET).id, { kind: 'reject' }, BY)
    expect(partiesOf('公布区级权责清单')).toEqual(['委编办', '区司法局', '区财政局'])
    expect(partiesOf('完成行政执法案卷评查')).toContain('委编办')
    expect(partiesOf('组织行政执法人员培训')).toContain('区委编办')
  })

  it('is one unit again where the mark between two names is rejected', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    expect(partiesOf('完成行政执法案卷评查')).toContain('区民政局')
    review.decide(finding('unit-name', '疑脱顿号').id, { kind: 'confirm', proposal: 2 }, BY)
    expect(partiesOf('完成行政执法案卷评查')).toEqual(['区委编办', '区财政局(区国资办)区民政局', '区司法局'])
  })

  it('lets a single task be corrected alone, and is taken back without touching that task', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const id = finding('unit-name', CABINET).id
    review.decide(id, { kind: 'confirm', proposal: null }, BY)
    const parties = [{ name: '区审计局', role: 'lead' as const }]
    review.decide(duty('公布区级权责清单').id, { kind: 'correct', correction: { parties } }, BY)
    review.decide(id, { kind: 'reopen' }, BY)
    expect(finding('unit-name', CABINET).state).toBe('open')
    expect(partiesOf('公布区级权责清单')).toEqual(['区审计局'])
    expect(duty('公布区级权责清单').review.state).toBe('corrected')
  })

  it('is settled, too, once somebody has said of each of its tasks who bears it', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    const { obligations, id } = finding('unit-name', '“民政局”')
    for (const obligation of obligations) review.decide(obligation, { kind: 'confirm', proposal: null }, BY)
    expect(finding('unit-name', '“民政局”')).toMatchObject({ id, state: 'settled' })
  })

  it('cannot be corrected as a whole: the units of its tasks differ', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = finding('unit-name', CABINET)
    const parties = [{ name: '区委编办', role: 'lead' as const }]
    expect(() => review.decide(id, { kind: 'correct', correction: { parties } }, BY)).toThrow(/写任务编号/)
    expect(library().store.decisions()).toEqual([])
  })
})

describe('duties of nobody', () => {
  it('wait as one finding for each article, and go to who is named', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id, message } = finding('unresolved-unit')
    expect(message).toBe('原文没有写明责任单位。')
    const parties = [{ name: '区应急管理局', role: 'responsible' as const }]
    review.decide(id, { kind: 'correct', correction: { parties } }, BY)
    expect(duty('修订应急预案')).toMatchObject({ review: { state: 'corrected', reasons: [] }, parties })
    expect(finding('unresolved-unit').state).toBe('settled')
  })

  it('go on waiting after somebody corrected only the day, and may be let stand', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    review.decide(duty('修订应急预案').id, { kind: 'correct', correction: { timing: '每年10月底前' } }, BY)
    expect(finding('unresolved-unit').state).toBe('open')
    expect(duty('修订应急预案').review.reasons).toEqual(['原文没有写明责任单位'])
    review.decide(finding('unresolved-unit').id, { kind: 'confirm', proposal: null }, BY)
    expect(finding('unresolved-unit').state).toBe('settled')
    expect(duty('修订应急预案')).toMatchObject({
      timing: { raw: '每年10月底前' },
      review: { state: 'corrected', reasons: [] },
    })
  })

  it('are no finding in a statute, which binds everybody', async () => {
    await library().ingest({
      'rule.txt':
        '岩泉区合同管理办法\n\n第一条 为规范区政府合同的订立和履行，防范法律风险，制定本办法。\n\n第二条 合同档案保存期限不少于10年。\n\n第三条 每年3月底前完成合同清理。\n',
    })
    expect(library().duties()).not.toEqual([])
    expect(library().findings('unresolved-unit')).toEqual([])
  })
})
