/**
 * What the addresses of the register and of the calendar ask for. In: the query of a request and the documents there are.
 * Out: a checked query, with a sentence in Chinese for everything in it that makes no sense; and queries as addresses.
 */

import { type StoredDocument } from '../../knowledge/model/document.ts'
import { type Obligation, type ReviewState } from '../../knowledge/model/obligation.ts'
import { webWording } from '../wording.ts'
import { isMonth, monthOf } from './days.ts'
import { type DueState, type ObligationFilter } from './deps.ts'

/** UTF-16 code units of the name of a unit; the longest that occur have about 30. */
const UNIT_LIMIT = 50
/** UTF-16 code units of the words looked for. */
const QUERY_LIMIT = 100
/** UTF-16 code units of a value that is told back as wrong. */
const TOLD_LIMIT = 50

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
  return { ...common, words: textOf(parameters['q'], QUERY_LIMIT), page: pageOf(parameters['page']) }
}

export function readCalendarQuery(parameters: Parameters, { documents, today }: Known): CalendarQuery {
  const common = readCommon(parameters, { states: DUE_STATES, documents })
  const wanted = textOf(parameters['month'], TOLD_LIMIT)
  const page = pageOf(parameters['page'])
  if (wanted === null || isMonth(wanted)) return { ...common, month: wanted ?? monthOf(today), page }
  const faults = [...common.faults, webWording.filter.badMonth(wanted)]
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
  const { filter } = webWording
  const place = textOf(parameters['place'], TOLD_LIMIT)
  const document = textOf(parameters['document'], TOLD_LIMIT)
  const wanted = textOf(parameters['state'], TOLD_LIMIT)
  const state = states.find(each => each === wanted) ?? null
  const faults = [
    wanted !== null && state === null ? filter.badState(wanted) : null,
    place !== null && !documents.some(({ jurisdiction }) => jurisdiction === place)
      ? filter.unknownPlace(place)
      : null,
    document !== null && !documents.some(({ id }) => id === document) ? filter.unknownDocument : null,
  ].filter(fault => fault !== null)
  return { unit: textOf(parameters['unit'], UNIT_LIMIT), place, document, state, faults }
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
  { state, words }: RegisterQuery,
): readonly Obligation[] {
  if (state === null && words === null) return obligations
  return obligations.filter(obligation => isIn(obligation, state) && hasWords(obligation, words))
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

/** Blanks around it do not count; null where nothing is left. */
function textOf(value: string | undefined, limit: number): string | null {
  const text = (value ?? '').trim().slice(0, limit)
  return text === '' ? null : text
}

function pageOf(value: string | undefined): number {
  const page = Number.parseInt(value ?? '1', 10)
  return Number.isNaN(page) ? 1 : Math.max(1, page)
}
