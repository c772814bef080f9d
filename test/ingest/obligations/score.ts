/** Scores extracted duties against rows annotated by hand (../shared/gold-dev): the measures of the register's fields. */
import { type ExtractedObligation, type ExtractedTiming } from '../../../ingest/obligations/extract.ts'

export interface GoldRow {
  readonly id: string
  readonly doc: string
  readonly quote: string
  readonly kind: string
  readonly certainty: string
  readonly start: number
  readonly end: number
  readonly actors: readonly { name: string; role: string; implicit?: boolean }[]
  readonly addressees: readonly string[]
  readonly time: {
    raw: string | null
    type: string
    recurrence: string | null
    month: number | null
    day: number | null
    date: string | null
    end?: string | null
    alt_date?: string | null
  }
  readonly quota: {
    op: string | null
    value: number | null
    unit: string | null
    per: string | null
    per_n?: number
    implied?: boolean
  }
  readonly offset?: { value: number | null; unit: string | null }
}

export interface Tally {
  hits: number
  extra: number
  missed: number
}

export interface Scores {
  readonly time: Tally
  readonly quota: Tally
  readonly parties: Tally
  readonly problems: string[]
}

const FREQUENCIES: Readonly<Record<string, string>> = {
  YEARLY: 'FREQ=YEARLY',
  MONTHLY: 'FREQ=MONTHLY',
  QUARTERLY: 'FREQ=MONTHLY;INTERVAL=3',
  BIMONTHLY: 'FREQ=MONTHLY;INTERVAL=2',
  WEEKLY: 'FREQ=WEEKLY',
  DAILY: 'FREQ=DAILY',
}
const PERIODS = new Set(['day', 'week', 'month', 'quarter', 'year', 'person-year', 'term'])
const LAST_DAY_OF_MONTH = -1

const hasTime = (gold: GoldRow): boolean => gold.time.type !== 'none'
const hasQuota = (gold: GoldRow): boolean => gold.quota.value !== null

export function sameTime(gold: GoldRow, timing: ExtractedTiming | null): boolean {
  if (timing === null) return !hasTime(gold)
  if (!hasTime(gold)) return false
  const { time, quota, offset } = gold
  if (time.recurrence !== null && time.month !== null && time.day !== null)
    return sameYearlyDay(timing.rrule, time.month, time.day)
  if (time.recurrence !== null) return timing.rrule === FREQUENCIES[time.recurrence]
  const day = time.date ?? time.end ?? null
  if (day !== null) return timing.to === day || timing.to === time.alt_date
  if (time.type === 'duration' && offset !== undefined) return timing.duration === `P${offset.value}Y`
  if (time.type === 'duration') return timing.duration?.includes(String(quota.value)) === true
  return timing.raw.includes(time.raw ?? '') || time.raw?.includes(timing.raw) === true
}

function sameYearlyDay(rrule: string | null, month: number, day: number): boolean {
  const found = /^FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(-?\d+)$/.exec(rrule ?? '')
  if (found === null || Number(found[1]) !== month) return false
  const written = Number(found[2])
  return written === day || (written === LAST_DAY_OF_MONTH && day >= 28)
}

export function sameQuota(gold: GoldRow, quota: ExtractedObligation['quota']): boolean {
  if (quota === null) return !hasQuota(gold)
  const { op, value, unit, per, per_n: perCount } = gold.quota
  const period = perCount === 2 ? '2-month' : per !== null && PERIODS.has(per) ? per : null
  return quota.op === op && quota.value === value && quota.unit === unit && quota.per === period
}

const overlap = (gold: GoldRow, row: ExtractedObligation): number =>
  Math.min(gold.end, row.sentence.end) - Math.max(gold.start, row.sentence.start)

const clauseOverlap = (gold: GoldRow, row: ExtractedObligation): number =>
  Math.max(0, Math.min(gold.end, row.clause.end) - Math.max(gold.start, row.clause.start)) /
  Math.max(gold.end - gold.start, row.clause.end - row.clause.start)

