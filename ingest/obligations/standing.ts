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

/** 每年组织考试2次,安排在5月和10月, in a plan for several years; 首次 comes once. */
const comesRound = (metadata: DocumentMetadata, before: string): boolean =>
  (isStanding(metadata) || (metadata.years !== null && metadata.years.to > metadata.years.from)) &&
  /每(?:年|半年|两年)/.test(before) &&
  !/首[次批]/.test(before)

interface Place {
  readonly metadata: DocumentMetadata
  readonly reference: CivilDate
  /** The words of the sentence up to the timing. */
  readonly before: string
}

/** @returns the timing as a standing rule means it; unchanged elsewhere and where a year or a recurrence is written. */
export function standingTiming(
  timing: ExtractedTiming | null,
  { metadata, reference, before }: Place,
): ExtractedTiming | null {
  if (timing === null || timing.rrule !== null || timing.isPresumed) return timing
  const isRound = comesRound(metadata, before)
  if (!isStanding(metadata) && !isRound) return timing
  if (timing.type !== 'deadline' && timing.type !== 'window') return timing
  const isOfCase = OF_THE_CASE.test(timing.raw)
  if (isOfCase && !isRound) return { ...timing, type: 'relative', from: null, to: null }
  const day = timing.raw.replace(/^[次翌当]年/, '')
  if (NAMES_YEAR.test(day) || !/月/.test(day)) return timing
  const rrule = readTimes(`每年${day}`, reference)[0]?.rrule ?? null
  return rrule === null ? timing : { ...timing, type: 'recurring', rrule, from: null, to: null }
}
