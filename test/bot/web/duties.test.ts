/** The register and the calendar in process: what they show, how they are narrowed, what they refuse. */

import { describe, expect, it } from 'vitest'
import { createWebApp } from '../../../bot/web/app.ts'
import { type WebDeps } from '../../../bot/web/deps.ts'
import { DUTIES_LIMIT } from '../../../bot/web/duty-requests.ts'
import { webWording } from '../../../bot/wording.ts'
import { type Obligation } from '../../../knowledge/model/obligation.ts'
import { dueDay, DUE, DUTIES, duty, dutyDeps, HOSTILE_UNIT, party, TODAY } from './duties-fixture.ts'
import { answerTo, cite, fakeDeps, HOSTILE, plan, PLAN_ID, QUOTES } from './fixture.ts'

const BASE = 'http://127.0.0.1:8080'

const { calendar, filter, register, duty: dutyWords } = webWording

function build(overrides: Partial<WebDeps> = {}) {
  const fake = fakeDeps({ ...dutyDeps, ...overrides })
  const app = createWebApp(fake.deps)
  const get = (path: string, headers: Record<string, string> = {}) => app.request(BASE + path, { headers })
  const text = async (path: string) => (await get(path)).text()
  return { ...fake, app, get, text }
}

const address = (path: string, parameters: Readonly<Record<string, string>>) =>
  `${path}?${new URLSearchParams(parameters).toString()}`

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
]
const decoded = (markup: string) =>
  ENTITIES.reduce((text, [entity, sign]) => text.replaceAll(entity, sign), markup)

/** The text of a page as somebody reads it, blanks brought together. */
const read = (page: string) =>
  decoded(
    page
      .replace(/[\s\S]*<main/, '<main')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  )

/** The row of the table in which a duty's action stands. */
function rowOf(page: string, { action }: Obligation): string {
  const rows = page.split('<tr').filter(row => row.includes(`<bdi>${action}</bdi>`))
  expect(rows).toHaveLength(1)
  return rows[0] ?? ''
}

/** What the rows of the register name as to be done. */
const actionsOf = (page: string) =>
  [...page.matchAll(/<bdi>([^<]*)<\/bdi>\s*(?:<p|<\/th)/g)].map(([, text]) => decoded(text ?? ''))

