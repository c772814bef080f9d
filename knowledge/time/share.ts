/**
 * What expressions of one sentence share. In: everything recognised in a text, in order. Out: the same with 每年 carried
 * over (每年3月1日前报告,4月1日前公开), 前 given to every day of a list (4月底、8月底和12月15日前), numbers joined to their period (每年安排会前学法不少于4次), numbers without one dropped, and
 * weak signs of damage kept only beside a sound sister.
 */
import {
  type CountBasis,
  type Expression,
  type Pick,
  type Point,
  type Recognised,
  type Recurrence,
} from './ast.ts'
import { basisOf } from './counts.ts'
import { recurrence as recurrenceOf } from './parts.ts'

const SENTENCE_END = /[。！？!?\n]/
const CLAUSE_END = /[。！？!?\n；;]/
const SUBCLAUSE_END = /[，,。！？!?\n；;]/

/** What the sentence has said so far. */
interface Said {
  readonly recurrence: Recurrence | null
  /** The recurrence picked a day (每年3月1日前), so a bare day after a semicolon may be its sister. */
  readonly isDated: boolean
  readonly basis: CountBasis | null
  /** 全年 stands in reports as well (全年共组织4次), so that only a number with 不少于 joins it. */
  readonly comparedOnly: boolean
  /** The last year named, which 次年 follows. */
  readonly year: number | null
  /** The month named with it: 2027年3月启动,12月底前完成 ends in 2027. Null where the year stands alone. */
  readonly month: number | null
  /** Where the expression that gave it ends. */
  readonly end: number
}

const NOTHING: Said = {
  recurrence: null,
  isDated: false,
  basis: null,
  comparedOnly: false,
  year: null,
  month: null,
  end: 0,
}

export function shareWithin(recognised: readonly Recognised[], text: string): readonly Shared[] {
  const all = withListBounds(recognised, text)
  const out: Shared[] = []
  let said = NOTHING
  let lineNamesYear = false
  let previousEnd = 0
  for (const found of all) {
    const between = text.slice(previousEnd, found.start)
    if (SENTENCE_END.test(between)) said = NOTHING
    else if (CLAUSE_END.test(between))
      said = said.isDated ? { ...said, basis: null } : { ...NOTHING, year: said.year, month: said.month }
    if (between.includes('\n')) lineNamesYear = false
    previousEnd = found.end
    const shared = share(found, { said, text, lineNamesYear })
    if (shared === null) continue
    if (!isCarrier(shared.expression)) out.push(shared)
    lineNamesYear ||= yearNamed(shared.expression) !== null
    said = heard(said, shared, text)
  }
  return out
}

/** 每届 by itself lends its period to a number, and is no time. */
const isCarrier = (expression: Expression): boolean =>
  expression.kind === 'recurring' && expression.recurrence.cadence === 'session'

const LIST_SIGN = /^ ?(?:、|和|与|及|以及) ?$/

/** 4月底、8月底和12月15日前: the 前 of the last holds for those before it; 3月、9月15日前 shares the day as well. */
function withListBounds(all: readonly Recognised[], text: string): readonly Recognised[] {
  const out = [...all]
  for (let index = out.length - 2; index >= 0; index -= 1) {
    const [found, next] = [out[index], out[index + 1]]
    if (found?.expression.kind !== 'point' || next?.expression.kind !== 'deadline') continue
    if (found.expression.within || !LIST_SIGN.test(text.slice(found.end, next.start))) continue
    const point = listed(found.expression.point, next.expression.point)
    if (point === null) continue
    const { inclusive } = next.expression
    if (inclusive === 'before' || inclusive === 'by-end' || inclusive === 'inclusive')
      out[index] = { ...found, expression: { kind: 'deadline', point, inclusive } }
  }
  return out
}

/** The point of a list with what it takes from the last one; null where the two are not of one kind. */
function listed(point: Point, last: Point): Point | null {
  const [month, ...rest] = point.picks
  const [lastMonth, ...lastRest] = last.picks
  if (point.base.unit !== 'year' || last.base.unit !== 'year') return null
  if (last.base.at !== 'open' && !('shift' in last.base.at)) return null
  if (month?.kind !== 'month' || lastMonth?.kind !== 'month') return null
  const picks: readonly Pick[] = rest.length === 0 ? [month, ...lastRest] : point.picks
  return { base: point.base, picks }
}

