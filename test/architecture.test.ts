import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../knowledge/package-root.ts'
import {
  findClockAndChance,
  findCycles,
  findForbiddenImports,
  findLongFiles,
  findMisplacedPackages,
  findPastTheDoor,
  importsOf,
  type Sources,
} from './architecture/check.ts'
import { MAY_IMPORT, MAY_READ_CLOCK_OR_CHANCE } from './architecture/rules.ts'

const PROGRAM = ['bot', 'cli', 'ingest', 'jobs', 'knowledge']
const TOOLS = ['train', 'bench']

function read(folders: readonly string[]): Sources {
  const root = packageRoot()
  const paths = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join(folder, name)),
  )
  return new Map(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]))
}

const program = read(PROGRAM)
const all = new Map([...program, ...read(TOOLS)])

describe('the program', () => {
  it('is read whole, imports included', () => {
    expect(all.size).toBeGreaterThan(100)
    expect(importsOf(all).length).toBeGreaterThan(300)
  })

  it('imports only along the arrows', () => {
    expect(findForbiddenImports(all)).toEqual([])
  })

  it('enters a folder that has a door through the door', () => {
    expect(findPastTheDoor(program)).toEqual([])
  })

  it('has no import cycles', () => {
    expect(findCycles(all)).toEqual([])
  })

  it('keeps every package where it belongs', () => {
    expect(findMisplacedPackages(all)).toEqual([])
  })

  it('has no file that is too long to read', () => {
    expect(findLongFiles(all)).toEqual([])
  })

  it('reads neither clock nor chance but in the named places', () => {
    expect(findClockAndChance(program)).toEqual([])
  })

  it('has no exception that nobody needs', () => {
    const unused = [...MAY_READ_CLOCK_OR_CHANCE.keys()].filter(path => {
      const alone = new Map([['elsewhere.ts', all.get(path) ?? '']])
      return findClockAndChance(alone).length === 0
    })
    expect(unused).toEqual([])
    const rows = [...MAY_IMPORT.keys()].filter(
      prefix => ![...all.keys()].some(path => path.startsWith(prefix)),
    )
    expect(rows).toEqual([])
  })
})

describe('the check finds', () => {
  const one = (path: string, text: string): Sources => new Map([[path, text]])

  it.each([
    ['knowledge/text/fold.ts', `import { x } from '../store/index.ts'`],
    ['knowledge/answer/a.ts', `export { x } from '../../bot/wording.ts'`],
    ['jobs/a.ts', `const a = await import('../bot/assemble.ts')`],
    ['ingest/read/a.ts', `import type { Line } from '../clean/lines.ts'`],
    ['bot/web/a.ts', `import '../console/console.ts'`],
    ['cli/a.ts', `import { startChild } from '../test/child.ts'`],
    ['cli/a.ts', `import './main.ts'`],
    ['knowledge/library.ts', `import { x } from '../ingest/pipeline.ts'`],
  ])('an import against the arrows: %s with %s', (path, text) => {
    expect(findForbiddenImports(one(path, text))).toEqual([expect.stringContaining(`${path} imports`)])
  })

  it('what to do instead', () => {
    const [offence] = findForbiddenImports(one('jobs/a.ts', `import { x } from '../bot/web/app.ts'`))
    expect(offence).toBe(
      'jobs/a.ts imports bot/web/app.ts, but may import only jobs/, knowledge/model/. ' +
        'A job takes functions as arguments; wire it in cli/start.ts.',
    )
  })

  it('no offence in words that only look like an import', () => {
    const text = `// import '../bot/assemble.ts'\nconst a = "import '../bot/assemble.ts'"\nconst b = new Date(0)`
    expect(findForbiddenImports(one('jobs/a.ts', text))).toEqual([])
    expect(findClockAndChance(one('jobs/a.ts', `${text} // new Date(), Math.random()`))).toEqual([])
  })

  it('a way past a door', () => {
    const sources = new Map([
      ['knowledge/store/index.ts', `export { a } from './a.ts'`],
      ['knowledge/store/a.ts', `export const a = 1`],
      ['knowledge/library.ts', `import { a } from './store/a.ts'`],
    ])
    expect(findPastTheDoor(sources)).toEqual([
      'knowledge/library.ts imports knowledge/store/a.ts: import it from knowledge/store/index.ts, and list it there if it is not.',
    ])
  })

  it('a cycle, also one of types', () => {
    const sources = new Map([
      ['a/one.ts', `import type { Two } from '../b/two.ts'`],
      ['b/two.ts', `import { three } from './three.ts'`],
      ['b/three.ts', `export * from '../a/one.ts'`],
    ])
    expect(findCycles(sources)).toEqual([
      expect.stringMatching(/^a\/one\.ts → b\/two\.ts → b\/three\.ts → a\/one\.ts/),
    ])
  })

  it.each([
    ['knowledge/answer/a.ts', `import Database from 'libsql'`, /only in knowledge\/store\//],
    ['bot/web/a.ts', `import { sql } from 'kysely'`, /only in knowledge\/store\//],
    ['bot/assemble.ts', `import { html } from 'hono/html'`, /only in bot\/web\//],
    [
      'knowledge/answer/a.ts',
      `const { x } = await import('@xenova/transformers')`,
      /only in knowledge\/embedding\//,
    ],
    ['jobs/a.ts', `import _ from 'lodash'`, /nowhere/],
    ['knowledge/answer/a.ts', `import { readFileSync } from 'node:fs'`, /only in ingest\/read\//],
    ['cli/a.ts', `import { spawn } from 'node:child_process'`, /only in bench\//],
    ['cli/a.ts', `import { join } from 'path'`, /write 'node:path'/],
  ])('a package out of place: %s with %s', (path, text, complaint) => {
    expect(findMisplacedPackages(one(path, text))).toEqual([expect.stringMatching(complaint)])
  })

  it.each([
    'new Date()',
    'new Date',
    'Date.now()',
    'Date()',
    'Math.random()',
    'performance.now',
    'randomUUID()',
  ])('the clock or chance in %s', text => {
    expect(findClockAndChance(one('knowledge/a.ts', `const a = ${text}`))).toHaveLength(1)
    expect(findClockAndChance(one('cli/system.ts', `const a = ${text}`))).toEqual([])
  })

  it('a file of 401 lines and none of 400', () => {
    expect(findLongFiles(one('a.ts', 'x\n'.repeat(401)))).toHaveLength(1)
    expect(findLongFiles(one('a.ts', 'x\n'.repeat(400)))).toEqual([])
  })
})
