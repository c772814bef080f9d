/**
 * Which times of a sentence are when a duty is to be done. In: the time expressions of a sentence. Out: timings in the
 * register's terms. A time that only describes something (上一年度, 2026年底前形成的欠款, 连续两个季度) is none.
 */
import { type Span } from '../../knowledge/model/document.ts'
import {
  proposeRepairs,
  timingTypeOf,
  type CivilDate,
  type Proposal,
  type TimeMention,
} from '../../knowledge/time/index.ts'
import { spanOf } from './amounts.ts'
import { EMBEDDING_VERB, UNIT_ENDING } from './lexicon.ts'
import { isInsideTitle, textOf } from './spans.ts'
import { type ExtractedTiming } from '../../knowledge/model/extracted.ts'

export interface TimingContext {
  /** Folded text of the whole document. */
  readonly text: string
  readonly reference: CivilDate
  readonly years: { readonly from: number; readonly to: number } | null
}

/** Damage of these kinds is in document numbers and titles, not in when something is due. */
const NO_TIME_DAMAGE: ReadonlySet<string> = new Set([
  'joined-years',
  'bracket-lost',
  'comparison-truncated',
  'unit-truncated',
])
const LOOKS_BACK = /^(?:上(?!半年)|去年|本年度|当年|今年$|同年|近|过去|五年来)|来$|以来$/
/** What follows a time that belongs to a noun: 2024年行政立法工作计划 is not caught here but by what stands before. */
const DESCRIBES =
  /^(?:年?度(?!内)|期间[\u4e00-\u9fff]{2,6}的|的|是|以来|来|(?:新?形成|产生|发生|登记|签订|立项|到期|制定|出台)的|印发|公布的|发布|通过|相比|关键)/
