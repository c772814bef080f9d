/**
 * Which documents a question is about, by the places it names. In: the question and what each document covers. Out: the
 * documents of each place named, or the place that no document covers. Place names are recognised by the gazetteer and by
 * the names the documents give themselves; nothing is known here about particular places.
 */
import type { DocumentId, StoredDocument } from '../model/document.ts'
import { findPlaces, type PlaceMention, prefectureAliases, shortName } from '../places/gazetteer.ts'
import { foldText } from '../text/fold.ts'

/** A place the question names and the documents that speak for it. */
export interface ScopeGroup {
  /** As the documents call it, e.g. 清渠区. */
  readonly name: string
  /** As the question writes it. */
  readonly asWritten: string
  readonly documents: ReadonlySet<DocumentId>
}

export interface Scope {
  /** One per place named that the library covers, in the order of the question. */
  readonly groups: readonly ScopeGroup[]
  /** Places named that no document covers. */
  readonly outside: readonly string[]
  /** The question without the names of covered places: they say where, not what. */
  readonly rest: string
}

/** The names a document answers to. */
interface CoveredPlace {
  readonly name: string
  readonly document: DocumentId
}

export interface ScopeResolver {
  resolve(question: string): Scope
  /** Documents without a place, or of a division above: they hold for the place as well. */
  alsoValidFor(group: ScopeGroup): ReadonlySet<DocumentId>
}

export interface ScopeSources {
  readonly documents: readonly StoredDocument[]
  /** True where the words occur in some document: a short name that does may be an ordinary word there. */
  readonly isOrdinaryWord: (words: string) => boolean
}

const SHORTEST_ALIAS = 3
/** 聚众上街 does not name 上街区, 海淀的年报 does name 海淀区: a short name begins a phrase. */
const STANDS_ALONE = /(?:^|[\s,，。、;；:：“(（]|[和与跟及那在比去到问查])$/
/** 岚州滨河新城(清渠区): a title gives its place a second name. */
const SECOND_NAME = /([\u4e00-\u9fff]{3,12})\(([\u4e00-\u9fff]{2,9})\)/g

export function createScopeResolver({ documents, isOrdinaryWord }: ScopeSources): ScopeResolver {
  const names = namesOf(documents)
  const longestName = Math.max(2, ...[...names.keys()].map(name => name.length))
  const byId = new Map(documents.map(document => [document.id, document]))

  function groupAt(question: string, start: number): { group: ScopeGroup; end: number } | null {
    for (let length = Math.min(longestName, question.length - start); length >= 2; length--) {
      const asWritten = question.slice(start, start + length)
      const covered = names.get(asWritten)
      const first = covered?.[0]
      if (covered === undefined || first === undefined) continue
      const group = { name: first.name, asWritten, documents: new Set(covered.map(place => place.document)) }
      return { group, end: start + length }
    }
    return null
  }

  function resolve(question: string): Scope {
    const folded = foldText(question)
    const mentions = findPlaces(folded)
    const groups: ScopeGroup[] = []
    const outside: string[] = []
    let rest = ''
    let position = 0
    while (position < folded.length) {
      const mention = mentions.find(candidate => candidate.start === position)
      const found = groupAt(folded, position)
      const standsAlone = STANDS_ALONE.test(folded.slice(0, position))
      if (mention !== undefined && mention.end > (found?.end ?? position) && isPlace(mention, standsAlone)) {
        outside.push(mention.text)
        rest += ' '
        position = mention.end
      } else if (found !== null) {
        groups.push(found.group)
        rest += ' '
        position = found.end
      } else rest += folded.charAt(position++)
    }
    return narrow({ groups, outside, rest })
  }

  /** Full names are places; short ones only at the start of a phrase and where no document uses them as a word. */
  function isPlace(mention: PlaceMention, standsAlone: boolean): boolean {
    if (!mention.isShort) return true
    if (mention.places.some(place => place.level === 'province')) return true
    return standsAlone && !isOrdinaryWord(mention.text)
  }

  function alsoValidFor(group: ScopeGroup): ReadonlySet<DocumentId> {
    const above = new Set<string>()
    for (const id of group.documents) {
      const places = byId.get(id)?.places
      for (const name of [places?.province, places?.city])
        if (name !== null && name !== undefined) above.add(name)
    }
    const valid = documents.filter(({ jurisdiction }) => jurisdiction === null || above.has(jurisdiction))
    return new Set(valid.map(document => document.id).filter(id => !group.documents.has(id)))
  }

  return { resolve, alsoValidFor }
}

/** 岚州清渠区 names one place, not two; 岚州南陂区 names a district outside although 岚州 is covered. */
function narrow({ groups, outside, rest }: Scope): Scope {
  const wider = new Set(
    outside.flatMap(name => findPlaces(name)[0]?.places.flatMap(place => place.above) ?? []),
  )
  const kept = groups.filter((group, i) => {
    const containsLater = groups.some(
      (other, k) => k !== i && isInside(other, group) && other.documents.size < group.documents.size,
    )
    const isRepeated = groups.findIndex(other => other.name === group.name) < i
    const namesOutsider = [...wider].some(
      name => name === group.asWritten || shortName(name) === group.asWritten,
    )
    return !containsLater && !isRepeated && !namesOutsider
  })
  return { groups: kept, outside, rest }
}

function isInside(inner: ScopeGroup, outer: ScopeGroup): boolean {
  return [...inner.documents].every(id => outer.documents.has(id))
}

/** Every name under which a document's place may be asked for. */
function namesOf(documents: readonly StoredDocument[]): Map<string, CoveredPlace[]> {
  const names = new Map<string, CoveredPlace[]>()
  const add = (alias: string, place: CoveredPlace): void => {
    const known = names.get(alias)
    if (known === undefined) names.set(alias, [place])
    else if (!known.some(other => other.document === place.document)) known.push(place)
  }
  for (const document of documents) {
    const { province, city, district } = document.places
    for (const name of [province, city, district]) {
      if (name === null) continue
      for (const alias of aliasesOf(name)) add(alias, { name, document: document.id })
    }
    for (const [alias, name] of secondNames(document)) add(alias, { name, document: document.id })
  }
  return names
}

function aliasesOf(name: string): string[] {
  const short = shortName(name)
  return [name, ...(short === null ? [] : [short]), ...prefectureAliases(name)]
}

function secondNames({ title, jurisdiction }: StoredDocument): [string, string][] {
  if (jurisdiction === null) return []
  const found: [string, string][] = []
  for (const [, alias = '', name] of foldText(title).matchAll(SECOND_NAME)) {
    if (name !== jurisdiction) continue
    // 岚州滨河新城, 滨河新城 and 河新城 all mean it.
    for (let i = 0; i + SHORTEST_ALIAS <= alias.length; i++) found.push([alias.slice(i), jurisdiction])
  }
  return found
}
