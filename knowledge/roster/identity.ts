/**
 * Names joined with the roster that people keep. In: the kept units. Out: for a name in a document of a place, the kept unit
 * it means, or the members people gave a collective, and what it means by itself.
 */
import { type RosterUnit } from '../model/unit.ts'
import { isSameUnit, meaningOf, namesMany, plainName, type Meaning } from './meaning.ts'

export interface Identity {
  readonly kept: RosterUnit | null
  readonly meaning: Meaning
  /** Of a collective, the units that have it for an alias; null where none has, and for what is no collective. */
  readonly members: readonly RosterUnit[] | null
  /** People keep a unit of this name, but of other places only: 某某镇 of the next county. */
  readonly isElsewhere: boolean
}

export type Identifier = (name: string, place: string | null) => Identity

/** Remembers what it has identified; made anew for each state of the roster. */
export function createIdentifier(units: readonly RosterUnit[]): Identifier {
  const known = new Map<string, Identity>()
  const places = new Map<string, KeptUnits>()
  return (name, place) => {
    const key = `${place ?? ''}\n${name}`
    const before = known.get(key)
    if (before !== undefined) return before
    const kept = places.get(place ?? '') ?? keptUnits(units, place)
    places.set(place ?? '', kept)
    const identity = identify(name, { place, kept })
    known.set(key, identity)
    return identity
  }
}

/** The kept units as one place sees them. */
interface KeptUnits {
  /** By every name, folded. The place's own stand before those of every place. */
  readonly byName: ReadonlyMap<string, RosterUnit>
  /** What each of the names means. */
  readonly meanings: readonly (readonly [Meaning, RosterUnit])[]
  readonly namesElsewhere: ReadonlySet<string>
  /** Members by the folded name of their collective. */
  readonly members: ReadonlyMap<string, readonly RosterUnit[]>
}

function keptUnits(units: readonly RosterUnit[], place: string | null): KeptUnits {
  const own = place === null ? [] : units.filter(unit => unit.place === place)
  const here = [...own, ...units.filter(unit => unit.place === '')]
  const named = here.flatMap(unit =>
    [unit.name, ...ownAliases(unit)].map(name => [plainName(name), unit] as const),
  )
  // The first wins in a Map built from the end.
  const byName = new Map(named.toReversed())
  const meanings = named.map(([name, unit]) => [meaningOf(name, place), unit] as const)
  const elsewhere = units.filter(unit => !here.includes(unit))
  const namesElsewhere = new Set(elsewhere.flatMap(({ name, aliases }) => [name, ...aliases].map(plainName)))
  return { byName, meanings, namesElsewhere, members: membersIn(here) }
}

/** The aliases of a unit that are names of its own. */
export function ownAliases({ place, aliases }: RosterUnit): readonly string[] {
  return aliases.filter(alias => !namesMany(alias, place === '' ? null : place))
}

/** The aliases of a unit that make it a member of a collective: 各成员单位. */
export function collectivesOf(unit: RosterUnit): readonly string[] {
  const own = ownAliases(unit)
  return unit.aliases.filter(alias => !own.includes(alias))
}

function membersIn(units: readonly RosterUnit[]): Map<string, RosterUnit[]> {
  const members = new Map<string, RosterUnit[]>()
  for (const unit of units)
    for (const name of collectivesOf(unit).map(plainName))
      members.set(name, [...(members.get(name) ?? []), unit])
  return members
}

/** Kinds whose names hold a name of their own, so that a unit kept elsewhere is another one than those of this place. */
const BY_OWN_NAME = new Set(['township', 'subdistrict', 'zone'])

function identify(
  name: string,
  { place, kept }: { readonly place: string | null; readonly kept: KeptUnits },
): Identity {
  const plain = plainName(name)
  const meaning = meaningOf(name, place)
  const unit = kept.byName.get(plain) ?? sameKept(meaning, kept)
  const members = unit === null && meaning.kind === 'group' ? (kept.members.get(plain) ?? null) : null
  const isByOwnName = meaning.kind === 'unit' && BY_OWN_NAME.has(meaning.unitKind)
  const isElsewhere = unit === null && isByOwnName && kept.namesElsewhere.has(plain)
  return { kept: unit, meaning, members, isElsewhere }
}

function sameKept(meaning: Meaning, { meanings }: KeptUnits): RosterUnit | null {
  if (meaning.kind !== 'unit' && meaning.kind !== 'unresolved') return null
  const found = meanings.find(
    ([other]) => (other.kind === 'unit' || other.kind === 'unresolved') && isSameUnit(meaning, other),
  )
  return found?.[1] ?? null
}
