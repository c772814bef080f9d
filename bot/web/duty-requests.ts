/**
 * What the addresses of the register and of the calendar ask for. In: the query of a request and the documents there are.
 * Out: a checked query, with a sentence in Chinese for everything in it that makes no sense; and queries as addresses.
 */

import { type StoredDocument } from '../../knowledge/model/document.ts'
import { type Obligation, type ReviewState } from '../../knowledge/model/obligation.ts'
import { webWording } from '../wording.ts'
import { isMonth, monthOf } from './days.ts'
import { type DueState, type ObligationFilter } from './deps.ts'

const { filter } = webWording

/** UTF-16 code units of the name of a unit; the longest that occur have about 30. */
const UNIT_LIMIT = 50
/** UTF-16 code units of the words looked for. */
const QUERY_LIMIT = 100
/** UTF-16 code units of a value that is told back as wrong. */
const TOLD_LIMIT = 50
/** Single duties that one address can name: more than any answer lists, and still an address every browser takes. */
export const DUTIES_LIMIT = 100
/** As the store makes the ids of duties. */
const DUTY_ID = /^[\w-]{1,64}$/
/** Whole numbers from 1; six digits are more pages than there can be. */
const PAGE = /^[1-9]\d{0,5}$/
/** What nobody sees but what turns the text around it: controls, marks of writing direction, halves of pairs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** What one can ask the register for: how far review has got, and the two marks that call for a person. */
export const REGISTER_STATES = [
  'automatic',
  'needs-review',
  'confirmed',
  'corrected',
  'rejected',
  'lapsed',
  'damaged',
] as const satisfies readonly (ReviewState | 'lapsed' | 'damaged')[]
export type RegisterState = (typeof REGISTER_STATES)[number]

export const DUE_STATES = ['open', 'overdue', 'done', 'waived'] as const satisfies readonly DueState[]

/** What both pages can be narrowed by; null does not narrow. */
export interface DutyQuery<State> {
  readonly unit: string | null
  readonly place: string | null
  readonly document: string | null
  readonly state: State | null
  /** What cannot be asked, in sentences; then nothing is to be shown. */
  readonly faults: readonly string[]
}

export interface RegisterQuery extends DutyQuery<RegisterState> {
  /** Words looked for in the duty and its source; null for all. */
  readonly words: string | null
  /** Ids of single duties, as answers link to them; empty for all. */
  readonly duties: readonly string[]
  /** Counts from 1; may be beyond the last. */
  readonly page: number
}

export interface CalendarQuery extends DutyQuery<DueState> {
  /** YYYY-MM */
  readonly month: string
  /** Of the list below the month; counts from 1. */
  readonly page: number
}

export type Parameters = Readonly<Record<string, string>>

interface Known {
  readonly documents: readonly StoredDocument[]
  /** ISO day. */
  readonly today: string
}

export function readRegisterQuery(
  parameters: Parameters,
  { documents }: Pick<Known, 'documents'>,
): RegisterQuery {
  const common = readCommon(parameters, { states: REGISTER_STATES, documents })
  const text = textOf(parameters['q'])
  const duties = (textOf(parameters['duty']) ?? '').split(',').filter(id => id !== '')
  const areDuties = duties.length <= DUTIES_LIMIT && duties.every(id => DUTY_ID.test(id))
  const faults = [
    tooLong(filter.query, text, QUERY_LIMIT),
    areDuties ? null : filter.badDuties(DUTIES_LIMIT),
  ].filter(fault => fault !== null)
  return {
    ...common,
    words: cut(text, QUERY_LIMIT),
    duties: areDuties ? duties : [],
    page: pageOf(parameters) ?? 1,
    faults: [...common.faults, ...faults],
  }
}

export function readCalendarQuery(parameters: Parameters, { documents, today }: Known): CalendarQuery {
  const common = readCommon(parameters, { states: DUE_STATES, documents })
  const wanted = textOf(parameters['month'])
  const page = pageOf(parameters) ?? 1
  if (wanted === null || isMonth(wanted)) return { ...common, month: wanted ?? monthOf(today), page }
  const faults = [...common.faults, filter.badMonth(told(wanted))]
  return { ...common, faults, month: monthOf(today), page }
}

