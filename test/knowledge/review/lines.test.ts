import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../knowledge/review/lines.ts'

describe('an excerpt of a line', () => {
  it('cuts a long line around the words and says where they stand in it', () => {
    const text = `短行\n${'甲'.repeat(100)}每年31日前${'乙'.repeat(100)}\n`
    const start = text.indexOf('每年')
    const { words, mark } = linesOf(text).excerpt({ start, end: start + 6 })
    expect(words).toBe(`…${'甲'.repeat(40)}每年31日前${'乙'.repeat(40)}…`)
    expect(words.slice(...mark)).toBe('每年31日前')
  })

  it('leaves blanks around a short line out', () => {
    expect(linesOf('  　每年31日前  \n').excerpt({ start: 3, end: 9 })).toEqual({
      words: '每年31日前',
      mark: [0, 6],
    })
  })

  it('marks exactly the part of the span that lies in its first line, whatever the text', () => {
    const piece = fc.constantFrom('甲', '乙', ' ', '　', '\n', '\r\n', '\u2028', '7', '𠮷')
    const texts = fc.array(piece, { maxLength: 200 }).map(pieces => pieces.join(''))
    const cases = fc.tuple(texts, fc.nat(), fc.nat({ max: 30 }))
    fc.assert(
      fc.property(cases, ([text, at, length]) => {
        const start = at % (text.length + 1)
        const end = Math.min(text.length, start + length)
        const lines = linesOf(text)
        const line = lines.spanOf(lines.numberAt(start))
        const { words, mark } = lines.excerpt({ start, end })
        expect(words.slice(...mark)).toBe(text.slice(start, Math.max(start, Math.min(end, line.end))))
        expect(words).not.toContain('\n')
      }),
      { seed: 20261125, numRuns: 2000 },
    )
  })
})
