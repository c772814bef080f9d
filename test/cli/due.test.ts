import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { PLAN, RULE, temporaryFolders, writeFiles } from './library.ts'
import { ONE_LINE, run, type Ran } from './run.ts'

const newFolder = temporaryFolders()
let folder = ''

const xuefa = (...args: string[]): Promise<Ran> => run(args, { workingFolder: folder })

/** The clock of these tests stands at 2 March 2026; the documents came here on that day. */
beforeAll(async () => {
  folder = writeFiles(newFolder(), { 'in/plan.txt': PLAN, 'in/rule.txt': RULE })
  await xuefa('ingest', join(folder, 'in'))
})

interface Row {
  readonly obligation: string
  readonly unit: string
  readonly due: string
  readonly state: string
  readonly daysLeft: number
  readonly note: string | null
}

async function rows(...args: string[]): Promise<readonly Row[]> {
  const { occurrences } = (await xuefa('due', '--json', ...args)).json() as { occurrences: Row[] }
  return occurrences
}

describe('due', () => {
  it('answers exactly the fields of the contract', async () => {
    const ran = await xuefa('due', '--json', '--at', '2026-11-25', '--days', '130')
    expect(ran.code).toBe(0)
    expect(ran.err).toBe('')
    const { at, occurrences } = ran.json() as { at: string; occurrences: Row[] }
    expect(at).toBe('2026-11-25')
    expect(occurrences.filter(({ due }) => due > '2027-01-01')).toEqual([
      {
        obligation: expect.stringMatching(/^[0-9a-f]{8}-o[0-9a-f]{8}-1$/) as string,
        unit: '县司法局',
        due: '2027-03-01',
        state: 'open',
        daysLeft: 96,
        note: '节假日安排未公布',
      },
      expect.objectContaining({ unit: '县司法局', due: '2027-04-01', daysLeft: 127 }) as unknown,
    ])
  })

  it('takes a day, or a moment as the day it is in Shanghai then', async () => {
    const day = await rows('--at', '2026-11-26')
    expect(await rows('--at', '2026-11-25T16:30:00Z')).toEqual(day)
    expect(await rows('--at', '2026-11-26T23:30+08:00')).toEqual(day)
    expect(await rows('--at', '2026-11-25T15:30:00Z')).not.toEqual(day)
  })

  it('shows people the legal day, the last safe working day, the pace and what has no day', async () => {
    const { out } = await xuefa('due', '--at', '2026-11-25', '--days', '130')
    expect(out).toContain('以 2026年11月25日（周三）为准，往后看 130 天，到 2027年4月4日（周日）。\n')
    expect(out).toContain('■ 2027年3月1日（周一）  还有 96 天  节假日安排未公布\n')
    expect(out).toContain('最后一个稳妥的工作日：2027年2月26日（周五）\n')
    expect(out).toContain('进度：0/4 次（还没有登记），按进度应为 3 次\n')
    expect(out).toMatch(/另有 \d+ 项推算不出到期日：/)
  })

  it('lists what was missed first, and only once for all the years before', async () => {
    const listed = await rows('--at', '2029-04-02', '--days', '400')
    expect(listed[0]).toMatchObject({ state: 'overdue' })
    const late = listed.filter(({ state }) => state === 'overdue')
    expect(listed.slice(0, late.length)).toEqual(late)
    expect(new Set(late.map(({ obligation, unit }) => obligation + unit)).size).toBe(late.length)
    expect((await xuefa('due', '--at', '2029-04-02')).out).toMatch(/【已逾期，没有登记办结】\d+ 项\n■ 2028年/)
  })

  it('can be narrowed to a unit and a place, of which a part is enough', async () => {
    const all = await rows('--days', '400')
    const own = await rows('--days', '400', '--unit', '司法局', '--place', '溪口')
    expect(own.length).toBeGreaterThan(0)
    expect(own).toEqual(all.filter(({ unit }) => unit === '县司法局'))
    expect(await rows('--unit', '县气象局')).toEqual([])
  })

  it('shows of a duty that comes back the next day, and how often it comes in the window', async () => {
    const { out } = await xuefa('due', '--at', '2026-03-02', '--days', '1200')
    const [, , third] = /此后到 (.+?)还有 (\d+) 次/.exec(out) ?? []
    expect(Number(third)).toBeGreaterThanOrEqual(2)
  })

  it.each([
    [['--at', '明天'], '日期“明天”不对'],
    [['--at', '2026-02-30'], '日期“2026-02-30”不对'],
    [['--at', '2026-02-30T08:00:00+08:00'], '不对'],
    [['--at', '2026-11-25 08:00'], '不对'],
    [['--at', '1899-01-01'], '太远'],
    [['--days', '-1'], '--days 后面要写'],
    [['--days', 'many'], '--days 后面要写'],
    [['--days', '9999'], '--days 后面要写'],
    [['--unit', ' '], '要有单位名称'],
    [['--place', '火星'], '没有收录“火星”的文件。可以写：溪口县'],
  ])('refuses %j in one clear line', async (args, message) => {
    const ran = await xuefa('due', ...args)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain(message)
  })
})
