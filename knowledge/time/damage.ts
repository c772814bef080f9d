/**
 * Grammar of times that lost characters. In: tokens. Out: a damaged expression with a code. Only shapes that no sound
 * expression has; days that merely do not exist (2月30日) are recognised by the ordinary grammar and found impossible when
 * resolved. One file a kind; proposals are made in repair.ts.
 */
import { type Expression } from './ast.ts'
import { type Parsed, type Rule } from './cursor.ts'
import { damagedAmount } from './damage-amounts.ts'
import { damagedCadence } from './damage-cadences.ts'
import { damagedDay } from './damage-days.ts'
import { clauseYear, damagedYear } from './damage-years.ts'

const KINDS = [damagedYear, damagedDay, damagedCadence, damagedAmount]

/** The longest of what the kinds find; the first of those that find the same. */
export const damage: Rule<Expression> = (input, at) => {
  let best: Parsed<Expression> | null = null
  for (const rule of KINDS) {
    const found = rule(input, at)
    if (found !== null && (best === null || found.next > best.next)) best = found
  }
  return best
}

/** Weak alone: needs a sound year in the same line. */
export const weakDamage: Rule<Expression> = clauseYear
