/** The kinds of units in words. In: a kind, or what a person wrote. Out: its name, or the kind. */
import { type UnitKind } from '../model/unit.ts'

/** In the order lists show them. */
export const KIND_NAMES: Readonly<Record<UnitKind, string>> = {
  party: '党委部门',
  department: '政府部门',
  organ: '其他机关',
  subdistrict: '街道',
  township: '乡镇',
  zone: '开发区',
  government: '政府',
  other: '其他',
}

const KINDS = Object.keys(KIND_NAMES) as UnitKind[]

const OTHER_WORDS: Readonly<Record<string, UnitKind>> = {
  部门: 'department',
  党委机构: 'party',
  党委: 'party',
  机关: 'organ',
  镇: 'township',
  乡: 'township',
  园区: 'zone',
  功能区: 'zone',
  下级政府: 'government',
}

/** @param word A name of the kind in Chinese, or the kind itself. @returns null for any other word. */
export function kindNamed(word: string): UnitKind | null {
  const known = KINDS.find(kind => kind === word || KIND_NAMES[kind] === word)
  return known ?? (Object.hasOwn(OTHER_WORDS, word) ? (OTHER_WORDS[word] ?? null) : null)
}

/** For sorting: the place of the kind in lists. */
export function kindOrder(kind: UnitKind): number {
  return KINDS.indexOf(kind)
}
