import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineCounter, splitLines } from '../../../ingest/clean/lines.ts'
import { foldText, isBlank } from '../../../knowledge/text/fold.ts'

const RUNS = { numRuns: 400, seed: 20260201 }
const piece = fc.constantFrom(
  '第一章　总则',
  '（一）',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u2029',
  '\f',
  ' ',
  '\u3000',
  '\u200b',
  '\ufeff',
  '# ',
  '## ',
  '- ',
  '> ',
  '**',
  '__',
  '---',
  '|',
  '\t',
  '正文。',
  '1. ',
  '\ud800',
)
const anyText = fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join(''))
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g
const texts = (source: string, format: 'txt' | 'md' = 'txt'): string[] =>
  splitLines(source, format).map(line => line.text)

describe('lines', () => {
  it('of plain text stand in the source exactly where they say', () => {
    fc.assert(
      fc.property(anyText, source => {
        for (const line of splitLines(source, 'txt')) {
          const there = source.slice(line.textStart, line.textStart + line.text.length)
          expect(foldText(there).replace(INVISIBLE, ' ')).toBe(line.text)
          expect([line.start, line.end]).toEqual([line.textStart, line.textStart + line.text.length])
        }
      }),
      RUNS,
    )
  })

  it('of Markdown differ from the source only where marks became blanks', () => {
    fc.assert(
      fc.property(anyText, source => {
        for (const line of splitLines(source, 'md')) {
          expect(line.textStart).toBeGreaterThanOrEqual(line.start)
          for (let i = 0; i < line.text.length; i++) {
            const written = foldText(source.charAt(line.textStart + i))
            if (line.text.charAt(i) !== written) expect(line.text.charAt(i)).toBe(' ')
          }
        }
      }),
      RUNS,
    )
  })

  it('together hold every visible character, in order and once', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('txt' as const, 'md' as const), (source, format) => {
        let position = 0
        for (const line of splitLines(source, format)) {
          expect(isBlank(source.slice(position, line.start))).toBe(true)
          position = line.end
        }
        expect(isBlank(source.slice(position))).toBe(true)
      }),
      RUNS,
    )
  })

  it('end at every kind of line end', () => {
    expect(texts('甲\n乙\r\n丙\r丁\u2028戊\u2029己\f庚\v辛')).toEqual([
      '甲',
      '乙',
      '丙',
      '丁',
      '戊',
      '己',
      '庚',
      '辛',
    ])
  })

  it('count blank lines and remember that one stands above', () => {
    const lines = splitLines('甲\n\n \u3000\n乙\r\n丙', 'txt')
    expect(lines.map(line => [line.number, line.blankBefore])).toEqual([
      [1, true],
      [4, true],
      [5, false],
    ])
  })

  it('lose zero-width characters and odd blanks at their edges', () => {
    expect(texts('\ufeff\u3000\u3000（一）总体要求\u200b \n')).toEqual(['(一)总体要求'])
  })

  it('of plain text keep what would be marks in Markdown', () => {
    expect(texts('# 甲\n- 乙\n**丙**')).toEqual(['# 甲', '- 乙', '**丙**'])
  })
})

describe('Markdown', () => {
  it('headings know their depth and lose their hashes', () => {
    const lines = splitLines('# 办法\n###### 附则\n####### 七个\n#无空格', 'md')
    expect(lines.map(line => [line.headingDepth, line.text])).toEqual([
      [1, '办法'],
      [6, '附则'],
      [0, '####### 七个'],
      [0, '#无空格'],
    ])
  })

  it('emphasis, bullets and quotation marks are set aside, labels stay', () => {
    expect(texts('**第一条** 为了…\n- (一)甲\n> 2. 乙\n* 丙', 'md')).toEqual([
      '第一条   为了…',
      '(一)甲',
      '2. 乙',
      '丙',
    ])
  })

  it('a line of nothing but marks is still a line', () => {
    expect(splitLines('**\n# ', 'md')).toHaveLength(2)
  })
})

describe('line numbers', () => {
  it('of an offset equal the number of the line it stands in', () => {
    fc.assert(
      fc.property(anyText, source => {
        const lineAt = lineCounter(source)
        for (const line of splitLines(source, 'txt')) expect(lineAt(line.start)).toBe(line.number)
      }),
      RUNS,
    )
  })
})
