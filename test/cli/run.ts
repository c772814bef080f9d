/** Runs the command line in this process, with streams that remember and a clock that stands still. */
import { Readable, Writable } from 'node:stream'
import { runProgram } from '../../cli/program.ts'
import type { System } from '../../cli/system.ts'

export class Recorder extends Writable {
  written = ''
  /** Told of everything as it is written. */
  onWrite: (all: string) => void = () => undefined

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written += chunk.toString('utf8')
    this.onWrite(this.written)
    done()
  }
}

export interface FakeSystem extends System {
  readonly out: Recorder
  readonly err: Recorder
  /** As if SIGINT had come. */
  readonly interrupt: () => void
  /** How many parts of the program listen for signals. */
  readonly listeners: () => number
  /** Lines for the log, which go nowhere else. */
  readonly logged: string[]
}

export interface FakeSettings {
  readonly workingFolder: string
  readonly env?: Readonly<Record<string, string>>
  /** Lines typed at a terminal; left out, nobody sits there. */
  readonly typed?: Readable
}

export const NOON = new Date('2026-03-02T04:00:00.000Z')

export function fakeSystem({ workingFolder, env = {}, typed }: FakeSettings): FakeSystem {
  const stops = new Set<() => void>()
  const logged: string[] = []
  let elapsedMs = 0
  return {
    out: new Recorder(),
    err: new Recorder(),
    input: typed === undefined ? Readable.from([]) : Object.assign(typed, { isTTY: true }),
    env,
    workingFolder,
    now: () => NOON,
    // Every look at it finds it a millisecond later.
    nowMs: () => ++elapsedMs,
    log: { info: line => logged.push(line), warn: line => logged.push(line) },
    onStop(stop) {
      stops.add(stop)
      return () => stops.delete(stop)
    },
    interrupt: () => [...stops].forEach(stop => stop()),
    listeners: () => stops.size,
    logged,
  }
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output as one JSON value. */
  readonly json: () => unknown
}

export async function run(args: readonly string[], settings: FakeSettings): Promise<Ran> {
  const system = fakeSystem(settings)
  const code = await runProgram(args, system)
  return {
    code,
    out: system.out.written,
    err: system.err.written,
    json: () => JSON.parse(system.out.written) as unknown,
  }
}

/** What a failed command must say: nothing on standard output, one line in Chinese on standard error. */
export const ONE_LINE = /^[^\n\r]*\p{Script=Han}[^\n\r]*[。）]\n$/u
