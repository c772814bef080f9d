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
  /** 牵头单位：…, of those that lead or bear the duty and stand outside its words; empty where nothing is to be added. */
  readonly units: string
  /** Where words of the rule stand outside its sentence. */
  readonly elsewhere: readonly Span[]
}

/** More names than this tell nothing in a rule; the question for the unit lists them all. */
const MOST_NAMES = 3
const ROLES: readonly PartyRole[] = ['lead', 'responsible', 'participant']
/** What the extractor says of units it took from the sentence before: not sure enough to be shown as the rule. */
const IS_CARRIED_OVER = /承前/
/** What joins a clause to the one before, and the number of an item. */
const LEADING = /^[，,、；;\s]*(?:[（(][一二三四五六七八九十]+[）)]|(?:并且?|且|同时)(?!行))?/
/** 每月1日至20日: no day to be done by. */
const SPAN_OF_DAYS = /;BYMONTHDAY=\d+,\d+,\d+/
const SOME_MONDAY = civilDate('2024-01-01')
const WEEK_DAYS = 7

/**
 * The words of the document, so that subject and verb stay together; put before them what they leave to the words
 * around: the matter (of 进度安排：每年10月底前完成), a shared time. Who bears it stands behind in brackets.
 * @param documentText text of the duty's document
 * @param withUnits false where the units are known already
 */
export function ruleOf(duty: Duty, documentText: string, withUnits = true): Rule {
  const { obligation } = duty
  const { timing, spans, citation } = obligation
  const { before, words: own } = saidBy(duty, documentText)
  const said = before === '' ? own : `${before}：${own}`
  const quotaRaw = quotaWords(obligation, documentText)
  const amount = quotaRaw === null || holds(said, quotaRaw) ? null : quotaRaw
  const isTimeSaid = timing === null || holds(said, timing.raw) || holds(amount ?? '', timing.raw)
  const when = isTimeSaid || !isInArticle(spans.timing, obligation) ? null : timing.raw
  const who = withUnits ? bearersOf(obligation, said) : []
  const isOngoing = timing?.type === 'ongoing'
  const time = when === null || isOngoing ? '' : before === '' ? `${when}，` : when
  const behind = [isOngoing ? when : null, amount].flatMap(words => (words === null ? [] : [`，${words}`]))
  const text = [time, said, ...behind].join('')
  const used = [when === null ? null : spans.timing, amount === null ? null : spans.quota]
  return {
    text,
    units: who.length === 0 ? '' : unitsInWords(who),
    elsewhere: [
      ...used.flatMap(span => (span === null ? [] : outside(span, citation))),
      ...who.flatMap(({ span }) => outside(span, citation)),
    ],
  }
}

interface Said {
  /** The matter, where the words do not name it; else empty. */
  readonly before: string
  readonly words: string
}

/** The duty's own words; what people made of it, if they did. */
function saidBy({ obligation, clause }: Duty, documentText: string): Said {
  const { action, review, timing } = obligation
  if (review.state === 'corrected') {
    return { before: '', words: `${timing === null ? '' : `${timing.raw}，`}${oneLine(action)}` }
  }
  const { start, end } = isBare(action) ? withSegmentBefore(clause, obligation, documentText) : clause
  const own = oneLine(documentText.slice(start, end)).replace(LEADING, '')
  const parts = oneLine(action).split(/[,，]/)
  const named = parts.findIndex(part => isWithin(part, own))
  const before = (named < 0 ? parts : parts.slice(0, named)).join('，')
  const words = withYear(own, obligation)
  const isNextTo = before !== '' && endsWith(documentText.slice(obligation.citation.start, start), before)
  return isNextTo ? { before: '', words: `${before}，${words}` } : { before, words }
}

/** The matter stands right before the clause: then a comma joins them, as in the text. */
function endsWith(text: string, matter: string): boolean {
  return squeeze(text)
    .replace(/[，,、；;]$/, '')
    .endsWith(squeeze(matter))
}

/** 公布, 向社会公开: a verb whose object stands before. */
const LONGEST_BARE = 5

function isBare(action: string): boolean {
  return squeeze(action).length <= LONGEST_BARE
}

