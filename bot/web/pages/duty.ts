/** The parts of one duty that the register and the calendar show alike: who, how many, which day, in what state, where. */

import { html } from 'hono/html'
import { type Citation } from '../../../knowledge/model/answer.ts'
import {
  type Obligation,
  type Party,
  type PartyRole,
  type Quota,
} from '../../../knowledge/model/obligation.ts'
import { webWording } from '../../wording.ts'
import { longDay } from '../days.ts'
import { spanLink } from '../requests.ts'
import { articleName } from './answer.ts'
import { type Html } from './layout.ts'

/** More units than this are folded. */
const UNITS_SHOWN = 6

const ROLES: readonly PartyRole[] = ['responsible', 'lead', 'participant']

const words = webWording.duty

/** 2027年3月1日（周一）, for machines too. */
export function dayText(day: string): Html {
  return html`<time datetime="${day}">${longDay(day)}</time>`
}

/** What is to be done; what is only encouraged says so. */
export function actionText({ action, modality }: Obligation): Html {
  const mild = words.modality[modality]
  return html`${mild === null ? '' : tag('mild', mild)}<bdi>${action}</bdi>`
}

/** The units by what they have to do with it; that nobody is named is among the reasons for review. */
export function bearers(parties: readonly Party[]): Html {
  if (parties.length === 0) return html`—`
  const groups = ROLES.map(role => ({ role, names: namesOf(parties, role) })).filter(
    ({ names }) => names.length > 0,
  )
  return html`${groups.map(
    ({ role, names }) =>
      html`<p class="bearers">
        <span class="soft">${words.roleOf(words.roles[role])}</span>${unitList(names)}
      </p>`,
  )}`
}

function namesOf(parties: readonly Party[], role: PartyRole): string[] {
  return [...new Set(parties.filter(party => party.role === role).map(({ name }) => name))]
}

/** A list of units, a long one folded behind its first names. */
export function unitList(names: readonly string[]): Html {
  const rest = names.slice(UNITS_SHOWN)
  if (rest.length <= 1) return html`${listed(names)}`
  return html`${listed(names.slice(0, UNITS_SHOWN))}
    <details class="fold">
      <summary>${words.more(rest.length)}</summary>
      ${listed(rest)}
    </details>`
}

/** Each name apart from its neighbours, so that marks of writing direction in one turn no other. */
function listed(names: readonly string[]): Html[] {
  return names.map((name, index) => html`${index === 0 ? '' : words.between}<bdi>${name}</bdi>`)
}

/** A number stays on one line with its unit. */
const NO_BREAK = '\u00a0'

/** 每年不少于 4 次 */
export function quotaText({ op, value, unit, per }: Quota): string {
  const amount = unit === '%' ? `${value}%` : `${value}${NO_BREAK}${unit}`
  const bound = `${per === null ? '' : words.periods[per]}${words.bounds[op]}`
  return bound === '' ? amount : `${bound} ${amount}`
}

/** The words of the source for time and number; 每年 is not said twice where the number says it. */
export function termsText({ timing, quota }: Obligation): Html {
  const raw = timing?.raw ?? ''
  const amount = quota === null ? '' : quotaText(quota)
  if (amount === '') return html`${raw}`
  return amount.startsWith(raw)
    ? html`${amount}`
    : html`<bdi>${raw}</bdi> <span class="soft">${amount}</span>`
}

/** How far review has got, and what else calls for a person. */
export function reviewTags({ review, lapsed, damaged }: Obligation): Html {
  return html`${tag(review.state, words.review[review.state])}${
    damaged ? tag('damaged', words.damaged) : ''
  }${lapsed ? tag('lapsed', words.lapsed) : ''}`
}

/** A word in a frame; its colour repeats what the word says. */
export function tag(kind: string, word: string): Html {
  return html`<span class="tag ${kind}">${word}</span>`
}

/** Leads to the sentence, highlighted in its document. */
export function articleLink({ document, article, start, end }: Citation): Html {
  const above = article.path.filter(part => part !== document.title).at(-1)
  const name = articleName(article)
  // A bare 7. says little without the heading above it.
  const context = article.heading === null && above !== undefined ? `${above} ` : ''
  const text = `${context}${name}`.trim()
  return html`<a href="${spanLink(document.id, { start, end })}">${text === '' ? words.readSource : text}</a>`
}

/** The words of the source; those that say when and how many stand out. */
export function sourceQuote({ citation, spans }: Obligation): Html {
  const { start, end, quote } = citation
  const telling = [spans.timing, spans.quota].flatMap(span =>
    span !== null && span[0] >= start && span[1] <= end ? [span] : [],
  )
  const edges = [start, ...telling.flat(), end].sort((a, b) => a - b)
  const pieces = edges.slice(0, -1).map((from, index) => {
    const text = quote.slice(from - start, (edges[index + 1] ?? end) - start)
    return telling.some(span => span[0] <= from && from < span[1]) ? html`<b>${text}</b>` : html`${text}`
  })
  return html`<blockquote><span class="visually-hidden">${words.quoteLabel}</span>${pieces}</blockquote>`
}
