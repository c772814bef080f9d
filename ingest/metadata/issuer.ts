/**
 * Who issued a document: the names in front of 关于印发, the signature above the date, the body that passed a statute, or
 * the body a report names as its own. In: the frame and the title. Out: the name, several joined by 、, or null.
 */
import { NUMERAL_CHARACTERS } from '../../knowledge/text/numerals.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
import type { Frame } from './frame.ts'
import type { FoundTitle } from './title.ts'

const BODY =
  '(?:委员会|人民政府(?:办公室|办公厅)?|委员会办公室|领导小组(?:办公室)?|办公室|办公厅|人民法院|人民检察院|[\u4e00-\u9fff]{1,10}(?:局|厅|部|署|总署|委)|管委会|区委|县委|市委|省委|州委|常务委员会|国务院)'
const BODY_LINE = new RegExp(`^(?:中共)?[\u4e00-\u9fff()]{2,40}?${BODY}$`)
const BODY_NAME = new RegExp(`${BODY}$`)
const BEFORE_ABOUT = new RegExp(
  `^[(]?[^《〈\\d]{0,30}?[)]?((?:中共)?[\u4e00-\u9fff、\\s]{2,40}${BODY})\\s*关于`,
)
const REPORTING_BODY = new RegExp(
  `^(?!关于)(?:北京市|[\u4e00-\u9fff]{2,9}(?:省|市|自治州|自治区))?[\u4e00-\u9fff]{2,9}?(?:区|县|市|州|省|旗)人民政府(?:办公室)?(?=.*(?:报告|汇报|总结|要点|规划|方案|计划))`,
)
const DATE = /(?:\d{4}|[〇零一二三四五六七八九]{4})年?.{0,8}(?:日|\d)(?:印发)?$/
const N = `[${NUMERAL_CHARACTERS}\\d]`
/** What stands behind the date in the line that tells who passed or issued an instrument. */
const DATED = /^[(]?([\u4e00-\u9fff]{0,30}?)\d{4}年\d{1,2}月\d{1,2}日\s*(?:由|经)?(.{0,80})/
/** 清渠省第三届人民代表大会常务委员会第二次会议通过. */
const ASSEMBLY = new RegExp(
  `^([\u4e00-\u9fff]{0,20}?)(?:第?${N}{1,5}届)?(全国)?(人民代表大会(?:常务委员会)?)(?:第${N}{1,5}次会议)?.*(?:通过|修订|修正)`,
)
const ORDERED = /^([\u4e00-\u9fff、]{2,60}?)(?:令|公告)?(?:第[^《]{1,12}号)?(?:公布|发布|印发)/
const COURT = /^(最高人民法院|最高人民检察院)/
/** Verbs inside a name show that a sentence was taken for one. */
const NO_NAME = /听取|审议|通过|根据|按照|依照|依据|批转|转发|同意|批准|诉|为了|以及/

export function findIssuer(frame: Frame, title: FoundTitle): string | null {
  return (
    signature(frame.head) ??
    signature(frame.tail) ??
    beforeAbout(frame, title) ??
    issuedBy(frame) ??
    REPORTING_BODY.exec(title.title)?.[0] ??
    null
  )
}

/** The lines of names right above a date line. */
function signature(paragraphs: readonly Paragraph[]): string | null {
  const lines = paragraphs.flatMap(paragraph => paragraph.lines.map(line => line.text))
  const date = lines.findIndex(
    (line, i) => i > 0 && line.length <= 60 && DATE.test(line) && isBody(lines[i - 1] ?? ''),
  )
  if (date === -1) return null
  let first = date
  while (first > 0 && isBody(lines[first - 1] ?? '')) first--
  return lines.slice(first, date).join('、')
}

function isBody(line: string): boolean {
  return line.length <= 60 && BODY_LINE.test(line) && !line.includes('关于')
}

function beforeAbout(frame: Frame, title: FoundTitle): string | null {
  const candidates = [title.carrier ?? '', title.title, ...frame.head.map(paragraph => paragraph.text)]
  for (const text of candidates) {
    const name = BEFORE_ABOUT.exec(text.slice(0, 200))?.[1]
    if (name !== undefined && !NO_NAME.test(name)) return name.trim().replace(/\s+/g, '、')
  }
  return null
}

/** The first line that tells who passed, issued or printed it: later ones tell of amendments and approvals. */
function issuedBy({ head }: Frame): string | null {
  for (const line of head.flatMap(paragraph => paragraph.lines)) {
    const dated = line.text.length <= 200 ? DATED.exec(line.text) : null
    if (dated === null) continue
    const name = nameIn(`${dated[1] ?? ''}${dated[2] ?? ''}`)
    if (name !== null) return name
  }
  return null
}

function nameIn(text: string): string | null {
  const assembly = ASSEMBLY.exec(text)
  if (assembly !== null) {
    const [, place = '', national = '', body = ''] = assembly
    // 市十二届人民代表大会: whose, the line does not say.
    return place.length > 1 || national !== '' ? `${place}${national}${body}` : null
  }
  const court = COURT.exec(text)?.[1]
  if (court !== undefined) return court
  const ordered = ORDERED.exec(text)?.[1]
  return ordered === undefined || NO_NAME.test(ordered) || !BODY_NAME.test(ordered) ? null : ordered
}
