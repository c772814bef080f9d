/**
 * The place or level in front of a unit's name. In: a name and the place of its document. Out: the name parted, and whose
 * unit it is: the place's own, or that of another level or place. What follows the place is not looked at here.
 */
import { lookupPlace, prefectureAliases, shortName } from '../places/gazetteer.ts'

/** Whose unit a name means, seen from a place: its own, another place or level as written, or any where nothing is said. */
export type Home =
  { readonly kind: 'own' } | { readonly kind: 'other'; readonly name: string } | { readonly kind: 'open' }

export interface PlacedName {
  /** What stands before the unit's name proper; empty where nothing does. */
  readonly prefix: string
  readonly rest: string
}

const LEVEL = '自治区|自治州|自治县|自治旗|新区|地区|省|市|区|县|州|旗|盟'
const LEVEL_WORD = new RegExp(`^(?:${LEVEL})$`)
const ENDS_IN_LEVEL = new RegExp(`(?:${LEVEL})$`)
/** 本级党委, 本市司法局: the place's own in other words. */
const OWN_WORD = /^(?:师市|本级|同级|本(?:省|市|区|县|州|旗|盟|地区|自治区|自治州|自治县)|全面)$/
/** Another level, whichever it is. */
export const OTHER_WORD = /^(?:上级|上一级|下级|下一级|国家|中央|最高|国务院)$/
/** 新疆生产建设兵团 and its divisions, which govern as prefectures do. */
const CORPS = /^(?:新疆生产建设)?兵团$/
const DIVISION = /^(?:第[一二三四五六七八九十]+)?师$/
/** Words that quantify, list or describe: with them a name means many or none (各区县, 设区的市). */
const NO_PLACE =
  /[各与及、的等每()或委]|政府|有关|相关|其他|所属|所在|[省市区县州]和|[县市区省]级|县市$|区县$|市县$|市区$|城市|(?:社|小|园|片|景|辖|校|全|城|山|牧|灾|矿|库)区$|超市$|全[省市县州旗]$/
const PARTY = /^(?:中国共产党|中共)/
/** What may stand before the place in official long names: 国家税务总局某某县税务局. */
const VERTICAL = /^国家(?:税务|统计)局?总?局?(?=.)/
/** Organs that name their place inside: 政协某某区委员会, 共青团某某县委, 团区委. */
const ENCLOSING: readonly (readonly [RegExp, string])[] = [
  [/^(?:中国人民政治协商会议|政协)(.+)委员会(办公[室厅])?$/, '政协委员会$2'],
  [/^(?:中国共产主义青年团|共青团|团)(.+)委(?:员会)?$/, '团委'],
  [/^(?:中国人民银行|人民银行|人行)(.+?)(?:中心支行|支行|分行|市分行|营业管理部)$/, '人民银行'],
  [/^(?:国家电网|国网)(.+)供电公司$/, '国网供电公司'],
  [/^国家金融监督管理总局(.+)监管[分支]局$/, '金融监管分局'],
]
/** Names of functional zones end like those of districts, but they are not called by the character alone. */
const ZONE_NAME = /(?:新区|开发区|园区|高新区|示范区)$/
const LONGEST_PREFIX = 24

/** Every way to part the name: what encloses its place, then the whole name, then ever longer prefixes. */
export function* partings(name: string, place: string | null): Iterable<PlacedName> {
  const bare = name.replace(PARTY, '').replace(VERTICAL, '')
  for (const [form, rest] of ENCLOSING) {
    const prefix = form.exec(bare)?.[1]
    if (prefix !== undefined && isPlacePrefix(prefix, place)) yield { prefix, rest: bare.replace(form, rest) }
  }
  yield { prefix: '', rest: bare }
  const limit = Math.min(LONGEST_PREFIX, bare.length - 1)
  for (let cut = 1; cut <= limit; cut++) {
    const prefix = bare.slice(0, cut)
    if (isPlacePrefix(prefix, place)) yield { prefix, rest: bare.slice(cut) }
  }
}

