import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createProgress } from '../../../ingest/progress.ts'

class Recorder extends Writable {
  readonly columns = 80
  readonly isTTY: boolean
  written = ''

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written += chunk.toString()
    done()
  }
}

describe('progress in a log', () => {
  it('writes a line at the start, at most one in two seconds and one in ten percent, and one at the end', () => {
    const stream = new Recorder(false)
    let now = 0
    const progress = createProgress({ stream, isTerminal: false, label: '读取', nowMs: () => now })
    progress.start(200)
    for (let i = 0; i < 200; i++) {
      now += 50
      progress.advance(1, `文件${i}.txt`)
    }
    progress.stop()
    progress.stop()
    // Ten seconds: the tens of percent at which two seconds had passed since the line before.
    expect(stream.written).toBe(
      ['0/200（0%）', '40/200（20%）', '80/200（40%）', '120/200（60%）', '160/200（80%）', '200/200（100%）']
        .map(line => `读取 ${line}\n`)
        .join(''),
    )
  })

  it('keeps silent between tenths however slow it is, and shows where an interrupted run ended', () => {
    const stream = new Recorder(false)
    let now = 0
    const progress = createProgress({ stream, isTerminal: false, label: '读取', nowMs: () => now })
    progress.start(1000)
    for (let i = 0; i < 50; i++) {
      now += 60_000
      progress.advance(1)
    }
    progress.stop()
    expect(stream.written).toBe('读取 0/1000（0%）\n读取 50/1000（5%）\n')
  })

  it('can be stopped before it began, and begun with nothing to do', () => {
    const stream = new Recorder(false)
    const progress = createProgress({ stream, isTerminal: false, label: '读取', nowMs: () => 0 })
    progress.stop()
    progress.advance(1)
    expect(stream.written).toBe('')
    progress.start(0)
    progress.stop()
    expect(stream.written).toBe('读取 0/0（100%）\n')
  })
})

describe('progress on a terminal', () => {
  it('draws one bar whose lines stay within the width, whatever the item is called', () => {
    const stream = new Recorder(true)
    const progress = createProgress({ stream, isTerminal: true, label: '读取', nowMs: () => 0 })
    progress.start(4)
    progress.advance(1, `${'很长的文件夹名'.repeat(20)}/末尾\n\u001B[2J.txt`)
    progress.stop()
    progress.stop()
    expect(stream.written).toContain('读取 [')
    expect(stream.written).toContain('25% 1/4')
    expect(stream.written).not.toContain('\u001B[2J')
    const drawn = stream.written.replace(/\u001B(?:\[[0-9;?]*[A-Za-z]|[78])/g, '\n').split('\n')
    for (const line of drawn) {
      const columns = [...line].reduce((sum, c) => sum + (/[\u2E80-\uFFEF]/.test(c) ? 2 : 1), 0)
      expect(columns).toBeLessThanOrEqual(80)
    }
    expect(stream.written.endsWith('\n')).toBe(true)
  })

  it('leaves the signals of the process alone', () => {
    const before = process.listenerCount('SIGINT')
    const progress = createProgress({
      stream: new Recorder(true),
      isTerminal: true,
      label: '读取',
      nowMs: () => 0,
    })
    progress.start(1)
    expect(process.listenerCount('SIGINT')).toBe(before)
    progress.stop()
  })
})

it('writes nothing when it is quiet', () => {
  for (const isTerminal of [true, false]) {
    const stream = new Recorder(isTerminal)
    const progress = createProgress({ stream, isTerminal, label: '读取', nowMs: () => 0, quiet: true })
    progress.start(2)
    progress.advance(2, 'a.txt')
    progress.stop()
    expect(stream.written).toBe('')
  }
})
