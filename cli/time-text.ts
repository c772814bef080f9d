/**
 * What `xuefa time` shows people: one line a mention with its kind, its words and what they come to. In: mentions and the
 * day they are read on. Out: lines of Simplified Chinese. The rules and lengths in full are for --json.
 */
import { occurrences, type CivilDate, type TimeMention } from '../knowledge/time/index.ts'

const TYPE_NAMES: Readonly<Record<TimeMention['type'], string>> = {
  deadline: '期限',
  date: '日期',
  period: '期间',
  recurring: '周期',
  'count-per': '频次',
  duration: '时长',
  relative: '相对时间',
  damaged: '破损',
}

/** How many coming days of a rule are shown. */
const SHOWN_DAYS = 3
/** Far enough for three days of a yearly rule. */
const YEARS_AHEAD = 4

export function describeTimes(mentions: readonly TimeMention[], today: CivilDate): string {
  if (mentions.length === 0) return '没有找到时间表述。\n'
  return mentions.map(mention => describe(mention, today)).join('')
}

function describe(mention: TimeMention, today: CivilDate): string {
  const facts = [daysOf(mention), comingDays(mention, today), lengthOf(mention), amountOf(mention)]
  const meaning =
    mention.type === 'damaged' ? damageOf(mention) : facts.filter(fact => fact !== '').join('；')
  return `${TYPE_NAMES[mention.type]}  ${mention.raw}${meaning === '' ? '' : `  ${meaning}`}\n`
}

function daysOf({ type, start, end }: TimeMention): string {
  if (start === null && end === null) return ''
  if (type === 'deadline') return `截止 ${end ?? ''}`
  if (start === end) return start ?? ''
  if (start === null) return `至 ${end ?? ''}`
  return end === null ? `${start} 起` : `${start} 至 ${end}`
}

/** A rule that only says how often has no days of its own. */
function comingDays({ type, rrule }: TimeMention, today: CivilDate): string {
  if (type !== 'recurring' || rrule?.includes(';BY') !== true) return ''
  const until = `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31` as CivilDate
  const days = occurrences(rrule, today, until).slice(0, SHOWN_DAYS)
  return days.length === 0 ? '' : `接下来 ${days.join('、')}`
}

const UNITS: Readonly<Record<string, string>> = { Y: '年', M: '个月', W: '周', D: '日', H: '小时' }

/** P1Y6M is 1年6个月, P5D of working days 5个工作日. */
function spelled(duration: string, isWorkday: boolean): string {
  const [date = '', time = ''] = duration.slice(1).split('T')
  const write = (part: string): string =>
    part.replaceAll(/(\d+)([YMWDH])/g, (_, count: string, unit: string) => `${count}${UNITS[unit] ?? ''}`)
  const clock = write(time.replace(/(\d+)M/, '$1分钟'))
  return (isWorkday ? date.replace(/(\d+)D/, '$1个工作日') : write(date)) + clock
}

function lengthOf({ duration, durationMin, workday, bound, count }: TimeMention): string {
  if (duration === null || count !== undefined) return ''
  const most = spelled(duration, workday === true)
  if (durationMin !== undefined) return `${spelled(durationMin, workday === true)}至${most}`
  return `${bound === 'at-least' ? '至少' : bound === 'at-most' ? '至多' : ''}${most}`
}

const PERIODS: Readonly<Record<NonNullable<TimeMention['per']>, string>> = {
  day: '每日',
  week: '每周',
  month: '每月',
  '2-month': '每两个月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  '2-year': '每两年',
  term: '每届任期',
  'person-year': '每人每年',
  'person-term': '每人每届任期',
}

function amountOf({ count, per }: TimeMention): string {
  if (count === undefined) return ''
  const { min, max, unit } = count
  const period = per === undefined ? '' : PERIODS[per]
  if (min === max) return `${period}${min ?? ''}${unit}`
  if (max === null) return `${period}至少${min ?? ''}${unit}`
  return min === null ? `${period}至多${max}${unit}` : `${period}${min}至${max}${unit}`
}

function damageOf({ explanation, proposals }: TimeMention): string {
  const likely = (proposals ?? []).map(({ text }) => `“${text}”`).join('或者')
  return `${explanation ?? ''}${likely === '' ? '请对照原件核实。' : `可能是${likely}，请核实。`}`
}