/** Each pair once, the best pairs first. */
function pair(
  gold: readonly GoldRow[],
  rows: readonly ExtractedObligation[],
): Map<GoldRow, ExtractedObligation> {
  const candidates = gold.flatMap(each =>
    rows.filter(row => overlap(each, row) > 0).map(row => ({ each, row, score: likeness(each, row) })),
  )
  const pairs = new Map<GoldRow, ExtractedObligation>()
  const taken = new Set<ExtractedObligation>()
  for (const { each, row, score } of candidates.sort((a, b) => b.score - a.score)) {
    if (score < 1 || pairs.has(each) || taken.has(row)) continue
    pairs.set(each, row)
    taken.add(row)
  }
  return pairs
}

const likeness = (gold: GoldRow, row: ExtractedObligation): number =>
  (sameTime(gold, row.timing) && hasTime(gold) ? 2 : 0) +
  (sameQuota(gold, row.quota) && hasQuota(gold) ? 2 : 0) +
  clauseOverlap(gold, row) +
  (clauseOverlap(gold, row) > 0.3 ? 0.8 : 0)

export function score(gold: readonly GoldRow[], all: readonly ExtractedObligation[]): Scores {
  const rows = all.filter(row => !row.isMainDuty && (row.timing !== null || row.quota !== null))
  const scores: Scores = { time: tally(), quota: tally(), parties: tally(), problems: [] }
  const sure = gold.filter(row => row.certainty === 'sure' && row.kind !== 'reported-fact')
  const pairs = pair(sure, rows)
  for (const each of sure) scoreRow(scores, each, pairs.get(each) ?? null)
  const left = rows.filter(row => ![...pairs.values()].includes(row))
  const tolerated = [
    ...pair(
      gold.filter(row => row.certainty !== 'sure' && row.kind !== 'reported-fact'),
      left,
    ).values(),
  ]
  for (const row of left.filter(each => !tolerated.includes(each))) {
    if (row.timing !== null) scores.time.extra++
    if (row.quota !== null) scores.quota.extra++
    scores.problems.push(`extra: ${row.action} [${row.timing?.raw ?? ''}] [${row.quota?.raw ?? ''}]`)
  }
  return scores
}

const tally = (): Tally => ({ hits: 0, extra: 0, missed: 0 })

function scoreRow(scores: Scores, gold: GoldRow, row: ExtractedObligation | null): void {
  count(scores, 'time', {
    expected: hasTime(gold),
    found: row?.timing != null,
    same: row !== null && sameTime(gold, row.timing),
    gold,
  })
  count(scores, 'quota', {
    expected: hasQuota(gold),
    found: row?.quota != null,
    same: row !== null && sameQuota(gold, row.quota),
    gold,
  })
  if (gold.actors.length === 0 || gold.actors.some(actor => actor.implicit === true)) return
  const role = (name: string): string => (name === 'participate' ? 'participant' : name)
  const expected = gold.actors.map(actor => `${actor.name}/${role(actor.role)}`)
  const found = (row?.parties ?? []).map(party => `${party.asWritten}/${party.role}`)
  const hits = expected.filter(each => found.includes(each)).length
  scores.parties.hits += hits
  scores.parties.missed += expected.length - hits
  scores.parties.extra += found.filter(each => !expected.includes(each)).length
  if (hits !== expected.length || found.length !== hits)
    scores.problems.push(`parties of ${gold.id}: ${expected.join(' ')} ≠ ${found.join(' ')}`)
}

interface Comparison {
  readonly expected: boolean
  readonly found: boolean
  readonly same: boolean
  readonly gold: GoldRow
}

function count(scores: Scores, field: 'time' | 'quota', { expected, found, same, gold }: Comparison): void {
  if (expected && same) scores[field].hits++
  else {
    if (expected) scores[field].missed++
    if (found && !same) scores[field].extra++
    if (expected || (found && !same)) scores.problems.push(`${field} of ${gold.id}: ${gold.quote}`)
  }
}

export const f1 = ({ hits, extra, missed }: Tally): number =>
  hits === 0 ? 0 : (2 * hits) / (2 * hits + extra + missed)
