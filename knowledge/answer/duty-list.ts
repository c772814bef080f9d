/**
 * All duties that fit: of a unit, due by a day, coming back every year. In: what is asked and the duties of the documents in
 * scope. Out: a count and one line each, with citations; null where the question gives nothing to go by or nothing fits,
 * and then passages answer.
 */
import { type Citation } from '../model/answer.ts'
import { type Obligation } from '../model/obligation.ts'
import { type AskedList, type Cadence, matterOf } from '../question/asked.ts'
import { civilDate, type CivilDate, daysBetween } from '../time/index.ts'
import { createCitedList, type CitedList } from './cited.ts'
import { numbersOf } from './duty-answer.ts'
import { type Duty } from './duty-reads.ts'
import { damagedWords, marksOf, partiesOf, ruleOf, squeeze } from './duty-rule.ts'
import { dutyWording } from './duty-wording.ts'
import { answerWording, nameDocument, nameLabel } from './wording.ts'

export interface DutyListInput {
  readonly asked: AskedList
  /** 由谁牵头: the units are what is asked for. */
  readonly asksForUnits: boolean
  /** Of the documents in scope, in document order. */
  readonly duties: readonly Duty[]
  /** Those that a unit bears; asked once the unit is known. */
  readonly dutiesOf: (unit: string) => readonly Duty[]
  /** The first due day of a duty from the start of the time asked for; null where it has none. */
  readonly nextFrom: (duty: Duty) => string | null
  /** How much of the words a text holds, 0 to 1. */
  readonly shareOf: (words: string) => (text: string) => number
  readonly today: CivilDate
  readonly textOf: (duty: Duty) => string
}

export interface DutyList {
  readonly text: string
  readonly citations: readonly Citation[]
  /** Those in the text. */
  readonly shown: readonly Duty[]
  /** All that fit. */
  readonly duties: readonly Duty[]
}

/** More lines than this nobody reads in a chat. */
const MOST_LINES = 20
/** An action is a line of a list; its sentence stands in the citation. */
const LONGEST_RULE = 90
/** A longer heading is the task itself. */
const LONGEST_HEADING = 20
/** A duty on the matter holds at least this much of its words. */
const ON_TOPIC = 0.5
/** In a time longer than this, what comes back every month or quarter is no item that falls due. */
const LONGEST_FOR_RECURRING_DAYS = 45

export function listDuties(input: DutyListInput): DutyList | null {
  const { asked } = input
  const unit = unitIn(asked.text, input.duties)
  const topic = matterOf(asked, unit?.form ?? null)
  const isNarrowed = unit !== null || asked.due !== null || asked.cadence !== null
  if (!isNarrowed && !(input.asksForUnits && topic !== null)) return null
  const narrowed = { ...input, unit, topic }
  const pool = unit === null ? input.duties : input.dutiesOf(unit.form)
  const fitting = pool.filter(duty => fits(duty, narrowed))
  const inTime = asked.due === null ? fitting : fitting.filter(duty => isDue(duty, input))
  const [listed, recurring] = withoutRecurring(inTime, input)
  if (listed.length === 0) return null
  const unreadable = asked.due === null ? 0 : fitting.filter(duty => isUnreadable(duty, input)).length
  return write(inOrder(listed, unit), { unreadable, recurring }, narrowed)
}

/** Names that mean nobody in particular. */
const COLLECTIVE = /^(?:各|有关|相关|全|本|其他|同一|每)/
const SHORTEST_UNIT = 3

interface Unit {
  /** As the question and its names agree … */
  readonly form: string
  /** … and as the register has it. */
  readonly name: string
}

/** The longest name of a unit the register knows that the question names, with or without 区, 县, 市, 州 before it. */
function unitIn(words: string, duties: readonly Duty[]): Unit | null {
  const asked = squeeze(words)
  const names = new Set(
    duties.flatMap(({ obligation }) =>
      obligation.parties.flatMap(({ name, asWritten }) => [name, asWritten]),
    ),
  )
  const named = [...names].flatMap(name => {
    if (COLLECTIVE.test(name)) return []
    const folded = squeeze(name)
    const short = folded.replace(/^[区县市州省](?!.{0,1}$)/, '')
    const form = [folded, short].find(words => words.length >= SHORTEST_UNIT && asked.includes(words))
    return form === undefined ? [] : [{ form, name: folded }]
  })
  const [longest] = named.toSorted((a, b) =>
    a.form.length === b.form.length ? b.name.length - a.name.length : b.form.length - a.form.length,
  )
  return longest ?? null
}

