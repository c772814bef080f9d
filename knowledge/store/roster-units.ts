/** The roster of units as people keep it. In: units. Out: units by place and name. What a name means is decided elsewhere. */
import { type RosterUnit } from '../model/unit.ts'
import { type Database } from './database.ts'

export interface RosterStore {
  /** By place, then by name, so that what is exported twice is the same file. */
  rosterUnits(): readonly RosterUnit[]
  /** Adds units, or replaces those of the same place and name; all or none. @throws {AppError} data-unwritable */
  saveRosterUnits(units: readonly RosterUnit[]): void
  /** Answers whether there was one. @throws {AppError} data-unwritable */
  removeRosterUnit(place: string, name: string): boolean
}

export function createRosterStore(database: Database): RosterStore {
  const { kysely } = database
  return {
    rosterUnits() {
      const query = kysely.selectFrom('roster_unit').selectAll().orderBy('place').orderBy('name')
      return database
        .all(query)
        .map(({ aliases, ...unit }) => ({ ...unit, aliases: JSON.parse(aliases) as string[] }))
    },
    saveRosterUnits(units) {
      database.transaction(() => {
        for (const { place, name, kind, aliases } of units) {
          const row = { place, name, kind, aliases: JSON.stringify(aliases) }
          const insert = kysely.insertInto('roster_unit').values(row)
          database.run(insert.onConflict(conflict => conflict.columns(['place', 'name']).doUpdateSet(row)))
        }
      })
    },
    removeRosterUnit(place, name) {
      const remove = kysely.deleteFrom('roster_unit').where('place', '=', place).where('name', '=', name)
      return database.run(remove) > 0
    },
  }
}
