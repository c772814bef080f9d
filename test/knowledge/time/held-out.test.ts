/**
 * Times as notices, plans, measures and statutes write them, in three sets, each written before the reader was run on it.
 * held-out/*.txt hold one text a line, its times in braces, and behind ⇒ what each is, separated by ` ; `. Lines with #
 * are headings. A text without ⇒ values holds no time.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

import { civilDate, readTimes, type TimeMention } from '../../../knowledge/time/index.ts'

const REFERENCE = civilDate('2026-11-25')
const FOLDER = resolve(import.meta.dirname, 'held-out')

/** The days in the form of the table: a deadline and a date have one, a stretch has two, either of which may be open. */
function daysOf({ type, start, end }: TimeMention): string {
  if (start === null && end === null) return ''
  if (type === 'deadline' || type === 'date') return end ?? ''
  return `${start ?? ''}~${end ?? ''}`
}

function lengthOf({ duration, durationMin, workday, count }: TimeMention): string {
  if (duration === null || count !== undefined) return ''
  const least = durationMin === undefined ? '' : `${durationMin}..`
  return `${least}${duration}${workday === true ? ' workdays' : ''}`
}

function reading(mention: TimeMention): string {
  const { type, rrule, count } = mention
  const amount = count === undefined ? '' : `[${count.min ?? ''}..${count.max ?? ''} ${count.unit}]`
  return [type, daysOf(mention), rrule ?? '', lengthOf(mention), amount].filter(part => part !== '').join(' ')
}

/** The line of the table that the reader would have written. */
function written(text: string): string {
  let marked = ''
  let end = 0
  const mentions = readTimes(text, REFERENCE)
  for (const { raw, offset } of mentions) {
    marked += `${text.slice(end, offset)}{${raw}}`
    end = offset + raw.length
  }
  return `${marked}${text.slice(end)} ⇒ ${mentions.map(reading).join(' ; ')}`.trimEnd()
}

describe.each(readdirSync(FOLDER).sort())('%s', file => {
  const lines = readFileSync(resolve(FOLDER, file), 'utf8')
    .split('\n')
    .filter(line => line.includes('⇒'))

  it.each(lines)('%s', line => {
    const text = (line.split(' ⇒')[0] ?? '').replaceAll(/[{}]/g, '')
    expect(written(text)).toBe(line)
  })
})

describe('damage in the tables', () => {
  const texts = readdirSync(FOLDER)
    .flatMap(file => readFileSync(resolve(FOLDER, file), 'utf8').split('\n'))
    .filter(line => line.includes('⇒') && line.includes('damaged'))
    .map(line => (line.split(' ⇒')[0] ?? '').replaceAll(/[{}]/g, ''))

  it('is explained, and what is proposed is sound', () => {
    for (const text of texts) {
      for (const mention of readTimes(text, REFERENCE).filter(({ type }) => type === 'damaged')) {
        expect(mention.explanation, text).toContain(mention.raw)
        for (const { evidence, type } of mention.proposals ?? []) {
          expect(evidence.length, text).toBeGreaterThan(0)
          expect(type, text).not.toBe('damaged')
        }
      }
    }
  })
})
