/**
 * The calendar: what is overdue, a month in weeks from Monday, and the same month as a list, which is all that a phone
 * shows. It decides nothing and reckons nothing: see calendar-view.ts.
 */

import { html } from 'hono/html'
import { type StoredDocument } from '../../../knowledge/model/document.ts'
import { webWording } from '../../wording.ts'
import { type DayCell, type DueEntry, weeksOf } from '../calendar-view.ts'
import { FIRST_MONTH, LAST_MONTH, longMonth, monthOf, shiftMonth } from '../days.ts'
import { type DayKind } from '../deps.ts'
import { addressOf, type CalendarQuery, DUE_STATES, narrowing } from '../duty-requests.ts'
import { dayMark, monthList, overdueList, whoShort } from './calendar-list.ts'
import { tag } from './duty.ts'
import { conditionsOf, faultList, filterForm, nothingFound } from './filters.ts'
import { warningIcon } from './icons.ts'
import { type Html, page } from './layout.ts'
import { spanLink } from '../requests.ts'
import { type Paging, pager, paging } from './pager.ts'

export interface CalendarPage {
  readonly query: CalendarQuery
  readonly documents: readonly StoredDocument[]
  /** Of the month, earliest first. */
  readonly entries: readonly DueEntry[]
  /** Of any time up to today, earliest first. */
  readonly overdue: readonly DueEntry[]
  /** ISO day. */
  readonly today: string
  readonly kindOf: (day: string) => DayKind
}

/** Entries of the list below the month; a page of more is slow to read and to send. */
const LIST_SIZE = 200
/** Entries of a day shown at once, and behind its fold. */
const SHOWN_IN_CELL = 3
const FOLDED_IN_CELL = 20
const PATH = '/calendar'

const words = webWording.calendar
const { days, duty, filter } = webWording

export function calendarPage(asked: CalendarPage): Html {
  const { query, documents } = asked
  const month = longMonth(query.month)
  return page({
    title: words.titleOf(month),
    current: 'calendar',
    layout: 'wide',
    scripts: [],
    content: html`<div class="duties calendar">
      <div class="duties-head">
        <h1>${month}<span class="visually-hidden">${words.title}</span></h1>
        ${monthLinks(asked)} ${documents.length === 0 || query.faults.length > 0 ? '' : summary(asked)}
      </div>
      ${documents.length === 0 ? html`<p class="nothing">${words.empty}</p>` : form(asked)}
      ${documents.length === 0 ? '' : query.faults.length > 0 ? faultList(query.faults) : body(asked)}
    </div>`,
  })
}

function address(query: CalendarQuery, more: Readonly<Record<string, string | number>> = {}): string {
  return addressOf(PATH, { month: query.month, ...narrowing(query), ...more })
}

function monthLinks({ query, today }: CalendarPage): Html {
  const { month } = query
  const link = (target: string, name: string, rel: 'prev' | 'next') =>
    html`<a class="tool" href="${address(query, { month: target })}" rel="${rel}">${name}</a>`
  return html`<nav class="months" aria-label="${words.months}">
    ${month > FIRST_MONTH ? link(shiftMonth(month, -1), words.previous, 'prev') : ''}
    ${month < LAST_MONTH ? link(shiftMonth(month, 1), words.next, 'next') : ''}
    ${
      month === monthOf(today)
        ? ''
        : html`<a class="tool" href="${addressOf(PATH, narrowing(query))}">${words.thisMonth}</a>`
    }
  </nav>`
}

function summary({ query, entries }: CalendarPage): Html {
  const { unit, place, document } = query
  const waiting = entries.filter(({ obligation }) => obligation.review.state === 'needs-review').length
  return html`<p class="count">
      ${words.count(entries.length)}${waiting === 0 ? '' : `；${webWording.register.waiting(waiting)}`}
    </p>
    <p class="ways">
      <a href="${addressOf('/register', { unit, place, document })}">${words.toRegister}</a>
    </p>`
}

function form({ query, documents }: CalendarPage): Html {
  const isNarrowed = Object.values(narrowing(query)).some(value => value !== null)
  return filterForm({
    action: PATH,
    query,
    documents,
    states: DUE_STATES.map(state => [state, duty.due[state]]),
    own: html`<p class="field-month">
      <label for="f-month">${filter.month}</label>
      <input
        id="f-month"
        name="month"
        type="month"
        value="${query.month}"
        min="${FIRST_MONTH}"
        max="${LAST_MONTH}"
      />
    </p>`,
    cleared: isNarrowed || query.faults.length > 0 ? addressOf(PATH, { month: query.month }) : null,
  })
}

