/** The few signs of the page, drawn inline so that they take the colour of the text beside them. Decoration only. */

import { html } from 'hono/html'
import { type Html } from './layout.ts'

/** A triangle with an exclamation mark, beside warnings. */
export function warningIcon(): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path
      d="M10 2.5 18.5 17.5H1.5Z"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linejoin="round"
    />
    <path d="M10 8v4.2M10 14.4v.8" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
  </svg>`
}

/** An empty circle crossed out: nothing was found. */
export function declinedIcon(): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="7.6" fill="none" stroke="currentColor" stroke-width="1.6" />
    <path d="M4.8 15.2 15.2 4.8" stroke="currentColor" stroke-width="1.6" />
  </svg>`
}

/** A question mark in a circle: the assistant asks back. */
export function clarifyIcon(): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <circle cx="10" cy="10" r="7.6" fill="none" stroke="currentColor" stroke-width="1.6" />
    <path
      d="M7.8 8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14v.4"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
    />
  </svg>`
}

/** A cross, on the button that takes something away. */
export function removeIcon(): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
  </svg>`
}
