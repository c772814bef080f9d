import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, isBlank } from '../../../knowledge/text/fold.ts'

const RUNS = { numRuns: 500, seed: 20260101 }
/** Strings with everything a scraped page may hold, lone surrogates included. */
const anyText = fc.string({
  unit: fc.constantFrom(...'（）①⑫２０２１年．。，　 \u00a0―–•ABc中文\ud83d\ude00\ud800\udc00\u200b\r\n\t'),
})

describe('folding', () => {
  it('keeps the length of every string, so that offsets stay valid', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), text => {
        expect(foldText(text)).toHaveLength(text.length)
      }),
      RUNS,
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), text => {
        expect(foldText(foldText(text))).toBe(foldText(text))
      }),
      RUNS,
    )
  })

  it('leaves line ends and tabs where they are', () => {
    fc.assert(
      fc.property(anyText, text => {
        const places = (of: string): number[] => [...of].flatMap((c, i) => ('\r\n\t'.includes(c) ? [i] : []))
        expect(places(foldText(text))).toEqual(places(text))
      }),
      RUNS,
    )
  })

  it('never turns an enclosed number into digits: ①3月 is not 13月', () => {
    expect(foldText('①3月、⑫2日、⒈4月、㈠5日')).toBe('①3月、⑫2日、⒈4月、㈠5日')
  })

  it('makes full-width digits, letters and brackets half-width and every odd blank a space', () => {
    expect(foldText('２０２６年（ＡＢ）　\u00a0ｘ')).toBe('2026年(AB)  x')
  })

  it('gives look-alike dots, dashes and brackets one form', () => {
    expect(foldText('1．2–3―4─5 • ﹝2026﹞')).toBe('1.2—3—4—5 · 〔2026〕')
  })

  it('keeps the full stop of Chinese, quotes and title marks', () => {
    expect(foldText('《办法》“试行”。、；')).toBe('《办法》“试行”。、;')
  })
})

describe('blankness', () => {
  it('holds for blanks and zero-width characters only', () => {
    for (const text of ['', ' \t\r\n', '\u3000\u00a0', '\u200b\ufeff\u2060']) expect(isBlank(text)).toBe(true)
    for (const text of ['\u200b一', '.', '\u0000']) expect(isBlank(text)).toBe(false)
  })
})
