/**
 * Metadata of a document: number, issuer, day of issue, type, place and years. In: its text in paragraphs, its title and
 * outline. Out: metadata and warnings. What the text does not say stays null; what is damaged is reported, not repaired.
 */
import type { DocumentMetadata, DocumentType, Furniture, Warning } from '../../knowledge/model/document.ts'
import { foldText } from '../../knowledge/text/fold.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
import { lineCounter } from '../clean/lines.ts'
import type { DraftUnit } from '../structure/outline.ts'
import { findIssueDay } from './issue-day.ts'
import { findIssuer } from './issuer.ts'
import { findJurisdiction } from './jurisdiction.ts'
import type { FoundTitle } from './title.ts'

export interface MetadataInput {
  readonly text: string
  readonly paragraphs: readonly Paragraph[]
  readonly furniture: readonly Furniture[]
  readonly title: FoundTitle
  readonly drafts: readonly DraftUnit[]
}

export interface FoundMetadata {
  readonly metadata: DocumentMetadata
  readonly warnings: readonly Warning[]
}

/** The notice, title lines and closing: where numbers, names and days of issue stand. */
export interface Frame {
  readonly head: readonly Paragraph[]
  readonly tail: readonly Paragraph[]
  /** Record lines of the page, e.g. 发文字号:…. */
  readonly records: readonly string[]
}

const HEAD_LENGTH = 30
const TAIL_LENGTH = 8

/** Checked in this order against the end of the title. 办法 stands for rules of every name below a statute. */
const TYPES: readonly (readonly [DocumentType, RegExp])[] = [
  [
    '年度报告',
    /年度(?:工作|情况|法治政府建设)?.{0,8}报告|年法治政府建设.{0,6}报告|年度.{0,20}(?:情况|工作)报告/,
  ],
  ['汇报', /汇报|总结|情况报告/],
  ['要点', /要点/],
  ['规划', /规划|纲要/],
  ['方案', /方案|分解表|任务清单|行动计划|重点任务/],
  ['司法解释', /最高人民(?:法院|检察院).*(?:解释|规定|批复|意见|决定)|司法解释/],
  ['办法', /(?:办法|规定|规则|细则|制度|规范|守则|准则)(?:\(.{1,10}\))?$/],
  ['法律', /^(?:中华人民共和国)?[\u4e00-\u9fff、]{2,30}法(?:典)?(?:\(.{1,16}\))?$|修正案/],
  ['行政法规', /条例(?:\(.{1,10}\))?$/],
  ['通知', /通知|通报|意见|公告|决定|批复|函$/],
]

/** 文号: an abbreviation of the issuer, the year in 〔〕, a running number (党政机关公文处理工作条例 第九条). */
const DOCUMENT_NUMBER = /([\u4e00-\u9fff]{2,14})〔(\d{4})〕\s?(?:第\s?)?(\d{1,4})\s?号/
const DAMAGED_NUMBER = /^[(]?([\u4e00-\u9fff]{2,12}〔\d{2,8}〕?\d{0,4}号?)[)]?$/
const YEARS = /((?:19|20)\d{2})\s?年?\s?(?:—{1,2}|-{1,2}|至|到|~)\s?((?:19|20)\d{2})年?/
const SINGLE_YEAR = /((?:19|20)\d{2})年(?:度)?/
const REPORTED_YEAR = /现将((?:19|20)\d{2})年.{0,60}(?:报告|汇报|通报)如下/
const FIVE_YEAR_PLAN = /[“"]?十([一二三四五六七八九])五[”"]?/
/** The Tenth Five-Year Plan covered 2001 to 2005. */
const TENTH_PLAN_START = 2001