export interface Shared extends Recognised {
  /** The period came from an earlier expression. */
  readonly inherited?: boolean
}

interface Situation {
  readonly said: Said
  readonly text: string
  /** A sound year stands earlier in the line, beside which 2025各部门 shows that it lost its 年. */
  readonly lineNamesYear: boolean
}

function share(found: Recognised, situation: Situation): Shared | null {
  const { expression } = found
  if (expression.kind === 'count' && expression.period === null)
    return shareCount(found, expression, situation)
  if (expression.kind === 'deadline')
    return shareDeadline(found, afterNamedYear(found, expression, situation), situation.said)
  if (expression.kind === 'point')
    return { ...found, expression: { ...expression, point: inNamedYear(expression.point, situation.said) } }
  if (found.weak === true) return situation.lineNamesYear ? found : null
  return found
}

/** What only a unit can do is not done by each person: 每人每年不少于40学时,举办培训班不少于2期. */
const DONE_BY_UNITS = /[，,；;](?=[^，,；;]*$)[^，,；;]*(?:举办|召开|组织|开设|承办)/

/** 每人每年 goes on to a later clause, but as 每年 where the clause is about what units do. */
function forAll({ basis }: Said, between: string): CountBasis | null {
  if (basis?.perPerson !== true || !DONE_BY_UNITS.test(between.slice(-LONGEST_CLAUSE))) return basis
  const recurrence = basis.recurrence === null ? null : { ...basis.recurrence, perPerson: false }
  return { ...basis, recurrence, perPerson: false }
}

/** Text further back is not looked at. */
const LONGEST_CLAUSE = 40

/** A number joins the last period of its sentence; one without a comparison only that of its own clause. */
function shareCount(
  found: Recognised,
  count: Extract<Expression, { kind: 'count' }>,
  { said, text }: Situation,
): Shared | null {
  if (said.basis === null) return null
  const isExact = count.min === count.max
  if (isExact && said.comparedOnly) return null
  // 每年3月、9月召开一次: once each time, which the days say already
  if (isExact && count.max === 1 && (said.recurrence?.parts.length ?? 0) > 1) return null
  if (isExact && SUBCLAUSE_END.test(text.slice(said.end, found.start))) return null
  const period = forAll(said, text.slice(said.end, found.start))
  return { ...found, expression: { ...count, period }, inherited: true }
}

type Deadline = Extract<Expression, { kind: 'deadline' }>

/** 2028年底前完成,次年1月底前报告: the next year is that after the one named. */
function afterNamedYear({ start }: Recognised, deadline: Deadline, { said, text }: Situation): Deadline {
  const point = inNamedYear(deadline.point, said)
  if (point !== deadline.point) return { ...deadline, point }
  if (said.year === null || point.base.unit !== 'year' || !isNext(point.base.at)) return deadline
  if (!/[次翌]/.test(text.charAt(start))) return deadline
  const year = said.year + 1
  return { ...deadline, point: { ...point, base: { unit: 'year', at: { absolute: year, to: year } } } }
}

/** 2027年3月启动,12月底前完成; 2026年11月开始,3月底前结束: a month without a year comes after the one named with it. */
function inNamedYear(point: Point, { year, month }: Said): Point {
  const own = monthOf(point)
  if (point.base.unit !== 'year' || point.base.at !== 'open' || own === null) return point
  if (year === null || month === null) return point
  const named = own < month ? year + 1 : year
  return { ...point, base: { unit: 'year', at: { absolute: named, to: named } } }
}

/** The month that a point of a year begins with; null where it names none. */
function monthOf({ picks: [first] }: Point): number | null {
  if (first?.kind === 'month') return first.from
  if (first?.kind === 'quarter') return first.from * 3 - 2
  return first?.kind === 'half' ? first.from * 6 - 5 : null
}

