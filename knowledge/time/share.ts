/**
 * What expressions of one sentence share. In: everything recognised in a text, in order. Out: the same with 每年 carried
 * over (每年3月1日前报告,4月1日前公开), numbers joined to their period (每年安排会前学法不少于4次), numbers without one dropped, and
 * weak signs of damage kept only beside a sound sister.
 */
import { type CountBasis, type Expression, type Recognised, type Recurrence } from './ast.ts'

const SENTENCE_END = /[。！？!?\n]/
const CLAUSE_END = /[。！？!?\n；;]/
const SUBCLAUSE_END = /[，,。！？!?\n；;]/

/** What the sentence has said so far. */
interface Said {
  readonly recurrence: Recurrence | null
  /** The recurrence picked a day (每年3月1日前), so a bare day after a semicolon may be its sister. */
  readonly isDated: boolean
  readonly basis: CountBasis | null
  /** Where the expression that gave it ends. */
  readonly end: number
}

const NOTHING: Said = { recurrence: null, isDated: false, basis: null, end: 0 }

export function shareWithin(all: readonly Recognised[], text: string): readonly Shared[] {
  const out: Shared[] = []
  let said = NOTHING
  let lineNamesYear = false
  let previousEnd = 0
  for (const found of all) {
    const between = text.slice(previousEnd, found.start)
    if (SENTENCE_END.test(between)) said = NOTHING
    else if (CLAUSE_END.test(between)) said = said.isDated ? { ...said, basis: null } : NOTHING
    if (between.includes('\n')) lineNamesYear = false
    previousEnd = found.end
    const shared = share(found, { said, text, lineNamesYear })
    if (shared === null) continue
    out.push(shared)
    lineNamesYear ||= namesYear(shared.expression)
    said = heard(said, shared)
  }
  return out
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
  if (expression.kind === 'deadline') return shareDeadline(found, expression, situation.said)
  if (found.weak === true) return situation.lineNamesYear ? found : null
  return found
}

/** A number joins the last period of its sentence; one without a comparison only that of its own clause. */
function shareCount(
  found: Recognised,
  count: Extract<Expression, { kind: 'count' }>,
  { said, text }: Situation,
): Shared | null {
  if (said.basis === null) return null
  const isExact = count.min === count.max
  if (isExact && SUBCLAUSE_END.test(text.slice(said.end, found.start))) return null
  return { ...found, expression: { ...count, period: said.basis }, inherited: true }
}

/** 每年3月1日前…,4月1日前…; 每月…,次月5日前. */
function shareDeadline(
  found: Recognised,
  deadline: Extract<Expression, { kind: 'deadline' }>,
  { recurrence }: Said,
): Shared {
  const { base, picks } = deadline.point
  if (recurrence === null || recurrence.interval !== 1 || picks.length === 0) return found
  const isSameYear =
    recurrence.cadence === 'year' && base.unit === 'year' && (base.at === 'open' || isNext(base.at))
  const isCurrentEdge =
    recurrence.cadence === 'year' && base.unit === 'year' && isShift(base.at, 0) && picks[0]?.kind === 'edge'
  const isNextMonth =
    base.unit === 'month' &&
    isNext(base.at) &&
    (recurrence.cadence === 'month' || recurrence.cadence === 'quarter')
  if (!isSameYear && !isCurrentEdge && !isNextMonth) return found
  const parts =
    recurrence.cadence === 'quarter' ? [[{ kind: 'nth-month', nth: 1 } as const, ...picks]] : [picks]
  const inherited: Recurrence = {
    cadence: recurrence.cadence,
    interval: 1,
    parts,
    afterEnd: null,
    weekdays: [],
  }
  return {
    ...found,
    expression: { kind: 'recurring', recurrence: inherited, inclusive: deadline.inclusive },
    inherited: true,
  }
}

const isShift = (at: Recurrence | object | 'open', shift: number): boolean =>
  typeof at === 'object' && 'shift' in at && at.shift === shift

const isNext = (at: object | 'open'): boolean => isShift(at, 1)

function namesYear(expression: Expression): boolean {
  if (expression.kind !== 'point' && expression.kind !== 'deadline') return false
  const { base } = expression.point
  return base.unit === 'year' && typeof base.at === 'object' && 'absolute' in base.at
}

function heard(said: Said, { expression, end }: Shared): Said {
  if (expression.kind === 'recurring') {
    const { recurrence } = expression
    const basis: CountBasis = {
      recurrence: { ...recurrence, parts: [], afterEnd: null, weekdays: [] },
      term: false,
      perPerson: false,
    }
    return {
      recurrence,
      isDated: recurrence.parts.length > 0,
      basis: recurrence.cadence === 'day' ? null : basis,
      end,
    }
  }
  if (expression.kind === 'count' && expression.period !== null) {
    return { recurrence: expression.period.recurrence, isDated: false, basis: expression.period, end }
  }
  if (expression.kind === 'point' && expression.within && expression.point.base.unit === 'year') {
    return { ...said, recurrence: null, basis: { recurrence: null, term: false, perPerson: false }, end }
  }
  const isNamedYear = namesYear(expression)
  return isNamedYear ? NOTHING : said
}
