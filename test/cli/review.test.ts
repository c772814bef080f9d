import { beforeAll, describe, expect, it } from 'vitest'
import { OLD, PLAN, POINTS } from '../knowledge/review/library.ts'
import { temporaryFolders, writeFiles } from './library.ts'
import { ONE_LINE, run, type Ran } from './run.ts'

interface ListedFinding {
  readonly id: string
  readonly kind: string
  readonly lineText: string
  readonly mark: readonly [number, number] | null
  readonly raw: string
  readonly line: number | null
  readonly obligations: readonly string[]
  readonly duties: readonly string[]
}

const newFolder = temporaryFolders()
let workingFolder = ''

/** One folder for all: each test decides on a finding of its own. */
beforeAll(async () => {
  workingFolder = newFolder()
  writeFiles(workingFolder, { 'in/plan.txt': PLAN, 'in/points.txt': POINTS, 'in/old.txt': OLD })
  expect((await run(['ingest', `${workingFolder}/in`], { workingFolder })).code).toBe(0)
}, 120_000)

const review = (...args: string[]): Promise<Ran> => run(['review', ...args], { workingFolder })

async function findings(...args: string[]): Promise<readonly ListedFinding[]> {
  const ran = await review('list', '--json', ...args)
  expect(ran).toMatchObject({ code: 0, err: '' })
  return (ran.json() as { findings: readonly ListedFinding[] }).findings
}

async function idOf(kind: string, raw = ''): Promise<string> {
  const found = (await findings('--kind', kind, '--all')).find(each => each.raw.includes(raw))
  return found?.id ?? ''
}

describe('xuefa review list', () => {
  it('gives each finding with its place in the line as JSON, in the documented shape', async () => {
    const listed = await findings()
    expect(listed.length).toBeGreaterThan(5)
    for (const finding of listed) {
      expect(Object.keys(finding)).toEqual([
        'id',
        'kind',
        'state',
        'document',
        'articleLabel',
        'line',
        'lineText',
        'mark',
        'span',
        'raw',
        'message',
        'duties',
        'obligations',
        'others',
        'proposals',
        'settledBy',
      ])
      expect(finding.duties).toHaveLength(finding.obligations.length)
      if (finding.mark !== null) expect(finding.raw).toContain(finding.lineText.slice(...finding.mark))
    }
  })

  it('marks the words in their line, numbers the proposals and says what to do', async () => {
    const { out, code } = await review()
    expect(code).toBe(0)
    expect(out).toContain('各镇街【每年31日前】向区政府报告')
    expect(out).toContain('      1. 每年3月1日前\n')
    expect(out).toContain('对照：《岩泉区法治政府建设实施方案(2026—2030年)》2. 第9行')
    expect(out).toContain('处理：xuefa review show <编号> 查看')
  })

  it('names a repaired name once for all its tasks', async () => {
    const { out } = await review('list', '--kind', 'unit-name')
    expect(out.match(/“委编办”疑有脱字/g)).toHaveLength(1)
    expect(out).toContain('涉及4项任务')
  })

  it('takes kinds by their Chinese title, too, and names all of them for one that is none', async () => {
    expect((await review('list', '--kind', '规划期已届满')).out).toContain('待复核 1 项')
    const { code, err, out } = await review('list', '--kind', '大写')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(ONE_LINE)
    expect(err).toContain('damage（原文破损）')
  })

  it('says so for a document that is not there', async () => {
    const { code, err } = await review('list', '--document', 'nothing')
    expect(code).toBe(2)
    expect(err).toMatch(ONE_LINE)
  })
})