describe('GET /register', () => {
  it('says how many duties there are and how many of them wait for review', async () => {
    const page = await build().text('/register')
    const told = read(page)
    expect(told).toContain(register.count(6))
    expect(told).toContain(register.waiting(2))
    expect(page).toContain('href="/register?state=needs-review"')
  })

  it('tells who leads and who takes part, and folds a long list of them', async () => {
    const row = rowOf(await build().text('/register'), DUTIES.submit)
    expect(read(row)).toMatch(/牵头： ?区司法局/)
    expect(read(row)).toMatch(/参加： ?区教育局 、 ?区民政局/)
    expect(row).toContain(`<summary>${dutyWords.more(2)}</summary>`)
    expect(read(row)).toContain(dutyWords.addressees('区司法局'))
  })

  it('shows the words of the source, the next legal day and the safe working day', async () => {
    const row = read(rowOf(await build().text('/register'), DUTIES.publish))
    expect(row).toContain('4月1日前')
    expect(row).toContain('2027年4月1日（周四）')
    expect(row).toContain('2027年3月31日（周三）')
  })

  it('reckons no day from a damaged date; it shows what it may have been and why it waits', async () => {
    const row = read(rowOf(await build().text('/register'), DUTIES.report))
    for (const part of [
      '每年31日前',
      dutyWords.undated.waits,
      dutyWords.damaged,
      dutyWords.review['needs-review'],
      dutyWords.suggestion('每年3月1日前'),
      '缺少月份',
    ]) {
      expect(row).toContain(part)
    }
    expect(row).not.toContain(dutyWords.next)
  })

  it('says a quota with its period, what is not a must, and that the years of the plan are over', async () => {
    const page = await build().text('/register')
    expect(read(rowOf(page, DUTIES.study))).toContain('每年不少于 4 次')
    const forms = read(rowOf(page, DUTIES.forms))
    expect(forms).toContain(dutyWords.modality.should)
    expect(forms).toContain(dutyWords.lapsed)
    expect(read(rowOf(page, DUTIES.study))).not.toContain(dutyWords.modality.should)
    expect(read(page)).toContain(register.legend)
  })

  it('quotes the source, with its time standing out, and links to the highlighted span', async () => {
    const { text } = build()
    const row = rowOf(await text('/register'), DUTIES.publish)
    const { start, end } = cite(plan, QUOTES.publish)
    const link = `/d/${PLAN_ID}?s=${start}-${end}#s${start}-${end}`
    expect(row).toContain(`href="${link}"`)
    expect(row).toContain('报告应当在<b>4月1日前</b>通过区政府网站')
    expect(await text(`/d/${PLAN_ID}?s=${start}-${end}`)).toMatch(
      new RegExp(`<mark[^>]*>${QUOTES.publish}</mark>`),
    )
  })

  it.each([
    ['a unit', { unit: '司法局' }, [DUTIES.submit]],
    ['a state of review', { state: 'needs-review' }, [DUTIES.report, DUTIES.hostile]],
    ['the mark of damage', { state: 'damaged' }, [DUTIES.report]],
    ['the mark of a plan that is over', { state: 'lapsed' }, [DUTIES.forms]],
    ['what was rejected', { state: 'rejected' }, [DUTIES.goal]],
    ['words of the action', { q: '会前学法' }, [DUTIES.study]],
    ['words of the source', { q: '人大常委会', place: '青禾区' }, [DUTIES.submit, DUTIES.report]],
    ['a document', { document: 'hostile' }, [DUTIES.hostile]],
    ['a unit and a state', { unit: '区政府', state: 'automatic' }, [DUTIES.publish, DUTIES.study]],
    ['single duties', { duty: 'duty-study,duty-forms' }, [DUTIES.study, DUTIES.forms]],
  ])('can be narrowed by %s, and so can its CSV file', async (_case, parameters, expected) => {
    const { text } = build()
    const page = await text(address('/register', parameters))
    expect(actionsOf(page)).toEqual(expected.map(({ action }) => action))
    expect(read(page)).toContain(register.found(expected.length))
    const link = /href="(\/register\.csv[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const rows = (await text(link)).trim().split('\r\n').slice(1)
    expect(rows).toEqual(expected.map(({ id }) => id))
  })

  it('keeps what was chosen in the form, which works as the address of the page', async () => {
    const page = await build().text(
      address('/register', { unit: '司法局', place: '青禾区', state: 'automatic' }),
    )
    expect(page).toMatch(/<form[^>]*method="get"[^>]*action="\/register"/)
    expect(page).toMatch(/name="unit"[^>]*value="司法局"/)
    expect(page).toMatch(/<option value="青禾区"\s+selected/)
    expect(page).toMatch(/<option value="automatic"\s+selected/)
    expect(page).toContain(filter.clear)
  })

  it('says why it is empty and offers to clear the conditions', async () => {
    const { get } = build()
    const response = await get(address('/register', { unit: '无此单位', state: 'damaged' }))
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(read(page)).toContain('单位“无此单位”，状态“原文破损”')
    expect(page).toMatch(/<a class="button quiet" href="\/register">/)
    expect(page).not.toContain('/register.csv')
  })

  it('says what to do where no document, or no duty, is known', async () => {
    expect(read(await build({ documents: () => [] }).text('/register'))).toContain(register.empty)
    expect(read(await build({ obligations: () => [] }).text('/register'))).toContain(register.emptyFound)
    const gone = await build().text('/register?duty=duty-of-yesterday')
    expect(read(gone)).toContain(filter.gone)
  })

  it('turns pages of fifty, and shows the last where one asks for more', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      duty({ id: `duty-${index}`, quote: QUOTES.meeting, action: `第${index}项任务` }),
    )
    const { text } = build({ obligations: () => many })
    expect(actionsOf(await text('/register'))).toEqual(many.slice(0, 50).map(({ action }) => action))
    const second = await text('/register?page=2&q=%E9%A1%B9')
    expect(actionsOf(second)).toEqual(many.slice(50, 100).map(({ action }) => action))
    expect(second).toMatch(/href="\/register\?q=%E9%A1%B9&amp;page=3" rel="next"/)
    expect(actionsOf(await text('/register?page=9'))).toEqual(many.slice(100).map(({ action }) => action))
  })

  it('sends the CSV file under a name with the day, kept from running in the page', async () => {
    const response = await build().get('/register.csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain(
      encodeURIComponent(register.fileName(TODAY)),
    )
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('GET /calendar', () => {
  const cellOf = (page: string, day: string) =>
    page.split('<td').find(cell => cell.includes(`datetime="${day}"`)) ?? ''

  it('shows the month of today in weeks from Monday, with today marked', async () => {
    const page = await build().text('/calendar')
    const head = page.indexOf('<table')
    expect(read(page)).toContain('2027年2月')
    expect(page.indexOf('周一', head)).toBeLessThan(page.indexOf('周日', head))
    expect(cellOf(page, TODAY)).toContain('aria-current="date"')
    expect(page.match(/aria-current="date"/g)).toHaveLength(1)
    // 2027-02-01 is a Monday, the 28th a Sunday: four whole weeks and no blank cell.
    expect(page.match(/<td/g)).toHaveLength(28)
    expect(page).not.toContain('class="blank"')
  })

  it('tells holidays, make-up working days and days nobody knows yet apart, in words', async () => {
    const { text } = build()
    const page = await text('/calendar?month=2027-02')
    expect(read(cellOf(page, '2027-02-08'))).toContain(calendar.markNames.holiday)
    expect(read(cellOf(page, TODAY))).toContain(calendar.markNames.makeUp)
    for (const plain of ['2027-02-27', '2027-02-01']) expect(cellOf(page, plain)).not.toContain('class="mark')
    expect(page).not.toContain(calendar.unpublished('2027'))
    const unknown = await text('/calendar?month=2028-01')
    expect(read(cellOf(unknown, '2028-01-26'))).toContain(calendar.markNames.unpublished)
    expect(unknown).toContain(calendar.unpublished('2028'))
  })

  it('leads to the months around and back, narrowed as before', async () => {
    const page = await build().text(address('/calendar', { month: '2027-12', unit: '司法局' }))
    const unit = `unit=${encodeURIComponent('司法局')}`
    expect(page).toContain(`href="/calendar?month=2027-11&amp;${unit}"`)
    expect(page).toContain(`href="/calendar?month=2028-01&amp;${unit}"`)
    expect(page).toContain(`href="/calendar?${unit}"`)
    const first = await build().text('/calendar?month=2000-01')
    expect(first).not.toContain('rel="prev"')
  })

  it('brings the units of one duty together, each with its state where they differ', async () => {
    const told = read(await build().text('/calendar?month=2027-02'))
    expect(told).toContain('区司法局（已完成）')
    expect(told).toContain('区教育局（已逾期）')
    expect(told).toContain(calendar.count(2))
  })

  it('shows a legal day with its safe day, its distance, its notes and how far its quota has got', async () => {
    const told = read(await build().text('/calendar?month=2027-02'))
    expect(told).toContain(calendar.safe('2027年2月26日（周五）'))
    expect(told).toContain(calendar.daysLeft(8))
    expect(told).toContain('规划期已届满')
    expect(told).toContain('1/4 次，按进度应为 1 次')
  })

  it('folds the duties of a full day behind their number', async () => {
    const cell = cellOf(await build().text('/calendar?month=2027-03'), '2027-03-01')
    expect(cell).toContain(`<summary>${calendar.more(3)}</summary>`)
    expect(cell.match(/<li/g)).toHaveLength(6)
  })

  it('marks a day read from damaged words as presumed, in the month and in the list', async () => {
    const page = await build().text('/calendar?month=2027-03')
    expect(read(cellOf(page, '2027-03-02'))).toContain(`${calendar.presumed} 区政府`)
    expect(cellOf(page, '2027-03-01')).not.toContain(calendar.presumed)
    expect(read(page)).toContain('推定：可能是“每年3月1日前”')
  })

  it('lists the rest of a very full day where its fold ends', async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      dueDay({ obligation: { ...DUTIES.publish, id: `duty-${index}` }, due: '2027-03-01' }),
    )
    const page = await build({ dueDays: () => many }).text('/calendar?month=2027-03')
    const cell = cellOf(page, '2027-03-01')
    expect(cell).toContain(calendar.rest(230 - 3 - 20))
    expect(cell).toContain('href="#d2027-03-01"')
    expect(page).toContain('id="d2027-03-01"')
    expect(page).toContain('href="/calendar?month=2027-03&amp;page=2#list"')
  })

  it('names what is overdue first, in whatever month one looks', async () => {
    const page = await build().text('/calendar?month=2027-06')
    const told = read(page)
    expect(told).toContain(calendar.overdue(1))
    expect(told).toContain(calendar.daysLate(5))
    expect(told).toContain(calendar.none)
  })

  it.each([
    ['a state', { state: 'done' }, '区司法局'],
    ['a unit', { unit: '常务会议' }, '会前学法'],
    ['a document', { document: 'hostile' }, calendar.noMatch],
  ])('can be narrowed by %s', async (_case, parameters, present) => {
    const told = read(await build().text(address('/calendar', { month: '2027-02', ...parameters })))
    const list = told.slice(told.indexOf(calendar.list))
    expect(list).toContain(present)
    for (const text of ['区司法局', '会前学法']) if (text !== present) expect(list).not.toContain(text)
  })

  it('says why a month is empty and offers to clear the conditions', async () => {
    const page = await build().text(address('/calendar', { month: '2027-06', unit: '无此单位' }))
    expect(read(page)).toContain('单位“无此单位”')
    expect(page).toContain('<a class="button quiet" href="/calendar?month=2027-06">')
    expect(read(await build({ documents: () => [] }).text('/calendar'))).toContain(calendar.empty)
  })
})

