/**
 * What states a fact and so is never a duty. In: a document and its articles, or the folded words of a clause. Out: yes or no.
 * A report tells what was done; only the part that says what will be done next year holds duties.
 */
import { type Article, type StructuredDocument } from '../../knowledge/model/document.ts'
import { foldText } from '../../knowledge/text/fold.ts'

const REPORTS: ReadonlySet<string> = new Set(['年度报告', '汇报'])
const REPORT_TITLE = /(?:年度|情况|工作)(?:的)?(?:报告|汇报|总结)(?:$|[和及暨与])/
const AHEAD =
  /(?:工作|明年|来年|今后|年)[^,。]{0,6}(?:安排|思路|打算|计划|举措|重点)|下一?步|下一?阶段|努力方向|工作措施/
const TELLS_BACK = /\d{4}年[^,。]{0,8}(?:工作(?:总结|回顾|情况|成效)|主要工作)$|(?:开展|完成)情况$/
const LOOKS_BACK_HEADING =
  /(?:开展|完成|落实|进展)情况$|回顾|主要做法|(?:取得|工作)(?:的)?成效|(?:存在|面临)的?(?:主要|突出)?(?:问题|不足)|工作总结$/

/** What a clause says when it reports: 全年共组织4次, 由82.4%提高到97.6%, 较去年提升. */
const REPORTED =
  /(?<![公一])共(?![享同建治用性识产青商赢])(?:有|计|[\u4e00-\u9fff]{2}[^,。;]{0,10}\d)|(?<!月)累计(?!不|达不|超过)|了(?=[\d一二三四五六七八九十两《])|同比|[较比]去年|[较比]上年(?!度)|由[\d.]+%?[^,。]{0,4}(?:提高|上升|增加|下降|降)|取得(?:了|明显|显著)|已(?:经)?(?:完成|建成|出台|实现|建立)(?!的)|已(?:经)?[\u4e00-\u9fff]{1,4}(?=\d)|^截[至止]|(?:^|[,;:])(?:去年|上年(?!度)|近[一二三两几]?年来?)[^,;]*\d|\d日(?:上午|下午|晚)?,?[^。;]{0,40}(?:主持)?召开[^,。;]{0,16}会议(?=[,。]|$)/

/** True for a text that tells what was done; one that has a part for it and another for what comes next is one too. */
export function isReport(document: StructuredDocument): boolean {
  const { type, title } = document.metadata
  if (REPORTS.has(type) || REPORT_TITLE.test(title)) return true
  const headings = document.articles.flatMap(article => headingsOf(document, article))
  return headings.some(heading => TELLS_BACK.test(heading)) && headings.some(heading => AHEAD.test(heading))
}

/** True for an article that may hold duties: never what looks back, and in a report only what looks ahead. */
export function mayHoldDuties(
  document: StructuredDocument,
  article: Article,
  { ofReport }: { readonly ofReport: boolean },
): boolean {
  const headings = headingsOf(document, article)
  if (headings.some(heading => LOOKS_BACK_HEADING.test(heading))) return false
  return !ofReport || headings.some(heading => AHEAD.test(heading))
}

/** 年内计划完成驿站建设, told among what was done: not done yet when the report was written. */
export const isStillPlanned = (words: string): boolean =>
  /(?:年内|年底前|\d月底?前)[^,。;\d]{0,4}(?:计划|拟)(?:完成|建成|投入|启用|出台)|(?:计划|拟)(?:于|在)?(?:年内|年底前|\d+月底?前)(?:完成|建成|投入|启用|出台)/.test(
    words,
  )

export const reportsFact = (words: string): boolean => REPORTED.test(words)

/** Sets the stage instead of asking: 2027年,区政府将围绕规划目标,重点抓好以下工作. */
export const setsStage = (words: string): boolean =>
  /以下工作|如下|^[^,]*(?:是|为)[^,]*(?:一年|时期|之年)/.test(words)

/** 2009年10月13日国务院令第564号公布, 2020年1月1日施行: the history of a text, in its head. */
const HISTORY =
  /^[(\s]*(?:自)?\d{4}年\d{1,2}月\d{1,2}日[^,。;]{0,60}(?:公布|发布|通过|批准|修订|修正|修改|删除|施行|实施|生效|印发|成文)[)\s]*/
const REPEALS = /同时废止|予以废止|(?:起|日)废止/

/** Tells when a text was made, changed or repealed. */
export const tellsHistory = (words: string): boolean => HISTORY.test(words) || REPEALS.test(words)

/** “十五五”期间,法治建设将迈上新台阶: the years of a plan with a general aim name no day of a duty. */
const PLAN_YEARS = /^[“"]?十[一二三四五六七八九]五[”"]?(?:时期|期间|规划期)/
const AIM =
  /目标|迈上|新台阶|提升|增强|提高|格局|显著|明显|基本(?:形成|实现)|更加|日益|不断|发展|建设|成为|是.{0,20}(?:时期|五年)/

/** A general aim over the years of the plan: neither a number nor a day of its own. */
export const isGeneralAim = (words: string): boolean =>
  PLAN_YEARS.test(words) &&
  AIM.test(words) &&
  !/\d|[一二三四五六七八九十两]+[次期场项个家名]|应当|必须/.test(words.replace(PLAN_YEARS, ''))

/** 本办法自2026年10月1日起施行,有效期5年: what a document says about itself binds nobody. */
export const isAboutItself = (words: string): boolean =>
  /本(?:办法|规定|通知|细则|方案|规划|意见|条例|法|要点|制度|规则|预案|计划)(?:由[^,。]*解释,)?(?:自|于)[^,。]*(?:施行|试行|实施|生效|执行)/.test(
    words,
  )

const headingsOf = (document: StructuredDocument, article: Article): string[] =>
  [...article.path, article.heading ?? ''].filter(heading => heading !== document.metadata.title)

/** The year a part is about where its heading says so: 四、2027年工作安排 in a report on 2026. */
export function yearAhead(document: StructuredDocument, article: Article): number | null {
  const heading = headingsOf(document, article).findLast(
    each => AHEAD.test(each) && /\d{4}年/.test(foldText(each)),
  )
  const year = /(\d{4})年/.exec(foldText(heading ?? ''))?.[1]
  return year === undefined ? null : Number(year)
}
