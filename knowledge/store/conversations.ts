/**
 * The last turn of each conversation, so that a follow-up is understood in whichever process it is asked. In: a session
 * id. Out: what it asked last. Only the newest sessions are kept; nothing else of what people ask is stored.
 */
import { type ExpressionBuilder } from 'kysely'
import { type Database } from './database.ts'
import { type Tables } from './schema.ts'

export interface StoredTurn {
  /** Words searched for. */
  readonly question: string
  readonly scope: string | null
}

export interface ConversationStore {
  lastTurn(session: string): StoredTurn | null
  /** Does nothing on a store that may not be written: a follow-up is a courtesy. */
  saveTurn(session: string, turn: StoredTurn): void
}

const MOST_SESSIONS = 2000
/** Old sessions are dropped in lots: sorting them for every question would cost more than the question. */
const SLACK = 100

export function createConversationStore(
  database: Database,
  { readOnly, now }: { readonly readOnly: boolean; readonly now: () => Date },
): ConversationStore {
  const { kysely } = database
  return {
    lastTurn(name) {
      const session = storable(name)
      const query = kysely.selectFrom('conversation').select(['question', 'scope'])
      return database.first(query.where('session', '=', session))
    },
    saveTurn(session, { question, scope }) {
      if (readOnly) return
      const texts = { session: storable(session), question: storable(question) }
      const row = { ...texts, scope: scope === null ? null : storable(scope), at: now().toISOString() }
      database.transaction(() => {
        const insert = kysely.insertInto('conversation').values(row)
        database.run(insert.onConflict(conflict => conflict.column('session').doUpdateSet(row)))
        const { count } = database.first(kysely.selectFrom('conversation').select(countAll)) ?? { count: 0 }
        if (count > MOST_SESSIONS + SLACK) forgetOldest(database)
      })
    },
  }
}

/** What people send may hold characters that the database does not keep. */
function storable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\uFFFD')
}

function countAll({ fn }: ExpressionBuilder<Tables, 'conversation'>) {
  return fn.countAll<number>().as('count')
}

function forgetOldest(database: Database): void {
  const { kysely } = database
  const kept = kysely.selectFrom('conversation').select('session').orderBy('at', 'desc').limit(MOST_SESSIONS)
  database.run(kysely.deleteFrom('conversation').where('session', 'not in', kept))
}