function body(asked: CalendarPage): Html {
  const { query, entries, overdue, today } = asked
  const list = paging(query.page, { rows: entries.length, size: LIST_SIZE })
  const shown = entries.slice(list.first, list.first + LIST_SIZE)
  const weeks = weeksOf({ ...asked, month: query.month })
  const marks = new Map(weeks.flat().map(cell => [cell?.day ?? '', cell?.mark ?? null]))
  return html`${overdueList(overdue)} ${notice(query.month, weeks)} ${grid(asked, weeks, list)}
    <section class="month-list" aria-labelledby="list">
      <h2 id="list">${words.list}</h2>
      ${entries.length === 0 ? nothing(asked) : monthList(shown, { today, marks })}
      ${pager(list, target => `${address(query, { page: target })}#list`)}
    </section>`
}

function nothing({ query, documents }: CalendarPage): Html {
  const stateName = query.state === null ? null : duty.due[query.state]
  const conditions = conditionsOf({ query, documents, stateName, own: [] })
  const text = conditions.length === 0 ? words.none : words.noMatch
  return nothingFound({ text, conditions, cleared: addressOf(PATH, { month: query.month }) })
}

type Weeks = ReturnType<typeof weeksOf>

function grid({ query, entries }: CalendarPage, weeks: Weeks, list: Paging): Html {
  const context: CellContext = { query, list, rank: new Map(entries.map((entry, index) => [entry, index])) }
  return html`<table class="month">
    <caption class="visually-hidden">
      ${words.caption(longMonth(query.month))}
    </caption>
    <thead>
      <tr>
        ${days.weekdays.map(weekday => html`<th scope="col">${words.weekday(weekday)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${weeks.map(
        week =>
          html`<tr>
            ${week.map(cell => (cell === null ? html`<td class="blank"></td>` : dayCell(cell, context)))}
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** Said once where the arrangement of the year is not known. */
function notice(month: string, weeks: Weeks): Html | '' {
  if (!weeks.flat().some(cell => cell?.mark === 'unpublished')) return ''
  return html`<p class="notice">
    ${warningIcon()}<span>${words.unpublished(month.slice(0, 'YYYY'.length))}</span>
  </p>`
}

interface CellContext {
  readonly query: CalendarQuery
  readonly list: Paging
  /** The place of an entry in the list below. */
  readonly rank: ReadonlyMap<DueEntry, number>
}

function dayCell(cell: DayCell, context: CellContext): Html {
  const { day, mark, isOff, isToday, entries } = cell
  const classes = [isOff ? 'off' : '', isToday ? 'today' : '', mark ?? ''].join(' ').trim()
  return html`<td class="${classes}" ${isToday ? html`aria-current="date"` : ''}>
    <p class="date">
      <time datetime="${day}">${Number(day.slice(-2))}</time>
      ${isToday ? html`<span class="now">${words.today}</span>` : ''} ${dayMark(mark)}
    </p>
    ${entries.length === 0 ? '' : cellEntries(entries, context)}
  </td>`
}

function cellEntries(entries: readonly DueEntry[], context: CellContext): Html {
  // One more fits where the line "another 1" would stand.
  const shown = entries.length === SHOWN_IN_CELL + 1 ? SHOWN_IN_CELL + 1 : SHOWN_IN_CELL
  const folded = entries.slice(shown)
  const items = (some: readonly DueEntry[]) =>
    html`<ul>
      ${some.map(short)}
    </ul>`
  return html`${items(entries.slice(0, shown))}
  ${
    folded.length === 0
      ? ''
      : html`<details name="day">
          <summary>${words.more(folded.length)}</summary>
          <div class="folded">
            ${items(folded.slice(0, FOLDED_IN_CELL))} ${restLink(folded.slice(FOLDED_IN_CELL), context)}
          </div>
        </details>`
  }`
}

/** To the page of the list on which the first of them stands. */
function restLink(rest: readonly DueEntry[], { query, list, rank }: CellContext): Html | '' {
  const [first] = rest
  if (first === undefined) return ''
  const target = Math.floor((rank.get(first) ?? 0) / LIST_SIZE) + 1
  const anchor = `#d${first.due}`
  const href = target === list.current ? anchor : address(query, { page: target }) + anchor
  return html`<a class="rest" href="${href}">${words.rest(rest.length)}</a>`
}

/** Unit and action; the whole of both stands in the list below. */
function short(entry: DueEntry): Html {
  const { obligation, state, presumed } = entry
  const { citation, action } = obligation
  return html`<li class="due ${state}">
    <a href="${spanLink(citation.document.id, citation)}" title="${action}"
      >${state === 'open' ? '' : tag(state, duty.due[state])}${presumed ? tag('presumed', words.presumed) : ''}${whoShort(entry)}<bdi
        >${action}</bdi
      ></a
    >
  </li>`
}
