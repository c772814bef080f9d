/**
 * Who issued a document: the names in front of 关于印发, the signature above the date, or the body a report names as its
 * own. In: the frame and the title. Out: the name as written, several joined by 、, or null.
 */
import type { Paragraph } from '../clean/paragraphs.ts'
import type { Frame } from './metadata.ts'
import type { FoundTitle } from './title.ts'

const BODY =
  '(?:委员会|人民政府(?:办公室|办公厅)?|委员会办公室|领导小组(?:办公室)?|办公室|办公厅|[\u4e00-\u9fff]{1,10}(?:局|厅|部|院|署|总署|委)|管委会|区委|县委|市委|省委|州委|常务委员会|国务院)'
const BODY_LINE = new RegExp(`^(?:中共)?[\u4e00-\u9fff()]{2,40}?${BODY}$`)
const BEFORE_ABOUT = new RegExp(`^[(]?.{0,30}?[)]?((?:中共)?[\u4e00-\u9fff]{2,40}${BODY})\\s*关于`)
const REPORTING_BODY = new RegExp(
  `^(?:北京市|[\u4e00-\u9fff]{2,9}(?:省|市|自治州|自治区))?[\u4e00-\u9fff]{2,9}?(?:区|县|市|州|省|旗)人民政府(?:办公室)?`,
)
const DATE = /(?:\d{4}|[〇零一二三四五六七八九]{4})年?.{0,8}(?:日|\d)(?:印发)?$/

export function findIssuer(frame: Frame, title: FoundTitle): string | null {
  return (
    signature(frame.head) ??
    signature(frame.tail) ??
    beforeAbout(frame, title) ??
    REPORTING_BODY.exec(title.title)?.[0] ??
    null
  )
}

/** The lines of names right above a date line. */
function signature(paragraphs: readonly Paragraph[]): string | null {
  const lines = paragraphs.flatMap(paragraph => paragraph.lines.map(line => line.text))
  const date = lines.findIndex(
    (line, i) => i > 0 && DATE.test(line) && line.length <= 60 && isBody(lines[i - 1] ?? ''),
  )
  if (date === -1) return null
  let first = date
  while (first > 0 && isBody(lines[first - 1] ?? '')) first--
  return lines.slice(first, date).join('、')
}

function isBody(line: string): boolean {
  return BODY_LINE.test(line) && !line.includes('关于')
}

function beforeAbout(frame: Frame, title: FoundTitle): string | null {
  const candidates = [title.carrier ?? '', title.title, ...frame.head.map(paragraph => paragraph.text)]
  for (const text of candidates) {
    const match = BEFORE_ABOUT.exec(text)
    if (match?.[1] !== undefined) return match[1]
  }
  return null
}
