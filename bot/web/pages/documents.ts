/** The list of documents: searchable by title, number and place, a hundred to a page, a table that folds on a phone. */

import { html } from 'hono/html'
import { type StoredDocument } from '../../../knowledge/model/document.ts'
import { webWording } from '../../wording.ts'
import { yearsOf } from './document.ts'
import { warningIcon } from './icons.ts'
import { type Html, page } from './layout.ts'
import { pager, paging } from './pager.ts'

export interface DocumentsPage {
  readonly documents: readonly StoredDocument[]
  /** What was searched for; empty for all. */
  readonly query: string
  /** Counts from 1; out of range shows the nearest page. */
  readonly page: number
}

const PAGE_SIZE = 100

const words = webWording.documents

/** The list of documents. */
export function documentsPage({ documents, query, page: wanted }: DocumentsPage): Html {
  const found = documents.filter(document => matches(document, query))
  const rows = paging(wanted, { rows: found.length, size: PAGE_SIZE })
  const shown = found.slice(rows.first, rows.first + PAGE_SIZE)
  return page({
    title: words.title,
    current: 'documents',
    layout: 'wide',
    scripts: [],
    content: html`<div class="documents">
      <div class="documents-head">
        <h1>${words.title}</h1>
        <p class="count">${query === '' ? words.count(found.length) : words.found(found.length, query)}</p>
        ${documents.length === 0 ? '' : filterForm(query)}
      </div>
      ${documents.length === 0 ? html`<p class="none">${words.none}</p>` : table(shown)}
      ${pager(rows, target => address(query, target))}
    </div>`,
  })
}

function address(query: string, page: number): string {
  const search = new URLSearchParams({ ...(query === '' ? {} : { q: query }), page: String(page) })
  return `/documents?${search.toString()}`
}

function matches({ title, documentNumber, jurisdiction }: StoredDocument, query: string): boolean {
  return [title, documentNumber, jurisdiction].some(field => field?.includes(query) === true)
}

function filterForm(query: string): Html {
  return html`<form class="filter" method="get" action="/documents" role="search">
    <label class="visually-hidden" for="filter">${words.filter}</label>
    <input
      id="filter"
      name="q"
      type="search"
      value="${query}"
      maxlength="100"
      placeholder="${words.filterPlaceholder}"
    />
    <button class="button quiet" type="submit">${words.filterButton}</button>
    ${query === '' ? '' : html`<a href="/documents">${words.showAll}</a>`}
  </form>`
}

function table(documents: readonly StoredDocument[]): Html {
  if (documents.length === 0) return html`<p class="none">${words.noMatch}</p>`
  const { columns } = words
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${columns.title}</th>
        <th scope="col">${columns.documentNumber}</th>
        <th scope="col">${columns.place}</th>
        <th scope="col">${columns.type}</th>
        <th scope="col">${columns.years}</th>
        <th scope="col" class="number">${columns.articles}</th>
        <th scope="col">${columns.warnings}</th>
      </tr>
    </thead>
    <tbody>
      ${documents.map(row)}
    </tbody>
  </table>`
}

function row(document: StoredDocument): Html {
  const { columns } = words
  const cell = (name: string, value: string | null, width: 'short' | 'narrow' | 'medium') =>
    html`<td data-name="${name}" class="${width} ${value === null ? 'empty' : ''}">${value ?? '—'}</td>`
  const count = document.warnings.length
  return html`<tr>
    <th scope="row">
      <a href="/d/${encodeURIComponent(document.id)}">${document.title}</a>
      <span class="source">${document.source}</span>
    </th>
    ${cell(columns.documentNumber, document.documentNumber, 'medium')}
    ${cell(columns.place, document.jurisdiction, 'narrow')} ${cell(columns.type, document.type, 'short')}
    ${cell(columns.years, yearsOf(document.years), 'short')}
    <td data-name="${columns.articles}" class="number">${document.articleCount}</td>
    <td data-name="${columns.warnings}" class="${count === 0 ? 'empty' : 'attention'}">
      ${count === 0 ? '—' : html`${warningIcon()}${words.warnings(count)}`}
    </td>
  </tr>`
}
