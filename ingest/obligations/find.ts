/**
 * Obligations of a document, dated as far as the document itself allows. In: the structured document. Out: duties. A day
 * without a year is read from the day of issue, the years covered, or the only year the text speaks of; where it names none
 * or several it stays undated: a wrong deadline is worse than none.
 */
import { type StructuredDocument } from '../../knowledge/model/document.ts'
import { type ExtractedObligation, type ExtractedTiming } from '../../knowledge/model/extracted.ts'
import { foldText } from '../../knowledge/text/fold.ts'
import { civilDate } from '../../knowledge/time/index.ts'
import { extractObligations } from './extract.ts'

/** Stands in where a document names no year; what is dated by it is undated again. */
const ANY_DAY = civilDate('2000-01-01')
/** What 本年, 次年 and a bare day come to from that day; a part headed with a year of its own comes to others. */
const STAND_INS = /^(?:1999|2000|2001)-/
const NAMES_YEAR = /[\d\uff10-\uff19〇零一二三四五六七八九]{4}/

export function findObligations(document: StructuredDocument): ExtractedObligation[] {
  const { issuedOn, years } = document.metadata
  if (issuedOn !== null) return extractObligations(document, civilDate(issuedOn))
  if (years !== null) return extractObligations(document, civilDate(`${years.from}-01-01`))
  const year = onlyYearIn(document.text)
  if (year !== null) return extractObligations(document, civilDate(`${year}-01-01`))
  return extractObligations(document, ANY_DAY).map(found =>
    found.timing === null ? found : { ...found, timing: undated(found.timing) },
  )
}

/** Titles, document numbers and what is told of other texts name years that are not this document's. */
const OF_OTHERS =
  /《[^》]*》|[〔[(（]\d{4}[〕\])）]|\d{4}年[^，,。；;\n]{0,14}(?:施行|实施|公布|通过|废止|印发|批准|修订)/g

/** @returns the one year the text itself speaks of; null where it names none or several. */
function onlyYearIn(text: string): string | null {
  const years = foldText(text)
    .replace(OF_OTHERS, '')
    .matchAll(/(?<!\d)(20\d{2})年/g)
  const named = new Set([...years].map(match => match[1] ?? ''))
  return named.size === 1 ? ([...named][0] ?? null) : null
}

function undated(timing: ExtractedTiming): ExtractedTiming {
  const isStandIn = [timing.from, timing.to].some(day => day !== null && STAND_INS.test(day))
  return NAMES_YEAR.test(timing.raw) || !isStandIn ? timing : { ...timing, from: null, to: null }
}
