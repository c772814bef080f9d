/**
 * The units of each place, seen from the register. In: the roster that people keep and the parties of the register. Out: who
 * is meant by a name, which units a place has, how many duties each bears, and the names nobody can resolve. Pure.
 */
import { type Obligation } from '../model/obligation.ts'
import { type RosterUnit, type UnitKind } from '../model/unit.ts'
import { type Group } from './group.ts'
import { collectivesOf, createIdentifier, ownAliases, type Identifier, type Identity } from './identity.ts'
import { kindOrder } from './kinds.ts'
import { isSameOrgan, isSameUnit, type UnitMeaning } from './meaning.ts'
import { isBelow } from './place-prefix.ts'
import { createRoster, isCandidate, kindOf, shownName, type NamedParty, type Roster } from './roster.ts'

/** A party of one obligation. */
export interface Mention extends NamedParty {
  /** The jurisdiction of its document. */
  readonly place: string | null
  /** Id of the obligation. */
  readonly obligation: string
}

export interface DirectoryUnit {
  readonly place: string | null
  readonly name: string
  readonly kind: UnitKind
  /** Kept by people, or what documents write beside the name. */
  readonly aliases: readonly string[]
  /** Collectives that people made it a member of. */
  readonly collectives: readonly string[]
  /** False for a unit of another place or level that documents of this place name. */
  readonly isLocal: boolean
  /** False for a unit that only documents name. */
  readonly isKept: boolean
}

export type PreviewKind = 'unit' | 'collective' | 'open-collective' | 'role' | 'unresolved'

/** Who is meant by a name. */
export interface Preview {
  readonly kind: PreviewKind
  /** As it is shown in documents of the place. */
  readonly name: string
  readonly place: string | null
  /** The unit itself, or of a role the one whose persons are meant; null where there is none or there are many. */
  readonly unit: DirectoryUnit | null
  /** False where neither people nor documents name the unit here: only its name was made out. */
  readonly isKnown: boolean
  /** Of a collective all its members; of an open one those among whom they are; else empty. */
  readonly members: readonly DirectoryUnit[]
}

/** How many obligations of the place somebody bears; none is counted twice. */
export interface Duties {
  /** That name it. */
  readonly own: number
  /** That name only a collective it is a member of. */
  readonly asMember: number
}

export interface UnresolvedName {
  readonly place: string | null
  readonly name: string
  /** Ids of the obligations that name it, in the order of the register. */
  readonly obligations: readonly string[]
}

export interface Directory extends Roster {
  /** By kind, then as lists of institutions order them. */
  unitsOf(place: string | null): readonly DirectoryUnit[]
  previewOf(name: string, place: string | null): Preview
  dutiesOf(name: string, place: string | null): Duties
  /** Most duties first. */
  unresolvedOf(place: string | null): readonly UnresolvedName[]
  /** Of the register and of kept units; null for documents of no place. */
  places(): readonly (string | null)[]
}

/** @returns every party of the obligations, as often as it is named. */
export function mentionsOf(obligations: readonly Obligation[]): Mention[] {
  return obligations.flatMap(({ id, parties, citation }) =>
    parties.map(({ name, asWritten }) => ({
      name,
      asWritten,
      place: citation.document.jurisdiction,
      obligation: id,
    })),
  )
}

export function createDirectory(units: readonly RosterUnit[], mentions: readonly Mention[]): Directory {
  const roster = createRoster(units)
  const identify = createIdentifier(units)
  const mentionsAt = (place: string | null): Mention[] => mentions.filter(each => each.place === place)
  const cached = new Map<string | null, readonly KnownUnit[]>()
  const knownAt = (place: string | null): readonly KnownUnit[] => {
    const known = cached.get(place) ?? knownUnits({ units, mentions: mentionsAt(place), identify, place })
    cached.set(place, known)
    return known
  }
  return {
    ...roster,
    unitsOf: place => knownAt(place).map(({ unit }) => unit),
    previewOf: (name, place) => preview(name, { place, identify, known: knownAt(place) }),
    dutiesOf(name, place) {
      const meant = mentionsAt(place).map(party => ({ party, as: roster.unitMeant(name, party, place) }))
      const all = meant.filter(({ as }) => as !== null)
      const own = new Set(all.filter(({ party, as }) => as === party.name).map(each => each.party.obligation))
      const every = new Set(all.map(({ party }) => party.obligation))
      return { own: own.size, asMember: every.size - own.size }
    },
    unresolvedOf: place => unresolvedNames(mentionsAt(place), identify),
    places: () => [...new Set([...mentions, ...units].map(({ place }) => (place === '' ? null : place)))],
  }
}

