/**
 * What a written name means in a document of a place. In: the name and the place. Out: one unit, many, persons, or that
 * nobody can tell. General knowledge of how organs are named alone decides; what people keep in the roster stands above it.
 */
import { foldText } from '../text/fold.ts'
import { type UnitKind } from '../model/unit.ts'
import { lookupPlace } from '../places/gazetteer.ts'
import { bodyNamed, isSameBody, type Body } from './bodies.ts'
import { groupNamed, type Group } from './group.ts'
import { homeOf, isSameHome, OWN, partings, type Home, type PlacedName } from './place-prefix.ts'
import { shapeOf } from './shapes.ts'

export interface UnitMeaning {
  readonly kind: 'unit'
  /** The full name of its organ, or its own name without the place: what makes two names one unit. */
  readonly key: string
  readonly home: Home
  readonly unitKind: UnitKind
  /** Null where it is told by the shape of its name alone: 某某街道. */
  readonly body: Body | null
  /** As written, before the brackets. */
  readonly main: string
  /** As written: the place or level in front; empty where none is. */
  readonly prefix: string
  /** Names in brackets: what else it is called. */
  readonly signs: readonly string[]
}

export interface GroupMeaning {
  readonly kind: 'group'
  readonly group: Group
}

export interface RoleMeaning {
  readonly kind: 'role'
  /** Whose persons they are, as written (区政府 of 区政府主要负责人); null where the name does not say. */
  readonly owner: string | null
}

export interface UnresolvedMeaning {
  readonly kind: 'unresolved'
  readonly key: string
  readonly home: Home
  /**
   * What it seems to be. An unknown 局 of the place is taken for a department where somebody asks who belongs to 各部门,
   * so that no duty is missed until a person has looked.
   */
  readonly likely: UnitKind | null
}

export type Meaning = UnitMeaning | GroupMeaning | RoleMeaning | UnresolvedMeaning

/** Width and blanks do not tell names apart. */
export function plainName(name: string): string {
  return foldText(name).replace(/\s+/g, '')
}

export function meaningOf(name: string, place: string | null): Meaning {
  const plain = plainName(name)
  const { main, signs } = splitBrackets(plain)
  return (
    bodyUnit({ main: plain, signs: [] }, place) ??
    bodyUnit({ main, signs }, place) ??
    role(plain) ??
    namedInBracket({ main, signs }, place) ??
    group(plain, place) ??
    shapedUnit({ main, signs }, place) ??
    governmentOf(main, place) ??
    unresolved(main, place)
  )
}

interface BracketedName {
  readonly main: string
  readonly signs: readonly string[]
}

/** 区发改局(区大数据局(区数据中心)、区审改办): a bracket at the end holds other names of the same unit. */
function splitBrackets(plain: string): BracketedName {
  const bracket = /^([^()]+)\((.+)\)$/.exec(plain)
  const main = bracket?.[1]
  const inside = bracket?.[2]
  if (main === undefined || inside === undefined) return { main: plain, signs: [] }
  return { main, signs: inside.split(/[、,;()]/).filter(sign => sign !== '') }
}

function bodyUnit({ main, signs }: BracketedName, place: string | null): UnitMeaning | null {
  for (const { prefix, rest } of partings(main, place)) {
    const found = organOf(rest, place)
    if (found === null) continue
    const { body, isBranch } = found
    const home = isBranch ? OWN : (higherCourt(rest, { prefix, place }) ?? homeOf(prefix, place))
    return { kind: 'unit', key: body.fullName, home, unitKind: body.kind, body, main, prefix, signs }
  }
  return null
}

/** 公安局清渠分局: the branch of a higher organ in a place is what the place has for that organ. */
function organOf(rest: string, place: string | null): { body: Body; isBranch: boolean } | null {
  const body = bodyNamed(rest)
  if (body !== null) return { body, isBranch: false }
  const [, office = '', branch = ''] = /^(.{2,}局)(.{2,})分局$/.exec(rest) ?? []
  const ofBranch = office === '' ? null : bodyNamed(office)
  const isOwn = place !== null && (place === branch || place.startsWith(branch))
  return ofBranch === null || !isOwn ? null : { body: ofBranch, isBranch: true }
}

/** 中级人民法院 is no court of a district, whatever its document leaves out. */
function higherCourt(rest: string, { prefix, place }: { prefix: string; place: string | null }): Home | null {
  const level = /^(中级|中院|高级|高院)/.exec(rest)?.[1]?.charAt(0)
  if (level === undefined || prefix !== '' || place === null) return null
  const isHigh = level === '高'
  const isOwn = isHigh ? /[省]$|自治区$/.test(place) : /(?:[市州盟]|地区)$/.test(place)
  return isOwn ? OWN : { kind: 'other', name: isHigh ? '省' : '市' }
}

