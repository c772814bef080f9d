/** The form above the register and the calendar. A plain GET form: what it asks for is the address of the page. */

import { html } from 'hono/html'
import { type StoredDocument } from '../../../knowledge/model/document.ts'
import { webWording } from '../../wording.ts'
import { type DutyQuery } from '../duty-requests.ts'
import { groupBy } from '../group.ts'
import { warningIcon } from './icons.ts'
import { type Html } from './layout.ts'

const words = webWording.filter

export interface FilterForm {
  readonly action: string
  readonly query: DutyQuery<string>
  readonly documents: readonly StoredDocument[]
  /** Value and name of each state that can be asked for. */
  readonly states: readonly (readonly [value: string, name: string])[]
  /** Fields of one page alone. */
  readonly own: Html
  /** Where the page is without any narrowing; null where it is not narrowed. */
  readonly cleared: string | null
}

export function filterForm({ action, query, documents, states, own, cleared }: FilterForm): Html {
  const { unit, place, document, state } = query
  const places = [...new Set(documents.flatMap(({ jurisdiction }) => jurisdiction ?? []))]
  return html`<form class="filters" method="get" action="${action}" role="search" aria-label="${words.title}">
    ${own}
    ${textField({ name: 'unit', label: words.unit, value: unit ?? '', placeholder: words.unitPlaceholder })}
    ${select({ name: 'place', label: words.place, chosen: place }, options(places.map(same), place))}
    ${select({ name: 'state', label: words.state, chosen: state }, options(states, state))}
    ${select({ name: 'document', label: words.document, chosen: document }, documentOptions(documents, document))}
    <p class="filter-ways">
      <button class="button" type="submit">${words.apply}</button>
      ${cleared === null ? '' : html`<a href="${cleared}">${words.clear}</a>`}
    </p>
  </form>`
}

export interface TextField {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly placeholder: string
}

/** UTF-16 code units; what is longer is cut by the server anyway. */
const TEXT_LIMIT = 50

export function textField({ name, label, value, placeholder }: TextField): Html {
  return html`<p class="field-${name}">
    <label for="f-${name}">${label}</label>
    <input
      id="f-${name}"
      name="${name}"
      type="search"
      value="${value}"
      maxlength="${TEXT_LIMIT}"
      placeholder="${placeholder}"
    />
  </p>`
}

interface Select {
  readonly name: string
  readonly label: string
  readonly chosen: string | null
}

function select({ name, label, chosen }: Select, choices: readonly Html[]): Html {
  return html`<p class="field-${name}">
    <label for="f-${name}">${label}</label>
    <select id="f-${name}" name="${name}" class="${chosen === null ? '' : 'chosen'}">
      <option value="">${words.all}</option>
      ${choices}
    </select>
  </p>`
}

const same = (text: string): readonly [string, string] => [text, text]

function options(choices: readonly (readonly [string, string])[], chosen: string | null): Html[] {
  return choices.map(
    ([value, name]) =>
      html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${name}</option>`,
  )
}

/** Documents under their places, so that a long list can be surveyed. */
function documentOptions(documents: readonly StoredDocument[], chosen: string | null): Html[] {
  const byPlace = groupBy(documents, ({ jurisdiction }) => jurisdiction ?? words.noPlace)
  return [...byPlace].map(
    ([place, own]) =>
      html`<optgroup label="${place}">
        ${options(
          own.map(({ id, title }) => [id, title]),
          chosen,
        )}
      </optgroup>`,
  )
}

/** What cannot be asked, above an otherwise empty page. */
export function faultList(faults: readonly string[]): Html {
  return html`<div role="alert">
    ${faults.map(fault => html`<p class="notice">${warningIcon()}<span>${fault}</span></p>`)}
  </div>`
}

export interface Narrowed {
  readonly query: DutyQuery<string>
  readonly documents: readonly StoredDocument[]
  /** Name of the state asked for; null for all. */
  readonly stateName: string | null
  /** What else one page is narrowed by, as conditions. */
  readonly own: readonly string[]
}

/** What the page is narrowed by, each as a field and its value; empty where it is not narrowed. */
export function conditionsOf({ query, documents, stateName, own }: Narrowed): readonly string[] {
  const { unit, place, document } = query
  const title = documents.find(({ id }) => id === document)?.title ?? null
  const fields: readonly (readonly [string, string | null])[] = [
    [words.unit, unit],
    [words.place, place],
    [words.state, stateName],
    [words.document, title],
  ]
  const named = fields.flatMap(([name, value]) => (value === null ? [] : [words.condition(name, value)]))
  return [...own, ...named]
}

export interface NothingFound {
  readonly text: string
  /** What the page is narrowed by. */
  readonly conditions: readonly string[]
  /** Where the page is without the conditions. */
  readonly cleared: string
}

/** Why the page is empty, and the way out. */
export function nothingFound({ text, conditions, cleared }: NothingFound): Html {
  return html`<div class="nothing" role="status">
    <p>${text}</p>
    ${
      conditions.length === 0
        ? ''
        : html`<p>${words.conditions(conditions.join(words.between))}</p>
            <p><a class="button quiet" href="${cleared}">${words.clear}</a></p>`
    }
  </div>`
}
