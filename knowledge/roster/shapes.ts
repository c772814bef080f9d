/**
 * Units told by the shape of their names alone: 某某街道, 某某镇, 某某开发区管委会, 某某领导小组办公室, 区某某中心. In: a name
 * parted from its place. Out: of what kind it is, and what makes two wordings one unit; null where the shape says nothing.
 */
import { type UnitKind } from '../model/unit.ts'
import { levelCharacter, OTHER_WORD, ownNames, type PlacedName } from './place-prefix.ts'

export interface Shape {
  readonly kind: UnitKind
  readonly key: string
}

interface PartedName extends PlacedName {
  readonly place: string | null
  /** The name without its level or the name of its own place, however much `prefix` takes off. */
  readonly behindLevel: string
}

/** Each needs a name of its own before it. A division's regiments (团场) govern as townships do. */
const SUBDISTRICT = /^(.{2,8})街道(?:办|(?:党工委)?[、和]?(?:办事处)?)$/
const TOWNSHIP =
  /^(.{1,8}(?:镇|(?<!城)乡|苏木)|(?:第?[0-9一二三四五六七八九十〇零百]+|.{2,6}农)团(?=场|$))(?:场|(?:党委)?[、和]?(?:人民政府|政府)?)$/
const ZONE =
  /^(.{2,16}(?:开发区|投资区|工业区|园区|产业园|集中区|度假区|示范区|试验区|新区|功能区|合作区)|.{0,16}(?:高新区|经开区|综保区|保税区)|(?:开发区|工业区|产业园区|工业园区|园区|新区)(?=管|党))(?:管委会|管理委员会|党工委|党工委、管委会)?$/
/** Long names of zones, each with what it is called. */
const SHORT_ZONES: readonly (readonly [RegExp, string])[] = [
  [/经济(?:技术)?开发区/, '经开区'],
  [/高新技术(?:产业)?(?:开发区|园区)/, '高新区'],
  [/综合保税区/, '综保区'],
]
const COORDINATION = /^.{2,24}(?:领导小组|协调小组|工作小组|联席会议|指挥部|委员会|工作专班)(?:办公室|办)?$/
/** Only behind a place or its level: 区疾控中心 is one unit, 服务中心 may be many. */
const INSTITUTION =
  /^.{2,20}(?:中心|医院|保健院|图书馆|博物馆|文化馆|纪念馆|体育馆|学校|大学|学院|中学|小学|幼儿园|研究院|研究所|公司|银行|支行|分行|所|处|站|电视台|报社|支队|大队|总队|监狱|看守所|公证处|协会|学会|商会|办|办公室)$/
/** No name begins so, whatever it ends in. */
const NOT_ONE = /^(?:各|每|有关|相关|其他|所有|部分|(?:小?城|集|建制)镇$)/
const MANY = /[各及和或与等]|有关|相关/

export function shapeOf(name: PartedName): Shape | null {
  const { prefix, rest, place, behindLevel } = name
  if (NOT_ONE.test(rest)) return null
  const subdistrict = SUBDISTRICT.exec(rest)?.[1]
  if (subdistrict !== undefined) return { kind: 'subdistrict', key: subdistrict }
  const township = TOWNSHIP.exec(rest)?.[1]
  if (township !== undefined) return { kind: 'township', key: township }
  const zone = ZONE.exec(shortZone(rest))?.[1]
  if (zone !== undefined) return { kind: 'zone', key: withoutPlace(zone, place) }
  const own = behindLevel.length < rest.length ? behindLevel : rest
  if (COORDINATION.test(rest)) return { kind: 'other', key: withoutCommittee(own) }
  const isInstitution =
    prefix !== '' && !OTHER_WORD.test(prefix) && INSTITUTION.test(rest) && !MANY.test(rest)
  return isInstitution ? { kind: 'other', key: withoutCommittee(own) } : null
}

function shortZone(name: string): string {
  return SHORT_ZONES.reduce((text, [long, short]) => text.replace(long, short), name)
}

const ONLY_ZONE = /^(?:高新区|经开区|综保区|保税区|开发区|工业区|产业园区|工业园区|园区|新区)$/

/** A place has one 经开区, whether its name stands before it or not. */
function withoutPlace(zone: string, place: string | null): string {
  const own = place === null ? [] : [...ownNames(place), levelCharacter(place) ?? place]
  const name = own.find(each => zone.startsWith(each) && ONLY_ZONE.test(zone.slice(each.length)))
  return name === undefined ? zone : zone.slice(name.length)
}

/** 区委信访工作联席会议 is that of the place, whoever convened it. */
function withoutCommittee(rest: string): string {
  return rest.replace(/^(?:党委|委(?!员)|人民政府|政府)(?=.{2})/, '')
}
