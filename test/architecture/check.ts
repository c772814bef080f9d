/**
 * Checks sources against the rules. In: texts of files by path. Out: offences, each with what to do about it.
 * It reads no disk, so that the checks themselves can be tested on planted offences.
 */
import { builtinModules } from 'node:module'
import { dirname, normalize } from 'node:path/posix'
import ts from 'typescript'
import {
  ADVICE,
  LINES_MAX,
  MAY_IMPORT,
  MAY_PASS_THE_DOOR,
  MAY_READ_CLOCK_OR_CHANCE,
  NODE_MODULES,
  PACKAGES,
} from './rules.ts'

/** Texts by path from the root of the repository, parts joined by `/`. */
export type Sources = ReadonlyMap<string, string>

interface Import {
  readonly from: string
  /** A path of ours, or the name of a module. */
  readonly to: string
  readonly isOurs: boolean
}

export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => ({
      from,
      to: fileName.startsWith('.') ? normalize(`${dirname(from)}/${fileName}`) : fileName,
      isOurs: fileName.startsWith('.'),
    })),
  )
}

function longest<T>(table: ReadonlyMap<string, T>, path: string): T | undefined {
  const fitting = [...table].filter(([prefix]) => path.startsWith(prefix))
  return fitting.sort(([a], [b]) => b.length - a.length)[0]?.[1]
}

export function findForbiddenImports(sources: Sources): string[] {
  return importsOf(sources)
    .filter(({ isOurs }) => isOurs)
    .flatMap(({ from, to }) => {
      if (to.endsWith('/main.ts')) return [`${from} imports ${to}: an entry point is run, never imported.`]
      if (to.startsWith('test/')) return [`${from} imports ${to}: the program never depends on its tests.`]
      const allowed = longest(MAY_IMPORT, from) ?? []
      if (allowed.some(prefix => to.startsWith(prefix))) return []
      return [
        `${from} imports ${to}, but may import only ${allowed.join(', ')}. ${longest(ADVICE, from) ?? ''}`,
      ]
    })
}

/** Where a folder has an index.ts, the others come in through it. */
export function findPastTheDoor(sources: Sources): string[] {
  return importsOf(sources).flatMap(({ from, to, isOurs }) => {
    const door = `${dirname(to)}/index.ts`
    if (!isOurs || to === door || !sources.has(door) || from.startsWith(`${dirname(to)}/`)) return []
    if ((longest(MAY_PASS_THE_DOOR, from) ?? []).some(folder => to.startsWith(folder))) return []
    return [`${from} imports ${to}: import it from ${door}, and list it there if it is not.`]
  })
}

export function findMisplacedPackages(sources: Sources): string[] {
  return importsOf(sources)
    .filter(({ isOurs }) => !isOurs)
    .flatMap(({ from, to }) => {
      const isBuiltin = to.startsWith('node:') || builtinModules.includes(to)
      if (isBuiltin && !to.startsWith('node:')) return [`${from} imports '${to}': write 'node:${to}'.`]
      const places = isBuiltin ? NODE_MODULES.get(to) : (PACKAGES.get(packageOf(to)) ?? [])
      if (places === undefined || places.some(prefix => from.startsWith(prefix))) return []
      const where = places.length === 0 ? 'nowhere' : `only in ${places.join(', ')}`
      return [
        `${from} imports '${to}', which is used ${where}: ask that part for what you need, or add a row with a reason to test/architecture/rules.ts.`,
      ]
    })
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Types count too: a cycle of types is a vocabulary without an owner. */
export function findCycles(sources: Sources): string[] {
  const edges = new Map<string, string[]>([...sources.keys()].map(path => [path, []]))
  for (const { from, to } of importsOf(sources)) if (sources.has(to)) edges.get(from)?.push(to)
  const finished = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      cycles.push(`${[...trail.slice(at), path].join(' → ')}: move what both need into a file of its own.`)
      return
    }
    if (finished.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    finished.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return cycles
}

export function findLongFiles(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const lines = text.replace(/\n$/, '').split('\n').length
    return lines <= LINES_MAX
      ? []
      : [`${path} has ${lines} lines, at most ${LINES_MAX}: split it by what it is about.`]
  })
}

export function findClockAndChance(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    if (MAY_READ_CLOCK_OR_CHANCE.has(path) || !MAY_MEAN_ONE.test(text)) return []
    return clockAndChanceIn(path, text).map(
      use => `${path} uses ${use}: take the time (or the seed) as an argument; cli/system.ts has the clock.`,
    )
  })
}

const CALLS_OF_CHANCE = new Set(['randomBytes', 'randomUUID', 'randomInt'])
const READS = new Set(['Date.now', 'Math.random', 'performance.now', 'process.hrtime'])

/** Spares most files the parsing. */
const MAY_MEAN_ONE = /Date|random|performance|hrtime/i

function clockAndChanceIn(path: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isNewExpression(node) &&
      node.expression.getText() === 'Date' &&
      (node.arguments?.length ?? 0) === 0
    )
      found.push('new Date()')
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText()
      if (called === 'Date' || CALLS_OF_CHANCE.has(called.split('.').at(-1) ?? '')) found.push(`${called}()`)
    }
    // Named without a call it is handed on, which reads the clock all the same.
    if (ts.isPropertyAccessExpression(node) && READS.has(node.getText())) found.push(node.getText())
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}
