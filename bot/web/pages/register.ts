/**
 * The register (台账): every duty found, document by document, fifty to a page, each with the way to its sentence. A table
 * that folds on a phone. It decides nothing: what is shown has been selected before.
 */

import { html } from 'hono/html'
import { type StoredDocument } from '../../../knowledge/model/document.ts'
import { type Obligation, type Timing } from '../../../knowledge/model/obligation.ts'
import { webWording } from '../../wording.ts'
import { longDay } from '../days.ts'
import {
  addressOf,
  narrowing,
  REGISTER_STATES,
  type RegisterQuery,
  type RegisterState,
} from '../duty-requests.ts'
import { actionText, articleLink, bearers, dayText, quotaText, reviewTags, sourceQuote } from './duty.ts'
import { groupBy } from '../group.ts'
import { conditionsOf, faultList, filterForm, nothingFound, textField } from './filters.ts'
import { type Html, page } from './layout.ts'
import { pager, paging } from './pager.ts'

export interface RegisterPage {
  readonly query: RegisterQuery
  readonly documents: readonly StoredDocument[]
  /** All that the query selects, in document order. */
  readonly obligations: readonly Obligation[]
  /** ISO day. */
  readonly today: string
}

const PAGE_SIZE = 50
const PATH = '/register'

const words = webWording.register
const { duty, filter } = webWording

const STATE_NAMES: Readonly<Record<RegisterState, string>> = {
  ...duty.review,
  lapsed: duty.lapsed,
  damaged: duty.damaged,
}

export function registerPage({ query, documents, obligations, today }: RegisterPage): Html {
  const rows = paging(query.page, { rows: obligations.length, size: PAGE_SIZE })
  const shown = obligations.slice(rows.first, rows.first + PAGE_SIZE)
  return page({
    title: words.title,
    current: 'register',
    layout: 'wide',
    scripts: [],
    content: html`<div class="duties register">
      <div class="duties-head">
        <h1>${words.title}</h1>
        ${documents.length === 0 || query.faults.length > 0 ? '' : summary(query, obligations)}
      </div>
      ${documents.length === 0 ? html`<p class="nothing">${words.empty}</p>` : form(query, documents)}
      ${documents.length === 0 ? '' : body({ query, documents, obligations: shown, today })}
      ${pager(rows, target => address(query, { page: target }))}
    </div>`,
  })
}

/** The address of the register narrowed as the query says, with other parameters beside. */
function address(query: RegisterQuery, more: Readonly<Record<string, number>> = {}): string {
  return addressOf(PATH, { ...asked(query), ...more })
}

/** All that narrows, as parameters of an address. */
function asked(query: RegisterQuery): Readonly<Record<string, string | null>> {
  const duty = query.duties.length === 0 ? null : query.duties.join(',')
  return { ...narrowing(query), q: query.words, duty }
}

const isNarrowed = (query: RegisterQuery): boolean =>
  Object.values(asked(query)).some(value => value !== null)

function summary(query: RegisterQuery, obligations: readonly Obligation[]): Html {
  const waiting = obligations.filter(({ review }) => review.state === 'needs-review').length
  const count = isNarrowed(query) ? words.found(obligations.length) : words.count(obligations.length)
  const { unit, place, document, state } = query
  const review = addressOf(PATH, { ...asked(query), state: 'needs-review' })
  const told = words.waiting(waiting)
  const waitingText = state === 'needs-review' ? told : html`<a href="${review}">${told}</a>`
  return html`<p class="count">${count}${waiting === 0 ? '' : html`；${waitingText}`}</p>
    <p class="ways">
      <a href="${addressOf('/calendar', { unit, place, document })}">${words.toCalendar}</a>
      ${
        obligations.length === 0
          ? ''
          : html`<a href="${addressOf('/register.csv', asked(query))}" download>${words.download}</a>`
      }
    </p>`
}

function form(query: RegisterQuery, documents: readonly StoredDocument[]): Html {
  return filterForm({
    action: PATH,
    query,
    documents,
    states: REGISTER_STATES.map(state => [state, STATE_NAMES[state]]),
    own: textField({
      name: 'q',
      label: filter.query,
      value: query.words ?? '',
      placeholder: filter.queryPlaceholder,
    }),
    cleared: isNarrowed(query) || query.faults.length > 0 ? PATH : null,
  })
}

