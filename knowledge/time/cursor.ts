/** Small helpers the grammar is written in: look at a token, take it, take a number. Nothing here knows about dates. */
import { type TokenKind } from './lexicon.ts'
import { type Token } from './tokenize.ts'

export interface Input {
  /** Folded text; same offsets as the source. */
  readonly text: string
  readonly tokens: readonly Token[]
  /** Index of the token the expression begins with; it alone may follow a break. */
  readonly origin: number
  /** Recent answers of rules that several others ask for; shared by all that read one text. */
  readonly memo: Memo
}

/** A value and the index of the first token after it. */
export interface Parsed<T> {
  readonly value: T
  readonly next: number
}

export const parsed = <T>(value: T, next: number): Parsed<T> => ({ value, next })

/** A rule reads at a token and answers what it found there, or null. Rules never look at tokens before `at`. */
export type Rule<T> = (input: Input, at: number) => Parsed<T> | null

/** The token in one of its roles, wherever it stands. */
export function tokenAs(input: Input, at: number, kind: TokenKind): Token | null {
  const token = input.tokens[at]
  return token?.roles.has(kind) === true ? token : null
}

/** Like tokenAs, but the token must continue the expression: at most a space between it and the one before. */
export function follows(input: Input, at: number, kind: TokenKind): Token | null {
  const token = tokenAs(input, at, kind)
  return token !== null && (token.gap !== 'text' || at === input.origin) ? token : null
}

/** Like follows, with nothing at all between. */
export function touches(input: Input, at: number, kind: TokenKind): Token | null {
  const token = tokenAs(input, at, kind)
  return token?.gap === 'none' ? token : null
}

/** Index after an optional word. */
export const skip = (input: Input, at: number, kind: TokenKind): number =>
  follows(input, at, kind) === null ? at : at + 1

export const roleValue = (token: Token, kind: TokenKind): number => token.roles.get(kind) ?? 0

/** A number that continues the expression; null for runs that are no number (十四五). */
export function numberAt(input: Input, at: number): Token | null {
  const token = follows(input, at, 'num')
  return token !== null && !Number.isNaN(token.value) ? token : null
}

interface Remembered {
  readonly at: number
  readonly answer: Parsed<unknown> | null
}

/** For each rule its latest answers, each token in the place given by its index. */
type Memo = Map<Rule<unknown>, Remembered[]>

/** Rules look a few tokens ahead; a power of two, for the mask. */
const REMEMBERED_TOKENS = 32

/** A rule that is asked again and again at the same token remembers its answer. */
export function remembered<T>(rule: Rule<T>): Rule<T> {
  return (input, at) => {
    // only the first token of an expression may stand after a break, so the answer depends on the token alone
    if (at !== input.origin && input.tokens[at]?.gap === 'text') return null
    let slots = input.memo.get(rule)
    if (slots === undefined) input.memo.set(rule, (slots = []))
    const place = at & (REMEMBERED_TOKENS - 1)
    const known = slots[place]
    if (known?.at === at) return known.answer as Parsed<T> | null
    const answer = rule(startingAt(input, at), at)
    slots[place] = { at, answer }
    return answer
  }
}

/** The same text, with another token to begin at. */
export const startingAt = ({ text, tokens, memo }: Input, origin: number): Input => ({
  text,
  tokens,
  origin,
  memo,
})

/** First of several rules that matches. */
export function firstOf<T>(rules: readonly Rule<T>[]): Rule<T> {
  return (input, at) => {
    for (const rule of rules) {
      const result = rule(input, at)
      if (result !== null) return result
    }
    return null
  }
}

export const endOf = (input: Input, next: number): number => input.tokens[next - 1]?.end ?? 0

export const startOf = (input: Input, at: number): number => input.tokens[at]?.start ?? 0

const HAN = /\p{Script=Han}/u

export const isHan = (char: string): boolean => HAN.test(char)

export const isAsciiAlphanumeric = (char: string): boolean => /^[0-9A-Za-z]$/.test(char)
