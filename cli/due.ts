/** `xuefa due`: what falls due from a day on, and what is overdue by then, for each duty with its units. */
import { AppError } from '../knowledge/model/errors.ts'
import { createRegister, type DueDay } from '../knowledge/register/index.ts'
import { civilDate, civilDateInShanghai, nextDay, type CivilDate } from '../knowledge/time/index.ts'
import type { Context, ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { describeDue, paceNote } from './due-text.ts'
import { filterOf, type DutyOptions } from './duty-filter.ts'
import { write } from './output.ts'

interface DueOptions extends Pick<DutyOptions, 'unit' | 'place'> {
  readonly at?: string
  readonly days: string
}

export function dueCommand(context: Context, options: DueOptions): Promise<ExitCode> {
  const at = options.at ?? civilDateInShanghai(context.system.now().toISOString())
  const today = dayOf(at)
  const to = nextDay(today, daysIn(options.days))
  return withStore(context, true, store => {
    const filter = filterOf(store, options)
    const register = createRegister(store)
    const days = register.due(filter, { from: today, to, today, withOverdue: true })
    const text = (): string => describeDue(days, { today, to, undated: register.undated(filter) })
    write(context, { at, occurrences: days.map(toJson) }, context.json ? '' : text())
  })
}

/** An ISO day, or an instant with or without an offset; without one it is Shanghai time. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
/** The holidays of other centuries are nobody's business, and plans end long before. */
const YEARS = { first: 2000, last: 2098 }

function dayOf(at: string): CivilDate {
  const day = dayNamed(at)
  if (day === null) {
    const message = `日期“${at}”不对。请用 2026-11-25 或 2026-11-25T08:00:00+08:00 的形式。`
    throw new AppError('usage', message, { at })
  }
  const year = Number(day.slice(0, 4))
  if (year >= YEARS.first && year <= YEARS.last) return day
  throw new AppError('usage', `日期“${at}”太远。请用 ${YEARS.first} 年至 ${YEARS.last} 年之间的日期。`, {
    at,
  })
}

function dayNamed(at: string): CivilDate | null {
  const [, day] = ISO.exec(at) ?? []
  if (day === undefined) return null
  try {
    // the day itself first: a clock may roll 30 February over into March
    return civilDate(day) === at ? civilDate(day) : civilDateInShanghai(at)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Ten years: as far as any plan looks. */
const MOST_DAYS = 3660

function daysIn(days: string): number {
  const count = /^\d{1,4}$/.test(days) ? Number(days) : NaN
  if (count <= MOST_DAYS) return count
  throw new AppError('usage', `--days 后面要写 0 至 ${MOST_DAYS} 的天数，如 90，不是“${days}”。`, { days })
}

/** The shape of docs/contracts.md. */
function toJson(day: DueDay): unknown {
  const { obligation, unit, due, state, daysLeft, notes } = day
  const said = [...notes, paceNote(day)].filter(note => note !== null)
  return {
    obligation: obligation.id,
    unit,
    due,
    state,
    daysLeft,
    note: said.length === 0 ? null : said.join('；'),
  }
}
