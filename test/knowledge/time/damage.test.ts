import { describe, expect, it } from 'vitest'

import { civilDate, proposeRepairs, readTimes, type TimeMention } from '../../../knowledge/time/index.ts'

const REFERENCE = civilDate('2026-11-25')

/** Text, the damaged part, its code, and the proposals expected among the first, in order. */
const DAMAGED: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['每年31日前报送', '每年31日前', 'month-lost', ['每年3月1日前']],
  ['每年121日前报送', '每年121日前', 'signs-lost', ['每年1月21日前', '每年12月1日前']],
  ['每年1日前报送', '每年1日前', 'month-lost', []],
  ['每年月底前报送', '每年月底前', 'month-lost', []],
  ['2027年8日前完成', '2027年8日前', 'month-lost', []],
  ['应于61前完成', '61前', 'bare-number', ['6月1日前']],
  ['于1130前完成', '1130前', 'bare-number', ['11月30日前']],
  ['每年51前报送', '每年51前', 'bare-number', ['每年5月1日前']],
  ['2027底前完成', '2027底前', 'year-sign-lost', ['2027年底前']],
  ['到2028末建成', '到2028末', 'year-sign-lost', ['到2028年末']],
  ['2027前完成', '2027前', 'year-sign-lost', ['2027年前']],
  ['力争到2030基本建成', '到2030', 'year-sign-lost', ['到2030年']],
  ['2026年启动;2028各部门全面完成', '2028', 'year-sign-lost', ['2028年']],
  ['   202795', '202795', 'signs-lost', ['2027年9月5日']],
  ['办公室  202796日印发', '202796日', 'signs-lost', ['2027年9月6日']],
  ['20277月底前', '20277月底前', 'signs-lost', ['2027年7月底前']],
  ['20274月6日', '20274月6日', 'signs-lost', ['2027年4月6日']],
  ['2027年96日', '2027年96日', 'signs-lost', ['2027年9月6日']],
  ['73日前办结', '73日前', 'signs-lost', ['7月3日前']],
  ['(20262030年)', '20262030年', 'joined-years', ['2026—2030年']],
  ['20265年规划期', '20265年', 'joined-years', ['2026—2035年']],
  ['202630年目标', '202630年', 'joined-years', ['2026—2030年']],
  ['2026—230年', '2026—230年', 'year-truncated', ['2026—2030年']],
  ['202年底前完成', '202年底前', 'year-truncated', []],
  ['青法委〔20275', '〔20275', 'bracket-lost', ['〔2027〕5号']],
  ['13月5日', '13月5日', 'no-such-month', ['3月5日']],
  ['0月5日', '0月5日', 'no-such-month', ['10月5日']],
  ['2月30日前', '2月30日前', 'no-such-day', ['2月28日前', '12月30日前']],
  ['2027年2月29日', '2027年2月29日', 'no-such-day', ['2027年2月28日']],
  ['4月31日前', '4月31日前', 'no-such-day', ['4月30日前']],
  ['每年6月31日前', '每年6月31日前', 'no-such-day', ['每年6月30日前']],
  ['2027-13-01', '2027-13-01', 'no-such-month', []],
  ['5月1前报送', '5月1前', 'day-sign-lost', ['5月1日前']],
  ['3月日前报送', '3月日前', 'day-lost', []],
  ['2030—2026年', '2030—2026年', 'range-reversed', []],
  ['学习不少40学时', '不少40学时', 'comparison-truncated', ['不少于40学时']],
  ['7个工作内答复', '7个工作内', 'unit-truncated', ['7个工作日内']],
]

const damagedIn = (text: string): TimeMention | undefined =>
  readTimes(text, REFERENCE).find(({ type }) => type === 'damaged')

describe('damaged times', () => {
  it.each(DAMAGED)('%s', (...[text, raw, damage, proposals]) => {
    const mention = damagedIn(text)
    expect(mention).toMatchObject({ raw, damage, start: null, end: null, rrule: null })
    expect(mention?.explanation).toContain(raw)
    expect(mention?.proposals?.slice(0, proposals.length).map(each => each.text)).toEqual(proposals)
  })

  it('come with what the proposal would mean and why', () => {
    const [proposal] = damagedIn('每年31日前报送')?.proposals ?? []
    expect(proposal).toMatchObject({ type: 'recurring', rrule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1' })
    expect(proposal?.evidence.join('')).toContain('1月31日')
  })

  it('are not seen in sound neighbours', () => {
    const sound = [
      '每月31日前',
      '31日前',
      '2月29日',
      '每年五日的护理假',
      '2027年5日内办结',
      '2027年底前',
      '2027冬季运动会',
      '“2027全国案例”',
      '提高到2027公里',
      '4月12-19日',
    ]
    for (const text of sound) expect(damagedIn(text), text).toBeUndefined()
  })

  it('does not take a lone year for damage without a sister in its line', () => {
    expect(damagedIn('稳步推进;2028各部门全面完成')).toBeUndefined()
  })
})

describe('evidence from outside', () => {
  const monthless = damagedIn('每年1日前报送')

  it('offers nothing where the figures leave every month open', () => {
    expect(monthless?.proposals).toEqual([])
  })

  it('takes the national rule for the annual report, by what the sentence asks', () => {
    const sentence = '每年1日前向上级报告上一年度法治政府建设情况'
    const proposals =
      monthless === undefined ? [] : proposeRepairs(monthless, { reference: REFERENCE, sentence })
    expect(proposals.map(({ text }) => text)).toEqual(['每年3月1日前'])
    expect(proposals[0]?.evidence.join('')).toContain('督察工作规定')
  })

  it('does not take the national rule for another duty', () => {
    const sentence = '每年1日前报送财务报表'
    expect(
      monthless === undefined ? null : proposeRepairs(monthless, { reference: REFERENCE, sentence }),
    ).toEqual([])
  })

  it('takes a sister document and names it', () => {
    const sisters = [{ text: '各镇每年9月1日前报送学习计划', source: '《甲镇办法》第四条' }]
    const proposals =
      monthless === undefined ? [] : proposeRepairs(monthless, { reference: REFERENCE, sisters })
    expect(proposals[0]).toMatchObject({ text: '每年9月1日前' })
    expect(proposals[0]?.evidence.join('')).toContain('《甲镇办法》第四条')
  })

  it('ranks a reading higher that outside evidence supports', () => {
    const mention = damagedIn('每年31日前报送')
    const sentence = '每年31日前报告上一年度法治政府建设情况'
    const [alone] = mention?.proposals ?? []
    const [supported] =
      mention === undefined ? [] : proposeRepairs(mention, { reference: REFERENCE, sentence })
    expect(supported?.text).toBe(alone?.text)
    expect(supported?.confidence).toBeGreaterThan(alone?.confidence ?? 1)
  })

  it('prefers years that the document covers', () => {
    const mention = damagedIn('202年底前完成')
    const proposals =
      mention === undefined
        ? []
        : proposeRepairs(mention, { reference: REFERENCE, years: { from: 2027, to: 2028 } })
    expect(proposals.map(({ text }) => text)).toEqual(['2027年底前', '2028年底前'])
  })

  it('proposes nothing for a sound expression', () => {
    const [mention] = readTimes('3月1日前', REFERENCE)
    expect(mention === undefined ? null : proposeRepairs(mention, { reference: REFERENCE })).toEqual([])
  })
})
