import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import readExcel from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../../cli/program.ts'
import { PLAN, RULE, temporaryFolders, writeFiles } from './library.ts'
import { fakeSystem, ONE_LINE, run, type Ran } from './run.ts'

const newFolder = temporaryFolders()
let folder = ''

const xuefa = (...args: string[]): Promise<Ran> => run(args, { workingFolder: folder })

beforeAll(async () => {
  folder = writeFiles(newFolder(), { 'in/plan.txt': PLAN, 'in/rule.txt': RULE })
  await xuefa('ingest', join(folder, 'in'))
})

interface Listed {
  readonly id: string
  readonly action: string
  readonly parties: readonly { readonly name: string }[]
  readonly citation: { readonly document: { readonly id: string }; readonly quote: string }
}

async function listed(...args: string[]): Promise<readonly Listed[]> {
  return ((await xuefa('obligations', '--json', ...args)).json() as { obligations: Listed[] }).obligations
}

describe('obligations', () => {
  it('are one JSON value with --json and with --format json, whatever else is asked', async () => {
    const all = await listed()
    expect(all.length).toBeGreaterThan(4)
    expect((await xuefa('obligations', '--format', 'json')).json()).toEqual({ obligations: all })
    expect((await xuefa('obligations', '--json', '--format', 'csv')).json()).toEqual({ obligations: all })
  })

  it('stand under their document, each with who, when, where and its id', async () => {
    const { out } = await xuefa('obligations')
    expect(out).toMatch(/^《溪口县.+》\d+ 项\n\n/)
    expect(out).toContain('    时限：每年3月1日前；下次到期 2027-03-01；最后一个稳妥的工作日 2027-02-26\n')
    for (const { id } of await listed()) expect(out).toContain(`[${id}]`)
    expect(out).toMatch(/共 \d+ 项，全部列出.*。\n$/)
  })

  it('can be narrowed to a document, a unit and a place', async () => {
    const all = await listed()
    const id = all[0]?.citation.document.id ?? ''
    expect(await listed('--document', id)).toEqual(all.filter(({ citation }) => citation.document.id === id))
    const own = await listed('--unit', '县司法局')
    expect(own.length).toBeGreaterThan(0)
    expect(own.length).toBeLessThan(all.length)
    expect(await listed('--place', '溪口县')).toEqual(all)
  })

  it('are written into a file whose name says the format', async () => {
    const all = await listed()
    const written = await xuefa('obligations', '--output', '台账.xlsx')
    expect(written).toMatchObject({ code: 0, out: `已写入 台账.xlsx，${all.length} 项任务。\n` })
    const [sheet] = await readExcel(join(folder, '台账.xlsx'))
    expect(sheet?.sheet).toBe('任务台账')
    expect(sheet?.data.slice(1).map(([id]) => id)).toEqual(all.map(({ id }) => id))
    expect(sheet?.data.filter(row => row.includes('溪政发〔2026〕9号')).length).toBeGreaterThan(3)
    const told = await xuefa('obligations', '--output', join(folder, 'r.csv'), '--json')
    expect(told.json()).toEqual({ output: join(folder, 'r.csv'), format: 'csv', count: all.length })
    expect(readFileSync(join(folder, 'r.csv'), 'utf8')).toContain('溪政发〔2026〕9号')
  })

  it('become a calendar of the year ahead, with UIDs that a new reading of the file leaves alone', async () => {
    const uids = async (): Promise<readonly string[]> => {
      const { out } = await xuefa('obligations', '--format', 'ics')
      const events = new ICAL.Component(ICAL.parse(out) as unknown[]).getAllSubcomponents('vevent')
      return events.map(component => new ICAL.Event(component).uid)
    }
    const before = await uids()
    expect(before.some(uid => uid.endsWith('-2027-03-01@xuefa'))).toBe(true)
    expect(before.every(uid => /-20(26|27)-\d\d-\d\d(-\d+)?@xuefa$/.test(uid))).toBe(true)
    writeFiles(folder, { 'in/plan.txt': PLAN.replace('把法治要求贯穿到', '将法治要求贯穿于') })
    await xuefa('ingest', join(folder, 'in'))
    expect(await uids()).toEqual(before)
  })

  it('are not written on a terminal as a workbook, which is told, but go through a pipe', async () => {
    const system = fakeSystem({ workingFolder: folder })
    const code = await runProgram(['obligations', '--format', 'xlsx'], {
      ...system,
      out: Object.assign(system.out, { isTTY: true }),
    })
    expect(code).toBe(2)
    expect(system.out.written).toBe('')
    expect(system.err.written).toMatch(ONE_LINE)
    expect(system.err.written).toContain('--output')
    expect((await xuefa('obligations', '--format', 'xlsx')).out.startsWith('PK')).toBe(true)
  })

  it.each([
    [['--format', 'pdf'], '不支持格式“pdf”'],
    [['--output', 'no/such/folder/r.csv'], '无法写入 no/such/folder/r.csv'],
    [['--document', 'nope'], '没有编号为“nope”的文档'],
    [['--place', '火星'], '没有收录“火星”的文件'],
  ])('refuse %j in one clear line', async (args, message) => {
    const ran = await xuefa('obligations', ...args)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain(message)
  })
})
