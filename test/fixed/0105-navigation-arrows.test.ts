// Reading a page with a line of 200 arrows never ended: the pattern for navigation lines tried every way to cut it.
import { expect, it } from 'vitest'
import { structureDocument } from '../../ingest/structure/structure.ts'

it('reads a line of arrows', () => {
  const text = `${'>'.repeat(200)}。\n正文。`
  expect(structureDocument({ text, format: 'txt', source: 'x.txt' }).units.length).toBeGreaterThan(0)
})
