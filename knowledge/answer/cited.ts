/** The numbered citations of an answer under way. In: citations as they are needed. Out: their numbers; each stands once. */
import { type Citation } from '../model/answer.ts'
import { type Span } from '../model/document.ts'
import { splitSentences } from '../text/sentences.ts'

export interface CitedList {
  /** The number of the citation, from 1. */
  number(citation: Citation): number
  readonly all: readonly Citation[]
}

export function createCitedList(first: readonly Citation[] = []): CitedList {
  const all = [...first]
  return {
    all,
    number(citation) {
      const known = all.findIndex(other => holds(other, citation))
      return known >= 0 ? known + 1 : all.push(citation)
    },
  }
}

function holds(outer: Citation, inner: Citation): boolean {
  return outer.document.id === inner.document.id && outer.start <= inner.start && outer.end >= inner.end
}

/** The sentences of the same article that hold the span, as a citation. */
export function citeAround(citation: Citation, span: Span, documentText: string): Citation {
  const { article } = citation
  const sentences = splitSentences(documentText.slice(article.start, article.end))
    .map(({ start, end }) => ({ start: start + article.start, end: end + article.start }))
    .filter(({ start, end }) => start < span.end && end > span.start)
  const start = Math.min(span.start, ...sentences.map(sentence => sentence.start))
  const end = Math.max(span.end, ...sentences.map(sentence => sentence.end))
  return { ...citation, start, end, quote: documentText.slice(start, end) }
}
