/**
 * What a time expression is as the timing of a duty. In: the type the reader of times gives. Out: the type the register
 * keeps. A day or a period is the window in which something is done; a count for each period is a frequency.
 */
import { type Timing } from '../model/obligation.ts'
import { type TimeMentionType } from './types.ts'

const TYPES: Readonly<Record<Exclude<TimeMentionType, 'damaged'>, Timing['type']>> = {
  deadline: 'deadline',
  date: 'window',
  period: 'window',
  recurring: 'recurring',
  'count-per': 'frequency',
  duration: 'duration',
  relative: 'relative',
}

/** A damaged expression has no type of its own: its proposals have. */
export function timingTypeOf(type: Exclude<TimeMentionType, 'damaged'>): Timing['type'] {
  return TYPES[type]
}
