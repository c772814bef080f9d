/**
 * Days without a year in rules that stand for years. In: the metadata of a document and a timing. Out: the timing as the
 * rule means it. 12月10日前 in a rule comes round every year; 次年3月底前 counts from the year of whatever happened.
 */
import { type DocumentMetadata, type DocumentType } from '../../knowledge/model/document.ts'
import { type ExtractedTiming } from '../../knowledge/model/extracted.ts'
import { readTimes, type CivilDate } from '../../knowledge/time/index.ts'

const RULES: ReadonlySet<DocumentType> = new Set(['办法', '法律', '行政法规', '地方性法规', '司法解释'])
const NAMES_YEAR = /年/
/** 次年3月底前, 当年12月5日前, 次月: no day of its own until the case has one. */
const OF_THE_CASE = /^(?:次|翌|当|下)一?(?:年|月|季度)/

/** What a person is told where a day was taken for a yearly one. */
export const YEARLY_REASON = '原文未写年份，按每年理解，请核对'

/** True for a rule that covers no years of its own. */
const isStanding = ({ type, years }: DocumentMetadata): boolean => years === null && RULES.has(type)

/** @returns the timing as a standing rule means it; unchanged in plans and where a year or a rule of recurrence is written. */
export function standingTiming(
  metadata: DocumentMetadata,
  timing: ExtractedTiming | null,
  reference: CivilDate,
): ExtractedTiming | null {
  if (timing === null || timing.rrule !== null || timing.isPresumed || !isStanding(metadata)) return timing
  if (timing.type !== 'deadline' && timing.type !== 'window') return timing
  if (OF_THE_CASE.test(timing.raw)) return { ...timing, type: 'relative', from: null, to: null }
  if (NAMES_YEAR.test(timing.raw) || !/月/.test(timing.raw)) return timing
  const rrule = readTimes(`每年${timing.raw}`, reference)[0]?.rrule ?? null
  return rrule === null ? timing : { ...timing, type: 'recurring', rrule, from: null, to: null }
}
