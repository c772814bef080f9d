import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type DocumentId } from '../../../knowledge/model/document.ts'
import { type ExtractedObligation } from '../../../knowledge/model/extracted.ts'
import { createRegister, toIcs, type DueDay } from '../../../knowledge/register/index.ts'
import { civilDate, nextDay, type CivilDate } from '../../../knowledge/time/index.ts'
import { SENTENCE, sources, yearlyReport } from './fixture.ts'

const today = civilDate('2026-11-25')
const now = new Date('2026-11-25T02:00:00.000Z')
const timing = yearlyReport.timing
if (timing === null) throw new Error('the report has a day')

function daysOf(found: readonly ExtractedObligation[], from: CivilDate = today): readonly DueDay[] {
  const window = { from, to: nextDay(from, 365), today: from, withOverdue: false }
  return createRegister(sources(found)).due({ document: 'plan' as DocumentId }, window)
}

/** Read back by a library that shares no code with the one that wrote it. */
function eventsOf(ics: string): readonly ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[])
  return calendar.getAllSubcomponents('vevent').map(component => new ICAL.Event(component))
}

const write = (days: readonly DueDay[]): string => toIcs(days, { today, now })
const [report] = daysOf([yearlyReport])
if (report === undefined) throw new Error('the report is due within a year')

describe('due days as a calendar', () => {
  it('are all-day events whose end is the day after, with reminders of their own ahead', () => {
    const events = eventsOf(write([report]))
    expect(
      events.map(({ summary, startDate, endDate }) => [summary, startDate.toString(), endDate.toString()]),
    ).toEqual([
      ['【提前14个工作日】2027年3月1日到期：报告上一年度工作（区司法局）', '2027-01-25', '2027-01-26'],
      ['【提前3个工作日】2027年3月1日到期：报告上一年度工作（区司法局）', '2027-02-23', '2027-02-24'],
      ['【到期】报告上一年度工作（区司法局）', '2027-03-01', '2027-03-02'],
    ])
    expect(events.every(({ startDate, endDate }) => startDate.isDate && endDate.isDate)).toBe(true)
  })

  it('quote the source, say the safe day, the place in the document and the id', () => {
    const description = eventsOf(write([report])).at(-1)?.description ?? ''
    expect(description.split('\n')).toEqual([
      '时限：每年3月1日前（2027年3月1日）',
      '最后一个稳妥的工作日：2027年2月26日',
      '单位：区司法局',
      '对象：区政府',
      '注意：节假日安排未公布',
      `原文：${SENTENCE}`,
      '出处：《青禾区工作规划》(一)',
      '编号：plan-o0',
    ])
  })

  it('keep their UIDs from one day to the next, and no two share one', () => {
    const weekly: ExtractedObligation = {
      ...yearlyReport,
      timing: { ...timing, raw: '每周一', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
    }
    const uids = (from: CivilDate): string[] =>
      eventsOf(toIcs(daysOf([yearlyReport, weekly], from), { today: from, now })).map(({ uid }) => uid)
    const first = uids(today)
    expect(new Set(first).size).toBe(first.length)
    expect(first).toContain('plan-o0-2027-03-01@xuefa')
    const kept = uids(nextDay(today, 20)).filter(uid => !first.includes(uid))
    // three Mondays have come into the window at its end
    expect(kept.map(uid => uid.slice(0, 12))).toEqual(kept.map(() => 'plan-o1-2027'))
    expect(kept).toHaveLength(3)
  })

  it('have no reminders ahead where the duty comes every week, nor for a reminder that is past', () => {
    const weekly: ExtractedObligation = {
      ...yearlyReport,
      timing: { ...timing, raw: '每周一', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
    }
    expect(eventsOf(write(daysOf([weekly]))).filter(({ summary }) => summary.startsWith('【提前'))).toEqual(
      [],
    )
    const late = civilDate('2027-02-24')
    const near = eventsOf(toIcs(daysOf([yearlyReport], late), { today: late, now }))
    expect(near.map(({ summary }) => summary.slice(0, 4))).toEqual(['【到期】'])
  })

  it('say in the title what is presumed and what has lapsed', () => {
    const [title] = eventsOf(write([{ ...report, presumed: true, lapsed: true }])).slice(-1)
    expect(title?.summary).toBe('【到期】报告上一年度工作（区司法局）（日期为推定）（规划期已届满）')
  })

  it('leave out what is done or waived, and join the units of one duty', () => {
    expect(eventsOf(write([{ ...report, state: 'done' }]))).toEqual([])
    const units = ['甲局', '乙局', '丙局'].map(unit => ({ ...report, unit }))
    expect(eventsOf(write(units)).at(-1)?.summary).toBe('【到期】报告上一年度工作（甲局、乙局等 3 家）')
    expect(eventsOf(write(units)).at(-1)?.description).toContain('单位：甲局、乙局、丙局')
  })

  it('keep any text whole, on lines of 75 octets at most that end in CRLF', () => {
    const anything = fc.string({
      unit: fc.constantFrom(',', ';', '\\', '\n', '"', ':', '文', '\u{20000}', 'a', '\u0007'),
      maxLength: 200,
    })
    fc.assert(
      fc.property(anything, words => {
        const quote = `起${words}止`
        const { obligation } = report
        const ics = write([
          { ...report, obligation: { ...obligation, citation: { ...obligation.citation, quote } } },
        ])
        const lines = ics.split('\r\n')
        expect(lines.at(-1)).toBe('')
        expect(lines.every(line => !/[\r\n]/.test(line) && Buffer.byteLength(line) <= 75)).toBe(true)
        expect(eventsOf(ics).at(-1)?.description).toContain(`原文：${quote.replaceAll('\u0007', '')}\n`)
      }),
      { seed: 20261125, numRuns: 200 },
    )
  })
})
