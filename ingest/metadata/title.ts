/**
 * The title of a document and where the document itself begins behind a notice that hands it on (关于印发《…》的通知). In:
 * paragraphs. Out: the title in the words of the text, and the paragraph with which the instrument starts.
 */
import type { Paragraph } from '../clean/paragraphs.ts'
import { readLabel } from '../structure/labels.ts'
import { readsAsHeading } from '../structure/headings.ts'

export interface FoundTitle {
  readonly title: string
  /** Index of the paragraph that repeats the title below the notice; null where no notice stands before it. */
  readonly mainStart: number | null
  /** The notice's own title, where there is one. */
  readonly carrier: string | null
  readonly from: 'markdown' | 'notice' | 'first lines' | 'sentence' | 'file name'
}

const HANDED_ON = /(?:印发|转发|下发|发布|公布|通过)(?:《|〈)?(.{4,80}?)[》〉]?(?:》)?的(?:通知|公告|决定|函)/
/** The instrument's title between 《 》, quotes of other titles inside 〈 〉. */
const HANDED_ON_QUOTED = /(?:印发|转发|下发|发布|公布)《(.{4,90})》的(?:通知|公告|决定|函)/
const ENDS_TITLE =
  /(?:规划|纲要|方案|要点|报告|汇报|总结|办法|规定|规则|条例|细则|意见|通知|通报|公告|决定|制度|计划|清单|分解表|一览表|指引|规范|标准|法|解释|批复|说明|函|案)(?:\(.{1,20}\))?$/
const REPORTED = /现将(?!有关|相关|关于)(.{4,60}?(?:报告|汇报|通报|情况))(?:公布|公告)?如下/
/** No title, with the notice around it, is longer. */
const LONGEST_TITLE_PARAGRAPH = 400
/** A report names itself within its first sentences. */
const LONGEST_REPORT_OPENING = 3000
/** A title is looked for in the first paragraphs only. */
const HEAD_LENGTH = 40
const LONGEST_TITLE = 90
const MOST_TITLE_LINES = 5

/** @param source file name, used where the text names no title. */
export function findTitle(paragraphs: readonly Paragraph[], source: string): FoundTitle {
  const head = headOf(paragraphs)
  const found =
    titleFromMarkdown(head) ??
    titleFromNotice(head) ??
    titleFromFirstLines(head) ??
    titleFromSentence(head) ??
    titleFromFileName(source)
  return { ...found, title: found.title.replace(/\s+/g, ' ') }
}

/** The paragraphs above the first numbered unit. */
function headOf(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const firstUnit = paragraphs.findIndex(paragraph => {
    const label = readLabel(paragraph.text)
    return label !== null && label.number <= 1
  })
  return paragraphs.slice(0, Math.min(firstUnit === -1 ? HEAD_LENGTH : firstUnit, HEAD_LENGTH))
}

function titleFromMarkdown(head: readonly Paragraph[]): FoundTitle | null {
  const first = head.find(
    paragraph => paragraph.headingDepth === 1 && paragraph.text.length <= LONGEST_TITLE_PARAGRAPH,
  )
  return first === undefined ? null : { title: first.text, mainStart: null, carrier: null, from: 'markdown' }
}

function titleFromNotice(head: readonly Paragraph[]): FoundTitle | null {
  for (let i = 0; i < head.length; i++) {
    const text = joined(head, i, i + MOST_TITLE_LINES)
    const match = HANDED_ON_QUOTED.exec(text) ?? HANDED_ON.exec(text)
    const title = match?.[1]
    if (match === null || title === undefined || match.index > LONGEST_TITLE) continue
    const carrier = text.slice(0, match.index + match[0].length)
    const mainStart = findRepeated(head, title, i)
    return { title: wordsOf(head, title, mainStart), mainStart, carrier, from: 'notice' }
  }
  return null
}

/** The last place in the head where consecutive lines spell the title again. */
function findRepeated(head: readonly Paragraph[], title: string, after: number): number | null {
  const wanted = squeeze(title)
  for (let i = head.length - 1; i > after; i--) {
    for (let end = i + 1; end <= Math.min(i + MOST_TITLE_LINES, head.length); end++) {
      if (squeeze(joined(head, i, end)) === wanted) return i
    }
  }
  return null
}

/** The title as the instrument itself prints it, where it does. */
function wordsOf(head: readonly Paragraph[], title: string, mainStart: number | null): string {
  if (mainStart === null) return title
  const wanted = squeeze(title)
  let text = ''
  for (const paragraph of head.slice(mainStart)) {
    text += paragraph.text.slice(0, LONGEST_TITLE_PARAGRAPH).replace(/\s+/g, '')
    if (squeeze(text) === wanted) return text
  }
  return title
}

function titleFromFirstLines(head: readonly Paragraph[]): FoundTitle | null {
  for (let i = 0; i < head.length; i++) {
    const first = head[i]
    if (first === undefined || !canBeTitle(first)) continue
    for (let end = i + 1; end <= Math.min(i + MOST_TITLE_LINES, head.length); end++) {
      const last = head[end - 1]
      if (last === undefined || !canBeTitle(last)) break
      const text = joined(head, i, end)
      if (text.length > LONGEST_TITLE) break
      if (ENDS_TITLE.test(text)) return { title: text, mainStart: null, carrier: null, from: 'first lines' }
    }
  }
  return null
}

function canBeTitle(paragraph: Paragraph): boolean {
  const { text } = paragraph
  if (paragraph.lines.length > 1 || text.length > LONGEST_TITLE || /[。;:]$/.test(text)) return false
  return readsAsHeading(paragraph) || /^关于.*的(?:通知|意见|决定|公告)$/.test(text) || ENDS_TITLE.test(text)
}

function titleFromSentence(head: readonly Paragraph[]): FoundTitle | null {
  for (const paragraph of head) {
    const title = REPORTED.exec(paragraph.text.slice(0, LONGEST_REPORT_OPENING))?.[1]
    if (title !== undefined) return { title, mainStart: null, carrier: null, from: 'sentence' }
  }
  return null
}

function titleFromFileName(source: string): FoundTitle {
  const name = source.split('/').at(-1) ?? source
  const stem = name.replace(/\.[A-Za-z]{1,8}$/, '')
  return { title: stem === '' ? source : stem, mainStart: null, carrier: null, from: 'file name' }
}

function joined(head: readonly Paragraph[], start: number, end: number): string {
  return head
    .slice(start, end)
    .map(paragraph => paragraph.text.slice(0, LONGEST_TITLE_PARAGRAPH))
    .join('')
}

/** Compares titles by their letters and digits alone: brackets and dashes are lost most often. */
function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
