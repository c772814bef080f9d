/**
 * Names joined with the roster that people keep. In: the kept units. Out: for a name in a document of a place, the kept unit
 * it means, if any, and what it means by itself.
 */
import { type RosterUnit } from '../model/unit.ts'
import { isSameUnit, meaningOf, plainName, type Meaning } from './meaning.ts'

export interface Identity {
  readonly kept: RosterUnit | null
  readonly meaning: Meaning
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
}

function keptUnits(units: readonly RosterUnit[], place: string | null): KeptUnits {
  const own = place === null ? [] : units.filter(unit => unit.place === place)
  const here = [...own, ...units.filter(unit => unit.place === '')]
  const named = here.flatMap(unit =>
    [unit.name, ...unit.aliases].map(name => [plainName(name), unit] as const),
  )
  // The first wins in a Map built from the end.
  const byName = new Map(named.toReversed())
  const meanings = named.map(([name, unit]) => [meaningOf(name, place), unit] as const)
  const elsewhere = units.filter(unit => !here.includes(unit))
  const namesElsewhere = new Set(elsewhere.flatMap(({ name, aliases }) => [name, ...aliases].map(plainName)))
  return { byName, meanings, namesElsewhere }
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
  const isByOwnName = meaning.kind === 'unit' && BY_OWN_NAME.has(meaning.unitKind)
  const isElsewhere = unit === null && isByOwnName && kept.namesElsewhere.has(plain)
  return { kept: unit, meaning, isElsewhere }
}

function sameKept(meaning: Meaning, { meanings }: KeptUnits): RosterUnit | null {
  if (meaning.kind !== 'unit' && meaning.kind !== 'unresolved') return null
  const found = meanings.find(
    ([other]) => (other.kind === 'unit' || other.kind === 'unresolved') && isSameUnit(meaning, other),
  )
  return found?.[1] ?? null
}