/** How the names of persons in office end. */
const ROLE =
  /(?:党政)?(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导干部|领导同志|领导班子成员|领导班子|班子成员|组成人员|工作人员|执法人员|人员|领导|干部|同志|代表|委员|专家|学者|顾问|律师|监督员|调解员|网格员|联络员|公务员|教师|讲师|医生|公民|书记|主任|局长|院长|检察长|校长|所长|科长|处长|区长|县长|市长|州长|旗长|镇长|乡长|秘书长|参谋长|当事人|申请人|责任人|主讲人|经办人|承办人|(?<=[\u4e00-\u9fff])[人员者])$/
/** 人大代表, 政协委员; 申请人民… is no person. */
const NO_ROLE = /(?:委员会|成员单位|代表大会|动员)$/
const ROLE_OPENING = /^(?:每名|每位|各位|新任|新提任|新提拔|首批|其他|全体|所有|在岗)/

function role(plain: string): RoleMeaning | null {
  const match = ROLE.exec(plain)
  if (match === null || NO_ROLE.test(plain)) return null
  const owner = plain.slice(0, match.index).replace(ROLE_OPENING, '').replace(/的$/, '')
  return { kind: 'role', owner: owner.length < 2 ? null : owner }
}

/** 有关部门(区依法行政办): the bracket says which. */
function namedInBracket({ main, signs }: BracketedName, place: string | null): UnitMeaning | null {
  const [sign] = signs
  if (sign === undefined || signs.length > 1 || groupNamed(main, place)?.isOpen !== true) return null
  return bodyUnit({ main: sign, signs: [] }, place)
}

function group(plain: string, place: string | null): GroupMeaning | null {
  const found = groupNamed(plain, place)
  return found === null ? null : { kind: 'group', group: found }
}

/** Told by the shape of its name alone. */
function shapedUnit({ main, signs }: BracketedName, place: string | null): UnitMeaning | null {
  const level = levelParting(main, place)
  for (const { prefix, rest } of partings(main, place)) {
    const shape = shapeOf({ prefix, rest, place, behindLevel: level.rest })
    if (shape === null) continue
    const home = homeOf(prefix, place)
    return { kind: 'unit', key: shape.key, home, unitKind: shape.kind, body: null, main, prefix, signs }
  }
  return null
}

/** 溪口县、青禾区 in a list of those who must do it: the place stands for its government. */
function governmentOf(main: string, place: string | null): UnitMeaning | null {
  const body = bodyNamed('人民政府')
  const isPlace = main === place || lookupPlace(main).some(({ name }) => name === main)
  if (!isPlace || body === null) return null
  const home = homeOf(main, place)
  return { kind: 'unit', key: body.fullName, home, unitKind: body.kind, body, main, prefix: main, signs: [] }
}

const DEPARTMENT_ENDING = /局$/

function unresolved(main: string, place: string | null): UnresolvedMeaning {
  const { prefix, rest } = levelParting(main, place)
  const home = homeOf(prefix, place)
  const likely = home.kind === 'own' && DEPARTMENT_ENDING.test(rest) ? 'department' : null
  return { kind: 'unresolved', key: rest, home, likely }
}

/** The level character or the place's own name goes; of an unknown name nothing more may be cut off. */
function levelParting(main: string, place: string | null): PlacedName {
  const [whole = { prefix: '', rest: main }, ...cut] = [...partings(main, place)]
  const own = cut.filter(({ prefix }) => homeOf(prefix, place).kind === 'own')
  return own.at(-1) ?? whole
}

/** True for 各部门 and 成员单位: no unit is called so, but units may be its members. */
export function namesMany(name: string, place: string | null): boolean {
  return meaningOf(name, place).kind === 'group'
}

/** True where both names are those of one unit; what is in brackets is not asked. */
export function isSameUnit(a: UnitMeaning | UnresolvedMeaning, b: UnitMeaning | UnresolvedMeaning): boolean {
  return isSameOrgan(a, b) && isSameHome(a.home, b.home)
}

/** True where both do the same work, whatever place they belong to. */
export function isSameOrgan(a: UnitMeaning | UnresolvedMeaning, b: UnitMeaning | UnresolvedMeaning): boolean {
  if (a.kind === 'unit' && b.kind === 'unit' && a.body !== null && b.body !== null) {
    return isSameBody(a.body, b.body)
  }
  return a.key === b.key
}