interface Narrowed extends DutyListInput {
  readonly unit: Unit | null
  readonly topic: string | null
}

function fits({ obligation }: Duty, { asked, unit, topic, asksForUnits, shareOf }: Narrowed): boolean {
  const { action, parties, citation } = obligation
  if (asked.leadOnly && unit !== null && !parties.some(party => isLead(party, unit.form))) return false
  if (asksForUnits && unit === null && parties.length === 0) return false
  if (asked.cadence !== null && !comesBack(obligation, asked.cadence)) return false
  if (asked.act !== null && !asked.act.test(action)) return false
  if (topic === null) return true
  return shareOf(topic)([citation.article.heading, action, citation.quote].join(' ')) >= ON_TOPIC
}

function isLead({ name, asWritten, role }: Obligation['parties'][number], unit: string): boolean {
  return role === 'lead' && (squeeze(name).includes(unit) || squeeze(asWritten).includes(unit))
}

const COMES_BACK: Readonly<Record<Cadence, RegExp>> = {
  year: /^FREQ=YEARLY(?!;INTERVAL)(?!;BYMONTH=\d+,)/,
  'half-year': /^FREQ=MONTHLY;INTERVAL=6|^FREQ=YEARLY;BYMONTH=\d+,\d+(?:;|$)/,
  quarter: /^FREQ=MONTHLY;INTERVAL=3|^FREQ=YEARLY;BYMONTH=\d+,\d+,\d+,\d+(?:;|$)/,
  month: /^FREQ=MONTHLY(?!;INTERVAL)/,
  week: /^FREQ=WEEKLY/,
}

function comesBack({ timing, quota }: Obligation, cadence: Cadence): boolean {
  if (timing?.rrule != null) return COMES_BACK[cadence].test(timing.rrule)
  return quota?.per === cadence || (cadence === 'year' && quota?.per === 'person-year')
}

/** First day of the time asked for; of a mere 年底前 that is today. */
export function windowStart({ due }: AskedList, today: CivilDate): CivilDate | null {
  if (due === null) return null
  return due.from ?? (due.to >= today ? today : civilDate(`${due.to.slice(0, 4)}-01-01`))
}

/** The due day within the time asked for; null where there is none. */
function dueDay(duty: Duty, { asked, today, nextFrom }: DutyListInput): string | null {
  const { timing } = duty.obligation
  const from = windowStart(asked, today)
  if (asked.due === null || timing === null || from === null) return null
  const { to } = asked.due
  const days = [nextFrom(duty), timing.rrule === null ? timing.to : null]
  return days.find(day => day !== null && day >= from && day <= to) ?? null
}

function isDue(duty: Duty, input: DutyListInput): boolean {
  return dueDay(duty, input) !== null
}

/** What is left where the time asked for is long, and how many come back within it again and again. */
function withoutRecurring(
  duties: readonly Duty[],
  { asked, today }: DutyListInput,
): [readonly Duty[], number] {
  const from = windowStart(asked, today)
  if (asked.due === null || from === null || asked.cadence !== null) return [duties, 0]
  if (daysBetween(from, asked.due.to) <= LONGEST_FOR_RECURRING_DAYS) return [duties, 0]
  const once = duties.filter(({ obligation: { timing } }) => !OFTEN.test(timing?.rrule ?? ''))
  return [once, duties.length - once.length]
}

const OFTEN = /^FREQ=(?:WEEKLY|DAILY|MONTHLY(?!;INTERVAL=6))|^FREQ=YEARLY;BYMONTH=\d+,\d+,/

/** Its day is damaged, so nobody can tell whether it falls into the time asked for. */
function isUnreadable(duty: Duty, input: DutyListInput): boolean {
  const { obligation } = duty
  const { timing } = obligation
  return timing !== null && !isDue(duty, input) && damagedWords(obligation, input.textOf(duty)) === timing.raw
}

/** Those whose years are not over first, those that name the unit next, then by day; else as in the documents. */
function inOrder(duties: readonly Duty[], unit: Unit | null): Duty[] {
  const dayOf = ({ obligation: { timing } }: Duty): string => timing?.nextDue ?? '9999'
  const rankOf = (duty: Duty): number =>
    (duty.obligation.lapsed ? 2 : 0) + (unit === null || namesUnit(duty, unit) ? 0 : 1)
  return duties.toSorted((a, b) => {
    if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b)
    return dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0
  })
}

