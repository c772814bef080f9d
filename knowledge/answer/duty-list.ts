/**
 * All duties that fit: of a unit, due by a day, coming back every year. In: what is asked and the duties of the documents in
 * scope. Out: a count and one line each, with citations; null where the question gives nothing to go by or nothing fits,
 * and then passages answer.
 */
import { type Citation } from '../model/answer.ts'
import { type Obligation } from '../model/obligation.ts'
import { type AskedList, type Cadence } from '../question/asked.ts'
import { foldText } from '../text/fold.ts'
import { type CivilDate } from '../time/index.ts'
import { createCitedList, type CitedList } from './cited.ts'
import { numbersOf } from './duty-answer.ts'
import { type Duty } from './duty-reads.ts'
import { damagedWords, marksOf, partiesOf, ruleOf, squeeze } from './duty-rule.ts'
import { dutyWording } from './duty-wording.ts'
import { answerWording, nameArticle } from './wording.ts'

export interface DutyListInput {
  readonly asked: AskedList
  /** 由谁牵头: the units are what is asked for. */
  readonly asksForUnits: boolean
  /** Of the documents in scope, in document order. */
  readonly duties: readonly Duty[]
  /** Those that a unit bears; asked once the unit is known. */
  readonly dutiesOf: (unit: string) => readonly Duty[]
  /** How much of the words a text holds, 0 to 1. */
  readonly shareOf: (words: string) => (text: string) => number
  readonly today: CivilDate
  readonly textOf: (duty: Duty) => string
}

export interface DutyList {
  readonly text: string
  readonly citations: readonly Citation[]
  /** Those shown. */
  readonly duties: readonly Duty[]
}

/** More lines than this nobody reads in a chat. */
const MOST_LINES = 30
/** An action is a line of a list; its sentence stands in the citation. */
const LONGEST_RULE = 90
/** A duty on the matter holds at least this much of its words. */
const ON_TOPIC = 0.5

export function listDuties(input: DutyListInput): DutyList | null {
  const { asked } = input
  const unit = unitIn(asked.rest, input.duties)
  const topic = topicIn(asked.rest, unit)
  const isNarrowed = unit !== null || asked.due !== null || asked.cadence !== null
  if (!isNarrowed && !(input.asksForUnits && topic !== null)) return null
  const pool = unit === null ? input.duties : input.dutiesOf(unit)
  const fitting = pool.filter(duty => fits(duty, { ...input, unit, topic }))
  const inTime = asked.due === null ? fitting : fitting.filter(duty => isDue(duty, input))
  if (inTime.length === 0) return null
  const unreadable = asked.due === null ? 0 : fitting.filter(duty => isUnreadable(duty, input)).length
  return write(sortByDue(inTime), unreadable, { ...input, unit })
}

/** Names that mean nobody in particular. */
const COLLECTIVE = /^(?:各|有关|相关|全|本|其他|同一|每)/
const SHORTEST_UNIT = 3

/** The longest name of a unit the register knows that the question names, with or without 区, 县, 市, 州 before it. */
function unitIn(words: string, duties: readonly Duty[]): string | null {
  const asked = squeeze(words)
  const names = new Set(
    duties.flatMap(({ obligation }) =>
      obligation.parties.flatMap(({ name, asWritten }) => [name, asWritten]),
    ),
  )
  let found: string | null = null
  for (const name of names) {
    if (COLLECTIVE.test(name)) continue
    const folded = squeeze(name)
    const short = folded.replace(/^[区县市州省](?!.{0,1}$)/, '')
    const meant = [folded, short].find(form => form.length >= SHORTEST_UNIT && asked.includes(form))
    if (meant !== undefined && meant.length > (found?.length ?? 0)) found = meant
  }
  return found
}

