/** One turn of the conversation: the question, the answer's short text, its warnings, its numbered citation cards. */

import { html } from 'hono/html'
import {
  type Answer,
  type AnswerWarning,
  type Citation,
  type Reply,
} from '../../../knowledge/model/answer.ts'
import { webWording } from '../../wording.ts'
import { DUTIES_LIMIT, dutiesAddress } from '../duty-requests.ts'
import { spanLink } from '../requests.ts'
import { clarifyIcon, declinedIcon, warningIcon } from './icons.ts'
import { type Html } from './layout.ts'

const words = webWording.answer

/** A list item; declines and counter-questions differ from answers in wording, sign and border, not only in colour. */
export function turn({ answer, nearest }: Reply): Html {
  return html`<li class="turn">
    <h2 class="question"><span class="visually-hidden">${webWording.chat.you}</span>${answer.question}</h2>
    <div class="answer ${answer.status}">
      ${verdict(answer)}
      <div class="answer-text">${paragraphs(answer.text)}</div>
      ${answer.warnings.length > 0 ? warnings(answer.warnings) : ''} ${sources(answer, nearest)}
      ${inRegister(answer)}
    </div>
  </li>`
}

function verdict({ status, scope }: Answer): Html {
  const sign = status === 'declined' ? declinedIcon() : status === 'clarify' ? clarifyIcon() : ''
  const place =
    scope === null
      ? ''
      : html`<span class="place"><span class="visually-hidden">${words.scope}</span>${scope}</span>`
  return html`<p class="verdict"><span class="verdict-word">${sign}${words[status]}</span>${place}</p>`
}

function paragraphs(text: string): Html[] {
  return text
    .split(/\n+/)
    .filter(line => line.trim() !== '')
    .map(line => html`<p>${line}</p>`)
}

function warnings(list: readonly AnswerWarning[]): Html {
  return html`<ul class="warnings">
    ${list.map(
      ({ message }) =>
        html`<li>
          ${warningIcon()}<span><b>${words.warning}</b>${message}</span>
        </li>`,
    )}
  </ul>`
}

/** An answer's citations, or the articles a decline points to. */
function sources({ status, citations }: Answer, nearest: readonly Citation[]): Html | string {
  const shown = status === 'answered' ? citations : nearest
  if (shown.length === 0) return status === 'declined' ? html`<p class="none">${words.nothingNear}</p>` : ''
  const title = { answered: words.sources, declined: words.nearest, clarify: words.related }[status]
  return html`<h3 class="sources-title">${title}</h3>
    <ol class="cards">
      ${shown.map(card)}
    </ol>`
}

function card(citation: Citation, index: number): Html {
  const { document, article, quote } = citation
  const number = index + 1
  // The document's own title heads the path of many articles; the card names it already.
  const above = article.path.filter(part => part !== document.title)
  return html`<li class="card">
    <span class="number" aria-hidden="true">${number}</span>
    <blockquote>${quote}</blockquote>
    <p class="where">
      <a href="${spanLink(document.id, citation)}"
        ><span class="visually-hidden">${words.citationNumber(number)}</span
        ><span class="title">${bracketed(document.title)}</span>
        <span class="label">${articleName(article)}</span></a
      >
    </p>
    ${above.length === 0 ? '' : html`<p class="path">${path(above)}</p>`}
    <span class="go" aria-hidden="true">${words.readSource}</span>
  </li>`
}

/** The way to the duties that the answer rests on, as the register has them. */
function inRegister({ obligations }: Answer): Html | '' {
  if (obligations.length === 0) return ''
  const count = obligations.length
  const name = count <= DUTIES_LIMIT ? words.inRegister(count) : words.someInRegister(count, DUTIES_LIMIT)
  return html`<p class="in-register"><a href="${dutiesAddress(obligations)}">${name}</a></p>`
}

/** Titles stand in 《》; one that quotes another title already has them where they matter. */
function bracketed(title: string): string {
  return title.includes('《') ? title : `《${title}》`
}

/** The headings above an article, outermost first, with a separator that screen readers pass over. */
export function path(parts: readonly string[]): Html[] {
  return parts.map(
    (part, index) =>
      html`${index === 0 ? '' : html`<span class="separator" aria-hidden="true">›</span>`}<span
          >${part}</span
        >`,
  )
}

/** What a unit or an article is called by. */
export interface Named {
  readonly label: string
  readonly heading: string | null
  /** Shown in place of a damaged label. */
  readonly expectedLabel?: string | null
}

/** A label that ends in a closing sign needs no blank before the heading. */
const CLOSED_LABEL = /[、.\uff0e)\uff09]$/

/** Label and heading as one name, e.g. `(四十二)会前学法`, `第三条 适用范围`. */
export function articleName({ label, heading, expectedLabel }: Named): string {
  const shown = expectedLabel ?? label
  // A headed paragraph without a number is called by its heading alone.
  if (heading === null || shown === '' || shown === heading) return heading ?? shown
  return CLOSED_LABEL.test(shown) ? shown + heading : `${shown} ${heading}`
}
