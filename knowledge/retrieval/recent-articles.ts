/**
 * Articles used lately, kept in memory: questions come back to the same ones, and reading eighty from the database takes
 * longer than ranking them. In: ids. Out: articles, the same object each time. Nothing is kept over a change of the
 * documents.
 */
import type { ArticleId, StoredArticle } from '../model/document.ts'

export interface ArticleSource {
  revision(): number
  articles(ids: readonly ArticleId[]): readonly StoredArticle[]
}

/** Characters of article text kept by default: all of a small library, and with what is made of it some 40 MB. */
const KEPT_CHARACTERS = 1_000_000

/**
 * @param keptCharacters characters of article text kept; what one call asks for is answered even where it is longer.
 * @returns the articles in the order of the ids; an id that is not known (any more) is left out.
 */
export function createRecentArticles(
  source: ArticleSource,
  keptCharacters: number = KEPT_CHARACTERS,
): (ids: readonly ArticleId[]) => readonly StoredArticle[] {
  // A Map iterates in the order of insertion; taking an article inserts it anew, so the first is the longest unused.
  const kept = new Map<ArticleId, StoredArticle>()
  let characters = 0
  let revision: number | null = null

  function keep(article: StoredArticle): void {
    if (kept.delete(article.id)) characters -= article.text.length
    kept.set(article.id, article)
    characters += article.text.length
  }

  function dropOldest(): void {
    for (const [id, { text }] of kept) {
      if (characters <= keptCharacters) return
      kept.delete(id)
      characters -= text.length
    }
  }

  return ids => {
    const now = source.revision()
    if (now !== revision) {
      kept.clear()
      characters = 0
      revision = now
    }
    const missing = ids.filter(id => !kept.has(id))
    const read = missing.length === 0 ? [] : source.articles(missing)
    const found = new Map(read.map(article => [article.id, article]))
    const articles = ids.flatMap(id => kept.get(id) ?? found.get(id) ?? [])
    articles.forEach(keep)
    dropOldest()
    return articles
  }
}
