import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBlank } from '../../../knowledge/text/fold.ts'
import { splitSentences } from '../../../knowledge/text/sentences.ts'

const RUNS = { numRuns: 500, seed: 20260102 }
const piece = fc.constantFrom(
  '各部门应当按时报送材料',
  '。',
  '！',
  '？',
  '；',
  '，',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u2029',
  '\f',
  ' ',
  '\u3000',
  '”',
  '）',
  '（一）',
  '责任单位：区司法局',
  '\u200b',
  'x',
  '.',
  '第一条 ',
  '\t',
)
const anyText = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''))
const split = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe('sentences as spans', () => {
  it('hold every visible character exactly once, in order', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), text => {
        let position = 0
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(position)
          expect(end).toBeGreaterThan(start)
          expect(isBlank(text.slice(position, start))).toBe(true)
          position = end
        }
        expect(isBlank(text.slice(position))).toBe(true)
      }),
      RUNS,
    )
  })

  it('have no blanks at either end', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const sentence of split(text)) expect(sentence).toBe(sentence.trim())
      }),
      RUNS,
    )
  })

  it('end at a full stop with the quotes and brackets that close there', () => {
    expect(split('他说：“按时办结。”随后离开。（完）')).toEqual([
      '他说：“按时办结。”',
      '随后离开。',
      '（完）',
    ])
  })

  it('end at semicolons, question and exclamation marks of either width', () => {
    expect(split('甲；乙;丙！丁？戊')).toEqual(['甲；', '乙;', '丙！', '丁？', '戊'])
  })

  it('go on over a line break in mid-sentence', () => {
    expect(split('各单位应当在每年一月底前将上一年度总结，\n报送区司法局。')).toEqual([
      '各单位应当在每年一月底前将上一年度总结，\n报送区司法局。',
    ])
  })

  it('stop at the end of a heading and of a field', () => {
    expect(split('第一章 总则\n责任单位：区司法局\n各单位应当报送。')).toEqual([
      '第一章 总则',
      '责任单位：区司法局',
      '各单位应当报送。',
    ])
  })

  it('stop at a blank line even where no full stop stands', () => {
    expect(split('各单位应当在每年一月底前报送，并抄送区委办公室\n\n另有规定的除外。')).toHaveLength(2)
  })

  it('know every line end that the clean stage knows', () => {
    for (const lineEnd of ['\n', '\r\n', '\r', '\u2028', '\u2029', '\f', '\v'])
      expect(split(`总则${lineEnd}附则`)).toEqual(['总则', '附则'])
  })
})
