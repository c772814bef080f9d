/**
 * The prompt on a terminal: a line in, an answer out. In: streams and the assistant. Out: nothing but text; it ends when
 * the input ends or the person types /quit.
 */
import { createInterface } from 'node:readline/promises'
import type { Answer, Question } from '../../knowledge/model/answer.ts'
import { AppError } from '../../knowledge/model/errors.ts'
import { consoleWording } from '../wording.ts'

export interface ConsoleDeps {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  ask(question: Question): Promise<Answer>
  /** Ends the prompt from outside. */
  readonly signal: AbortSignal
}

/** One terminal is one conversation. */
const SESSION = 'console'

export async function runConsole({ input, output, ask, signal }: ConsoleDeps): Promise<void> {
  const lines = createInterface({ input, output, prompt: consoleWording.prompt, terminal: true })
  const close = (): void => {
    lines.close()
  }
  signal.addEventListener('abort', close)
  lines.on('SIGINT', close)
  try {
    output.write(`${consoleWording.greeting}\n`)
    lines.prompt()
    for await (const line of lines) {
      if (consoleWording.quit.includes(line.trim())) break
      if (line.trim() !== '') output.write(`${await answerLine(ask, line)}\n`)
      lines.prompt()
    }
  } finally {
    signal.removeEventListener('abort', close)
    lines.close()
  }
}

async function answerLine(ask: ConsoleDeps['ask'], question: string): Promise<string> {
  try {
    return showAnswer(await ask({ question, session: SESSION }))
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

/** An answer as a terminal shows it: text, warnings, numbered sources. */
export function showAnswer({ text, citations, warnings }: Answer): string {
  const lines = [text, ...warnings.map(({ message }) => consoleWording.warning(message))]
  citations.forEach(({ document, article, start, end }, i) => {
    const heading = article.heading === article.label ? '' : (article.heading ?? '')
    const where = [...article.path, `${article.label}${heading}`].join(' › ')
    lines.push(
      consoleWording.source({
        number: i + 1,
        title: document.title,
        where,
        file: document.source,
        start,
        end,
      }),
    )
  })
  return lines.join('\n')
}
