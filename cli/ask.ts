/** `xuefa ask`: one answer, or with --batch one for each line of a file, in order. */
import { z } from 'zod'
import { showAnswer } from '../bot/console/console.ts'
import type { Answer } from '../knowledge/model/answer.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { Library } from '../knowledge/library.ts'
import { readJsonLines } from './json-lines.ts'
import { withLibrary } from './open.ts'
import { EXIT, type Context, type ExitCode } from './program.ts'

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
  options: AskOptions,
): Promise<ExitCode> {
  if (options.batch !== undefined) return askBatch(context, options.batch)
  if (question === undefined) throw new AppError('usage', '请写下问题，如：xuefa ask "年度报告什么时候公开?"')
  return withLibrary(context, async library => {
    await library.refresh()
    const { answer } = await library.ask({ question, scope: options.scope, session: options.session })
    context.system.out.write(context.json ? `${JSON.stringify(answer)}\n` : `${showAnswer(answer)}\n`)
    return EXIT.done
  })
}

async function askBatch(context: Context, file: string): Promise<ExitCode> {
  const questions = readJsonLines(file, questionLine)
  return withLibrary(context, async library => {
    await library.refresh()
    let failed = 0
    for (const { id, question, scope, session } of questions) {
      const answer = await answerLine(library, {
        question,
        scope: scope ?? undefined,
        session: session ?? undefined,
      })
      if (answer instanceof AppError) {
        failed++
        context.system.err.write(`${id}:${answer.message}\n`)
        context.system.out.write(`${JSON.stringify({ id, ...unanswered(question, answer) })}\n`)
      } else context.system.out.write(`${JSON.stringify({ id, ...answer })}\n`)
    }
    return failed === 0 ? EXIT.done : EXIT.inPart
  })
}

async function answerLine(
  library: Library,
  question: Parameters<Library['ask']>[0],
): Promise<Answer | AppError> {
  try {
    return (await library.ask(question)).answer
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** A line that cannot be asked keeps its place in the output. */
function unanswered(question: string, { code, message }: AppError): Answer {
  const warnings = [{ code, message }]
  return {
    question,
    status: 'declined',
    text: message,
    citations: [],
    obligations: [],
    warnings,
    scope: null,
    elapsedMs: 0,
  }
}
