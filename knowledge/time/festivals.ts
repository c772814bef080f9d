/**
 * Named days. In: a festival and a year. Out: its first and last day. Names that could also be plain numerals
 * (五一, 七一) say what may follow them. Statutory days off are another matter: see the holiday arrangement.
 */
import { isRealDay, toDayNumber, weekdayOf } from './civil-date.ts'
import { lunarNewYear, lunarDay } from './lunar.ts'
import { type Interval } from './intervals.ts'

type Rule =
  | { readonly kind: 'solar'; readonly month: number; readonly day: number; readonly lastDay?: number }
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number }
  | { readonly kind: 'new-year-eve' }
  | { readonly kind: 'clear-and-bright' }
  | { readonly kind: 'weekday'; readonly month: number; readonly nth: number; readonly weekday: number }

export interface Festival {
  /** Names separated by blanks. */
  readonly names: string
  readonly rule: Rule
  /** The name is a numeral as well (七一), and a festival only where what follows allows it. */
  readonly allowedBefore?: RegExp
}

const solar = (month: number, day: number): Rule => ({ kind: 'solar', month, day })
const solarSpan = (month: number, day: number, lastDay: number): Rule => ({
  kind: 'solar',
  month,
  day,
  lastDay,
})
const lunar = (month: number, day: number): Rule => ({ kind: 'lunar', month, day })

const BEFORE_HOLIDAY_WORD = /^(?:前|后|期间|假期|长假|黄金周|小长假|当天|之[前后]|以[前后])/
const NOT_BEFORE_COUNTED = /^(?![年月日号个条级届次路大广口期项类零〇一二三四五六七八九十百])/

export const FESTIVALS: readonly Festival[] = [
  { names: '元旦 元旦节', rule: solar(1, 1) },
  { names: '人民警察节 中国人民警察节', rule: solar(1, 10) },
  { names: '情人节', rule: solar(2, 14) },
  { names: '妇女节 三八妇女节 国际妇女节 三八国际妇女节', rule: solar(3, 8) },
  { names: '植树节', rule: solar(3, 12) },
  { names: '消费者权益日 国际消费者权益日 消费者权益保护日', rule: solar(3, 15) },
  { names: '全民国家安全教育日 国家安全教育日', rule: solar(4, 15) },
  { names: '世界知识产权日', rule: solar(4, 26) },
  { names: '劳动节 五一劳动节 国际劳动节 五一国际劳动节 五一节', rule: solar(5, 1) },
  { names: '五一', rule: solar(5, 1), allowedBefore: NOT_BEFORE_COUNTED },
  { names: '青年节 五四青年节', rule: solar(5, 4) },
  { names: '护士节', rule: solar(5, 12) },
  { names: '防灾减灾日 全国防灾减灾日', rule: solar(5, 12) },
  { names: '民法典宣传月', rule: solarSpan(5, 1, 31) },
  { names: '儿童节 六一儿童节 国际儿童节 六一国际儿童节 六一节', rule: solar(6, 1) },
  { names: '世界环境日 六五环境日', rule: solar(6, 5) },
  { names: '安全生产月', rule: solarSpan(6, 1, 30) },
  { names: '国际禁毒日 禁毒日', rule: solar(6, 26) },
  { names: '建党节 七一建党节 党的生日', rule: solar(7, 1) },
  { names: '建军节 八一建军节', rule: solar(8, 1) },
  { names: '教师节', rule: solar(9, 10) },
  { names: '烈士纪念日', rule: solar(9, 30) },
  { names: '国庆 国庆节 十一国庆 十一国庆节', rule: solar(10, 1) },
  { names: '全国消防日 消防日 消防宣传日', rule: solar(11, 9) },
  { names: '记者节', rule: solar(11, 8) },
  { names: '国家宪法日 宪法日 全国法制宣传日 全国法治宣传日', rule: solar(12, 4) },
  { names: '宪法宣传周', rule: solarSpan(12, 1, 7) },
  { names: '国家公祭日', rule: solar(12, 13) },
  { names: '平安夜', rule: solar(12, 24) },
  { names: '圣诞节', rule: solar(12, 25) },
  { names: '六一', rule: solar(6, 1), allowedBefore: BEFORE_HOLIDAY_WORD },
  { names: '七一', rule: solar(7, 1), allowedBefore: BEFORE_HOLIDAY_WORD },
  { names: '八一', rule: solar(8, 1), allowedBefore: BEFORE_HOLIDAY_WORD },
  { names: '十一', rule: solar(10, 1), allowedBefore: BEFORE_HOLIDAY_WORD },
  { names: '母亲节', rule: { kind: 'weekday', month: 5, nth: 2, weekday: 7 } },
  { names: '父亲节', rule: { kind: 'weekday', month: 6, nth: 3, weekday: 7 } },
  { names: '感恩节', rule: { kind: 'weekday', month: 11, nth: 4, weekday: 4 } },
  { names: '清明 清明节', rule: { kind: 'clear-and-bright' } },
  { names: '除夕 大年三十', rule: { kind: 'new-year-eve' } },
  { names: '春节 大年初一', rule: lunar(1, 1) },
  { names: '元宵节 元宵', rule: lunar(1, 15) },
  { names: '端午 端午节', rule: lunar(5, 5) },
  { names: '七夕 七夕节', rule: lunar(7, 7) },
  { names: '中元节', rule: lunar(7, 15) },
  { names: '中秋 中秋节', rule: lunar(8, 15) },
  { names: '重阳 重阳节', rule: lunar(9, 9) },
  { names: '腊八节', rule: lunar(12, 8) },
]