interface Choices<State> {
  readonly states: readonly State[]
  readonly documents: readonly StoredDocument[]
}

function readCommon<State extends string>(
  parameters: Parameters,
  { states, documents }: Choices<State>,
): DutyQuery<State> {
  const [unit, place] = [textOf(parameters['unit']), textOf(parameters['place'])]
  const [document, wanted] = [textOf(parameters['document']), textOf(parameters['state'])]
  const state = states.find(each => each === wanted) ?? null
  const isPlace = place === null || documents.some(({ jurisdiction }) => jurisdiction === place)
  const isDocument = document === null || documents.some(({ id }) => id === document)
  const faults = [
    tooLong(filter.unit, unit, UNIT_LIMIT),
    wanted !== null && state === null ? filter.badState(told(wanted)) : null,
    isPlace ? null : filter.unknownPlace(told(place)),
    isDocument ? null : filter.unknownDocument,
    pageOf(parameters) === null ? filter.badPage(told(parameters['page'] ?? '')) : null,
  ].filter(fault => fault !== null)
  return { unit: cut(unit, UNIT_LIMIT), place, document, state, faults }
}

/** What is asked of the port; the state is looked at afterwards. */
export function filterOf({
  unit,
  place,
  document,
  state,
}: DutyQuery<RegisterState | DueState>): ObligationFilter {
  return { unit, place, document, withRejected: state === 'rejected' }
}

/** Those in the state asked for that have the words looked for. */
export function matching(
  obligations: readonly Obligation[],
  { state, words, duties }: RegisterQuery,
): readonly Obligation[] {
  if (state === null && words === null && duties.length === 0) return obligations
  const wanted = new Set(duties)
  return obligations.filter(
    obligation =>
      (wanted.size === 0 || wanted.has(obligation.id)) &&
      isIn(obligation, state) &&
      hasWords(obligation, words),
  )
}

function isIn({ review, lapsed, damaged }: Obligation, state: RegisterState | null): boolean {
  if (state === null) return true
  if (state === 'lapsed') return lapsed
  return state === 'damaged' ? damaged : review.state === state
}

function hasWords({ action, parties, citation }: Obligation, words: string | null): boolean {
  if (words === null) return true
  const { quote, article } = citation
  return [action, quote, article.label, article.heading ?? '', ...parties.map(({ name }) => name)].some(
    text => text.includes(words),
  )
}

/** The address of a page narrowed in the same way; parameters that are null are left out. */
export function addressOf(
  path: string,
  parameters: Readonly<Record<string, string | number | null>>,
): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}

/** The parameters that narrow, as the address has them. */
export function narrowing({
  unit,
  place,
  document,
  state,
}: DutyQuery<string>): Readonly<Record<string, string | null>> {
  return { unit, place, document, state }
}

/** The address of the register with only these duties; of very many, the first. */
export function dutiesAddress(ids: readonly string[]): string {
  return addressOf('/register', { duty: ids.slice(0, DUTIES_LIMIT).join(',') })
}

/** Blanks around it do not count; null where nothing is left. */
function textOf(value: string | undefined): string | null {
  const text = (value ?? '').trim()
  return text === '' ? null : text
}

function tooLong(name: string, text: string | null, limit: number): string | null {
  return text === null || text.length <= limit ? null : filter.tooLong(name, limit)
}

function cut(text: string | null, limit: number): string | null {
  return text?.slice(0, limit) ?? null
}

/** A value as it can be shown inside a sentence. */
function told(value: string): string {
  const visible = value.replaceAll(INVISIBLE, '').trim()
  return visible.length <= TOLD_LIMIT ? visible : `${visible.slice(0, TOLD_LIMIT)}…`
}

/** 1 where none is named, null where it is no page. */
function pageOf({ page }: Parameters): number | null {
  const text = textOf(page)
  if (text === null) return 1
  return PAGE.test(text) ? Number(text) : null
}
