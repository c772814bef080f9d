/** What is wrong with a damaged expression, in words. In: its text and code. Out: a sentence in Simplified Chinese. */
import { type Pick, type Point } from './ast.ts'
import { type DamageCode, type TimeMention } from './types.ts'

/** Which part of a place in the calendar does not exist. */
export function impossible(point: Point): DamageCode {
  const { at } = point.base
  if (typeof at === 'object' && 'absolute' in at && at.to < at.absolute) return 'range-reversed'
  return impossibleParts(point.picks)
}

export function impossibleParts(picks: readonly Pick[]): DamageCode {
  const isMonthWrong = picks.some(
    pick => pick.kind === 'month' && (pick.from < 1 || pick.from > 12 || pick.to < 1 || pick.to > 12),
  )
  return isMonthWrong ? 'no-such-month' : 'no-such-day'
}

const MONTH_DAYS = /([\d一二三四五六七八九十]+)月/

const EXPLANATIONS: Readonly<Record<DamageCode, (raw: string) => string>> = {
  'no-such-month': raw => `“${raw}”中没有这样的月份：月份只有1至12。`,
  'no-such-day': raw => `“${raw}”不是实有的日期：${MONTH_DAYS.exec(raw)?.[0] ?? '该月'}没有这一天。`,
  'month-lost': raw => `“${raw}”只有日而没有月，年度期限须有月份，应有字符脱落。`,
  'day-lost': raw => `“${raw}”的“日”前没有数字，日期的数字脱落。`,
  'year-sign-lost': raw => `“${raw}”的年份之后缺“年”字。`,
  'day-sign-lost': raw => `“${raw}”的日期之后缺“日”字。`,
  'signs-lost': raw => `“${raw}”是连写的数字，“年”“月”“日”等字脱落，不能直接读作日期。`,
  'joined-years': raw => `“${raw}”是两个年份连写，中间缺“—”，不是一个年份。`,
  'year-truncated': raw => `“${raw}”的年份缺数字。`,
  'bracket-lost': raw => `“${raw}”是文号，年份之后缺“〕”，其后可能还缺“号”。`,
  'bare-number': raw => `“${raw}”的数字之后没有“月”“日”，不成日期。`,
  'comparison-truncated': raw => `“${raw}”的比较词缺字。`,
  'unit-truncated': raw => `“${raw}”的单位缺字。`,
  'range-reversed': raw => `“${raw}”的起止先后颠倒。`,
  'month-sign-lost': raw => `“${raw}”的月份之后缺“月”字。`,
  'range-sign-lost': raw => `“${raw}”是两个日期连写，中间缺“至”或者“、”。`,
  'period-lost': raw => `“${raw}”的周期缺字，不能读作间隔，应是“每年”“每月”或者“每季度”。`,
}

export const explain = ({ damage, raw }: TimeMention): string => EXPLANATIONS[damage ?? 'signs-lost'](raw)
