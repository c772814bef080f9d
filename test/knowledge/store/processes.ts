/** Starts child.ts and reads its lines. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
/** The command line of node for a TypeScript file. */
export const NODE = [process.execPath, '--import', import.meta.resolve('tsx'), CHILD] as const

export interface Child {
  readonly process: ChildProcess
  readonly lines: AsyncIterable<string>
  /** Exit code, null where a signal ended it; waits for the end of its output too. */
  readonly ended: Promise<number | null>
}

export function startChild(...parameters: string[]): Child {
  const [command, ...options] = NODE
  const child = spawn(command, [...options, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { process: child, lines: createInterface({ input: child.stdout }), ended }
}
