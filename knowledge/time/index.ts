/**
 * The door of the time reader. In: text and a reference day. Out: the temporal expressions in it, resolved. Pure: no
 * clock, no zone, no state. The grammar, the conventions and the figures are in docs/time.md.
 */
import { eventByShape, followingDay, fromItsEvent } from './anchors.ts'
import { type Expression, type Recognised } from './ast.ts'
import { dayNumberOf, type CivilDate } from './civil-date.ts'
import { countPer, lonelyCount } from './counts.ts'
import { endOf, type Input, type Rule } from './cursor.ts'
import { damage, weakDamage } from './damage.ts'
import { explain } from './explain.ts'
import { fold } from './fold.ts'
import { type TokenKind } from './lexicon.ts'
import { toMention } from './mention.ts'
import { maskNegatives } from './negatives.ts'
import { deadline, duration, point, range, rolling, shifted, since, twoYears } from './periods.ts'
import { monthLost, parityDay, recurring } from './recurrence.ts'
import { afterEvent, afterPoint, beforeNamed, fromEvent, inAdvance } from './relative.ts'
import { repairs, type RepairContext } from './repair.ts'
import { shareWithin } from './share.ts'
import { tokenize, type Roles, type Token } from './tokenize.ts'
import { type Proposal, type TimeMention } from './types.ts'

export { civilDate, civilDateInShanghai, daysBetween, nextDay, type CivilDate } from './civil-date.ts'
export { occurrences } from './rrule.ts'
export { type RepairContext, type Sister } from './repair.ts'
export { timingTypeOf } from './timing-type.ts'
export {
  type Count,
  type CountPeriod,
  type DamageCode,
  type Inclusive,
  type Proposal,
  type TextSpan,
  type TimeMention,
  type TimeMentionType,
} from './types.ts'

const CADENCE_OPENERS: readonly TokenKind[] = [
  'every',
  'every-other',
  'alternate',
  'on-every',
  'by-every',
  'per-person',
]
const POINT_OPENERS: readonly TokenKind[] = [
  'num',
  'year',
  'month',
  'quarter',
  'week',
  'shift',
  'year-word',
  'day-word',
  'half-year',
  'half-month',
  'quarter-name',
  'first',
  'ordinal',
  'before',
  'whole-year',
  'year-end',
  'quote',
  'festival',
]

/**
 * Every rule with the kinds of token it can begin with, in order of preference where two cover the same text; otherwise
 * the longest wins.
 */
const GRAMMAR: readonly (readonly [Rule<Expression>, readonly TokenKind[]])[] = [
  [countPer, [...CADENCE_OPENERS, 'at-least', 'at-most', 'term', 'whole-year', 'year', 'half', 'num']],
  [monthLost, CADENCE_OPENERS],
  [recurring, [...CADENCE_OPENERS, 'each']],
  [parityDay, ['parity']],
  [range, [...POINT_OPENERS, 'from', 'from-now']],
  [afterEvent, ['event-noun', 'event-verb']],
  [eventByShape, ['before', 'after', 'day-of', 'from-suffix']],
  [followingDay, ['shift', 'day-of']],
  [fromEvent, ['from']],
  [afterPoint, [...POINT_OPENERS, 'from']],
  [inAdvance, ['in-advance', 'fulfil']],
  [beforeNamed, ['num', 'half']],
  [deadline, [...POINT_OPENERS, 'until', 'no-later']],
  [since, [...POINT_OPENERS, 'from', 'from-now']],
  [
    damage,
    ['num', 'left-bracket', 'until', 'truncated', 'every', 'shift', 'month', 'quarter', 'year', 'at-least'],
  ],
  [point, POINT_OPENERS],
  [duration, ['num', 'half', 'at-least', 'at-most']],
  [twoYears, ['two-years']],
  [shifted, ['num', 'half']],
  [rolling, ['rolling', 'num', 'half']],
  [lonelyCount, ['num', 'at-least', 'at-most']],
  [weakDamage, ['num', 'until']],
]

const RULES_BY_KIND: ReadonlyMap<TokenKind, readonly Rule<Expression>[]> = (() => {
  const table = new Map<TokenKind, Rule<Expression>[]>()
  for (const [rule, kinds] of GRAMMAR) {
    for (const kind of kinds) table.set(kind, [...(table.get(kind) ?? []), rule])
  }
  return table
})()

const rulesByRoles = new Map<Roles, readonly Rule<Expression>[]>()

/** The rules that can begin with a word, in the order of the grammar; worked out once for each set of roles. */
function rulesFor(roles: Roles): readonly Rule<Expression>[] {
  const known = rulesByRoles.get(roles)
  if (known !== undefined) return known
  const wanted = new Set([...roles.keys()].flatMap(kind => RULES_BY_KIND.get(kind) ?? []))
  const rules = GRAMMAR.map(([rule]) => rule).filter(rule => wanted.has(rule))
  rulesByRoles.set(roles, rules)
  return rules
}

