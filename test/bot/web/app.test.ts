/** The web page in process: every route, its limits, its headers, what it refuses, and the flow without scripts. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer } from '../../../knowledge/model/answer.ts'
import { createWebApp } from '../../../bot/web/app.ts'
import { type WebDeps, type WebOptions } from '../../../bot/web/deps.ts'
import { webWording } from '../../../bot/wording.ts'
import { cite, fakeDeps, HOSTILE, hostile, plan, PLAN_ID, QUOTES } from './fixture.ts'

const BASE = 'http://127.0.0.1:8080'

function build(overrides: Partial<WebDeps> = {}, options: WebOptions = {}) {
  const fake = fakeDeps(overrides)
  const app = createWebApp(fake.deps, options)
  const get = (path: string, headers: Record<string, string> = {}) => app.request(BASE + path, { headers })
  const text = async (path: string) => (await get(path)).text()
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(BASE + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const submit = (fields: readonly (readonly [string, string])[]) => {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    return app.request(`${BASE}/`, { method: 'POST', body: form })
  }
  return { ...fake, app, get, text, post, submit }
}

const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string } }).error

describe('POST /api/ask', () => {
  it('answers with the Answer of the assistant, unchanged', async () => {
    const { post, asked } = build()
    const response = await post('/api/ask', {
      question: ' 会前学法几次? ',
      scope: '青禾区',
      session: 'abcd-1234',
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/json')
    const answer = (await response.json()) as Answer
    expect(asked).toEqual([{ question: '会前学法几次?', scope: '青禾区', session: 'abcd-1234' }])
    expect(answer.citations).toEqual([cite(plan, QUOTES.meeting)])
  })

  it('takes an empty or null scope and a null session as none', async () => {
    const { post, asked } = build()
    await post('/api/ask', { question: '学法', scope: ' ', session: null })
    await post('/api/ask', { question: '学法', scope: null })
    expect(asked).toEqual([
      { question: '学法', scope: undefined, session: undefined },
      { question: '学法', scope: undefined, session: undefined },
    ])
  })

  it.each([
    ['a question that is missing', {}, 'bad-request', webWording.problem.questionMissing],
    ['a question that is no text', { question: 7 }, 'bad-request', webWording.problem.questionMissing],
    ['a question of blanks', { question: ' \n ' }, 'question-empty', webWording.problem.questionEmpty],
    [
      'a question over the limit',
      { question: '问'.repeat(1001) },
      'question-too-long',
      webWording.problem.questionTooLong(1000),
    ],
    [
      'a scope over the limit',
      { question: '问', scope: '区'.repeat(51) },
      'bad-request',
      webWording.problem.badScope(50),
    ],
    [
      'a session with control characters',
      { question: '问', session: 'a\u0000b' },
      'bad-request',
      webWording.problem.badSession,
    ],
    ['a body that is a list', [1], 'bad-request', webWording.problem.notObject],
    ['a body that is no JSON', '{question', 'bad-request', webWording.problem.badJson],
  ])('refuses %s with 400, a code and what is wrong', async (...[, body, code, message]) => {
    const { post, asked } = build()
    const response = await post('/api/ask', body)
    expect(response.status).toBe(400)
    expect(await errorOf(response)).toEqual({ code, message })
    expect(asked).toEqual([])
  })

  it('accepts a question of exactly 1,000 characters', async () => {
    expect((await build().post('/api/ask', { question: '问'.repeat(1000) })).status).toBe(200)
  })

  it('refuses a body over 16 KB with 413, whether its length is announced or not', async () => {
    const { app, post, asked } = build()
    const body = JSON.stringify({ question: '问', padding: 'x'.repeat(17_000) })
    expect((await post('/api/ask', body)).status).toBe(413)
    const stream = new Blob([body]).stream()
    const unannounced = new Request(`${BASE}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    })
    const response = await app.request(unannounced)
    expect(response.status).toBe(413)
    expect(await errorOf(response)).toEqual({ code: 'too-large', message: webWording.problem.tooLarge(16) })
    expect(asked).toEqual([])
  })

  it('refuses any other content type with 415', async () => {
    const { post } = build()
    const response = await post('/api/ask', { question: '问' }, { 'content-type': 'text/plain' })
    expect(response.status).toBe(415)
    expect((await errorOf(response)).code).toBe('not-json')
    expect(
      (await post('/api/ask', { question: '问' }, { 'content-type': 'application/json; charset=utf-8' }))
        .status,
    ).toBe(200)
  })

  it('passes on what an expected failure says, and hides and reports what an unexpected one says', async () => {
    const { post, reported } = build()
    const expected = await post('/api/ask', { question: '模型还在吗' })
    expect(expected.status).toBe(503)
    expect((await errorOf(expected)).code).toBe('model-unreachable')
    const unexpected = await post('/api/ask', { question: '故障' })
    expect(unexpected.status).toBe(500)
    expect(await errorOf(unexpected)).toEqual({
      code: 'internal',
      message: webWording.problem.internalDetail,
    })
    expect(reported.map(error => (error as Error).message)).toContain('secret detail')
  })
})

describe('POST /api/turn', () => {
  it('answers with the turn as markup, its text and its place', async () => {
    const response = await build().post('/api/turn', { question: '年度报告' })
    const { html, text, scope } = (await response.json()) as { html: string; text: string; scope: string }
    expect(scope).toBe('青禾区')
    expect(text).toContain('2月15日')
    const { start, end } = cite(plan, QUOTES.report)
    expect(html).toContain(`href="/d/${PLAN_ID}?s=${start}-${end}#s${start}-${end}"`)
    expect(html.match(/class="card"/g)).toHaveLength(2)
    expect(html).toContain('可能是“每年3月1日前”')
  })

  it('says in words that it declines, and names the nearest articles or that there are none', async () => {
    const near = (await (await build().post('/api/turn', { question: '区长电话' })).json()) as {
      html: string
    }
    expect(near.html).toContain(webWording.answer.declined)
    expect(near.html).toContain(webWording.answer.nearest)
    expect(near.html).not.toContain(`>${webWording.answer.sources}<`)
    const none = (await (await build().post('/api/turn', { question: '无关' })).json()) as { html: string }
    expect(none.html).toContain(webWording.answer.nothingNear)
  })
})

describe('the chat page', () => {
  it('offers examples and a form that works without scripts', async () => {
    const page = await build().text('/')
    expect(page).toContain('lang="zh-CN"')
    expect(page).toContain(webWording.chat.promise(2))
    expect(page).toContain('value="年度报告什么时候交?向谁报?"')
    expect(page).toMatch(/<form[^>]*class="composer"[^>]*method="post"/)
    expect(page).toContain('name="session" value="session-0001"')
  })

  it('shows the state of the service, and that there are no documents', async () => {
    expect(await build({ status: () => '索引正在重建。' }).text('/')).toContain('索引正在重建。')
    expect(await build({ documents: () => [] }).text('/')).toContain(
      webWording.chat.empty.replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    )
  })

  it('renders the answer to a posted form, in the same conversation, and carries the questions along', async () => {
    const { submit, asked } = build()
    const response = await submit([
      ['question', '年度报告呢?'],
      ['session', 'abcd-1234'],
      ['earlier', '会前学法几次?'],
    ])
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(asked).toEqual([{ question: '年度报告呢?', scope: undefined, session: 'abcd-1234' }])
    expect(page).toContain('<blockquote>每年2月15日前')
    expect(page).toContain('name="session" value="abcd-1234"')
    expect(page).toContain('name="earlier" value="会前学法几次?"')
    expect(page).toContain('name="earlier" value="年度报告呢?"')
    expect(page).toContain('<b id="scope-name">青禾区</b')
  })

  it('makes a new conversation where the posted one is no session', async () => {
    const { submit, asked } = build()
    await submit([
      ['question', '学法'],
      ['session', '<b>'],
    ])
    expect(asked[0]?.session).toBe('session-0001')
  })

  it('drops the place by starting a new conversation, without asking anything', async () => {
    const { submit, asked } = build()
    const page = await (
      await submit([
        ['question', '写了一半'],
        ['session', 'abcd-1234'],
        ['forget', '1'],
      ])
    ).text()
    expect(asked).toEqual([])
    expect(page).toContain('name="session" value="session-0001"')
    expect(page).toContain(webWording.chat.scopeForgotten)
    expect(page).toContain('写了一半</textarea')
    expect(page).toMatch(/id="fault" role="alert" hidden/)
  })

  it('says what is wrong with a posted question, and keeps what was typed', async () => {
    const { submit } = build()
    const empty = await submit([['question', '  ']])
    expect(empty.status).toBe(400)
    expect(await empty.text()).toContain(webWording.problem.questionEmpty)
    const failing = await submit([['question', '故障<b>']])
    expect(failing.status).toBe(500)
    const page = await failing.text()
    expect(page).toContain(webWording.problem.internalDetail)
    expect(page).toContain('故障&lt;b&gt;</textarea')
    expect(page).not.toContain('secret detail')
  })

  it('refuses a post that is no form with 400, and one over 16 KB with 413', async () => {
    const { app, submit } = build()
    const odd = await app.request(`${BASE}/`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'text/plain' },
    })
    expect(odd.status).toBe(400)
    expect((await submit([['question', '问'.repeat(6000)]])).status).toBe(413)
  })

  it('never lets a conversation of long questions outgrow its own form', async () => {
    const { submit } = build()
    const long = (letter: string) => letter.repeat(1000)
    let page = await (await submit([['question', long('甲')]])).text()
    for (const letter of '乙丙丁戊己') {
      const earlier = [...page.matchAll(/name="earlier" value="([^"]*)"/g)].map(
        match => ['earlier', match[1] ?? ''] as const,
      )
      const response = await submit([['question', long(letter)], ...earlier])
      expect(response.status).toBe(200)
      page = await response.text()
    }
  })
})

describe('the document page', () => {
  it('shows title, facts, articles, fields, furniture behind a fold, warnings with their lines', async () => {
    const page = await build().text(`/d/${PLAN_ID}`)
    expect(page).toContain('<h1>青禾区法治政府建设规划(2026—2030年)</h1>')
    expect(page).toContain('青委发〔2026〕3号')
    expect(page).toContain('<span class="field-name">责任单位:</span>区司法局')
    expect(page).toContain('<b class="head">(三)落实会前学法</b>')
    expect(page).toContain(`<summary>${webWording.document.furniture(2)}</summary>`)
    expect(page).toContain(webWording.document.damagedLabel('(四)'))
    expect(page).toContain(`<a href="#w0">${webWording.document.line(27)}</a>`)
    expect(page).toContain('id="w0"')
    expect(page).not.toContain('<mark')
  })

  it('highlights exactly the span of ?s= and shows the headings above its article', async () => {
    const { start, end } = cite(plan, QUOTES.publish)
    const page = await build().text(`/d/${PLAN_ID}?s=${start}-${end}`)
    expect(page).toContain(`<mark id="s${start}-${end}">${QUOTES.publish}</mark>`)
    expect(page.match(/<mark/g)).toHaveLength(1)
    const cited = page.slice(page.indexOf('class="article cited"'))
    expect(cited.slice(0, cited.indexOf('<mark'))).toContain('二、健全学法用法和报告制度')
    const bar = /<nav class="quoted-bar"[\s\S]*?<\/nav>/.exec(page)?.[0]
    expect(bar).toContain('(四)按时报送年度报告')
  })

  it('marks every line of a span that crosses lines, and names the first', async () => {
    const start = plan.text.indexOf('记录保存')
    const end = plan.text.indexOf('新出台') + 3
    const page = await build().text(`/d/${PLAN_ID}?s=${start}-${end}`)
    const marks = [...page.matchAll(/<mark( id="[^"]*")?>([^<]*)<\/mark>/g)]
    expect(marks.map(match => match[2])).toEqual(['记录保存不少于三年。', '新出台'])
    expect(marks.map(match => match[1]?.trim())).toEqual([`id="s${start}-${end}"`, undefined])
  })

  it('opens the fold where the span is in the furniture', async () => {
    const start = plan.text.indexOf('打印本页')
    expect(await build().text(`/d/${PLAN_ID}?s=${start}-${start + 4}`)).toMatch(
      /<details class="furniture" open/,
    )
  })

  it.each(['9-3', '0-99999999', 'x', '-1-4', '3', '', '5-5', '1e3-2e3'])(
    'says so where s=%s is no span of the document',
    async s => {
      const response = await build().get(`/d/${PLAN_ID}?s=${encodeURIComponent(s)}`)
      expect(response.status).toBe(200)
      const page = await response.text()
      expect(page).toContain(webWording.document.badSpan)
      expect(page).not.toContain('<mark')
    },
  )

  it('answers 404 in Chinese for a document it does not know, however long or odd its id', async () => {
    const { get } = build()
    for (const id of ['nobody', '..%2f..%2fetc', 'x'.repeat(500), '%E6%B2%A1%E6%9C%89']) {
      const response = await get(`/d/${id}`)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain(webWording.document.unknownDetail)
    }
  })

  it('asks the store only for ids of a sane length', async () => {
    const ids: string[] = []
    const { get } = build({ documentPage: id => (ids.push(id), null) })
    await get(`/d/${'x'.repeat(128)}`)
    await get(`/d/${'x'.repeat(129)}`)
    expect(ids.map(id => id.length)).toEqual([128])
  })
})

describe('the list of documents', () => {
  it('shows title, number, place, type, years, counts, warnings', async () => {
    const page = await build().text('/documents')
    expect(page).toContain(`href="/d/${PLAN_ID}"`)
    for (const value of [
      '青委发〔2026〕3号',
      '规划',
      '2026—2030',
      '>11</td>',
      webWording.documents.warnings(2),
    ]) {
      expect(page).toContain(value)
    }
  })

  it('finds documents by title, number or place', async () => {
    const { text } = build()
    const found = await text('/documents?q=%E9%9D%92%E5%A7%94%E5%8F%91')
    expect(found).toContain(`/d/${PLAN_ID}`)
    expect(found).not.toContain('/d/hostile')
    expect(await text('/documents?q=zzz')).toContain(webWording.documents.noMatch)
  })

  it('turns pages of a hundred, and keeps the search while doing so', async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      ...plan.document,
      id: `d${index}` as typeof plan.document.id,
    }))
    const { text } = build({ documents: () => many })
    const second = await text('/documents?q=%E9%9D%92%E7%A6%BE&page=2')
    expect(second).toContain('href="/d/d100"')
    expect(second).not.toContain('href="/d/d200"')
    expect(second).toContain(webWording.documents.page(2, 3))
    expect(second).toContain('page=3"')
    expect(second).toContain('q=%E9%9D%92%E7%A6%BE')
    for (const odd of ['-4', 'x', '0']) expect(await text(`/documents?page=${odd}`)).toContain('href="/d/d0"')
    expect(await text('/documents?page=999')).toContain('href="/d/d249"')
  })

  it('says how to read in documents where there are none', async () => {
    expect(await build({ documents: () => [] }).text('/documents')).toContain('xuefa ingest')
  })
})

describe('GET /healthz', () => {
  it('answers 200 when all is well and 503 when not, with the details', async () => {
    const well = await build().get('/healthz')
    expect([well.status, await well.json()]).toEqual([200, { ok: true, documents: 2 }])
    const ill = await build({ health: () => ({ ok: false, reason: 'no index' }) }).get('/healthz')
    expect([ill.status, await ill.json()]).toEqual([503, { ok: false, reason: 'no index' }])
  })
})

describe('what nobody wrote a page for', () => {
  it('answers 404 in Chinese, as a page or as JSON', async () => {
    const { get } = build()
    const page = await get('/nope')
    expect(page.status).toBe(404)
    expect(await page.text()).toContain(webWording.problem.notFound)
    const api = await get('/api/nope')
    expect([api.status, (await errorOf(api)).code]).toEqual([404, 'not-found'])
  })

  it('answers 500 without the error text where the store fails', async () => {
    const { get, reported } = build({
      documents: () => {
        throw new Error('disk secret')
      },
    })
    const response = await get('/documents')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('disk secret')
    expect(reported).toHaveLength(1)
  })
})

describe('static files', () => {
  it('are served for good under a name with a hash, with their type, and under no other name', async () => {
    const { get, text } = build()
    const urls = [...(await text('/')).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
      match => match[1] ?? '',
    )
    expect(urls.map(url => url.replace(/\.[0-9a-f]{12}/, ''))).toEqual([
      '/assets/icon.svg',
      '/assets/page.css',
      '/assets/page.js',
      '/assets/chat.js',
    ])
    const types = await Promise.all(urls.map(async url => (await get(url)).headers.get('content-type')))
    expect(types).toEqual([
      'image/svg+xml',
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
      'text/javascript; charset=utf-8',
    ])
    expect((await get(urls[1] ?? '')).headers.get('cache-control')).toContain('immutable')
    expect((await get('/assets/page.css')).status).toBe(404)
    expect((await get('/assets/..%2fapp.ts')).status).toBe(404)
  })
})

describe('security', () => {
  it('sends the policy and the other headers with every answer, refusals and failures included', async () => {
    const { get, post } = build()
    const answers = [
      await get('/'),
      await get('/nope'),
      await get('/healthz'),
      await get(`/d/${PLAN_ID}`),
      await post('/api/ask', { question: '故障' }),
      await get('/', { host: 'evil.example' }),
    ]
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('private, no-cache')
    }
  })

  it('needs no inline script or style and nothing from outside', async () => {
    const { text, submit } = build()
    const { start, end } = cite(plan, QUOTES.report)
    const pages = [
      await text('/'),
      await (await submit([['question', '报告']])).text(),
      await text(`/d/${PLAN_ID}?s=${start}-${end}`),
      await text('/documents'),
      await text('/nope'),
    ]
    for (const page of pages) {
      expect(page).not.toMatch(/<script(?![^>]*\bsrc="\/assets\/)|<style|\sstyle="|\son[a-z]+="/)
      expect(page).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//)
    }
  })

  it.each(['127.0.0.1:8080', 'localhost', 'LOCALHOST:1', '[::1]:8080', 'fazhi.example', 'fazhi.example:443'])(
    'may be opened as %s',
    async host => {
      expect((await build({}, { publicHosts: ['Fazhi.example'] }).get('/', { host })).status).toBe(200)
    },
  )

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'evil@127.0.0.1',
    'localhost.',
    '127.0.0.1:8080, evil.example',
    '',
  ])('may not be opened as "%s"', async host => {
    const { get } = build()
    const response = await get('/', { host })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain(webWording.problem.foreignHost)
  })

  it.each([
    ['another site', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:9999' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another site, old header missing', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:8080' }],
  ])('refuses a question sent by %s', async (_case, headers) => {
    const { post, asked } = build()
    for (const path of ['/api/ask', '/api/turn', '/']) {
      expect((await post(path, { question: '学法' }, { host: '127.0.0.1:8080', ...headers })).status).toBe(
        403,
      )
    }
    expect(asked).toEqual([])
  })

  it('accepts its own page, and programs that are no browser', async () => {
    const { post } = build()
    const own = { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }
    expect((await post('/api/ask', { question: '学法' }, own)).status).toBe(200)
    expect((await post('/api/ask', { question: '学法' })).status).toBe(200)
  })

  it('shows hostile questions, titles, places and texts as text', async () => {
    const { text, submit } = build()
    const pages = [
      await (
        await submit([
          ['question', `脚本${HOSTILE}`],
          ['earlier', HOSTILE],
        ])
      ).text(),
      await (await submit([['question', `故障${HOSTILE}`]])).text(),
      await text('/d/hostile'),
      await text(`/d/hostile?s=3-${hostile.text.length}`),
      await text('/documents'),
      await text(`/documents?q=${encodeURIComponent(HOSTILE)}`),
      await build({ status: () => HOSTILE, examples: () => [HOSTILE] }).text('/'),
    ]
    for (const page of pages) {
      expect(page).toContain('&lt;script&gt;')
      expect(page).not.toContain('<script>')
      expect(page).not.toContain('<img')
      expect(page.match(/<\/textarea/g)?.length ?? 0).toBe(page.match(/<textarea/g)?.length ?? 0)
    }
  })

  it('escapes whatever is asked, in markup and in attributes', async () => {
    const { submit } = build()
    const alphabet = fc.constantFrom('<', '>', '"', "'", '&', '`', 'a', '/', '=', '学法', '\u0000', '\ud800')
    await fc.assert(
      fc.asyncProperty(fc.array(alphabet, { minLength: 1, maxLength: 30 }), async letters => {
        const question = letters.join('')
        const page = await (
          await submit([
            ['question', `学法${question}`],
            ['earlier', question],
          ])
        ).text()
        const tags = page.match(/<[a-z!/][^>]*>/gi) ?? []
        const plainTags = plainPage.match(/<[a-z!/][^>]*>/gi) ?? []
        const shape = (list: readonly string[]) => list.map(tag => /^<\/?[a-z!0-9]+/i.exec(tag)?.[0])
        expect(shape(tags)).toEqual(shape(plainTags))
      }),
      { seed: 7, numRuns: 60 },
    )
  })
})

const plainPage = await (
  await build().submit([
    ['question', '学法'],
    ['earlier', 'a'],
  ])
).text()

describe('quotes with markup characters', () => {
  it('are shown as they stand in the source, in the card and in the document', async () => {
    const escaped = QUOTES.markup
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
    const { text, submit } = build()
    expect(await (await submit([['question', '文书']])).text()).toContain(
      `<blockquote>${escaped}</blockquote>`,
    )
    const { start, end } = cite(plan, QUOTES.markup)
    expect(await text(`/d/${PLAN_ID}?s=${start}-${end}`)).toContain(
      `<mark id="s${start}-${end}">${escaped}</mark>`,
    )
  })
})
