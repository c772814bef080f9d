/**
 * How many: 不少于4次, 最多签两次, 90%以上, 不低于总分值的10%. In: folded text, a sentence of it and the time expressions
 * found there. Out: quotas with their spans. Counts that name their period come from the time expressions themselves.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { type Period, type Quota } from '../../knowledge/model/obligation.ts'
import { readNumeral } from '../../knowledge/text/numerals.ts'
import { type TimeMention } from '../../knowledge/time/index.ts'
import { overlaps, textOf } from './spans.ts'
import { type ExtractedQuota } from '../../knowledge/model/extracted.ts'

const NUMBER = '(\\d+(?:\\.\\d+)?|[零〇一二三四五六七八九十百千两]+)'
const MEASURE =
  '(学时|课时|场次|批次|个月|个工作日|工作日|小时|分钟|公里|万元|[次期场项件份家名人个处篇卷天日年页字批轮遍堂节所间种条部台辆米套支座门课户株亩吨张幅块例宗起款本册班])'
const AT_LEAST = '不得少于|不少于|不得低于|不低于|不小于|至少|最短|最低'
const AT_MOST = '不得超过|不超过|不得多于|不多于|不得高于|不高于|最多|最长|最高'
/** The verb between comparison and number: 至少召开1次, 最多签两次. */
const VERB = '[\\u4e00-\\u9fff]{0,5}?'

const COMPARED = new RegExp(
  `(?:(${AT_LEAST})|(${AT_MOST}))(?:为|于)?${VERB}${NUMBER}\\s*${MEASURE}(?:以[上下])?`,
  'g',
)
/** 明确1名以上审核人员, 演练3次: without a comparison in front only behind a verb or at the end of a clause. */
const ABOVE = new RegExp(
  `(?:配备|明确|聘请|确定|安排|设立|培育|打造|形成|指派|委派|选派|派出|指定)[^,。;\\d]{0,6}?${NUMBER}\\s*([名人家个处件项次场期])以上`,
  'g',
)
const HELD = new RegExp(`(?<=组织|开展|举办|召开|举行|安排|分)${NUMBER}\\s*(场次|[次场期])(?!以[上下])`, 'g')
const LONE = new RegExp(
  `(?<![第笫下上每这同\\d.“零〇一二三四五六七八九十百千两])${NUMBER}\\s*(学时|课时|场次|[次期场项件份家个处篇名卷条部批户套本册堂节])(?=[,。;、)|\\s]|$)`,
  'g',
)
/** 走访企业20家以上, at the end of a clause. */
const LONE_ABOVE = new RegExp(
  `(?<=[\\u4e00-\\u9fff”])${NUMBER}\\s*(学时|课时|场次|[次期场项件份家个篇条批名])以上(?=[,。;、)\\s]|$)`,
  'g',
)
/** 被责令改正3次以上, 拒绝检测3次以上: when something follows, not what is asked. */
const SUFFERED = /(?:被|受到|受过|累计|发生|发现|拒绝|拒不|逃避|违反)[^,。;]*$/
/** 不少于1次、40学时; 不少于5家企业和2家商会: the comparison covers what is listed behind it. */
const SHARED_COMPARISON = new RegExp(
  `(?:(${AT_LEAST})|(${AT_MOST}))(?:为|于)?${NUMBER}\\s*${MEASURE}[^,。;、\\d]{0,8}[、和及]$`,
)
/** 由3天压缩至1天, 控制在5个工作日: what is left is a figure to reach, not a time to keep. */
const CUT_TO = /(?:压缩|缩短|压减|精简|减少|降低|控制)(?:至|到|在|为)$/

/** 2至3个, 3—5次: at least the first number, behind 不超过 at most the second. */
const RANGE = new RegExp(
  `(?<![第\\d.])(?:(?:(${AT_LEAST})|(${AT_MOST}))(?:为|于)?${VERB})?${NUMBER}\\s*(?:至|到|—|-|~|∼)\\s*${NUMBER}\\s*(学时|课时|场次|批次|[次期场项件份家名人个处篇卷堂节所条部])(?![月年日])`,
  'g',
)
/** Where a range is read as its lower bound, a person should know. */
export const RANGE_SIGN =
  /[\d零〇一二三四五六七八九十百]\s*(?:至|到|—|-|~|∼)\s*[\d零〇一二三四五六七八九十百]/
