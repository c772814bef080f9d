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
import { actionText, articleLink, bearers, dayText, quotaText, reviewTags } from './duty.ts'
import { groupBy } from '../group.ts'
import { faultList, filterForm, textField } from './filters.ts'
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
  return addressOf(PATH, { ...narrowing(query), q: query.words, ...more })
}

const isNarrowed = ({ unit, place, document, state, words: text }: RegisterQuery): boolean =>
  [unit, place, document, state, text].some(value => value !== null)

function summary(query: RegisterQuery, obligations: readonly Obligation[]): Html {
  const waiting = obligations.filter(({ review }) => review.state === 'needs-review').length
  const count = isNarrowed(query) ? words.found(obligations.length) : words.count(obligations.length)
  const { unit, place, document, state } = query
  const review = addressOf(PATH, { unit, place, document, state: 'needs-review', q: query.words })
  const told = words.waiting(waiting)
  const waitingText = state === 'needs-review' ? told : html`<a href="${review}">${told}</a>`
  return html`<p class="count">${count}${waiting === 0 ? '' : html`；${waitingText}`}</p>
    <p class="ways">
      <a href="${addressOf('/calendar', { unit, place, document })}">${words.toCalendar}</a>
      ${
        obligations.length === 0
          ? ''
          : html`<a href="${addressOf('/register.csv', { ...narrowing(query), q: query.words })}" download
              >${words.download}</a
            >`
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

function body({ query, obligations, today }: RegisterPage): Html {
  if (query.faults.length > 0) return faultList(query.faults)
  if (obligations.length > 0) return table(obligations, today)
  return html`<p class="nothing">${isNarrowed(query) ? filter.noMatch : words.emptyFound}</p>`
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
  const { parties, addressees, timing, quota, citation } = obligation
  return html`<tr>
    <th scope="row">
      ${actionText(obligation)}
      ${
        addressees.length === 0
          ? ''
          : html`<p class="soft">${duty.addressees(addressees.join(duty.between))}</p>`
      }
    </th>
    <td data-name="${columns.parties}" class="${parties.length === 0 ? 'empty' : ''}">${bearers(parties)}</td>
    <td data-name="${columns.timing}" class="${timing === null ? 'empty' : ''}">
      ${timing === null ? '—' : timingCell(timing, obligation, today)}
    </td>
    <td data-name="${columns.quota}" class="${quota === null ? 'empty' : ''}">
      ${quota === null ? '—' : quotaText(quota)}
    </td>
    <td data-name="${columns.state}">${reviewCell(obligation)}</td>
    <td data-name="${columns.source}">${articleLink(citation)}</td>
  </tr>`
}

/** The words of the source, then the days reckoned from them. */
function timingCell(timing: Timing, { damaged }: Obligation, today: string): Html {
  const { raw, nextDue, safeDay } = timing
  if (nextDue === null) {
    return html`<p>${raw}</p>
      <p class="soft">${undated(timing, { damaged, today })}</p>`
  }
  const safe = safeDay === null || safeDay === nextDue ? duty.sameDay : dayText(safeDay)
  return html`<p>${raw}</p>
    <p class="day"><span class="soft">${duty.next}</span>${dayText(nextDue)}</p>
    <p class="day soft"><span>${duty.safe}</span>${safe}</p>`
}

interface Undated {
  readonly damaged: boolean
  readonly today: string
}

/** Why no day is reckoned. */
function undated({ type, to, rrule }: Timing, { damaged, today }: Undated): string {
  if (damaged) return duty.undated.damaged
  if (rrule === null && to !== null && to < today) return duty.past(longDay(to))
  return type === 'relative' || type === 'ongoing' ? duty.undated[type] : duty.undated.other
}

function reviewCell(obligation: Obligation): Html {
  const { reasons, suggestion } = obligation.review
  return html`<p class="tags">${reviewTags(obligation)}</p>
    ${reasons.map(reason => html`<p class="soft">${reason}</p>`)}
    ${suggestion === null ? '' : html`<p class="soft">${duty.suggestion(suggestion)}</p>`}`
}