export const isNumeralFestival = ({ allowedBefore }: Festival): boolean => allowedBefore !== undefined

/** The days of a festival in a year; null where the calendar tables do not reach. */
export function festivalDays(festival: Festival, year: number): Interval | null {
  const first = firstDay(festival.rule, year)
  if (first === null) return null
  const { rule } = festival
  const length = rule.kind === 'solar' && rule.lastDay !== undefined ? rule.lastDay - rule.day : 0
  return { start: first, end: first + length }
}

/** Month, first and last day of festivals that fall on the same dates each year. */
export function fixedDate({
  rule,
}: Festival): { readonly month: number; readonly firstDay: number; readonly lastDay: number } | null {
  if (rule.kind !== 'solar') return null
  return { month: rule.month, firstDay: rule.day, lastDay: rule.lastDay ?? rule.day }
}

function firstDay(rule: Rule, year: number): number | null {
  switch (rule.kind) {
    case 'solar':
      return toDayNumber({ year, month: rule.month, day: rule.day })
    case 'lunar':
      return lunarDay(year, { month: rule.month, day: rule.day })
    case 'new-year-eve': {
      const newYear = lunarNewYear(year)
      return newYear === null ? null : newYear - 1
    }
    case 'clear-and-bright':
      return clearAndBright(year)
    case 'weekday':
      return nthWeekdayOfMonth(rule, year)
  }
}

/** The solar term 清明 by the usual century formula, which holds from 1901 to 2099. */
function clearAndBright(year: number): number | null {
  if (year < 1901 || year > 2099) return null
  const yearOfCentury = year % 100
  const constant = year < 2000 ? 5.59 : 4.81
  const day =
    Math.floor(yearOfCentury * 0.2422 + constant) -
    Math.floor((year < 2000 ? yearOfCentury - 1 : yearOfCentury) / 4)
  return isRealDay({ year, month: 4, day }) ? toDayNumber({ year, month: 4, day }) : null
}

function nthWeekdayOfMonth(rule: { month: number; nth: number; weekday: number }, year: number): number {
  const first = toDayNumber({ year, month: rule.month, day: 1 })
  return first + ((rule.weekday - weekdayOf(first) + 7) % 7) + (rule.nth - 1) * 7
}
