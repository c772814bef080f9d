// A judicial interpretation was filed under 甘肃省成县 because its last article said 造成县级….
import { expect, it } from 'vitest'
import { structureDocument } from '../../ingest/structure/structure.ts'

it('gives a national document no place for a county read into its words', () => {
  const text =
    '办理案件若干规定\n第一条 造成县级以上单位停产的，应当报告。\n第二条 造成县城停电的，从其规定。'
  expect(structureDocument({ text, format: 'txt', source: 'x.txt' }).metadata.jurisdiction).toBeNull()
})
