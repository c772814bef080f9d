/**
 * Puts an answer together from chosen articles: which sentences are quoted, how they are numbered, what the text says. In:
 * hits, best first. Out: text and citations; number n in the text is citation n.
 */
import type { Citation } from '../model/answer.ts'
import type { UnderstoodQuestion } from '../question/question.ts'
import type { Hit, ScoredSentence } from '../retrieval/retriever.ts'
import { citeSentence, type CitationSources } from './cite.ts'
import { excerpt } from './excerpt.ts'
import { chooseQuotes } from './quotes.ts'
import { answerWording, nameArticle } from './wording.ts'

export interface ComposeInput {
  readonly hits: readonly Hit[]
  readonly question: UnderstoodQuestion
  /** Words searched for. */
  readonly words: string
  /** One hit for each of several places, all equally asked for. */
  readonly comparing: boolean
  readonly sources: CitationSources
}

export interface Composed {
  readonly text: string
  readonly citations: readonly Citation[]
}

/** Sentences of an article that is quoted in full measure, and of one that stands beside it. */
const QUOTES = { main: 3, beside: 1 } as const

interface Quote {
  readonly hit: Hit
  readonly sentence: ScoredSentence
  readonly number: number
}

export function compose(input: ComposeInput): Composed {
  const quotes = numberQuotes(input)
  const lines = input.hits.map((hit, i) => {
    const line = describeArticle(
      hit,
      quotes.filter(quote => quote.hit === hit),
      input,
    )
    return i === 1 && !input.comparing ? `${answerWording.related}\n${line}` : line
  })
  const citations = quotes.map(({ hit, sentence }) => citeSentence(hit.article, sentence, input.sources))
  return { text: lines.join('\n'), citations }
}

/** The best sentence of each article comes first, so that three articles stand among the first three citations. */
function numberQuotes({ hits, question, comparing }: ComposeInput): Quote[] {
  const chosen = hits.map((hit, i) => {
    const sentences = chooseQuotes(hit, question.wants, i === 0 || comparing ? QUOTES.main : QUOTES.beside)
    return { hit, sentences: sentences.toSorted((a, b) => b.score - a.score) }
  })
  const best = chosen.flatMap(({ hit, sentences }) =>
    sentences.slice(0, 1).map(sentence => ({ hit, sentence })),
  )
  const further = chosen.flatMap(({ hit, sentences }) =>
    sentences.slice(1).map(sentence => ({ hit, sentence })),
  )
  return [...best, ...further].map((quote, i) => ({ ...quote, number: i + 1 }))
}

function describeArticle(
  hit: Hit,
  quotes: readonly Quote[],
  { question, words, sources }: ComposeInput,
): string {
  const document = sources.documents().get(hit.article.documentId)
  const where = document === undefined ? hit.article.label : nameArticle(document, hit.article)
  const inOrder = quotes.toSorted((a, b) => a.sentence.start - b.sentence.start)
  const quoted = inOrder.map(({ sentence, number }) =>
    answerWording.quote(excerpt({ sentence: sentence.text, words, fact: question.fact }), number),
  )
  return `${answerWording.lead(where)}${quoted.join('')}`
}
