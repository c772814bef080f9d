/**
 * What one conversation carries from turn to turn: the place and, for a follow-up, the words of the question before. In:
 * a session id and turns. Out: the last turn. Where turns are kept is the store's task.
 */

export interface Turn {
  /** What was asked, without places, with the question before in front where it leaned on that. */
  readonly question: string
  readonly scope: string | null
}

/** Where the last turn of each session is kept; the port that the store fills. */
export interface TurnStore {
  lastTurn(session: string): Turn | null
  saveTurn(session: string, turn: Turn): void
}

export interface FollowUp {
  readonly before: Turn | null
  /** The question at hand without the places it names. */
  readonly text: string
  readonly namesPlace: boolean
}

export interface Conversations {
  recall(session: string | undefined): Turn | null
  remember(session: string | undefined, turn: Turn): void
  /** What is asked, and the place carried over; null where none is. */
  follow(followUp: FollowUp): { readonly words: string; readonly place: string | null }
}

/** 那…呢, 一样吗, 还有…: the question leans on the one before. */
const LEANS_BACK =
  /^(?:那|那么|哪么|还有|另外|其中|上述|这个|它|回到)|呢[??。]?$|一样吗|相同吗|也是(?:吗|这样)/
/** Fewer words than this cannot stand alone. */
const SHORTEST_OWN_QUESTION = 5

export function createConversations(turns: TurnStore): Conversations {
  return {
    recall: session => (session === undefined ? null : turns.lastTurn(session)),
    remember(session, turn) {
      if (session !== undefined) turns.saveTurn(session, turn)
    },
    follow({ before, text, namesPlace }) {
      if (before === null) return { words: text, place: null }
      const own = text.replace(/[^\p{L}\p{N}]/gu, '').replace(/^(?:那么?|还有|回到)|呢$/g, '')
      const leans = LEANS_BACK.test(text.trim()) || own.length < SHORTEST_OWN_QUESTION
      if (!leans) return { words: text, place: null }
      // 回到清渠,… and 青禾区的要求一样吗? change the place and keep the topic, unless a topic of their own is named.
      const keepsTopic = own.length < 2 * SHORTEST_OWN_QUESTION
      const words = keepsTopic ? `${before.question} ${text}` : text
      return { words, place: namesPlace ? null : before.scope }
    },
  }
}
