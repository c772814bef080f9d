/**
 * Due days as a calendar (RFC 5545). In: due days and the moment of writing. Out: the text of an .ics file, with an all-day
 * event for each duty and day, and events of their own ahead of it, since calendars ignore alarms in what they subscribe
 * to. It reads no clock: the same days and moment give the same bytes.
 */
import ical, {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator'
import { addWorkingDays, LAPSED_NOTE } from '../calendar/index.ts'
import { daysBetween, nextDay, type CivilDate } from '../time/index.ts'
import { type DueDay } from './due.ts'

const NAME = '学法助手·到期事项'
const PRODUCT = { company: 'Xuefa', product: '学法助手', language: 'ZH' }
/** How often a calendar that subscribes should look again, in seconds: twice a day. */
const LOOK_AGAIN_SECONDS = 12 * 3600

/**
 * Working days before the safe day on which the calendar reminds, and how many days must lie between two due days of the
 * duty for that: a weekly one needs no reminder two weeks ahead, nor every Wednesday.
 */
const LEADS = [
  { workingDays: 14, fromDaysApart: 60 },
  { workingDays: 3, fromDaysApart: 15 },
] as const

export interface IcsOptions {
  /** Reminders begin on this day. */
  readonly today: CivilDate
  /** The moment the file is written (DTSTAMP). */
  readonly now: Date
}

/** What is done or waived is left out. Duties of several units are one event a day. */
export function toIcs(days: readonly DueDay[], { today, now }: IcsOptions): string {
  const calendar = ical({
    name: NAME,
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN_SECONDS,
  })
  for (const series of byDuty(days.filter(({ state }) => state !== 'done' && state !== 'waived'))) {
    series.forEach((day, i) => {
      const event = { today, apart: daysApart(series, i) }
      for (const data of eventsOf(day, event)) calendar.createEvent({ ...data, stamp: now })
    })
  }
  return `${calendar.toString()}\r\n`
}

/** Days between a due day and its neighbour, the one before where there is one; infinite where it stands alone. */
function daysApart(series: readonly DayRows[], i: number): number {
  const [first, second] = i === 0 ? [series[0], series[1]] : [series[i - 1], series[i]]
  return first === undefined || second === undefined ? Infinity : daysBetween(first[0].due, second[0].due)
}

/** The rows of one duty on one day, one for each unit. */
type DayRows = readonly [DueDay, ...DueDay[]]

function byDuty(days: readonly DueDay[]): readonly (readonly DayRows[])[] {
  const duties = new Map<string, Map<CivilDate, DayRows>>()
  for (const day of days) {
    const series = duties.get(day.obligation.id) ?? new Map<CivilDate, DayRows>()
    const rows = series.get(day.due)
    series.set(day.due, rows === undefined ? [day] : [...rows, day])
    duties.set(day.obligation.id, series)
  }
  return [...duties.values()].map(series => [...series.values()])
}

interface Reminding {
  readonly today: CivilDate
  /** Days from one due day to the next. */
  readonly apart: number
}

function eventsOf(rows: DayRows, { today, apart }: Reminding): readonly ICalEventData[] {
  const [{ obligation, due, safeDay, state }] = rows
  const title = titleOf(rows)
  const description = descriptionOf(rows)
  const id = `${obligation.id}-${due}`
  const leads = LEADS.flatMap(({ workingDays, fromDaysApart }) => {
    const { day } = addWorkingDays(safeDay, -workingDays)
    if (apart < fromDaysApart || day < today || state === 'overdue') return []
    const summary = `【提前${workingDays}个工作日】${dayText(due)}到期：${title}`
    return [allDay(day, { id: `${id}-${workingDays}@xuefa`, summary, description })]
  })
  return [...leads, allDay(due, { id: `${id}@xuefa`, summary: `【到期】${title}`, description })]
}

function allDay(day: CivilDate, event: Pick<ICalEventData, 'id' | 'summary' | 'description'>): ICalEventData {
  return {
    ...event,
    start: `${day}T00:00:00Z`,
    // the first day that is no longer part of it (RFC 5545, 3.6.1)
    end: `${nextDay(day)}T00:00:00Z`,
    allDay: true,
    // a deadline does not make the day a busy one
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  }
}

/** Names in a title; more of them stand in the description. */
const TITLE_UNITS_MAX = 2

function titleOf(rows: DayRows): string {
  const [{ obligation, presumed, lapsed }] = rows
  const units = rows.map(({ unit }) => unit).filter(unit => unit !== '')
  const shown = units.slice(0, TITLE_UNITS_MAX).join('、')
  const who = units.length > TITLE_UNITS_MAX ? `${shown}等 ${units.length} 家` : shown
  const doubts = [presumed ? '日期为推定' : '', lapsed ? LAPSED_NOTE : ''].filter(doubt => doubt !== '')
  const words = [who, ...doubts].filter(part => part !== '').map(part => `（${part}）`)
  return clean(obligation.action + words.join('')).replace(/\s+/g, ' ')
}

function descriptionOf(rows: DayRows): string {
  const [{ obligation, due, safeDay, notes }] = rows
  const { citation, timing, addressees, id } = obligation
  const units = rows.map(({ unit }) => unit).filter(unit => unit !== '')
  const lines = [
    `时限：${timing?.raw ?? ''}（${dayText(due)}）`,
    safeDay < due ? `最后一个稳妥的工作日：${dayText(safeDay)}` : '',
    units.length === 0 ? '' : `单位：${units.join('、')}`,
    addressees.length === 0 ? '' : `对象：${addressees.join('、')}`,
    notes.length === 0 ? '' : `注意：${notes.join('；')}`,
    `原文：${citation.quote}`,
    `出处：《${citation.document.title}》${citation.article.label}`,
    `编号：${id}`,
  ]
  return clean(lines.filter(line => line !== '').join('\n'))
}

/** 2027年3月1日 */
function dayText(day: CivilDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** Control characters have no place in a calendar (RFC 5545, 3.3.11), nor have halves of characters. */
const NOT_TEXT = /[^\P{Cc}\n\t]|\p{Surrogate}/gu

const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(NOT_TEXT, '')
