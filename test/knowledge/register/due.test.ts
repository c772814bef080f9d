import { describe, expect, it } from 'vitest'
import { type NewMark, type StoredMark } from '../../../knowledge/model/decision.ts'
import { type DocumentId } from '../../../knowledge/model/document.ts'
import { type ExtractedObligation } from '../../../knowledge/model/extracted.ts'
import { createRegister, type DueDay } from '../../../knowledge/register/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { hearings, sources, yearlyReport } from './fixture.ts'

const TODAY = '2026-11-25'
const plan = 'plan' as DocumentId
const old = 'old' as DocumentId
const timing = yearlyReport.timing
if (timing === null) throw new Error('the report has a day')

const yearlyHearings: ExtractedObligation = {
  ...hearings,
  timing: { ...timing, type: 'frequency', raw: '每年', rrule: 'FREQ=YEARLY' },
}
const oneOff = (to: string): ExtractedObligation => ({
  ...yearlyReport,
  timing: { ...timing, type: 'deadline', raw: `${to}前`, rrule: null, to },
})

/** The fixture knows its documents since 5 January 2026. */
interface Asked {
  readonly found: readonly ExtractedObligation[]
  readonly document?: DocumentId
  readonly marks?: readonly Partial<NewMark>[]
  readonly today?: string
  readonly to?: string
  readonly withOverdue?: boolean
}

function due(asked: Asked): readonly DueDay[] {
  const { found, document = plan, marks = [], today = TODAY, to = '2027-12-31', withOverdue = false } = asked
  const stored = marks.map((mark, i): StoredMark => ({
    obligation: `${document}-o0`,
    unit: '',
    due: '2027-03-01',
    state: 'done',
    amount: null,
    by: '张三',
    evidence: null,
    ...mark,
    seq: i + 1,
    at: '2026-11-25T00:00:00.000Z',
  }))
  const register = createRegister({ ...sources(found), marks: () => stored })
  const day = civilDate(today)
  return register.due({ document }, { from: day, to: civilDate(to), today: day, withOverdue })
}

const states = (days: readonly DueDay[]): readonly string[] => days.map(day => `${day.due} ${day.state}`)

describe('a yearly report by 1 March', () => {
  it('keeps its legal day, shows the safe one, and says that the holidays of the year are not published', () => {
    expect(due({ found: [yearlyReport] })).toMatchObject([
      {
        unit: '区司法局',
        due: '2027-03-01',
        safeDay: '2027-02-26',
        state: 'open',
        daysLeft: 96,
        notes: ['节假日安排未公布'],
        pace: null,
      },
    ])
  })

  it('is overdue from the day after, and only the last day missed stands for those before', () => {
    expect(
      states(due({ found: [yearlyReport], today: '2028-03-02', to: '2028-12-31', withOverdue: true })),
    ).toEqual(['2028-03-01 overdue'])
  })

  it('is not overdue for a day before the document came here', () => {
    expect(
      due({ found: [yearlyReport], today: '2026-03-02', to: '2026-12-31', withOverdue: true }),
    ).toMatchObject([{ due: '2026-03-01', state: 'overdue' }])
    const register = createRegister({
      ...sources([yearlyReport]),
      obligations: () =>
        sources([yearlyReport])
          .obligations(plan)
          .map(stored => ({ ...stored, knownSince: '2026-03-02T00:00:00.000Z' })),
    })
    const today = civilDate('2026-03-02')
    const window = { from: today, to: civilDate('2026-12-31'), today, withOverdue: true }
    expect(register.due({ document: plan }, window)).toEqual([])
  })

  it('is listed for who asks what was ahead on a day before the document came here', () => {
    expect(states(due({ found: [yearlyReport], today: '2026-01-01', to: '2026-12-31' }))).toEqual([
      '2026-03-01 open',
    ])
  })

  it('is done or waived when somebody says so, for one unit or for all, and open again when taken back', () => {
    const asked = { found: [yearlyReport] }
    const state = (...marks: Partial<NewMark>[]): string | undefined => due({ ...asked, marks })[0]?.state
    expect(state({})).toBe('done')
    expect(state({ state: 'waived', unit: '区司法局' })).toBe('waived')
    expect(state({ unit: '区财政局' })).toBe('open')
    expect(state({ due: '2028-03-01' })).toBe('open')
    expect(state({ obligation: 'plan-o1' })).toBe('open')
    expect(state({}, { state: 'open' })).toBe('open')
    expect(state({}, { state: 'open' }, {})).toBe('done')
  })
})

describe('a plan whose years are over', () => {
  it('still has its recurring duties ahead, marked until a person decides', () => {
    expect(due({ found: [yearlyReport], document: old })).toMatchObject([
      { due: '2027-03-01', state: 'open', lapsed: true, notes: ['规划期已届满', '节假日安排未公布'] },
    ])
  })

  it('calls nobody late for what perhaps is no longer asked', () => {
    expect(due({ found: [yearlyReport], document: old, today: '2027-03-02', withOverdue: true })).toEqual([])
  })

  it('never speaks again of a day that was named once', () => {
    expect(
      due({ found: [oneOff('2021-12-31'), oneOff('2025-06-30')], document: old, withOverdue: true }),
    ).toEqual([])
  })
})

