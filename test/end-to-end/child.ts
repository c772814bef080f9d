/** Runs the compiled program as a process of its own, and watches what it says. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface Finished {
  /** Null where a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Child {
  readonly process: ChildProcess
  /** Waits until standard error holds a match; rejects where the process ends without one. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  readonly ended: Promise<Finished>
}

export function start(command: readonly string[], { cwd }: { cwd: string }): Child {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }))
  return {
    process: child,
    ended,
    says: pattern =>
      new Promise((fulfil, reject) => {
        const look = (): void => {
          const match = pattern.exec(err)
          if (match !== null) fulfil(match)
        }
        child.stderr.on('data', look)
        look()
        void ended.then(({ code }) => reject(new Error(`ended with ${code} and without ${pattern}: ${err}`)))
      }),
  }
}
