/**
 * Metadata of a document: number, issuer, day of issue, type, place and years. In: its text in paragraphs, its title and
 * outline. Out: metadata and warnings. What the text does not say stays null; what is damaged is reported, not repaired.
 */
import type {
  DocumentMetadata,
  DocumentType,
  Furniture,
  Jurisdiction,
  Warning,
} from '../../knowledge/model/document.ts'
import { foldText } from '../../knowledge/text/fold.ts'
import { joinSpacedWords } from '../clean/furniture.ts'
import { lineCounter, splitLines } from '../clean/lines.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
import type { DraftUnit } from '../structure/draft.ts'
import type { Frame } from './frame.ts'
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

const HEAD_LENGTH = 30
const TAIL_LENGTH = 8

/** How the name of each type ends, before an edition in brackets. 办法 stands for rules of every name below a statute. */
const ENDINGS: readonly (readonly [DocumentType, RegExp])[] = [
  ['其他', /诉.+案$/],
  ['年度报告', /年度.{0,20}报告$|年法治政府建设.{0,6}报告$/],
  ['汇报', /(?:汇报|总结|报告)$/],
  ['要点', /要点$/],
  ['规划', /(?:规划|纲要)$/],
  ['方案', /(?:方案|分解表|清单|计划|重点任务)$/],
  ['司法解释', /最高人民(?:法院|检察院).*(?:解释|规定|批复|意见|决定|安排|解答|规则)$/],
  ['办法', /^中国共产党.*条例$|(?:办法|规定|规则|细则|制度|规范|守则|准则)$/],
  ['行政法规', /条例$/],
  ['法律', /^(?:中华人民共和国)?[\u4e00-\u9fff、]{2,40}法(?:典)?$|修正案$/],
  ['通知', /(?:通知|通报|意见|公告|决定|决议|批复|命令|令|函)$/],
]
/** Words that tell the type of a title that ends otherwise; weaker, so asked last. */
const WORDS: readonly (readonly [DocumentType, RegExp])[] = [
  ['年度报告', /年度.{0,20}报告/],
  ['汇报', /汇报|总结/],
  ['要点', /工作要点/],
  ['规划', /规划\(|发展规划|纲要/],
  ['方案', /方案|分解表|任务清单|行动计划|重点任务/],
  ['司法解释', /司法解释/],
  ['法律', /民法典|修正案/],
]
/** (2021—2025年), (试行), (2018年修正): editions and years behind a title. */
const EDITION = /\s*\([^()]{1,30}\)$/

/** 文号: an abbreviation of the issuer, the year in 〔〕, a running number (党政机关公文处理工作条例 第九条). */
const DOCUMENT_NUMBER = /([\u4e00-\u9fff]{2,14})[〔[](\d{4})[〕\]]\s?(?:第\s?)?(\d{1,4})\s?号/
/** A number that lost a bracket, digits or 号. */
const DAMAGED_NUMBER = /^[(]?([\u4e00-\u9fff]{2,12}〔\d{2,8}〕?\d{0,4}号?)[)]?$/
/** 文号:…, 发文字号|…: the record of a page. */
const RECORDED_NUMBER = /(?:文号|发文字号)\s*[:|\t]\s*([^\s|]{4,30})/
/** 我院以法〔1998〕86号…: a number in a sentence is that of another document. */
const QUOTED_NUMBER = /根据|按照|依据|依照|结合|以|对|的/
const LONGEST_NUMBER_LINE = 120
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
    title,
    issuer,
    carrier: input.title.carrier,
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
    type: findType(title, places, input.drafts),
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
  const records = furniture.flatMap(({ start, end }) =>
    splitLines(text.slice(start, end), 'txt').map(line => ({
      text: joinSpacedWords(line.text),
      start: start + line.start,
    })),
  )
  return { head, tail, records }
}

interface Found {
  readonly value: string | null
  readonly warning: (Omit<Warning, 'line'> & { readonly offset: number }) | null
}

function findDocumentNumber(frame: Frame): Found {
  for (const paragraph of frame.head) {
    const { text, start } = paragraph
    if (text.length > LONGEST_NUMBER_LINE) continue
    const own = ownNumber(text)
    if (own !== null) return { value: own, warning: null }
    const damaged = DAMAGED_NUMBER.exec(text)?.[1]
    if (damaged !== undefined) return damagedNumber(damaged, start)
  }
  for (const record of frame.records) {
    const written = RECORDED_NUMBER.exec(record.text)?.[1]
    const whole = DOCUMENT_NUMBER.exec(written ?? record.text)?.[0]
    if (whole !== undefined) return { value: whole, warning: null }
    if (written !== undefined && DAMAGED_NUMBER.test(written)) return damagedNumber(written, record.start)
  }
  return { value: null, warning: null }
}

function ownNumber(text: string): string | null {
  // A number behind a title in 《》 is that document's, not this one's.
  const own = text.replace(/《[^》]*》\s*[(][^)]*[)]/g, '')
  const match = DOCUMENT_NUMBER.exec(own)
  if (match === null || QUOTED_NUMBER.test(own.slice(0, match.index)) || QUOTED_NUMBER.test(match[1] ?? ''))
    return null
  return match[0]
}

function damagedNumber(value: string, offset: number): Found {
  return {
    value,
    warning: { code: 'document-number-damaged', message: `文号“${value}”破损，有字符脱落`, offset },
  }
}

function findType(title: string, places: Jurisdiction, drafts: readonly DraftUnit[]): DocumentType {
  const name = title.replace(EDITION, '').replace(EDITION, '')
  const known =
    ENDINGS.find(([, pattern]) => pattern.test(name)) ?? WORDS.find(([, pattern]) => pattern.test(title))
  const type = known?.[0] ?? (drafts.filter(draft => draft.family === 'article').length > 2 ? '办法' : '其他')
  const isLocal = (places.district ?? places.city ?? places.province) !== null || /经济特区/.test(title)
  return type === '行政法规' && isLocal ? '地方性法规' : type
}

/** A report without a year in its title names it in its first sentences: 现将2019年…开展情况汇报如下. */
function reportedYear({ head }: Frame): DocumentMetadata['years'] {
  const sentence = head.map(paragraph => REPORTED_YEAR.exec(paragraph.text)).find(match => match !== null)
  return sentence?.[1] === undefined ? null : { from: Number(sentence[1]), to: Number(sentence[1]) }
}

function findYears(title: string): DocumentMetadata['years'] {
  const range = YEARS.exec(title)
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])]
    // 2030—2026 is damaged: neither year can be relied on.
    return from <= to ? { from, to } : null
  }
  const plan = FIVE_YEAR_PLAN.exec(title)?.[1]
  if (plan !== undefined && title.includes('规划')) {
    const from = TENTH_PLAN_START + 5 * ('一二三四五六七八九'.indexOf(plan) + 1)
    return { from, to: from + 4 }
  }
  const single = SINGLE_YEAR.exec(title)?.[1]
  return single === undefined ? null : { from: Number(single), to: Number(single) }
}
