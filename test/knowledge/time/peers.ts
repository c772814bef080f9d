/** Scores the reader by the conventions of shared/peers/README.md. The cases themselves are read where they lie. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import {
  civilDateInShanghai,
  occurrences,
  readTimes,
  type TimeMention,
} from '../../../knowledge/time/index.ts'
import { civilDate } from '../../../knowledge/time/civil-date.ts'

export interface ExpectedMention {
  readonly raw: string
  readonly offset: number
  readonly type: string
  readonly start: string | null
  readonly end: string | null
  readonly rrule: string | null
  readonly duration: string | null
  readonly durationMin?: string
  readonly workday?: boolean
  readonly count?: { readonly min: number | null; readonly max: number | null; readonly unit: string }
  readonly alt?: readonly Partial<ExpectedMention>[]
  readonly fuzzy?: readonly string[]
  readonly optional?: boolean
}

export interface PeerCase {
  readonly source: string
  readonly id: string
  readonly text: string
  readonly reference: string
  readonly expect: readonly ExpectedMention[]
}

const PEERS = resolve(import.meta.dirname, '../../../../shared/peers/temporal-peers.jsonl')

export const hasPeers = existsSync(PEERS)

export function peerCases(): readonly PeerCase[] {
  return readFileSync(PEERS, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as PeerCase)
}

/** P1W = P7D and P12M = P1Y count as the same length. */
function lengthKey(duration: string | null | undefined): string | null {
  if (duration === null || duration === undefined) return null
  const [, years, months, weeks, days, time] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T.*)?$/.exec(duration) ?? []
  return [
    Number(years ?? 0) * 12 + Number(months ?? 0),
    Number(weeks ?? 0) * 7 + Number(days ?? 0),
    time ?? '',
  ].join('/')
}

const WINDOW = { from: civilDate('2027-01-01'), to: civilDate('2030-12-31') }

function ruleKey(rrule: string | null): string | null {
  return rrule === null ? null : occurrences(rrule, WINDOW.from, WINDOW.to).join()
}

export function isSame(actual: TimeMention, expected: ExpectedMention): boolean {
  const variants = [expected, ...(expected.alt ?? []).map(alt => ({ ...expected, ...alt }))]
  if (actual.raw !== expected.raw || actual.offset !== expected.offset) return false
  return variants.some(variant => isVariant(actual, variant))
}

function isVariant(actual: TimeMention, expected: ExpectedMention): boolean {
  const scored = (field: string): boolean => expected.fuzzy?.includes(field) !== true
  if (actual.type !== expected.type) return false
  if (scored('start') && actual.start !== expected.start) return false
  if (scored('end') && actual.end !== expected.end) return false
  if (ruleKey(actual.rrule) !== ruleKey(expected.rrule)) return false
  const isLength = ['duration', 'relative'].includes(expected.type)
  if (isLength && scored('duration') && lengthKey(actual.duration) !== lengthKey(expected.duration))
    return false
  if (expected.durationMin !== undefined && expected.duration === expected.durationMin) return true
  if ((expected.workday === true) !== (actual.workday === true)) return false
  if (expected.count === undefined) return true
  const { min, max, unit } = expected.count
  return actual.count?.min === min && actual.count.max === max && actual.count.unit === unit
}

export interface Verdict {
  readonly right: boolean
  readonly actual: readonly TimeMention[]
}

export function judge({ text, reference, expect }: PeerCase): Verdict {
  const actual = readTimes(text, civilDateInShanghai(reference))
  const unmatched = actual.filter(mention => !expect.some(expected => isSame(mention, expected)))
  const missed = expect.filter(
    expected => expected.optional !== true && !actual.some(mention => isSame(mention, expected)),
  )
  const extra = unmatched.filter(
    mention => !expect.some(expected => expected.optional === true && expected.offset === mention.offset),
  )
  return { right: missed.length === 0 && extra.length === 0, actual }
}
