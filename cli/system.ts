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
  /** Milliseconds from a fixed point, for durations. */
  readonly nowMs: () => number
  readonly log: Log
  /** Calls back on SIGINT and SIGTERM; the answer stops listening. */
  onStop(stop: () => void): () => void
}

export function createSystem(): System {
  const err = process.stderr
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
    onStop(stop) {
      const once = (): void => {
        stop()
      }
      process.on('SIGINT', once)
      process.on('SIGTERM', once)
      return () => {
        process.off('SIGINT', once)
        process.off('SIGTERM', once)
      }
    },
  }
}

/** Where documents and indexes are kept when `--data` is not given. */
export function defaultDataDir(system: Pick<System, 'workingFolder'>): string {
  return join(system.workingFolder, 'data')
}
