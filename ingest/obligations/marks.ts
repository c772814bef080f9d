/**
 * What in a sentence makes a duty countable: its times and its numbers. In: a sentence and the time expressions of its
 * article. Out: marks in order. A count whose period stands earlier in the text (每年安排会前学法不少于4次,举办讲座不少于2次)
 * comes with that period, shared.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { type Period } from '../../knowledge/model/obligation.ts'
import { readTimes, type TimeMention } from '../../knowledge/time/index.ts'
import { amountsIn, isCutTo, quotaOfCount, quotaOfDuration, spanOf } from './amounts.ts'
import { contains, overlaps, splitAt, textOf } from './spans.ts'
import { subjectOf } from './subjects.ts'
import { isTiming, proposalsFor, timingOf, vagueTimings, type TimingContext } from './timings.ts'
import { type ExtractedQuota, type ExtractedTiming } from '../../knowledge/model/extracted.ts'

export interface Mark {
  /** What the mark covers in the sentence itself; a shared period lies outside it. */
  readonly span: Span
  readonly timing: ExtractedTiming | null
  readonly quota: ExtractedQuota | null
  /** 定期 and the like: no day, no number. */
  readonly isVague: boolean
  /** What is wrong and what it may have been; null for sound text. */
  readonly damage: { readonly explanation: string; readonly suggestion: string | null } | null
}

export interface MarkContext extends TimingContext {
  /** Time expressions of the article, offsets in the document. */
  readonly mentions: readonly TimeMention[]
}

/** @returns the marks of the sentence in order, never overlapping. */
export function marksIn(context: MarkContext, sentence: Span): Mark[] {
  const inside = context.mentions
    .filter(mention => contains(sentence, spanOf(mention)))
    .map(mention => asLength(context.text, mention))
  const clauses = splitAt(context.text, sentence, ',:')
  const timed = inside.flatMap(mention => {
    const clause = clauses.find(each => contains(each, spanOf(mention))) ?? sentence
    return markOf(context, mention, { sentence, clause })
  })
  const amounts = amountsIn(context.text, sentence, inside).filter(
    quota => !isCondition(context.text, clauses, quota.span),
  )
  const vague = vagueTimings(context, sentence).filter(
    timing => timing.type !== 'ongoing' || !isCondition(context.text, clauses, timing.span),
  )
  const own = timed.filter(each => !timed.some(other => holdsInEvent(other, each) || tellsWhich(other, each)))
  const sure = [...own, ...amounts.map(quota => mark({ span: quota.span, quota }))]
  const open = vague.filter(timing => !sure.some(other => overlaps(other.span, timing.span)))
  return [...sure, ...open.map(timing => mark({ span: timing.span, timing, isVague: true }))].sort(
    (a, b) => a.span.start - b.span.start,
  )
}

/** 每月发放工资之日起5日内: 每月 belongs to the event. */
const holdsInEvent = (outer: Mark, inner: Mark): boolean =>
  outer !== inner &&
  outer.timing !== null &&
  !outer.timing.isShared &&
  outer.timing.type === 'relative' &&
  inner.quota === null &&
  contains(outer.timing.span, inner.span) &&
  inner.span.end < outer.span.end

/** 每年1月10日前公布全年接访安排: behind a day 全年 says which arrangement. */
const tellsWhich = (day: Mark, year: Mark): boolean =>
  day !== year &&
  year.quota === null &&
  /^(?:全年|年度|本年度?)$/.test(year.timing?.raw ?? '') &&
  day.timing !== null &&
  day.timing.type !== 'frequency' &&
  day.span.end < year.span.start &&
  year.span.start - day.span.end <= LONGEST_VERB

/** 公布 and the like stand between a day and the 全年 it publishes. */
const LONGEST_VERB = 6

/** 至少留存30日: a length of time, not the 30th of a month. */
const AT_LEAST_BEFORE = /(?:至少|不得?[少低]于)[\u4e00-\u9fff]{0,4}$/