const REACH = new RegExp(
  `(?<=步行|车程|驾车|骑行|路程|通勤|半径)${NUMBER}\\s*(分钟|公里|米)(?:范围|路程)内`,
  'g',
)
const PERCENT = /(\d+(?:\.\d+)?)\s*%|百分之([零〇一二三四五六七八九十百两]+)/g
const LEAST_BEFORE =
  /(?:不低于|不得低于|不少于|不得少于|至少|(?<![不得])(?:高于|大于|超过))[^,。;、\d]{0,14}$/
const MOST_BEFORE = /(?:不超过|不得超过|不高于|不得高于|控制在|(?<![不得])(?:低于|小于))[^,。;、\d]{0,14}$/
/** 合格率低于90%的单位: which ones, not how many. */
const DESCRIBED_BY = /(?<![不得])(?:低于|高于|超过|不足|未达到?|小于|大于)$/
const RATIO_WORD = /达到?$/

/** Times the numbers of which are quotas too: 征求意见不少于30日, 有效期不超过5年. */
const DURATION_UNITS: ReadonlyMap<string, string> = new Map([
  ['Y', '年'],
  ['M', '个月'],
  ['W', '周'],
  ['D', '日'],
  ['H', '小时'],
  ['m', '分钟'],
])

/** Sanctions are no quotas: 处五百元以上罚款, 三年以下有期徒刑. */
const SANCTION = /罚款|有期徒刑|拘留|拘役|管制|违法所得/

/** @returns the quotas of the sentence that its counts and lengths of time do not already hold, in order. */
export function amountsIn(text: string, sentence: Span, mentions: readonly TimeMention[]): ExtractedQuota[] {
  if (SANCTION.test(textOf(text, sentence))) return []
  const taken = mentions.map(spanOf)
  // 不少于当年办结案件的5%: the time stands between comparison and figure
  const figure = (quota: ExtractedQuota): Span =>
    quota.unit === '%' ? { start: quota.span.end - 1, end: quota.span.end } : quota.span
  const found = [
    ...rangesIn(text, sentence),
    ...comparedIn(text, sentence),
    ...plainIn(text, sentence),
    ...percentsIn(text, sentence),
    ...reachesIn(text, sentence),
  ]
  return found
    .filter((quota, i) => found.findIndex(other => overlaps(other.span, quota.span)) === i)
    .filter(quota => !taken.some(span => overlaps(span, figure(quota))))
    .sort((a, b) => a.span.start - b.span.start)
}

export const spanOf = (mention: TimeMention): Span => ({
  start: mention.offset,
  end: mention.offset + mention.raw.length,
})

/** @returns the quota a count with its period states, e.g. ≥ 4 次 a year. */
export function quotaOfCount(text: string, mention: TimeMention, per: Period | null): ExtractedQuota | null {
  const count = mention.count
  if (count === undefined) return null
  const value = count.min ?? count.max
  if (value === null) return null
  const span = mention.countSpan ?? spanOf(mention)
  const isExact = count.min !== null && count.min === count.max
  // 2至3场 asks for two at least
  const op: Quota['op'] = isExact ? '=' : count.min === null ? '<=' : '>='
  return { op, value, unit: count.unit, per, raw: textOf(text, span), span }
}

/** @returns the quota a length of time states, e.g. ≥ 30 日 or 有效期 = 5 年; null for a time limit (15日内). */
export function quotaOfDuration(text: string, mention: TimeMention): ExtractedQuota | null {
  if (mention.type !== 'duration') return null
  const isCut = isCutTo(text, mention)
  if (mention.inclusive === 'within' && !isCut) return null
  const length = /^P(T?)(\d+)([YMWDH])$/.exec(mention.duration ?? '')
  if (length === null) return null
  const before = text.slice(Math.max(0, mention.offset - 5), mention.offset)
  return {
    op: isCut ? '<=' : comparisonOf(mention, before),
    value: Number(length[2]),
    unit: measureOf(mention, length[1] === 'T' && length[3] === 'M' ? 'm' : (length[3] ?? '')),
    per: null,
    raw: mention.raw,
    span: spanOf(mention),
  }
}

/** True for a length that something is to be cut to: 办理时间压缩至3个工作日以内. */
export function isCutTo(text: string, mention: TimeMention): boolean {
  return (
    mention.type === 'duration' && CUT_TO.test(text.slice(Math.max(0, mention.offset - 4), mention.offset))
  )
}

