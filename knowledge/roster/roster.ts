/**
 * Names of units. In: what documents write and the units a person keeps. Out: one name for one unit. It does not read
 * documents and keeps nothing.
 */
import { type ExtractedParty } from '../model/extracted.ts'
import { type RosterUnit } from '../model/unit.ts'

export type NamedParty = Pick<ExtractedParty, 'name' | 'asWritten'>

export interface Roster {
  /** The name a party is shown by in a document of this place. */
  nameOf(party: NamedParty, place: string | null): string
  /**
   * The unit that somebody who asks for `wanted` means by this party of a document of this place: the party itself, or the
   * member of a collective; null where the party is somebody else.
   */
  unitMeant(wanted: string, party: NamedParty, place: string | null): string | null
}

export function createRoster(units: readonly RosterUnit[]): Roster {
  const byName = new Map(units.flatMap(unit => [unit.name, ...unit.aliases].map(name => [name, unit])))
  return {
    nameOf: ({ name }) => byName.get(name)?.name ?? name,
    unitMeant: (wanted, { name, asWritten }) =>
      name.includes(wanted) || asWritten.includes(wanted) ? name : null,
  }
}