function asLength(text: string, mention: TimeMention): TimeMention {
  const days = mention.type === 'date' ? /^(\d{1,3})日$/.exec(mention.raw)?.[1] : undefined
  const before = text.slice(Math.max(0, mention.offset - LONGEST_COMPARISON), mention.offset)
  if (days === undefined || !AT_LEAST_BEFORE.test(before)) return mention
  const { offset, raw } = mention
  return {
    ...mention,
    type: 'duration',
    offset,
    raw,
    duration: `P${days}D`,
    bound: 'at-least',
    start: null,
    end: null,
  }
}

/** 不得少于 and a verb. */
const LONGEST_COMPARISON = 8

function mark(fields: Partial<Mark> & Pick<Mark, 'span'>): Mark {
  return { timing: null, quota: null, isVague: false, damage: null, ...fields }
}

/** 滞后超过60日的, 不足10卷的: a clause that ends so says when a duty arises, not what it is. */
function isCondition(text: string, clauses: readonly Span[], span: Span): boolean {
  const clause = clauses.find(each => contains(each, span))
  return clause !== undefined && /的[;。]?$/.test(textOf(text, clause))
}

interface Place {
  readonly sentence: Span
  readonly clause: Span
}

function markOf(context: MarkContext, mention: TimeMention, { sentence, clause }: Place): Mark[] {
  // 一年内被责令改正3次以上的: when something follows
  if (mention.type === 'count-per' && /以上的[;。]?$/.test(textOf(context.text, clause))) return []
  if (mention.type === 'count-per') return [countMark(context, mention, clause)]
  if (mention.type === 'damaged' && mention.damage === 'comparison-truncated')
    return damagedCount(context, mention, sentence)
  if (isCutTo(context.text, mention))
    return [mark({ span: spanOf(mention), quota: quotaOfDuration(context.text, mention) })]
  if (!isTiming(context, mention, clause)) return []
  const timing = yearly(context, mention, { sentence, timing: timingOf(context, mention, sentence) })
  const quota = quotaOfDuration(context.text, mention)
  return [mark({ span: spanOf(mention), timing, quota, damage: damageOf(context, mention, sentence) })]
}

/** 每年31日前报告,并于41前公开: what the damage was proposed to be is shared by the 每年 before it. */
function yearly(
  context: MarkContext,
  mention: TimeMention,
  { sentence, timing }: { sentence: Span; timing: ExtractedTiming },
): ExtractedTiming {
  if (mention.type !== 'damaged' || timing.rrule !== null) return timing
  const shares = context.mentions.some(
    each => contains(sentence, spanOf(each)) && each.offset < mention.offset && each.raw.startsWith('每年'),
  )
  const proposal = proposalsFor(context, mention, sentence)[0]
  if (!shares || proposal === undefined || proposal.text.includes('年')) return timing
  const rrule = readTimes(`每年${proposal.text}`, context.reference)[0]?.rrule ?? null
  return rrule === null ? timing : { ...timing, type: 'recurring', rrule, to: null, isShared: true }
}

function damageOf(context: MarkContext, mention: TimeMention, sentence: Span): Mark['damage'] {
  if (mention.type !== 'damaged') return null
  const best = proposalsFor(context, mention, sentence)[0]
  return { explanation: mention.explanation ?? `“${mention.raw}”破损`, suggestion: best?.text ?? null }
}

/** A count with the period it counts per: its own, or the one it shares. */
function countMark(context: MarkContext, mention: TimeMention, clause: Span): Mark {
  const source = mention.inherited === true ? sharedPeriod(context.mentions, mention) : null
  const each =
    mention.inherited === true
      ? EACH.exec(context.text.slice(Math.max(0, mention.offset - 10), mention.offset))
      : null
  if (each !== null) return countedEach(context, mention, each[1] ?? '')
  if (source !== null && /BY/.test(source.rrule ?? '') && isOthers(context.text, { source, clause })) {
    return mark({
      span: mention.countSpan ?? spanOf(mention),
      quota: quotaOfCount(context.text, mention, null),
    })
  }
  const quota = quotaOfCount(context.text, mention, periodFor(mention, source))
  if (source === null)
    return mark({ span: spanOf(mention), timing: timingOf(context, mention, spanOf(mention)), quota })
  const shared = timingOf(context, source, spanOf(source))
  const timing: ExtractedTiming = {
    ...shared,
    type: source.type === 'recurring' || source.type === 'count-per' ? 'frequency' : shared.type,
    isShared: true,
  }
  return mark({ span: mention.countSpan ?? spanOf(mention), timing, quota })
}

