/**
 * What may come in: the body of /api/ask and of the chat form, checked and trimmed, and the span of a deep link. In go
 * untrusted values, out come a Question or a problem in Chinese.
 */

import { z } from 'zod'
import { type Question } from '../../knowledge/model/answer.ts'
import { type ErrorCode } from '../../knowledge/model/errors.ts'
import { type Span } from '../../knowledge/model/document.ts'
import { webWording } from '../wording.ts'
import { type Problem, type WebErrorCode } from './problems.ts'

/** UTF-16 code units; a question is a sentence or two, and the form's own limit counts the same way. */
export const QUESTION_LIMIT = 1000
/** UTF-16 code units; the longest name of a county-level place in China has 15 characters. */
export const SCOPE_LIMIT = 50
/** Bytes of a request body: a question of 1,000 characters and the earlier questions of a form fit. */
export const BODY_LIMIT = 16 * 1024

/** How many earlier questions the form carries along, and how many characters of them, to stay below the body limit. */
const EARLIER_QUESTIONS = 5
const EARLIER_CHARACTERS = 2000

const SESSION = /^[A-Za-z0-9_-]{8,64}$/

/** What programs may call a conversation: anything short that can be printed. */
const ANY_SESSION = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,128}$/u

const words = webWording.problem

const questionBody = z.object(
  {
    question: z
      .string({ error: words.questionMissing })
      .trim()
      .min(1, { error: words.questionEmpty })
      .max(QUESTION_LIMIT, { error: words.questionTooLong(QUESTION_LIMIT) }),
    scope: z
      .string({ error: words.badScope(SCOPE_LIMIT) })
      .trim()
      .max(SCOPE_LIMIT, { error: words.badScope(SCOPE_LIMIT) })
      .nullish(),
    session: z.string({ error: words.badSession }).regex(ANY_SESSION, { error: words.badSession }).nullish(),
  },
  { error: words.notObject },
)

const CODES: Readonly<Record<string, WebErrorCode | ErrorCode>> = {
  [words.questionEmpty]: 'question-empty',
  [words.questionTooLong(QUESTION_LIMIT)]: 'question-too-long',
}

export type Checked =
  { readonly ok: true; readonly question: Question } | { readonly ok: false; readonly problem: Problem }

/** Checks `{question, scope?, session?}`; an empty scope counts as none. The first fault found is reported. */
export function checkQuestion(body: unknown): Checked {
  const parsed = questionBody.safeParse(body)
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? words.notObject
    return { ok: false, problem: { status: 400, code: CODES[message] ?? 'bad-request', message } }
  }
  const { question, scope, session } = parsed.data
  const place = scope === '' ? undefined : (scope ?? undefined)
  return { ok: true, question: { question, scope: place, session: session ?? undefined } }
}

/** What the chat form sends when no script runs. */
export interface ChatForm {
  readonly question: string
  readonly session: string | null
  /** Questions asked before in this conversation, oldest first. */
  readonly earlier: readonly string[]
  /** The button that drops the current place was pressed. */
  readonly forget: boolean
}

/** Reads the chat form; a session that is none is dropped, so that a new one is made. */
export function readChatForm(form: FormData): ChatForm {
  const session = textOf(form.get('session'))
  return {
    question: textOf(form.get('question')),
    session: SESSION.test(session) ? session : null,
    earlier: keepRecent(form.getAll('earlier').map(textOf)),
    forget: form.has('forget'),
  }
}

/** The latest questions that a form can carry without coming near the body limit, oldest first, repeats left out. */
export function keepRecent(questions: readonly string[]): string[] {
  const kept: string[] = []
  let characters = 0
  for (const question of questions.toReversed()) {
    characters += question.length
    if (kept.length === EARLIER_QUESTIONS || characters > EARLIER_CHARACTERS) break
    if (question.trim() !== '' && !kept.includes(question)) kept.unshift(question)
  }
  return kept
}

/** `12-34` → the span [12, 34); null where it is no span of a text of `length` UTF-16 units. */
export function parseSpan(value: string, length: number): Span | null {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(value)
  if (match === null) return null
  const [start, end] = [Number(match[1]), Number(match[2])]
  return start < end && end <= length ? { start, end } : null
}

/** The part of a link that leads to a span: the server highlights it, the fragment makes the browser scroll there. */
export function spanLink(documentId: string, { start, end }: Span): string {
  return `/d/${encodeURIComponent(documentId)}?s=${start}-${end}#s${start}-${end}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
