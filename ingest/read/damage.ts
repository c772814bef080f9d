/**
 * Finds the marks that earlier programs left in a text: replacement, NUL, control and private-use characters.
 * In: decoded text. Out: one warning per kind with its count and first line. It changes nothing.
 */
import { type Warning } from '../../knowledge/model/document.ts'

interface Damage {
  readonly code: string
  readonly pattern: RegExp
  readonly what: string
}

/** Control characters, NUL included. Tab, line feed, vertical tab, form feed and carriage return are layout. */
export const CONTROLS = /[\0-\x08\x0e-\x1f\x7f]/g

// One pass over the text decides whether the passes for each kind are needed; nearly always they are not.
const ANY_DAMAGE = /[\0-\x08\x0e-\x1f\x7f\uE000-\uF8FF\uFFFD]/

const DAMAGES: readonly Damage[] = [
  { code: 'replacement-character', pattern: /\uFFFD/g, what: '替换符（�），原来的字在此前的转换中已经丢失' },
  { code: 'nul-character', pattern: /\0/g, what: '空字符（NUL）' },
  { code: 'control-character', pattern: /[\x01-\x08\x0e-\x1f\x7f]/g, what: '控制字符' },
  {
    code: 'private-use-character',
    pattern: /[\uE000-\uF8FF]/g,
    what: '自造字（私用区字符），可能显示不出来',
  },
]

/** `line` counts from 1; lines end in LF, CR LF or CR. */
export function findDamage(text: string): readonly Warning[] {
  if (!ANY_DAMAGE.test(text)) return []
  return DAMAGES.flatMap(damage => {
    const first = text.search(damage.pattern)
    if (first < 0) return []
    const line = lineAt(text, first)
    const message = `有 ${countMatches(text, damage.pattern)} 个${damage.what}，第一个在第 ${line} 行，请对照原件核对`
    return [{ code: damage.code, message, line }]
  })
}

/** Matches of a global pattern, counted up to `limit`; none of them is kept, so a text full of them costs no memory. */
export function countMatches(text: string, pattern: RegExp, limit = Infinity): number {
  const search = new RegExp(pattern)
  let count = 0
  while (count < limit && search.test(text)) count++
  return count
}

function lineAt(text: string, offset: number): number {
  return countMatches(text.slice(0, offset), /\r\n|\n|\r/g) + 1
}
