import { describe, expect, it } from 'vitest'
import { type DocumentId } from '../../../knowledge/model/document.ts'
import { createRegister } from '../../../knowledge/register/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { SENTENCE, sources, yearlyReport } from './fixture.ts'

const today = civilDate('2026-11-25')
const plan = 'plan' as DocumentId
const old = 'old' as DocumentId

describe('the register', () => {
  it('quotes the sentence each obligation stands in, word for word', () => {
    const data = sources()
    for (const { citation } of createRegister(data).list({}, today)) {
      expect(data.documentText(plan).slice(citation.start, citation.end)).toBe(citation.quote)
      expect(citation.start).toBeGreaterThanOrEqual(citation.article.start)
      expect(citation.end).toBeLessThanOrEqual(citation.article.end)
    }
  })

  it('keeps the legal day and shows the last working day that is surely in time', () => {
    const [report] = createRegister(sources()).list({ document: plan }, today)
    expect(report?.citation.quote).toBe(SENTENCE)
    expect(report?.timing).toMatchObject({ nextDue: '2027-03-01', safeDay: '2027-02-26' })
  })

  it('marks what a plan says that has run out', () => {
    const register = createRegister(sources())
    expect(register.list({ document: plan }, today).every(({ lapsed }) => !lapsed)).toBe(true)
    expect(register.list({ document: old }, today).every(({ lapsed }) => lapsed)).toBe(true)
  })

  it('finds a unit by part of its name', () => {
    const found = createRegister(sources()).list({ document: plan, unit: '司法局' }, today)
    expect(found.map(({ action }) => action)).toEqual(['报告上一年度工作'])
    expect(createRegister(sources()).list({ unit: '财政局' }, today)).toEqual([])
  })

  it('states no next day for a damaged date and asks for a look', () => {
    const damaged = {
      ...yearlyReport,
      damaged: true,
      reasons: ['“每年31日前”缺月份'],
      suggestion: '每年3月1日前',
      timing: yearlyReport.timing === null ? null : { ...yearlyReport.timing, isPresumed: true },
    }
    const [report] = createRegister(sources([damaged])).list({ document: plan }, today)
    expect(report?.timing).toMatchObject({ nextDue: null, safeDay: null })
    expect(report?.review).toEqual({
      state: 'needs-review',
      reasons: ['“每年31日前”缺月份'],
      suggestion: '每年3月1日前',
    })
  })

  it('lists the due days of a window, earliest first', () => {
    const window = { from: today, to: civilDate('2029-01-01'), today, withOverdue: false }
    const days = createRegister(sources()).due({ document: plan }, window)
    expect(days.map(({ due }) => due)).toEqual(['2027-03-01', '2028-03-01'])
  })
})