describe('what the register and the calendar refuse', () => {
  it.each([
    ['a month that is none', '/calendar?month=2026-13', filter.badMonth('2026-13')],
    ['a month before the first', '/calendar?month=1999-12', filter.badMonth('1999-12')],
    ['a page below 1', '/register?page=-1', filter.badPage('-1')],
    ['a page that is no number', '/calendar?page=2e3', filter.badPage('2e3')],
    ['a state that is none', '/register?state=x', filter.badState('x')],
    ['a state of the other page', '/calendar?state=confirmed', filter.badState('confirmed')],
    ['a place without documents', '/register?place=%E6%97%A0', filter.unknownPlace('无')],
    ['a document that is gone', '/calendar?document=gone', filter.unknownDocument],
    ['an endless unit', `/register?unit=${'x'.repeat(10_000)}`, filter.tooLong(filter.unit, 50)],
    ['endless words', `/register?q=${'x'.repeat(10_000)}`, filter.tooLong(filter.query, 100)],
    ['an endless state', `/register?state=${'x'.repeat(10_000)}`, filter.badState(`${'x'.repeat(50)}…`)],
    ['an endless month', `/calendar?month=${'1'.repeat(10_000)}`, filter.badMonth(`${'1'.repeat(50)}…`)],
    ['what is no id of a duty', '/register?duty=a%20b', filter.badDuties(DUTIES_LIMIT)],
    ['too many duties', `/register?duty=${'a,'.repeat(101)}`, filter.badDuties(DUTIES_LIMIT)],
  ])('%s: 400 and what to do, nothing asked of the register', async (_case, path, message) => {
    const asked: unknown[] = []
    const note = (value: unknown) => {
      asked.push(value)
      return []
    }
    const { get } = build({ obligations: note, dueDays: note, overdueDays: note })
    const response = await get(path)
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(read(page)).toContain(message)
    expect(page).toContain('role="alert"')
    expect(asked).toEqual([])
  })

  it('answers a bad address of the CSV file with a page that says so', async () => {
    const response = await build().get('/register.csv?state=x')
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(read(await response.text())).toContain(filter.badState('x'))
  })

  it.each(['/register', '/register.csv', '/calendar'])('%s from a foreign host name: 403', async path => {
    expect((await build().get(path, { host: 'evil.example' })).status).toBe(403)
    expect(
      (await build().app.request(BASE + path, { method: 'POST', headers: { origin: 'http://evil.example' } }))
        .status,
    ).toBe(403)
  })

  it('tells a value back without the marks that turn the text around it', async () => {
    const page = await build().text(address('/register', { state: '\u202e\u0007<b>x' }))
    expect(page).toContain('没有“&lt;b&gt;x”这种状态')
  })

  it('runs nothing that a document, a unit or an address brings along', async () => {
    const { text } = build()
    const asked = encodeURIComponent(HOSTILE)
    const pages = await Promise.all(
      [
        '/register',
        '/calendar?month=2027-03',
        `/register?q=${asked.slice(0, 90)}`,
        `/register?state=${asked}`,
      ].map(text),
    )
    for (const page of pages) {
      expect(page).not.toContain('<img')
      expect(page.match(/<script[^>]*>/g)).toEqual([expect.stringContaining('/assets/page.')])
    }
    // Kept apart, so that the mark of direction in it turns no name beside it.
    const escaped = HOSTILE_UNIT.replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
    expect(pages[0]).toContain(`<bdi>${escaped}</bdi>`)
    expect(pages[1]).toContain(`<bdi>${escaped}</bdi>`)
  })

  it('goes on where a document has a duty without anybody, without a time and without a number', async () => {
    const bare = duty({ id: 'bare', quote: QUOTES.goal, parties: [], timing: { raw: '', type: 'ongoing' } })
    const { get } = build({
      obligations: () => [bare],
      dueDays: () => [dueDay({ obligation: bare, unit: '', due: TODAY })],
    })
    expect((await get('/register')).status).toBe(200)
    expect(read(await (await get('/calendar')).text())).toContain(dutyWords.nobody)
  })
})

