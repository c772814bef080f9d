import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gramKeys, isBigram } from '../../../knowledge/text/tokenize.ts'

const SEED = 20260302
const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map(code => String.fromCodePoint(code))
const run = fc.stringMatching(/^[0-9A-Za-z]{1,12}$/)
const anything = fc.string({ unit: 'binary', maxLength: 60 })
/** Text in which everything the tokenizer tells apart occurs often. */
const mixed = fc
  .array(fc.oneof(han, run, fc.constantFrom('，', '。', ' ', '\n', '①', '〇', '𠮷', '㐂', '－', 'é')), {
    maxLength: 30,
  })
  .map(parts => parts.join(''))

function check<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void {
  fc.assert(property, { seed: SEED, numRuns: 300 })
}

/** Runs and characters by a regular expression, with their offsets: another way to the same elements. */
function elementsOf(text: string): { start: number; end: number }[] {
  const pattern = /[0-9A-Za-z]+|[\u4e00-\u9fff\u3400-\u4dbf\u3007\u{20000}-\u{3ffff}]/gu
  return Array.from(text.matchAll(pattern), match => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}

describe('gramKeys', () => {
  it('answers exact integers only, whatever the text', () => {
    check(
      fc.property(anything, text => {
        for (const key of gramKeys(text)) expect(Number.isSafeInteger(key) && key >= 0).toBe(true)
      }),
    )
  })

  it('answers one key for every element and one for every two that touch', () => {
    check(
      fc.property(mixed, text => {
        const elements = elementsOf(text)
        const touching = elements.filter(({ start }, i) => elements[i - 1]?.end === start)
        const keys = gramKeys(text)
        expect(keys.filter(key => !isBigram(key))).toHaveLength(elements.length)
        expect(keys.filter(isBigram)).toHaveLength(touching.length)
      }),
    )
  })

  it('lets no bigram reach across punctuation, blanks or line ends', () => {
    check(
      fc.property(
        anything,
        fc.constantFrom('，', '。', '、', ' ', '　', '\n', '《', '-'),
        anything,
        (a, mark, b) => {
          expect(gramKeys(`${a}${mark}${b}`)).toEqual([...gramKeys(a), ...gramKeys(b)])
        },
      ),
    )
  })

  it('tells every pair of characters from every other', () => {
    check(
      fc.property(fc.tuple(han, han), fc.tuple(han, han), (one, other) => {
        expect(gramKeys(one.join(''))[2] === gramKeys(other.join(''))[2]).toBe(
          one.join('') === other.join(''),
        )
      }),
    )
  })

  it('takes no notice of the case of letters or of their width', () => {
    check(
      fc.property(run, text => {
        expect(gramKeys(text.toUpperCase())).toEqual(gramKeys(text.toLowerCase()))
      }),
    )
    expect(gramKeys('第３条ＡＩ')).toEqual(gramKeys('第3条ai'))
  })

  it('takes a run of digits as one element, so that 12 is neither 1 nor 2', () => {
    const keys = new Set(gramKeys('12'))
    expect(keys.size).toBe(1)
    expect([...gramKeys('1'), ...gramKeys('2')].some(key => keys.has(key))).toBe(false)
  })

  it('takes a character beyond the basic plane as one element', () => {
    expect(gramKeys('𠮷')).toHaveLength(1)
    expect(gramKeys('𠮷野')).toHaveLength(3)
  })

  it('answers nothing for text without a word', () => {
    expect(gramKeys('')).toEqual([])
    expect(gramKeys('——！（）')).toEqual([])
  })
})
