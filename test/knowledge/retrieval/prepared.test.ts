import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArticleId, DocumentId, StoredArticle } from '../../../knowledge/model/document.ts'
import { createPreparer } from '../../../knowledge/retrieval/prepared.ts'
import { gramKeys } from '../../../knowledge/text/tokenize.ts'

function article(id: string, text: string, label = ''): StoredArticle {
  return {
    id: id as ArticleId,
    documentId: 'd' as DocumentId,
    position: 0,
    label,
    expectedLabel: null,
    heading: null,
    path: [],
    fields: [],
    start: 100,
    end: 100 + text.length,
    text,
  }
}

describe('createPreparer', () => {
  it('cuts every article into sentences that stand where they say', () => {
    const text = fc
      .array(fc.constantFrom('第三条', ' ', '\n', '。', '，', '学法', '责任单位:司法局', '；'), {
        maxLength: 25,
      })
      .map(parts => parts.join(''))
    const prepare = createPreparer()
    fc.assert(
      fc.property(text, fc.constantFrom('', '第三条'), (content, label) => {
        for (const { start, end, text: sentence, grams } of prepare(
          article(`x${content}${label}`, content, label),
        )) {
          expect(sentence).toBe(content.slice(start, end))
          expect(grams).toEqual(gramKeys(sentence))
        }
      }),
      { seed: 20260302, numRuns: 200 },
    )
  })

  it('leaves the label out, unless it is all there is', () => {
    const prepare = createPreparer()
    expect(prepare(article('a', '第三条 每年学法。再学。', '第三条')).map(({ text }) => text)).toEqual([
      '每年学法。',
      '再学。',
    ])
    expect(prepare(article('b', '第三条', '第三条')).map(({ text }) => text)).toEqual(['第三条'])
  })

  it('cuts an article once, and another version of it anew', () => {
    const prepare = createPreparer()
    const once = article('a', '每年学法。')
    expect(prepare(once)).toBe(prepare(once))
    expect(prepare(article('a', '每季学法。'))[0]?.text).toBe('每季学法。')
  })
})
