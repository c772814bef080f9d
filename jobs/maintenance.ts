/**
 * Keeps embeddings and indexes in step with the documents while the service runs: another process may ingest at any time.
 * In: what brings the library up to date. Out: a job that can be run now, asked whether it is busy, and stopped. A tick
 * only asks what is missing, so a missed one loses nothing.
 */
import { schedule, type Logger } from 'node-cron'
import type { Log } from '../knowledge/model/log.ts'

export interface MaintenanceParts {
  /** Embeds what is new and renews the indexes; stops early when the signal says so. */
  readonly refresh: (options: { readonly signal: AbortSignal }) => Promise<void>
  readonly log: Log
}

export interface Maintenance {
  /** Does what is to be done; joins a run that is going on. Trouble is logged, the next tick tries again. */
  runNow(): Promise<void>
  isBusy(): boolean
  /** No more ticks; waits for a run to stop. */
  stop(): Promise<void>
}

/** New documents should be found by meaning, too, within a minute. */
const EVERY_MINUTE = '* * * * *'
const ZONE = 'Asia/Shanghai'

export function scheduleMaintenance({ refresh, log }: MaintenanceParts): Maintenance {
  const stopping = new AbortController()
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    try {
      await refresh({ signal: stopping.signal })
    } catch (error) {
      log.warn(`maintenance failed, trying again at the next tick: ${describe(error)}`)
    }
  }

  function runNow(): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve()
    running ??= run().finally(() => {
      running = null
    })
    return running
  }

  // Runs join instead of overlapping, and the next tick does what a missed one would have done.
  const ticks = schedule(EVERY_MINUTE, () => runNow(), {
    timezone: ZONE,
    name: 'maintenance',
    suppressMissedWarning: true,
    logger: schedulerLog(log),
  })
  return {
    runNow,
    isBusy: () => running !== null,
    async stop() {
      stopping.abort()
      await ticks.destroy()
      await running
    },
  }
}

/** The scheduler would write to standard output, where only results may go. */
function schedulerLog(log: Log): Logger {
  const say = (message: string | Error): void => {
    log.warn(`scheduler: ${message instanceof Error ? message.message : message}`)
  }
  return { info: () => undefined, debug: () => undefined, warn: say, error: say }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
