import { describe, expect, it } from 'vitest'
import {
  buildAlphabet,
  canonical,
  characterNumbers,
  FIRST_CHARACTER,
  spellings,
  UNKNOWN,
} from '../../train/alphabet.ts'

const alphabet = buildAlphabet(['〇', '龘'])

describe('the alphabet', () => {
  it.each([
    ['Ａ', 'a'],
    ['９', '9'],
    ['門', '门'],
    ['開', '开'],
    ['法', '法'],
  ])('reads %s as %s', (variant, plain) => {
    expect(canonical(variant)).toBe(plain)
    expect(characterNumbers(variant, alphabet)).toEqual(characterNumbers(plain, alphabet))
  })

  it('keeps enclosed numbers apart from digits: ①3月 must not read as 13月', () => {
    expect(characterNumbers('①', alphabet)).toEqual([UNKNOWN])
  })

  it('numbers everyday ideographs that no training text contains', () => {
    expect(characterNumbers('鬃', alphabet)[0]).toBeGreaterThanOrEqual(FIRST_CHARACTER)
  })

  it('has no number for punctuation, blanks and halves of an emoji', () => {
    expect(characterNumbers('。 \n😀', alphabet)).toEqual([UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN])
  })

  it('numbers its characters without gaps', () => {
    const numbers = [...alphabet.numbers.values()].sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, index) => FIRST_CHARACTER + index))
    expect(alphabet.size).toBe(FIRST_CHARACTER + numbers.length)
  })

  it('spells every known character, variants included, and nothing unknown', () => {
    const known = new Map(spellings(alphabet))
    expect(known.get('門')).toBe(known.get('门'))
    expect(known.get('龘')).toBe(alphabet.numbers.get('龘'))
    expect(known.has('。')).toBe(false)
  })
})
