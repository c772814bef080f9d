/**
 * Articles cut into sentences and grams, ready to be scored; the recently used ones are kept, since cutting takes longer
 * than everything else in a search. In: an article. Out: its sentences. Scores are none of its business.
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

/** Characters of articles kept by default: the articles of a small library, and some 25 MB. */
const KEPT_CHARACTERS = 1_000_000

interface Kept {
  readonly text: string
  readonly sentences: readonly PreparedSentence[]
}

/** @param keptCharacters characters of article text kept; the last article stays even where it alone is longer. */
export function createPreparer(keptCharacters: number = KEPT_CHARACTERS): Preparer {
  // A Map iterates in the order of insertion; taking an article inserts it anew, so the first is the longest unused.
  const kept = new Map<string, Kept>()
  let characters = 0
  const drop = (id: string): void => {
    characters -= kept.get(id)?.text.length ?? 0
    kept.delete(id)
  }
  return article => {
    const known = kept.get(article.id)
    // An id outlives its text only where documents change under an iteration, and a stale quote would be a wrong one.
    const entry = known?.text === article.text ? known : { text: article.text, sentences: prepare(article) }
    drop(article.id)
    kept.set(article.id, entry)
    characters += entry.text.length
    for (const oldest of kept.keys()) {
      if (characters <= keptCharacters || kept.size === 1) break
      drop(oldest)
    }
    return entry.sentences
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

/** Behind the label, Markdown and table marks around it included. */
function labelEnd({ label, text }: StoredArticle, sentenceEnd: number): number {
  const marks = /^[\s#*_>|-]*/.exec(text)?.[0].length ?? 0
  if (!text.startsWith(label, marks)) return 0
  const after = marks + label.length
  const end = after + (/^[\s*_|]*/.exec(text.slice(after, sentenceEnd))?.[0].length ?? 0)
  return end < sentenceEnd ? end : 0
}
