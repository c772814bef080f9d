/**
 * Shows how far a long run has come: a moving bar on a terminal, now and then a line anywhere else. In: numbers and
 * the name of what is at hand. Out: text on the stream given, which should be standard error. It decides nothing and
 * keeps no time of its own: the clock is a parameter.
 */
import { SingleBar } from 'cli-progress'
import { displayName } from './read/index.ts'

export interface ProgressOptions {
  readonly stream: NodeJS.WritableStream & { readonly columns?: number | undefined }
  /** True draws a bar that repaints itself; false writes lines fit for a log file. */
  readonly isTerminal: boolean
  /** What is being done, e.g. 读取. */
  readonly label: string
  /** Milliseconds from any fixed point. Used only for lines. */
  readonly nowMs: () => number
  /** Writes nothing at all. @default false */
  readonly quiet?: boolean
}

export interface Progress {
  /** Begins a run of `total` steps; ends one that is still going on. */
  readonly start: (total: number) => void
  /** `count` steps more are done; `item` names the one at hand, and may hold any characters. */
  readonly advance: (count: number, item?: string) => void
  /** Shows where it ended. Safe to call twice. */
  readonly stop: () => void
}

export function createProgress(options: ProgressOptions): Progress {
  if (options.quiet === true) return SILENT
  return options.isTerminal ? createBar(options) : createLines(options)
}

const SILENT: Progress = { start: () => undefined, advance: () => undefined, stop: () => undefined }

const BAR_COLUMNS = 24
// Counts, percentage, time left and the blanks between them take no more than this.
const FIGURE_COLUMNS = 36
const DEFAULT_COLUMNS = 80

function createBar({ stream, label }: ProgressOptions): Progress {
  const bar = new SingleBar({
    stream,
    format: `${label} [{bar}] {percentage}% {value}/{total} {eta_formatted} {item}`,
    barsize: BAR_COLUMNS,
    formatTime: timeLeft,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    // The library would otherwise take over SIGINT, and switch the terminal's line wrapping, which a kill leaves off.
    gracefulExit: false,
    linewrap: true,
  })
  const itemColumns = (): number =>
    (stream.columns ?? DEFAULT_COLUMNS) - BAR_COLUMNS - FIGURE_COLUMNS - columnsOf(label)
  return {
    start: total => {
      bar.stop()
      bar.start(total, 0, { item: '' })
    },
    advance: (count, item) =>
      bar.increment(count, item === undefined ? {} : { item: fitColumns(displayName(item), itemColumns()) }),
    stop: () => bar.stop(),
  }
}

/** The library passes 'NULL' or 'INF' before it has seen two steps, whatever its types say. */
function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '剩余时间未知'
  return seconds < 60 ? `剩余 ${seconds} 秒` : `剩余 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}

// A log wants to know that it goes on, not every step of it.
const LINE_INTERVAL_MS = 2000
const LINE_STEP_PERCENT = 10

interface LineState {
  total: number
  done: number
  shownDone: number
  shownAtMs: number
}

function createLines({ stream, label, nowMs }: ProgressOptions): Progress {
  let run: LineState | null = null
  const show = (state: LineState): void => {
    state.shownDone = state.done
    state.shownAtMs = nowMs()
    stream.write(`${label} ${state.done}/${state.total}（${percentOf(state.done, state.total)}%）\n`)
  }
  const stop = (): void => {
    if (run !== null && run.done !== run.shownDone) show(run)
    run = null
  }
  return {
    start: total => {
      stop()
      run = { total, done: 0, shownDone: 0, shownAtMs: 0 }
      show(run)
    },
    advance: count => {
      if (run === null) return
      run.done += count
      if (run.done < run.total && isDue(run, nowMs())) show(run)
    },
    stop,
  }
}

function isDue(state: LineState, now: number): boolean {
  const step = (done: number): number => Math.floor(percentOf(done, state.total) / LINE_STEP_PERCENT)
  return now - state.shownAtMs >= LINE_INTERVAL_MS && step(state.done) > step(state.shownDone)
}

function percentOf(done: number, total: number): number {
  return total === 0 ? 100 : Math.floor((done / total) * 100)
}

/** Columns a terminal needs: two for an ideograph, a full-width form or an emoji. */
function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += isWide(character) ? 2 : 1
  return columns
}

function isWide(character: string): boolean {
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u.test(
    character,
  )
}

/** The end of `text` that fits, since the end of a path tells most; the cut is marked. Empty where nothing fits. */
function fitColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let left = columns - 1
  const kept: string[] = []
  for (const character of [...text].reverse()) {
    left -= columnsOf(character)
    if (left < 0) break
    kept.unshift(character)
  }
  return kept.length === 0 ? '' : `…${kept.join('')}`
}
