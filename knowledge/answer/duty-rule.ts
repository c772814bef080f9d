/**
 * One duty in a short sentence: when, by whom, what, how many; and the days reckoned from it. In: a duty and the text of
 * its document. Out: words, and where those stand that are outside the duty's own sentence, so that all can be cited.
 */
import { boundOf, safeDay } from '../calendar/index.ts'
import { type Span } from '../model/document.ts'
import { type Obligation, type Party, type PartyRole } from '../model/obligation.ts'
import { foldText } from '../text/fold.ts'
import { civilDate, daysBetween, type CivilDate } from '../time/index.ts'
import { type Duty } from './duty-reads.ts'
import { dutyWording } from './duty-wording.ts'

export interface Rule {
  readonly text: string
  /** Where words of the rule stand outside its sentence. */
  readonly elsewhere: readonly Span[]
}

/** More names than this tell nothing in a rule; the question for the unit lists them all. */
const MOST_NAMES = 3
const ROLES: readonly PartyRole[] = ['lead', 'responsible', 'participant']
/** What the extractor says of units it took from the sentence before: not sure enough to be shown as the rule. */
const IS_CARRIED_OVER = /承前/
const SOME_MONDAY = civilDate('2024-01-01')
const WEEK_DAYS = 7

/**
 * @param documentText text of the duty's document
 * @param withUnits false where the units are known already
 */
export function ruleOf({ obligation }: Duty, documentText: string, withUnits = true): Rule {
  const { action, timing, quota, spans, citation } = obligation
  const words = squeeze(action)
  const quotaRaw = quotaWords({ spans, quota }, documentText)
  const lost = damagedWords({ obligation, lapse: null }, documentText)
  const amount = quotaRaw === null || quotaRaw === lost || words.includes(squeeze(quotaRaw)) ? null : quotaRaw
  const raw = timing === null || timing.raw === lost ? null : timing.raw
  const isSaid =
    raw === null || words.includes(squeeze(raw)) || squeeze(quotaRaw ?? '').includes(squeeze(raw))
  const when = isSaid || !isInArticle(spans.timing, obligation) ? null : raw
  const isCarriedOver = obligation.review.reasons.some(reason => IS_CARRIED_OVER.test(reason))
  const who = isCarriedOver || !withUnits ? null : namesIn(obligation)
  const parts = [when === null ? '' : `${when}，`, who === null ? '' : dutyWording.by(who), action]
  const text = `${parts.join('')}${amount === null ? '' : `，${amount}`}`
  const used = [when === null ? null : spans.timing, amount === null ? null : spans.quota]
  return {
    text: oneLine(text),
    elsewhere: used.flatMap(span => (span === null ? [] : outside(span, citation))),
  }
}

/** The units that bear or lead the duty, in the document's words; null where the rule is better without. */
function namesIn({ parties, action }: Obligation): string | null {
  const leading = parties.filter(({ role }) => role === 'lead')
  const bearing = leading.length > 0 ? leading : parties.filter(({ role }) => role === 'responsible')
  const names = unique(bearing.map(nameOf)).filter(name => !squeeze(action).startsWith(squeeze(name)))
  return names.length === 0 || names.length > MOST_NAMES ? null : names.join('、')
}

/** Lines 牵头单位：…, all names, with where they stand. */
export function partiesOf({ obligation: { parties, spans, citation } }: Duty): Rule {
  const groups = ROLES.flatMap(role => {
    const names = unique(parties.filter(party => party.role === role).map(nameOf))
    return names.length === 0 ? [] : [dutyWording.role(dutyWording.parties[role], names.join('、'))]
  })
  return { text: groups.join('；'), elsewhere: spans.parties.flatMap(span => outside(span, citation)) }
}

/** As the document writes it; the whole name where the document lost or left out a part of it. */
function nameOf({ name, asWritten }: Party): string {
  return name.includes(asWritten) ? name : asWritten
}

/** 报送对象：…; empty where the action names them already. */
export function addresseesOf({ obligation: { addressees, action } }: Duty): string {
  const missing = addressees.filter(name => !squeeze(action).includes(squeeze(name)))
  return missing.length === 0 ? '' : dutyWording.to(missing.join('、'))
}

/** The next due day and the last day that is surely in time, marked as reckoned; null where no day can be told. */
export function reckonedDays({ timing, damaged, review }: Obligation, today: CivilDate): string | null {
  if (timing === null || (damaged && review.state === 'needs-review')) return null
  const { nextDue, raw, rrule, to } = timing
  if (nextDue === null) return rrule === null && to !== null && to < today ? dutyWording.past : null
  const safe = safeDay(civilDate(nextDue), boundOf(raw))
  const parts = [
    rrule === null
      ? dutyWording.deadline(nextDue)
      : /;BY/.test(rrule)
        ? dutyWording.next(nextDue)
        : dutyWording.periodEnd(nextDue),
    ...(safe.day === nextDue ? [] : [dutyWording.safe(safe.day, weekdayOf(safe.day), nextDue)]),
  ]
  return dutyWording.reckoned(parts, safe.note !== null && safe.day !== nextDue)
}

/** What must be said beside a rule: damage, doubt, judgement. */
export function marksOf(duty: Duty, documentText: string): string[] {
  const { review } = duty.obligation
  const { unconfirmed, decided } = dutyWording.marks
  const lost = damagedWords(duty, documentText)
  const state = {
    automatic: [],
    rejected: [],
    'needs-review': [unconfirmed],
    confirmed: [decided],
    corrected: [decided],
  }
  return lost === null ? state[review.state] : [dutyWording.presumed(lost, review.suggestion)]
}

/** The damaged words a duty rests on as long as nobody has judged them; null where its text is sound. */
export function damagedWords({ obligation }: Duty, documentText: string): string | null {
  const { damaged, review, timing } = obligation
  if (!damaged || review.state === 'confirmed' || review.state === 'corrected') return null
  const candidates = [timing?.raw ?? null, quotaWords(obligation, documentText)].filter(raw => raw !== null)
  const named = candidates.find(raw => review.reasons.some(reason => reason.includes(raw)))
  return named ?? candidates[0] ?? null
}

function quotaWords(
  { quota, spans }: Pick<Obligation, 'quota' | 'spans'>,
  documentText: string,
): string | null {
  return quota === null || spans.quota === null ? null : documentText.slice(...spans.quota)
}

/** 1 Monday to 7 Sunday. */
function weekdayOf(day: CivilDate): number {
  return (((daysBetween(SOME_MONDAY, day) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1
}

function outside([start, end]: readonly [number, number], citation: Obligation['citation']): Span[] {
  if (start >= citation.start && end <= citation.end) return []
  return start >= citation.article.start && end <= citation.article.end ? [{ start, end }] : []
}

function isInArticle(span: readonly [number, number] | null, { citation: { article } }: Obligation): boolean {
  return span !== null && span[0] >= article.start && span[1] <= article.end
}

/** For comparing what two pieces of text say, whatever their width and blanks. */
export function squeeze(text: string): string {
  return foldText(text).replace(/\s+/g, '')
}

/** Source text broken over lines, as one. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, '')
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
