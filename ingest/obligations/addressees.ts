/**
 * To whom something is reported, sent or published. In: folded text and the span of a clause. Out: the receivers named
 * after 向 (向同级党委、人大常委会报告) or after a verb of sending (抄送区政协), each with its span.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { NEVER_A_SUBJECT, SENDING_VERB, TELLING_VERB, UNIT_ENDING } from './lexicon.ts'
import { textOf } from './spans.ts'
import { isUnitName, readUnits } from './units.ts'
import { type ExtractedAddressee } from '../../knowledge/model/extracted.ts'

const PUBLIC = /^(?:全社会|社会公众|社会各界|社会|公众|群众)/
/** 向 and its verb stand no further apart. */
const LONGEST_RECEIVERS = 50
/** 报告呈送区委: 报告 is a noun here, the receiver comes after the next verb. */
const SENDING_START = /^(?:[呈送抄报分提须要]|上报|应当)/
/** Ends a receiver after a verb of sending. */
const AFTER_RECEIVER =
  /^(?:$|[,。;:、|)\s]|备案|审批|批准|决定|审核|审查|同意|汇总|研究|审议|讨论|并|供|会商|和|后|核|归)/

export function addresseesOf(text: string, clause: Span): ExtractedAddressee[] {
  const found = [...toldIn(text, clause), ...sentIn(text, clause)]
  return found.filter((each, i) => found.findIndex(other => other.span.start === each.span.start) === i)
}

function toldIn(text: string, clause: Span): ExtractedAddressee[] {
  const words = textOf(text, clause)
  return [...words.matchAll(/向/g)].flatMap(match => {
    const from = match.index + 1
    const rest = words.slice(from, from + LONGEST_RECEIVERS)
    const verb = TELLING_VERB.exec(rest)
    if (verb === null) return []
    const start = clause.start + from
    const publicly = PUBLIC.exec(rest)
    if (publicly !== null) return receivers(text, { start, end: start + publicly[0].length })
    return longestList(text, start, rest.slice(0, verb.index))
  })
}

/** The receivers are the longest run of names before the verb; 向区政府就…报告 has words between. */
function longestList(text: string, start: number, words: string): ExtractedAddressee[] {
  const ends = [...words.matchAll(UNIT_ENDING)].map(match => match.index + match[0].length).reverse()
  for (const length of ends) {
    const all = receivers(text, { start, end: start + length })
    if (all.length > 0) return all
  }
  return []
}

function sentIn(text: string, clause: Span): ExtractedAddressee[] {
  const words = textOf(text, clause)
  return [...words.matchAll(SENDING_VERB)].flatMap(match => {
    const verbEnd = match.index + match[0].length
    const from = verbEnd + (/^[至给到]/.test(words.slice(verbEnd)) ? 1 : 0)
    const rest = words.slice(from, from + LONGEST_RECEIVERS)
    const ends = [...rest.matchAll(UNIT_ENDING)].map(end => end.index + end[0].length).reverse()
    for (const length of ends) {
      if (!AFTER_RECEIVER.test(rest.slice(length))) continue
      const start = clause.start + from
      const all = receivers(text, { start, end: start + length })
      if (all.length > 0) return all
    }
    return []
  })
}

function receivers(text: string, span: Span): ExtractedAddressee[] {
  const units = readUnits(text, span)
  const areReceivers = units.every(
    unit =>
      (isUnitName(unit.asWritten) &&
        !SENDING_START.test(unit.asWritten) &&
        !NEVER_A_SUBJECT.test(unit.asWritten)) ||
      PUBLIC.test(unit.asWritten),
  )
  return areReceivers ? units.map(({ asWritten, span: at }) => ({ asWritten, span: at })) : []
}
