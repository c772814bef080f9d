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
  return html`${mild === null ? '' : tag('mild', mild)}${action}`
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
  if (rest.length <= 1) return html`${names.join(words.between)}`
  return html`${names.slice(0, UNITS_SHOWN).join(words.between)}
    <details class="fold">
      <summary>${words.more(rest.length)}</summary>
      ${rest.join(words.between)}
    </details>`
}

/** 每年不少于 4 次 */
export function quotaText({ op, value, unit, per }: Quota): string {
  return `${per === null ? '' : words.periods[per]}${words.bounds[op]} ${value} ${unit}`.trim()
}

/** The words of the source for time and number; 每年 is not said twice where the number says it. */
export function termsText({ timing, quota }: Obligation): Html {
  const raw = timing?.raw ?? ''
  const amount = quota === null ? '' : quotaText(quota)
  if (amount === '') return html`${raw}`
  return amount.startsWith(raw) ? html`${amount}` : html`${raw} <span class="soft">${amount}</span>`
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
