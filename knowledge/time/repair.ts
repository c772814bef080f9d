/**
 * What a damaged expression may have been. In: the expression and what is known around it. Out: proposals with their
 * evidence, best first. Candidates are every sound date that can lose characters and become what stands there; first
 * those that lost only signs (年 月 日 号 —), so that each figure left is accounted for, then those that lost a figure too.
 * A candidate is kept only if the grammar itself reads it. Nothing is chosen here: a person does that.
 */
import { alignments } from './alignment.ts'
import { type Alignment } from './candidate.ts'
import { type CivilDate } from './civil-date.ts'
import { fold } from './fold.ts'
import { NATIONAL_RULES } from './national-rules.ts'
import { type Proposal, type TimeMention } from './types.ts'

/** Text from elsewhere that says the same thing undamaged, with the name of where it stands. */
export interface Sister {
  readonly text: string
  readonly source: string
}

export interface RepairContext {
  readonly reference: CivilDate
  /** The sentence the damage stands in: tells which national rule applies. */
  readonly sentence?: string
  readonly sisters?: readonly Sister[]
  /** Years the document covers. */
  readonly years?: { readonly from: number; readonly to: number }
}

/** Reads one text; passed in because the reader itself asks for proposals. */
type Reader = (text: string, reference: CivilDate) => readonly TimeMention[]

/** More candidates than this explain nothing; outside evidence has to narrow them. */
const MOST_PROPOSALS = 4
const SIGNS_ONLY = 0.7
const FIGURE_LOST = 0.2
const SOLE_BONUS = 0.15
const OUTSIDE_BONUS = 0.12
const HIGHEST = 0.98

interface Candidate {
  readonly alignment: Alignment
  readonly mention: TimeMention
  readonly outside: readonly string[]
}

export function repairs(mention: TimeMention, context: RepairContext, read: Reader): readonly Proposal[] {
  if (mention.type !== 'damaged') return []
  const search = (withFigures: boolean): readonly Candidate[] =>
    alignments(fold(mention.raw), mention.damage ?? 'signs-lost', {
      reference: context.reference,
      withFigures,
    })
      .filter(({ lostFigures }) => lostFigures > 0 === withFigures)
      .map(alignment => candidateOf(alignment, context, read))
      .filter((each): each is Candidate => each !== null)
  const signsOnly = search(false)
  const hasOutside =
    context.sentence !== undefined || context.sisters !== undefined || context.years !== undefined
  const others = signsOnly.length === 0 || hasOutside ? search(true) : []
  const supported = others.filter(({ outside }) => outside.length > 0)
  const isClear = signsOnly.length === 0 && others.length <= MOST_PROPOSALS
  return [...signsOnly, ...(isClear ? others : supported)]
    .map(candidate => proposalOf(candidate, { mention, sole: isSole(candidate, signsOnly) }))
    .sort((a, b) => b.confidence - a.confidence)
    .filter(({ text }, index, all) => all.findIndex(each => each.text === text) === index)
    .slice(0, MOST_PROPOSALS)
}

/** The only candidate with the fewest lost signs. */
function isSole({ alignment }: Candidate, signsOnly: readonly Candidate[]): boolean {
  if (alignment.lostFigures > 0) return false
  return signsOnly.filter(each => each.alignment.lost.length <= alignment.lost.length).length === 1
}

function candidateOf(alignment: Alignment, context: RepairContext, read: Reader): Candidate | null {
  const found =
    alignment.known === null
      ? read(alignment.text, context.reference)
      : [knownMention(alignment.text, alignment.known)]
  const [mention] = found
  const isWhole =
    mention !== undefined &&
    found.length === 1 &&
    mention.raw.length >= alignment.text.length - alignment.prefixLength
  if (!isWhole || mention.type === 'damaged') return null
  return {
    alignment,
    mention,
    outside: [
      ...sisterEvidence(mention, context, read),
      ...nationalEvidence(mention, context),
      ...yearEvidence(mention, context),
    ],
  }
}

