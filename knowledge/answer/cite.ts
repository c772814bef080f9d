/**
 * Sentences → citations. In: an article, a span and the document's text. Out: a citation whose quote is, checked, the
 * exact slice of the text: an answer that cannot be proved is a defect and fails loudly.
 */
import type { Citation } from '../model/answer.ts'
import type { DocumentId, Span, StoredArticle, StoredDocument } from '../model/document.ts'

export interface CitationSources {
  readonly documents: () => ReadonlyMap<DocumentId, StoredDocument>
  readonly textOf: (id: DocumentId) => string
}

/** @throws {RangeError} where the span does not lie in the article or the text has changed under it. */
export function citeSentence(article: StoredArticle, span: Span, sources: CitationSources): Citation {
  const document = sources.documents().get(article.documentId)
  if (document === undefined) throw new RangeError(`article ${article.id} belongs to no known document`)
  if (span.start < article.start || span.end > article.end)
    throw new RangeError(`span outside article ${article.id}`)
  const quote = article.text.slice(span.start - article.start, span.end - article.start)
  if (sources.textOf(article.documentId).slice(span.start, span.end) !== quote) {
    throw new RangeError(`article ${article.id} does not stand where it says`)
  }
  const { id, title, source, jurisdiction } = document
  const { label, heading, path, start, end } = article
  return {
    document: { id, title, source, jurisdiction },
    article: { label, heading, path, start, end },
    start: span.start,
    end: span.end,
    quote,
  }
}
