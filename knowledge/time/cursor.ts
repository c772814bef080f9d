/** Small helpers the grammar is written in: look at a token, take it, take a number. Nothing here knows about dates. */
import { type TokenKind } from './lexicon.ts'
import { type Token } from './tokenize.ts'

export interface Input {
  /** Folded text; same offsets as the source. */
  readonly text: string
  readonly tokens: readonly Token[]
  /** Index of the token the expression begins with; it alone may follow a break. */
  readonly origin: number
  /** Results of rules that several others ask for, by token; shared by all that read one text. */
  readonly memo: Map<Rule<unknown>, (Parsed<unknown> | null | undefined)[]>
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

/** A rule that is asked again and again at the same token remembers its answer. */
export function remembered<T>(rule: Rule<T>): Rule<T> {
  return (input, at) => {
    // only the first token of an expression may stand after a break, so the answer depends on the token alone
    if (at !== input.origin && input.tokens[at]?.gap === 'text') return null
    let answers = input.memo.get(rule) as (Parsed<T> | null | undefined)[] | undefined
    if (answers === undefined) {
      answers = []
      input.memo.set(rule, answers)
    }
    const known = answers[at]
    if (known !== undefined) return known
    const answer = rule({ ...input, origin: at }, at)
    answers[at] = answer
    return answer
  }
}

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
