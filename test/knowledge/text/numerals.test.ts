import { describe, expect, it } from 'vitest'
import { LARGEST_NUMERAL, readNumeral, toChineseNumeral } from '../../../knowledge/text/numerals.ts'

describe('Chinese numerals', () => {
  it('read back what they wrote, from 1 to the largest', () => {
    for (let value = 1; value <= LARGEST_NUMERAL; value++)
      if (readNumeral(toChineseNumeral(value)) !== value) expect(toChineseNumeral(value)).toBe(String(value))
  })

  it('are written as labels write them', () => {
    const written = [1, 10, 12, 20, 21, 100, 101, 110, 111, 203, 1000, 1001, 1010, 1100, 1259, 9999].map(
      toChineseNumeral,
    )
    expect(written).toEqual([
      '一',
      '十',
      '十二',
      '二十',
      '二十一',
      '一百',
      '一百零一',
      '一百一十',
      '一百一十一',
      '二百零三',
      '一千',
      '一千零一',
      '一千零一十',
      '一千一百',
      '一千二百五十九',
      '九千九百九十九',
    ])
  })

  it('have one spelling each: no two numbers share one', () => {
    const all = new Set(Array.from({ length: LARGEST_NUMERAL }, (_, i) => toChineseNumeral(i + 1)))
    expect(all.size).toBe(LARGEST_NUMERAL)
  })

  it('are read digit by digit where no unit stands', () => {
    expect([readNumeral('二〇二六'), readNumeral('二○二六'), readNumeral('二零二六')]).toEqual([
      2026, 2026, 2026,
    ])
  })

  it('are read with half-width digits too, and 两 is two', () => {
    expect([readNumeral('42'), readNumeral('007'), readNumeral('两百')]).toEqual([42, 7, 200])
  })

  it('are null where the text is not a well-formed numeral', () => {
    for (const text of [
      '',
      '百',
      '千',
      '百二',
      '二十十',
      '十百',
      '一二十',
      '二十一二',
      '十二百',
      '甲',
      '二 十',
      '-1',
      '1.5',
      '一万',
      '一'.repeat(13),
      '1'.repeat(10),
    ])
      expect([text, readNumeral(text)]).toEqual([text, null])
  })
})
