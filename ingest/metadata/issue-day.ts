/**
 * The day a document was issued: a line of its own in the notice or at the end, or the line that tells when a statute was
 * passed. In: the frame of the document. Out: an ISO day or null, and a warning where the date is damaged.
 */
import type { Warning } from '../../knowledge/model/document.ts'
import { readNumeral } from '../../knowledge/text/numerals.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
import type { Frame } from './frame.ts'

const DAY_LINE = /^[(]?(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日(?:印发|发布|公布)?[)]?$/
const HAN_DAY_LINE =
  /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(?:印发)?$/
/** 2021年1月22日 第十三届…通过, (清渠区人民政府2026年11月20日公布): the header lines of statutes and rules. */
const PASSED_LINE =
  /^[(]?[\u4e00-\u9fff]{0,30}?(\d{4})年(\d{1,2})月(\d{1,2})日.{0,80}?(?:通过|修订|修正|公布|发布|批准|印发)/
/** 中共…委员会办公室 2022年8月4日印发. */
const PRINTED_LINE = /(?:^|[\u4e00-\u9fff]\s+)(\d{4})年(\d{1,2})月(\d{1,2})日印发$/
const DAMAGED_LINE = /^(?:[\u4e00-\u9fff]{4,40}\s+)?((?:19|20)\d{2}[年\d月]{1,6}日?)(?:印发)?$/
/** 成文日期:2026-06-05 in the record of a page; the day it went online (发布日期) is another matter. */
const RECORD_DAY =
  /(?:成文日期|成文时间|发文日期|发文时间|印发日期)\s*[:|\t]\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})/
/** No line with a date in it that tells about the document is longer. */
const LONGEST_LINE = 200

interface FoundDay {
  readonly value: string | null
  readonly warning: (Omit<Warning, 'line'> & { readonly offset: number }) | null
}

/** Statutes list every amendment: the last one is the version at hand. */
export function findIssueDay({ head, tail, records }: Frame): FoundDay {
  const passed = head.flatMap(paragraph => dayOf(PASSED_LINE, paragraph)).at(-1)
  const own = [...head, ...tail].flatMap(paragraph => ownDay(paragraph))
  const value = own[0] ?? passed ?? tail.flatMap(paragraph => dayOf(PRINTED_LINE, paragraph))[0]
  if (value !== undefined) return { value, warning: null }
  const recorded = records.flatMap(record => daysIn(RECORD_DAY, record.text))[0] ?? null
  return { value: recorded, warning: damagedDay([...head, ...tail], recorded) }
}

function ownDay(paragraph: Paragraph): string[] {
  return shortLines(paragraph).flatMap(line => {
    const arabic = daysIn(DAY_LINE, line)
    if (arabic.length > 0) return arabic
    const han = HAN_DAY_LINE.exec(line)
    if (han === null) return []
    const [year, month, day] = [han[1], han[2], han[3]].map(part => readNumeral(part ?? '') ?? 0)
    return isoDay(year ?? 0, month ?? 0, day ?? 0)
  })
}

function dayOf(pattern: RegExp, paragraph: Paragraph): string[] {
  return shortLines(paragraph).flatMap(line => daysIn(pattern, line))
}

function shortLines(paragraph: Paragraph): string[] {
  return paragraph.lines.map(line => line.text).filter(text => text.length <= LONGEST_LINE)
}

/** @param pattern year, month and day in groups 1 to 3. */
function daysIn(pattern: RegExp, text: string): string[] {
  const match = pattern.exec(text)
  return match === null ? [] : isoDay(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Empty for a day no calendar has. */
function isoDay(year: number, month: number, day: number): string[] {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= (lengths[month - 1] ?? 0)
  return exists ? [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`] : []
}

function damagedDay(paragraphs: readonly Paragraph[], recorded: string | null): FoundDay['warning'] {
  for (const line of paragraphs.flatMap(paragraph => paragraph.lines)) {
    const written = line.text.length > LONGEST_LINE ? undefined : DAMAGED_LINE.exec(line.text)?.[1]
    if (written === undefined) continue
    const remedy = recorded === null ? '无法确定是哪一天' : `网页记录的成文日期是${recorded}`
    return {
      code: 'issue-day-damaged',
      message: `成文日期“${written}”破损，${remedy}`,
      offset: line.start,
    }
  }
  return null
}
