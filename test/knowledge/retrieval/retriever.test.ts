import { describe, expect, it } from 'vitest'
import type { ArticleId, DocumentId, StoredArticle } from '../../../knowledge/model/document.ts'
import { LexicalIndexBuilder } from '../../../knowledge/retrieval/lexical-index.ts'
import {
  createRetriever,
  indexedText,
  type Retriever,
  type SemanticSearch,
} from '../../../knowledge/retrieval/retriever.ts'

interface Part {
  readonly id: string
  readonly text: string
  readonly label?: string
  readonly path?: readonly string[]
}

/** Articles whose ids begin with their document's, as the store makes them. */
function articlesFrom(parts: readonly Part[]): StoredArticle[] {
  return parts.map(({ id, text, label = '', path = [] }, position) => ({
    id: id as ArticleId,
    documentId: id.slice(0, id.indexOf('-')) as DocumentId,
    position,
    label,
    expectedLabel: null,
    heading: null,
    path,
    fields: [],
    start: 10,
    end: 10 + text.length,
    text,
  }))
}

function retrieverOver(parts: readonly Part[], semantic: SemanticSearch | null = null): Retriever {
  const articles = articlesFrom(parts)
  const builder = new LexicalIndexBuilder()
  for (const article of articles) builder.add(indexedText(article, ''))
  const index = builder.finish()
  const lexicon = {
    expand: (question: string) =>
      question.includes('红头文件') ? [{ official: '规范性文件', weight: 1 }] : [],
  }
  return createRetriever({
    articles: ids => ids.flatMap(id => articles.find(article => article.id === id) ?? []),
    index: () => ({ index, ids: articles.map(({ id }) => id) }),
    semantic,
    lexicon,
  })
}

const PARTS: readonly Part[] = [
  { id: 'plan-1', label: '第一条', text: '第一条 年度报告应当在三月前公布。报告由办公室起草。' },
  { id: 'plan-2', label: '第二条', text: '第二条 会前学法每年不少于四次。' },
  { id: 'rule-1', label: '第一条', text: '第一条 年度报告的格式由主管部门规定。' },
  { id: 'rule-2', label: '第二条', text: '第二条 规范性文件应当备案。' },
]

function only(...ids: string[]): ReadonlySet<DocumentId> {
  return new Set(ids as DocumentId[])
}

async function found(retriever: Retriever, words: string, options = {}): Promise<string[]> {
  const hits = await retriever.search(words, { count: 10, ...options })
  return hits.map(hit => hit.article.id)
}

describe('createRetriever', () => {
  it('puts the article with the words first, scores falling', async () => {
    const hits = await retrieverOver(PARTS).search('年度报告公布', { count: 10 })
    expect(hits[0]?.article.id).toBe('plan-1')
    const scores = hits.map(({ score }) => score)
    expect([...scores].sort((a, b) => b - a)).toEqual(scores)
  })

  it('answers at most as many as asked for', async () => {
    expect(await found(retrieverOver(PARTS), '年度报告', { count: 1 })).toHaveLength(1)
  })

  it('looks at allowed documents only', async () => {
    const retriever = retrieverOver(PARTS)
    expect(await found(retriever, '年度报告公布', { allow: only('rule') })).toEqual(['rule-1'])
    expect(await found(retriever, '年度报告公布', { allow: only() })).toEqual([])
  })

  it('finds an allowed article however many others fit better', async () => {
    const others = Array.from({ length: 200 }, (_, i) => ({ id: `other-${i}`, text: '年度报告公布' }))
    const retriever = retrieverOver([...others, { id: 'rule-1', text: '年度报告的格式，另行规定。' }])
    expect(await found(retriever, '年度报告公布', { allow: only('rule') })).toEqual(['rule-1'])
  })

  it('takes in documents of a wider place, below those of the place itself', async () => {
    const text = '年度报告应当公布。'
    const retriever = retrieverOver([
      { id: 'city-1', text },
      { id: 'town-1', text },
    ])
    const options = { allow: only('town'), wider: only('city') }
    expect(await found(retriever, '年度报告公布', options)).toEqual(['town-1', 'city-1'])
  })

  it('finds official words behind everyday ones', async () => {
    expect((await found(retrieverOver(PARTS), '红头文件'))[0]).toBe('rule-2')
  })

  it('finds by meaning what shares no word, and asks for allowed documents only', async () => {
    const asked: unknown[] = []
    const semantic: SemanticSearch = (words, { allow }) => {
      asked.push({ words, allow })
      return Promise.resolve([{ article: 'plan-2' as ArticleId, similarity: 0.8 }])
    }
    const hits = await retrieverOver(PARTS, semantic).search('鲸鱼', { count: 5, allow: only('plan') })
    expect(hits.map(hit => [hit.article.id, hit.similarity])).toEqual([['plan-2', 0.8]])
    expect(asked).toEqual([{ words: '鲸鱼', allow: only('plan') }])
  })

  it('leaves out an article that was removed after the index was made', async () => {
    const semantic: SemanticSearch = () =>
      Promise.resolve([{ article: 'gone-1' as ArticleId, similarity: 0.9 }])
    expect(await found(retrieverOver(PARTS, semantic), '年度报告公布')).not.toContain('gone-1')
  })

  it('answers sentences that stand where they say in the document, the label left out', async () => {
    const [hit] = await retrieverOver(PARTS).search('年度报告公布', { count: 1 })
    expect(hit?.sentences.map(({ text }) => text)).toEqual([
      '年度报告应当在三月前公布。',
      '报告由办公室起草。',
    ])
    for (const { start, end, text } of hit?.sentences ?? []) {
      expect(hit?.article.text.slice(start - 10, end - 10)).toBe(text)
    }
  })

  it('says how much of the question the article reaches, headings above included', async () => {
    const retriever = retrieverOver([{ id: 'a-1', path: ['会前学法'], text: '每年不少于四次。' }])
    const [hit] = await retriever.search('会前学法', { count: 1 })
    expect(hit?.reach).toBeCloseTo(1)
    expect(hit?.sentences[0]?.share).toBe(0)
  })

  it('ranks equal articles in the same order every time', async () => {
    const twins = ['d-3', 'd-1', 'd-2'].map(id => ({ id, text: '年度报告应当公布。' }))
    expect(await found(retrieverOver(twins), '年度报告')).toEqual(['d-1', 'd-2', 'd-3'])
  })

  it('finds nothing in an empty library and for words that nothing contains', async () => {
    expect(await found(retrieverOver([]), '年度报告')).toEqual([])
    expect(await found(retrieverOver(PARTS), '鲸鱼')).toEqual([])
  })
})
