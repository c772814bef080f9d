/** What people put in front of `xuefa ingest`, from end to end: one line for each file, and nothing half-written. */
import { closeSync, ftruncateSync, openSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { nodeFileSystem } from '../../ingest/read/file-system.ts'
import { MIGRATIONS } from '../../knowledge/store/migrations.ts'
import { openStore } from '../../knowledge/store/index.ts'
import { NOON, ONE_LINE, run, type Ran } from './run.ts'
import { PLAN, temporaryFolders, writeFiles } from './library.ts'

const newFolder = temporaryFolders()
const MEGABYTE = 1024 * 1024

/** A file of one line, most of it a hole in the disk. */
function writeHugeLine(path: string): void {
  const file = openSync(path, 'w')
  writeSync(file, '第一条 没有换行的一行。')
  ftruncateSync(file, 200 * MEGABYTE)
  closeSync(file)
}

interface Hostile {
  readonly what: string
  readonly name: string
  /** Words of the reason that people are told. */
  readonly reason: string
  /** Puts it at a path. */
  readonly make: (path: string) => void
}

const FURNITURE = [
  '首页 > 政务公开 > 政策文件',
  '字体：大 中 小',
  '打印本页',
  '分享到：微信 微博',
  '版权所有：溪口县人民政府办公室',
  '主办单位：溪口县人民政府办公室 网站标识码：3300000000',
].join('\n')
const BROKEN_UTF8 = Buffer.concat([
  Buffer.from('各部门应当认真落实会前学法制度。\n'),
  Buffer.from([0xe4, 0xff]),
  Buffer.from(PLAN),
])
const PROGRAM_BYTES = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)

const content = (bytes: string | Uint8Array) => (path: string) => writeFileSync(path, bytes)

const HOSTILE: readonly Hostile[] = [
  { what: 'an empty file', name: 'empty.txt', reason: '没有任何文字', make: content('') },
  { what: 'a file of blanks', name: 'blank.txt', reason: '没有任何文字', make: content(' \n\t\u3000\n') },
  { what: 'a line of 200 MB', name: 'huge.txt', reason: '超过上限', make: writeHugeLine },
  {
    what: 'a program renamed to .txt',
    name: 'program.txt',
    reason: '控制字符',
    make: content(PROGRAM_BYTES),
  },
  { what: 'UTF-8 with a broken byte', name: 'broken.txt', reason: '第 2 行', make: content(BROKEN_UTF8) },
  { what: 'nothing but furniture', name: 'furniture.txt', reason: '没有正文', make: content(FURNITURE) },
  {
    what: 'links that lead to each other',
    name: 'round.txt',
    reason: '循环',
    make: path => {
      symlinkSync(path, `${path}.other`)
      symlinkSync(`${path}.other`, path)
    },
  },
]

async function countDocuments(workingFolder: string): Promise<number> {
  const { documents } = (await run(['documents', '--json'], { workingFolder })).json() as {
    documents: unknown[]
  }
  return documents.length
}

const linesAbout = (ran: Ran, name: string): string[] =>
  ran.out.split('\n').filter(line => line.includes(`「${name}」`))

describe('a hostile file', () => {
  it.each(HOSTILE)('$what alone: one line, exit 2, nothing stored', async ({ name, reason, make }) => {
    const workingFolder = newFolder()
    const path = join(workingFolder, name)
    make(path)
    const ran = await run(['ingest', path], { workingFolder })
    expect(ran.code).toBe(2)
    const named = ran.out.split('\n').filter(line => line.startsWith('未能读入'))
    expect(named).toHaveLength(1)
    expect(named[0]).toContain(name)
    expect(named[0]).toContain(reason)
    expect(await countDocuments(workingFolder)).toBe(0)
  })

  it('beside a good one: the good one is stored, each bad one has its line, exit 1', async () => {
    const workingFolder = newFolder()
    const folder = writeFiles(join(workingFolder, 'in'), { 'good.txt': PLAN })
    for (const { name, make } of HOSTILE) make(join(folder, name))
    const ran = await run(['ingest', folder], { workingFolder })
    expect(ran.code).toBe(1)
    for (const { name, reason } of HOSTILE) {
      expect(linesAbout(ran, name)).toEqual([expect.stringContaining(reason)])
    }
    expect(ran.out).toMatch(/共收录 1 份，跳过 0 份，失败 8 份/)
    expect(await countDocuments(workingFolder)).toBe(1)
    const json = (await run(['ingest', folder, '--json'], { workingFolder })).json() as {
      failed: { source: string }[]
    }
    expect(json.failed.map(({ source }) => source).sort()).toEqual(
      [...HOSTILE.map(({ name }) => name), 'round.txt.other'].sort(),
    )
  })
})