export function readMetadata(input: MetadataInput): FoundMetadata {
  const frame = frameOf(input)
  const lineAt = lineCounter(input.text)
  const { title } = input.title
  const number = findDocumentNumber(frame)
  const day = findIssueDay(frame)
  const issuer = findIssuer(frame, input.title)
  const places = findJurisdiction({
    names: [title, issuer, input.title.carrier, ...frame.tail.map(p => p.text)].filter(name => name !== null),
    text: foldText(input.text),
  })
  const warnings = [number.warning, day.warning].flatMap(warning =>
    warning === null ? [] : [{ ...warning, line: lineAt(warning.offset) }],
  )
  const metadata: DocumentMetadata = {
    title,
    issuer,
    documentNumber: number.value,
    issuedOn: day.value,
    type: findType(title, input.drafts),
    jurisdiction: places.district ?? places.city ?? places.province,
    places,
    years: findYears(title) ?? reportedYear(frame),
  }
  return { metadata, warnings: warnings.map(({ code, message, line }) => ({ code, message, line })) }
}

function frameOf({ text, paragraphs, furniture, drafts }: MetadataInput): Frame {
  const firstLabelled = drafts.find(draft => draft.kind === 'labelled')?.paragraphs[0]?.start ?? Infinity
  const head = paragraphs.filter((p, i) => i < HEAD_LENGTH && p.start < firstLabelled)
  const closing = drafts.findLast(draft => draft.kind === 'closing')
  const tail = closing?.paragraphs ?? paragraphs.slice(-TAIL_LENGTH)
  const records = furniture.map(piece => foldText(text.slice(piece.start, piece.end)))
  return { head, tail, records }
}

interface Found {
  readonly value: string | null
  readonly warning: (Omit<Warning, 'line'> & { readonly offset: number }) | null
}

function findDocumentNumber({ head, records }: Frame): Found {
  for (const paragraph of head) {
    // A number behind a title in 《》 is that document's, not this one's.
    const own = paragraph.text.replace(/《[^》]*》\s*[(][^)]*[)]/g, '')
    const match = own.length <= 120 ? DOCUMENT_NUMBER.exec(own) : null
    if (match !== null && !/根据|按照|依据|结合/.test(own.slice(0, match.index)))
      return { value: match[0], warning: null }
    const damaged = DAMAGED_NUMBER.exec(paragraph.text)?.[1]
    if (damaged !== undefined) {
      const message = `文号“${damaged}”破损，有字符脱落`
      return {
        value: damaged,
        warning: { code: 'document-number-damaged', message, offset: paragraph.start },
      }
    }
  }
  const record = records.map(line => DOCUMENT_NUMBER.exec(line)).find(match => match !== null)
  return { value: record?.[0] ?? null, warning: null }
}

function findType(title: string, drafts: readonly DraftUnit[]): DocumentType {
  const known = TYPES.find(([, pattern]) => pattern.test(title))
  if (known !== undefined) return known[0]
  return drafts.filter(draft => draft.family === 'article').length > 2 ? '办法' : '其他'
}

/** A report without a year in its title names it in its first sentences: 现将2019年…开展情况汇报如下. */
function reportedYear({ head }: Frame): DocumentMetadata['years'] {
  const sentence = head.map(paragraph => REPORTED_YEAR.exec(paragraph.text)).find(match => match !== null)
  return sentence?.[1] === undefined ? null : { from: Number(sentence[1]), to: Number(sentence[1]) }
}

function findYears(title: string): DocumentMetadata['years'] {
  const range = YEARS.exec(title)
  if (range?.[1] !== undefined && range[2] !== undefined && Number(range[1]) <= Number(range[2])) {
    return { from: Number(range[1]), to: Number(range[2]) }
  }
  const plan = FIVE_YEAR_PLAN.exec(title)?.[1]
  if (plan !== undefined && title.includes('规划')) {
    const from = TENTH_PLAN_START + 5 * ('一二三四五六七八九'.indexOf(plan) + 1)
    return { from, to: from + 4 }
  }
  const single = SINGLE_YEAR.exec(title)?.[1]
  return single === undefined ? null : { from: Number(single), to: Number(single) }
}
