/**
 * What a unit must be before it is kept. In: what a person wrote. Out: what is wrong with it, in Simplified Chinese, or what
 * it means. It stores nothing.
 */
import { type RosterUnit, type UnitKind } from '../model/unit.ts'
import { KIND_NAMES } from './kinds.ts'
import { meaningOf, plainName } from './meaning.ts'
import { kindOf } from './roster.ts'

/** Longer is no name but a sentence that slipped into the column. */
const LONGEST_NAME = 60

/** @returns what is wrong with the name of a unit, in Chinese; empty where nothing is. */
export function nameFaults(name: string): readonly string[] {
  if (name.length > LONGEST_NAME) return [`单位名称“${name.slice(0, 20)}…”太长，最多 ${LONGEST_NAME} 字`]
  return /[\r\n]/.test(name) ? [`单位名称“${name.replace(/\s+/g, ' ')}”里有换行`] : []
}

/** What the name of a unit says of its kind; null where it says nothing. */
export function likelyKind(name: string, place: string): UnitKind | null {
  return kindOf({ kept: null, meaning: meaningOf(name, place === '' ? null : place) })
}

/** Marks inside brackets part no aliases: 区发改局(区大数据局、区审改办) is one. */
export function readAliases(list: string, name: string): readonly string[] {
  const parts = list.match(/(?:[(（][^()（）]*[)）]|[^、;；])+/g) ?? []
  const aliases = parts.map(part => part.trim()).filter(part => part !== '')
  return [...new Set(aliases)].filter(alias => alias !== name)
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

/** @returns a name of the unit that another one of its place has already; null where all are free. */
export function takenName(unit: RosterUnit, others: readonly RosterUnit[]): TakenName | null {
  const here = others.filter(({ place }) => place === unit.place)
  for (const name of [unit.name, ...unit.aliases]) {
    const owner = here.find(other => [other.name, ...other.aliases].some(each => isSameName(each, name)))
    if (owner !== undefined) return { name, owner }
  }
  return null
}

const isSameName = (a: string, b: string): boolean => plainName(a) === plainName(b)
