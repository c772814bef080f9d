/**
 * Text to tokens. In: folded text. Out: the numerals and words of the grammar in order, each with its place; all other
 * text, look-alikes included, is left out and shows only as a break between tokens. One pass, linear in the length of the text.
 */
import { FESTIVALS, isNumeralFestival } from './festivals.ts'
import { LEXICON, type TokenKind } from './lexicon.ts'
import { CHINESE_NUMERALS, readNumeral, type NumeralStyle } from './numerals.ts'

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

type Refusal = (text: string, start: number, end: number) => boolean

const before =
  (following: string): Refusal =>
  (text, _start, end) =>
    end < text.length && following.includes(text.charAt(end))

/** A character that ends an event rather than a year or a preposition. */
const ENDS_EVENT = /(?![年度的在于和与及至到自])\p{Script=Han}/u
/** 任职后半年内 is 后 and 半年. */
const afterEvent: Refusal = (text, start) => ENDS_EVENT.test(text.charAt(start - 1))

const REFUSALS: Readonly<Record<string, Refusal>> = {
  后半年: afterEvent,
  前半年: afterEvent,
  自行: before('政'),
  自主: before('管'),
  自治: before('理'),
  从事: before('故'),
  从业: before('务'),
}

interface Word {
  readonly text: string
  /** Code of the second character, to tell at a glance that a word is not there; −1 where there is none. */
  readonly second: number
  readonly roles: Roles
  /** Where the word is none: 自行 in 自行政处罚决定作出之日起. */
  readonly refused: Refusal | null
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
      refused: REFUSALS[text] ?? null,
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
  for (const figure of '0123456789') table[figure.charCodeAt(0)] = 1
  for (const numeral of CHINESE_NUMERALS) table[numeral.charCodeAt(0)] = 2
  return table
})()

/** Drops every token inside a masked span, and treats the place as a break. */
type Mask = (start: number, end: number) => boolean

export function tokenize(text: string, isMasked: Mask): readonly Token[] {
  const tokens: Token[] = []
  let previousEnd = -1
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    const word = wordAt(text, at, WORDS_BY_FIRST_CODE[code]) ?? measureAt(text, at, tokens)
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
    if (word.second === -1 || (word.second === next && text.startsWith(word.text, at))) {
      if (word.refused?.(text, at, at + word.text.length) === true) continue
      return word
    }
  }
  return null
}

const MEASURE: Roles = new Map([['measure', 0]])

/**
 * What is counted after 不少于 and a number needs no list of measure words: 不少于200卷, 不低于5%. Sums of money are no
 * counts; of words that can stand there without a measure the first characters are left out.
 */
const ANY_MEASURE =
  /%|‰|[万亿]?(?:平方米|平方公里|公里|公顷|(?![元之的者以及和与或为在对于从向将能可应须要不得余多几成])\p{Script=Han}次?)(?!元)/uy
/** The verb that may stand between 不少于 and its number, with blanks. */
const LONGEST_VERB_INSIDE = 5

function measureAt(text: string, at: number, tokens: readonly Token[]): Word | null {
  const number = tokens.at(-1)
  if (number?.roles.has('num') !== true || at - number.end > 1 || text.slice(number.end, at).trim() !== '')
    return null
  if (!isCompared(tokens)) return null
  ANY_MEASURE.lastIndex = at
  const found = ANY_MEASURE.exec(text)?.[0]
  return found === undefined
    ? null
    : { text: found, second: -1, roles: MEASURE, refused: null, isSkipped: false }
}

/** The number is the first after 不少于, the second of its range (3—5) or the decimals of it (98.5). */
function isCompared(tokens: readonly Token[]): boolean {
  const [number, before, first, opener] = [-1, -2, -3, -4].map(index => tokens.at(index))
  const isSecond = before?.roles.has('to') === true || before?.roles.has('dot') === true
  const from = isSecond && first?.roles.has('num') === true ? first : number
  const comparison = isSecond ? opener : before
  if (comparison === undefined || from === undefined) return false
  if (!comparison.roles.has('at-least') && !comparison.roles.has('at-most')) return false
  return from.start - comparison.end <= LONGEST_VERB_INSIDE
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
