/**
 * Damaged dates and quotas in a document: 每年31日前, 41前, 202281. In: the text and what it is. Out: warnings with line
 * numbers that say what stands there and what it may have been. Nothing is repaired; a person decides.
 */
import type { DocumentMetadata, Warning } from '../../knowledge/model/document.ts'
import { readTimes, type CivilDate, type TimeMention } from '../../knowledge/time/index.ts'

/** Expressions without a year are read from here where the document names none; damage does not depend on it. */
const ANY_DAY = '2000-01-01' as CivilDate

export function findTimeDamage(
  text: string,
  { issuedOn, years }: DocumentMetadata,
  lineAt: (offset: number) => number,
): Warning[] {
  const reference = (issuedOn ?? (years === null ? ANY_DAY : `${years.from}-01-01`)) as CivilDate
  return readTimes(text, reference)
    .filter(mention => mention.type === 'damaged')
    .map(mention => ({ code: 'time-damaged', message: describe(mention), line: lineAt(mention.offset) }))
}

function describe({ raw, explanation, proposals }: TimeMention): string {
  const reason = (explanation ?? `“${raw}”有字符脱落`).replace(/。$/, '')
  const likely = proposals?.[0]?.text
  return likely === undefined ? reason : `${reason}，可能是“${likely}”`
}
