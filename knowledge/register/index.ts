/** The door of the register. */
export { readEntries, referenceOf, type Entry, type RegisterFilter, type RegisterSources } from './entries.ts'
export {
  areUnitsSettled,
  corrected,
  damagedFields,
  isAboutUnits,
  openDamage,
  standingDecisions,
  type DamagedField,
  type Standing,
} from './decisions.ts'
export { findingId, isFindingId } from './finding-id.ts'
export { isNameReason, nameDoubtsOf, type NameDoubt } from './name-doubts.ts'
export { PAST_WHEN_READ_NOTE, type DueDay, type DueWindow } from './due.ts'
export { createRegister, type Register, type Undated } from './register.ts'
export { quotaText } from './columns.ts'
export { toCsv } from './csv.ts'
export { toIcs } from './ics.ts'
export { markDuty, type Marked, type MarkRequest } from './marking.ts'
export { toXlsx } from './xlsx.ts'