const COMPARES = /(?:比|较|与|同|对|为|是|自)$/
const OPENS_ADVERB =
  /(?:[月日旬底][和及与]|^|[,;:、(]|力争|分别|争取|确保|到|于|在|从|自|此后|以后|并|计划|拟)$/
const LENGTH_OF_TERM = /(?:有效期限?|期限|时间|聘期|时长|最长|最短|最多)(?:一般)?为?$/
const STARTS_IN_FORCE = /^(?:之日)?起?(?:正式)?(?:施行|试行|生效|废止|同时废止)/
const OWN_INSTRUMENT = /本(?:办法|规定|通知|细则|方案|规划|意见|条例|法|要点|制度)自/
/** 在国家宪法日、民法典宣传月等节点: occasions named as examples. */
const OCCASION = /^(?:、[^,。;\d]{2,20})?等(?:重要|关键|重大)?(?:时间)?(?:节点|时机|节日|契机|期间|时段)/
/** 二号会议室 is a room, not the second. */
const NUMBERED_PLACE = /^(?:会议室|会议厅|楼|厅|线|院|门|桥|路|文|令|公告|机|车|窗口)/
const AS_OF = /^(?:截至|截止)/
const DELAYS = /(?:延长|推迟|顺延)$/
const PENALTY = /^(?:以[上下]|以内)?(?:有期徒刑|拘留|拘役|管制)/
/** 15日内仍不改正的: what follows if it is not done. */
const UNDONE = /^(?:仍|未|不|没有|拒不)[^,。;]*的/
const CONDITION = /^[^,。;:]{0,24}的(?:[,。;]|$)/

/** @returns whether the time says when something is to be done. `clause` is the part between commas it stands in. */
export function isTiming(context: TimingContext, mention: TimeMention, clause: Span): boolean {
  const { text } = context
  const span = spanOf(mention)
  const before = text.slice(clause.start, span.start)
  const after = text.slice(span.end, clause.end)
  const quoted = isInsideTitle(text, clause.start, span.start) && !/^“/.test(mention.raw)
  if (/^[明当]日$/.test(mention.raw) && /[注写标说载]$/.test(before)) return false
  if (OCCASION.test(after)) return false
  if (mention.raw.endsWith('号') && NUMBERED_PLACE.test(after)) return false
  if (quoted || OWN_INSTRUMENT.test(before) || STARTS_IN_FORCE.test(after) || AS_OF.test(mention.raw))
    return false
  if (/^满.*以上$/.test(mention.raw) || isWithinCondition(context, mention, clause)) return false
  switch (mention.type) {
    case 'damaged':
      return !NO_TIME_DAMAGE.has(mention.damage ?? '') && !/^日?印发/.test(after)
    case 'date':
      if (/^(?:公布|印发|发布|通过|成文)/.test(after) || !/[\u4e00-\u9fff]{2}/.test(after)) return false
      return (
        !DESCRIBES.test(after) &&
        !DELAYS.test(before) &&
        /[\u4e00-\u9fff]/.test(after + text.slice(clause.end, clause.end + 3))
      )
    case 'period':
      return isAdverb(mention, before, after) && !isOver(context, mention)
    case 'duration':
      return isLimit(mention, before, after)
    case 'relative':
      return !/^的/.test(after) && !(mention.inclusive === 'on-or-after' && /^[^,]*的/.test(after))
    case 'deadline':
      return !DESCRIBES.test(after) && !isOver(context, mention)
    case 'recurring':
      return !/^的/.test(after)
    case 'count-per':
      return true
  }
}

/** 1个月内发现2处的, 自收到之日起15日内不改正的: when a duty arises, not by when it is due. */
function isWithinCondition({ text }: TimingContext, mention: TimeMention, clause: Span): boolean {
  const words = textOf(text, clause)
  return (
    (mention.type === 'duration' || mention.type === 'relative') &&
    mention.inclusive === 'within' &&
    words.endsWith('的') &&
    text.charAt(clause.end) === ',' &&
    !/应当|必须|不得|须/.test(words)
  )
}

function isAdverb(mention: TimeMention, before: string, after: string): boolean {
  if (mention.raw.endsWith('期间') && /^[\u4e00-\u9fff]{2,6}的[\u4e00-\u9fff]/.test(after)) return false
  if (LOOKS_BACK.test(mention.raw) || DESCRIBES.test(after)) return false
  if (/年度$/.test(mention.raw) && !/^(?:[,内]|应|要)/.test(after)) return false
  if (/^(?:全年|年内)/.test(mention.raw))
    return !/^(?:工作|总|任务|目标|预算|收支|收入|支出|经费)/.test(after)
  if (mention.inclusive === 'within') return true
  if (OPENS_ADVERB.test(before.trimEnd()) || before.trim() === '') return true
  if (COMPARES.test(before)) return false
  return [...before.matchAll(UNIT_ENDING)].some(match => match.index + match[0].length === before.length)
}

function isLimit(mention: TimeMention, before: string, after: string): boolean {
  if (PENALTY.test(after) || DELAYS.test(before)) return false
  if (mention.bound === undefined) return LENGTH_OF_TERM.test(before)
  const isCondition = mention.inclusive !== 'within' && CONDITION.test(after)
  return !isCondition && !describesNoun(mention, before, after) && !UNDONE.test(after)
}

/** 15日内的 describes; 参加不少于5天的集中培训 says how long. */
const describesNoun = ({ raw }: TimeMention, before: string, after: string): boolean =>
  /^的/.test(after) && !(/^(?:不得?[少低]于|至少)/.test(raw) && TAKES_PART.test(before))

const TAKES_PART = /(?:参加|接受|开展|组织|进行|安排|举办|完成|预留|提供)$/

/** The time ended before the years the document covers: what is said about it is a fact. */
export function isOver({ years, reference }: TimingContext, mention: TimeMention): boolean {
  const firstDay = years === null ? `${reference.slice(0, 4)}-01-01` : `${years.from}-01-01`
  return mention.end !== null && mention.end < firstDay
}

/** @returns the timing in the register's terms; a damaged one with the values of its best proposal. */
export function timingOf(context: TimingContext, mention: TimeMention, sentence: Span): ExtractedTiming {
  const proposal = proposalsFor(context, mention, sentence)[0]
  const known = mention.type === 'damaged' ? proposal : mention
  const type = known === undefined || known.type === 'damaged' ? 'deadline' : timingTypeOf(known.type)
  const span =
    mention.type === 'count-per'
      ? (mention.periodSpan ?? spanOf(mention))
      : withEventNoun(context.text, mention)
  const isAfterEvent = mention.type === 'duration' && span.start < mention.offset
  return {
    type: isAfterEvent ? 'relative' : type,
    raw: textOf(context.text, span),
    span,
    from: known?.start ?? null,
    to: known?.end ?? null,
    rrule: known?.rrule ?? null,
    duration: mention.type === 'count-per' ? null : mention.duration,
    workday: mention.workday === true,
    inclusive: mention.inclusive ?? null,
    anchor: isAfterEvent
      ? context.text.slice(span.start, mention.offset).replace(/^自|之日起$|后$/g, '')
      : (mention.anchor?.replace(/^.+[在于](?=[\u4e00-\u9fff])/, '') ?? null),
    isShared: mention.inherited === true,
    isPresumed: mention.type === 'damaged',
  }
}

const AFTER_EVENT = /(?:^|[在于自须,、;。|\s]|应当)((?:(?![在于自须])[\u4e00-\u9fff]){1,8}后)$/
/** 自行政执法主体资格变更之日起: the event may be a whole clause. */
const SINCE_EVENT = /自[^,。;、自]{1,24}之日起$/
const LONGEST_CLAUSE = 30
const EVENT_NOUN = /[在于自]([\u4e00-\u9fff]{1,8})$/
/** An event takes no more room than this. */
const LONGEST_NOUN = 12

/** 上岗后30日内 is after an event; 在期限届满后10日内 has its noun in front; 整改情况在督察结束后 begins behind 在. */
function withEventNoun(text: string, mention: TimeMention): Span {
  const { start, end } = spanOf(mention)
  const before = text.slice(Math.max(0, start - LONGEST_NOUN), start)
  if (mention.type === 'duration' && mention.inclusive === 'within') {
    const since = SINCE_EVENT.exec(text.slice(Math.max(0, start - LONGEST_CLAUSE), start))?.[0]
    const event = since ?? afterUnit(AFTER_EVENT.exec(before)?.[1] ?? '', before)
    return { start: start - event.length, end }
  }
  if (mention.type !== 'relative' || mention.anchor === undefined) {
    const bare =
      mention.type === 'relative' && !/^(?:提前|自)/.test(mention.raw)
        ? EVENT_NOUN.exec(before)?.[1]
        : undefined
    return { start: start - (bare?.length ?? 0), end }
  }
  const inside = /^[\u4e00-\u9fff]+[在于](?=[\u4e00-\u9fff]+[前后])/.exec(mention.raw)?.[0].length ?? 0
  const noun = inside === 0 && !mention.raw.startsWith('自') ? (EVENT_NOUN.exec(before)?.[1]?.length ?? 0) : 0
  return { start: start + inside - noun, end }
}

/** 新任人员上岗后: the event begins where the name of who it happens to ends. */
function afterUnit(event: string, before: string): string {
  const words = event === '' ? (/[\u4e00-\u9fff]+后$/.exec(before)?.[0] ?? '') : event
  const unit = [...words.matchAll(UNIT_ENDING)].at(-1)
  return unit === undefined ? event : words.slice(unit.index + unit[0].length)
}

/** What a damaged time may have been, with what the sentence and the years of the document tell; best first. */
export function proposalsFor(
  context: TimingContext,
  mention: TimeMention,
  sentence: Span,
): readonly Proposal[] {
  if (mention.type !== 'damaged') return []
  const base = { reference: context.reference, sentence: textOf(context.text, sentence) }
  return proposeRepairs(mention, context.years === null ? base : { ...base, years: context.years })
}

/** A noun before the event further back than this is a clause. */
const LONGEST_EVENT = 14
const EACH_TERM = /每(?:学期|学年)/g
/** Not 法定期限 and 定期会议, but 执法定期考评 and 定期会商. */
const CADENCE =
  /(?<![不规一约指固确既]|(?<![执司普立])法)定期(?![限间满货存票抚结租航]|会(?![商诊谈同])|检定)/g
/** 应当当场作出决定: at once, before anybody leaves; 及时 is no time. */
/** 应当于收到申请的当日与申请人确认 */
const SAME_DAY = /(?:收到|接到|受理|作出)[\u4e00-\u9fff]{0,10}的?当[日天](?!事)/g
const AT_ONCE = /(?<=应当|必须|应当依法)(?:当场|即时|当即)(?!处罚)/g
const YEARLY_SYSTEM = /年度(?=[^,。;、]{0,8}制度)/g
const BEFORE_EVENT =
  /(?:出台|作出[\u4e00-\u9fff]{0,8}决定|作出决策|决策|届满|(?:提交|提请)[\u4e00-\u9fff]{1,8}(?:审议|讨论|审查)|上会|召开|上岗|任职|提请审议|提交审议|审议|签订|开工|开班)(?:之)?前(?![的期款述提往后景置]|\d)/g

/** Times without a day or a number: 定期, 年度…制度, 决策出台前. They are found here because they bind no calendar. */
export function vagueTimings(context: TimingContext, sentence: Span): ExtractedTiming[] {
  const words = textOf(context.text, sentence)
  const at = (match: RegExpExecArray): Span => {
    const start = sentence.start + match.index
    return { start, end: start + match[0].length }
  }
  const make = (match: RegExpExecArray, fields: Partial<ExtractedTiming>): ExtractedTiming => ({
    type: 'ongoing',
    raw: match[0],
    span: at(match),
    from: null,
    to: null,
    rrule: null,
    duration: null,
    workday: false,
    inclusive: null,
    anchor: null,
    isShared: false,
    isPresumed: false,
    ...fields,
  })
  return [
    ...[...words.matchAll(EACH_TERM)].map(match => make(match, { type: 'frequency' })),
    ...[...words.matchAll(CADENCE)].map(match => make(match, {})),
    ...[...words.matchAll(AT_ONCE), ...words.matchAll(SAME_DAY)].map(match =>
      make(match, { type: 'relative', inclusive: 'within' }),
    ),
    ...[...words.matchAll(YEARLY_SYSTEM)].map(match =>
      make(match, { type: 'recurring', rrule: 'FREQ=YEARLY' }),
    ),
    ...[...words.matchAll(BEFORE_EVENT)].map(match =>
      withEvent(context.text, make(match, { type: 'relative', inclusive: 'before' })),
    ),
  ]
}

/** The event with its noun: 严格落实重大行政决策出台前 is before 重大行政决策出台. */
function withEvent(text: string, timing: ExtractedTiming): ExtractedTiming {
  const before = /[\u4e00-\u9fff]*$/.exec(
    text.slice(Math.max(0, timing.span.start - LONGEST_EVENT), timing.span.start),
  )
  const noun = (before?.[0] ?? '').replace(EMBEDDING_VERB, '').replace(/^(?:在|于|应当|各级|凡)/, '')
  const unit = [...noun.matchAll(UNIT_ENDING)].at(-1)
  const start = timing.span.start - noun.length + (unit === undefined ? 0 : unit.index + unit[0].length)
  const raw = text.slice(start, timing.span.end)
  return { ...timing, raw, span: { start, end: timing.span.end }, anchor: raw.replace(/之?前$/, '') }
}
