// In codes with 编, 章 and 节 the last article of a section was shown with the next section's heading at its end.
import { expect, it } from 'vitest'
import { structureDocument } from '../../ingest/structure/structure.ts'

it('ends an article before the heading of the next section', () => {
  const text = '第一编 总则\n第一章 自然人\n第一节 能力\n第一条 甲。\n第二节 监护\n第二条 乙。'
  const { articles } = structureDocument({ text, format: 'txt', source: 'x.txt' })
  expect(articles.map(({ start, end }) => text.slice(start, end))).toEqual(['第一条 甲。', '第二条 乙。'])
})
