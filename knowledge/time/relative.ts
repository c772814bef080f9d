/**
 * Grammar of times that hang on an event: 会议召开前3个工作日, 自收到之日起15日内, 实施后满一年, 国庆节后7日内, 提前3天. In: tokens. Out:
 * an Expression with the event's place in the text, or with the point it hangs on where that is a day of the calendar.
 */
import { type Anchor, type Expression } from './ast.ts'
import {
  endOf,
  follows,
  isHan,
  parsed,
  skip,
  startingAt,
  startOf,
  tokenAs,
  touches,
  type Input,
  type Parsed,
  type Rule,
} from './cursor.ts'
import { eventStart } from './anchors.ts'
import { durationAt, lengthAt } from './durations.ts'
import { isDayPoint, pointAt } from './points.ts'
import { hangingLength, sideAt, type Relative, type Side } from './relative-parts.ts'

/** Longest object between a verb and 后: 收到申请材料后. */
const LONGEST_OBJECT = 14
/** Longest description between 自 and 之日起. */
const LONGEST_DESCRIPTION = 30
/** 任期 + 届满, 常务会 + 会议 + 召开: longer rows of such words are prose. */
const MOST_EVENT_WORDS = 4
/** How many tokens such a stretch may hold. */
const MOST_TOKENS = 12

/** What happens by itself has its subject before it (事件发生, 期限届满); what is done has who does it (机关收到申请). */
const HAPPENS = /^会?(?:发生|届满|期满|结束|终了|召开|举行|到期|生效|失效|成立|竣工|完工|开始|闭会|休会|散会)/
const DONE = /^(?:收到|接到|接报|受理|作出|做出|知道|提交|提出|上报|报送|签收|完成)/
/** 每次会议, 本通知. */
const EACH_TIME = /(?:(?:每|历)[次届期场批]|[本该])$/