describe('a day that had passed when its document came', () => {
  it('is listed with that note while the document is in force', () => {
    const [day] = due({ found: [oneOff('2026-01-04')], today: '2026-02-01', withOverdue: true })
    expect(day).toMatchObject({ state: 'overdue', reminds: false, notes: ['收录时已过期'] })
  })

  it('is history after a year', () => {
    expect(due({ found: [oneOff('2025-01-04')], today: '2026-02-01', withOverdue: true })).toEqual([])
  })
})

describe('a damaged date', () => {
  const presumed: ExtractedObligation = {
    ...yearlyReport,
    damaged: true,
    suggestion: '每年3月1日前',
    timing: { ...timing, raw: '每年31日前', isPresumed: true },
  }

  it('falls due on the presumed day, and every row says that it is presumed and from what', () => {
    expect(due({ found: [presumed] })).toMatchObject([
      {
        due: '2027-03-01',
        safeDay: '2027-02-26',
        presumed: true,
        notes: ['推定：原文“每年31日前”破损，暂按“每年3月1日前”推算，待复核', '节假日安排未公布'],
      },
    ])
  })

  it('is no longer presumed once a person has confirmed it', () => {
    const data = sources([presumed])
    const confirm = {
      target: 'plan-o0',
      documentId: plan,
      articleLabel: '(一)',
      kind: 'confirm',
      correction: null,
      quote: '',
      by: '张三',
      note: null,
      seq: 1,
      at: '2026-11-25T00:00:00.000Z',
    } as const
    const today = civilDate(TODAY)
    const days = createRegister({ ...data, decisions: () => [confirm] }).due(
      { document: plan },
      { from: today, to: civilDate('2027-12-31'), today, withOverdue: false },
    )
    expect(days).toMatchObject([{ due: '2027-03-01', presumed: false, notes: ['节假日安排未公布'] }])
  })
})

describe('a quota of two a year', () => {
  const progress = (amount: number, fields: Partial<NewMark> = {}): Partial<NewMark> => ({
    state: 'progress',
    due: '2026-05-10',
    amount,
    ...fields,
  })
  const at = (marks: readonly Partial<NewMark>[], found = yearlyHearings): DueDay | undefined =>
    due({ found: [found], marks, to: '2026-12-31' })[0]

  it('counts what was done in its period, by the unit or by all', () => {
    expect(at([])?.pace).toMatchObject({ done: 0, required: 2, expectedByNow: 1, behind: true })
    expect(
      at([progress(1), progress(1, { unit: '区司法局' }), progress(9, { due: '2025-12-31' })])?.pace,
    ).toMatchObject({ done: 1, text: '1/2 次，按进度应为 1 次' })
  })

  it('is done once all is counted, unless somebody says that it is open all the same', () => {
    expect(at([progress(1)])?.state).toBe('open')
    expect(at([progress(1), progress(1, { unit: '各街道' })])?.state).toBe('done')
    expect(at([progress(2), { state: 'open', due: '2026-12-31' }])?.state).toBe('open')
    expect(at([progress(2), { state: 'waived', due: '2026-12-31' }])?.state).toBe('waived')
  })

  it('loses what was counted on a day when that is taken back, and may count it anew', () => {
    const back = { state: 'open', due: '2026-05-10' } as const
    expect(at([progress(2), back])?.pace?.done).toBe(0)
    expect(at([progress(2), back, progress(1)])?.pace?.done).toBe(1)
  })

  it('takes a share as it was measured last', () => {
    const share: ExtractedObligation = {
      ...yearlyHearings,
      quota: { op: '>=', value: 80, unit: '%', per: 'year', raw: '80%', span: { start: 0, end: 3 } },
    }
    expect(at([progress(60), progress(85)], share)).toMatchObject({ state: 'done', pace: { done: 85 } })
  })

  it('has no pace for a period that has not begun', () => {
    const days = due({ found: [yearlyHearings], to: '2027-12-31' })
    expect(days.map(({ due: day, pace }) => [day, pace === null])).toEqual([
      ['2026-12-31', false],
      ['2027-12-31', true],
    ])
  })

  it('falls due on no day where it is an upper limit', () => {
    const limit = { ...yearlyHearings, quota: { ...(yearlyHearings.quota ?? fail()), op: '<=' as const } }
    expect(due({ found: [limit] })).toEqual([])
  })
})

function fail(): never {
  throw new Error('the fixture has a quota')
}

describe('who bears a duty', () => {
  it('is not the unit that it is reported to, although it is one of all', () => {
    const all: ExtractedObligation = {
      ...yearlyReport,
      parties: [{ asWritten: '各部门', name: '各部门', role: 'responsible', span: { start: 0, end: 3 } }],
      addressees: [{ asWritten: '区司法局', span: { start: 0, end: 4 } }],
    }
    const today = civilDate(TODAY)
    const window = { from: today, to: civilDate('2027-12-31'), today, withOverdue: false }
    const unitsFor = (unit: string): readonly string[] =>
      createRegister(sources([all]))
        .due({ document: plan, unit }, window)
        .map(day => day.unit)
    expect(unitsFor('区财政局')).toEqual(['区财政局'])
    expect(unitsFor('区司法局')).toEqual([])
  })
})

describe('what has no day that can be reckoned', () => {
  it('is counted: relative to an event, or standing', () => {
    const relative: ExtractedObligation = {
      ...yearlyReport,
      timing: { ...timing, type: 'relative', raw: '收到之日起15日内', rrule: null, duration: 'P15D' },
    }
    const register = createRegister(sources([relative, hearings, yearlyReport]))
    expect(register.undated({ document: plan })).toEqual({ relative: 1, standing: 1 })
  })
})
