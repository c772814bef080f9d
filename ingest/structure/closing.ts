/**
 * Where a document ends: the appeal to carry it out, the signature and the date, after the last numbered unit. In: the
 * paragraphs from a candidate to the end of the file, and the units so far. Out: a boolean.
 */
import type { Paragraph } from '../clean/paragraphs.ts'
import type { DraftUnit } from './draft.ts'
import { isFieldLine } from './labels.ts'

/** 各部门、各街道要…, 本规划自…: said of the whole document, not of its last article. */
const APPEAL =
  /^(?:各(?:级|地|部门|单位|街道|乡镇|镇|有关|责任|县|区).{0,40}?(?:要|应|应当|须)|本(?:规划|方案|意见|要点|计划|通知).{0,12}?(?:自|由|从|印发|实施)|附件?\s*[::]|特此(?:通知|报告|函))/
const SIGNATURE_DATE = /(?:\d{4}|[〇零一二三四五六七八九]{4})年?.{0,6}(?:日|印发)?\s*$/
const SIGNATURE_NAME = /(?:委员会|人民政府|办公室|局|办公厅|委|院|部|厅|领导小组|管委会|中心|学校|党校)\s*$/
const LONGEST_SIGNATURE = 40
/** More paragraphs than this after the last numbered unit are text, not a closing. */
const LONGEST_CLOSING = 12

/** Callers need not hand over more paragraphs than this to have the question answered. */
export const CLOSING_WINDOW = LONGEST_CLOSING + 1

/**
 * @param rest the paragraphs from the candidate on, at least `CLOSING_WINDOW` of them where there are as many.
 * @param body the paragraphs of the unit right above.
 */
export function isClosing(
  rest: readonly Paragraph[],
  units: readonly DraftUnit[],
  body: readonly Paragraph[] = [],
): boolean {
  const first = rest[0]
  if (first === undefined || rest.length > LONGEST_CLOSING || isFieldLine(first.text)) return false
  if (isSignature(rest)) return true
  if (!APPEAL.test(first.text)) return false
  // In a document whose articles are one paragraph each, or after a task's fields, an appeal is no part of the article.
  const bodyIsFields = body.length > 0 && body.some(paragraph => isFieldLine(paragraph.text))
  return bodyIsFields || articlesAreSingle(units)
}

/** Nothing but names of bodies and a date is left. */
export function isSignature(rest: readonly Paragraph[]): boolean {
  const short = rest.every(
    paragraph => paragraph.text.length <= LONGEST_SIGNATURE && !/[。;,]/.test(paragraph.text),
  )
  if (!short) return false
  const isDate = (paragraph: Paragraph): boolean =>
    SIGNATURE_DATE.test(paragraph.text) && /\d|[〇零一二三四五六七八九]{4}/.test(paragraph.text)
  return (
    rest.some(isDate) && rest.every(paragraph => isDate(paragraph) || SIGNATURE_NAME.test(paragraph.text))
  )
}

function articlesAreSingle(units: readonly DraftUnit[]): boolean {
  const labelled = units.filter(unit => unit.kind === 'labelled' && unit.hasBody)
  const single = labelled.filter(unit => unit.paragraphs.length === 1)
  return labelled.length >= 3 && single.length >= labelled.length * 0.7
}
