import { describe, expect, it } from 'vitest'
import { createDirectory, createRoster } from '../../../knowledge/roster/index.ts'
import { GROUP_CASES, NAME_CASES } from './cases.ts'

const roster = createRoster([])
const directory = createDirectory([], [])
const meant = (wanted: string, name: string, place: string | null) =>
  roster.unitMeant(wanted, { name, asWritten: name }, place)

describe('what a written name means without a roster', () => {
  it.each(NAME_CASES)('$written in $place is $official', ({ written, place, official, kind, other }) => {
    expect(meant(official, written, place)).toBe(written)
    expect(meant(written, official, place)).toBe(official)
    expect(directory.previewOf(written, place).unit?.kind).toBe(kind)
    expect(meant(other, written, place)).toBeNull()
  })

  it.each([
    // Where the extractor found a level missing or a character lost, it is put back.
    ['司法局', '青禾区', '区司法局'],
    ['编办', '溪口县', '县委编办'],
    ['组织部', '青禾区', '区委组织部'],
    ['政府办公室', '岚州市', '市政府办公室'],
    ['人社局', '青岚藏族自治州', '州人社局'],
    // What may be meant of any level is left alone.
    ['政府', '青禾区', '政府'],
    ['党委', '青禾区', '党委'],
    ['司法局', null, '司法局'],
    ['省司法厅', '青禾区', '省司法厅'],
  ])('%s in a document of %s is shown as %s', (name, place, shown) => {
    expect(roster.nameOf({ name, asWritten: name }, place)).toBe(shown)
  })

  it('takes what stands in brackets for other signs of one unit', () => {
    const name = '区发改局(区大数据局(区数据中心)、区审改办)'
    for (const wanted of ['发改局', '区发展和改革局', '区大数据局', '区审改办', '区数据中心'])
      expect(meant(wanted, name, '青禾区')).toBe(name)
    expect(meant('区商务局', name, '青禾区')).toBeNull()
  })

  it('finds joint bureaus by each of their fields, and what a successor took over', () => {
    expect(meant('县体育局', '县教体局', '溪口县')).toBe('县教体局')
    expect(meant('县教育局', '县教体局', '溪口县')).toBe('县教体局')
    expect(meant('县市场监管局', '县工商局', '溪口县')).toBe('县工商局')
    expect(meant('县质监局', '县工商局', '溪口县')).toBeNull()
  })

  it('tells a unit from the same unit of another level or place', () => {
    expect(meant('市司法局', '区司法局', '青禾区')).toBeNull()
    expect(meant('溪口县司法局', '区司法局', '青禾区')).toBeNull()
    expect(meant('青禾区司法局', '司法局', '青禾区')).toBe('司法局')
  })

  it('knows a town that is named like its county from the towns of the county', () => {
    expect(directory.previewOf('溪口镇', '溪口县').kind).toBe('unit')
    expect(directory.previewOf('各镇', '溪口县').kind).toBe('collective')
  })

  it('lets a county stand for its government', () => {
    // Both are in the list of divisions: 克什克腾旗 lies in 赤峰市.
    expect(meant('克什克腾旗', '各旗县区人民政府', '赤峰市')).toBe('克什克腾旗')
    expect(meant('市司法局', '各旗县区人民政府', '赤峰市')).toBeNull()
  })

  it('makes no unit of persons', () => {
    for (const name of ['区政府主要负责人', '执法人员', '各部门主要负责人', '首席代表', '区长'])
      expect(directory.previewOf(name, '青禾区').kind).toBe('role')
  })
})

describe('names that mean many', () => {
  it.each(GROUP_CASES)('$name in $place', ({ name, place, member, stranger }) => {
    expect(directory.previewOf(name, place).kind).toMatch(/collective$/)
    if (member !== '') expect(meant(member, name, place)).not.toBeNull()
    if (stranger !== '') expect(meant(stranger, name, place)).toBeNull()
  })

  it.each(['有关部门', '承办单位', '被诉行政机关', '第三方', '收到建议的单位'])(
    'nobody for certain is meant by %s',
    name => {
      expect(directory.previewOf(name, '青禾区').kind).toBe('open-collective')
      expect(meant('区司法局', name, '青禾区')).toBeNull()
    },
  )

  it('a collective in the government’s name leaves out the party’s organs, and the reverse', () => {
    expect(meant('区委组织部', '区政府各部门', '青禾区')).toBeNull()
    expect(meant('区委组织部', '各部门', '青禾区')).toBe('区委组织部')
    expect(meant('区司法局', '区委各部门', '青禾区')).toBeNull()
  })

  it('persons of a collective are found by each of its members', () => {
    expect(meant('区司法局', '区政府各部门主要负责人', '青禾区')).toBe('区司法局')
  })
})