function comparisonOf({ bound }: TimeMention, before: string): Quota['op'] {
  if (bound === 'at-least' || /最短(?:为)?$/.test(before)) return '>='
  return bound === 'at-most' || /最[长多](?:一般)?(?:为)?$/.test(before) ? '<=' : '='
}

function measureOf(mention: TimeMention, letter: string): string {
  if (mention.workday === true) return '个工作日'
  return letter === 'D' && mention.raw.includes('天') ? '天' : (DURATION_UNITS.get(letter) ?? '')
}

function comparedIn(text: string, sentence: Span): ExtractedQuota[] {
  return [...textOf(text, sentence).matchAll(COMPARED)].flatMap(match => {
    const value = valueOf(match[3] ?? '')
    if (value === null) return []
    return [
      quotaAt(sentence, match, { op: match[1] === undefined ? '<=' : '>=', value, unit: match[4] ?? '' }),
    ]
  })
}

function rangesIn(text: string, sentence: Span): ExtractedQuota[] {
  return [...textOf(text, sentence).matchAll(RANGE)].flatMap(match => {
    const isMost = match[2] !== undefined
    const value = valueOf(match[isMost ? 4 : 3] ?? '')
    if (value === null) return []
    return [quotaAt(sentence, match, { op: isMost ? '<=' : '>=', value, unit: match[5] ?? '' })]
  })
}

function plainIn(text: string, sentence: Span): ExtractedQuota[] {
  const words = textOf(text, sentence)
  const read = (pattern: RegExp, op: Quota['op']): ExtractedQuota[] =>
    [...words.matchAll(pattern)].flatMap(match => {
      const value = valueOf(match[1] ?? '')
      return value === null || value === 0
        ? []
        : [quotaAt(sentence, match, { op, value, unit: match[2] ?? '' })]
    })
  const alone = [...read(LONE, '='), ...read(HELD, '=')].map(quota => {
    const shared = SHARED_COMPARISON.exec(words.slice(0, quota.span.start - sentence.start))
    const op: Quota['op'] = shared === null ? quota.op : shared[1] === undefined ? '<=' : '>='
    return { ...quota, op }
  })
  const reached = read(LONE_ABOVE, '>=').filter(
    quota => !SUFFERED.test(words.slice(0, quota.span.start - sentence.start)),
  )
  return [...read(ABOVE, '>='), ...reached, ...alone]
}

function reachesIn(text: string, sentence: Span): ExtractedQuota[] {
  return [...textOf(text, sentence).matchAll(REACH)].flatMap(match => {
    const value = valueOf(match[1] ?? '')
    return value === null ? [] : [quotaAt(sentence, match, { op: '<=', value, unit: match[2] ?? '' })]
  })
}

function percentsIn(text: string, sentence: Span): ExtractedQuota[] {
  const words = textOf(text, sentence)
  return [...words.matchAll(PERCENT)].flatMap(match => {
    const value = valueOf(match[1] ?? match[2] ?? '')
    if (value === null) return []
    const before = words.slice(0, match.index)
    const behind = words.slice(match.index + match[0].length)
    if (DESCRIBED_BY.test(before) && /^(?:以下)?的[\u4e00-\u9fff]/.test(behind)) return []
    const after = /^以[上下内]/.exec(behind)?.[0] ?? ''
    const opener =
      (LEAST_BEFORE.exec(before) ?? MOST_BEFORE.exec(before) ?? RATIO_WORD.exec(before))?.[0] ?? ''
    const isLeast = after === '以上' || LEAST_BEFORE.test(before)
    const isMost = after === '以下' || after === '以内' || MOST_BEFORE.test(before)
    const start = sentence.start + match.index - opener.length
    const span = { start, end: sentence.start + match.index + match[0].length + after.length }
    return [
      {
        op: isLeast ? '>=' : isMost ? '<=' : '=',
        value,
        unit: '%',
        per: null,
        raw: textOf(text, span),
        span,
      },
    ]
  })
}

function quotaAt(
  sentence: Span,
  match: RegExpExecArray,
  quota: Pick<Quota, 'op' | 'value' | 'unit'>,
): ExtractedQuota {
  const start = sentence.start + match.index
  return { ...quota, per: null, raw: match[0], span: { start, end: start + match[0].length } }
}

function valueOf(digits: string): number | null {
  return /^\d/.test(digits) ? Number(digits) : readNumeral(digits)
}
