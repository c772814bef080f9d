/**
 * Whether two duties ask for different days or numbers. In: two duties taken to be the same. Out: the difference in words,
 * or null where both agree or cannot be compared. 每月一次 and 每年六次 cannot: neither contradicts the other.
 */
import { type ExtractedObligation, type ExtractedQuota, type ExtractedTiming } from '../model/extracted.ts'
import { foldText } from '../text/fold.ts'

export interface Difference {
  readonly field: 'timing' | 'quota'
  readonly first: Words
  readonly second: Words
}

export interface Words {
  /** What this duty says, in words that can be read alone. */
  readonly own: string
  /** The same without a year. */
  readonly bare: string
  /** What it would say if the other one counted. */
  readonly instead: string
}

/** What of a duty can differ from another one. */
export interface Stated {
  readonly quota: ExtractedQuota | null
  readonly day: Day | null
}

/** Null where nothing of the duty can be compared: neither a number for each period nor a day of the year. */
export function statedBy({ quota, timing }: ExtractedObligation): Stated | null {
  const counted = quota?.per == null ? null : quota
  const day = timing === null || timing.isPresumed ? null : dayOf(timing)
  return counted === null && day === null ? null : { quota: counted, day }
}

export function differenceOf(a: Stated, b: Stated): Difference | null {
  return quotasDiffer(a.quota, b.quota) ?? daysDiffer(a.day, b.day)
}

function quotasDiffer(a: ExtractedQuota | null, b: ExtractedQuota | null): Difference | null {
  if (a === null || b === null || a.value === b.value) return null
  if (a.per !== b.per || a.unit !== b.unit || a.op !== b.op) return null
  const [first, second] = [wordsOf(a), wordsOf(b)]
  return {
    field: 'quota',
    first: { own: first, bare: first, instead: second },
    second: { own: second, bare: second, instead: first },
  }
}

const COMPARISONS: Readonly<Record<ExtractedQuota['op'], string>> = {
  '>=': '不少于',
  '<=': '不超过',
  '=': '',
}

/** The words of the source may say it around other words: 至少安排1天. */
function wordsOf({ op, value, unit }: ExtractedQuota): string {
  return `${COMPARISONS[op]}${value}${unit}`
}

function daysDiffer(left: Day | null, right: Day | null): Difference | null {
  if (left === null || right === null || left.day === right.day) return null
  // A work programme of one year dates what a plan asks every year; two single days of different years are two tasks.
  if (left.year !== right.year && left.year !== null && right.year !== null) return null
  return { field: 'timing', first: timeWords(left, right), second: timeWords(right, left) }
}

function timeWords({ year, bare }: Day, other: Day): Words {
  const when = year === null ? '每年' : `${year}年`
  return { own: when + bare, bare, instead: when + other.bare }
}

interface Day {
  /** MM-DD; the last day of a month is 31 in any month. */
  readonly day: string
  /** Null where it falls every year. */
  readonly year: string | null
  /** As the source has it, without a year. */
  readonly bare: string
}

const YEARLY_DAY = /^FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(-?\d+)$/
const LAST_OF_MONTH = '31'

const YEAR = /^(?:每年|次年|当年|到?\d{4}年)/
/** 年底前 without its 年 would say nothing. */
const MONTH = /^\d{1,2}月/

/** Only what is to be done by one named day or month of a year; null for the rest. */
function dayOf({ type, rrule, to, raw }: ExtractedTiming): Day | null {
  const bare = foldText(raw).replace(YEAR, '')
  if (!MONTH.test(bare)) return null
  const yearly = YEARLY_DAY.exec(rrule ?? '')
  if (yearly !== null) return { day: dayName(yearly[1] ?? '', yearly[2] ?? ''), year: null, bare }
  if (type !== 'deadline' || to === null || rrule !== null) return null
  const [year = '', month = '', day = ''] = to.split('-')
  return { day: dayName(month, day), year, bare }
}

function dayName(month: string, day: string): string {
  const isLast = Number(day) < 0 || Number(day) >= lastDayOf(Number(month))
  return `${month.padStart(2, '0')}-${isLast ? LAST_OF_MONTH : day.padStart(2, '0')}`
}

/** February as in a common year: 2月28日 is taken for its end. */
function lastDayOf(month: number): number {
  if (month === 2) return 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
