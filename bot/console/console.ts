/**
 * The prompt on a terminal: a line in, an answer out. In: streams and the assistant. Out: nothing but text; it ends when
 * the input ends, the person types /quit, or the signal says so.
 */
import { createInterface } from 'node:readline/promises'
import type { Answer, Question } from '../../knowledge/model/answer.ts'
import { AppError } from '../../knowledge/model/errors.ts'
import { consoleWording } from '../wording.ts'
import { printable } from './printable.ts'

export interface ConsoleDeps {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly ask: (question: Question) => Promise<Answer>
  /** Told of every unexpected error; the person asking sees only that something failed. */
  readonly report: (error: unknown) => void
  /** Ends the prompt from outside. */
  readonly signal: AbortSignal
}

/** One terminal is one conversation. */
const SESSION = 'console'

/** An answer under way when the prompt is ended from outside is still given. */
export async function runConsole({ input, output, signal, ...deps }: ConsoleDeps): Promise<void> {
  if (signal.aborted) return
  const lines = createInterface({ input, output, prompt: consoleWording.prompt })
  let isOpen = true
  lines.once('close', () => {
    isOpen = false
  })
  const close = (): void => {
    // The prompt stands there without a line end; what follows should not be written behind it.
    if (isOpen) output.write('\n')
    lines.close()
  }
  signal.addEventListener('abort', close)
  lines.on('SIGINT', close)
  try {
    output.write(`${consoleWording.greeting}\n`)
    lines.prompt()
    for await (const line of lines) {
      if (consoleWording.quit.includes(line.trim())) break
      if (line.trim() !== '') output.write(printable(`${await answerLine(line, deps)}\n`))
      // Lines typed before the input ended are still to come; there is nobody to prompt.
      if (isOpen) lines.prompt()
    }
  } finally {
    signal.removeEventListener('abort', close)
    lines.close()
  }
}

async function answerLine(
  question: string,
  { ask, report }: Pick<ConsoleDeps, 'ask' | 'report'>,
): Promise<string> {
  try {
    return showAnswer(await ask({ question, session: SESSION }))
  } catch (error) {
    if (error instanceof AppError) return error.message
    report(error)
    return consoleWording.failed
  }
}

/** An answer as a terminal shows it: text, warnings, then the numbered sources apart. */
export function showAnswer({ text, citations, warnings }: Answer): string {
  const lines = [text, ...warnings.map(({ message }) => consoleWording.warning(message))]
  if (citations.length > 0) lines.push('')
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
