/**
 * The place a document speaks for. In: the names it is issued under (title, issuer, signature) and its opening. Out: the
 * divisions named there. Places outside the gazetteer (development zones, new names) are taken from the text's own words.
 */
import type { Jurisdiction } from '../../knowledge/model/document.ts'
import { findPlaces, type PlaceMention } from '../../knowledge/places/gazetteer.ts'

const NOWHERE: Jurisdiction = { province: null, city: null, district: null }

/** A name the gazetteer may not know, where an authority or a year follows. */
const NAMED_AUTHORITY =
  /(?:中共)?([\u4e00-\u9fff]{2,8}?(?:省|自治区))?([\u4e00-\u9fff]{2,9}?(?:市|自治州|地区|盟))?([\u4e00-\u9fff]{2,6}?(?:新区|开发区|区|县|旗|市))(?=人民政府|政府|委员会|委(?:$|全面|办|依法)|人大|司法局|办公室|管委会|\d{4}年|法治|依法|领导|行政|重大|会前|推进)/
/** Zones that govern like districts: no gazetteer lists them. */
const ZONE = /[\u4e00-\u9fff]{2,4}(?:新区|开发区|高新区|示范区|合作区)/g
const NOT_A_NAME =
  /^(?:.*(?:行政|地|社|园|辖|校|片|景|矿|库|灾|城市|全|本|各|市辖|我|该|自治|示范|工业|开发|试验))(?:区|县|市|旗)$|^(?:城|地级|县级|副省级|设区的|全|本|各|我)市$/
/** A zone is the document's own only if it is named this often. */
const FEWEST_ZONE_MENTIONS = 3
const OPENING_LENGTH = 800

export interface JurisdictionSources {
  /** Most telling first. */
  readonly names: readonly string[]
  readonly text: string
}

/** @returns the place names; all null for national documents and where none is named. */
export function findJurisdiction({ names, text }: JurisdictionSources): Jurisdiction {
  const opening = text.slice(0, OPENING_LENGTH)
  const named = new Set(
    names.flatMap(name =>
      findPlaces(name)
        .filter(mention => !mention.isShort)
        .map(mention => mention.text),
    ),
  )
  for (const name of names) {
    const found = fromGazetteer(name, named) ?? fromPattern(name, opening)
    if (found !== null) return found
  }
  const zone = mostFrequentZone(text, opening)
  if (zone === null) return NOWHERE
  const around = bestMention(findPlaces(opening).filter(mention => !mention.isShort))
  return around === null ? { ...NOWHERE, district: zone } : { ...chainOf(around), district: zone }
}

/** @param named every full place name around: a province or city among them decides between districts of one name. */
function fromGazetteer(name: string, named: ReadonlySet<string>): Jurisdiction | null {
  const best = bestMention(findPlaces(name).filter(mention => !mention.isShort))
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

function fromPattern(name: string, opening: string): Jurisdiction | null {
  const match = NAMED_AUTHORITY.exec(name)
  const district = match?.[3]
  if (match === null || district === undefined || NOT_A_NAME.test(district)) return null
  const written = opening.match(new RegExp(`([\\u4e00-\\u9fff]{2,6}?(?:市|自治州))${district}`))?.[1] ?? null
  return {
    province: match[1] ?? null,
    city: match[2] ?? (written === null ? null : written.replace(/^中共/, '')),
    district,
  }
}

function mostFrequentZone(text: string, opening: string): string | null {
  const counts = new Map<string, number>()
  for (const match of text.matchAll(ZONE)) {
    for (const name of endings(match[0])) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [best] = [...counts]
    .filter(([name]) => opening.includes(name))
    .sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)
  return best !== undefined && best[1] >= FEWEST_ZONE_MENTIONS ? best[0] : null
}

/** The pattern may take in characters before the name (是曲江新区): shorter readings compete by their counts. */
function endings(name: string): string[] {
  const suffix = /(?:新区|开发区|高新区|示范区|合作区)$/.exec(name)?.[0] ?? ''
  const stem = name.slice(0, name.length - suffix.length)
  const readings: string[] = []
  for (let length = 2; length <= stem.length; length++)
    readings.push(stem.slice(stem.length - length) + suffix)
  return readings.filter(reading => !/^(?:经济|技术|国家|全国|工业|示范|试验|建设|政府|法治)/.test(reading))
}
