/**
 * The web page as a Hono application: which address shows what. In go requests, out come pages, JSON and static files;
 * everything it knows it asks of its port (deps.ts). It opens no port itself: see serve.ts.
 */

import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Question, type Reply } from '../../knowledge/model/answer.ts'
import { webWording } from '../wording.ts'
import { serveAssets } from './assets.ts'
import { entriesOf } from './calendar-view.ts'
import { type WebDeps, type WebOptions } from './deps.ts'
import { addDuties } from './duty-routes.ts'
import { groupBy } from './group.ts'
import { hostGuard, sameOriginGuard, securityHeaders } from './guard.ts'
import { turn } from './pages/answer.ts'
import { type ChatPage, chatPage } from './pages/chat.ts'
import { documentPage } from './pages/document.ts'
import { documentsPage } from './pages/documents.ts'
import { NOT_FOUND, type Problem, problemOf, refuse } from './problems.ts'
import { BODY_LIMIT, type ChatForm, checkQuestion, keepRecent, parseSpan, readChatForm } from './requests.ts'

/** Longer than any id the store makes; see WebDeps.documentPage. */
const ID_LIMIT = 128

/** Entries of the calendar on a first visit: enough to see whether to look further. */
const SOON_SHOWN = 3

/** UTF-16 code units of a search in the list of documents. */
const QUERY_LIMIT = 100

const words = webWording.problem

const limitedBody = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: c => refuse(c, { status: 413, code: 'too-large', message: words.tooLarge(BODY_LIMIT / 1024) }),
})

/** Builds the application. It keeps no state of its own. */
export function createWebApp(deps: WebDeps, { publicHosts = [] }: WebOptions = {}): Hono {
  const app = new Hono()
  app.use(securityHeaders, hostGuard(publicHosts), sameOriginGuard)
  serveAssets(app)
  addChat(app, deps)
  addApi(app, deps)
  addDuties(app, deps)
  addDocuments(app, deps)
  app.get('/healthz', async c => {
    const health = await deps.health()
    return c.json(health, health.ok ? 200 : 503)
  })
  app.notFound(c => refuse(c, NOT_FOUND))
  app.onError((error, c) => refuse(c, reported(deps, error)))
  return app
}

function addChat(app: Hono, deps: WebDeps): void {
  app.get('/', async c => c.html(chatPage(await emptyChat(deps))))
  app.post('/', limitedBody, async c => {
    const form = await readForm(c)
    if (form === null) return refuse(c, { status: 400, code: 'bad-request', message: words.badForm })
    const { chat, status } = form.forget ? await forgetPlace(deps, form) : await answerForm(deps, form)
    return c.html(chatPage(chat), status)
  })
}

async function emptyChat(deps: WebDeps): Promise<ChatPage> {
  return {
    documentCount: (await deps.documents()).length,
    examples: await deps.examples(),
    soon: await soon(deps),
    status: await deps.status(),
    session: deps.newSession(),
    reply: null,
    earlier: [],
    fault: null,
    draft: '',
    note: null,
  }
}

/** The next few entries that somebody still has to see to. */
async function soon(deps: WebDeps): Promise<ChatPage['soon']> {
  const entries = entriesOf(await deps.dueSoon(), deps.today()).filter(({ state }) => state === 'open')
  const byDuty = groupBy(entries, ({ obligation }) => obligation.id)
  // Of what recurs every week, the next day only.
  return [...byDuty.values()].flatMap(([next]) => next ?? []).slice(0, SOON_SHOWN)
}

/** What a form post leads to: the page and its HTTP status. */
interface ChatReply {
  readonly chat: ChatPage
  readonly status: Problem['status']
}

/** The place is part of the conversation's memory; a new conversation has none. */
async function forgetPlace(deps: WebDeps, { question, earlier }: ChatForm): Promise<ChatReply> {
  const chat = { ...(await emptyChat(deps)), earlier, draft: question, note: webWording.chat.scopeForgotten }
  return { chat, status: 200 }
}

async function answerForm(deps: WebDeps, form: ChatForm): Promise<ChatReply> {
  const empty = await emptyChat(deps)
  const chat = { ...empty, earlier: form.earlier, session: form.session ?? empty.session }
  const outcome = await ask(deps, { question: form.question, session: chat.session })
  if ('problem' in outcome) {
    const { message, status } = outcome.problem
    return { chat: { ...chat, fault: message, draft: form.question }, status }
  }
  const earlier = keepRecent(form.earlier.filter(question => question !== outcome.reply.answer.question))
  return { chat: { ...chat, reply: outcome.reply, earlier }, status: 200 }
}

/** The API: what programs and the page's script use. Every answer is JSON, failures too. */
function addApi(app: Hono, deps: WebDeps): void {
  app.post('/api/ask', limitedBody, async c => {
    const outcome = await askFromJson(c, deps)
    return 'problem' in outcome ? refuse(c, outcome.problem) : c.json(outcome.reply.answer)
  })
  app.post('/api/turn', limitedBody, async c => {
    const outcome = await askFromJson(c, deps)
    if ('problem' in outcome) return refuse(c, outcome.problem)
    const { text, scope } = outcome.reply.answer
    return c.json({ html: (await turn(outcome.reply)).toString(), text, scope })
  })
}

type Outcome = { readonly reply: Reply } | { readonly problem: Problem }

async function askFromJson(c: Context, deps: WebDeps): Promise<Outcome> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    return { problem: { status: 415, code: 'not-json', message: words.notJson } }
  }
  try {
    const body: unknown = await c.req.json()
    return await ask(deps, body)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { problem: { status: 400, code: 'bad-request', message: words.badJson } }
  }
}

async function ask(deps: WebDeps, body: unknown): Promise<Outcome> {
  const checked = checkQuestion(body)
  if (!checked.ok) return { problem: checked.problem }
  return answerOf(deps, checked.question)
}

async function answerOf(deps: WebDeps, question: Question): Promise<Outcome> {
  try {
    return { reply: await deps.ask(question) }
  } catch (error) {
    return { problem: reported(deps, error) }
  }
}

/** Unexpected errors go to whoever runs the service; the person asking is told only that something failed. */
function reported(deps: WebDeps, error: unknown): Problem {
  const problem = problemOf(error)
  if (problem.status >= 500) deps.report(error)
  return problem
}

async function readForm(c: Context): Promise<ChatForm | null> {
  try {
    return readChatForm(await c.req.formData())
  } catch {
    // Neither multipart nor url-encoded, or cut off: nothing of it can be used.
    return null
  }
}

function addDocuments(app: Hono, deps: WebDeps): void {
  app.get('/documents', async c => {
    const query = (c.req.query('q') ?? '').trim().slice(0, QUERY_LIMIT)
    const number = Number.parseInt(c.req.query('page') ?? '1', 10)
    return c.html(
      documentsPage({ documents: await deps.documents(), query, page: Number.isNaN(number) ? 1 : number }),
    )
  })
  app.get('/d/:id', async c => {
    const id = c.req.param('id')
    const content = id.length > ID_LIMIT ? null : await deps.documentPage(id)
    if (content === null) {
      return refuse(c, { status: 404, code: 'document-unknown', message: webWording.document.unknownDetail })
    }
    const wanted = c.req.query('s')
    const quoted = wanted === undefined ? null : parseSpan(wanted, content.text.length)
    return c.html(documentPage({ content, quoted, badSpan: wanted !== undefined && quoted === null }))
  })
}