describe('a decision on the command line', () => {
  it('is recorded with who made it, changes the register, and stands in the history', async () => {
    const id = await idOf('damage', '每年31日前')
    const ran = await review('confirm', id, '--proposal', '1', '--by', '张三', '--note', '核对了原件')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('2026-03-02 12:00  张三  更正')
    expect(ran.out).toContain('（核对了原件）')
    expect(ran.out).toContain('已记录 1 条决定。')
    const { obligations } = (await run(['obligations', '--json'], { workingFolder })).json() as {
      obligations: readonly {
        timing: { raw: string; nextDue: string | null } | null
        review: { state: string }
      }[]
    }
    expect(obligations.find(({ timing }) => timing?.raw === '每年3月1日前')).toMatchObject({
      timing: { nextDue: '2027-03-01' },
      review: { state: 'corrected' },
    })
    expect((await review('history')).out).toContain('时限改为“每年3月1日前”')
  })

  it('takes the name of who decides from the environment', async () => {
    const id = await idOf('damage', '41前')
    const env = { XUEFA_USER: '李四' }
    const ran = await run(['review', 'confirm', id, '--json'], { workingFolder, env })
    expect(ran.json()).toMatchObject({ decisions: [{ by: '李四', kind: 'correct', note: null }] })
  })

  it('shows a duty as it was read and as it stands now, with the sentence', async () => {
    const [id = ''] = (await findings('--kind', 'unresolved-unit'))[0]?.obligations ?? []
    await review(
      'correct',
      id,
      '--unit',
      '区应急局:牵头',
      '--unit',
      '区财政局:配合',
      '--timing',
      '每年10月底前',
      '--by',
      '张三',
    )
    const { out } = await review('show', id)
    expect(out).toContain(`任务 ${id}（已更正）`)
    expect(out).toContain('时限：每年10月底前（原读作：每年11月底前）')
    expect(out).toContain('区财政局（参加）（原读作：无）')
    expect(out).toContain('原文：每年11月底前修订应急预案。')
    expect(out).toContain('处理经过：')
    const shown = (await review('show', id, '--json')).json()
    expect(shown).toMatchObject({
      obligation: {
        id,
        state: 'corrected',
        found: { timing: '每年11月底前' },
        now: { timing: '每年10月底前' },
      },
      history: [{ kind: 'correct', by: '张三' }],
    })
  })

  it('answers 沿用, and takes it back', async () => {
    const id = await idOf('lapsed')
    expect((await review('continue', id, '--by', '张三')).out).toContain('沿用')
    expect((await findings('--kind', 'lapsed')).length).toBe(0)
    expect((await review('reopen', id, '--by', '张三')).code).toBe(0)
    expect((await findings('--kind', 'lapsed')).length).toBe(1)
  })

  it('leaves out of the register what is rejected, and finds it in the history by the id of the finding', async () => {
    const [duty = ''] = (await findings('--kind', 'conflict'))[0]?.obligations ?? []
    await review('reject', duty, '--by', '张三')
    const { out } = await run(['obligations', '--json'], { workingFolder })
    expect(out).not.toContain(duty)
    expect((await review('history', duty)).out).toContain('剔除')
    await review('reopen', duty, '--by', '张三')
  })
})

describe('wrong use of xuefa review', () => {
  it.each([
    ['an id that is nobody’s', ['confirm', 'zzz', '--by', '张三'], '没有编号为“zzz”'],
    ['nobody who decides', ['confirm', 'zzz'], '--by'],
    ['a blank name', ['confirm', 'zzz', '--by', '  '], '--by'],
    ['a proposal that is no number', ['confirm', 'zzz', '--proposal', '一', '--by', '张三'], '--proposal'],
    ['proposal 0', ['confirm', 'zzz', '--proposal', '0', '--by', '张三'], '--proposal'],
    ['a role that is none', ['correct', 'zzz', '--unit', '区司法局:主持', '--by', '张三'], '牵头'],
    ['a blank time', ['correct', 'zzz', '--timing', '', '--by', '张三'], '--timing'],
    ['no id', ['confirm'], 'id'],
    ['a subcommand that is none', ['approve', 'zzz'], 'approve'],
    [
      'a note of a megabyte',
      ['confirm', 'zzz', '--by', '张三', '--note', '长'.repeat(1_000_000)],
      '最多1000字',
    ],
  ])('is one clear line for %s', async (_, args, words) => {
    const { code, out, err } = await review(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(ONE_LINE)
    expect(err).toContain(words)
    expect(err.length).toBeLessThan(400)
  })

  it('lets nothing a person typed command the terminal', async () => {
    const id = await idOf('unit-name')
    await review('confirm', id, '--by', '张\u001b[31m三', '--note', '一\r\n二\u202e')
    const { out } = await review('history')
    expect(out).not.toMatch(/[\u001b\u202e\r]/)
    expect(out).toContain('（一 二）')
  })
})
