/** What every relative time is made of. In: tokens. Out: the side of an event (前, 后, 之日起) and the length that hangs on it. */
import { type Anchor, type Expression } from './ast.ts'
import { follows, parsed, skip, tokenAs, type Input, type Parsed } from './cursor.ts'
import { durationAt } from './durations.ts'

export type Relative = Extract<Expression, { kind: 'relative' }>

export interface Side {
  readonly side: 'before' | 'after'
  readonly next: number
  /** 之日起 rather than 后. */
  readonly isDayOf: boolean
}

/** 前, 后, 之日起 and the like. */
export function sideAt(input: Input, at: number): Side | null {
  const dayOf = skip(input, at, 'day-of')
  const isDayOf = dayOf > at || input.tokens[at]?.text === '之日起'
  if (follows(input, dayOf, 'before') !== null) return { side: 'before', next: dayOf + 1, isDayOf }
  if (follows(input, dayOf, 'after') !== null)
    return { side: 'after', next: skip(input, dayOf + 1, 'from-suffix'), isDayOf }
  return follows(input, dayOf, 'from-suffix') === null ? null : { side: 'after', next: dayOf + 1, isDayOf }
}

/** The length that follows, with 满, 的, 第 skipped. */
export function hangingLength(
  input: Input,
  at: number,
  found: { anchor: Anchor | null; side: 'before' | 'after' },
): Parsed<Relative> | null {
  const fulfilledAt = skip(input, skip(input, at, 'de'), 'fulfil')
  const length = durationAt(input, fulfilledAt)
  if (length === null) return null
  const fulfilled = fulfilledAt > at && tokenAs(input, fulfilledAt - 1, 'fulfil') !== null
  // 自发布之日起30日后
  const isOpen = found.side === 'after' && !length.value.within
  const next = fulfilled || isOpen ? skip(input, length.next, 'after') : length.next
  return parsed(
    { kind: 'relative', ...found, length: length.value.length, within: length.value.within, fulfilled },
    next,
  )
}