describe('ways to the register and the calendar', () => {
  it('leads from an answer to the duties it rests on, of very many to the first', async () => {
    const withDuties =
      (obligations: readonly string[]): WebDeps['ask'] =>
      question =>
        Promise.resolve({ answer: { ...answerTo(question), obligations }, nearest: [] })
    const ask = async (ids: readonly string[]) => {
      const form = new FormData()
      form.append('question', '学法')
      const { app } = build({ ask: withDuties(ids) })
      return (await app.request(`${BASE}/`, { method: 'POST', body: form })).text()
    }
    const page = await ask(['duty-study', 'duty-forms'])
    expect(page).toContain(webWording.answer.inRegister(2))
    const link = /href="(\/register\?duty=[^"]*)"/.exec(page)?.[1] ?? ''
    const found = read(await build().text(link))
    expect(found).toContain(register.onlyThese(2))
    expect(found).toContain(DUTIES.study.action)
    expect(found).not.toContain(DUTIES.publish.action)
    const ids = Array.from({ length: 150 }, (_, index) => `04f0023d-oaf3d3f03-${index}`)
    const many = await ask(ids)
    expect(many).toContain(webWording.answer.someInRegister(150, DUTIES_LIMIT))
    const longest = /href="(\/register\?duty=[^"]*)"/.exec(many)?.[1] ?? ''
    expect((await build().get(longest)).status).toBe(200)
    expect(await ask([])).not.toContain('/register?duty')
  })

  it('leads from a document to its duties', async () => {
    const { text } = build()
    expect(await text(`/d/${PLAN_ID}`)).toContain(`href="/register?document=${PLAN_ID}"`)
    const told = read(await text(`/register?document=${PLAN_ID}`))
    expect(told).toContain(register.found(5))
  })

  it('shows on a first visit the next three duties that are open, each once', async () => {
    const weekly = ['2027-02-22', '2027-03-01'].map(due =>
      dueDay({ obligation: DUTIES.study, due, notes: ['规划期已届满'] }),
    )
    const done = dueDay({ obligation: DUTIES.forms, due: '2027-02-23', state: 'done' })
    const page = await build({
      dueSoon: () => [weekly[0], done, weekly[1], ...DUE.slice(3)].flatMap(day => day ?? []),
    }).text('/')
    const soon = page.slice(page.indexOf('class="soon"'))
    expect(soon.match(/<li>/g)).toHaveLength(3)
    expect(read(`<main ${soon}`).match(new RegExp(DUTIES.study.action, 'g'))).toHaveLength(1)
    expect(soon).toContain('href="/calendar?month=2027-02#d2027-02-22"')
    expect(soon).not.toContain(DUTIES.forms.action)
    expect(soon).toContain('规划期已届满')
    expect(await build({ dueSoon: () => [] }).text('/')).not.toContain('class="soon"')
  })

  it('is in the navigation of every page, the current one marked', async () => {
    const { text } = build()
    expect(await text('/register')).toMatch(/href="\/register"\s+aria-current="page"/)
    expect(await text('/calendar')).toMatch(/href="\/calendar"\s+aria-current="page"/)
    expect(await text('/documents')).toContain('href="/register"')
  })
})

describe('a large library', () => {
  it('sends one page of 20,000 duties, and finds words in all of them, in well under a second', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      duty({
        id: `duty-${index}`,
        quote: QUOTES.meeting,
        action: `第${index}项任务`,
        parties: [party('区司法局')],
        timing: { raw: '每年', nextDue: '2027-12-31', safeDay: '2027-12-31' },
      }),
    )
    const { text } = build({ obligations: () => many })
    const page = await text(address('/register', { q: '第19999项' }))
    expect(actionsOf(page)).toEqual(['第19999项任务'])
    expect(read(await text('/register?page=400'))).toContain(register.count(20_000))
    expect((await text('/register')).length).toBeLessThan(400_000)
  })
})
