/**
 * What a unit must be before it is kept. In: what a person wrote. Out: what is wrong with it, in Simplified Chinese, or what
 * it means. It stores nothing.
 */
import { type RosterUnit, type UnitKind } from '../model/unit.ts'
import { ownAliases } from './identity.ts'
import { KIND_NAMES } from './kinds.ts'
import { isSameUnit, meaningOf, plainName, type Meaning } from './meaning.ts'
import { kindOf } from './roster.ts'

/** Longer is no name but a sentence that slipped into the column. */
const LONGEST_NAME = 60
const OPENING = /[(（]/
const CLOSING = /[)）]/
const LIST_MARK = /[、;；]/
const CONTROL = /\p{Cc}/u

/** @returns what is wrong with a trimmed name of a unit, an alias or a place, in Chinese; empty where nothing is. */
export function nameFaults(name: string): readonly string[] {
  if (name.length > LONGEST_NAME) return [`名称“${name.slice(0, 20)}…”太长，最多 ${LONGEST_NAME} 字`]
  if (CONTROL.test(name)) return [`名称“${name.replace(/\p{Cc}+/gu, ' ')}”里有换行或控制字符`]
  if (!isBalanced(name)) return [`名称“${name}”的括号不成对`]
  const [only = '', ...more] = splitList(name)
  return only === name && more.length === 0 ? [] : [`“${name}”像是几个名称，请一次写一个`]
}

/** 各部门 is no unit. A name that only a situation explains (承办机构) may be one's own all the same. */
export function unitFaults(name: string, place: string): readonly string[] {
  const meaning = meaningIn(name, place)
  const isCollective = meaning.kind === 'group' && (!meaning.group.isOpen || meaning.group.kinds.size > 0)
  if (!isCollective) return nameFaults(name)
  return [`“${name}”是统称，不是一个单位；要写明它指谁，请把它写成每个成员的别名`]
}

const meaningIn = (name: string, place: string): Meaning => meaningOf(name, place === '' ? null : place)

function isBalanced(name: string): boolean {
  let depth = 0
  for (const sign of name) {
    if (OPENING.test(sign)) depth++
    if (CLOSING.test(sign) && --depth < 0) return false
  }
  return depth === 0
}

/** Marks inside brackets part nothing: 区发改局(区大数据局(区数据中心)、区审改办) is one. */
function splitList(list: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const sign of list) {
    if (OPENING.test(sign)) depth++
    if (CLOSING.test(sign)) depth--
    if (depth <= 0 && LIST_MARK.test(sign)) parts.push('')
    else parts.push((parts.pop() ?? '') + sign)
  }
  return parts.map(part => part.trim()).filter(part => part !== '')
}

/** What the name of a unit says of its kind; null where it says nothing. */
export function likelyKind(name: string, place: string): UnitKind | null {
  return kindOf({ kept: null, meaning: meaningIn(name, place) })
}

/** @returns each alias of a list once, without the name itself. */
export function readAliases(list: string, name: string): readonly string[] {
  return [...new Set(splitList(list))].filter(alias => alias !== name)
}

/** @param word What was written for the kind; empty where nothing was and the name tells none. */
export function kindFault(name: string, word: string): string {
  const names = Object.values(KIND_NAMES).join('、')
  if (word === '') return `看不出“${name}”是哪一类，请填写类别：${names}`
  return `不认识类别“${word}”，可用的类别：${names}`
}

export interface TakenName {
  readonly name: string
  readonly owner: RosterUnit
}

/** @returns a name of the unit that another one of its place has already; null where all are free. Collectives are shared. */
export function takenName(unit: RosterUnit, others: readonly RosterUnit[]): TakenName | null {
  const here = others.filter(({ place }) => place === unit.place)
  for (const name of [unit.name, ...ownAliases(unit)]) {
    const owner = here.find(other =>
      [other.name, ...ownAliases(other)].some(each => plainName(each) === plainName(name)),
    )
    if (owner !== undefined) return { name, owner }
  }
  return null
}

/** @returns units of the place that general knowledge takes for this one: perhaps one unit was kept under two names. */
export function lookAlikes(unit: RosterUnit, others: readonly RosterUnit[]): readonly RosterUnit[] {
  const meaning = meaningIn(unit.name, unit.place)
  if (meaning.kind !== 'unit') return []
  return others.filter(other => {
    if (other.place !== unit.place || other.name === unit.name) return false
    const found = meaningIn(other.name, other.place)
    return found.kind === 'unit' && isSameUnit(meaning, found)
  })
}
