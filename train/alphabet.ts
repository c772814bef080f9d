/**
 * The characters the model knows. Variants of one character (full-width, capital, traditional) share its number, so the
 * tokenizer folds text merely by looking characters up. Punctuation and blanks have no number: no bigram spans them.
 */
import { Converter } from 'opencc-js/t2cn'
import { foldText } from '../knowledge/text/fold.ts'

/** Pads short texts of a batch; its row is zero. */
export const PADDING = 0
/** Any character without a number of its own; its row is zero. */
export const UNKNOWN = 1
export const FIRST_CHARACTER = 2

export interface Alphabet {
  /** Canonical character → number, from FIRST_CHARACTER upwards without gaps. */
  readonly numbers: ReadonlyMap<string, number>
  /** One more than the largest number. */
  readonly size: number
}

const LETTER = /^[\p{Script=Han}a-z0-9〇]$/u

// The library's declarations leave out file endings, so under our module resolution it arrives without types.
const toSimplified = (Converter as (options: { from: string; to: string }) => (text: string) => string)({
  from: 't',
  to: 'cn',
})

/** @returns the character as the model sees it; `char` is one UTF-16 unit, and so is the result. */
export function canonical(char: string): string {
  const folded = foldText(char).toLowerCase()
  const simplified = LETTER.test(folded) ? toSimplified(folded) : folded
  return simplified.length === 1 ? simplified : folded
}

/**
 * All letters of the texts, all of GB 2312's ideographs (whether or not training has seen them), a–z and 0–9. Frequent
 * ones get small numbers: their pairs then crowd together, and the double array of pairs is a fifth smaller.
 */
export function buildAlphabet(texts: Iterable<string>): Alphabet {
  const counts = new Map<string, number>()
  const count = (char: string, times: number): void => {
    const letter = canonical(char)
    if (LETTER.test(letter)) counts.set(letter, (counts.get(letter) ?? 0) + times)
  }
  for (const char of ['abcdefghijklmnopqrstuvwxyz0123456789', ...gb2312Ideographs()].join('')) count(char, 0)
  for (const text of texts) for (const char of text.split('')) count(char, 1)
  const letters = [...counts].sort(([a, many], [b, few]) => (many === few ? (a < b ? -1 : 1) : few - many))
  return {
    numbers: new Map(letters.map(([letter], index) => [letter, FIRST_CHARACTER + index])),
    size: FIRST_CHARACTER + letters.length,
  }
}

/** One number per UTF-16 unit of the text. */
export function characterNumbers(text: string, alphabet: Alphabet): number[] {
  return text.split('').map(char => alphabet.numbers.get(canonical(char)) ?? UNKNOWN)
}

/** Every character of the basic plane that some text may contain for a known one, with the number they share. */
export function spellings(alphabet: Alphabet): [string, number][] {
  const entries: [string, number][] = []
  for (let code = 0; code <= 0xffff; code++) {
    const char = String.fromCharCode(code)
    const number = alphabet.numbers.get(canonical(char))
    if (number !== undefined) entries.push([char, number])
  }
  return entries
}

/** The 6,763 ideographs of everyday simplified Chinese: rows B0–F7 of the double-byte table. */
function* gb2312Ideographs(): Iterable<string> {
  const decoder = new TextDecoder('gb18030')
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const char = decoder.decode(Uint8Array.of(row, cell))
      if (LETTER.test(char)) yield char
    }
  }
}
