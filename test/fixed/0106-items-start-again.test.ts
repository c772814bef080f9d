// "（三）" under a new article was reported as used twice, and "（四）" as a damaged "（十四）": lists did not start again under 条.
import { expect, it } from 'vitest'
import { structureDocument } from '../../ingest/structure/structure.ts'

it('starts the list of items again under every article', () => {
  const items = (numerals: string): string => [...numerals].map(numeral => `（${numeral}）甲；`).join('\n')
  const thirteen = `${items('一二三四五六七八九十')}\n（十一）甲；\n（十二）甲；\n（十三）甲。`
  const text = `第一条 有下列事项：\n${thirteen}\n第二条 有下列情形：\n乙；\n丙；\n丁；\n（四）戊。`
  const { units } = structureDocument({ text, format: 'txt', source: 'x.txt' })
  expect(units.slice(-4).map(unit => unit.expectedLabel ?? unit.label)).toEqual([
    '(一)',
    '(二)',
    '(三)',
    '(四)',
  ])
})