/** 各镇每周五前报送,全区刊发不少于10篇: the day is another's; only a plain 每周 is shared by who comes next. */
const isOthers = (text: string, { source, clause }: { source: TimeMention; clause: Span }): boolean =>
  source.offset < clause.start && subjectOf({ text, anchorStarts: new Set() }, clause) !== null

/** 每学期至少组织1次: counted per this, not per the 每年 before it. */
const EACH = /(每(?:学期|学年|批次?|届|期))[\u4e00-\u9fff]{0,6}$/

function countedEach(context: MarkContext, mention: TimeMention, raw: string): Mark {
  const start = context.text.lastIndexOf(raw, mention.offset)
  const span = { start, end: start + raw.length }
  const timing = { ...timingOf(context, mention, span), raw, span, rrule: null, isShared: false }
  return mark({
    span: { start, end: spanOf(mention).end },
    timing,
    quota: quotaOfCount(context.text, mention, null),
  })
}

/** The nearest earlier expression that can lend its period: 每年, 每人每年, 年内. */
function sharedPeriod(mentions: readonly TimeMention[], count: TimeMention): TimeMention | null {
  const earlier = mentions.filter(
    each =>
      each.offset < count.offset &&
      each.inherited !== true &&
      (each.rrule === count.rrule || lendsYear(each, count)),
  )
  return earlier.findLast(each => each.type !== 'damaged') ?? null
}

/** 年内 … 不少于1次 has no RRULE; 每年5月底前 … 一次 counts per year too. */
function lendsYear(mention: TimeMention, count: TimeMention): boolean {
  if (count.rrule === null)
    return mention.type === 'period' && (mention.inclusive === 'within' || /年$|季度|月$/.test(mention.raw))
  return mention.rrule !== null && mention.rrule.startsWith(`${count.rrule};`)
}

function periodFor(mention: TimeMention, source: TimeMention | null): Period | null {
  if (source?.raw.startsWith('每人') === true)
    return source.rrule === 'FREQ=YEARLY' ? 'person-year' : (mention.per ?? null)
  if (mention.per !== undefined) return mention.per
  if (source === null || source.start === null || source.end === null) return null
  return /^(?:本?年内|全年|年度内|\d{4}年内?)$/.test(source.raw) ? 'year' : null
}

/** 不少60学时: the comparison lost a character; the proposal is read instead. */
function damagedCount(context: MarkContext, mention: TimeMention, sentence: Span): Mark[] {
  const damage = damageOf(context, mention, sentence)
  const span = spanOf(mention)
  const proposed = damage?.suggestion ?? mention.raw.replace(/^不少于?/, '不少于')
  const quota = amountsIn(proposed, { start: 0, end: proposed.length }, [])[0]
  if (quota === undefined) return []
  const source = context.mentions.findLast(each => each.offset < mention.offset && each.type === 'recurring')
  const isNear = source !== undefined && contains(sentence, spanOf(source))
  const shared = isNear ? timingOf(context, source, sentence) : null
  return [
    mark({
      span,
      quota: { ...quota, raw: mention.raw, span, per: isNear ? periodOfRaw(source) : null },
      timing: shared === null ? null : { ...shared, type: 'frequency', isShared: true },
      damage,
    }),
  ]
}

function periodOfRaw(source: TimeMention): Period | null {
  if (source.rrule !== 'FREQ=YEARLY') return null
  return source.raw.startsWith('每人') ? 'person-year' : 'year'
}
