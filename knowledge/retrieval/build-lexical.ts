/** Builds the lexical index of everything in the store. In: documents and articles. Out: the index and its article ids. */
import type { StoredArticle, StoredDocument } from '../model/document.ts'
import type { StoredIndex } from './index-file.ts'
import { LexicalIndexBuilder } from './lexical-index.ts'
import { indexedText } from './retriever.ts'

export interface LexicalSource {
  revision(): number
  documents(): readonly StoredDocument[]
  eachArticle(): Iterable<StoredArticle>
}

/** @param onArticle called after each article, for progress. */
export function buildLexical(source: LexicalSource, onArticle: () => void = () => undefined): StoredIndex {
  const titles = new Map(source.documents().map(document => [document.id, document.title]))
  const builder = new LexicalIndexBuilder()
  const ids: string[] = []
  for (const article of source.eachArticle()) {
    builder.add(indexedText(article, titles.get(article.documentId) ?? ''))
    ids.push(article.id)
    onArticle()
  }
  return { index: builder.finish(), ids }
}
