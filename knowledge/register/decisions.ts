/**
 * What people decided, laid over what ingest found. In: an obligation as found and the decisions on it. Out: the obligation
 * as it stands now. The source is never changed: spans and quotes stay, only what is made of them is corrected.
 */
import { type Correction, type Decision } from '../model/decision.ts'
import { AppError } from '../model/errors.ts'
import {
  type ExtractedObligation,
  type ExtractedQuota,
  type ExtractedTiming,
  needsReview,
} from '../model/extracted.ts'
import { type ReviewState } from '../model/obligation.ts'
import { civilDate, readTimes, timingTypeOf, type CivilDate, type TimeMention } from '../time/index.ts'
import { readAmount } from './amount.ts'

/** What counts of all that was decided on one target: an obligation, a whole document or a finding of the review. */
export interface Standing {
  /** confirm, correct or reject; null where nobody has judged, or it was taken back. */
  readonly judgement: Decision | null
  /** Judged as a whole: confirmed or rejected as it stands. A correction alone settles only the fields it names. */
  readonly isWhole: boolean
  /** 沿用 or 停止 once the years are over. */
  readonly lapse: 'continued' | 'stopped' | null
  /** The decision that `lapse` rests on. */
  readonly lapseDecision: Decision | null
}

/** Of a target nobody has decided on. */
export const UNDECIDED: Standing = { judgement: null, isWhole: false, lapse: null, lapseDecision: null }

/** @param decisions Oldest first. @returns what stands, by target; a target nobody decided on is missing. */
export function standingDecisions(decisions: readonly Decision[]): ReadonlyMap<string, Standing> {
  const standing = new Map<string, Standing>()
  for (const decision of decisions) {
    const before = standing.get(decision.target) ?? UNDECIDED
    standing.set(decision.target, after(before, decision))
  }
  return standing
}

function after(before: Standing, decision: Decision): Standing {
  switch (decision.kind) {
    case 'continue':
      return { ...before, lapse: 'continued', lapseDecision: decision }
    case 'stop':
      return { ...before, lapse: 'stopped', lapseDecision: decision }
    case 'reopen':
      return UNDECIDED
    case 'confirm':
      // Who confirms what was corrected confirms the correction.
      return before.judgement?.kind === 'correct'
        ? { ...before, isWhole: true }
        : { ...before, judgement: decision, isWhole: true }
    case 'correct': {
      // What was confirmed before stays looked at; who corrects what was rejected begins anew.
      const isWhole = before.isWhole && before.judgement?.kind !== 'reject'
      return { ...before, judgement: over(before.judgement, decision), isWhole }
    }
    case 'reject':
      return { ...before, judgement: decision, isWhole: true }
  }
}

/** A second correction adds to the first one: who corrects the unit means to keep the day. */
function over(before: Decision | null, decision: Decision): Decision {
  if (before?.kind !== 'correct') return decision
  return { ...decision, correction: { ...before.correction, ...decision.correction } }
}

/** What was said of one duty. */
export type Judgement = Pick<Standing, 'judgement' | 'isWhole'>

export interface Judged {
  readonly found: ExtractedObligation
  readonly state: ReviewState
}

/**
 * Never throws, whatever the log holds: one row that cannot be applied must not hide the register.
 * @param reference The day times of a correction are read from: the day that the document's own are.
 */
export function judge(found: ExtractedObligation, said: Judgement, reference: CivilDate): Judged {
  const { judgement } = said
  if (judgement?.kind === 'correct') return afterCorrection(found, said, reference)
  if (judgement?.kind === 'confirm') return { found: withoutDoubt(found), state: 'confirmed' }
  if (judgement?.kind === 'reject') return { found, state: 'rejected' }
  return { found, state: needsReview(found) ? 'needs-review' : 'automatic' }
}

