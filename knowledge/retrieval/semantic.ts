/** Nearness in meaning: the question embedded, its nearest passages, the best one of each article. */
import type { ArticleId, DocumentId } from '../model/document.ts'
import type { SemanticSearch } from './retriever.ts'
import type { PassageIndex } from '../vectors/index.ts'

export interface QueryEmbedder {
  embedQuery(text: string): Promise<number[]>
}

/** Several passages of one article may be near; this many times the wanted articles are looked at. */
const PASSAGES_PER_ARTICLE = 3

export function createSemanticSearch(model: QueryEmbedder, passages: PassageIndex): SemanticSearch {
  return async (words, { count, allow }) => {
    if (passages.size === 0) return []
    const vector = Float32Array.from(await model.embedQuery(words))
    const allowed =
      allow === null ? undefined : (id: ArticleId) => allow.has(id.slice(0, id.indexOf('-')) as DocumentId)
    const best = new Map<ArticleId, { readonly article: ArticleId; readonly similarity: number }>()
    for (const hit of passages.search(vector, count * PASSAGES_PER_ARTICLE, allowed)) {
      const { articleId, similarity } = hit
      if (!best.has(articleId)) best.set(articleId, { article: articleId, similarity })
    }
    return [...best.values()].slice(0, count)
  }
}
