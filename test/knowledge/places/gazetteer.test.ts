import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPlaces, lookupPlace, prefectureAliases, shortName } from '../../../knowledge/places/gazetteer.ts'

const found = (text: string): string[] => findPlaces(text).map(mention => mention.text)

describe('places in a text', () => {
  it('are found with their offsets, longest name first', () => {
    const text = '四川省巴中市巴州区的报告'
    const mentions = findPlaces(text)
    expect(mentions.map(m => text.slice(m.start, m.end))).toEqual(['四川省', '巴中市', '巴州区'])
    expect(mentions[2]?.places[0]?.above).toEqual(['四川省', '巴中市'])
  })

  it('never overlap and always read as they stand, whatever the text', () => {
    const part = fc.constantFrom(
      '北京市',
      '朝阳区',
      '和县',
      '城区',
      '新疆',
      '巴州',
      '的',
      '年度报告',
      '市',
      '区',
      '德州',
      '市辖区',
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map(parts => parts.join('')),
        text => {
          let position = 0
          for (const mention of findPlaces(text)) {
            expect(mention.start).toBeGreaterThanOrEqual(position)
            expect(text.slice(mention.start, mention.end)).toBe(mention.text)
            expect(mention.places.length).toBeGreaterThan(0)
            position = mention.end
          }
        },
      ),
      { numRuns: 300, seed: 20260103 },
    )
  })

  it('may be several divisions of one name', () => {
    expect(
      findPlaces('朝阳区')[0]
        ?.places.map(place => place.above[0])
        .sort(),
    ).toEqual(['北京市', '吉林省'])
  })

  it('are marked as short where 市, 区 or 县 is missing', () => {
    expect(findPlaces('海淀的年报').map(m => [m.text, m.isShort])).toEqual([['海淀', true]])
  })

  it('of the municipalities have the municipality alone above them', () => {
    expect(lookupPlace('海淀区')[0]).toEqual({ name: '海淀区', level: 'district', above: ['北京市'] })
  })

  it('below a province directly have no grouping row of the table above them', () => {
    expect(lookupPlace('济源市')[0]?.above).toEqual(['河南省'])
  })

  it('do not begin inside ordinary words: 造成县级, 村和县城, 中心城区', () => {
    expect(found('造成县级以上损失，乡村和县城，中心城区和各市辖区，郊区道路')).toEqual([])
  })

  it('of two characters are known at an edge or behind their own city', () => {
    expect(found('和县的规划')).toEqual(['和县'])
    expect(found('马鞍山市和县的规划')).toEqual(['马鞍山市', '和县'])
    expect(found('晋城市城区的绿化')).toEqual(['晋城市', '城区'])
    expect(found('城区的绿化')).toEqual([])
  })
})

describe('short names', () => {
  it('drop the suffix and the peoples of autonomous areas', () => {
    expect(['海淀区', '宁夏回族自治区', '恩施土家族苗族自治州', '浦东新区'].map(shortName)).toEqual([
      '海淀',
      '宁夏',
      '恩施',
      '浦东',
    ])
  })

  it('have at least two characters', () => {
    expect(shortName('和县')).toBeNull()
  })

  it('of autonomous prefectures follow everyday use', () => {
    expect(prefectureAliases('昌吉回族自治州')).toEqual(['昌吉州'])
    expect(prefectureAliases('博尔塔拉蒙古自治州')).toEqual(['博尔塔拉州', '博州'])
    expect(prefectureAliases('昌吉市')).toEqual([])
  })
})
