/** The addresses of the register and of the calendar: reads what is asked, asks the port, hands it to the pages. */

import { type Context, type Hono } from 'hono'
import { webWording } from '../wording.ts'
import { entriesOf } from './calendar-view.ts'
import { daysOf } from './days.ts'
import { type DueDay, type WebDeps } from './deps.ts'
import {
  type CalendarQuery,
  filterOf,
  matching,
  readCalendarQuery,
  readRegisterQuery,
  type RegisterQuery,
} from './duty-requests.ts'
import { calendarPage } from './pages/calendar.ts'
import { registerPage } from './pages/register.ts'
import { refuse } from './problems.ts'

/** Adds `/register`, `/register.csv` and `/calendar`. */
export function addDuties(app: Hono, deps: WebDeps): void {
  app.get('/register', async c => {
    const documents = await deps.documents()
    const query = readRegisterQuery(c.req.query(), { documents })
    const obligations = await selected(deps, query)
    const content = registerPage({ query, documents, obligations, today: deps.today() })
    return c.html(content, query.faults.length > 0 ? 400 : 200)
  })
  app.get('/register.csv', async c => {
    const query = readRegisterQuery(c.req.query(), { documents: await deps.documents() })
    const [fault] = query.faults
    if (fault !== undefined) return refuse(c, { status: 400, code: 'bad-request', message: fault })
    return sendCsv(c, deps.csv(await selected(deps, query)), deps.today())
  })
  app.get('/calendar', async c => {
    const documents = await deps.documents()
    const today = deps.today()
    const query = readCalendarQuery(c.req.query(), { documents, today })
    const { month, overdue } = await dueIn(deps, query)
    const content = calendarPage({
      query,
      documents,
      today,
      entries: entriesOf(month, today),
      overdue: entriesOf(overdue, today),
      kindOf: day => deps.dayKind(day),
    })
    return c.html(content, query.faults.length > 0 ? 400 : 200)
  })
}

async function selected(deps: WebDeps, query: RegisterQuery) {
  if (query.faults.length > 0) return []
  return matching(await deps.obligations(filterOf(query)), query)
}

interface Due {
  readonly month: readonly DueDay[]
  readonly overdue: readonly DueDay[]
}

async function dueIn(deps: WebDeps, query: CalendarQuery): Promise<Due> {
  if (query.faults.length > 0) return { month: [], overdue: [] }
  const { state } = query
  const filter = filterOf(query)
  const days = daysOf(query.month)
  const range = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  const isWanted = (day: DueDay) => state === null || day.state === state
  const month = await deps.dueDays(filter, range)
  const overdue = state === null || state === 'overdue' ? await deps.overdueDays(filter) : []
  return { month: month.filter(isWanted), overdue }
}

function sendCsv(c: Context, text: string, today: string): Response {
  const name = encodeURIComponent(webWording.register.fileName(today))
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="register.csv"; filename*=UTF-8''${name}`)
  return c.body(text)
}
