/** `xuefa ask`: one answer, or with --batch one for each line of a file, in order. */
import { z } from 'zod'
import { showAnswer } from '../bot/console/console.ts'
import type { Answer, Question } from '../knowledge/model/answer.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { Library } from '../knowledge/library.ts'
import { readJsonLines } from './json-lines.ts'
import { withLibraryToAsk } from './open.ts'
import { write } from './output.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

interface AskOptions {
  readonly scope?: string
  readonly session?: string
  readonly batch?: string
}

const questionLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  scope: z.string().nullish(),
  session: z.string().nullish(),
})

export async function askCommand(
  context: Context,
  question: string | undefined,
  { scope, session, batch }: AskOptions,
): Promise<ExitCode> {
  if (batch !== undefined) {
    if (question !== undefined) throw new AppError('usage', '问题和 --batch 只能给出一个。')
    return askBatch(context, batch)
  }
  if (question === undefined)
    throw new AppError('usage', '请写下问题，例如 xuefa ask "年度报告什么时候公开？"。')
  return withLibraryToAsk(context, async library => {
    const { answer } = await library.ask({ question, scope, session })
    write(context, answer, `${showAnswer(answer)}\n`)
    return EXIT.done
  })
}

/** One JSON object a line goes out, whether `--json` is given or not. */
async function askBatch(context: Context, file: string): Promise<ExitCode> {
  const questions = readJsonLines(file, questionLine)
  const { out, err } = context.system
  return withLibraryToAsk(context, async library => {
    let failed = 0
    for (const { id, question, scope, session } of questions) {
      const asked = { question, scope: scope ?? undefined, session: session ?? undefined }
      const answer = await answerLine(library, asked)
      if (answer instanceof AppError) {
        failed++
        err.write(`${id}：${answer.message}\n`)
      }
      const fields = answer instanceof AppError ? unanswered(question, answer) : answer
      out.write(`${JSON.stringify({ id, ...fields })}\n`)
    }
    return failed === 0 ? EXIT.done : EXIT.inPart
  })
}

async function answerLine(library: Library, question: Question): Promise<Answer | AppError> {
  try {
    return (await library.ask(question)).answer
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** A line that cannot be asked keeps its place in the output. */
function unanswered(question: string, { code, message }: AppError): Answer {
  return {
    question,
    status: 'declined',
    text: message,
    citations: [],
    obligations: [],
    warnings: [{ code, message }],
    scope: null,
    elapsedMs: 0,
  }
}