/** What is left of the question once the unit is taken out; null where that is no matter. */
function topicIn(words: string, unit: string | null): string | null {
  const rest = foldText(words)
    .replace(unit ?? '', ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter(word => word.length > 1)
  return rest.length === 0 ? null : rest.join(' ')
}

interface Narrowed extends DutyListInput {
  readonly unit: string | null
  readonly topic: string | null
}

function fits({ obligation }: Duty, { asked, unit, topic, asksForUnits, shareOf }: Narrowed): boolean {
  const { action, parties, citation } = obligation
  if (asked.leadOnly && unit !== null && !parties.some(party => isLead(party, unit))) return false
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

function isDue({ obligation: { timing } }: Duty, { asked: { due }, today }: DutyListInput): boolean {
  if (due === null || timing === null) return false
  const from = due.from ?? (due.to >= today ? today : `${due.to.slice(0, 4)}-01-01`)
  return [timing.nextDue, timing.rrule === null ? timing.to : null].some(
    day => day !== null && day >= from && day <= due.to,
  )
}

/** Its day is damaged, so nobody can tell whether it falls into the time asked for. */
function isUnreadable(duty: Duty, input: DutyListInput): boolean {
  const { timing } = duty.obligation
  return timing !== null && !isDue(duty, input) && damagedWords(duty, input.textOf(duty)) === timing.raw
}

/** Earliest first, those without a day in the order of the documents behind them. */
function sortByDue(duties: readonly Duty[]): Duty[] {
  const dayOf = ({ obligation: { timing } }: Duty): string => timing?.nextDue ?? '9999'
  return duties.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0))
}

function write(
  all: readonly Duty[],
  unreadable: number,
  input: DutyListInput & { unit: string | null },
): DutyList {
  const shown = all.slice(0, MOST_LINES)
  const cited = createCitedList()
  const titles = [...new Set(shown.map(({ obligation }) => obligation.citation.document.id))]
  let number = 0
  const blocks = titles.flatMap(id => {
    const own = shown.filter(({ obligation }) => obligation.citation.document.id === id)
    return [headOf(own), ...own.map(duty => `${++number}. ${lineOf(duty, input, cited)}`)]
  })
  const text = [countLine(all, input), ...blocks]
  if (unreadable > 0) text.push(dutyWording.unreadable(unreadable))
  return { text: text.join('\n'), citations: cited.all, duties: shown }
}

/** The document, and what became of it once its years were over. */
function headOf(duties: readonly Duty[]): string {
  const [first] = duties
  if (first === undefined) return ''
  const { citation, lapsed } = first.obligation
  const title = nameArticle(citation.document, { label: '', heading: null })
  return `${title}${dutyWording.mark(lapsed ? [dutyWording.marks[first.lapse ?? 'lapsed']] : [])}`
}

function countLine(all: readonly Duty[], input: DutyListInput & { unit: string | null }): string {
  const { asked, unit } = input
  const what = [
    unit === null ? '' : dutyWording.dutiesOf(unit, asked.leadOnly),
    asked.due === null ? dutyWording.duties : dutyWording.dueWithin(asked.due.asWritten),
  ]
  const cadence = asked.cadence === null ? '' : `${dutyWording.cadence[asked.cadence]}的`
  const waiting = all.filter(({ obligation }) => obligation.review.state === 'needs-review').length
  const extent = all.length > MOST_LINES ? dutyWording.firstShown(MOST_LINES, unit) : dutyWording.allShown
  const tail = waiting === 0 ? '' : dutyWording.waiting(waiting)
  return `${dutyWording.listed(`${cadence}${what.join('')}`, all.length)}${extent}${tail}。`
}

function lineOf(
  duty: Duty,
  { asksForUnits, unit, textOf }: DutyListInput & { unit: string | null },
  cited: CitedList,
): string {
  const text = textOf(duty)
  const rule = ruleOf(duty, text, unit === null && !asksForUnits)
  const units = asksForUnits && unit === null ? partiesOf(duty) : { text: roleOf(duty, unit), elsewhere: [] }
  const short = rule.text.length > LONGEST_RULE ? `${rule.text.slice(0, LONGEST_RULE)}……` : rule.text
  const marks = dutyWording.mark([...(units.text === '' ? [] : [units.text]), ...marksOf(duty, text)])
  const { label, heading } = duty.obligation.citation.article
  const name = label === '' ? (heading ?? '') : label.replace(/^(\d+)[.、]$/, '第$1项')
  const numbers = numbersOf(duty, [...rule.elsewhere, ...units.elsewhere], { text, cited })
  return `${answerWording.lead(name)}${short}${marks}${numbers}`
}

/** 牵头 or 参加, where the unit asked for does not simply bear the duty. */
function roleOf({ obligation: { parties } }: Duty, unit: string | null): string {
  if (unit === null) return ''
  const own = parties.filter(({ name, asWritten }) => squeeze(name + asWritten).includes(unit))
  if (own.some(({ role }) => role === 'lead')) return dutyWording.roles.lead
  return own.length > 0 && own.every(({ role }) => role === 'participant')
    ? dutyWording.roles.participant
    : ''
}
