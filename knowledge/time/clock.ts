/**
 * Times of day that close a day: 24时前, 下午5点半前, 下班前. In: tokens, and the token after the day. Out: where the
 * 前, 至 or 起 behind it stands. The hour itself is not read, because a duty is due on a day.
 */
import { tokenAs, type Input } from './cursor.ts'
import { type TokenKind } from './lexicon.ts'

const CLOCK_BEFORE =
  /^ ?(?:[上下]班|中午|傍晚|(?:上午|下午|中午|晚上?|早上?|当晚)?(?:(?:\d{1,2}|[零一二三四五六七八九十]{1,3})(?:[时点]钟?(?:整|半|\d{1,2}分?|[零一二三四五六七八九十]{1,3}分?)?|:\d{2}))?)(?=之?前|以前)/
const LONGEST_CLOCK = 14
/** Tokens that a time of day may hold: 下, 午 stands between, 17, :, 30. */
const MOST_CLOCK_TOKENS = 6

const CLOCK_TO = /^ ?(?:上午|下午|中午|晚上?)?\d{1,2}(?::\d{2}|[时点](?:整|半|\d{1,2}分)?)(?= ?[至到—~-])/

const CLOCK_FROM = /^ ?(?:上午|下午|中午|晚上?)?(?:零|\d{1,2})(?::\d{2}|[时点](?:整|半|\d{1,2}分)?)(?=起)/

/** Index of the 前 of 3月1日24时前, 12月5日下午5点半前, 12月4日下班前: the hour does not move the day. */
export const beforeClock = (input: Input, at: number): number | null =>
  behindClock(input, at, { clock: CLOCK_BEFORE, kind: 'before' })

/** Index of the 至 of 12月7日9:00至12月11日17:00. */
export const toClock = (input: Input, at: number): number | null =>
  behindClock(input, at, { clock: CLOCK_TO, kind: 'to' })

/** Index of the 起 of 12月1日零时起. */
export const fromClock = (input: Input, at: number): number | null =>
  behindClock(input, at, { clock: CLOCK_FROM, kind: 'from-suffix' })

interface Sought {
  readonly clock: RegExp
  readonly kind: TokenKind
}

function behindClock(input: Input, at: number, { clock, kind }: Sought): number | null {
  const from = input.tokens[at - 1]?.end ?? 0
  const hour = clock.exec(input.text.slice(from, from + LONGEST_CLOCK))?.[0].trim()
  if (hour === undefined || hour === '') return null
  for (let index = at; index < at + MOST_CLOCK_TOKENS; index += 1) {
    const token = tokenAs(input, index, kind)
    if (token !== null && input.text.slice(from, token.start).trim() === hour) return index
  }
  return null
}
