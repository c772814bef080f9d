/**
 * The place a document speaks for. In: the names it is issued under (title, issuer, carrier) and its opening. Out: the
 * divisions named there. Places outside the gazetteer (development zones, new names) are taken from the text's own words.
 */
import type { Jurisdiction } from '../../knowledge/model/document.ts'
import { findPlaces, type PlaceMention } from '../../knowledge/places/gazetteer.ts'

const NOWHERE: Jurisdiction = { province: null, city: null, district: null }

/** Issuers and titles of national instruments: what places they name are their subject, not their reach. */
const NATIONAL =
  /^(?:中华人民共和国|中国共产党|中国人民解放军|中共中央|中央|国务院|国家|最高人民|全国人民代表大会|全国人大)/
/** A name the gazetteer may not know, where an authority or a year follows. */
const NAMED_AUTHORITY =
  /(?:中共)?([\u4e00-\u9fff]{2,8}?(?:省|自治区))?([\u4e00-\u9fff]{2,9}?(?:市|自治州|地区|盟))?([\u4e00-\u9fff]{2,6}?(?:新区|开发区|区|县|旗|市))(?=人民政府|人民代表大会|政府|委员会|委(?:$|全面|办|依法)|人大|司法局|办公室|管委会|\d{4}年|法治|依法|领导|行政|重大|会前|推进)/
/** Zones that govern like districts; no gazetteer lists them. The first group is the stem. */
const ZONE =
  /([\u4e00-\u9fff]{2,4}?)((?:国家级?|自主创新|经济技术|高新技术产业|高新|旅游|产业){0,4}(?:新区|开发区|高新区|示范区|合作区|度假区|集聚区))/g
const NOT_A_NAME =
  /^(?:.*(?:行政|地|社|园|辖|校|片|景|矿|库|灾|城市|全|本|各|市辖|我|该|自治|示范|工业|开发|试验))(?:区|县|市|旗)$|^(?:城|地级|县级|副省级|设区的|全|本|各|我)市$|[的由在对所各该被向]|政府|委员会/
/** 经济技术开发区 by itself names no place. */
const GENERIC_STEM = /经济|技术|国家|全国|工业|示范|试验|建设|政府|法治|产业|创新|管理/
/** A zone is the document's own only if it is named this often. */
const FEWEST_ZONE_MENTIONS = 3
const OPENING_LENGTH = 800

export interface JurisdictionSources {
  readonly title: string
  readonly issuer: string | null
  /** The title of the notice that hands the document on. */
  readonly carrier: string | null
  /** The whole text, folded. */
  readonly text: string
}

/** @returns the place names; all null for national documents and where none is named. */
export function findJurisdiction({ title, issuer, carrier, text }: JurisdictionSources): Jurisdiction {
  if (NATIONAL.test(issuer ?? '') || NATIONAL.test(title)) return NOWHERE
  const names = [title, issuer, carrier].filter(name => name !== null)
  const around = [text.slice(0, OPENING_LENGTH), ...names].join('\n')
  const named = new Set(names.flatMap(name => fullMentions(name).map(mention => mention.text)))
  for (const name of names) {
    const found = fromGazetteer(name, named) ?? fromPattern(name, around)
    if (found !== null) return found
  }
  return fromZone(text) ?? fromShortName(title) ?? NOWHERE
}

function fullMentions(text: string): PlaceMention[] {
  return findPlaces(text).filter(mention => !mention.isShort)
}

/** @param named every full place name around: a province or city among them decides between districts of one name. */
function fromGazetteer(name: string, named: ReadonlySet<string>): Jurisdiction | null {
  const best = bestMention(fullMentions(name))
  if (best === null) return null
  const fitting = best.places.find(place => place.above.some(above => named.has(above)))
  return chainOf(fitting === undefined ? best : { ...best, places: [fitting] })
}

/** The narrowest division; the first of several equally narrow ones. */
function bestMention(mentions: readonly PlaceMention[]): PlaceMention | null {
  const rank = { province: 0, city: 1, district: 2 }
  const narrowness = (mention: PlaceMention): number => rank[mention.places[0]?.level ?? 'province']
  return mentions.reduce<PlaceMention | null>(
    (best, mention) => (best === null || narrowness(mention) > narrowness(best) ? mention : best),
    null,
  )
}

function chainOf(mention: PlaceMention): Jurisdiction {
  const place = mention.places[0]
  if (place === undefined) return NOWHERE
  const unique = mention.places.length === 1
  const [province = null, city = null] = unique ? place.above : []
  switch (place.level) {
    case 'province':
      return { province: place.name, city: null, district: null }
    case 'city':
      return { province, city: place.name, district: null }
    case 'district':
      return { province, city, district: place.name }
  }
}

/** @param around the opening and the other names, where the city may stand in front of the district. */
function fromPattern(name: string, around: string): Jurisdiction | null {
  const match = NAMED_AUTHORITY.exec(name)
  const district = match?.[3]
  if (match === null || district === undefined || NOT_A_NAME.test(district)) return null
  const written = new RegExp(`([\\u4e00-\\u9fff]{2,6}?(?:市|自治州))${district}`).exec(around)?.[1] ?? null
  return {
    province: match[1] ?? null,
    city: match[2] ?? (written === null ? null : written.replace(/^中共/, '')),
    district,
  }
}

function fromZone(text: string): Jurisdiction | null {
  const opening = text.slice(0, OPENING_LENGTH)
  const zone = mostFrequentZone(text, opening)
  if (zone === null) return null
  const around = bestMention(fullMentions(opening))
  return around === null ? { ...NOWHERE, district: zone } : { ...chainOf(around), district: zone }
}

function mostFrequentZone(text: string, opening: string): string | null {
  const counts = new Map<string, number>()
  for (const [, stem = '', suffix = ''] of text.matchAll(ZONE)) {
    for (const name of readings(stem, suffix)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [best] = [...counts]
    .filter(([name]) => opening.includes(name))
    .sort(([a, countA], [b, countB]) => (countA === countB ? b.length - a.length : countB - countA))
  return best !== undefined && best[1] >= FEWEST_ZONE_MENTIONS ? best[0] : null
}

/** The pattern may take in characters before the name (是沙渚新区): shorter readings compete by their counts. */
function readings(stem: string, suffix: string): string[] {
  const stems = Array.from({ length: stem.length - 1 }, (_, i) => stem.slice(i))
  return stems.filter(each => !GENERIC_STEM.test(each) && !NOT_A_NAME.test(each)).map(each => each + suffix)
}

/** 杭州西湖…条例, 中国(浙江)…条例: a title may open with a province or city without 省 or 市. */
function fromShortName(title: string): Jurisdiction | null {
  const opening = title.replace(/^中国\(/, '')
  const first = findPlaces(opening)[0]
  // 平安 and 长安 are districts as well as words; provinces and cities are rarely anything else.
  const isPlace = first?.start === 0 && first.places.every(place => place.level !== 'district')
  return isPlace ? chainOf(first) : null
}