interface Best {
  readonly expression: Expression
  readonly next: number
  readonly weak: boolean
}

/** What every expression has at least one of: a number, a period, a day or a festival. */
const TIME_KINDS: ReadonlySet<TokenKind> = new Set([
  ...CADENCE_OPENERS,
  ...POINT_OPENERS.filter(kind => kind !== 'before' && kind !== 'quote' && kind !== 'ordinal'),
  'ri',
  'hao',
  'day',
  'ten-days',
  'workday',
  'hour',
  'minute',
  'half',
  'parity',
  'term',
  'two-years',
  'school-year',
  'semester',
  'session',
  'from-now',
  'rolling',
] satisfies TokenKind[])

const timelinessByRoles = new Map<Roles, boolean>()

function speaksOfTime(roles: Roles): boolean {
  const known = timelinessByRoles.get(roles)
  if (known !== undefined) return known
  const answer = [...roles.keys()].some(kind => TIME_KINDS.has(kind))
  timelinessByRoles.set(roles, answer)
  return answer
}

/** No expression goes on behind these. */
const endsSentence = ({ roles }: Token): boolean => roles.has('stop') || roles.has('semicolon')

/** Index of the token that ends the sentence; the sentence has nothing to read in it where `isTimeless`. */
function sentenceFrom(tokens: readonly Token[], at: number): { end: number; isTimeless: boolean } {
  let isTimeless = true
  let end = at
  for (let token = tokens[end]; token !== undefined; token = tokens[end]) {
    if (endsSentence(token)) break
    if (isTimeless && speaksOfTime(token.roles)) isTimeless = false
    end += 1
  }
  return { end, isTimeless }
}

/** The longest expression that begins at this token; weak signs of damage only where nothing else does. */
function recognise(input: Input, token: Token): { found: Recognised; next: number } | null {
  let best: Best | null = null
  for (const rule of rulesFor(token.roles)) {
    const weak = rule === weakDamage
    if (weak && best !== null) continue
    const result = rule(input, input.origin)
    if (result !== null && (best === null || result.next > best.next))
      best = { expression: result.value, next: result.next, weak }
  }
  if (best === null) return null
  const found = { expression: best.expression, start: token.start, end: endOf(input, best.next) }
  return { found: best.weak ? { ...found, weak: true } : found, next: best.next }
}

const APPROXIMATE = /^(?:左右|前后|上下|许)/

function recogniseAll(text: string, tokens: readonly Token[]): Recognised[] {
  const all: Recognised[] = []
  const memo: Input['memo'] = new Map()
  let at = 0
  let sentenceEnd = -1
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    if (at > sentenceEnd) {
      const sentence = sentenceFrom(tokens, at)
      sentenceEnd = sentence.end
      if (sentence.isTimeless) {
        at = sentence.end + 1
        continue
      }
    }
    const isOpener = rulesFor(token.roles).length > 0
    const result = isOpener ? recognise({ text, tokens, origin: at, memo }, token) : null
    if (result === null) {
      at += 1
      continue
    }
    const isApproximate = APPROXIMATE.test(text.slice(result.found.end, result.found.end + 2))
    const found = fromItsEvent(result.found, all.at(-1)?.end ?? 0)
    all.push(isApproximate ? { ...found, approximate: true } : found)
    at = result.next
  }
  return all
}

/**
 * The temporal expressions in a text, in order, never overlapping. Damaged ones carry an explanation and the proposals
 * that their figures allow. Linear in the length of the text; never throws, whatever the text.
 */
export function readTimes(text: string, reference: CivilDate): readonly TimeMention[] {
  // the same damage may stand in a text many times over, and looking for what it was is slow
  const proposalsByRaw = new Map<string, readonly Proposal[]>()
  return read(text, reference).map(mention => {
    if (mention.type !== 'damaged') return mention
    const proposals = proposalsByRaw.get(mention.raw) ?? repairs(mention, { reference }, read)
    proposalsByRaw.set(mention.raw, proposals)
    return { ...mention, explanation: explain(mention), proposals }
  })
}

function read(text: string, reference: CivilDate): readonly TimeMention[] {
  const folded = fold(text)
  const masked = maskNegatives(folded)
  const tokens = tokenize(folded, (start, end) => masked.has(start, end))
  const day = dayNumberOf(reference)
  return shareWithin(recogniseAll(folded, tokens), folded).map(shared => {
    const mention = toMention(shared, text, day)
    return shared.inherited === true && mention.type !== 'damaged'
      ? { ...mention, inherited: true as const }
      : mention
  })
}

/**
 * Proposals for a damaged mention with what is known outside its figures: the sentence (which tells whether a national
 * rule applies), sister documents, the years the document covers. Best first; empty for a mention that is not damaged.
 */
export function proposeRepairs(mention: TimeMention, context: RepairContext): readonly Proposal[] {
  return repairs(mention, context, read)
}
