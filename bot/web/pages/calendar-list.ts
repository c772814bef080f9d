/** Due days as lists: what is overdue, and a month day by day. It selects and orders nothing. */

import { html } from 'hono/html'
import { webWording } from '../../wording.ts'
import { type DayMark, type DueEntry, type EntryUnit } from '../calendar-view.ts'
import { longDay, monthOf } from '../days.ts'
import { addressOf } from '../duty-requests.ts'
import { groupBy } from '../group.ts'
import { actionText, articleLink, dayText, tag, termsText, unitList } from './duty.ts'
import { warningIcon } from './icons.ts'
import { type Html } from './layout.ts'

/** Overdue entries shown at once, and behind the fold; whoever has more must narrow them anyway. */
const OVERDUE_SHOWN = 3
const OVERDUE_FOLDED = 197

const words = webWording.calendar
const { duty } = webWording

/** What is overdue; nothing where nothing is. */
export function overdueList(entries: readonly DueEntry[]): Html | '' {
  if (entries.length === 0) return ''
  const folded = entries.slice(OVERDUE_SHOWN, OVERDUE_SHOWN + OVERDUE_FOLDED)
  const rest = entries.length - OVERDUE_SHOWN - folded.length
  return html`<section class="overdue-list" aria-labelledby="overdue">
    <h2 id="overdue">${warningIcon()}${words.overdue(entries.length)}</h2>
    <ul class="due-list">
      ${entries.slice(0, OVERDUE_SHOWN).map(entry => item(entry, true))}
    </ul>
    ${
      folded.length === 0
        ? ''
        : html`<details>
            <summary>${words.foldedOverdue(folded.length)}</summary>
            <ul class="due-list">
              ${folded.map(entry => item(entry, true))}
            </ul>
            ${rest > 0 ? html`<p class="soft">${words.overdueRest(rest)}</p>` : ''}
          </details>`
    }
  </section>`
}

/** What kind of day it is, in one or two characters, the whole of it where one points or listens. */
export function dayMark(mark: DayMark): Html | '' {
  if (mark === null) return ''
  const name = words.markNames[mark]
  return html`<span class="mark ${mark}" title="${name}"
    ><span aria-hidden="true">${words.marks[mark]}</span><span class="visually-hidden">${name}</span></span
  >`
}

export interface Days {
  /** ISO day. */
  readonly today: string
  readonly marks: ReadonlyMap<string, DayMark>
}

/** Day by day, each with the number of its entries on this page. */
export function monthList(entries: readonly DueEntry[], { today, marks }: Days): Html {
  return html`${[...groupBy(entries, ({ due }) => due)].map(
    ([day, own]) =>
      html`<section class="day${day === today ? ' today' : ''}" id="d${day}">
        <h3>
          ${dayText(day)}${day === today ? html`<span class="now">${words.today}</span>` : ''}
          ${dayMark(marks.get(day) ?? null)}
          <span class="soft">${words.dayCount(own.length)}</span>
        </h3>
        <ul class="due-list">
          ${own.map(entry => item(entry, false))}
        </ul>
      </section>`,
  )}`
}

function item(entry: DueEntry, withDay: boolean): Html {
  const { obligation, state, due, safeDay, notes } = entry
  const { citation, review } = obligation
  return html`<li class="due ${state}">
    <p class="what">
      ${state === 'open' ? '' : tag(state, duty.due[state])}
      ${review.state === 'needs-review' ? tag(review.state, duty.review[review.state]) : ''}
      ${actionText(obligation)}
    </p>
    <div class="who">${whoIn(entry)}</div>
    <div class="when">
      <p>${termsText(obligation)}</p>
      ${withDay ? html`<p>${dayText(due)}${words.due}</p>` : ''}
      <p>${distance(entry)}</p>
      ${safeDay === due ? '' : html`<p class="soft">${words.safe(longDay(safeDay))}</p>`}
      ${notes.map(note => html`<p class="doubt">${note}</p>`)} ${progress(entry)}
    </div>
    <div class="where">
      <p><span class="title">${citation.document.title}</span> ${articleLink(citation)}</p>
    </div>
  </li>`
}

/** Where the units have got differently far, each is said with its state. */
function whoIn({ units, isMixed }: DueEntry): Html {
  if (units.length === 0) return html`<span class="soft">${duty.nobody}</span>`
  const nameOf = ({ name, state }: EntryUnit) => (isMixed ? words.unitState(name, duty.due[state]) : name)
  return unitList(units.map(nameOf))
}

function distance({ state, daysLeft }: DueEntry): string {
  if (state === 'overdue') return words.daysLate(-daysLeft)
  if (state !== 'open') return duty.due[state]
  return daysLeft === 0 ? words.dueToday : words.daysLeft(daysLeft)
}

function progress({ pace, units }: DueEntry): Html | Html[] | '' {
  if (pace !== null) return html`<p class="soft">${pace}</p>`
  const own = units.filter(unit => unit.pace !== null)
  return own.map(unit => html`<p class="soft">${words.unitPace(unit.name, unit.pace ?? '')}</p>`)
}

/** A few entries that fall due next, each leading to its day; for a page that is about something else. */
export function soonList(entries: readonly DueEntry[]): Html | '' {
  if (entries.length === 0) return ''
  const { chat } = webWording
  return html`<section class="soon" aria-labelledby="soon">
    <h2 id="soon">${chat.soon}</h2>
    <ul>
      ${entries.map(
        entry =>
          html`<li>
            <a href="${addressOf('/calendar', { month: monthOf(entry.due) })}#d${entry.due}">
              <span class="soon-day">${dayText(entry.due)} <b>${distance(entry)}</b></span>
              <span class="soon-what">${whoShort(entry)}<bdi>${entry.obligation.action}</bdi></span>
              ${entry.notes.length === 0 ? '' : html`<span class="doubt">${entry.notes.join(chat.between)}</span>`}
            </a>
          </li>`,
      )}
    </ul>
    <p><a href="/calendar">${chat.soonAll}</a></p>
  </section>`
}

/** The first unit, and how many there are beside it. */
export function whoShort({ units }: DueEntry): Html | '' {
  const [first] = units
  if (first === undefined) return ''
  const who = units.length === 1 ? first.name : words.andOthers(first.name, units.length)
  return html`<b><bdi>${who}</bdi></b> `
}
