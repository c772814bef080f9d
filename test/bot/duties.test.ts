/** What the web page reads of the register: which lists are reckoned, when anew, and what kind of day a day is. */

import { describe, expect, it } from 'vitest'
import { createDutyReads, type DutySources } from '../../bot/duties.ts'
import { type ObligationFilter } from '../../bot/web/deps.ts'
import { civilDate, type DueDay, type RegisterFilter } from '../../knowledge/library.ts'
import { type Decision, type StoredMark } from '../../knowledge/model/decision.ts'
import { type Obligation } from '../../knowledge/model/obligation.ts'
import { type RosterUnit } from '../../knowledge/model/unit.ts'

const ALL: ObligationFilter = { document: null, unit: null, place: null, withRejected: false }

const dueOn = (due: string, state: DueDay['state'] = 'open'): DueDay => ({
  obligation: { id: `duty-${due}` } as Obligation,
  unit: '区司法局',
  due: civilDate(due),
  safeDay: civilDate(due),
  state,
  daysLeft: 0,
  notes: [],
  pace: null,
  presumed: false,
  lapsed: false,
  reminds: true,
})

/** A register with a duty on the first of every month, which notes what it was asked. */
function setUp(articles = 100) {
  const asked: { filter: RegisterFilter; from?: string; to?: string }[] = []
  const data = {
    now: '2026-11-25T04:00:00Z',
    revision: 1,
    decisions: [] as Decision[],
    marks: [] as StoredMark[],
    roster: [] as RosterUnit[],
  }
  const library: DutySources['library'] = {
    store: {
      revision: () => data.revision,
      decisions: () => data.decisions,
      marks: () => data.marks,
      rosterUnits: () => data.roster,
      documents: () => [],
      counts: () => ({ documents: 1, articles, units: 0, passages: 0, embeddings: 0 }),
    },
    register: {
      list(filter) {
        asked.push({ filter })
        return []
      },
      due(filter, { from, to, withOverdue }) {
        asked.push({ filter, from, to })
        if (withOverdue) return [dueOn('2026-11-20', 'overdue'), dueOn('2026-11-25')]
        const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
        return months.map(month => dueOn(`${from.slice(0, 4)}-${month}-01`))
      },
    },
  }
  return { asked, data, reads: createDutyReads({ library, now: () => new Date(data.now) }) }
}

const daysOf = (days: readonly { readonly due: string }[]) => days.map(({ due }) => due)

describe('lists of the web page', () => {
  it('asks for what is meant, and leaves out what does not narrow', async () => {
    const { asked, reads } = setUp()
    await reads.obligations({ document: null, unit: '司法局', place: '青禾区', withRejected: true })
    expect(asked).toEqual([
      { filter: { document: undefined, unit: '司法局', place: '青禾区', withRejected: true } },
    ])
  })

  it('reckons a list once, and each narrowing of it for itself', async () => {
    const { asked, reads } = setUp()
    await reads.obligations(ALL)
    await reads.obligations({ ...ALL })
    expect(asked).toHaveLength(1)
    await reads.obligations({ ...ALL, unit: '司法局' })
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['documents change', (data: ReturnType<typeof setUp>['data']) => (data.revision += 1)],
    ['somebody decides', data => data.decisions.push({ seq: 1 } as Decision)],
    ['something is marked as done', data => data.marks.push({ seq: 1 } as StoredMark)],
    ['a unit gets another name', data => data.roster.push({ name: '区司法局' } as RosterUnit)],
    [
      'the day changes in China, where it does eight hours before UTC',
      data => (data.now = '2026-11-25T16:00:00Z'),
    ],
  ] as readonly (readonly [string, (data: ReturnType<typeof setUp>['data']) => unknown])[])(
    'reckons anew when %s',
    async (_case, change) => {
      const { asked, data, reads } = setUp()
      await reads.obligations(ALL)
      change(data)
      await reads.obligations(ALL)
      await reads.obligations(ALL)
      expect(asked).toHaveLength(2)
    },
  )

  it('forgets the list that was used longest ago', async () => {
    const { asked, reads } = setUp()
    const unit = (number: number) => reads.obligations({ ...ALL, unit: String(number) })
    for (let number = 1; number <= 9; number += 1) await unit(number)
    await unit(9)
    expect(asked).toHaveLength(9)
    await unit(1)
    expect(asked).toHaveLength(10)
  })

  it('reckons a year for its twelve months, and both years where a range crosses them', async () => {
    const { asked, reads } = setUp()
    expect(daysOf(await reads.dueDays(ALL, { from: '2027-03-01', to: '2027-03-31' }))).toEqual(['2027-03-01'])
    expect(daysOf(await reads.dueDays(ALL, { from: '2027-03-02', to: '2027-05-01' }))).toEqual([
      '2027-04-01',
      '2027-05-01',
    ])
    expect(asked.map(({ from, to }) => [from, to])).toEqual([['2027-01-01', '2027-12-31']])
    expect(daysOf(await reads.dueDays(ALL, { from: '2027-12-01', to: '2028-01-01' }))).toEqual([
      '2027-12-01',
      '2028-01-01',
    ])
  })

  it('tells what is overdue, and only that', async () => {
    expect(daysOf(await setUp().reads.overdueDays(ALL))).toEqual(['2026-11-20'])
  })

  it('looks sixty days ahead for the first page', async () => {
    expect(daysOf(await setUp().reads.dueSoon())).toEqual(['2026-12-01', '2027-01-01'])
  })

  it('lets nobody wait for what is due soon in a large library, unless it is reckoned already', async () => {
    const { asked, reads } = setUp(50_000)
    expect(await reads.dueSoon()).toEqual([])
    expect(asked).toEqual([])
    await reads.dueDays(ALL, { from: '2026-12-01', to: '2027-01-31' })
    expect(daysOf(await reads.dueSoon())).toEqual(['2026-12-01', '2027-01-01'])
  })
})

describe('days of the web page', () => {
  it.each([
    ['a working day', '2026-11-25', { kind: 'working', holiday: false }],
    ['a weekend', '2026-11-28', { kind: 'off', holiday: false }],
    ['a day of a holiday', '2026-10-02', { kind: 'off', holiday: true }],
    ['a weekend within a holiday', '2026-10-03', { kind: 'off', holiday: true }],
    ['a make-up Saturday', '2026-10-10', { kind: 'working', holiday: false }],
    [
      'a weekday that is a holiday by law in a year not arranged yet',
      '2096-10-01',
      { kind: 'off', holiday: true },
    ],
    ['a day that only an arrangement not yet made can tell', '2096-10-05', { kind: 'unpublished' }],
    ['a weekend far from any holiday in such a year', '2096-11-24', { kind: 'off', holiday: false }],
  ])('%s', (_case, day, expected) => {
    const isPublished = day < '2090'
    expect(setUp().reads.dayKind(day)).toMatchObject({ ...expected, published: isPublished })
  })

  it('is the day in China', () => {
    const { data, reads } = setUp()
    data.now = '2026-12-31T16:30:00Z'
    expect(reads.today()).toBe('2027-01-01')
  })
})
