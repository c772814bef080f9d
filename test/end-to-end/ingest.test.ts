/** Ingest as a process that is killed, stopped, doubled, or starved of disk. */
import { spawnSync } from 'node:child_process'
import { setImmediate } from 'node:timers/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../knowledge/store/index.ts'
import { PLAN, temporaryFolders, writeFiles } from '../cli/library.ts'
import { NOON, ONE_LINE } from '../cli/run.ts'
import { seededRandom } from '../contract/vector-index.ts'
import { start, type Child, type Finished } from './child.ts'
import { compileProgram, type CompiledProgram } from './compiled.ts'

const newFolder = temporaryFolders()
const FILES = 200
const TIMEOUT_MS = 300_000

let program: CompiledProgram
/** Holds the generated files in `in/`. */
let input = ''
/** What an undisturbed run makes of them. */
let whole: unknown

beforeAll(async () => {
  program = compileProgram()
  input = writeFiles(newFolder(), generatedFiles())
  const undisturbed = newFolder()
  expect((await ingest(undisturbed).ended).code).toBe(0)
  whole = await describeStore(undisturbed)
}, TIMEOUT_MS)
afterAll(() => program.remove())

function generatedFiles(): Record<string, string> {
  const random = seededRandom(20)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const units = ['县司法局', '县财政局', '各乡镇', '县教育局', '县应急管理局']
  const duties = ['起草年度报告', '组织会前学法', '清理规范性文件', '培训执法人员', '评查行政案卷']
  const moments = ['每年3月1日前', '每季度末', '每年不少于4次', '收到申请后5个工作日内', '6月底前']
  const article = (n: number): string =>
    `第${n}条 ${pick(units)}应当${pick(moments)}${pick(duties)}，并把办理情况报送${pick(units)}。`
  const file = (i: number): string =>
    [
      `溪口县第${i}号工作规定`,
      ...Array.from({ length: 5 + Math.floor(random() * 40) }, (_, n) => article(n + 1)),
    ].join('\n')
  return Object.fromEntries(
    Array.from({ length: FILES }, (_, i) => [`${String(i).padStart(3, '0')}.txt`, file(i)]),
  )
}

const ingest = (folder: string, ...more: string[]): Child =>
  start([process.execPath, program.main, 'ingest', input, ...more], { cwd: folder })

const open = (folder: string, readOnly = false): Promise<Store> =>
  openStore({ dataDir: join(folder, 'data'), now: () => NOON, readOnly })

/** All that a run leaves behind, without what depends on the order of runs. */
async function describeStore(folder: string): Promise<unknown> {
  const store = await open(folder)
  const documents = store.documents().map(({ id, source, title, characters, contentHash }) => ({
    source,
    title,
    characters,
    contentHash,
    articles: store.articlesOf(id).map(({ label, text }) => `${label} ${text}`),
    units: store.units(id).length,
  }))
  const described = { damage: store.check(), counts: store.counts(), documents }
  store.close()
  return described
}

/** Each document that is there is there whole. */
async function expectPartOfWhole(folder: string): Promise<number> {
  const { documents, damage } = (await describeStore(folder)) as {
    documents: { source: string }[]
    damage: unknown
  }
  const expected = new Map((whole as { documents: { source: string }[] }).documents.map(d => [d.source, d]))
  expect(damage).toEqual([])
  for (const document of documents) expect(document).toEqual(expected.get(document.source))
  expect(new Set(documents.map(({ source }) => source)).size).toBe(documents.length)
  return documents.length
}

/** Looks into the database until it holds enough, or the process has ended. */
async function until(folder: string, child: Child, isReached: (store: Store) => boolean): Promise<void> {
  let hasEnded = false
  void child.ended.then(() => (hasEnded = true))
  ;(await open(folder)).close()
  const store = await open(folder, true)
  while (!hasEnded && !isReached(store)) await setImmediate()
  store.close()
}

