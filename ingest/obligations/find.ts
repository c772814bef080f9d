/**
 * Obligations of a document, dated as far as the document itself allows. In: the structured document. Out: duties. A day
 * without a year in a document that names no year stays undated: a wrong deadline is worse than none.
 */
import { type StructuredDocument } from '../../knowledge/model/document.ts'
import { type ExtractedObligation, type ExtractedTiming } from '../../knowledge/model/extracted.ts'
import { civilDate } from '../../knowledge/time/index.ts'
import { extractObligations } from './extract.ts'

/** Stands in where a document names no year; what is dated by it is undated again. */
const ANY_DAY = civilDate('2000-01-01')
const NAMES_YEAR = /[\d\uff10-\uff19〇零一二三四五六七八九]{4}/

export function findObligations(document: StructuredDocument): ExtractedObligation[] {
  const { issuedOn, years } = document.metadata
  if (issuedOn !== null) return extractObligations(document, civilDate(issuedOn))
  if (years !== null) return extractObligations(document, civilDate(`${years.from}-01-01`))
  return extractObligations(document, ANY_DAY).map(found =>
    found.timing === null ? found : { ...found, timing: undated(found.timing) },
  )
}

function undated(timing: ExtractedTiming): ExtractedTiming {
  return NAMES_YEAR.test(timing.raw) ? timing : { ...timing, from: null, to: null }
}
