/** What the grammar recognises, before any of it is turned into days. Types only. */
import { type Length } from './intervals.ts'
import { type DamageCode, type Inclusive } from './types.ts'

/** A named year, a shift from the reference, or left open for the reference to decide. */
export type At = { readonly absolute: number; readonly to: number } | { readonly shift: number } | 'open'

type BaseUnit = 'year' | 'half' | 'quarter' | 'month' | 'week' | 'day' | 'plan'

export interface Base {
  readonly unit: BaseUnit
  readonly at: At
}

export type Edge = 'start' | 'middle' | 'end'

/** One step from a period to a part of it; steps are taken in the order written. */
export type Pick =
  | { readonly kind: 'half'; readonly from: number; readonly to: number }
  | { readonly kind: 'quarter'; readonly from: number; readonly to: number }
  | { readonly kind: 'month'; readonly from: number; readonly to: number }
  /** 去年本月: the month the reference lies in, of the base year. */
  | { readonly kind: 'same-month' }
  | { readonly kind: 'day'; readonly from: number; readonly to: number; readonly signed: boolean }
  | { readonly kind: 'half-month'; readonly half: number }
  /** 上旬 from 1 to 1, 中下旬 from 2 to 3. */
  | { readonly kind: 'third'; readonly from: number; readonly to: number }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'nth-week'; readonly nth: number }
  | { readonly kind: 'nth-weekday'; readonly nth: number; readonly weekday: number }
  | { readonly kind: 'nth-month'; readonly nth: number }
  | { readonly kind: 'first-n'; readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'quarter' }
  | { readonly kind: 'last-n'; readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'quarter' }
  | { readonly kind: 'nth-workday'; readonly nth: number }
  | { readonly kind: 'festival'; readonly index: number }

/** A place in the calendar: 去年 + 十二月 + 第一周. */
export interface Point {
  readonly base: Base
  readonly picks: readonly Pick[]
}

export type Cadence =
  | 'day'
  | 'workday'
  | 'week'
  | 'third'
  | 'half-month'
  | 'month'
  | 'quarter'
  | 'half'
  | 'year'
  /** 每学期 and 每届 come again and again, but on no days that a calendar knows. */
  | 'semester'
  | 'session'

/** What 每 governs: the cadence, how many of it, and the parts picked in it. */
export interface Recurrence {
  readonly cadence: Cadence
  readonly interval: number
  readonly parts: readonly (readonly Pick[])[]
  /** How long after the end of the period: 每季度结束后10日内. */
  readonly afterEnd: Length | null
  readonly weekdays: readonly number[]
  /** 每人每年: what is counted is counted for each. */
  readonly perPerson: boolean
}

export type Anchor =
  | { readonly kind: 'event'; readonly start: number; readonly end: number }
  | { readonly kind: 'point'; readonly point: Point }

export type Expression =
  | { readonly kind: 'point'; readonly point: Point; readonly within: boolean }
  | { readonly kind: 'range'; readonly from: Point; readonly to: Point | 'reference' }
  | { readonly kind: 'deadline'; readonly point: Point; readonly inclusive: Inclusive }
  | { readonly kind: 'since'; readonly point: Point; readonly inclusive: 'on-or-after' | 'after' }
  | { readonly kind: 'rolling'; readonly direction: 1 | -1; readonly length: Length }
  | { readonly kind: 'two-years' }
  | {
      readonly kind: 'duration'
      readonly length: Length
      readonly least: Length | null
      readonly bound: 'at-least' | 'at-most' | null
      readonly within: boolean
    }
  | { readonly kind: 'shifted'; readonly length: Length; readonly sign: 1 | -1 }
  | {
      readonly kind: 'relative'
      readonly anchor: Anchor | null
      readonly length: Length
      readonly side: 'before' | 'after'
      readonly within: boolean
      readonly fulfilled: boolean
    }
  | { readonly kind: 'recurring'; readonly recurrence: Recurrence; readonly inclusive: Inclusive | null }
  | {
      readonly kind: 'count'
      readonly min: number | null
      readonly max: number | null
      readonly unit: string
      readonly period: CountBasis | null
      readonly periodEnd: number
      readonly countStart: number
    }
  | { readonly kind: 'damaged'; readonly code: DamageCode }

/** The period a count is for: a recurrence, a term of office, or a stretch named before (年内). */
export interface CountBasis {
  readonly recurrence: Recurrence | null
  readonly term: boolean
  readonly perPerson: boolean
}

/** A recognised expression and the text it covers, half open. */
export interface Recognised {
  readonly expression: Expression
  readonly start: number
  readonly end: number
  /** Words like 左右 follow, or the bounds are customary. */
  readonly approximate?: boolean
  /** A sign of damage that counts only beside a sound sister. */
  readonly weak?: true
}
