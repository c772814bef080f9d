import { describe, expect, it } from 'vitest'
import { BY, libraryForEach, PLAN, today } from './library.ts'

const library = libraryForEach()

/** One damaged day that three units report by, each in a duty of its own. */
const SHARED = `青石区督察工作方案(2026—2030年)

1.建立台账。每年31日前,区司法局报送督察清单,区审计局报送审计清单,区财政局报送资金清单。
`
const SISTER = `岩泉区督察工作要点

1.各部门每年3月1日前向区政府报告上一年度法治政府建设情况,每年3月1日前向区政府报告上一年度法治政府建设情况并抄送区司法局。
`

describe('a damaged day', () => {
  it('shows the line with the place marked, why it is doubtful, and what it was with the evidence', async () => {
    await library().ingest({ 'plan.txt': PLAN })
    const finding = library().finding('damage', '每年31日前')
    expect(finding).toMatchObject({ state: 'open', articleLabel: '1.', line: 5, raw: '每年31日前' })
    expect(finding.lineText.slice(...(finding.mark ?? []))).toBe('每年31日前')
    expect(finding.span).toEqual([PLAN.indexOf('每年31日前'), PLAN.indexOf('每年31日前') + 6])
    expect(finding.proposals.map(({ value }) => value)).toEqual(['每年3月1日前'])
    expect(finding.proposals[0]?.why.join()).toContain('督察工作规定')
  })

  it('falls due as proposed once the proposal is confirmed; source and found words stay to be seen', async () => {
    const { ingest, review, duty, store, finding } = library()
    await ingest({ 'plan.txt': PLAN })
    const before = duty('上一年度法治政府建设情况')
    expect(before).toMatchObject({ review: { state: 'needs-review' }, timing: { nextDue: null } })
    const text = store.documentText(store.documents()[0]?.id ?? ('' as never))
    review.decide(finding('damage', '每年31日前').id, { kind: 'confirm', proposal: 1 }, BY)
    const after = duty('上一年度法治政府建设情况')
    expect(after.review).toEqual({ state: 'corrected', reasons: [], suggestion: null })
    expect(after.timing).toMatchObject({ raw: '每年3月1日前', nextDue: '2027-03-01' })
    expect(after.damaged).toBe(true)
    expect(after.citation).toEqual(before.citation)
    expect(store.documentText(store.documents()[0]?.id ?? ('' as never))).toBe(text)
    const shown = review.show(before.id)
    expect(shown.quote).toContain('每年31日前')
    expect(shown.target).toMatchObject({
      kind: 'obligation',
      case: { raw: { timing: { raw: '每年31日前' } } },
    })
  })

  it('stands for every duty that rests on it: one confirmation dates them all', async () => {
    const { ingest, review, finding, duties } = library()
    await ingest({ 'shared.txt': SHARED })
    const { id, obligations } = finding('damage')
    expect(obligations).toHaveLength(3)
    expect(review.decide(id, { kind: 'confirm', proposal: null }, BY)).toHaveLength(3)
    const dates = duties().flatMap(({ timing }) => (timing === null ? [] : [timing.nextDue]))
    expect(dates).toEqual(['2027-03-01', '2027-03-01', '2027-03-01'])
  })

  it('waits on while one of its duties waits, and confirming leaves the judged one alone', async () => {
    const { ingest, review, finding, duties } = library()
    await ingest({ 'shared.txt': SHARED })
    const [first = ''] = finding('damage').obligations
    review.decide(first, { kind: 'correct', correction: { timing: '每年5月31日前' } }, BY)
    expect(finding('damage').state).toBe('open')
    review.decide(finding('damage').id, { kind: 'confirm', proposal: null }, BY)
    expect(finding('damage').state).toBe('settled')
    expect(duties().find(({ id }) => id === first)?.timing?.raw).toBe('每年5月31日前')
  })

  it('is not settled by a correction of the unit: the day goes on being presumed', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN })
    const parties = [{ name: '区审计局', role: 'lead' as const }]
    const { id } = duty('上一年度法治政府建设情况')
    review.decide(id, { kind: 'correct', correction: { parties } }, BY)
    const half = duty('上一年度法治政府建设情况')
    expect(half.parties).toEqual([{ name: '区审计局', role: 'lead', asWritten: '区审计局' }])
    expect(half).toMatchObject({ review: { state: 'needs-review' }, timing: { nextDue: null } })
    expect(finding('damage', '每年31日前').state).toBe('open')
    review.decide(id, { kind: 'confirm', proposal: null }, BY)
    expect(duty('上一年度法治政府建设情况')).toMatchObject({
      parties: [{ name: '区审计局' }],
      review: { state: 'corrected', reasons: [] },
      timing: { raw: '每年3月1日前', nextDue: '2027-03-01' },
    })
  })

  it('cites a sister document once, however often it says the same', async () => {
    await library().ingest({ 'plan.txt': PLAN, 'sister.txt': SISTER })
    const why = library().finding('damage', '每年31日前').proposals[0]?.why ?? []
    expect(why.filter(each => each.includes('岩泉区督察工作要点'))).toHaveLength(1)
    expect(new Set(why).size).toBe(why.length)
  })

  it('of no duty can only be seen, and keeps its mark of having been seen', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN.replace('一、主要任务', '202281\n\n一、主要任务') })
    const { id, obligations } = finding('damage', '202281')
    expect(obligations).toEqual([])
    expect(() => review.decide(id, { kind: 'correct', correction: { timing: '2022年8月1日' } }, BY)).toThrow(
      /不属于任何任务/,
    )
    review.decide(id, { kind: 'confirm', proposal: null }, BY)
    expect(finding('damage', '202281')).toMatchObject({ state: 'settled', settledBy: { by: '张三' } })
  })

  it('goes with the duty where the duty is rejected', async () => {
    const { ingest, review, finding, duty, register } = library()
    await ingest({ 'plan.txt': PLAN })
    const { id } = duty('上一年度法治政府建设情况')
    review.decide(finding('damage', '每年31日前').id, { kind: 'reject' }, BY)
    expect(register.list({}, today).map(each => each.id)).not.toContain(id)
    expect(register.list({ withRejected: true }, today).map(each => each.id)).toContain(id)
    expect(finding('damage', '每年31日前').state).toBe('settled')
  })
})
