import { describe, expect, it } from 'vitest'
import type { ArticleId, DocumentId, StoredArticle } from '../../../knowledge/model/document.ts'
import { createRecentArticles } from '../../../knowledge/retrieval/recent-articles.ts'

/** A source that remembers what it was asked for; every article has ten characters. */
function sourceOf(ids: readonly string[]) {
  const asked: string[][] = []
  const state = { revision: 1, known: new Set(ids) }
  return {
    asked,
    state,
    revision: () => state.revision,
    articles(wanted: readonly ArticleId[]): StoredArticle[] {
      asked.push([...wanted])
      return wanted.filter(id => state.known.has(id)).map(id => article(id))
    },
  }
}

function article(id: ArticleId): StoredArticle {
  return {
    id,
    documentId: 'd' as DocumentId,
    position: 0,
    label: '',
    expectedLabel: null,
    heading: null,
    path: [],
    fields: [],
    start: 0,
    end: 10,
    text: '每年十二月前报告一次',
  }
}

function idsOf(articles: readonly StoredArticle[]): string[] {
  return articles.map(({ id }) => id)
}

const ids = (text: string): ArticleId[] => text.split(' ') as ArticleId[]

describe('createRecentArticles', () => {
  it('reads an article once, and answers in the order asked for', () => {
    const source = sourceOf(['a', 'b', 'c'])
    const articles = createRecentArticles(source)
    const [first] = articles(ids('b a'))
    expect(idsOf(articles(ids('c a b')))).toEqual(['c', 'a', 'b'])
    expect(source.asked).toEqual([['b', 'a'], ['c']])
    expect(articles(ids('b'))[0]).toBe(first)
  })

  it('leaves out what is not known', () => {
    expect(idsOf(createRecentArticles(sourceOf(['a']))(ids('x a y')))).toEqual(['a'])
  })

  it('reads everything anew after the documents have changed', () => {
    const source = sourceOf(['a'])
    const articles = createRecentArticles(source)
    articles(ids('a'))
    source.state.revision = 2
    source.state.known.clear()
    expect(articles(ids('a'))).toEqual([])
  })

  it('forgets the longest unused when there is no room, and still answers all that is asked for', () => {
    const source = sourceOf(['a', 'b', 'c'])
    const articles = createRecentArticles(source, 20)
    articles(ids('a'))
    articles(ids('b'))
    articles(ids('a'))
    articles(ids('c'))
    source.asked.length = 0
    articles(ids('a c'))
    expect(source.asked).toEqual([])
    expect(idsOf(articles(ids('a b c')))).toEqual(['a', 'b', 'c'])
    expect(source.asked).toEqual([['b']])
  })
})