/** 每年3月1日前…,4月1日前…; 每月…,次月5日前. */
function shareDeadline(
  found: Recognised,
  deadline: Extract<Expression, { kind: 'deadline' }>,
  { recurrence }: Said,
): Shared {
  const { base, picks } = deadline.point
  if (recurrence === null || recurrence.interval !== 1 || picks.length === 0)
    return { ...found, expression: deadline }
  const isSameYear =
    recurrence.cadence === 'year' && base.unit === 'year' && (base.at === 'open' || isNext(base.at))
  const isCurrentEdge =
    recurrence.cadence === 'year' && base.unit === 'year' && isShift(base.at, 0) && picks[0]?.kind === 'edge'
  const isNextMonth =
    base.unit === 'month' &&
    isNext(base.at) &&
    (recurrence.cadence === 'month' || recurrence.cadence === 'quarter')
  if (!isSameYear && !isCurrentEdge && !isNextMonth) return { ...found, expression: deadline }
  const parts =
    recurrence.cadence === 'quarter' ? [[{ kind: 'nth-month', nth: 1 } as const, ...picks]] : [picks]
  const { cadence, perPerson } = recurrence
  const inherited = recurrenceOf({ cadence, parts, perPerson })
  return {
    ...found,
    expression: { kind: 'recurring', recurrence: inherited, inclusive: deadline.inclusive },
    inherited: true,
  }
}

const isShift = (at: Recurrence | object | 'open', shift: number): boolean =>
  typeof at === 'object' && 'shift' in at && at.shift === shift

const isNext = (at: object | 'open'): boolean => isShift(at, 1)

/** The point whose year later ones of the sentence belong to: that of 2028年12月底前, the second of a range that names both. */
function pointNamed(expression: Expression): Point | null {
  if (expression.kind === 'range') {
    if (expression.to === 'reference') return null
    return expression.to.base.at === 'open' ? expression.from : expression.to
  }
  return expression.kind === 'point' || expression.kind === 'deadline' ? expression.point : null
}

/** The year of 2028年12月底前; null where none is named. */
function yearNamed(expression: Expression): number | null {
  const point = pointNamed(expression)
  if (point === null) return null
  const { unit, at } = point.base
  return unit === 'year' && typeof at === 'object' && 'absolute' in at ? at.to : null
}

/** 每年31日前 is damaged, but that it comes every year is not. */
function saidByDamaged(said: Said, raw: string, end: number): Said {
  const unit = /^每(?:人每)?(年|季|月)/.exec(raw)?.[1]
  if (unit === undefined) return said
  const cadence = unit === '年' ? 'year' : unit === '季' ? 'quarter' : 'month'
  const recurrence = recurrenceOf({ cadence, perPerson: raw.startsWith('每人') })
  return {
    recurrence,
    isDated: true,
    basis: basisOf(recurrence),
    comparedOnly: false,
    year: null,
    month: null,
    end,
  }
}

const WHOLE_YEAR = /^全年(?:度)?$/

function heard(said: Said, { expression, start, end }: Shared, text: string): Said {
  if (expression.kind === 'recurring') {
    const { recurrence } = expression
    const { cadence, interval, perPerson } = recurrence
    return {
      recurrence,
      isDated: recurrence.parts.length > 0,
      basis: cadence === 'day' ? null : basisOf(recurrenceOf({ cadence, interval, perPerson })),
      comparedOnly: false,
      year: null,
      month: null,
      end,
    }
  }
  if (expression.kind === 'count' && expression.period !== null) {
    const { period } = expression
    return {
      recurrence: period.recurrence,
      isDated: false,
      basis: period,
      comparedOnly: false,
      year: null,
      month: null,
      end,
    }
  }
  if (expression.kind === 'point' && expression.within && expression.point.base.unit === 'year') {
    const basis = { recurrence: null, term: false, perPerson: false }
    return { ...said, recurrence: null, basis, comparedOnly: false, end }
  }
  if (expression.kind === 'point' && WHOLE_YEAR.test(text.slice(start, end)))
    return { ...said, basis: basisOf(recurrenceOf({ cadence: 'year' })), comparedOnly: true, end }
  if (expression.kind === 'damaged') return saidByDamaged(said, text.slice(start, end), end)
  const year = yearNamed(expression)
  const point = pointNamed(expression)
  return year === null || point === null ? said : { ...NOTHING, year, month: monthOf(point) }
}
