/** The door of the roster. */

// what names mean
export { createRoster, type Roster } from './roster.ts'

// who is there
export {
  createDirectory,
  mentionsOf,
  type Directory,
  type DirectoryUnit,
  type Duties,
  type Mention,
  type Preview,
} from './directory.ts'
export { KIND_NAMES, kindNamed } from './kinds.ts'

// before a unit is kept
export {
  kindFault,
  likelyKind,
  lookAlikes,
  nameFaults,
  readAliases,
  takenName,
  unitFaults,
} from './checks.ts'

// as a file of spreadsheets
export { readRosterCsv, toRosterCsv } from './csv.ts'