interface KnownUnit {
  readonly unit: DirectoryUnit
  readonly identity: Identity
}

interface Known {
  readonly units: readonly RosterUnit[]
  readonly mentions: readonly Mention[]
  readonly identify: Identifier
  readonly place: string | null
}

function knownUnits({ units, mentions, identify, place }: Known): KnownUnit[] {
  const kept = units
    .filter(unit => unit.place === '' || unit.place === place)
    .map(unit => ({ unit: keptUnit(unit), identity: identify(unit.name, place) }))
    // A unit of every place gives way to the place's own of that name.
    .filter(({ unit, identity }) => identity.kept?.place === unit.place)
  const found = foundUnits(mentions, identify)
  const named = found.map(names => foundUnit(names, { place, found }))
  return [...kept, ...named].toSorted(byKindAndRank)
}

function byKindAndRank(a: KnownUnit, b: KnownUnit): number {
  const byKind = kindOrder(a.unit.kind) - kindOrder(b.unit.kind)
  return byKind === 0 ? rankOf(a) - rankOf(b) : byKind
}

/** What no list of institutions knows comes last. */
function rankOf({ identity: { meaning } }: KnownUnit): number {
  return meaning.kind === 'unit' ? (meaning.body?.rank ?? Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER
}

function keptUnit(unit: RosterUnit): DirectoryUnit {
  return {
    ...unit,
    aliases: ownAliases(unit),
    collectives: collectivesOf(unit),
    isLocal: true,
    isKept: true,
  }
}

interface FoundNames {
  readonly identity: Identity
  readonly meaning: UnitMeaning
  /** How often each wording is used. */
  readonly wordings: Map<string, number>
  /** Names in brackets, as they are shown, and what they mean. */
  readonly signs: Map<string, Identity>
}

/** Units that no person keeps, each with all its wordings. */
function foundUnits(mentions: readonly Mention[], identify: Identifier): FoundNames[] {
  const found: FoundNames[] = []
  const byName = new Map<string, FoundNames>()
  for (const { name, place } of widestFirst(mentions, identify)) {
    const identity = identify(name, place)
    const { meaning, kept } = identity
    if (kept !== null || meaning.kind !== 'unit') continue
    const names =
      byName.get(name) ??
      found.find(each => isOneHere(each.meaning, meaning)) ??
      newNames(identity, { meaning, to: found })
    byName.set(name, names)
    const wording = shownName(bodyItself(meaning), identity, place)
    names.wordings.set(wording, (names.wordings.get(wording) ?? 0) + 1)
    for (const sign of meaning.signs) {
      const meant = identify(sign, place)
      names.signs.set(shownName(sign, meant, place), meant)
    }
  }
  return found
}

function newNames(
  identity: Identity,
  { meaning, to }: { readonly meaning: UnitMeaning; readonly to: FoundNames[] },
): FoundNames {
  const names = { identity, meaning, wordings: new Map<string, number>(), signs: new Map<string, Identity>() }
  to.push(names)
  return names
}

/** Those that do the work of several first, so that all of these join them. */
function widestFirst(mentions: readonly Mention[], identify: Identifier): Mention[] {
  const width = ({ name, place }: Mention): number => {
    const { meaning } = identify(name, place)
    return meaning.kind === 'unit' ? (meaning.body?.covers.length ?? 0) : 0
  }
  return mentions.toSorted((a, b) => width(b) - width(a))
}

/** In a list even what may be anybody's, as in national law, is told from what is said to be somebody's. */
function isOneHere(a: UnitMeaning, b: UnitMeaning): boolean {
  const nameOf = ({ home }: UnitMeaning): string => (home.kind === 'other' ? home.name : '')
  return isSameOrgan(a, b) && nameOf(a) === nameOf(b)
}

const SITTING = /(?:党组|常务会议?|全体会议|常委会(?:会议)?)$/

/** 区政府常务会议 is 区政府 sitting, no other unit and no name of it. */
function bodyItself({ main, body, unitKind }: UnitMeaning): string {
  const sits = body?.isLeading === true && unitKind !== 'organ'
  return sits ? main.replace(SITTING, '') : main
}

/** Named by its commonest wording; the longer of two. A sign in brackets that is listed by itself is no alias. */
function foundUnit(
  names: FoundNames,
  { place, found }: { readonly place: string | null; readonly found: readonly FoundNames[] },
): KnownUnit {
  const { identity, meaning, wordings } = names
  const [name = meaning.main, ...others] = [...wordings]
    .toSorted(([a, m], [b, n]) => (n === m ? b.length - a.length : n - m))
    .map(([wording]) => wording)
  const signs = [...names.signs].filter(([, sign]) => {
    return !found.some(each => sign.meaning.kind === 'unit' && isOneHere(each.meaning, sign.meaning))
  })
  const aliases = [...new Set([...others, ...signs.map(([sign]) => sign)])]
  const isLocal = meaning.home.kind !== 'other' || isBelow(meaning.home, place)
  const unit = { place, name, kind: meaning.unitKind, aliases, collectives: [], isLocal, isKept: false }
  return { unit, identity }
}

interface Seen {
  readonly place: string | null
  readonly identify: Identifier
  readonly known: readonly KnownUnit[]
}

function preview(name: string, seen: Seen): Preview {
  const { place, identify } = seen
  const identity = identify(name, place)
  const { kept, meaning } = identity
  const shown = { name: shownName(name, identity, place), place, unit: null, isKnown: true, members: [] }
  if (kept !== null || meaning.kind === 'unit') {
    const known = knownAs(identity, seen)
    const unit = known ?? onlyAsked(shown.name, identity, place)
    return { ...shown, kind: 'unit', unit, isKnown: known !== null }
  }
  switch (meaning.kind) {
    case 'group': {
      const isOpen = meaning.group.isOpen && identity.members === null
      const members =
        identity.members === null ? membersOf(meaning.group, seen) : keptMembers(identity.members, seen)
      return { ...shown, kind: isOpen ? 'open-collective' : 'collective', members }
    }
    case 'role': {
      const owner = ownerOf(meaning.owner, seen)
      return { ...shown, kind: 'role', unit: owner?.unit ?? null, members: owner?.members ?? [] }
    }
    case 'unresolved':
      return { ...shown, kind: 'unresolved' }
  }
}

/** Whose persons a role means: a unit, or all of a group; of an open one nobody can be named. */
function ownerOf(owner: string | null, seen: Seen): Pick<Preview, 'unit' | 'members'> | null {
  if (owner === null) return null
  const { kind, unit, members } = preview(owner, seen)
  return kind === 'open-collective' ? null : { unit, members }
}

function membersOf(group: Group, { known, place }: Seen): DirectoryUnit[] {
  return known.filter(({ identity }) => isCandidate(identity, group, place)).map(({ unit }) => unit)
}

function keptMembers(members: readonly RosterUnit[], { known }: Seen): DirectoryUnit[] {
  return known
    .filter(({ identity }) => identity.kept !== null && members.includes(identity.kept))
    .map(({ unit }) => unit)
}

function knownAs({ kept, meaning }: Identity, { known }: Seen): DirectoryUnit | null {
  const same = known.find(({ identity }) => {
    if (kept !== null) return identity.kept === kept
    return (
      identity.kept === null &&
      identity.meaning.kind === 'unit' &&
      meaning.kind === 'unit' &&
      isSameUnit(identity.meaning, meaning)
    )
  })
  return same?.unit ?? null
}

/** A unit that can be told by its name, but that neither people nor documents name here. */
function onlyAsked(name: string, identity: Identity, place: string | null): DirectoryUnit | null {
  const kind = kindOf(identity)
  const { meaning } = identity
  const isLocal = meaning.kind !== 'unit' || meaning.home.kind !== 'other' || isBelow(meaning.home, place)
  return kind === null ? null : { place, name, kind, aliases: [], collectives: [], isLocal, isKept: false }
}

function unresolvedNames(mentions: readonly Mention[], identify: Identifier): UnresolvedName[] {
  const duties = new Map<string, Set<string>>()
  for (const { name, place, obligation } of mentions) {
    const { kept, meaning } = identify(name, place)
    if (kept !== null || meaning.kind !== 'unresolved') continue
    duties.set(name, (duties.get(name) ?? new Set<string>()).add(obligation))
  }
  const place = mentions[0]?.place ?? null
  return [...duties]
    .map(([name, obligations]) => ({ place, name, obligations: [...obligations] }))
    .toSorted((a, b) => b.obligations.length - a.obligations.length)
}
