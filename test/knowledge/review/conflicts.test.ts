import { describe, expect, it } from 'vitest'
import { BY, libraryForEach, PLAN, POINTS } from './library.ts'

const library = libraryForEach()

describe('two documents of one place that ask the same duty differently', () => {
  it('are shown side by side: both lines, both places marked, the later one first', async () => {
    await library().ingest({ 'plan.txt': PLAN, 'points.txt': POINTS })
    const finding = library().finding('conflict', '期限')
    const [other] = finding.others
    expect(finding.lineText).toContain('2026年9月底前')
    expect(finding.document.title).toBe('岩泉区2026年法治政府建设工作要点')
    expect(other?.document.title).toBe('岩泉区法治政府建设实施方案(2026—2030年)')
    expect(other?.lineText.slice(...(other.mark ?? []))).toBe('每年6月底前')
    expect(finding.proposals.map(({ value }) => value)).toEqual(['两处都按“9月底前”', '两处都按“6月底前”'])
    expect(library().finding('conflict', '数量').message).toContain('“不少于4次”')
  })

  it('agree once one of both readings is chosen, each with its own year', async () => {
    const { ingest, review, finding, duties } = library()
    await ingest({ 'plan.txt': PLAN, 'points.txt': POINTS })
    review.decide(finding('conflict', '期限').id, { kind: 'confirm', proposal: 2 }, BY)
    const times = duties().filter(({ action }) => action === '公布区级权责清单')
    expect(times.map(({ timing }) => timing?.raw).toSorted()).toEqual(['2026年6月底前', '每年6月底前'])
    expect(finding('conflict', '期限').state).toBe('settled')
  })

  it('agree once a person corrects one of them to what the other says, and differ again when it is taken back', async () => {
    const { ingest, review, finding, duty } = library()
    await ingest({ 'plan.txt': PLAN, 'points.txt': POINTS })
    const { id } = duty('培训不少于2次')
    review.decide(id, { kind: 'correct', correction: { quota: '每年不少于4次' } }, BY)
    expect(finding('conflict', '数量').state).toBe('settled')
    review.decide(id, { kind: 'reopen' }, BY)
    expect(finding('conflict', '数量').state).toBe('open')
  })

  it('may be let stand as they are', async () => {
    const { ingest, review, finding } = library()
    await ingest({ 'plan.txt': PLAN, 'points.txt': POINTS })
    const { id } = finding('conflict', '期限')
    review.decide(id, { kind: 'confirm', proposal: null }, { by: '李四', note: '要点另行规定' })
    expect(finding('conflict', '期限')).toMatchObject({ state: 'settled', settledBy: { by: '李四' } })
    expect(review.list({ kind: 'conflict' })).toHaveLength(1)
  })

  it('are no conflict where they speak of different places, or of different years', async () => {
    const { ingest, findings } = library()
    await ingest({
      'plan.txt': PLAN,
      'points.txt': POINTS.replaceAll('岩泉区', '青石区'),
      'next.txt': POINTS.replaceAll('岩泉区', '石门区'),
      'after.txt': POINTS.replaceAll('岩泉区', '石门区')
        .replaceAll('2026年', '2027年')
        .replace('9月', '10月'),
    })
    expect(findings('conflict')).toEqual([])
  })

  it('belong to both documents when one of them is asked for', async () => {
    const { ingest, review, store } = library()
    await ingest({ 'plan.txt': PLAN, 'points.txt': POINTS })
    for (const { id } of store.documents())
      expect(review.list({ document: id, kind: 'conflict' })).toHaveLength(2)
  })
})