/** A document number stands for no time, a bare count for no period: nothing to resolve. */
const knownMention = (text: string, known: 'document-number' | 'count'): TimeMention => ({
  raw: text,
  offset: 0,
  type: known === 'count' ? 'count-per' : 'period',
  start: null,
  end: null,
  rrule: null,
  duration: null,
})

function proposalOf(
  { alignment, mention, outside }: Candidate,
  seen: { mention: TimeMention; sole: boolean },
): Proposal {
  const base =
    alignment.lostFigures > 0 ? FIGURE_LOST : SIGNS_ONLY - 0.05 * Math.max(0, alignment.lost.length - 1)
  const confidence = Math.min(HIGHEST, base + (seen.sole ? SOLE_BONUS : 0) + outside.length * OUTSIDE_BONUS)
  const { type, start, end, rrule } = mention
  const evidence = [
    lossEvidence(alignment),
    ...(seen.sole ? soleEvidence(alignment, seen.mention) : []),
    ...outside,
  ]
  return {
    text: alignment.text,
    type,
    start,
    end,
    rrule,
    evidence,
    confidence: Number(confidence.toFixed(2)),
  }
}

function lossEvidence({ lost, lostFigures, figures, note }: Alignment): string {
  if (note !== null) return note
  const signs = lost.map(each => `“${each}”`).join('、')
  if (lostFigures > 0) return `须设想${signs}脱落，其中含数字，原文留下的数字不足以确定。`
  return figures === '' ? `补回脱落的${signs}即成。` : `只需补回${signs}，原文的数字${figures}全部用上。`
}

/** Why no other day fits: 每年31日 could be 1月31日 only if a second 1 had survived. */
function soleEvidence({ figures }: Alignment, { raw }: TimeMention): readonly string[] {
  if (figures === '') return []
  const day = /(\d{1,2})[日号]/.exec(fold(raw))?.[1]
  if (day === undefined || Number(day) > 31) return ['在只丢失“年、月、日、号、—”的前提下，这是唯一的读法。']
  const example = `${day.charAt(day.length - 1)}月${day}日`
  return [`若本为“${example}”等“${day}日”，月份的数字应当还在；原文没有多余的数字，所以不成立。`]
}

function sisterEvidence(mention: TimeMention, context: RepairContext, read: Reader): string[] {
  const found: string[] = []
  for (const { text, source } of context.sisters ?? []) {
    const same = read(text, context.reference).find(each => isSameDay(each, mention))
    if (same !== undefined) found.push(`${source}作“${same.raw}”。`)
  }
  return found.slice(0, 2)
}

function isSameDay(a: TimeMention, b: TimeMention): boolean {
  if (a.type === 'damaged') return false
  const [left, right] = [monthDay(a), monthDay(b)]
  return left !== null && left === right
}

/** `03-01` for whatever names a day of the year, once or yearly. */
function monthDay({ rrule, end, type }: TimeMention): string | null {
  const yearly = /^FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(-?\d+)$/.exec(rrule ?? '')
  if (yearly !== null) return `${yearly[1]?.padStart(2, '0') ?? ''}-${yearly[2]?.padStart(2, '0') ?? ''}`
  return (type === 'deadline' || type === 'date') && end !== null ? end.slice(5) : null
}

function nationalEvidence(mention: TimeMention, { sentence }: RepairContext): string[] {
  if (sentence === undefined) return []
  const day = monthDay(mention)
  return NATIONAL_RULES.filter(rule => rule.monthDay === day && rule.applies(sentence)).map(
    rule => rule.evidence,
  )
}

function yearEvidence({ end }: TimeMention, { years }: RepairContext): string[] {
  if (years === undefined || end === null) return []
  const year = Number(end.slice(0, 4))
  return year >= years.from && year <= years.to ? [`在文件所管的${years.from}—${years.to}年之内。`] : []
}
