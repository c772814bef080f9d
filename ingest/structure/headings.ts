/**
 * Headings: which lines are one, and where a run-in heading ends ("(五)深化行政审批制度改革。深入发展…"). In: folded
 * paragraph text. Out: booleans and lengths; nothing here knows about numbering.
 */
import type { Paragraph } from '../clean/paragraphs.ts'
import { isTableRow } from '../clean/paragraphs.ts'
import { isFieldLine, type LabelFamily } from './labels.ts'

/** A heading line is at most this long; the longest chapter titles of the genre have about 45 characters. */
const LONGEST_HEADING = 60
/** Without a label, only shorter lines pass as headings. */
const LONGEST_BARE_HEADING = 40
const LONGEST_RUN_IN = 45
/** Items below the sections carry short run-in headings; a long first sentence there is text. */
const LONGEST_ITEM_RUN_IN = 25
const SHORTEST_HEADING = 4

const SENTENCE_MARK = /[。;!?]/
/** A sentence that lays down a duty is no heading, however short. */
const DUTY = /应当|不得|必须/
const DATE_LINE = /^[\d〇零一二三四五六七八九十]{4}年.{1,8}日.{0,3}$/

/**
 * Verbs that open a clause of a plan. Used only to find where a heading lost its full stop and ran into the text, so a
 * missing verb costs a heading, not a duty.
 */
const OPENING_VERB =
  /(?:推进|加强|完善|深化|建立|健全|落实|实施|强化|推动|规范|严格|全面|坚持|加快|提高|提升|优化|深入|统筹|围绕|聚焦|开展|组织|制定|构建|充分|认真|积极)/g

/** True for a line that stands alone as a heading would: short, no sentence in it, no field, no date. */
export function readsAsHeading(paragraph: Paragraph): boolean {
  const { text } = paragraph
  if (paragraph.lines.length > 1 || text.length < SHORTEST_HEADING || text.length > LONGEST_BARE_HEADING)
    return false
  if (SENTENCE_MARK.test(text) || /[,、:]$/.test(text)) return false
  return !isFieldLine(text) && !isTableRow(text) && !DATE_LINE.test(text) && /[\u4e00-\u9fff]/.test(text)
}

export interface HeadingCut {
  /** Characters of `rest` that are the heading, without the mark that ends it. */
  readonly length: number
  /** The heading is followed by text in the same paragraph. */
  readonly runIn: boolean
}

/**
 * @param rest the paragraph's text after its label.
 * @param insideArticle the unit stands below a 条.
 * @returns the heading's extent, or null where the unit has none (the articles of statutes, tasks of one sentence).
 */
export function cutHeading(rest: string, family: LabelFamily, insideArticle: boolean): HeadingCut | null {
  if (family === 'article') return cutArticleHeading(rest)
  // (四)参加人员范围。 in an article of a statute is an item of a list, not a heading.
  if (insideArticle) return null
  const stop = rest.search(/。/)
  if (stop === -1) {
    const isHeading = rest.length <= LONGEST_HEADING && !SENTENCE_MARK.test(rest) && !/[:,]$/.test(rest)
    return isHeading && rest !== '' ? { length: rest.length, runIn: false } : null
  }
  if (stop === rest.length - 1) {
    const sentence = rest.slice(0, stop)
    const short =
      stop <= LONGEST_BARE_HEADING &&
      isSection(family) &&
      !SENTENCE_MARK.test(sentence) &&
      !DUTY.test(sentence)
    return short ? { length: stop, runIn: false } : null
  }
  const longest = isSection(family) ? LONGEST_RUN_IN : LONGEST_ITEM_RUN_IN
  const opening = rest.slice(0, Math.min(stop, longest))
  const isHeading =
    stop >= SHORTEST_HEADING && stop <= longest && !/[;!?:]/.test(opening) && !DUTY.test(opening)
  return isHeading ? { length: stop, runIn: true } : null
}

function isSection(family: LabelFamily): boolean {
  return family === 'han' || family === 'han-paren' || family === 'chapter' || family === 'section'
}

/** 第三条(适用范围) …, 第三条【适用范围】 …: the only headings articles of statutes carry. */
function cutArticleHeading(rest: string): HeadingCut | null {
  const match = /^[(【〔]([^)】〕。,]{2,20})[)】〕]/.exec(rest)
  return match === null ? null : { length: match[0].length, runIn: match[0].length < rest.length }
}

/** A clause that goes on longer than this without a comma has no heading run into it. */
const FARTHEST_STOP = 120

/**
 * Finds where a heading lost its full stop: 大力提升窗口服务|推进一次办结….
 * @returns the heading's length, or null where no clause opens at a plausible place.
 */
export function findLostStop(rest: string): number | null {
  const opening = rest.slice(0, FARTHEST_STOP)
  const clause = opening.slice(0, Math.max(0, opening.search(/[,。;]/)))
  for (const verb of clause.matchAll(OPENING_VERB)) {
    if (verb.index >= SHORTEST_HEADING + 2 && verb.index <= LONGEST_ITEM_RUN_IN) return verb.index
  }
  return null
}

/** @returns the length of a short first sentence that heads an unlabelled paragraph, or null. */
export function cutParagraphHeading(text: string): number | null {
  const stop = text.search(/。/)
  if (stop < SHORTEST_HEADING || stop > LONGEST_ITEM_RUN_IN || stop === text.length - 1) return null
  return /[;!?:《“]/.test(text.slice(0, stop)) ? null : stop
}