/** The event with what it happens to: 事件发生, 每次会议召开; before 之日起 every event but one that somebody does. */
function eventAnchor(
  input: Input,
  at: number,
  { next, isDayOf }: { readonly next: number; readonly isDayOf: boolean },
): Anchor {
  const start = startOf(input, at)
  const words = input.text.slice(start, endOf(input, next))
  const each = EACH_TIME.exec(input.text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
  const hasSubject = HAPPENS.test(words) || (isDayOf && !DONE.test(words))
  return {
    kind: 'event',
    start: hasSubject ? eventStart(input.text, start) : start - each,
    end: endOf(input, next),
  }
}

/** 会议, 会议召开, 年度终了, 决定实施: nouns and verbs in a row. */
function eventAt(input: Input, at: number): number | null {
  let next = at
  const isPart = (): boolean =>
    follows(input, next, 'event-noun') !== null || follows(input, next, 'event-verb') !== null
  while (next < at + MOST_EVENT_WORDS && isPart()) next += 1
  return next === at ? null : next
}

/** 会前3日, 会议召开前3个工作日, 办结后3日内, 实施满一年后, 会议召开10日前. */
export const afterEvent: Rule<Expression> = (input, at) => {
  const event = eventAt(input, at)
  if (event === null) return null
  const side = sideAt(input, event)
  const anchor = eventAnchor(input, at, { next: event, isDayOf: side?.isDayOf === true })
  if (side !== null) return hangingLength(input, side.next, { anchor, side: side.side })
  return (
    fulfilledEvent(input, event, anchor) ??
    withinLength(input, event, anchor) ??
    countedFirst(input, event, anchor) ??
    withObject(input, at, event)
  )
}

/** 实施满一年后, 任职满2年. */
function fulfilledEvent(input: Input, at: number, anchor: Anchor): Parsed<Relative> | null {
  if (touches(input, at, 'fulfil') === null) return null
  const length = durationAt(input, at + 1)
  if (length === null) return null
  const fields = {
    anchor,
    side: 'after',
    length: length.value.length,
    within: length.value.within,
    fulfilled: true,
  } as const
  return parsed({ kind: 'relative', ...fields }, skip(input, length.next, 'after'))
}

/** Events after which 内 needs no 后: 任职一年内. Elsewhere 审批30日内 is how long it takes. */
const PAST_EVENTS =
  /(?:任职|到任|上任|就任|入职|施行|实施|印发|公布|发布|成立|受理|立案|收到|送达|届满|期满|离任|竣工|生效|发生)$/

/** 任职一年内, 实施两年内. */
function withinLength(input: Input, at: number, anchor: Anchor): Parsed<Relative> | null {
  if (anchor.kind !== 'event' || !PAST_EVENTS.test(input.text.slice(anchor.start, anchor.end))) return null
  if (touches(input, at, 'num') === null && touches(input, at, 'half') === null) return null
  const found = hangingLength(input, at, { anchor, side: 'after' })
  // 发布48小时之内的预报 is no time after it was issued
  const isAttribute = found !== null && input.text.charAt(endOf(input, found.next)) === '的'
  return found?.value.within === true && !isAttribute ? found : null
}

/** Events that a length may precede: 届满3个月前. Elsewhere 报告25日前 means the day. */
const DATED_EVENTS =
  /^(?:召开|举行).|(?:召开|举行|届满|期满|到期|结束|终了|开庭|实施|施行|开始|考试|审议|审批|开工|竣工|离任|任职)$/

function countedFirst(input: Input, at: number, anchor: Anchor): Parsed<Relative> | null {
  if (anchor.kind !== 'event' || !DATED_EVENTS.test(input.text.slice(anchor.start, anchor.end))) return null
  const length = durationAt(input, skip(input, at, 'de'))
  if (length === null) return null
  const side = sideAt(input, length.next)
  if (side === null) return null
  const fields = {
    anchor,
    side: side.side,
    length: length.value.length,
    within: false,
    fulfilled: false,
  } as const
  return parsed({ kind: 'relative', ...fields }, side.next)
}

/** 任职领导干部任职后: whoever it happens to stands before it. */
const ANOTHER_SUBJECT = /(?:人员|干部|部门|单位|机关|机构|企业).{2}/
/** 审批部门在作出决定后: the event begins behind 在, and is found there. */
const ANOTHER_CLAUSE = /[应须将并]|在(?![线岗职编建校]).{2}/

/** 收到申请材料后5个工作日内: a verb with its object. */
function withObject(input: Input, at: number, event: number): Parsed<Relative> | null {
  if (tokenAs(input, event - 1, 'event-verb') === null) return null
  const isDone = DONE.test(input.text.slice(startOf(input, at), endOf(input, event)))
  const found = sideWithin(input, event, LONGEST_OBJECT)
  if (found === null) return null
  const object = input.text.slice(endOf(input, event), startOf(input, found.at))
  if (ANOTHER_CLAUSE.test(object) || (!isDone && ANOTHER_SUBJECT.test(object))) return null
  const start = startOf(input, at)
  // 项目竣工验收合格之日起: what it happens to stands before
  const happens = !isDone && HAPPENS.test(input.text.slice(start, endOf(input, event)))
  const anchor: Anchor = {
    kind: 'event',
    start: happens ? eventStart(input.text, start) : start,
    end: startOf(input, found.at),
  }
  return hangingLength(input, found.next, { anchor, side: found.side })
}

/** The next 前, 后 or 之日起 with only words between. */
function sideWithin(input: Input, from: number, longest: number): (Side & { readonly at: number }) | null {
  const textFrom = endOf(input, from)
  let checkedTo = textFrom
  for (let at = from; at < from + MOST_TOKENS; at += 1) {
    const token = input.tokens[at]
    if (token === undefined || token.start - textFrom > longest) return null
    if (token.roles.has('from') || !PLAIN_TEXT.test(input.text.slice(checkedTo, token.start))) return null
    checkedTo = token.start
    const side = sideAt(startingAt(input, at), at)
    if (side !== null) return { ...side, at }
  }
  return null
}

const PLAIN_TEXT = /^[\p{Script=Han}“”、]*$/u

/** 自收到之日起15日内, 从受理申请之日起20个工作日内. */
export const fromEvent: Rule<Expression> = (input, at) => {
  if (follows(input, at, 'from') === null) return null
  const found = sideWithin(input, at + 1, LONGEST_DESCRIPTION)
  if (found?.side !== 'after') return null
  const start = endOf(input, at + 1)
  const end = startOf(input, found.at)
  if (end <= start) return null
  return hangingLength(input, found.next, { anchor: { kind: 'event', start, end }, side: 'after' })
}

const PREPOSITIONS = /[于在至到截是前每月年自从距约早、]/

/** 应于5日前书面通知当事人 counts back from what people are told of. */
function isNotice(input: Input, at: number): boolean {
  const end = tokenAs(input, at + 2, 'before')?.end
  return (
    end !== undefined && tokenAs(input, at + 1, 'ri') !== null && NOTICE.test(input.text.slice(end, end + 6))
  )
}

const NOTICE = /^(?:书面|以书面形式)?(?:通知|告知)/

/** 会议举行的三十日前, 终止经营三十日前: the event is whatever stands before; a bare 25日前 is a day of the month. */
export const beforeNamed: Rule<Expression> = (input, at) => {
  const before = input.text.charAt(startOf(input, at) - 1)
  const isSpelled = input.tokens[at]?.style === 'place' && isHan(before) && !PREPOSITIONS.test(before)
  if (before !== '的' && !isSpelled && !isNotice(input, at)) return null
  const length = lengthAt(input, at)
  if (length === null || follows(input, length.next, 'before') === null) return null
  const fields = {
    anchor: null,
    side: 'before',
    length: length.value,
    within: false,
    fulfilled: false,
  } as const
  return parsed({ kind: 'relative', ...fields }, length.next + 1)
}

/** 国庆节后7日内, 自2024年3月1日起30日内. */
export const afterPoint: Rule<Expression> = (input, at) => {
  const point = pointAt(input, skip(input, at, 'from'))
  if (point === null) return null
  const side = sideAt(input, point.next)
  if (side === null || (side.side === 'before' && !isDayPoint(point.value))) return null
  return hangingLength(input, side.next, { anchor: { kind: 'point', point: point.value }, side: side.side })
}

/** 提前3个工作日, 满一年后: the event is named elsewhere. */
export const inAdvance: Rule<Expression> = (input, at) => {
  if (follows(input, at, 'in-advance') !== null) {
    const length = durationAt(input, at + 1)
    if (length === null) return null
    const fields = {
      anchor: null,
      side: 'before',
      length: length.value.length,
      within: false,
      fulfilled: false,
    } as const
    return parsed({ kind: 'relative', ...fields }, length.next)
  }
  return follows(input, at, 'fulfil') === null
    ? null
    : hangingLength(input, at, { anchor: null, side: 'after' })
}
