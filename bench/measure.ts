/** Figures of a run. In: work to be timed or numbers. Out: numbers. It prints nothing. */

/** One line of the report. */
export interface Figure {
  readonly section: string
  readonly what: string
  readonly value: number
  readonly unit: string
  /** Highest value allowed, where one was promised. */
  readonly bound?: number
  /** What a ratio compares with, and other remarks. */
  readonly note?: string
}

export interface Timed<T> {
  readonly result: T
  readonly wallMs: number
  /** User and system time of this process, threads included. */
  readonly cpuMs: number
}

export async function timed<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  const result = await work()
  const wallMs = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  return { result, wallMs, cpuMs: (user + system) / 1000 }
}

/** @param share 0 to 1; 0.5 is the median. @returns 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Largest resident set of this process so far, in MB. */
export function peakMb(): number {
  return process.resourceUsage().maxRSS / 1000
}

/** Resident set of this process now, in MB. */
export function residentMb(): number {
  return process.memoryUsage().rss / 1e6
}
