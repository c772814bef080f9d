import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Correction, type Decision, type DecisionKind } from '../../../knowledge/model/decision.ts'
import { type DocumentId } from '../../../knowledge/model/document.ts'
import { type ExtractedObligation } from '../../../knowledge/model/extracted.ts'
import { judge, openDamage, standingDecisions, UNDECIDED } from '../../../knowledge/register/decisions.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { hearings, yearlyReport } from './fixture.ts'

const reference = civilDate('2026-01-15')

function decision(
  seq: number,
  kind: DecisionKind,
  { target = 'd-o1', correction = null }: { target?: string; correction?: Correction | null } = {},
): Decision {
  return {
    seq,
    at: `2026-03-02T04:00:${String(seq % 60).padStart(2, '0')}.000Z`,
    target,
    documentId: 'd' as DocumentId,
    articleLabel: '(一)',
    kind,
    correction,
    quote: '',
    by: '张三',
    note: null,
  }
}

const saidBy = (...log: readonly Decision[]) => standingDecisions(log).get('d-o1') ?? UNDECIDED

const damaged: ExtractedObligation = {
  ...yearlyReport,
  damaged: true,
  reasons: ['责任单位承前一句，请核对', '“每年31日前”缺月份'],
  suggestion: '每年3月1日前',
  confidence: 0.4,
  timing: yearlyReport.timing === null ? null : { ...yearlyReport.timing, isPresumed: true },
}

describe('what stands of a log', () => {
  it('is what a naive replay of it gives, whatever was decided in whatever order', () => {
    const kinds = fc.constantFrom<DecisionKind>('confirm', 'correct', 'reject', 'continue', 'stop', 'reopen')
    const corrections = fc.record(
      { timing: fc.constantFrom('每年3月1日前', null), action: fc.constantFrom('甲', '乙') },
      { requiredKeys: [] },
    )
    const rows = fc.tuple(kinds, fc.constantFrom('a', 'b'), corrections)
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 12 }), log => {
        const decisions = log.map(([kind, target, correction], i) =>
          decision(i + 1, kind, { target, correction: kind === 'correct' ? correction : null }),
        )
        for (const target of ['a', 'b']) {
          const standing = standingDecisions(decisions).get(target)
          expect({
            kind: standing?.judgement?.kind ?? null,
            correction: standing?.judgement?.correction ?? null,
            lapse: standing?.lapse ?? null,
          }).toEqual(replay(decisions.filter(each => each.target === target)))
        }
      }),
      { seed: 20261125, numRuns: 1000 },
    )
  })

  it('is nothing of one target because of another', () => {
    const standing = standingDecisions([decision(1, 'reject', { target: 'a' })])
    expect(standing.has('b')).toBe(false)
  })

  it('keeps the first correction where a second one is about something else', () => {
    const said = saidBy(
      decision(1, 'correct', { correction: { timing: '每年4月1日前' } }),
      decision(2, 'correct', { correction: { action: '公开' } }),
    )
    expect(said.judgement).toMatchObject({ seq: 2, correction: { timing: '每年4月1日前', action: '公开' } })
  })
})

/** Looks backwards from the end for what each question was last answered with. */
function replay(log: readonly Decision[]) {
  const since = log.slice(log.findLastIndex(({ kind }) => kind === 'reopen') + 1)
  const lapse = since.findLast(({ kind }) => kind === 'continue' || kind === 'stop')?.kind
  const judging = since.filter(({ kind }) => ['confirm', 'correct', 'reject'].includes(kind))
  const corrections: Correction[] = []
  for (const each of judging.toReversed()) {
    if (each.kind === 'reject' || (each.kind === 'confirm' && !isBehindCorrection(judging, each))) break
    if (each.kind === 'correct') corrections.unshift(each.correction ?? {})
  }
  const last = judging.at(-1)
  const isCorrected = corrections.length > 0 && last?.kind !== 'reject'
  return {
    kind: isCorrected ? 'correct' : (last?.kind ?? null),
    correction: isCorrected ? corrections.reduce((all, each) => ({ ...all, ...each }), {}) : null,
    lapse: lapse === undefined ? null : lapse === 'stop' ? 'stopped' : 'continued',
  } as unknown
}

