/**
 * What looks like a time and is none: titles, document numbers, programme names, slogans, ordinals. In: folded text. Out:
 * the spans the grammar must not look into. One pass over the brackets and quotes, linear in the length of the text.
 */

/** Spans as flags, one a code unit. */
interface Masked {
  readonly has: (start: number, end: number) => boolean
}

/** A quoted run longer than this is a sentence, not the name of something. */
const LONGEST_NAME = 24
/** An unclosed title is damage; it must not swallow the rest of the line. */
const LONGEST_TITLE = 160
const LONGEST_BRACKET = 24
const LONGEST_ISSUE = 28

const TITLE_NOUN =
  /(?:规划|纲要|方案|计划|意见|行动|要点|办法|战略|目录|清单|条例|规定|细则|预案|制度|措施|通知|决定|报告|法|试行|修正案)$/
/** （2021—2025年）, (2018年修正), (2023版): the years of a title. */
const TITLE_YEARS =
  /^[\d〇一二三四五六七八九年—\-~至到]+(?:年度?)?(?:修正|修订|修改|版|修正文本|年修正|年修订)?$/
const QUOTED_TIME =
  /\d{4}年|\d月|\d日|[一二三四五六七八九十]月|底|次|学时|不少于|至少|不超过|年内|季度|工作日|日内|逢|^\d{1,2}[·.]\d{1,2}$/
const PLAN = /^[一二三四五六七八九十]+五$/

export function maskNegatives(text: string): Masked {
  const flags = new Uint8Array(text.length)
  const mark = (start: number, end: number): void => {
    flags.fill(1, start, end)
  }
  maskTitles(text, mark)
  maskQuotes(text, mark)
  maskTitleYears(text, mark)
  maskDocumentNumbers(text, mark)
  maskOrdinals(text, mark)
  maskEditions(text, mark)
  return { has: (start, end) => flags[start] === 1 || flags[end - 1] === 1 }
}

type Mark = (start: number, end: number) => void

const TITLE_SIGNS = /[《》〈〉\n]/g

/** 《…》 and 〈…〉, nested; a title left open by damage is not masked. */
function maskTitles(text: string, mark: Mark): void {
  const open: number[] = []
  for (const { 0: sign, index: at } of text.matchAll(TITLE_SIGNS)) {
    if (sign === '《' || sign === '〈') open.push(at)
    else if (sign === '\n') open.length = 0
    else {
      const start = open.pop()
      if (start !== undefined && at - start <= LONGEST_TITLE) mark(start, at + 1)
    }
  }
}

const QUOTE_SIGNS = /[“”\n]/g

/** “每月一题”, “15分钟政务服务圈”, “1+7”: quoted names without anything that fixes a time. */
function maskQuotes(text: string, mark: Mark): void {
  let open = -1
  for (const { 0: sign, index: at } of text.matchAll(QUOTE_SIGNS)) {
    if (sign === '\n') {
      open = -1
      continue
    }
    if (open < 0 || sign === '“') {
      open =
        sign === '“' && open >= 0 && text.charAt(open) === '“' ? closeStraight(text, { open, at }, mark) : at
      continue
    }
    maskName(text, { open, at }, mark)
    open = -1
  }
}

interface Quoted {
  readonly open: number
  readonly at: number
}

/** Straight quotes fold to one sign for both ends; a second one close by ends the name. */
function closeStraight(text: string, { open, at }: Quoted, mark: Mark): number {
  if (at - open > LONGEST_NAME) return at
  maskName(text, { open, at }, mark)
  return -1
}

function maskName(text: string, { open, at }: Quoted, mark: Mark): void {
  if (at - open > LONGEST_NAME) return
  const name = text.slice(open + 1, at)
  const isHoliday = QUOTED_HOLIDAY.test(name) && BEFORE_HOLIDAY_WORD.test(text.slice(at + 1, at + 3))
  if (!QUOTED_TIME.test(name) && !PLAN.test(name) && !isHoliday) mark(open, at + 1)
}

/** “五一”前 is a time, “七一”勋章 a name. */
const QUOTED_HOLIDAY = /^(?:五一|十一|七一|八一|六一|元旦|国庆|春节|中秋|端午|清明)(?:节|国庆)?$/
const BEFORE_HOLIDAY_WORD = /^(?:前|后|期间|假期|长假|之[前后]|以[前后])/

/** Years in brackets after a title word or before 》: 行动方案(2023—2025年). */
function maskTitleYears(text: string, mark: Mark): void {
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    const close = text.slice(at + 1, at + LONGEST_BRACKET).indexOf(')')
    if (close < 0) continue
    const end = at + 1 + close
    const inside = text.slice(at + 1, end).replaceAll(' ', '')
    const before = text.slice(Math.max(0, at - 4), at).trimEnd()
    const isTitle = TITLE_NOUN.test(before) || before.endsWith('》') || text.charAt(end + 1) === '》'
    if (isTitle && TITLE_YEARS.test(inside) && !isJoinedYears(inside)) mark(at, end + 1)
  }
}

/** (20212025年) is damage, and shown as such even in a title. */
const isJoinedYears = (inside: string): boolean => /^\d{8}/.test(inside)

const ISSUE_NUMBER = /^\d{4}[〕)][^\s,，。;；月日、]{0,14}?\d{1,6}号/

/** 〔2021〕28号, (2021)28号, (2021)京0112行初28号. */
function maskDocumentNumbers(text: string, mark: Mark): void {
  for (const { index: at } of text.matchAll(/[〔(]/g)) {
    const found = ISSUE_NUMBER.exec(text.slice(at + 1, at + 1 + LONGEST_ISSUE))
    if (found !== null) mark(at, at + 1 + found[0].length)
  }
}

const ORDINAL =
  /^[\d零〇一二三四五六七八九十百千]{1,8}(?:号|条|款|项|章|节|编|届|次|批|期|轮|名|位|卷|版|审|人|代|例|讲|册|场|部|场次)/

/** 第十三条, 第3期, 第588号. */
function maskOrdinals(text: string, mark: Mark): void {
  for (let at = text.indexOf('第'); at >= 0; at = text.indexOf('第', at + 1)) {
    const found = ORDINAL.exec(text.slice(at + 1, at + 12))
    if (found !== null) mark(at, at + 1 + found[0].length)
  }
}

/** 2026年版, (2026版): the year of an edition. */
const EDITION_YEAR = /\d{4}年?$/
const LONGEST_EDITION_YEAR = 5

function maskEditions(text: string, mark: Mark): void {
  for (let at = text.indexOf('版'); at >= 0; at = text.indexOf('版', at + 1)) {
    const found = EDITION_YEAR.exec(text.slice(Math.max(0, at - LONGEST_EDITION_YEAR), at))
    if (found !== null) mark(at - found[0].length, at + 1)
  }
}
