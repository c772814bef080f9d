/** Numbers whose comparison or unit lost a character: 不少60学时, 每年不于4次, 5个工作内, 不少于60时. In: tokens. Out: a damaged expression. */
import { type Expression } from './ast.ts'
import { firstOf, follows, skip, tokenAs, touches, type Input, type Rule } from './cursor.ts'
import { damaged, isUnit } from './damage-parts.ts'

/** 少于4次 is sound but for where a duty asks for it: 每年少于4次 lost its 不, 每年少于4次的 is a condition. */
const SOUND_ELSEWHERE = /^[少低]于$/
const AFTER_PERIOD = /每(?:人每)?(?:年|半年|季度|季|月|周)\p{Script=Han}{0,6}$/u
const LONGEST_PERIOD = 12

/** 不少60学时, 不得少4次, 不于4次: 于 or 少 is gone. */
const comparisonTruncated: Rule<Expression> = (input, at) => {
  const comparison = tokenAs(input, at, 'truncated')
  if (comparison === null || touches(input, at + 1, 'num') === null) return null
  const unitAt = skip(input, at + 2, 'ge')
  const unit = input.tokens[unitAt]
  if (unit?.gap !== 'none' || !isUnit(unit)) return null
  if (SOUND_ELSEWHERE.test(comparison.text) && !isAsked(input, comparison.start, unit.end)) return null
  return damaged('comparison-truncated', unitAt + 1)
}

const isAsked = ({ text }: Input, start: number, end: number): boolean =>
  AFTER_PERIOD.test(text.slice(Math.max(0, start - LONGEST_PERIOD), start)) &&
  !/^[的者时或,，]/.test(text.charAt(end))

const TRUNCATED_WORKDAY = /^(?:(?:个)?(?:工作|工日|作日)|个[工作日])(?=内|之内|以内|前|后)/

/** 5个工作内, 5个工内, 5个日内: characters of 工作日 are gone. */
const unitTruncated: Rule<Expression> = (input, at) => {
  const token = follows(input, at, 'num')
  if (token === null || Number.isNaN(token.value)) return null
  const found = TRUNCATED_WORKDAY.exec(input.text.slice(token.end, token.end + 6))
  if (found === null) return null
  const end = token.end + found[0].length
  for (let next = at + 1; next <= at + 4; next += 1) {
    const bound = input.tokens[next]
    if (bound?.start === end) return damaged('unit-truncated', next + 1)
  }
  return null
}

/** 不少于60时: 学 is gone. */
const hoursTruncated: Rule<Expression> = (input, at) => {
  if (tokenAs(input, at, 'at-least') === null || touches(input, at + 1, 'num')?.style !== 'digits')
    return null
  return touches(input, at + 2, 'oclock')?.text === '时' ? damaged('unit-truncated', at + 3) : null
}

export const damagedAmount: Rule<Expression> = firstOf([comparisonTruncated, unitTruncated, hoursTruncated])
