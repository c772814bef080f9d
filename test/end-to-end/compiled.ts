/**
 * The program as it is installed: our sources compiled into a folder of its own, so that a test neither depends on an
 * old dist/ nor writes into the one in use. Types are not checked here.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { packageRoot } from '../../knowledge/package-root.ts'

const FOLDERS = ['bot', 'cli', 'ingest', 'jobs', 'knowledge']

export interface CompiledProgram {
  /** The compiled cli/main.ts. */
  readonly main: string
  remove(): void
}

export function compileProgram(): CompiledProgram {
  const root = packageRoot()
  const folder = join(root, 'node_modules', '.cache', `xuefa-test-${process.pid}`)
  rmSync(folder, { recursive: true, force: true })
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.build.json'), path => readFileSync(path, 'utf8')).config,
    ts.sys,
    root,
  )
  for (const name of FOLDERS.flatMap(sourcesIn)) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, name), 'utf8'), {
      // A file alone does not show its package.json, which says that all of ours are modules.
      compilerOptions: { ...options, module: ts.ModuleKind.ESNext, sourceMap: false },
      fileName: join(root, name),
    })
    const target = join(folder, 'dist', name.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, outputText)
  }
  // The page's static files lie beside the sources, where dist/ finds them too.
  symlinkSync(join(root, 'bot'), join(folder, 'bot'))
  return {
    main: join(folder, 'dist', 'cli', 'main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name))
}
