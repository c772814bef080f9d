/** The page shown where there is nothing to show: not found, refused, failed. */

import { html } from 'hono/html'
import { webWording } from '../../wording.ts'
import { type Html, page } from './layout.ts'

/** A short page with the way back. */
export function problemPage({ title, detail }: { readonly title: string; readonly detail: string }): Html {
  const { home, listDocuments } = webWording.problem
  return page({
    title,
    current: null,
    layout: 'reading',
    scripts: [],
    content: html`<div class="problem">
      <h1>${title}</h1>
      <p>${detail}</p>
      <p class="ways"><a class="button" href="/">${home}</a><a href="/documents">${listDocuments}</a></p>
    </div>`,
  })
}