function isPlacePrefix(prefix: string, place: string | null): boolean {
  if (OWN_WORD.test(prefix) || OTHER_WORD.test(prefix) || LEVEL_WORD.test(prefix)) return true
  if (CORPS.test(prefix) || DIVISION.test(prefix)) return true
  if (prefix.length === 1) return false
  // 盐城市 is a name, though 城市 is a word.
  const isName = (name: string): boolean => place !== null && ownNames(place).includes(name)
  if (isName(prefix) || (prefix.length > 2 && lookupPlace(prefix).length > 0)) return true
  if (NO_PLACE.test(prefix)) return false
  if (ENDS_IN_LEVEL.test(prefix)) return true
  const ending = afterLevel(prefix)
  return isName(ending) || lookupPlace(ending).length > 0
}

/** 岚州市清渠区 → 清渠区: the last place of a chain. */
function afterLevel(prefix: string): string {
  return /(?:省|市|自治区|自治州|州|盟|地区)([^省市州盟]{2,})$/.exec(prefix)?.[1] ?? prefix
}

/** How a place is named in its own documents: 清渠区, 清渠, 某某自治州, 某州, 某某自治县, 某县. */
export function ownNames(place: string): readonly string[] {
  const short = shortName(place) ?? place
  const level = /自治([县旗])$/.exec(place)?.[1]
  return [place, short, ...prefectureAliases(place), ...(level === undefined ? [] : [short + level])]
}

/** The character of a place's level as documents use it before a unit: 区, 县, 州; null where that is not certain. */
export function levelCharacter(place: string | null): string | null {
  if (place === null || ZONE_NAME.test(place) || place.includes('师')) return null
  if (place.endsWith('自治区') || place.endsWith('地区'))
    return place.slice(place.endsWith('自治区') ? -3 : -2)
  return /[省市区县州旗盟]$/.exec(place)?.[0] ?? null
}

/** @param prefix As `partings` cut it off. */
export function homeOf(prefix: string, place: string | null): Home {
  if (place === null) return prefix === '' ? { kind: 'open' } : { kind: 'other', name: prefix }
  if (prefix === '' || OWN_WORD.test(prefix)) return { kind: 'own' }
  if (isLevelOf(prefix, place)) return { kind: 'own' }
  const last = afterLevel(prefix)
  return ownNames(place).includes(last) ? { kind: 'own' } : { kind: 'other', name: higherName(last, place) }
}

function isLevelOf(prefix: string, place: string): boolean {
  if (CORPS.test(prefix)) return CORPS.test(place)
  if (DIVISION.test(prefix)) return place.startsWith(prefix) || (prefix === '师' && place.includes('师'))
  if (!LEVEL_WORD.test(prefix)) return false
  return place.endsWith(prefix) || (prefix === '州' && place.endsWith('自治州'))
}

/** 市 in a document of a known district is the city it lies in, and so is the city's short name. */
function higherName(name: string, place: string): string {
  if (CORPS.test(name)) return '兵团'
  const above = new Set(lookupPlace(place).flatMap(each => each.above))
  const meant = [...above].filter(each =>
    LEVEL_WORD.test(name) ? each.endsWith(name) : ownNames(each).includes(name),
  )
  // A district's name may stand in several cities.
  return meant.length === 1 ? (meant[0] ?? name) : name
}

/** True for what lies below the place (a county of a prefecture); of names no list knows, only districts have none. */
export function isBelow(home: Home, place: string | null): boolean {
  if (home.kind !== 'other' || LEVEL_WORD.test(home.name) || OTHER_WORD.test(home.name)) return false
  if (place === null || /[区县旗]$/.test(place)) return place === null || place.endsWith('自治区')
  const known = lookupPlace(home.name)
  return known.length === 0 || known.some(({ above }) => above.includes(place))
}

/** Where nothing contradicts: no prefix at all, in a text of no place, may be anybody's. */
export function isSameHome(a: Home, b: Home): boolean {
  if (a.kind === 'open' || b.kind === 'open') return true
  if (a.kind === 'own' || b.kind === 'own') return a.kind === b.kind
  return a.name === b.name
}

export const OWN: Home = { kind: 'own' }
