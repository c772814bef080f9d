/**
 * `xuefa eval <qa.jsonl>`: answers a question set and prints the measures. A line names what must be cited:
 * {id, question, gold: [{source, quote}], session?, prev?, style?}; an empty gold means that an honest answer declines.
 * Fields of other tools, a place among them, are passed over: the question alone is asked.
 */
import { z } from 'zod'
import type { Answer } from '../knowledge/model/answer.ts'
import type { DocumentId } from '../knowledge/model/document.ts'
import type { Library } from '../knowledge/library.ts'
import { foldText } from '../knowledge/text/fold.ts'
import { write } from './output.ts'
import { readJsonLines } from './json-lines.ts'
import { withLibraryToAsk } from './open.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

const goldLine = z.object({
  id: z.string(),
  question: z.string(),
  style: z.string().optional(),
  session: z.string().nullish(),
  /** Id of the question before in one conversation. */
  prev: z.string().nullish(),
  gold: z.array(z.object({ source: z.string().optional(), doc: z.string().optional(), quote: z.string() })),
})
type GoldLine = z.infer<typeof goldLine>

export interface Measures {
  readonly questions: number
  readonly answerable: number
  readonly hitAt1: number
  readonly hitAt3: number
  readonly answerableDeclined: number
  readonly unanswerable: number
  readonly unanswerableDeclined: number
  readonly p95Ms: number
}

interface Outcome {
  readonly line: GoldLine
  readonly answer: Answer
  /** Place of the first citation whose article holds a gold quote, from 0; -1 for none. */
  readonly rank: number
}

export async function evalCommand(context: Context, file: string): Promise<ExitCode> {
  const lines = readJsonLines(file, goldLine)
  return withLibraryToAsk(context, async library => {
    const outcomes = await answerAll(library, lines)
    const overall = measure(outcomes)
    const styles = [...new Set(lines.flatMap(({ style }) => (style === undefined ? [] : [style])))]
    const groups = styles.map(
      style => [style, measure(outcomes.filter(({ line }) => line.style === style))] as const,
    )
    const text = [['全部', overall] as const, ...groups].map(([name, m]) => describe(name, m)).join('')
    write(context, { overall, byStyle: Object.fromEntries(groups) }, text)
    return EXIT.done
  })
}

async function answerAll(library: Library, lines: readonly GoldLine[]): Promise<Outcome[]> {
  const sessions = new Map<string, string>()
  const outcomes: Outcome[] = []
  for (const line of lines) {
    const session = line.session ?? sessions.get(line.prev ?? '') ?? line.id
    sessions.set(line.id, session)
    const { answer } = await library.ask({ question: line.question, session })
    outcomes.push({ line, answer, rank: rankOf(line, answer, id => library.textOf(id)) })
  }
  return outcomes
}

function rankOf(line: GoldLine, answer: Answer, textOf: (id: DocumentId) => string): number {
  return answer.citations.findIndex(citation => {
    const article = textOf(citation.document.id as DocumentId).slice(
      citation.article.start,
      citation.article.end,
    )
    return line.gold.some(({ source, doc, quote }) => {
      const sameFile = citation.document.source.startsWith(source ?? doc ?? '')
      return sameFile && squeeze(article).includes(squeeze(quote))
    })
  })
}

function squeeze(text: string): string {
  return foldText(text).replace(/\s+/g, '')
}

export function measure(outcomes: readonly Outcome[]): Measures {
  const answerable = outcomes.filter(({ line }) => line.gold.length > 0)
  const unanswerable = outcomes.filter(({ line }) => line.gold.length === 0)
  const share = (part: readonly unknown[], whole: readonly unknown[]): number =>
    whole.length === 0 ? 0 : part.length / whole.length
  const times = outcomes.map(({ answer }) => answer.elapsedMs).sort((a, b) => a - b)
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    hitAt1: share(
      answerable.filter(({ rank }) => rank === 0),
      answerable,
    ),
    hitAt3: share(
      answerable.filter(({ rank }) => rank >= 0 && rank < 3),
      answerable,
    ),
    answerableDeclined: share(
      answerable.filter(({ answer }) => answer.status === 'declined'),
      answerable,
    ),
    unanswerable: unanswerable.length,
    unanswerableDeclined: share(
      unanswerable.filter(({ answer }) => answer.status === 'declined'),
      unanswerable,
    ),
    p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
  }
}

function describe(name: string, m: Measures): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)}%`
  return (
    `${name}：${m.questions} 题；有答案 ${m.answerable} 题，首条命中 ${percent(m.hitAt1)}，前三条命中 ${percent(m.hitAt3)}，` +
    `误拒 ${percent(m.answerableDeclined)}；无答案 ${m.unanswerable} 题，正确拒答 ${percent(m.unanswerableDeclined)}；` +
    `用时 p95 ${m.p95Ms.toFixed(1)} 毫秒\n`
  )
}
