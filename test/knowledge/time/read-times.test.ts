import { describe, expect, it } from 'vitest'

import { civilDate } from '../../../knowledge/time/civil-date.ts'
import { readTimes, type TimeMention } from '../../../knowledge/time/index.ts'

const REFERENCE = civilDate('2026-11-25')
const read = (text: string): readonly TimeMention[] => readTimes(text, REFERENCE)

/** `type start..end rrule duration`, with what is null left out. */
function brief({ type, start, end, rrule, duration, workday }: TimeMention): string {
  const days = start === null && end === null ? null : `${start ?? ''}..${end ?? ''}`
  const length = duration === null ? null : `${duration}${workday === true ? ' workdays' : ''}`
  return [type, days, rrule, length].filter(part => part !== null).join(' ')
}

const wholly: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  deadlines: [
    ['6月15日前', 'deadline ..2027-06-15'],
    ['2029年底前', 'deadline ..2029-12-31'],
    ['到2030年', 'deadline ..2030-12-31'],
    ['2028年前', 'deadline ..2028-12-31'],
    ['本月底前', 'deadline ..2026-11-30'],
    ['次年2月底前', 'deadline ..2027-02-28'],
    ['2028年2月底前', 'deadline ..2028-02-29'],
    ['截至2027年6月30日', 'deadline ..2027-06-30'],
    ['2027年9月30日(含)前', 'deadline ..2027-09-30'],
    ['2027年9月30日24时前', 'deadline ..2027-09-30'],
    ['年底前', 'deadline ..2026-12-31'],
    ['本季度末前', 'deadline ..2026-12-31'],
    ['25日前', 'deadline ..2026-11-25'],
    ['国庆节前', 'deadline ..2027-10-01'],
    ['到“十五五”末', 'deadline ..2030-12-31'],
  ],
  periods: [
    ['二季度', 'period 2027-04-01..2027-06-30'],
    ['2027年第三季度', 'period 2027-07-01..2027-09-30'],
    ['上半年', 'period 2026-01-01..2026-06-30'],
    ['2026—2030年', 'period 2026-01-01..2030-12-31'],
    ['“十五五”期间', 'period 2026-01-01..2030-12-31'],
    ['十三五时期', 'period 2016-01-01..2020-12-31'],
    ['7月下旬', 'period 2027-07-21..2027-07-31'],
    ['2027年内', 'period 2027-01-01..2027-12-31'],
    ['前三季度', 'period 2026-01-01..2026-09-30'],
    ['上一年度', 'period 2025-01-01..2025-12-31'],
    ['2027年1月1日起', 'period 2027-01-01..'],
    ['2027年之后', 'period 2028-01-01..'],
    ['11月至次年2月', 'period 2026-11-01..2027-02-28'],
    ['2027年3月1日至5月31日', 'period 2027-03-01..2027-05-31'],
  ],
  numerals: [
    ['２０２７年５月８日', 'date 2027-05-08..2027-05-08'],
    ['二〇二七年五月八日', 'date 2027-05-08..2027-05-08'],
    ['二○二七年五月八日', 'date 2027-05-08..2027-05-08'],
    ['二O二七年十月二十一日', 'date 2027-10-21..2027-10-21'],
    ['二零二七年', 'period 2027-01-01..2027-12-31'],
    ['两千零九年三月', 'period 2009-03-01..2009-03-31'],
    ['2027 年 5 月 8 日', 'date 2027-05-08..2027-05-08'],
    ['2027年5月8號', 'date 2027-05-08..2027-05-08'],
  ],
  recurrence: [
    ['每年2月20日前', 'recurring FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=20'],
    ['每年7月底之前', 'recurring FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=-1'],
    ['每年年底前', 'recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1'],
    ['每年6月前', 'recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1'],
    ['每年1月和7月', 'recurring FREQ=YEARLY;BYMONTH=1,7'],
    ['每年3月、6月、9月、12月15日前', 'recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15'],
    ['每年6月30日、12月31日前', 'recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
    ['每年十一月一日至次年三月三十一日', 'recurring FREQ=YEARLY;BYMONTH=1,2,3,11,12'],
    ['每季度', 'recurring FREQ=MONTHLY;INTERVAL=3'],
    ['每季度首月8日前', 'recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=8'],
    ['每季度末', 'recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
    ['每季度结束后15日内', 'recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15 P15D'],
    ['每两个月', 'recurring FREQ=MONTHLY;INTERVAL=2'],
    ['每半年', 'recurring FREQ=MONTHLY;INTERVAL=6'],
    ['每月底前', 'recurring FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['每月8日、18日', 'recurring FREQ=MONTHLY;BYMONTHDAY=8,18'],
    ['每月最后一个工作日', 'recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['每月第二个星期三', 'recurring FREQ=MONTHLY;BYDAY=2WE'],
    ['每周一', 'recurring FREQ=WEEKLY;BYDAY=MO'],
    ['每周二、四', 'recurring FREQ=WEEKLY;BYDAY=TU,TH'],
    ['每周一至周五', 'recurring FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['每个工作日', 'recurring FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['每三年', 'recurring FREQ=YEARLY;INTERVAL=3'],
    ['每隔3天', 'recurring FREQ=DAILY;INTERVAL=3'],
    ['每隔一天', 'recurring FREQ=DAILY;INTERVAL=2'],
    ['逢五、逢十', 'recurring FREQ=MONTHLY;BYMONTHDAY=5,10,15,20,25,30'],
    ['逢双月', 'recurring FREQ=YEARLY;BYMONTH=2,4,6,8,10,12'],
    ['按季度', 'recurring FREQ=MONTHLY;INTERVAL=3'],
    ['每年国家宪法日', 'recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4'],
  ],
  durations: [
    ['不少于20日', 'duration P20D'],
    ['7个工作日内', 'duration P7D workdays'],
    ['最长不超过3年', 'duration P3Y'],
    ['三年半', 'duration P3Y6M'],
    ['两个季度', 'duration P6M'],
    ['48小时内', 'duration PT48H'],
    ['10年内', 'duration P10Y'],
    ['二十个工作日', 'duration P20D workdays'],
  ],
  'relative times': [
    ['会前5日', 'relative P5D'],
    ['会议召开前2个工作日', 'relative P2D workdays'],
    ['施行满两年后', 'relative P2Y'],
    ['自收到申请之日起10日内', 'relative P10D'],
    ['接到通知后24小时内', 'relative PT24H'],
    ['季后15日内', 'relative P15D'],
    ['任期届满前2个月', 'relative P2M'],
    ['会议举行的三十日前', 'relative P30D'],
    ['提前5个工作日', 'relative P5D workdays'],
    ['国庆节后7日内', 'relative 2027-10-02..2027-10-08 P7D'],
    ['3天后', 'relative 2026-11-28..2026-11-28 P3D'],
  ],
  festivals: [
    ['2027年春节', 'date 2027-02-06..2027-02-06'],
    ['2030年春节', 'date 2030-02-03..2030-02-03'],
    ['2028年端午节', 'date 2028-05-28..2028-05-28'],
    ['2027年中秋节', 'date 2027-09-15..2027-09-15'],
    ['2027年清明节', 'date 2027-04-05..2027-04-05'],
    ['“12·4”国家宪法日', 'date 2026-12-04..2026-12-04'],
    ['五一', 'date 2027-05-01..2027-05-01'],
  ],
}

describe.each(Object.entries(wholly))('%s', (_, cases) => {
  it.each(cases)('%s', (text, expected) => {
    const mentions = read(text)
    expect(mentions.map(brief)).toEqual([expected])
    expect(mentions[0]?.raw).toBe(text)
  })
})

describe('counts', () => {
  it.each([
    ['每年不少于3次', { min: 3, max: null, unit: '次' }, 'year'],
    ['每季度至少2天', { min: 2, max: null, unit: '天' }, 'quarter'],
    ['每人每年接受不少于48学时', { min: 48, max: null, unit: '学时' }, 'person-year'],
    ['每年应当组织三期以上', { min: 3, max: null, unit: '期' }, 'year'],
    ['每年至少组织1次', { min: 1, max: null, unit: '次' }, 'year'],
    ['每月1—2次', { min: 1, max: 2, unit: '次' }, 'month'],
    ['每周一次', { min: 1, max: 1, unit: '次' }, 'week'],
    ['每年不超过5次', { min: null, max: 5, unit: '次' }, 'year'],
    ['一年两次', { min: 2, max: 2, unit: '次' }, 'year'],
    ['每两年不少于1次', { min: 1, max: null, unit: '次' }, '2-year'],
  ] as const)('%s', (text, count, per) => {
    expect(read(text)).toMatchObject([{ type: 'count-per', raw: text, count, per }])
  })

  it('has no calendar for a term of office', () => {
    expect(read('任期内至少参加一次')).toMatchObject([{ type: 'count-per', rrule: null, per: 'term' }])
  })

  it('tells where the period and the number stand', () => {
    const [mention] = read('本单位每年开展不少于2场')
    expect(mention).toMatchObject({ periodSpan: { start: 3, end: 5 }, countSpan: { start: 7, end: 12 } })
  })
})

describe('several expressions of one sentence', () => {
  it('carries 每年 on to a later day', () => {
    const [, second] = read('每年2月1日前报送总结,并在3月15日前向社会公布。')
    expect(second).toMatchObject({
      raw: '3月15日前',
      rrule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15',
      inherited: true,
    })
  })

  it('does not carry 每年 over a full stop', () => {
    const [, second] = read('每年2月1日前报送总结。3月15日前完成整改。')
    expect(second).toMatchObject({ raw: '3月15日前', type: 'deadline', end: '2027-03-15' })
  })

  it('joins numbers to the 每年 that governs them', () => {
    const mentions = read('镇政府每年安排全体干部集中学习不少于6次,邀请专家授课不少于2次。')
    expect(mentions.map(({ raw, type, rrule }) => [raw, type, rrule])).toEqual([
      ['每年', 'recurring', 'FREQ=YEARLY'],
      ['不少于6次', 'count-per', 'FREQ=YEARLY'],
      ['不少于2次', 'count-per', 'FREQ=YEARLY'],
    ])
  })

  it('leaves a number alone that has no period', () => {
    expect(read('全县共办理36件,走访12次。')).toEqual([])
  })

  it('reads 次月 of a monthly duty as the next month each time', () => {
    const [, second] = read('每月工作进展于次月8日前报送。')
    expect(second).toMatchObject({ raw: '次月8日前', rrule: 'FREQ=MONTHLY;BYMONTHDAY=8' })
  })

  it('keeps three levels with three cadences apart', () => {
    const mentions = read('市级每季度至少1天、县级每月至少1天、乡级每周至少1天下基层')
    expect(mentions.map(({ per }) => per)).toEqual(['quarter', 'month', 'week'])
  })
})

describe('offsets', () => {
  it('count UTF-16 units of the text given, astral characters and full-width figures included', () => {
    const text = '🀄𠮷于２０２７年底前完成'
    const [mention] = read(text)
    expect(mention?.raw).toBe('２０２７年底前')
    expect(mention?.offset).toBe(text.indexOf('２'))
  })

  it('never fold circled numbers into dates', () => {
    expect(read('①3月1日前')).toMatchObject([{ raw: '3月1日前' }])
    expect(read('⑩号')).toEqual([])
  })
})
