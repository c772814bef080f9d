/**
 * Events known by their shape rather than by a list: whatever stands before 之日起, 后 or 前 with a length after it
 * (调离前10日内, 取得许可证之日起30日内). In: tokens. Out: a relative time, whose event begins where its clause does: behind a
 * comma, behind 应当 or 在, behind the name of whom it happens to (新录用人员上岗后 begins at 上岗).
 */
import { type Expression } from './ast.ts'
import { follows, isHan, startOf, tokenAs, type Parsed, type Rule } from './cursor.ts'
import { hangingLength, sideAt } from './relative-parts.ts'

/** A longer run of words than this is a clause with its own subject. */
const LONGEST_EVENT = 16
/** 后 and 前 by themselves need an event of two characters: 会后 has its own entry among the words. */
const SHORTEST_EVENT = 2

/** Words an event cannot hold, because it stands behind them. */
const BOUNDARY =
  /应当|应(?![急用聘诉对])|须(?!知)|需(?!求)|要(?![求点素件约])|(?<![合一])并(?![购轨联])|或者?|以及|及(?![时格])|(?<![参])与(?!会)|和(?![解平])|在(?!线|岗|职|编|建(?!设))|于|(?<![各亲独来])自(?![查评然治动愿筹己我]|行(?!政)|主(?!管))|从(?![业事])|向|将(?!来)|对(?![接账外照口])|(?<![自理事])由|(?<![已])经(?![济费营办过验])|凡|根据|按照|依据|被(?!告[人方的])|请(?!示)|(?<!标)的|了|把|则|(?<!不)可以?(?!行)|(?<![及届准按临])时(?![限期间])|等(?![级待])|[是为因]|每(?![次届期场批])|建立|健全|完善|落实|实行/g
/** Whom it happens to. */
const PERSON =
  /(?:人员|干部|单位|机关|部门|机构|企业|公司|当事人|申请人|负责人|公民|政府|党委|委员会|学员|党员|公务员|考生|[局厅])(?=.{2})/g
/** What 前 and 后 make another word of: 全市前3个月, 两年后3日. */
const NO_EVENT =
  /[区市县省国镇乡村街位名列今此其目当最先日年月天周个]$|[一二三四五六七八九十百两几数多][年月日天周个]/

/** Where the event that ends at `end` begins; `end` itself where nothing but a boundary stands there. */
export function eventStart(text: string, end: number): number {
  let from = end
  while (from > 0 && end - from < LONGEST_EVENT && isHan(text.charAt(from - 1))) from -= 1
  const words = text.slice(from, end)
  const afterBoundary = lastEnd(words, BOUNDARY)
  const event = words.slice(afterBoundary)
  return from + afterBoundary + lastEnd(event, PERSON)
}

const lastEnd = (words: string, pattern: RegExp): number => {
  const last = [...words.matchAll(pattern)].at(-1)
  return last === undefined ? 0 : last.index + last[0].length
}

/** 之日起, 后 or 前 behind an event that no word of the grammar begins. */
export const eventByShape: Rule<Expression> = (input, at) => {
  const side = sideAt(input, at)
  if (side === null) return null
  const end = startOf(input, at)
  const isDayOf = tokenAs(input, at, 'day-of') !== null || input.tokens[at]?.text === '之日起'
  if (!isDayOf && tokenAs(input, at, 'before') === null && tokenAs(input, at, 'after') === null) return null
  const start = eventStart(input.text, end)
  if (end - start < SHORTEST_EVENT || (!isDayOf && NO_EVENT.test(input.text.slice(start, end)))) return null
  const found = hangingLength(input, side.next, {
    anchor: { kind: 'event', start, end },
    side: side.side,
  })
  if (found === null || isDayOf || side.side === 'after') return found
  const { length } = found.value
  // 全市前3个月 is no event, 上岗前3个月内 is
  const isLong = length.months !== undefined || length.years !== undefined
  return isLong && !found.value.within ? null : found
}

/** 次日六时 is a time of day, 次日起 a way of counting. */
const LONGEST_CLOCK = 6
const AFTER_NEXT_DAY = /^(?:[零〇一二三四五六七八九十起凌上下中晚]|\d+(?!\d*(?:时|点|:00)前))/
/** What may stand before 次日: 于次日, 应次日; 每次日常检查 and 4次日 hold none. */
const BEFORE_NEXT_DAY = /[于在至到的后应须并或及,，、。；;(:：\s]$|^$/

/** 次日, 次日前: the day after something; 当日内: the day itself. */
export const followingDay: Rule<Expression> = (input, at) => {
  const token = tokenAs(input, at, 'shift') ?? tokenAs(input, at, 'day-of')
  if (token === null) return null
  const isNext =
    (token.text === '次' || token.text === '翌') && tokenAs(input, at + 1, 'ri')?.start === token.end
  const end = isNext ? at + 2 : at + 1
  const after = input.tokens[end - 1]?.end ?? 0
  if (AFTER_NEXT_DAY.test(input.text.slice(after, after + LONGEST_CLOCK))) return null
  const bounding = tokenAs(input, end + 1, 'oclock') === null ? end : end + 2
  const bound = follows(input, bounding, 'before') ?? follows(input, bounding, 'within')
  if (
    isNext
      ? !BEFORE_NEXT_DAY.test(input.text.charAt(token.start - 1))
      : token.text !== '当日' || bound === null
  )
    return null
  return relativeDay(isNext ? 1 : 0, bound?.roles.has('within') === true, bound === null ? end : bounding + 1)
}

const relativeDay = (days: number, within: boolean, next: number): Parsed<Expression> => ({
  value: { kind: 'relative', anchor: null, length: { days }, side: 'after', within, fulfilled: false },
  next,
})

/** A relative time begins with its event, but not inside what was recognised before it. */
export function fromItsEvent<T extends { readonly expression: Expression; readonly start: number }>(
  found: T,
  floor: number,
): T {
  const { expression } = found
  if (expression.kind !== 'relative' || expression.anchor?.kind !== 'event') return found
  const start = Math.max(expression.anchor.start, floor)
  if (start >= found.start) return found
  return { ...found, start, expression: { ...expression, anchor: { ...expression.anchor, start } } }
}