/** False where the unit is only meant, as one of 各部门. */
function namesUnit({ obligation: { parties } }: Duty, { form }: Unit): boolean {
  return parties.some(({ name, asWritten }) => squeeze(name + asWritten).includes(form))
}

interface LeftOut {
  readonly unreadable: number
  readonly recurring: number
}

function write(all: readonly Duty[], { unreadable, recurring }: LeftOut, input: Narrowed): DutyList {
  const shown = all.slice(0, MOST_LINES)
  const cited = createCitedList()
  const titles = [...new Set(shown.map(({ obligation }) => obligation.citation.document.id))]
  let number = 0
  const blocks = titles.flatMap(id => {
    const own = shown.filter(({ obligation }) => obligation.citation.document.id === id)
    return [headOf(own), ...own.map(duty => `${++number}. ${lineOf(duty, input, cited)}`)]
  })
  const text = [countLine(all, input), ...blocks]
  if (recurring > 0) text.push(dutyWording.recurring(recurring))
  if (unreadable > 0) text.push(dutyWording.unreadable(unreadable))
  return { text: text.join('\n'), citations: cited.all, shown, duties: all }
}

/** The document, and what became of it once its years were over. */
function headOf(duties: readonly Duty[]): string {
  const [first] = duties
  if (first === undefined) return ''
  const { citation, lapsed } = first.obligation
  const marks = lapsed ? [dutyWording.marks[first.lapse ?? 'lapsed']] : []
  return `${nameDocument(citation.document)}${dutyWording.mark(marks)}`
}

function countLine(all: readonly Duty[], input: Narrowed): string {
  const { asked, unit } = input
  const what = [
    asked.cadence === null ? '' : `${dutyWording.cadence[asked.cadence]}的`,
    unit === null ? '' : dutyWording.dutiesOf(unit.name, asked.leadOnly),
    asked.due === null ? dutyWording.duties : dutyWording.dueWithin(asked.due.asWritten),
  ]
  const waiting = all.filter(({ obligation }) => obligation.review.state === 'needs-review').length
  const named = unit === null ? all.length : all.filter(duty => namesUnit(duty, unit)).length
  const parts = [
    dutyWording.listed(what.join(''), all.length),
    all.length > MOST_LINES ? dutyWording.firstShown(MOST_LINES, unit?.name ?? null) : dutyWording.allShown,
    named === all.length ? '' : dutyWording.collective(named, all.length - named),
    waiting === 0 ? '' : dutyWording.waiting(waiting),
  ]
  return `${parts.join('')}。`
}

function lineOf(duty: Duty, input: Narrowed, cited: CitedList): string {
  const { asksForUnits, unit, textOf } = input
  const text = textOf(duty)
  const rule = ruleOf(duty, text, unit === null && !asksForUnits)
  const units =
    asksForUnits && unit === null
      ? partiesOf(duty)
      : { text: unit === null ? rule.units : roleOf(duty, unit), elsewhere: [] }
  const short = rule.text.length > LONGEST_RULE ? `${rule.text.slice(0, LONGEST_RULE)}……` : rule.text
  const marks = [units.text, stateOf(duty, input), ...marksOf(duty, text)].filter(mark => mark !== '')
  const { label, heading } = duty.obligation.citation.article
  const isShort = heading !== null && heading.length <= LONGEST_HEADING && !rule.text.includes(heading)
  const name = `${nameLabel(label)}${label === '' || isShort ? (heading ?? '') : ''}`
  const numbers = numbersOf(duty, [...rule.elsewhere, ...units.elsewhere], { text, cited })
  return `${answerWording.lead(name)}${short}${dutyWording.mark(marks)}${numbers}`
}

/** 期限已过, of a day in the time asked for that lies before today. */
function stateOf(duty: Duty, input: DutyListInput): string {
  const day = dueDay(duty, input)
  return day !== null && day < input.today ? dutyWording.over : ''
}

/** 牵头 or 参加, where the unit asked for does not simply bear the duty; 含在统称内 where it is not named. */
function roleOf(duty: Duty, unit: Unit): string {
  const { parties } = duty.obligation
  if (!namesUnit(duty, unit)) return dutyWording.inGroup
  const own = parties.filter(({ name, asWritten }) => squeeze(name + asWritten).includes(unit.form))
  if (own.some(({ role }) => role === 'lead')) return dutyWording.roles.lead
  return own.every(({ role }) => role === 'participant') ? dutyWording.roles.participant : ''
}
