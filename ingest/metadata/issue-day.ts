/**
 * The day a document was issued: a line of its own in the notice or at the end, or the line that tells when a statute was
 * passed. In: the frame of the document. Out: an ISO day or null, and a warning where the date is damaged.
 */
import type { Paragraph } from '../clean/paragraphs.ts'
import type { Frame } from './metadata.ts'
import type { Warning } from '../../knowledge/model/document.ts'
import { readNumeral } from '../../knowledge/text/numerals.ts'

const DAY_LINE = /^[(]?(\d{4})年(\d{1,2})月(\d{1,2})日(?:印发|施行|发布|公布)?[)]?$/
const HAN_DAY_LINE =
  /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(?:印发)?$/
/** 2021年1月22日 第十三届…通过: the header lines of statutes. */
const PASSED_LINE = /^(\d{4})年(\d{1,2})月(\d{1,2})日.{2,80}?(?:通过|修订|修正|公布|发布|施行|批准)/
/** 中共…委员会办公室 2022年8月4日印发. */
const PRINTED_LINE = /(?:^|[\u4e00-\u9fff]\s+)(\d{4})年(\d{1,2})月(\d{1,2})日印发$/
const DAMAGED_LINE = /^(?:[\u4e00-\u9fff]{4,40}\s+)?((?:19|20)\d{2}[年\d月]{1,6}日?)(?:印发)?$/

interface FoundDay {
  readonly value: string | null
  readonly warning: (Omit<Warning, 'line'> & { readonly offset: number }) | null
}

/** Statutes list every amendment: the last one is the version at hand. */
export function findIssueDay({ head, tail }: Frame): FoundDay {
  const passed = head.flatMap(paragraph => dayOf(PASSED_LINE, paragraph)).at(-1)
  const own = [...head, ...tail].flatMap(paragraph => ownDay(paragraph))
  const value = own[0] ?? passed ?? tail.flatMap(paragraph => dayOf(PRINTED_LINE, paragraph))[0]
  if (value !== undefined) return { value, warning: null }
  return { value: null, warning: damagedDay([...head, ...tail]) }
}

function ownDay(paragraph: Paragraph): string[] {
  return paragraph.lines.flatMap(line => {
    const arabic = DAY_LINE.exec(line.text)
    if (arabic !== null) return isoDay(Number(arabic[1]), Number(arabic[2]), Number(arabic[3]))
    const han = HAN_DAY_LINE.exec(line.text)
    if (han === null) return []
    const [year, month, day] = [han[1], han[2], han[3]].map(part => readNumeral(part ?? '') ?? 0)
    return isoDay(year ?? 0, month ?? 0, day ?? 0)
  })
}

function dayOf(pattern: RegExp, paragraph: Paragraph): string[] {
  return paragraph.lines.flatMap(line => {
    const match = pattern.exec(line.text)
    return match === null ? [] : isoDay(Number(match[1]), Number(match[2]), Number(match[3]))
  })
}

/** Empty for a day no calendar has. */
function isoDay(year: number, month: number, day: number): string[] {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= (lengths[month - 1] ?? 0)
  return exists ? [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`] : []
}

function damagedDay(paragraphs: readonly Paragraph[]): FoundDay['warning'] {
  for (const line of paragraphs.flatMap(paragraph => paragraph.lines)) {
    const written = DAMAGED_LINE.exec(line.text)?.[1]
    if (written === undefined) continue
    return {
      code: 'issue-day-damaged',
      message: `成文日期“${written}”破损，无法确定是哪一天`,
      offset: line.start,
    }
  }
  return null
}
