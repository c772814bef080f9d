/** The door of the register. */
export { readEntries, referenceOf, type Entry, type RegisterFilter, type RegisterSources } from './entries.ts'
export { corrected, standingDecisions, type Standing } from './decisions.ts'
export { type DueDay, type DueWindow } from './due.ts'
export { createRegister, type Register } from './register.ts'
export { toCsv } from './csv.ts'