describe('kill -9', () => {
  it(
    'at any moment of a run over 200 files leaves whole documents, and the next run finishes',
    async () => {
      const folder = newFolder()
      const random = seededRandom(41)
      const upTo = (limit: number): number => 1 + Math.floor(random() * limit)
      const moments: ((store: Store) => boolean)[] = []
      for (const limit of [40, 100, 160]) {
        const documents = upTo(limit)
        moments.push(store => store.counts().documents >= documents)
      }
      const embeddings = upTo(2000)
      moments.push(store => store.counts().embeddings >= embeddings)
      let before = 0
      for (const isReached of moments) {
        const child = ingest(folder)
        await until(folder, child, isReached)
        child.process.kill('SIGKILL')
        expect(await child.ended).toMatchObject({ code: null })
        const documents = await expectPartOfWhole(folder)
        expect(documents).toBeGreaterThanOrEqual(before)
        before = documents
      }
      const last = await ingest(folder, '--json').ended
      expect(last.code).toBe(0)
      const { documents } = JSON.parse(last.out) as { documents: { skipped: boolean }[] }
      expect(documents).toHaveLength(FILES)
      expect(documents.filter(({ skipped }) => skipped)).toHaveLength(before)
      expect(await describeStore(folder)).toEqual(whole)
    },
    TIMEOUT_MS,
  )
})

describe('a stop signal', () => {
  it(
    'ends the run after the file at hand, and the same command does the rest',
    async () => {
      const folder = newFolder()
      const child = ingest(folder)
      await until(folder, child, store => store.counts().documents >= 20)
      child.process.kill('SIGINT')
      const stopped = await child.ended
      expect(stopped.code).toBe(1)
      expect(stopped.out).toMatch(/没有读完就停止了。已收录的不会丢失，重新运行同一命令会从中断处继续。\n$/)
      const done = await expectPartOfWhole(folder)
      expect(stopped.out).toContain(`共收录 ${done} 份`)
      expect(done).toBeLessThan(FILES)
      const rest = await ingest(folder).ended
      expect(rest.code).toBe(0)
      expect(rest.out).toContain(`共收录 ${FILES - done} 份，跳过 ${done} 份，失败 0 份`)
      expect(await describeStore(folder)).toEqual(whole)
    },
    TIMEOUT_MS,
  )
})

describe('two ingests at once', () => {
  it(
    'the second says who is at work, in one line, and changes nothing',
    async () => {
      const folder = newFolder()
      const first = ingest(folder)
      await until(folder, first, store => store.counts().documents >= 1)
      first.process.kill('SIGSTOP')
      const second = await ingest(folder, '--json').ended
      first.process.kill('SIGCONT')
      expect(second).toMatchObject({ code: 2, out: '' })
      expect(second.err).toMatch(ONE_LINE)
      expect(second.err).toContain(String(first.process.pid))
      expect((await first.ended).code).toBe(0)
      expect(await describeStore(folder)).toEqual(whole)
    },
    TIMEOUT_MS,
  )
})

const mayMount = spawnSync('unshare', ['-rm', 'true']).status === 0

describe('a data folder on a read-only disk', () => {
  it.skipIf(!mayMount)(
    'is refused by ingest in one line, and answers all the same (needs unshare)',
    async () => {
      const folder = writeFiles(newFolder(), { 'plan.txt': PLAN })
      const xuefa = [process.execPath, program.main]
      expect((await start([...xuefa, 'ingest', 'plan.txt'], { cwd: folder }).ended).code).toBe(0)
      const script =
        'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && cd "$1" && shift && exec "$@"'
      const readOnly = (...args: string[]): Promise<Finished> =>
        start(['unshare', '-rm', 'sh', '-c', script, 'sh', folder, ...xuefa, ...args], { cwd: folder }).ended
      const refused = await readOnly('ingest', 'plan.txt')
      expect(refused).toMatchObject({ code: 2, out: '' })
      expect(refused.err).toMatch(ONE_LINE)
      const asked = await readOnly('ask', '会前学法一年几次？')
      expect(asked.code).toBe(0)
      expect(asked.out).toContain('不少于4次')
      expect((await readOnly('documents')).out).toContain('共 1 份。')
    },
    TIMEOUT_MS,
  )
})

describe('a full disk', () => {
  it(
    'ends the run with a line that names the file at hand; with room again the next run finishes',
    async () => {
      const folder = newFolder()
      // Files may grow to 600 KiB; with the signal ignored, writing more fails as on a full disk.
      const script = 'trap "" XFSZ; ulimit -f 600; exec "$@"'
      const starved = await start(
        ['bash', '-c', script, 'bash', process.execPath, program.main, 'ingest', input],
        { cwd: folder },
      ).ended
      expect(starved.code).toBe(1)
      expect(starved.out.split('\n').filter(line => line.startsWith('未能读入'))).toHaveLength(1)
      expect(await expectPartOfWhole(folder)).toBeLessThan(FILES)
      expect((await ingest(folder).ended).code).toBe(0)
      expect(await describeStore(folder)).toEqual(whole)
    },
    TIMEOUT_MS,
  )
})
