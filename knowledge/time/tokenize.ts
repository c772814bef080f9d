/**
 * Text to tokens. In: folded text. Out: the numerals and words of the grammar in order, each with its place; all other
 * text, look-alikes included, is left out and shows only as a break between tokens. One pass, linear in the length of the text.
 */
import { FESTIVALS, isNumeralFestival } from './festivals.ts'
import { LEXICON, type TokenKind } from './lexicon.ts'
import { isChineseNumeral, readNumeral, type NumeralStyle } from './numerals.ts'

export type Roles = ReadonlyMap<TokenKind, number>

export interface Token {
  /** Every role the word can play, with the value of that role. */
  readonly roles: Roles
  readonly start: number
  readonly end: number
  readonly text: string
  /** The number of a numeral; NaN for a run that is no number (十四五) and for words. */
  readonly value: number
  readonly style: NumeralStyle | null
  /** What stands between this token and the one before. */
  readonly gap: 'none' | 'blank' | 'text'
}

/** More blanks than this are layout (columns, centred lines), not a space inside an expression. */
const MOST_BLANKS_INSIDE = 2

const CODE_UNITS = 0x10000

interface Word {
  readonly text: string
  /** Code of the second character, to tell at a glance that a word is not there; −1 where there is none. */
  readonly second: number
  readonly roles: Roles
  /** A look-alike: it is passed over whole, and leaves no token. */
  readonly isSkipped: boolean
}

/** Dense, because it is asked once for every character. */
const WORDS_BY_FIRST_CODE: readonly (readonly Word[] | undefined)[] = (() => {
  const rolesByText = new Map<string, Map<TokenKind, number>>()
  for (const { text, kind, value } of LEXICON) {
    const roles = rolesByText.get(text) ?? new Map<TokenKind, number>()
    rolesByText.set(text, roles.set(kind, value))
  }
  const table = new Array<Word[] | undefined>(CODE_UNITS).fill(undefined)
  const longestFirst = [...rolesByText].sort(([a], [b]) => b.length - a.length)
  for (const [text, roles] of longestFirst)
    (table[text.charCodeAt(0)] ??= []).push({
      text,
      second: text.length > 1 ? text.charCodeAt(1) : -1,
      roles,
      isSkipped: roles.has('other'),
    })
  return table
})()

const NUMERAL: Roles = new Map([['num', 0]])

/** 五一 and the like, which are figures as well. */
const NUMERAL_FESTIVALS: ReadonlyMap<string, Roles> = new Map(
  FESTIVALS.flatMap((festival, index): [string, Roles][] =>
    isNumeralFestival(festival) ? [[festival.names, new Map([...NUMERAL, ['festival', index]])]] : [],
  ),
)

/** 1 for Arabic figures, 2 for Chinese numerals, 0 for all else. */
const NUMERAL_CLASS = (() => {
  const table = new Uint8Array(CODE_UNITS)
  for (let code = 0; code < CODE_UNITS; code += 1) {
    const char = String.fromCharCode(code)
    table[code] = char >= '0' && char <= '9' ? 1 : isChineseNumeral(char) ? 2 : 0
  }
  return table
})()

/** Drops every token inside a masked span, and treats the place as a break. */
export type Mask = (start: number, end: number) => boolean

export function tokenize(text: string, isMasked: Mask): readonly Token[] {
  const tokens: Token[] = []
  let previousEnd = -1
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    const word = wordAt(text, at, WORDS_BY_FIRST_CODE[code])
    const end = word === null ? numeralEnd(text, at) : at + word.text.length
    if (end === at) {
      at += 1
      continue
    }
    if (word?.isSkipped !== true && !isMasked(at, end)) {
      const gap = gapBetween(text, previousEnd, at)
      tokens.push(word === null ? numeralToken(text.slice(at, end), at, gap) : wordToken(word, at, gap))
      previousEnd = end
    }
    at = end
  }
  return tokens
}

function wordAt(text: string, at: number, candidates: readonly Word[] | undefined): Word | null {
  if (candidates === undefined) return null
  const next = text.charCodeAt(at + 1)
  for (const word of candidates) {
    if (word.second === -1 || (word.second === next && text.startsWith(word.text, at))) return word
  }
  return null
}

/** End of the run of one style of numerals that begins here; the place itself where none does. */
function numeralEnd(text: string, at: number): number {
  const style = NUMERAL_CLASS[text.charCodeAt(at)]
  if (style === 0) return at
  let end = at + 1
  while (end < text.length && NUMERAL_CLASS[text.charCodeAt(end)] === style) end += 1
  return end
}

const wordToken = ({ text, roles }: Word, start: number, gap: Token['gap']): Token => ({
  roles,
  start,
  end: start + text.length,
  text,
  value: NaN,
  style: null,
  gap,
})

function numeralToken(run: string, start: number, gap: Token['gap']): Token {
  const numeral = readNumeral(run)
  const roles = NUMERAL_FESTIVALS.get(run) ?? NUMERAL
  return {
    roles,
    start,
    end: start + run.length,
    text: run,
    value: numeral?.value ?? NaN,
    style: numeral?.style ?? null,
    gap,
  }
}

function gapBetween(text: string, from: number, to: number): Token['gap'] {
  if (from === to) return 'none'
  if (from < 0 || to - from > MOST_BLANKS_INSIDE) return 'text'
  for (let index = from; index < to; index += 1) {
    if (text.charAt(index) !== ' ') return 'text'
  }
  return 'blank'
}
