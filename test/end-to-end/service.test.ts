/** The service as it is installed: a process, a port, signals. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../knowledge/model/answer.ts'
import { PLAN, temporaryFolders, writeFiles } from '../cli/library.ts'
import { ONE_LINE } from '../cli/run.ts'
import { start, type Child } from './child.ts'
import { compileProgram, type CompiledProgram } from './compiled.ts'

const newFolder = temporaryFolders()
const READY = /已就绪：(http:\S+?)（([\d.]+) 秒）/
const TIMEOUT_MS = 120_000
/** The promise is 2 s on a machine of its own; tests share theirs, so they count what the process itself computed. */
const SECOND_START_MAX_CPU_SECONDS = 4
const TICKS_PER_SECOND = 100

let program: CompiledProgram
beforeAll(() => {
  program = compileProgram()
})
afterAll(() => program.remove())

const xuefa = (cwd: string, ...args: string[]): Child =>
  start([process.execPath, program.main, ...args], { cwd })

interface Service {
  readonly child: Child
  readonly seconds: number
  readonly ask: (question: string) => Promise<Answer>
  readonly health: () => Promise<unknown>
}

async function serve(cwd: string): Promise<Service> {
  const child = xuefa(cwd, 'start', '--port', '0')
  const [, url = '', seconds] = await child.says(READY)
  return {
    child,
    seconds: Number(seconds),
    health: async () => (await fetch(`${url}healthz`)).json(),
    ask: async question => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${url}api/ask`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ question }),
      })
      return (await answer.json()) as Answer
    },
  }
}

async function stop({ child }: Service, signal: NodeJS.Signals = 'SIGTERM') {
  child.process.kill(signal)
  return child.ended
}

/** User and system time of a running process; null where there is no /proc. */
function cpuSecondsOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  } catch {
    return null
  }
}

describe('xuefa start', () => {
  it(
    'reads the documents that ship with it into an empty folder, answers, stops at a signal; then starts quickly',
    async () => {
      const folder = newFolder()
      const first = await serve(folder)
      expect(await first.health()).toMatchObject({ ok: true, documents: 8 })
      const answer = await first.ask('清渠区的法治政府建设年度报告什么时候公布？')
      expect(answer.status).toBe('answered')
      expect(answer.citations.length).toBeGreaterThan(0)
      const ended = await stop(first)
      expect(ended).toMatchObject({ code: 0, out: '' })
      expect(ended.err).toMatch(/^数据文件夹是空的，先读入随程序附带的示例文件。\n读取 0\/8（0%）\n/)
      expect(ended.err).toMatch(/正在停止…\n$/)

      const second = await serve(folder)
      const cpuSeconds = cpuSecondsOf(second.child.process.pid)
      console.log(`second start: ready after ${second.seconds} s, ${cpuSeconds} s of CPU time`)
      expect(cpuSeconds ?? 0).toBeLessThan(SECOND_START_MAX_CPU_SECONDS)
      expect(await second.health()).toMatchObject({ documents: 8 })
      expect(await stop(second, 'SIGINT')).toMatchObject({ code: 0 })
    },
    TIMEOUT_MS,
  )

  it(
    'knows at the next question what another process has ingested meanwhile',
    async () => {
      const folder = writeFiles(newFolder(), { 'plan.txt': PLAN })
      const service = await serve(folder)
      const question = '溪口县行政执法人员每年培训多少学时？'
      const { citations } = await service.ask(question)
      expect(citations.map(({ document }) => document.jurisdiction)).not.toContain('溪口县')
      expect(await xuefa(folder, 'ingest', 'plan.txt').ended).toMatchObject({ code: 0 })
      const answer = await service.ask(question)
      expect(answer).toMatchObject({ status: 'answered', scope: '溪口县' })
      expect(answer.citations[0]?.quote).toContain('60学时')
      expect(await service.health()).toMatchObject({ documents: 9 })
      expect(await stop(service)).toMatchObject({ code: 0 })
    },
    TIMEOUT_MS,
  )

  it(
    'says in one line that the port is in use, and ends',
    async () => {
      const folder = writeFiles(newFolder(), { 'plan.txt': PLAN })
      expect(await xuefa(folder, 'ingest', 'plan.txt').ended).toMatchObject({ code: 0 })
      const other = createServer()
      await new Promise<void>(fulfil => other.listen(0, '127.0.0.1', fulfil))
      const { port } = other.address() as AddressInfo
      const ended = await xuefa(folder, 'start', '--port', String(port)).ended
      other.close()
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toMatch(ONE_LINE)
      expect(ended.err).toContain(`端口 ${port} 已被其他程序占用`)
    },
    TIMEOUT_MS,
  )

  it(
    'stops while it reads its first documents, and goes on there the next time',
    async () => {
      const folder = newFolder()
      const child = xuefa(folder, 'start', '--port', '0')
      await child.says(/读取 0\//)
      child.process.kill('SIGTERM')
      const ended = await child.ended
      expect(ended.code).toBe(0)
      expect(ended.err).not.toMatch(READY)
    },
    TIMEOUT_MS,
  )
})

describe('the program in a pipe', () => {
  it(
    'does not mind that nobody reads on',
    async () => {
      const folder = writeFiles(newFolder(), { 'plan.txt': PLAN.repeat(200) })
      expect(await xuefa(folder, 'ingest', 'plan.txt').ended).toMatchObject({ code: 0 })
      const list = await xuefa(folder, 'documents', '--json').ended
      const { documents } = JSON.parse(list.out) as { documents: { id: string }[] }
      const shell = `"$0" "$1" structure "$2" | head -1; exit "\${PIPESTATUS[0]}"`
      const command = ['bash', '-c', shell, process.execPath, program.main, documents[0]?.id ?? '']
      const ended = await start(command, { cwd: folder }).ended
      expect(ended).toEqual({ code: 0, out: '《溪口县法治政府建设实施方案》\n', err: '' })
    },
    TIMEOUT_MS,
  )
})

describe('an installation that is not whole', () => {
  it(
    'is one line that says what to do, whatever the command',
    async () => {
      const driver = join(dirname(program.main), '..', 'knowledge', 'store', 'database.js')
      const sound = readFileSync(driver, 'utf8')
      writeFileSync(driver, sound.replace("from 'libsql'", "from 'libsql-that-was-not-installed'"))
      const ended = await xuefa(newFolder(), 'doctor').ended.finally(() => writeFileSync(driver, sound))
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toMatch(ONE_LINE)
      expect(ended.err).toContain('libsql-that-was-not-installed')
      expect(ended.err).toContain('npm ci')
    },
    TIMEOUT_MS,
  )
})
