import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PASSAGE_MAX, SENTENCE_MAX, splitPassages } from '../../../knowledge/store/index.ts'

function split(text: string): string[] {
  return splitPassages(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end))
}

const sentence = (length: number, end = '。'): string => '学'.repeat(length - end.length) + end

describe('cutting an article into passages', () => {
  it('keeps a short article whole', () => {
    expect(split('各单位每年至少学法四次;年底前报送情况。')).toEqual([
      '各单位每年至少学法四次;年底前报送情况。',
    ])
  })

  it('gathers sentences up to the limit and no further', () => {
    expect(split(sentence(80) + sentence(80))).toEqual([sentence(80) + sentence(80)])
    expect(split(sentence(80) + sentence(81))).toEqual([sentence(80), sentence(81)])
  })

  it.each(['。', ';', '\uff1b', '!', '\uff01', '?', '\uff1f', '\n', '\r\n'])('cuts after %j', end => {
    const first = sentence(100, end)
    expect(split(first + sentence(100))).toEqual([first.trim(), sentence(100)])
  })

  it('leaves a closing quote or bracket with its sentence', () => {
    const first = `“${sentence(120)}”`
    expect(split(first + sentence(100))).toEqual([first, sentence(100)])
  })

  it('leaves a long sentence whole', () => {
    const long = sentence(200) + sentence(SENTENCE_MAX)
    expect(split(long)).toEqual([sentence(200), sentence(SENTENCE_MAX)])
  })

  it('cuts an overlong sentence at commas', () => {
    const clause = sentence(100, '\uff0c')
    expect(split(clause.repeat(4) + sentence(50))).toEqual([clause, clause, clause, clause + sentence(50)])
  })

  it('cuts an overlong sentence without commas at the limit, but not through a character', () => {
    const text = `学${'𠮷'.repeat(300)}`
    const passages = split(text)
    expect(passages.join('')).toBe(text)
    expect(passages.every(passage => passage.length <= PASSAGE_MAX && !/\p{Surrogate}/u.test(passage))).toBe(
      true,
    )
  })

  it('answers nothing for blank text', () => {
    expect(split('')).toEqual([])
    expect(split(' \n\u3000\n')).toEqual([])
    expect(split(' '.repeat(1000))).toEqual([])
  })

  it('answers offsets in the whole text, for the range asked only', () => {
    const text = '前一条。  本条甲。后一条。'
    expect(splitPassages(text, { start: 4, end: 10 })).toEqual([{ start: 6, end: 10 }])
  })

  it('loses no character, keeps the order and the limits, for any text', () => {
    const piece = fc.constantFrom(
      '学',
      '法',
      '学习宪法',
      ',',
      '、',
      '。',
      ';',
      '?',
      '”',
      ' ',
      '\u3000',
      '\n',
      '\r\n',
      '𠮷',
      '1',
    )
    const text = fc.array(
      fc.oneof(
        piece,
        fc.nat(300).map(length => '长'.repeat(length)),
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(text, pieces => {
        const source = pieces.join('')
        const spans = splitPassages(source, { start: 0, end: source.length })
        let [end, joined] = [0, '']
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end - span.start).toBeGreaterThan(0)
          expect(span.end - span.start).toBeLessThanOrEqual(SENTENCE_MAX)
          end = span.end
          joined += source.slice(span.start, span.end)
        }
        expect(joined.replace(/\s/gu, '')).toBe(source.replace(/\s/gu, ''))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})
