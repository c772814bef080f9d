import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { scheduleMaintenance, type Maintenance } from '../../jobs/maintenance.ts'

const MINUTE_MS = 60_000
let job: Maintenance | null = null
let logged: string[] = []
const log = { info: (line: string) => logged.push(line), warn: (line: string) => logged.push(line) }

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-02T04:00:30.000Z') })
  logged = []
})
afterEach(async () => {
  await job?.stop()
  job = null
  vi.useRealTimers()
})

/** A refresh that ends when it is told to. */
function heldRefresh() {
  const runs: { end: () => void; fail: (error: Error) => void; signal: AbortSignal }[] = []
  const refresh = ({ signal }: { signal: AbortSignal }): Promise<void> =>
    new Promise((end, fail) => runs.push({ end, fail, signal }))
  return { refresh, runs }
}

describe('maintenance', () => {
  it('runs every minute', async () => {
    const refresh = vi.fn(() => Promise.resolve())
    job = scheduleMaintenance({ refresh, log })
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
    expect(refresh).toHaveBeenCalledTimes(5)
    expect(logged).toEqual([])
  })

  it('never runs twice at once: what comes during a run joins it', async () => {
    const { refresh, runs } = heldRefresh()
    job = scheduleMaintenance({ refresh, log })
    const first = job.runNow()
    const second = job.runNow()
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
    expect(runs).toHaveLength(1)
    expect(job.isBusy()).toBe(true)
    runs[0]?.end()
    await Promise.all([first, second])
    expect(job.isBusy()).toBe(false)
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(runs).toHaveLength(2)
    runs[1]?.end()
  })

  it('logs trouble in one line and tries again at the next tick', async () => {
    const refresh = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('disk is full'))
    job = scheduleMaintenance({ refresh, log })
    await expect(job.runNow()).resolves.toBeUndefined()
    expect(logged).toEqual([expect.stringMatching(/^maintenance failed.*: disk is full$/)])
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(refresh).toHaveBeenCalledTimes(2)
    expect(logged).toHaveLength(1)
  })

  it('takes a refresh that throws at once for one that fails', async () => {
    const refresh = (): Promise<void> => {
      throw new Error('closed')
    }
    job = scheduleMaintenance({ refresh, log })
    await expect(job.runNow()).resolves.toBeUndefined()
    expect(logged).toHaveLength(1)
    expect(job.isBusy()).toBe(false)
  })

  it('stops: tells the run under way, waits for it, and begins no other', async () => {
    const { refresh, runs } = heldRefresh()
    job = scheduleMaintenance({ refresh, log })
    void job.runNow()
    let isStopped = false
    const stopped = job.stop().then(() => {
      isStopped = true
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect(runs[0]?.signal.aborted).toBe(true)
    expect(isStopped).toBe(false)
    runs[0]?.end()
    await stopped
    await job.runNow()
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
    expect(runs).toHaveLength(1)
    await job.stop()
  })
})
