/** The door of the roster. */
export { createRoster, type NamedParty, type Roster } from './roster.ts'