/** Who corrects the unit has not looked at a damaged day: what nobody spoke of goes on waiting. */
function afterCorrection(found: ExtractedObligation, said: Judgement, reference: CivilDate): Judged {
  const correction = said.judgement?.correction ?? {}
  try {
    const now = corrected(found, correction, reference)
    if (said.isWhole) return { found: withoutDoubt(now), state: 'corrected' }
    const isOpen = openDamage(found, said).length > 0
    const reasons = found.reasons.filter(reason =>
      isAboutUnits(reason) ? correction.parties === undefined : isOpen,
    )
    const left = { ...now, reasons, suggestion: isOpen ? found.suggestion : null }
    return { found: left, state: isOpen ? 'needs-review' : 'corrected' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const reasons = [...found.reasons, `更正没有生效：${error.message}`]
    return { found: { ...found, reasons }, state: 'needs-review' }
  }
}

const ABOUT_UNITS = /责任单位|单位名称/

/** Whether a reason to look speaks of who bears the duty rather than of what is to be done. */
export function isAboutUnits(reason: string): boolean {
  return ABOUT_UNITS.test(reason)
}

export type DamagedField = 'timing' | 'quota'

/** What of a duty rests on damaged words and nobody has looked at yet. */
export function openDamage(
  found: ExtractedObligation,
  { judgement, isWhole }: Judgement,
): readonly DamagedField[] {
  if (isWhole) return []
  return damagedFields(found).filter(field => judgement?.correction?.[field] === undefined)
}

/** Whether somebody has said who bears the duty, or let stand what is there. */
export function areUnitsSettled({ judgement, isWhole }: Judgement): boolean {
  return isWhole || judgement?.correction?.parties !== undefined
}

/** Any day will do to see whether words are damaged. */
const ANY_DAY = civilDate('2000-01-01')

export function damagedFields({ damaged, timing, quota }: ExtractedObligation): readonly DamagedField[] {
  if (!damaged) return []
  const isTiming = timing?.isPresumed === true
  const isQuota = quota !== null && readTimes(quota.raw, ANY_DAY).some(({ type }) => type === 'damaged')
  return [...(isTiming ? (['timing'] as const) : []), ...(isQuota || !isTiming ? (['quota'] as const) : [])]
}

/** Somebody has looked: nothing is presumed any more and no reason is left to look. That the source is damaged stays. */
function withoutDoubt(found: ExtractedObligation): ExtractedObligation {
  const timing = found.timing === null ? null : { ...found.timing, isPresumed: false }
  return { ...found, timing, reasons: [], suggestion: null }
}

/**
 * The obligation with a correction over it. Fields that were corrected keep the span they were read from, or take the
 * sentence where the source had none; their words are those of the correction.
 * @throws {AppError} usage where the words for a time or a number cannot be read
 */
export function corrected(
  found: ExtractedObligation,
  correction: Correction,
  reference: CivilDate,
): ExtractedObligation {
  const { action, parties, addressees } = correction
  const { sentence } = found
  return {
    ...found,
    ...timeAndNumber(found, correction, reference),
    action: action ?? found.action,
    parties:
      parties?.map(({ name, role }) => {
        const known = found.parties.find(each => each.name === name)
        return { name, role, asWritten: known?.asWritten ?? name, span: known?.span ?? sentence }
      }) ?? found.parties,
    addressees: addressees?.map(asWritten => ({ asWritten, span: sentence })) ?? found.addressees,
  }
}

type TimeAndNumber = Pick<ExtractedObligation, 'timing' | 'quota'>

/** 每季度不少于1次 names the period of both; a number without one keeps the period that the source names elsewhere. */
function timeAndNumber(
  found: ExtractedObligation,
  { timing, quota }: Correction,
  reference: CivilDate,
): TimeAndNumber {
  const number = typeof quota === 'string' ? numberIn(quota, found, reference) : null
  const period = number?.timing ?? null
  const isCounted = found.timing === null || found.timing.type === 'frequency'
  const kept = period !== null && isCounted ? period : found.timing
  return {
    timing: timing === undefined ? kept : timing === null ? null : timingIn(timing, found, reference),
    quota: number?.quota ?? (quota === null ? null : found.quota),
  }
}

function timingIn(words: string, found: ExtractedObligation, reference: CivilDate): ExtractedTiming {
  const [mention, ...more] = readTimes(words, reference)
  const isWhole = mention?.raw === words.trim() && more.length === 0
  if (mention === undefined || mention.type === 'damaged' || !isWhole) {
    throw new AppError(
      'usage',
      `“${words}”不是一个完整的时间，请写成如“每年3月1日前”“2026年12月底前”的样子。`,
      { words },
    )
  }
  return toTiming(mention, timingTypeOf(mention.type), found)
}

function toTiming(
  mention: TimeMention,
  type: ExtractedTiming['type'],
  found: ExtractedObligation,
): ExtractedTiming {
  return {
    type,
    raw: mention.raw,
    span: found.timing?.span ?? found.sentence,
    from: mention.start,
    to: mention.end,
    rrule: mention.rrule,
    duration: mention.type === 'count-per' ? null : mention.duration,
    workday: mention.workday === true,
    inclusive: mention.inclusive ?? null,
    anchor: mention.anchor ?? null,
    isShared: false,
    isPresumed: false,
  }
}

interface NumberRead {
  readonly quota: ExtractedQuota
  /** The period it counts per, where the words name one. */
  readonly timing: ExtractedTiming | null
}

function numberIn(words: string, found: ExtractedObligation, reference: CivilDate): NumberRead {
  const amount = readAmount(words, reference)
  if (amount === null) {
    throw new AppError('usage', `“${words}”不是一个数量，请写成如“每年不少于4次”“不低于95%”的样子。`, {
      words,
    })
  }
  const { op, value, unit, period } = amount
  const per = period?.per ?? found.quota?.per ?? null
  return {
    quota: { op, value, unit, per, raw: words, span: found.quota?.span ?? found.sentence },
    timing: period === null ? null : toTiming(period, 'frequency', found),
  }
}
