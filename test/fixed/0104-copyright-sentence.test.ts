// A paragraph of a statute that begins 著作权归… was missing from the article: it had been taken for a page footer.
import { expect, it } from 'vitest'
import { structureDocument } from '../../ingest/structure/structure.ts'

it('keeps a sentence about copyright in its article', () => {
  const text = '第一条 作品的著作权依照本法确定。\n著作权归合作作者共同享有。\n第二条 本法自公布之日起施行。'
  const { articles, furniture } = structureDocument({ text, format: 'txt', source: 'x.txt' })
  expect(furniture).toEqual([])
  expect(text.slice(articles[0]?.start, articles[0]?.end)).toContain('共同享有')
})
