/** Compares the reader with the times that people annotated in real documents (shared/gold-dev). */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { civilDate, readTimes, type TimeMention } from '../../../knowledge/time/index.ts'

const SHARED = resolve(import.meta.dirname, '../../../../shared')
const OBLIGATIONS = resolve(SHARED, 'gold-dev/obligations.jsonl')
const DOCUMENTS = resolve(SHARED, 'documents')

export const hasGold = existsSync(OBLIGATIONS) && existsSync(DOCUMENTS)

/** The documents date from their years; a day without a year belongs to the document's own. */
const REFERENCES: Readonly<Record<string, string>> = { '003': '2024-03-31' }
const ANY_REFERENCE = '2022-01-01'

export interface GoldTime {
  readonly raw: string | null
  readonly type: string
  readonly recurrence: string | null
  readonly month: number | null
  readonly day: number | null
  readonly date: string | null
  readonly alt_date?: string
  readonly start?: string | null
  readonly end?: string | null
}

interface GoldRow {
  readonly doc: string
  readonly quote: string
  readonly start: number
  readonly time: GoldTime
  readonly time_source?: string
}

export function documentTexts(): readonly (readonly [string, string])[] {
  return readdirSync(DOCUMENTS)
    .sort()
    .map(
      name =>
        [name.slice(0, 3), readFileSync(resolve(DOCUMENTS, name), 'utf8').replace(/^\ufeff/, '')] as const,
    )
}

/** Wording without a date, a number or a calendar period is not for this reader. */
const VAGUE = /^(?:定期|年度|年终|及时|适时|常态化|同时|按期|按照.*|.*(?:决策|出台)前|步行.*)$/

const FREQUENCIES: Readonly<Record<string, string>> = {
  YEARLY: 'FREQ=YEARLY',
  QUARTERLY: 'FREQ=MONTHLY;INTERVAL=3',
  BIMONTHLY: 'FREQ=MONTHLY;INTERVAL=2',
  MONTHLY: 'FREQ=MONTHLY',
  WEEKLY: 'FREQ=WEEKLY',
  DAILY: 'FREQ=DAILY',
}

function agrees(mention: TimeMention, time: GoldTime): boolean {
  if (mention.type === 'damaged') return mention.proposals?.some(({ end }) => end === time.end) === true
  const frequency = time.recurrence === null ? undefined : FREQUENCIES[time.recurrence]
  if (frequency !== undefined) {
    if (mention.rrule?.startsWith(frequency) !== true) return false
    if (time.month === null || time.day === null) return true
    return [`BYMONTH=${time.month};BYMONTHDAY=${time.day}`, `BYMONTH=${time.month};BYMONTHDAY=-1`].some(
      part => mention.rrule?.endsWith(part) === true,
    )
  }
  if (time.type === 'duration') return mention.duration !== null
  const ends = [time.date, time.alt_date, time.end].filter(day => day !== null && day !== undefined)
  return ends.length === 0 || ends.some(day => day === mention.end)
}

export interface Agreement {
  readonly compared: number
  readonly agreed: number
  readonly disagreements: readonly string[]
}

export function compareWithGold(): Agreement {
  const texts = new Map(documentTexts())
  const rows = readFileSync(OBLIGATIONS, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as GoldRow)
    .filter(({ time: { raw } }) => raw !== null && raw !== '' && !VAGUE.test(raw))
  const disagreements: string[] = []
  for (const { doc, quote, time, time_source: source } of rows) {
    const text = texts.get(doc) ?? ''
    const context = text.includes(source ?? quote) ? (source ?? quote) : quote
    const at = text.indexOf(context) + context.indexOf(time.raw ?? '')
    const mentions = readTimes(text, civilDate(REFERENCES[doc] ?? ANY_REFERENCE))
    const found = mentions.filter(
      ({ offset, raw }) => offset < at + (time.raw ?? '').length && offset + raw.length > at,
    )
    if (!found.some(mention => agrees(mention, time))) {
      disagreements.push(
        `${doc} ${time.raw ?? ''} → ${found.map(({ type, raw }) => `${type}[${raw}]`).join(' ')}`,
      )
    }
  }
  return { compared: rows.length, agreed: rows.length - disagreements.length, disagreements }
}
