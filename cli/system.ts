/**
 * What commands may know of the process: streams, clock, environment, signals. The only place that reads them, so that
 * commands can be run in tests.
 */
import { join } from 'node:path'
import type { Log } from '../knowledge/model/log.ts'

export interface System {
  readonly out: NodeJS.WritableStream
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly workingFolder: string
  readonly now: () => Date
  /** Milliseconds since the process started. */
  readonly nowMs: () => number
  readonly log: Log
  /**
   * Calls back once, at the first SIGINT or SIGTERM; a second one then ends the process at once, which loses nothing
   * that was stored. The answer stops listening.
   */
  readonly onStop: (stop: () => void) => () => void
}

export function createSystem(): System {
  const err = process.stderr
  ignoreLostReader(process.stdout)
  ignoreLostReader(err)
  const write = (level: string, message: string): void => {
    err.write(`${level} ${message}\n`)
  }
  return {
    out: process.stdout,
    err,
    input: process.stdin,
    env: process.env,
    workingFolder: process.cwd(),
    now: () => new Date(),
    nowMs: () => performance.now(),
    log: {
      info: message => {
        write('info', message)
      },
      warn: message => {
        write('warn', message)
      },
    },
    onStop,
  }
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const

function onStop(stop: () => void): () => void {
  const release = (): void => {
    for (const signal of STOP_SIGNALS) process.off(signal, stopOnce)
  }
  const stopOnce = (): void => {
    release()
    stop()
  }
  for (const signal of STOP_SIGNALS) process.on(signal, stopOnce)
  return release
}

/** `xuefa documents | head -1` closes the pipe early, which is no failure of ours; the rest is written to nobody. */
function ignoreLostReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

/** Where documents and indexes are kept when `--data` is not given. */
export function defaultDataDir(system: Pick<System, 'workingFolder'>): string {
  return join(system.workingFolder, 'data')
}
