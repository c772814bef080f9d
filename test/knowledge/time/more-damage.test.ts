/** Realistic deadlines from which one or two characters were deleted: each is shown, none is read as if it were whole. */
import { describe, expect, it } from 'vitest'

import { civilDate, readTimes, type TimeMention } from '../../../knowledge/time/index.ts'

const REFERENCE = civilDate('2026-11-25')
const damagedIn = (text: string): readonly TimeMention[] =>
  readTimes(text, REFERENCE).filter(({ type }) => type === 'damaged')

/** Text, the damaged part, its code, and the first proposal where the characters left allow one. */
const VARIANTS: readonly (readonly [string, string, string, string | null])[] = [
  ['每年11底前核对', '每年11底前', 'month-sign-lost', '每年11月底前'],
  ['11底前核对', '11底前', 'month-sign-lost', '11月底前'],
  ['2027年6底前完成', '2027年6底前', 'month-sign-lost', '2027年6月底前'],
  ['每年十底前报送', '每年十底前', 'month-sign-lost', '每年十月底前'],
  ['每年6月和12前报送', '12前', 'month-sign-lost', '12月前'],
  ['每季首10日前', '每季首10日前', 'month-sign-lost', '每季首月10日前'],
  ['每季度月10日前', '每季度月10日前', 'month-sign-lost', '每季度首月10日前'],
  ['2027630前完成', '2027630前', 'signs-lost', '2027年6月30日前'],
  ['202765前完成', '202765前', 'signs-lost', '2027年6月5日前'],
  ['20261231前完成', '20261231前', 'signs-lost', '2026年12月31日前'],
  ['2027630日前完成', '2027630日前', 'signs-lost', '2027年6月30日前'],
  ['202712底前完成', '202712底前', 'signs-lost', '2027年12月底前'],
  ['2027年0630日前', '2027年0630日前', 'signs-lost', '2027年06月30日前'],
  ['2026月底前完成', '2026月底前', 'signs-lost', null],
  ['于2027年3月1日至531日', '531日', 'signs-lost', '5月31日'],
  ['每年三一日前报告', '每年三一日前', 'signs-lost', '每年三月一日前'],
  ['二〇二七年六三十日前', '二〇二七年六三十日前', 'signs-lost', '二〇二七年六月三十日前'],
  ['二〇二七六月底前', '二〇二七六月底前', 'signs-lost', '二〇二七年六月底前'],
  ['二〇二七底前', '二〇二七底前', 'year-sign-lost', '二〇二七年底前'],
  ['2027上半年完成', '2027上半年', 'year-sign-lost', '2027年上半年'],
  ['2027第三季度完成', '2027第三季度', 'year-sign-lost', '2027年第三季度'],
  ['至2027完成', '至2027', 'year-sign-lost', '至2027年'],
  ['227年6月底前', '227年6月底前', 'year-truncated', '2027年6月底前'],
  ['207年底前', '207年底前', 'year-truncated', '2027年底前'],
  ['206—2030年', '206—2030年', 'year-truncated', '2026—2030年'],
  ['2026年至203年', '2026年至203年', 'year-truncated', '2026—2030年'],
  ['20262030期间', '20262030', 'joined-years', '2026—2030年'],
  ['2027年月底前', '2027年月底前', 'month-lost', null],
  ['应于月30日前报送', '月30日前', 'month-lost', null],
  ['2027年12月日前', '2027年12月日前', 'day-lost', null],
  ['每月日前报送', '每月日前', 'day-lost', null],
  ['每季度首月日前', '每季度首月日前', 'day-lost', null],
  ['每月25前报送', '每月25前', 'day-sign-lost', '每月25日前'],
  ['于次月5前报送', '次月5前', 'day-sign-lost', '次月5日前'],
  ['每季度末20前', '每季度末20前', 'day-sign-lost', '每季度末20日前'],
  ['每年12月1前', '每年12月1前', 'day-sign-lost', '每年12月1日前'],
  ['每25日前报送', '每25日前', 'period-lost', '每月25日前'],
  ['每12月底前报送', '每12月底前', 'period-lost', '每年12月底前'],
  ['每3月1日前报送', '每3月1日前', 'period-lost', '每年3月1日前'],
  ['应于年12月底前报送', '年12月底前', 'period-lost', '每年12月底前'],
  ['每度首月10日前', '每度首月10日前', 'period-lost', '每季度首月10日前'],
  ['季度首月10日前', '季度首月10日前', 'period-lost', '每季度首月10日前'],
  ['每年4月15日5月15日', '每年4月15日5月15日', 'range-sign-lost', '每年4月15日至5月15日'],
  ['自收到之日起5个工内', '5个工内', 'unit-truncated', '5个工作日内'],
  ['5个日内答复', '5个日内', 'unit-truncated', '5个工作日内'],
  ['每人每年不少于60时', '不少于60时', 'unit-truncated', '不少于60学时'],
  ['每年不于4次', '不于4次', 'comparison-truncated', '不少于4次'],
  ['每年少于4次', '少于4次', 'comparison-truncated', '不少于4次'],
  ['每年不得少4次', '不得少4次', 'comparison-truncated', '不得少于4次'],
]

describe('deadlines that lost one or two characters', () => {
  it.each(VARIANTS)('%s', (...[text, raw, damage, proposal]) => {
    const [mention] = damagedIn(text)
    expect(mention).toMatchObject({ raw, damage, start: null, end: null, rrule: null })
    expect(mention?.proposals?.[0]?.text ?? null).toBe(proposal)
  })

  it.each(VARIANTS.map(([text, raw]) => [text, raw] as const))(
    'reads nothing else out of the damaged part of %s',
    (text, raw) => {
      const [from, to] = [text.indexOf(raw), text.indexOf(raw) + raw.length]
      const inside = readTimes(text, REFERENCE).filter(
        each => each.type !== 'damaged' && each.offset < to && each.offset + each.raw.length > from,
      )
      expect(inside).toEqual([])
    },
  )
})

describe('what comes with damage', () => {
  it('keeps its year for the rest of the sentence', () => {
    expect(readTimes('每年31日前报告,4月1日前公开', REFERENCE)[1]).toMatchObject({
      raw: '4月1日前',
      rrule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1',
    })
    expect(readTimes('每年11底前核对一次', REFERENCE)[1]).toMatchObject({ raw: '一次', per: 'year' })
  })
})

const SOUND = [
  '每3月一次',
  '每12个月一次',
  '每25日召开',
  '每年少于4次的,予以通报',
  '每年检查少于2次者',
  '每月日均办件',
  '次月日程',
  '不少于24小时',
  '30个工作日内',
  '3月1日和4月1日',
  '3月1日、4月1日前',
  '2027年1月1日元旦',
  '6月和12月前',
  '2027前沿论坛',
  '2027上海峰会',
  '本季度末10日内',
  '季度首月',
  '全年12月均已完成',
  '年度6月30日前',
  '2027年3月3O日前',
  '2027-06-30前',
  '20270630',
  '到100年',
  '第11底板',
] as const

describe('sound neighbours of damage', () => {
  it.each(SOUND)('%s', text => {
    expect(damagedIn(text)).toEqual([])
  })
})
