/** The door of the register. */
export { type RegisterFilter, type RegisterSources } from './entries.ts'
export { type DueDay, type DueWindow } from './due.ts'
export { createRegister, type Register } from './register.ts'
export { toCsv } from './csv.ts'
