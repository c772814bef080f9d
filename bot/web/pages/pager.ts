/** Turning pages: which rows a page holds, and the links to its neighbours. */

import { html } from 'hono/html'
import { webWording } from '../../wording.ts'
import { type Html } from './layout.ts'

export interface Paging {
  /** Counts from 1. */
  readonly current: number
  readonly pages: number
  /** Rows before the page. */
  readonly first: number
}

/** The page asked for, or the nearest that there is. */
export function paging(
  wanted: number,
  { rows, size }: { readonly rows: number; readonly size: number },
): Paging {
  const pages = Math.max(1, Math.ceil(rows / size))
  const current = Math.min(Math.max(1, wanted), pages)
  return { current, pages, first: (current - 1) * size }
}

/** Links to the pages before and after; nothing where there is one page. */
export function pager({ current, pages }: Paging, address: (page: number) => string): Html | '' {
  if (pages === 1) return ''
  const words = webWording.documents
  return html`<nav class="pager" aria-label="${words.pages}">
    ${current > 1 ? html`<a href="${address(current - 1)}" rel="prev">${words.previous}</a>` : ''}
    <span>${words.page(current, pages)}</span>
    ${current < pages ? html`<a href="${address(current + 1)}" rel="next">${words.next}</a>` : ''}
  </nav>`
}
