/**
 * `npm run bench [-- section…] [--keep <folder>]`: measures ingest, asking, indexes and retrieval quality. In: shared
 * data where it lies beside the repository, generated data otherwise. Out: a table; exit 1 where a bound is missed.
 * Sections: few (the five documents, else the samples), statutes (56,809 articles), laws (3,502 files), start.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot } from '../knowledge/package-root.ts'
import { toChineseNumeral } from '../knowledge/text/numerals.ts'
import { generateLaws } from './generated.ts'
import { type Figure, percentile } from './measure.ts'

const SECTIONS = ['few', 'start', 'statutes', 'laws'] as const
/** Starts of the program, of which the median counts. */
const STARTS = 5
const GENERATED_FILES = { count: 500, articlesEach: 60 }

const root = packageRoot()
const shared = resolve(root, '../shared')
const { values, positionals } = parseArgs({
  options: { keep: { type: 'string' }, laws: { type: 'string' } },
  allowPositionals: true,
})
const chosen = positionals.length === 0 ? SECTIONS : positionals
const work = values.keep ?? mkdtempSync(join(tmpdir(), 'xuefa-bench-'))
mkdirSync(work, { recursive: true })

/** Runs a phase in a process of its own; its log goes through to standard error. */
function runPhase(name: string, dataDir: string, source = ''): Figure[] {
  process.stderr.write(`… ${name}\n`)
  const phase = join(root, 'bench', 'phase.ts')
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', phase, name, dataDir, source], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: root,
  })
  if (status !== 0) throw new Error(`The phase ${name} ended with ${String(status)}.`)
  return stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as Figure)
}

function fewSource(): string {
  const documents = join(shared, 'documents')
  return existsSync(documents) ? documents : join(root, 'samples')
}

function few(): Figure[] {
  const dataDir = fresh('few')
  return [...runPhase('few-ingest', dataDir, fewSource()), ...runPhase('few-ask', dataDir)]
}

/** A folder kept from an earlier run is asked again, not built again. */
function statutes(): Figure[] {
  const source = join(shared, 'benchmarks')
  const isKept = existsSync(join(work, 'statutes', 'xuefa.db'))
  const built = isKept ? [] : runPhase('statutes-build', fresh('statutes'), source)
  return [...built, ...runPhase('statutes-ask', join(work, 'statutes'), source)]
}

function laws(): Figure[] {
  return runPhase('laws-ingest', fresh('laws'), values.laws ?? lawFiles())
}

function lawFiles(): string {
  const folder = join(work, 'law-files')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const archive = join(shared, 'benchmarks', 'laws.tar.xz')
  if (existsSync(archive)) {
    const { status } = spawnSync('tar', ['-xf', archive, '-C', folder], { stdio: 'inherit' })
    if (status !== 0) throw new Error(`Could not unpack ${archive}. It needs tar and xz.`)
    return folder
  }
  for (const { title, articles } of generateLaws(GENERATED_FILES.count, GENERATED_FILES.articlesEach)) {
    const lines = articles.map((text, i) => `第${toChineseNumeral(i + 1)}条 ${text}`)
    writeFileSync(join(folder, `${title}.txt`), [title, ...lines].join('\n\n'))
  }
  return folder
}

/** From the command to its answer, as a person waits for it: the compiled program, a process of its own each time. */
function start(): Figure[] {
  const section = 'start'
  const program = join(root, 'dist', 'cli', 'main.js')
  if (!existsSync(program)) throw new Error('There is no dist/cli/main.js. Run `npm run build` first.')
  const empty = fresh('start')
  const ingested = timeCommand([program, '--data', empty, 'ingest', fewSource()])
  const seconds = { section, what: 'xuefa ingest, few documents', value: ingested, unit: 's', bound: 5 }
  return [
    seconds,
    { section, what: 'xuefa ask, few documents', value: askTime(program, empty), unit: 's', bound: 2 },
    ...(existsSync(join(work, 'statutes', 'xuefa.db'))
      ? [{ section, what: 'xuefa ask, statutes', value: askTime(program, join(work, 'statutes')), unit: 's' }]
      : []),
  ]
}

function askTime(program: string, dataDir: string): number {
  const command = [program, '--data', dataDir, 'ask', '年度报告什么时候公布？']
  return percentile(
    Array.from({ length: STARTS }, () => timeCommand(command)),
    0.5,
  )
}

function timeCommand(command: readonly string[]): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`)
  return (performance.now() - started) / 1000
}

function fresh(name: string): string {
  const folder = join(work, name)
  rmSync(folder, { recursive: true, force: true })
  return folder
}

function line({ section, what, value, unit, bound, note }: Figure): string {
  const number = value >= 100 ? value.toFixed(0) : value.toPrecision(3)
  const promise = bound === undefined ? '' : value <= bound ? `  ≤ ${bound}` : `  MISSED: ≤ ${bound}`
  const remark = note === undefined ? '' : `  (${note})`
  return `${section.padEnd(9)} ${what.padEnd(44)} ${number.padStart(9)} ${unit}${promise}${remark}`
}

const sections: Readonly<Record<string, () => Figure[]>> = { few, start, statutes, laws }
const figures: Figure[] = []
try {
  for (const name of chosen) {
    const section = sections[name]
    if (section === undefined) throw new Error(`Expected sections among ${SECTIONS.join(', ')}, got ${name}.`)
    const measured = section()
    figures.push(...measured)
    console.log(measured.map(line).join('\n'))
  }
} finally {
  if (values.keep === undefined) rmSync(work, { recursive: true, force: true })
}
process.exitCode = figures.some(({ value, bound }) => bound !== undefined && value > bound) ? 1 : 0