function body({ query, documents, obligations, today }: RegisterPage): Html {
  if (query.faults.length > 0) return faultList(query.faults)
  if (obligations.length > 0) return html`${note(query, obligations)} ${table(obligations, today)}`
  if (query.duties.length > 0) return nothingFound({ text: filter.gone, conditions: [], cleared: PATH })
  const stateName = query.state === null ? null : STATE_NAMES[query.state]
  const own = query.words === null ? [] : [filter.condition(filter.query, query.words)]
  const conditions = conditionsOf({ query, documents, stateName, own })
  const text = [words.emptyFound, filter.noMatchOne][conditions.length] ?? filter.noMatch
  return nothingFound({ text, conditions, cleared: PATH })
}

/** Said above the table: what it leaves out, and what it leaves unsaid. */
function note({ duties }: RegisterQuery, { length }: readonly Obligation[]): Html {
  const only = html`${words.onlyThese(length)}<a href="${PATH}">${words.showAll}</a>`
  return html`<p class="legend">${duties.length > 0 ? only : words.legend}</p>`
}

function table(obligations: readonly Obligation[], today: string): Html {
  const { columns } = words
  const heads = [
    columns.action,
    columns.parties,
    columns.timing,
    columns.quota,
    columns.state,
    columns.source,
  ]
  const byDocument = groupBy(obligations, ({ citation }) => citation.document.id)
  return html`<table>
    <caption class="visually-hidden">
      ${words.caption}
    </caption>
    <thead>
      <tr>
        ${heads.map(name => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    ${[...byDocument.values()].map(own => documentRows(own, today))}
  </table>`
}

const COLUMNS = 6

function documentRows(obligations: readonly Obligation[], today: string): Html | '' {
  const document = obligations[0]?.citation.document
  if (document === undefined) return ''
  return html`<tbody>
    <tr class="group">
      <th scope="rowgroup" colspan="${COLUMNS}">
        <a href="/d/${encodeURIComponent(document.id)}">${document.title}</a>
        <span class="soft">${document.jurisdiction ?? ''} ${words.fromDocument(obligations.length)}</span>
      </th>
    </tr>
    ${obligations.map(obligation => row(obligation, today))}
  </tbody>`
}

function row(obligation: Obligation, today: string): Html {
  const { columns } = words
  const { parties, addressees, timing, quota, review, citation } = obligation
  return html`<tr>
    <th scope="row">
      ${actionText(obligation)}
      ${
        addressees.length === 0
          ? ''
          : html`<p class="soft">${duty.addressees(addressees.join(duty.between))}</p>`
      }
      ${review.reasons.map(reason => html`<p class="soft">${reason}</p>`)}
    </th>
    <td data-name="${columns.parties}" class="${parties.length === 0 ? 'empty' : ''}">${bearers(parties)}</td>
    <td data-name="${columns.timing}" class="${timing === null && review.suggestion === null ? 'empty' : ''}">
      ${timing === null ? html`<p>—</p>` : timingCell(timing, obligation, today)}
      ${review.suggestion === null ? '' : html`<p class="doubt">${duty.suggestion(review.suggestion)}</p>`}
    </td>
    <td data-name="${columns.quota}" class="${quota === null ? 'empty' : ''}">
      ${quota === null ? '—' : quotaText(quota)}
    </td>
    <td data-name="${columns.state}"><p class="tags">${reviewTags(obligation)}</p></td>
    <td data-name="${columns.source}" class="source">${articleLink(citation)}${sourceQuote(obligation)}</td>
  </tr>`
}

/** The words of the source, then the days reckoned from them. */
function timingCell(timing: Timing, { review }: Obligation, today: string): Html {
  const { raw, nextDue, safeDay } = timing
  if (nextDue === null) {
    return html`<p>${raw}</p>
      <p class="soft">${undated(timing, { waits: review.state === 'needs-review', today })}</p>`
  }
  const safe = safeDay === null || safeDay === nextDue ? duty.sameDay : dayText(safeDay)
  return html`<p>${raw}</p>
    <p class="day"><span class="soft">${duty.next}</span>${dayText(nextDue)}</p>
    <p class="day soft"><span>${duty.safe}</span>${safe}</p>`
}

interface Undated {
  /** Somebody has to look first. */
  readonly waits: boolean
  readonly today: string
}

/** Why no day is reckoned. */
function undated({ type, to, rrule }: Timing, { waits, today }: Undated): string {
  if (waits) return duty.undated.waits
  if (rrule === null && to !== null && to < today) return duty.past(longDay(to))
  return type === 'relative' || type === 'ongoing' ? duty.undated[type] : duty.undated.other
}
