/**
 * Text to tokens. In: folded text. Out: the numerals and words of the grammar in order, each with its place; all other
 * text is left out and shows only as a break between tokens. One pass, linear in the length of the text.
 */
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

interface Word {
  readonly text: string
  readonly roles: Roles
}

const WORDS_BY_FIRST_CODE: readonly (readonly Word[] | undefined)[] = (() => {
  const rolesByText = new Map<string, Map<TokenKind, number>>()
  for (const { text, kind, value } of LEXICON) {
    const roles = rolesByText.get(text) ?? new Map<TokenKind, number>()
    rolesByText.set(text, roles.set(kind, value))
  }
  const table: Word[][] = []
  const longestFirst = [...rolesByText].sort(([a], [b]) => b.length - a.length)
  for (const [text, roles] of longestFirst) (table[text.charCodeAt(0)] ??= []).push({ text, roles })
  return table
})()

const NUMERAL: Roles = new Map([['num', 0]])

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Drops every token inside a masked span, and treats the place as a break. */
export type Mask = (start: number, end: number) => boolean

export function tokenize(text: string, isMasked: Mask): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  let previousEnd = -1
  while (at < text.length) {
    const found = wordAt(text, at) ?? numeralAt(text, at)
    if (found === null) {
      at += 1
      continue
    }
    const end = at + found.text.length
    if (!isMasked(at, end)) {
      tokens.push({ ...found, start: at, end, gap: gapBetween(text, previousEnd, at) })
      previousEnd = end
    }
    at = end
  }
  return tokens
}

type Found = Pick<Token, 'roles' | 'text' | 'value' | 'style'>

function wordAt(text: string, at: number): Found | null {
  const candidates = WORDS_BY_FIRST_CODE[text.charCodeAt(at)]
  if (candidates === undefined) return null
  for (const word of candidates) {
    if (text.startsWith(word.text, at)) return { ...word, value: NaN, style: null }
  }
  return null
}

function numeralAt(text: string, at: number): Found | null {
  const isPart = isDigit(text.charCodeAt(at))
    ? (index: number) => isDigit(text.charCodeAt(index))
    : (index: number) => isChineseNumeral(text.charAt(index))
  let end = at
  while (end < text.length && isPart(end)) end += 1
  if (end === at) return null
  const run = text.slice(at, end)
  const numeral = readNumeral(run)
  return { roles: NUMERAL, text: run, value: numeral?.value ?? NaN, style: numeral?.style ?? null }
}

function gapBetween(text: string, from: number, to: number): Token['gap'] {
  if (from === to) return 'none'
  if (from < 0 || to - from > MOST_BLANKS_INSIDE) return 'text'
  for (let index = from; index < to; index += 1) {
    if (text.charAt(index) !== ' ') return 'text'
  }
  return 'blank'
}
