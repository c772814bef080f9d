/**
 * What is sent when a request is refused or fails: JSON `{ error: { code, message } }` under /api/, a page in Chinese
 * elsewhere. Both say what was wrong and what to do, and never show an internal error's text.
 */

import { type Context } from 'hono'
import { type ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type ErrorCode } from '../../knowledge/model/errors.ts'
import { webWording } from '../wording.ts'
import { problemPage } from './pages/problem.ts'

/** Codes of failures that exist only over HTTP; those of the rest of the program keep their own. */
export type WebErrorCode =
  'foreign-host' | 'foreign-origin' | 'bad-request' | 'not-json' | 'too-large' | 'not-found' | 'internal'

export interface Problem {
  readonly status: ContentfulStatusCode
  readonly code: WebErrorCode | ErrorCode
  readonly message: string
}

/** Failures that the person asking can mend by asking differently; all other expected failures are the service's own. */
const MENDED_BY_ASKER: ReadonlySet<ErrorCode> = new Set(['usage', 'question-empty', 'question-too-long'])

export const NOT_FOUND: Problem = {
  status: 404,
  code: 'not-found',
  message: webWording.problem.notFoundDetail,
}

/** An expected failure keeps its message; of any other error nothing is shown. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    return { status: 500, code: 'internal', message: webWording.problem.internalDetail }
  }
  return { status: MENDED_BY_ASKER.has(error.code) ? 400 : 503, code: error.code, message: error.message }
}

/** Answers the request with the problem, in the form that the path calls for. */
export function refuse(c: Context, problem: Problem): Response | Promise<Response> {
  if (c.req.path.startsWith('/api/')) {
    return c.json({ error: { code: problem.code, message: problem.message } }, problem.status)
  }
  return c.html(problemPage({ title: titleOf(problem), detail: problem.message }), problem.status)
}

function titleOf({ status }: Problem): string {
  const { problem } = webWording
  if (status === 404) return problem.notFound
  if (status === 403) return problem.refused
  return status < 500 ? problem.badRequest : problem.internal
}
