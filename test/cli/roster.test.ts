import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PLAN, RULE, temporaryFolders, writeFiles } from './library.ts'
import { ONE_LINE, run, type Ran } from './run.ts'

const folder = temporaryFolders()

const WATER = '地区,单位,类别,别名\r\n溪口县,县水务局,政府部门,水务局\r\n'
/** The same as Excel saves it; Node writes no GB18030. */
const GB18030 = Buffer.from(
  'b5d8c7f82cb5a5cebb2cc0e0b1f02cb1f0c3fb0d0acfaabfdacfd82ccfd8cbaecef1bed62cd5feb8aeb2bfc3c52ccbaecef1bed60d0a',
  'hex',
)

interface Desk {
  readonly at: (...args: readonly string[]) => Promise<Ran>
  readonly workingFolder: string
}

async function desk(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Desk> {
  const workingFolder = writeFiles(folder(), { '方案.txt': PLAN, '办法.txt': RULE, ...files })
  const at = (...args: readonly string[]): Promise<Ran> =>
    run(['--data', join(workingFolder, 'data'), ...args], { workingFolder })
  const done = await at('ingest', join(workingFolder, '方案.txt'), join(workingFolder, '办法.txt'))
  expect(done.code).toBe(0)
  return { at, workingFolder }
}

/** One folder for all that must leave it as it is. */
let untouched: Promise<Desk> | null = null

describe('xuefa roster', () => {
  it('lists the units of the documents with their duties, and previews a collective', async () => {
    const { at } = await (untouched ??= desk())
    const listed = await at('roster')
    expect(listed.code).toBe(0)
    expect(listed.out).toMatch(/^溪口县：\d+ 个单位，已登记 0 个，其余见于文件\n/)
    expect(listed.out).toMatch(/ {2}县司法局（政府部门）.*，任务 \d+ 项/)
    const shown = await at('roster', 'show', '各部门')
    expect(shown.out).toMatch(/^溪口县，“各部门”：统称，指 \d+ 个单位：.*县司法局/)
    const stranger = await at('roster', 'show', '县统计局')
    expect(stranger.out).toContain('名册里没有，文件里也没有点到它')
  })

  it('refuses a place nothing is known of, naming those it knows', async () => {
    const { at } = await (untouched ??= desk())
    const ran = await at('roster', 'list', '--place', '溪口')
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain('已知的地区：溪口县')
  })

  it('changes what the register finds: an alias leads to the duties, until it is taken back', async () => {
    const { at } = await desk()
    const duties = async (unit: string): Promise<number> => {
      const ran = await at('obligations', '--unit', unit, '--json')
      return (ran.json() as { obligations: unknown[] }).obligations.length
    }
    const before = await duties('县司法局')
    expect(before).toBeGreaterThan(0)
    expect(await duties('法治办公中心')).toBe(0)
    expect((await at('roster', 'alias', '县司法局', '法治办公中心')).code).toBe(0)
    expect(await duties('法治办公中心')).toBe(before)
    expect((await at('roster', 'alias', '县司法局', '法治办公中心', '--remove')).code).toBe(0)
    expect(await duties('法治办公中心')).toBe(0)
  })

  it('shows a unit by its kept name in the register', async () => {
    const { at } = await desk()
    expect((await at('roster', 'add', '--name', '溪口县司法局')).code).toBe(0)
    const ran = await at('obligations', '--unit', '司法局', '--json')
    const { obligations } = ran.json() as {
      obligations: { parties: { name: string; asWritten: string }[] }[]
    }
    const names = obligations.flatMap(({ parties }) => parties)
    expect(names).toContainEqual(expect.objectContaining({ name: '溪口县司法局', asWritten: '县司法局' }))
  })

  it('lists names nobody can make out with the line they stand in', async () => {
    const task =
      '(四)数据共享。2026年底前建成共享平台。(牵头单位：县司法局；责任单位：县财政局、智慧溪口平台)\n'
    const plan = PLAN.replace('\n三、', `${task}\n三、`)
    const { at } = await desk({ '方案.txt': plan })
    const ran = await at('roster', 'unresolved')
    expect(ran.out).toMatch(
      /溪口县 {2}智慧溪口平台 {2}任务 \d+ 项\n {4}《溪口县法治政府建设实施方案》\(四\) 第 11 行：…[^\n]*、智慧溪口平台\)…\n共 1 个/,
    )
    const json = (await at('roster', 'unresolved', '--json')).json() as {
      unresolved: { name: string; standsIn: { start: number; end: number; line: number }[] }[]
    }
    const [stand] = json.unresolved.find(({ name }) => name === '智慧溪口平台')?.standsIn ?? []
    expect(plan.slice(stand?.start, stand?.end)).toBe('智慧溪口平台')
    expect((await at('roster', 'add', '--name', '智慧溪口平台', '--kind', '其他')).code).toBe(0)
    expect((await at('roster', 'unresolved')).out).not.toContain('智慧溪口平台')
  })

  it('writes a file that another data folder reads back the same', async () => {
    const { at } = await desk()
    await at('roster', 'add', '--name', '县司法局', '--alias', '司法行政局、法治办公中心', '各成员单位')
    await at('roster', 'add', '--name', '=SUM(1)', '--kind', '其他', '--place', '')
    const { out } = await at('roster', 'export')
    expect(out).toContain("'=SUM(1)")
    const other = await desk({ '名册.csv': out })
    const ran = await other.at('roster', 'import', '名册.csv')
    expect(ran.out).toBe('已登记 2 个单位。\n')
    expect((await other.at('roster', 'export')).out).toBe(out)
  })

  it.each([
    ['GB18030', GB18030],
    ['UTF-8', Buffer.from(WATER)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(WATER, 'utf16le')])],
  ])('reads %s', async (_, bytes) => {
    const { at } = await desk({ '名册.csv': bytes })
    expect((await at('roster', 'import', '名册.csv', '--json')).json()).toMatchObject({
      units: [{ place: '溪口县', name: '县水务局', kind: 'department', aliases: ['水务局'] }],
    })
  })

  it('takes no row of a file that has a fault, and names the row', async () => {
    const csv = '地区,单位,类别,别名\n溪口县,县财政局,,\n溪口县,县审计局,公司,\n'
    const { at } = await desk({ '名册.csv': csv })
    const ran = await at('roster', 'import', '名册.csv')
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain('名册.csv 有 1 处不对，一行也没有登记：第 3 行：不认识类别“公司”')
    expect((await at('roster', 'export', '--json')).json()).toEqual({ units: [] })
  })

  it.each([
    [['add', '--name', '各部门'], '是统称，不是一个单位'],
    [['add', '--name', '县司法局、县财政局'], '像是几个名称'],
    [['add', '--name', '青禾驿站'], '看不出“青禾驿站”是哪一类'],
    [['add', '--name', '县司法局', '--kind', '公司'], '不认识类别“公司”'],
    [['add', '--name', ' '], '请用 --name 写出单位名称'],
    [['alias', '没有的单位', '别名'], '没有“没有的单位”这个单位'],
    [['alias', '县司法局', ' '], '别名是空的'],
    [['alias', '县司法局', '别名', '--remove'], '不是“县司法局”的别名'],
    [['remove', '县司法局'], '没有“县司法局”'],
    [['import', '没有.csv'], '没有.csv'],
    [['import', '.'], '文件夹'],
  ])('roster %j is refused with one line that says why', async (args, why) => {
    const { at } = await (untouched ??= desk())
    const ran = await at('roster', ...args)
    expect(ran.code).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain(why)
  })

  it('refuses an alias that another unit of the place has, and removes a unit only by its own name', async () => {
    const { at } = await desk()
    await at('roster', 'add', '--name', '县司法局', '--alias', '法治办公中心')
    const taken = await at('roster', 'add', '--name', '县财政局', '--alias', '法治办公中心')
    expect(taken.code).toBe(2)
    expect(taken.err).toContain('“法治办公中心”已经是溪口县“县司法局”的名称或别名')
    const byAlias = await at('roster', 'remove', '法治办公中心')
    expect(byAlias.code).toBe(2)
    expect(byAlias.err).toContain('roster alias 县司法局 法治办公中心 --remove')
    expect((await at('roster', 'remove', '县司法局')).out).toBe('已从名册中删去溪口县的“县司法局”。\n')
  })

  it('warns where one unit seems to be kept twice, or of a place without documents', async () => {
    const { at } = await desk()
    await at('roster', 'add', '--name', '县住建局')
    const twice = await at('roster', 'add', '--name', '县住房和城乡建设局')
    expect(twice.code).toBe(0)
    expect(twice.out).toContain('注意：按通常的叫法，“县住房和城乡建设局”和已登记的“县住建局”是同一个单位')
    const elsewhere = await at('roster', 'add', '--name', '区司法局', '--place', '青禾')
    expect(elsewhere.out).toContain('注意：还没有收录“青禾”的文件')
  })

  it('makes units the members of a collective by its name as an alias', async () => {
    const { at } = await desk()
    await at('roster', 'alias', '县司法局', '各成员单位')
    await at('roster', 'add', '--name', '县财政局', '--alias', '各成员单位')
    expect((await at('roster', 'show', '各成员单位')).out).toContain('统称，指 2 个单位：县司法局、县财政局')
    expect((await at('roster', 'show', '县财政局')).out).toContain('已登记），属于 各成员单位')
  })
})
