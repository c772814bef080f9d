import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../knowledge/store/index.ts'
import { PLAN, RULE, temporaryFolders, writeFiles } from './library.ts'
import { NOON, ONE_LINE, run, type Ran } from './run.ts'

const newFolder = temporaryFolders()
let folder = ''
/** Ids of the yearly report by 1 March, of the four meetings a year, and of a duty without a day. */
let report = ''
let meetings = ''
let relative = ''

const xuefa = (...args: string[]): Promise<Ran> => run(args, { workingFolder: folder })

interface Listed {
  readonly id: string
  readonly timing: { readonly raw: string } | null
  readonly quota: { readonly value: number } | null
}

async function prepare(): Promise<void> {
  folder = writeFiles(newFolder(), { 'in/plan.txt': PLAN, 'in/rule.txt': RULE })
  await xuefa('ingest', join(folder, 'in'))
  const { obligations } = (await xuefa('obligations', '--json')).json() as { obligations: Listed[] }
  report = obligations.find(({ timing }) => timing?.raw.includes('3月1日') === true)?.id ?? ''
  meetings = obligations.find(({ quota }) => quota?.value === 4)?.id ?? ''
  relative = obligations.find(({ timing }) => timing?.raw.includes('5个工作日内') === true)?.id ?? ''
}

async function stateOf(id: string, due: string): Promise<{ state: string; note: string | null } | undefined> {
  const ran = await xuefa('due', '--json', '--at', '2026-11-25', '--days', '500')
  const { occurrences } = ran.json() as {
    occurrences: { obligation: string; due: string; state: string; note: string | null }[]
  }
  return occurrences.find(row => row.obligation === id && row.due === due)
}

describe('mark', () => {
  beforeEach(prepare)

  it('records who did what with which proof, and adds a line for each without changing one', async () => {
    const done = await xuefa(
      'mark',
      'done',
      report,
      '--by',
      '张三',
      '--evidence',
      '溪司发〔2027〕2号',
      '--note',
      '已送',
      '--json',
    )
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.json()).toEqual({
      mark: {
        seq: 1,
        at: NOON.toISOString(),
        obligation: report,
        unit: '',
        due: '2027-03-01',
        state: 'done',
        amount: null,
        by: '张三',
        evidence: '溪司发〔2027〕2号（已送）',
      },
    })
    await xuefa('mark', 'open', report, '--by', '李四')
    const store = await openStore({ dataDir: join(folder, 'data'), now: () => NOON, readOnly: true })
    expect(store.marks().map(({ state, by }) => [state, by])).toEqual([
      ['done', '张三'],
      ['open', '李四'],
    ])
    store.close()
  })

  it('settles the nearest day that is open, or the one that is named, and can be taken back', async () => {
    expect((await xuefa('mark', 'waive', report, '--by', '张三')).out).toContain(
      '2027年3月1日（周一）到期的一次：已免除',
    )
    expect((await stateOf(report, '2027-03-01'))?.state).toBe('waived')
    expect((await stateOf(report, '2028-03-01'))?.state).toBe('open')
    await xuefa('mark', 'done', report, '--by', '张三', '--due', '2028-03-01')
    expect((await stateOf(report, '2028-03-01'))?.state).toBe('done')
    await xuefa('mark', 'open', report, '--by', '张三', '--due', '2027-03-01')
    expect((await stateOf(report, '2027-03-01'))?.state).toBe('open')
    expect((await stateOf(report, '2028-03-01'))?.state).toBe('done')
  })

  it('survives that the document is read anew with another article changed', async () => {
    await xuefa('mark', 'done', report, '--by', '张三')
    writeFiles(folder, { 'in/plan.txt': PLAN.replace('不少于60学时', '不少于80学时') })
    await xuefa('ingest', join(folder, 'in'))
    expect((await stateOf(report, '2027-03-01'))?.state).toBe('done')
  })

  it('counts progress towards a quota until it is met', async () => {
    const first = await xuefa('mark', 'progress', meetings, '--by', '张三', '--due', '2026-01-20')
    expect(first.out).toContain('进度：1/4 次，按进度应为 0 次。\n')
    await xuefa('mark', 'progress', meetings, '--by', '张三', '--count', '2')
    expect(await stateOf(meetings, '2026-12-31')).toMatchObject({
      state: 'open',
      note: '3/4 次，按进度应为 3 次',
    })
    await xuefa('mark', 'progress', meetings, '--by', '张三')
    expect((await stateOf(meetings, '2026-12-31'))?.state).toBe('done')
    await xuefa('mark', 'open', meetings, '--by', '张三', '--due', '2026-01-20')
    expect((await stateOf(meetings, '2026-12-31'))?.note).toBe('3/4 次，按进度应为 3 次')
  })

  it('takes the beginning of an id, the name of a unit in part, and the name of the user from XUEFA_USER', async () => {
    const id = report.slice(report.indexOf('-') + 1, report.indexOf('-') + 7)
    const args = ['mark', 'done', id, '--unit', '司法局', '--json']
    const ran = await run(args, { workingFolder: folder, env: { XUEFA_USER: '王五' } })
    expect(ran.json()).toMatchObject({ mark: { obligation: report, unit: '县司法局', by: '王五' } })
  })
})

describe('mark refuses', () => {
  beforeAll(prepare)

  it.each([
    ['an unknown id', () => ['done', 'zzz'], '没有编号为“zzz”的任务'],
    ['an id that several begin with', () => ['done', 'o'], '不止一项'],
    ['an empty id', () => ['done', ''], '没有编号为“”的任务'],
    [
      'a day on which it is not due',
      () => ['done', report, '--due', '2027-03-02'],
      '到期日有：2027-03-01、2028-03-01',
    ],
    ['a day that does not exist', () => ['done', report, '--due', '2027-02-30'], '不是有效日期'],
    ['a unit that does not bear it', () => ['done', report, '--unit', '县财政局'], '承担单位：县司法局'],
    ['a duty without a day', () => ['done', relative], '没有到期日'],
    ['progress of what has no number', () => ['progress', report], '没有数量要求'],
    ['progress in the future', () => ['progress', meetings, '--due', '2026-03-03'], '还没有到'],
    ['progress of nothing', () => ['progress', meetings, '--count', '0'], '--count 后面要写大于 0 的数'],
    ['taking back what was never marked', () => ['open', report], '没有可以撤回的登记'],
  ])('%s, says what there is, and records nothing', async (_, args, message) => {
    const ran = await xuefa('mark', ...args(), '--by', '张三')
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain(message)
    const store = await openStore({ dataDir: join(folder, 'data'), now: () => NOON, readOnly: true })
    expect(store.marks()).toEqual([])
    store.close()
  })

  it('marks of nobody, and asks who it is', async () => {
    const ran = await xuefa('mark', 'done', report)
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('--by')
  })
})
