import { BaseRetriever } from '@langchain/core/retrievers'
import { RunnableLambda } from '@langchain/core/runnables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Library } from '../../../knowledge/library.ts'
import { XuefaRetriever } from '../../../knowledge/retrieval/langchain.ts'
import { libraryOf, SAMPLES, type TestLibrary } from '../answer/samples.ts'

let opened: TestLibrary
let library: Library
beforeAll(async () => {
  opened = await libraryOf([SAMPLES])
  library = opened.library
})
afterAll(async () => {
  await opened.dispose()
})

describe('XuefaRetriever', () => {
  it('is a LangChain retriever that answers articles, best first', async () => {
    const retriever = new XuefaRetriever({ library, count: 4 })
    expect(retriever).toBeInstanceOf(BaseRetriever)
    const documents = await retriever.invoke('学法档案保存期限是多少年？')
    expect(documents).toHaveLength(4)
    expect(documents[0]?.pageContent).toContain('学法档案保存期限不少于5年')
    const scores = documents.map(({ metadata }) => metadata.score)
    expect([...scores].sort((a, b) => b - a)).toEqual(scores)
  })

  it('gives every article with a citation that can be checked', async () => {
    const documents = await new XuefaRetriever({ library }).invoke('会前学法每年几次')
    expect(documents).toHaveLength(5)
    for (const { id, pageContent, metadata } of documents) {
      const text = library.textOf(metadata.document.id as never)
      expect(text.slice(metadata.start, metadata.end)).toBe(metadata.quote)
      expect(text.slice(metadata.article.start, metadata.article.end)).toBe(pageContent)
      expect(pageContent).toContain(metadata.quote)
      expect(id).toMatch(/^\w+-/)
    }
  })

  it('goes into a chain like any other', async () => {
    const quotes = RunnableLambda.from((documents: { metadata: { quote: string } }[]) =>
      documents.map(({ metadata }) => metadata.quote),
    )
    const chain = new XuefaRetriever({ library, count: 2 }).pipe(quotes)
    expect(await chain.invoke('学法档案保存期限')).toHaveLength(2)
  })

  it('tells listeners that it starts and ends', async () => {
    const heard: string[] = []
    const callbacks = [
      {
        handleRetrieverStart: () => void heard.push('start'),
        handleRetrieverEnd: () => void heard.push('end'),
        awaitHandlers: true,
      },
    ]
    await new XuefaRetriever({ library }).invoke('年度报告', { callbacks })
    expect(heard).toEqual(['start', 'end'])
  })

  it('understands traditional characters', async () => {
    const [best] = await new XuefaRetriever({ library }).invoke('學法檔案保存期限')
    expect(best?.pageContent).toContain('学法档案保存期限')
  })

  it('takes the place from the question, else from its setting', async () => {
    const outside = new XuefaRetriever({ library, scope: '海淀区' })
    expect(await outside.invoke('年度报告什么时候公布')).toEqual([])
    expect(await outside.invoke('清渠区年度报告什么时候公布')).not.toEqual([])
    expect(await new XuefaRetriever({ library }).invoke('海淀区年度报告什么时候公布')).toEqual([])
  })

  it('finds nothing for a question without a word', async () => {
    expect(await new XuefaRetriever({ library }).invoke('？！')).toEqual([])
  })

  it.each([0, -1, 1.5, NaN])('refuses %s articles', count => {
    expect(() => new XuefaRetriever({ library, count })).toThrow(RangeError)
  })
})
