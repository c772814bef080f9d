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
import { type ReviewState, type Timing } from '../model/obligation.ts'
import { readTimes, type CivilDate, type TimeMention } from '../time/index.ts'

/** What counts of all that was decided on one target, an obligation or a whole document. */
export interface Standing {
  /** confirm, correct or reject; null where nobody has judged, or it was taken back. */
  readonly judgement: Decision | null
  /** 沿用 or 停止 once the years are over. */
  readonly lapse: 'continued' | 'stopped' | null
}

const UNDECIDED: Standing = { judgement: null, lapse: null }

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
      return { ...before, lapse: 'continued' }
    case 'stop':
      return { ...before, lapse: 'stopped' }
    case 'reopen':
      return UNDECIDED
    case 'confirm':
    case 'correct':
    case 'reject':
      return { ...before, judgement: decision }
  }
}

export interface Judged {
  readonly found: ExtractedObligation
  readonly state: ReviewState
}

/** @param reference The day times of a correction are read from: the day that the document's own are. */
export function judge(found: ExtractedObligation, judgement: Decision | null, reference: CivilDate): Judged {
  switch (judgement?.kind) {
    case 'correct':
      return { found: corrected(found, judgement.correction ?? {}, reference), state: 'corrected' }
    case 'confirm':
      return { found: withoutDoubt(found), state: 'confirmed' }
    case 'reject':
      return { found, state: 'rejected' }
    default:
      return { found, state: needsReview(found) ? 'needs-review' : 'automatic' }
  }
}

/** Who confirms a damaged date confirms what was proposed for it. */
function withoutDoubt(found: ExtractedObligation): ExtractedObligation {
  return found.timing === null ? found : { ...found, timing: { ...found.timing, isPresumed: false } }
}

/**
 * The obligation with a correction over it. Fields that were corrected keep the span they were read from, or take the
 * sentence where the source had none.
 * @throws {AppError} usage where the words for a time or a number cannot be read
 */
export function corrected(
  found: ExtractedObligation,
  correction: Correction,
  reference: CivilDate,
): ExtractedObligation {
  const { action, timing, quota, parties, addressees } = correction
  const { sentence } = found
  return {
    ...found,
    action: action ?? found.action,
    timing: timing === undefined ? found.timing : timing === null ? null : timingIn(timing, found, reference),
    quota: quota === undefined ? found.quota : quota === null ? null : quotaIn(quota, found, reference),
    parties:
      parties?.map(({ name, role }, i) => {
        const span = found.parties[i]?.span ?? sentence
        return { name, role, asWritten: name, span }
      }) ?? found.parties,
    addressees: addressees?.map(asWritten => ({ asWritten, span: sentence })) ?? found.addressees,
  }
}

const TYPES: Readonly<Record<Exclude<TimeMention['type'], 'damaged'>, Timing['type']>> = {
  deadline: 'deadline',
  date: 'window',
  period: 'window',
  recurring: 'recurring',
  'count-per': 'frequency',
  duration: 'duration',
  relative: 'relative',
}

function timingIn(words: string, found: ExtractedObligation, reference: CivilDate): ExtractedTiming {
  const [mention, ...more] = readTimes(words, reference)
  if (mention === undefined || mention.type === 'damaged' || more.length > 0) {
    throw new AppError(
      'usage',
      `“${words}”不是一个完整的时间。请写成如“每年3月1日前”“2026年12月底前”的样子。`,
      {
        words,
      },
    )
  }
  return {
    type: TYPES[mention.type],
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

function quotaIn(words: string, found: ExtractedObligation, reference: CivilDate): ExtractedQuota {
  const mention = readTimes(words, reference).find(({ count }) => count !== undefined)
  const value = mention?.count?.min ?? mention?.count?.max ?? null
  if (mention?.count === undefined || value === null) {
    throw new AppError('usage', `“${words}”不是一个数量。请写成如“每年不少于4次”的样子。`, { words })
  }
  const { min, max, unit } = mention.count
  return {
    op: max === null ? '>=' : min === null ? '<=' : '=',
    value,
    unit,
    per: mention.per ?? null,
    raw: mention.raw,
    span: found.quota?.span ?? found.sentence,
  }
}
