/**
 * The door of the calendar. In: civil days, timings, quotas. Out: working days, safe days, due days with their state, and
 * progress. Pure: no clock, no zone, no state. Its rules and their reasons are in docs/calendar.md.
 */
export { publishedArrangement, readArrangement, type Arrangement, type HolidayData } from './arrangement.ts'
export { LAPSED_NOTE, UNPUBLISHED_NOTE } from './notes.ts'
export { isShare, paceOf, periodAround, type Pace, type Progress, type Span } from './pace.ts'
export { boundOf, lastDayInTime, safeDay, type Bound, type SafeDay } from './safe-day.ts'
export {
  nextDue,
  occurrencesIn,
  safeDayOf,
  stateOf,
  type Mark,
  type Occurrence,
  type OccurrenceState,
  type SafeDue,
  type Schedule,
  type TimingRule,
} from './schedule.ts'
export { type DayKind } from './statutory.ts'
export {
  addWorkingDays,
  dayKind,
  isPublished,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  workingDaysBetween,
  type CountedDay,
  type DayCount,
} from './working-days.ts'