describe('a folder with a link back to itself', () => {
  it('is read once; the link is told and is no failure', async () => {
    const workingFolder = newFolder()
    const folder = writeFiles(join(workingFolder, 'in'), { 'a/good.txt': PLAN })
    symlinkSync(folder, join(folder, 'a', 'back'))
    const ran = await run(['ingest', folder], { workingFolder })
    expect(ran.code).toBe(0)
    expect(linesAbout(ran, 'a/back')).toHaveLength(1)
    expect(ran.out).toMatch(/共收录 1 份/)
    const json = await run(['ingest', folder, '--json'], { workingFolder })
    expect(json.json()).toMatchObject({ failed: [] })
    expect(json.err).toContain('「a/back」')
  })
})

describe('a path that is not there', () => {
  it('is one line and exit 2', async () => {
    const ran = await run(['ingest', 'nowhere.txt'], { workingFolder: newFolder() })
    expect(ran.code).toBe(2)
    expect(linesAbout(ran, 'nowhere.txt')).toHaveLength(1)
  })
})

describe('a file deleted while it is read', () => {
  it('is one line, and the others are read', async () => {
    const workingFolder = newFolder()
    const folder = writeFiles(join(workingFolder, 'in'), { '1.txt': PLAN, '2.txt': `${PLAN}附件\n` })
    const open = nodeFileSystem.open
    const deleting = vi.spyOn(nodeFileSystem, 'open').mockImplementation(async path => {
      const file = await open(path)
      if (path.endsWith('1.txt')) rmSync(path)
      return file
    })
    const ran = await run(['ingest', folder], { workingFolder }).finally(() => deleting.mockRestore())
    expect(ran.code).toBe(1)
    expect(linesAbout(ran, '1.txt')).toEqual([expect.stringContaining('被删除或移走')])
    expect(await countDocuments(workingFolder)).toBe(1)
  })
})

describe('a data folder', () => {
  it('that cannot be made is one line and exit 2, for every command that needs it', async () => {
    const workingFolder = writeFiles(newFolder(), { 'plain-file': 'x', 'plan.txt': PLAN })
    const data = ['--data', join(workingFolder, 'plain-file', 'data')]
    for (const command of [
      ['ingest', join(workingFolder, 'plan.txt')],
      ['start', '--port', '0'],
    ]) {
      const ran = await run([...command, ...data], { workingFolder })
      expect(ran).toMatchObject({ code: 2, out: '' })
      expect(ran.err).toMatch(ONE_LINE)
      expect(ran.err).toContain('plain-file')
    }
  })

  it('of a newer version is one line and exit 2, and stays as it is', async () => {
    const workingFolder = writeFiles(newFolder(), { 'plan.txt': PLAN })
    const dataDir = join(workingFolder, 'data')
    const later = { name: '999-later', up: () => Promise.resolve() }
    ;(await openStore({ dataDir, now: () => NOON, migrations: [...MIGRATIONS, later] })).close()
    const commands = [
      ['ingest', join(workingFolder, 'plan.txt')],
      ['documents'],
      ['ask', '会前学法一年几次？'],
      ['start', '--port', '0'],
    ]
    for (const command of commands) {
      const ran = await run(command, { workingFolder })
      expect(ran).toMatchObject({ code: 2, out: '' })
      expect(ran.err).toMatch(ONE_LINE)
      expect(ran.err).toContain('更新版本')
    }
  })

  it('that another ingest works on is one line and exit 2', async () => {
    const workingFolder = writeFiles(newFolder(), { 'plan.txt': PLAN })
    const other = await openStore({ dataDir: join(workingFolder, 'data'), now: () => NOON })
    other.acquireIngestLock('ingest elsewhere')
    const ran = await run(['ingest', join(workingFolder, 'plan.txt'), '--json'], { workingFolder })
    other.close()
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(ONE_LINE)
    expect(ran.err).toContain('ingest elsewhere')
    expect(await countDocuments(workingFolder)).toBe(0)
  })

  it('of an older version is brought up to date by whatever command comes first', async () => {
    const workingFolder = newFolder()
    const dataDir = join(workingFolder, 'data')
    ;(await openStore({ dataDir, now: () => NOON, migrations: MIGRATIONS.slice(0, 1) })).close()
    const listed = await run(['documents'], { workingFolder })
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('还没有收录文件') as unknown })
  })
})
