/** What the reader of time expressions hands out. Shapes only: how they come about is told in docs/time.md. */
import { type CivilDate } from './civil-date.ts'

export type TimeMentionType =
  'deadline' | 'date' | 'period' | 'recurring' | 'count-per' | 'duration' | 'relative' | 'damaged'

/**
 * How the words bound the time: `before` 3月1日前, `by-end` 5月底前, `inclusive` 1月4日或之前, `by` 到2025年,
 * `within` 2024年内 or 15日内, `on-or-after` 2015年起 or 满一年后, `after` 2018年之后.
 */
export type Inclusive = 'before' | 'by-end' | 'inclusive' | 'by' | 'within' | 'on-or-after' | 'after'

/** How many in each counting period; both bounds equal where the text names one number without a comparison. */
export interface Count {
  readonly min: number | null
  readonly max: number | null
  /** The measure word as written: 次, 学时, 天 … */
  readonly unit: string
}

/** What the counting period is. */
export type CountPeriod =
  | 'day'
  | 'week'
  | 'month'
  | '2-month'
  | 'quarter'
  | 'half-year'
  | 'year'
  | '2-year'
  | 'term'
  | 'person-year'
  | 'person-term'

/** Half-open UTF-16 range in the text given. */
export interface TextSpan {
  readonly start: number
  readonly end: number
}

/** What a damaged expression may have been. Nothing is repaired by itself: a person decides. */
export interface Proposal {
  /** The expression with the lost characters put back. */
  readonly text: string
  readonly type: TimeMentionType
  readonly start: CivilDate | null
  readonly end: CivilDate | null
  readonly rrule: string | null
  /** Why, one sentence each, in Simplified Chinese. */
  readonly evidence: readonly string[]
  /** 0 to 1; an order of trust, not a probability. */
  readonly confidence: number
}

export type DamageCode =
  | 'no-such-month'
  | 'no-such-day'
  | 'month-lost'
  | 'day-lost'
  | 'year-sign-lost'
  | 'day-sign-lost'
  | 'signs-lost'
  | 'joined-years'
  | 'year-truncated'
  | 'bracket-lost'
  | 'bare-number'
  | 'comparison-truncated'
  | 'unit-truncated'
  | 'range-reversed'
  | 'month-sign-lost'
  | 'range-sign-lost'
  | 'period-lost'

/** One temporal expression. `text.slice(offset, offset + raw.length) === raw`, always. */
export interface TimeMention {
  readonly raw: string
  /** UTF-16 offset in the text given. */
  readonly offset: number
  readonly type: TimeMentionType
  /** First and last day, inclusive. A deadline has only `end`, the last day of the unit it names. */
  readonly start: CivilDate | null
  readonly end: CivilDate | null
  /** RFC 5545, one canonical spelling per cadence. */
  readonly rrule: string | null
  /** ISO 8601; the upper bound of a range. */
  readonly duration: string | null
  /** Lower bound of a range of lengths. */
  readonly durationMin?: string
  /** The duration counts working days. */
  readonly workday?: true
  /** Which way a duration bounds: 不少于30日 is at least, 不超过5年 at most. */
  readonly bound?: 'at-least' | 'at-most'
  readonly count?: Count
  readonly per?: CountPeriod
  /** Where the period (每年) and the number (不少于4次) of a count stand; the period may stand earlier in the sentence. */
  readonly periodSpan?: TextSpan
  readonly countSpan?: TextSpan
  readonly inclusive?: Inclusive
  /** The ends are customary rather than exact: 年底, 月初, 近三年, 3月左右. */
  readonly approximate?: true
  /** 每年 was taken from an earlier expression of the sentence. */
  readonly inherited?: true
  /** The event a relative time counts from, as written. */
  readonly anchor?: string
  /** For damaged expressions: what is wrong, and what it may have been. */
  readonly damage?: DamageCode
  readonly explanation?: string
  readonly proposals?: readonly Proposal[]
}
