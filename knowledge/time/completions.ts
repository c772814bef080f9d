/**
 * Damage whose repair needs no search: one place shows what is missing (每月25前 lacks 日, 不少60学时 lacks 于). In: a damaged
 * expression, folded, and its code. Out: the repaired texts with what was lost; null where figures have to be aligned
 * with the shapes of dates (alignment.ts).
 */
import { type Alignment } from './candidate.ts'
import { type DamageCode } from './types.ts'

interface Completion {
  readonly text: string
  readonly lost: readonly string[]
}

const alignmentOf = ({ text, lost }: Completion, known: Alignment['known']): Alignment => ({
  text,
  lost,
  lostFigures: 0,
  figures: '',
  prefixLength: 0,
  known,
  note: null,
})

export function completions(raw: string, code: DamageCode): readonly Alignment[] | null {
  if (code === 'comparison-truncated') return completedComparison(raw).map(each => alignmentOf(each, 'count'))
  if (code === 'unit-truncated') return completedUnit(raw)
  const found = completed(raw, code)
  return found === null ? null : found.map(each => alignmentOf(each, null))
}

function completed(raw: string, code: DamageCode): readonly Completion[] | null {
  if (code === 'period-lost') return completedPeriod(raw)
  if (code === 'range-sign-lost')
    return [{ text: raw.replace(/([日号])(?=\d|[一二三四五六七八九十])/, '$1至'), lost: ['至'] }]
  if (code === 'month-sign-lost') return completedMonth(raw)
  if (code === 'day-sign-lost') return completedDay(raw)
  if (code === 'day-lost' && OF_PERIOD.test(raw)) return []
  if (code === 'year-sign-lost') return completedYear(raw)
  return code === 'signs-lost' ? completedNumerals(raw) : null
}

const COMPARISONS: readonly (readonly [RegExp, string, string])[] = [
  [/^(不(?:得|应)?)于/, '$1少于', '少'],
  [/^得少于/, '不得少于', '不'],
  [/^([少低]于)/, '不$1', '不'],
  [/^(不(?:得|应)?[少低多短])/, '$1于', '于'],
]

/** 不少60学时: 于 goes after the comparison; 不于4次 lacks 少, 少于4次 lacks 不. */
function completedComparison(raw: string): readonly Completion[] {
  const row = COMPARISONS.find(([pattern]) => pattern.test(raw))
  return row === undefined ? [] : [{ text: raw.replace(row[0], row[1]), lost: [row[2]] }]
}

const WORKDAY = '工作日'
const HALF_LOST = /(年[上下])(?=年)/

/** 2027年上年 lacks 半; 5个工作内, 5个工日内, 5个日内 lack a part of 工作日; 不少于60时 may have been hours of study or of the clock. */
function completedUnit(raw: string): readonly Alignment[] {
  if (raw.endsWith('时'))
    return ['学', '课', '小'].map(lost =>
      alignmentOf({ text: raw.replace(/时$/, `${lost}时`), lost: [lost] }, 'count'),
    )
  if (HALF_LOST.test(raw)) return [alignmentOf({ text: raw.replace(HALF_LOST, '$1半'), lost: ['半'] }, null)]
  const left = /[工作日]+(?=内|之内|以内|前|后)/.exec(raw)?.[0] ?? ''
  const lost = [...WORKDAY].filter(char => !left.includes(char))
  return [alignmentOf({ text: raw.replace(left, WORKDAY), lost }, null)]
}

/** 每25日前, 每12月底前, 年12月底前, 季度首月10日前, 每度首月10日前. */
function completedPeriod(raw: string): readonly Completion[] {
  if (/^[年季]/.test(raw)) return [{ text: `每${raw}`, lost: ['每'] }]
  if (raw.startsWith('每度')) return [{ text: raw.replace('每度', '每季度'), lost: ['季'] }]
  const lost = /^每[^月]+月/.test(raw) ? '年' : '月'
  return [{ text: raw.replace('每', `每${lost}`), lost: [lost] }]
}

/** 每月…, 每季度…, 次月…: no date with a month of its own. */
const OF_PERIOD = /^(?:每个?(?:月|季)|[次本当下上翌]个?(?:月|季))/

/** 每季首10日前 lacks the 月 of 首月; 12前 after 6月和 was 12月. */
function completedMonth(raw: string): readonly Completion[] | null {
  if (OF_PERIOD.test(raw)) {
    if (/[首末]\d/.test(raw)) return [{ text: raw.replace(/([首末])(?=\d)/, '$1月'), lost: ['月'] }]
    return ['首', '末'].map(lost => ({ text: raw.replace(/月(?=\d)/, `${lost}月`), lost: [lost] }))
  }
  if (!/^(?:\d+|[一二三四五六七八九十]+)(?:前|之前|以前)$/.test(raw)) return null
  return [
    { text: raw.replace(/(?=前|之|以)/, '月'), lost: ['月'] },
    { text: raw.replace(/(?=前|之|以)/, '月底'), lost: ['月', '底'] },
  ]
}

/** 每月25前, 次月5前. */
const completedDay = (raw: string): readonly Completion[] | null =>
  OF_PERIOD.test(raw) ? [{ text: raw.replace(/(?=(?:之|以)?前$)/, '日'), lost: ['日'] }] : null

const SPELLED_YEAR = /二[〇零][〇零一二三四五六七八九]{2}/

/** 2027上半年 and 二〇二七底前; a bare year in figures is aligned like any other. */
function completedYear(raw: string): readonly Completion[] | null {
  const isPart = /^[到至截]*\d{4}[^底末初前之以]/.test(raw) || /^\d{4}前[一二三两\d]/.test(raw)
  if (!isPart && !SPELLED_YEAR.test(raw)) return null
  return [{ text: raw.replace(/(\d{4}|二[〇零][〇零一二三四五六七八九]{2})/, '$1年'), lost: ['年'] }]
}

/** 二〇二七六月底前, 每年三一日前, 每121日前. */
function completedNumerals(raw: string): readonly Completion[] | null {
  const year = /^(二[〇零][〇零一二三四五六七八九]{2})(?=[一二三四五六七八九十])/.exec(raw)?.[1]
  if (year !== undefined) return [{ text: raw.replace(year, `${year}年`), lost: ['年'] }]
  const figures = /^每(\d{2,4})[日号]/.exec(raw)?.[1]
  if (figures !== undefined)
    return splits(raw, figures).map(text => ({ text: text.replace('每', '每年'), lost: ['年', '月'] }))
  const run = /年([一二三四五六七八九十]{2,5})[日号]/.exec(raw)?.[1]
  if (run === undefined) return null
  return splits(raw, run).map(text => ({ text, lost: ['月'] }))
}

/** 月 put at every place in a run of figures. */
const splits = (raw: string, run: string): readonly string[] =>
  Array.from({ length: run.length - 1 }, (_, index) => index + 1).map(cut =>
    raw.replace(run, `${run.slice(0, cut)}月${run.slice(cut)}`),
  )
