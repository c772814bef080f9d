/**
 * Articles cut into sentences and grams, ready to be scored; cutting takes longer than everything else in a search, so it
 * is done once for each article object. In: an article. Out: its sentences. Scores are none of its business.
 */
import type { Span, StoredArticle } from '../model/document.ts'
import { splitSentences } from '../text/sentences.ts'
import { gramKeys } from '../text/tokenize.ts'

/** A sentence of an article; offsets count from the article's start, the label in front left out. */
export interface PreparedSentence extends Span {
  readonly text: string
  readonly grams: readonly number[]
}

export type Preparer = (article: StoredArticle) => readonly PreparedSentence[]

/** What is prepared lives as long as the article object it was made of. */
export function createPreparer(): Preparer {
  const prepared = new WeakMap<StoredArticle, readonly PreparedSentence[]>()
  return article => {
    const known = prepared.get(article)
    if (known !== undefined) return known
    const sentences = prepare(article)
    prepared.set(article, sentences)
    return sentences
  }
}

function prepare(article: StoredArticle): PreparedSentence[] {
  return splitSentences(article.text).map(({ start, end }) => {
    // The label says where, not what: a quote begins behind it.
    const isFirst = start === 0 && article.label !== ''
    const from = isFirst ? labelEnd(article, end) : start
    const text = article.text.slice(from, end)
    return { start: from, end, text, grams: gramKeys(text) }
  })
}

/** Where the words begin behind the label and the Markdown or table marks around it; 0 where there is no label. */
function labelEnd({ label, text }: StoredArticle, sentenceEnd: number): number {
  const marks = /^[\s#*_>|-]*/.exec(text)?.[0].length ?? 0
  if (!text.startsWith(label, marks)) return 0
  const after = marks + label.length
  const end = after + (/^[\s*_|]*/.exec(text.slice(after, sentenceEnd))?.[0].length ?? 0)
  return end < sentenceEnd ? end : 0
}
