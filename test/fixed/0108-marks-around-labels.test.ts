// An answer from a Markdown rule began with “**第九条** 会前学法…”, marks and label included.
import { expect, it } from 'vitest'
import { type ArticleId, type DocumentId, type StoredArticle } from '../../knowledge/model/document.ts'
import { createPreparer } from '../../knowledge/retrieval/prepared.ts'

function articleOf(label: string, text: string): StoredArticle {
  return {
    id: 'd-a-1' as ArticleId,
    documentId: 'd' as DocumentId,
    position: 0,
    label,
    expectedLabel: null,
    heading: null,
    path: [],
    fields: [],
    start: 10,
    end: 10 + text.length,
    text,
  }
}

it.each([
  ['第九条', '**第九条** 会前学法每月至少1次。', '会前学法每月至少1次。'],
  ['第一条', '第一条 为了规范学法，制定本办法。', '为了规范学法，制定本办法。'],
  ['6', '| 6 | 跟班指导不少于12学时 | 区司法局 |', '跟班指导不少于12学时 | 区司法局 |'],
  ['12.', '12.完善制度。', '完善制度。'],
])('quotes begin behind the label %s and its marks', (label, text, words) => {
  const [first] = createPreparer()(articleOf(label, text))
  expect(first?.text).toBe(words)
  expect(text.slice(first?.start, first?.end)).toBe(words)
})

it('keeps a sentence that does not open with the label', () => {
  const [first] = createPreparer()(articleOf('结尾', '本办法自印发之日起施行。'))
  expect(first?.text).toBe('本办法自印发之日起施行。')
})
