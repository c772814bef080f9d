/** Repetitive texts that would take minutes if any rule looked at more than its neighbourhood; the time limit is the check. */
import { describe, expect, it } from 'vitest'

import { civilDate, readTimes } from '../../../knowledge/time/index.ts'

const LENGTH = 200_000
const PATTERNS = [
  '《',
  '“',
  '(',
  '〔2026',
  '每',
  '一',
  '1',
  '1.',
  '年',
  '第',
  '前',
  '自收',
  '会议',
  '报告',
  '每年1月、',
  '逢九',
  ';2025各',
  '2021年;2025各',
  '41前,',
  '每年2次',
  '3月1前,',
  '从2016到',
  '2-2-',
  '每年1、',
  '1、2、',
  '调离后3日,',
  '之日起3日',
  '不少于3卷',
  '每25日前',
  '4月1日5月1日',
  '后半年',
  '三一',
  '二〇二七',
  '2026年版',
  '12月5日下午5点前',
  '12月7日9:00至',
  '大会闭会后',
  '双月召开',
  '半年和全年',
  '一季一通报',
  '2027年3月、6月,',
  '至少每年',
  '竣工验收合格',
]

describe('work is linear in the length of the text', () => {
  it.each(PATTERNS)('%s over and over', pattern => {
    const text = pattern.repeat(Math.ceil(LENGTH / pattern.length))
    const mentions = readTimes(text, civilDate('2026-11-25'))
    expect(mentions.every(({ raw, offset }) => text.startsWith(raw, offset))).toBe(true)
  })
})
