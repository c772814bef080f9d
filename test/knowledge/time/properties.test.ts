import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  addMonths,
  civilDate,
  formatDay,
  fromDayNumber,
  toDayNumber,
} from '../../../knowledge/time/civil-date.ts'
import { readTimes, type TimeMention } from '../../../knowledge/time/index.ts'
import { chinesePlace, renderDay, STYLES } from './render.ts'

const SEED = 20260103
const REFERENCE = civilDate('2026-11-25')
const ALPHABET = [
  ...'每年月日号天周季度半旬底末初前后内上下本次今明去首第个〇零一二三四五六七八九十百千两廿0123456789０３—-~至到和与、，。；“”《》〔〕()（）的从自起止满',
  ...[
    '不少于',
    '至少',
    '不超过',
    '工作日',
    '之日起',
    '会议',
    '召开',
    '实施',
    '收到',
    '任期内',
    '每人',
    '十四五',
    '期间',
    '国庆节',
    '春节',
    '学时',
    '次',
    '逢',
    '按',
    '提前',
    '不少',
    '星期',
    '\n',
    ' ',
    '🀄',
    '𠮷',
  ],
]
const expressions = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 14 }).map(parts => parts.join(''))

function assertSound(text: string, mentions: readonly TimeMention[]): void {
  let end = 0
  for (const mention of mentions) {
    if (text.slice(mention.offset, mention.offset + mention.raw.length) !== mention.raw)
      throw new Error(`raw: ${text}`)
    if (mention.offset < end || mention.raw === '') throw new Error(`overlap: ${text}`)
    if (mention.start !== null && mention.end !== null && mention.start > mention.end)
      throw new Error(`ends before it starts: ${text}`)
    if (
      mention.type === 'damaged' &&
      (mention.explanation === undefined || mention.proposals === undefined)
    ) {
      throw new Error(`unexplained: ${text}`)
    }
    if (mention.rrule?.includes('undefined') === true || mention.rrule?.includes('NaN') === true)
      throw new Error(`rule: ${text}`)
    end = mention.offset + mention.raw.length
  }
}

const single = (text: string): TimeMention => {
  const mentions = readTimes(text, REFERENCE)
  expect(mentions, text).toHaveLength(1)
  const [mention] = mentions
  if (mention === undefined) throw new Error(text)
  expect(mention.raw).toBe(text)
  return mention
}

const days = fc
  .integer({
    min: toDayNumber({ year: 1990, month: 1, day: 1 }),
    max: toDayNumber({ year: 2059, month: 12, day: 31 }),
  })
  .map(fromDayNumber)

describe('the reader of times', () => {
  it('never throws and keeps its invariants on 100,000 strings made of the words of the grammar', () => {
    fc.assert(
      fc.property(expressions, text => assertSound(text, readTimes(text, REFERENCE))),
      { seed: SEED, numRuns: 100_000 },
    )
  })

  it('never throws on any Unicode, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text =>
        assertSound(text, readTimes(text, REFERENCE)),
      ),
      { seed: SEED, numRuns: 5000 },
    )
    expect(readTimes('\ud800每年\udfff', REFERENCE)).toHaveLength(1)
  })

  it('reads a day back from every way of writing it', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...STYLES), (day, style) => {
        const iso = formatDay(toDayNumber(day))
        expect(single(renderDay(day, style))).toMatchObject({ type: 'date', start: iso, end: iso })
      }),
      { seed: SEED, numRuns: 700 },
    )
  })

  it('reads a deadline back, with the named day as its last', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('前', '之前', '以前'), (day, before) => {
        const text = `${renderDay(day, 'figures')}${before}`
        expect(single(text)).toMatchObject({
          type: 'deadline',
          start: null,
          end: formatDay(toDayNumber(day)),
        })
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('reads a yearly day back as its rule', () => {
    fc.assert(
      fc.property(days, fc.boolean(), ({ month, day }, spelled) => {
        const [m, d] = spelled ? [chinesePlace(month), chinesePlace(day)] : [month, day]
        const mention = single(`每年${m}月${d}日前`)
        expect(mention.rrule).toBe(`FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`)
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('reads counts back in every period', () => {
    const periods = [
      ['每年', 'FREQ=YEARLY'],
      ['每季度', 'FREQ=MONTHLY;INTERVAL=3'],
      ['每半年', 'FREQ=MONTHLY;INTERVAL=6'],
      ['每两个月', 'FREQ=MONTHLY;INTERVAL=2'],
      ['每月', 'FREQ=MONTHLY'],
      ['每周', 'FREQ=WEEKLY'],
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...periods),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('次', '学时', '期'),
        ([words, rrule], n, unit) => {
          expect(single(`${words}不少于${n}${unit}`)).toMatchObject({
            type: 'count-per',
            rrule,
            count: { min: n, max: null, unit },
          })
        },
      ),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('places a year-less day on its first occurrence on or after the reference', () => {
    fc.assert(
      fc.property(days, days, ({ month, day }, reference) => {
        const from = toDayNumber(reference)
        const [mention] = readTimes(`${month}月${day}日`, formatDay(from))
        const end = toDayNumber(fromDayNumber(from + 366 * 9))
        let expected = from
        while (
          expected < end &&
          (fromDayNumber(expected).month !== month || fromDayNumber(expected).day !== day)
        )
          expected += 1
        expect(mention?.end).toBe(formatDay(expected))
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  it('counts months from the reference by the calendar', () => {
    for (const months of [1, 3, 14]) {
      expect(readTimes(`${months}个月后`, REFERENCE)[0]?.end).toBe(
        formatDay(addMonths(toDayNumber({ year: 2026, month: 11, day: 25 }), months)),
      )
    }
  })
})