/** The clause with the part of its sentence before it, up to the comma before that. */
function withSegmentBefore({ start, end }: Span, { citation }: Obligation, documentText: string): Span {
  const before = documentText.slice(citation.start, start).replace(/[，,；;、\s]*$/, '')
  if (start <= citation.start || before === '') return { start, end }
  const comma = Math.max(...['，', ',', '；', ';'].map(mark => before.lastIndexOf(mark)))
  return { start: citation.start + comma + 1, end }
}

/** 每年 shared with the clause before (每年1月15日前、7月15日前) is said again, or the second looks like a single day. */
function withYear(own: string, { timing, citation, damaged }: Obligation): string {
  if (timing === null || damaged || !/^FREQ=YEARLY;BYMONTH=\d+;/.test(timing.rrule ?? '')) return own
  if (/每|年|逢|次/.test(timing.raw) || own.includes('每年') || !citation.quote.includes('每年')) return own
  return own.replace(timing.raw, `每年${timing.raw}`)
}

/** True where the part's characters stand in the text in their order: the time may have been taken out of their midst. */
function isWithin(part: string, text: string): boolean {
  const folded = squeeze(text)
  let at = 0
  for (const character of squeeze(part)) {
    const found = folded.indexOf(character, at)
    if (found < 0) return false
    at = found + 1
  }
  return true
}

function holds(text: string, words: string): boolean {
  return squeeze(text).includes(squeeze(words))
}

interface Bearer {
  readonly party: Party
  readonly span: readonly [number, number]
}

/** The units that lead or bear the duty and are not in its words; none where they are too many, or not sure. */
function bearersOf({ parties, spans, review }: Obligation, said: string): readonly Bearer[] {
  if (review.reasons.some(reason => IS_CARRIED_OVER.test(reason))) return []
  const all = parties.flatMap((party, i) => {
    const span = spans.parties[i]
    return span === undefined ? [] : [{ party, span }]
  })
  const leading = all.filter(({ party }) => party.role === 'lead')
  const bearing = leading.length > 0 ? leading : all.filter(({ party }) => party.role === 'responsible')
  if (bearing.some(({ party }) => holds(said, party.asWritten))) return []
  return bearing.length > MOST_NAMES ? [] : bearing
}

function unitsInWords(bearers: readonly Bearer[]): string {
  const role = bearers[0]?.party.role ?? 'responsible'
  const names = unique(bearers.map(({ party }) => nameOf(party))).join('、')
  return dutyWording.role(dutyWording.parties[role], names)
}

/** Lines 牵头单位：…, all names, with where they stand. */
export function partiesOf({ obligation: { parties, spans, citation } }: Duty): Omit<Rule, 'units'> {
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

/** The next due day and the last day that is surely in time, said to be reckoned; null where no day can be told. */
export function reckonedDays({ timing, damaged, review }: Obligation, today: CivilDate): string | null {
  if (timing === null || timing.type === 'window' || (damaged && review.state === 'needs-review')) return null
  if (SPAN_OF_DAYS.test(timing.rrule ?? '')) return null
  const { nextDue, raw, rrule, to } = timing
  if (nextDue === null) {
    return rrule === null && to !== null && to < today ? dutyWording.past(dayNamed(to)) : null
  }
  const safe = safeDay(civilDate(nextDue), boundOf(raw))
  const due = dayNamed(nextDue)
  const kind = rrule === null ? 'deadline' : /;BY/.test(rrule) ? 'next' : 'periodEnd'
  return dutyWording.reckoned({
    due: dutyWording[kind](due),
    safe: safe.day === nextDue ? null : dayNamed(safe.day),
    after: nextDue,
    isEarly: safe.note !== null,
  })
}

function dayNamed(day: string): { readonly day: string; readonly weekday: number } {
  return { day, weekday: weekdayOf(civilDate(day)) }
}

/** What must be said beside a rule: damage, doubt, judgement. */
export function marksOf(duty: Duty, documentText: string): string[] {
  const { review } = duty.obligation
  const { unconfirmed, decided } = dutyWording.marks
  const lost = damagedWords(duty.obligation, documentText)
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
export function damagedWords(obligation: Obligation, documentText: string): string | null {
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