/** A confirmation behind a correction confirms it; at the front, or behind a rejection, it stands for itself. */
function isBehindCorrection(judging: readonly Decision[], confirmation: Decision): boolean {
  const before = judging.slice(0, judging.indexOf(confirmation)).findLast(({ kind }) => kind !== 'confirm')
  return before?.kind === 'correct'
}

describe('a duty as it stands', () => {
  it('is presumed no more once it is confirmed, but its source stays damaged', () => {
    const { found, state } = judge(damaged, saidBy(decision(1, 'confirm')), reference)
    expect(state).toBe('confirmed')
    expect(found).toMatchObject({
      damaged: true,
      reasons: [],
      suggestion: null,
      timing: { isPresumed: false },
    })
  })

  it('keeps the place of a corrected time in the source and takes its words from the person', () => {
    const said = saidBy(decision(1, 'correct', { correction: { timing: '每年4月1日前' } }))
    const { found, state } = judge(damaged, said, reference)
    expect(state).toBe('corrected')
    expect(found.timing).toMatchObject({
      raw: '每年4月1日前',
      rrule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1',
      span: damaged.timing?.span,
      isPresumed: false,
    })
    expect(found.reasons).toEqual(['责任单位承前一句，请核对'])
  })

  it('waits on where only its unit was corrected while its day is damaged', () => {
    const parties = [{ name: '区审计局', role: 'lead' as const }]
    const said = saidBy(decision(1, 'correct', { correction: { parties } }))
    const { found, state } = judge(damaged, said, reference)
    expect(state).toBe('needs-review')
    expect(openDamage(damaged, said)).toEqual(['timing'])
    expect(found).toMatchObject({ reasons: ['“每年31日前”缺月份'], timing: { isPresumed: true } })
    expect(found.parties.map(({ name }) => name)).toEqual(['区审计局'])
  })

  it('has no time or number where a person says that there is none', () => {
    const correction = { timing: null, quota: null }
    const { found } = judge(
      { ...damaged, quota: hearings.quota },
      saidBy(decision(1, 'correct', { correction })),
      reference,
    )
    expect(found).toMatchObject({ timing: null, quota: null })
  })

  it('takes the period of a corrected number from its words, and keeps the one it had where they name none', () => {
    const asked = (quota: string) =>
      judge(hearings, saidBy(decision(1, 'correct', { correction: { quota } })), reference).found
    expect(asked('每季度不少于1次')).toMatchObject({
      quota: { op: '>=', value: 1, unit: '次', per: 'quarter' },
      timing: { type: 'frequency' },
    })
    expect(asked('不少于4次').quota).toMatchObject({ value: 4, per: 'year', span: hearings.quota?.span })
    expect(asked('不超过三次').quota).toMatchObject({ op: '<=', value: 3 })
  })

  it('tells of two damaged fields apart: a corrected number does not make the day sure', () => {
    const quota = hearings.quota === null ? null : { ...hearings.quota, raw: '不少60学时' }
    const both = { ...damaged, quota }
    expect(openDamage(both, UNDECIDED)).toEqual(['timing', 'quota'])
    const said = saidBy(decision(1, 'correct', { correction: { quota: '不少于60学时' } }))
    expect(openDamage(both, said)).toEqual(['timing'])
    expect(judge(both, said, reference).state).toBe('needs-review')
  })

  it('is told and not hidden where a row of the log cannot be applied any more', () => {
    const said = saidBy(decision(1, 'correct', { correction: { timing: '不是时间' } }))
    const { found, state } = judge(yearlyReport, said, reference)
    expect(state).toBe('needs-review')
    expect(found.timing?.raw).toBe('每年3月1日前')
    expect(found.reasons.join()).toContain('更正没有生效')
  })
})
