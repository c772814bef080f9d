import { describe, expect, it } from 'vitest'
import { type RosterUnit } from '../../../knowledge/model/unit.ts'
import { readRosterCsv, toRosterCsv } from '../../../knowledge/roster/index.ts'

const HEADER = '地区,单位,类别,别名\n'

const unit = (name: string, rest: Partial<RosterUnit> = {}): RosterUnit => ({
  place: '青禾区',
  name,
  kind: 'department',
  aliases: [],
  ...rest,
})

describe('reading a roster from CSV', () => {
  it('takes units with their aliases, and tells the kind from the name where it is left out', () => {
    const { units, problems } = readRosterCsv(
      `${HEADER}青禾区,区住房和城乡建设局,政府部门,住建局、建管局\n青禾区,云砚街道,,\n,法律援助基金会,其他,\n`,
    )
    expect(problems).toEqual([])
    expect(units).toEqual([
      unit('区住房和城乡建设局', { aliases: ['住建局', '建管局'] }),
      unit('云砚街道', { kind: 'subdistrict' }),
      unit('法律援助基金会', { place: '', kind: 'other' }),
    ])
  })

  it('reads columns in any order, quoted cells, empty rows, line ends of any kind and a byte order mark', () => {
    const { units } = readRosterCsv('\ufeff单位,别名,地区\r\n\r\n"区司法局","甲,乙""丙""",青禾区\r\n,,\r\n')
    expect(units).toEqual([unit('区司法局', { aliases: ['甲,乙"丙"'] })])
  })

  it('keeps brackets whole: marks inside them part no aliases', () => {
    const { units } = readRosterCsv(
      `${HEADER}青禾区,区发改局,,区发改局(区大数据局(区数据中心)、区审改办)；发改\n`,
    )
    expect(units[0]?.aliases).toEqual(['区发改局(区大数据局(区数据中心)、区审改办)', '发改'])
  })

  it('takes nothing where anything is wrong, and names every fault by its row', () => {
    const { units, problems } = readRosterCsv(
      [
        `${HEADER}青禾区,区司法局,政府部门,司法行政局`,
        '青禾区,,政府部门,',
        '青禾区,区民政局,公司,',
        '青禾区,青禾驿站,,',
        '青禾区,区财政局,政府部门,司法行政局',
        '青禾区,各部门,政府部门,',
        '青禾区,区审计局、区统计局,政府部门,',
        '青禾区,区水务局(区河长办,政府部门,',
        '青禾区,区体育局,政府部门,体育局,文体局',
      ].join('\n'),
    )
    expect(units).toEqual([])
    expect(problems).toEqual([
      '第 3 行：没有写单位名称',
      '第 4 行：不认识类别“公司”，可用的类别：党委部门、政府部门、其他机关、街道、乡镇、开发区、政府、其他',
      '第 5 行：看不出“青禾驿站”是哪一类，请填写类别：党委部门、政府部门、其他机关、街道、乡镇、开发区、政府、其他',
      '第 6 行：“司法行政局”在第 2 行已经是“区司法局”的名称或别名',
      '第 7 行：“各部门”是统称，不是一个单位；要写明它指谁，请把它写成每个成员的别名',
      '第 8 行：“区审计局、区统计局”像是几个名称，请一次写一个',
      '第 9 行：名称“区水务局(区河长办”的括号不成对',
      '第 10 行：有 5 格，而表头有 4 列；别名之间请用顿号，或给整格加英文双引号',
    ])
  })

  it('counts rows as editors do, also behind a cell with line ends', () => {
    const { problems } = readRosterCsv(`${HEADER}"青禾区","区\n司法局",政府部门,\n青禾区,,政府部门,\n`)
    expect(problems.map(problem => problem.slice(0, 5))).toEqual(['第 2 行', '第 4 行'])
  })

  it.each([
    ['', '文件是空的，第一行应是表头：地区,单位,类别,别名'],
    [HEADER, '表头下面没有单位'],
    ['地区,类别\n青禾区,其他\n', '表头缺少“单位”列，第一行应是：地区,单位,类别,别名'],
    ['单位,电话\n区司法局,1\n', '表头有不认识的列“电话”，只能有：地区,单位,类别,别名'],
    ['单位,单位\n区司法局,1\n', '表头有重复的列'],
    [`${HEADER}"青禾区,区司法局\n`, '有一个英文双引号没有配对，请检查引号'],
  ])('refuses %j with a reason', (text, problem) => {
    expect(readRosterCsv(text)).toEqual({ units: [], problems: [problem] })
  })

  it('refuses an alias that a kept unit of the place has, but not the new state of that unit', () => {
    const kept = [unit('区司法局', { aliases: ['司法行政局'] })]
    const taken = readRosterCsv(`${HEADER}青禾区,区财政局,,司法行政局\n`, kept)
    expect(taken.problems).toEqual(['第 2 行：“司法行政局”在名册中已经是“区司法局”的名称或别名'])
    expect(readRosterCsv(`${HEADER}青禾区,区司法局,,\n青禾区,区财政局,,司法行政局\n`, kept).problems).toEqual(
      [],
    )
    expect(readRosterCsv(`${HEADER}溪口县,县财政局,,司法行政局\n`, kept).problems).toEqual([])
  })

  it('lets several units have a collective for an alias', () => {
    const { units } = readRosterCsv(
      `${HEADER}青禾区,区司法局,,各成员单位\n青禾区,区财政局,,各成员单位、各部门\n`,
    )
    expect(units.map(({ aliases }) => aliases)).toEqual([['各成员单位'], ['各成员单位', '各部门']])
  })
})

describe('writing a roster as CSV', () => {
  it('is read by spreadsheets as UTF-8, with nothing they would run', () => {
    const text = toRosterCsv([unit('=cmd()', { aliases: ['区司法局'] }), unit('＠SUM', { aliases: ["'+1"] })])
    expect(text).toBe(
      "\ufeff地区,单位,类别,别名\r\n青禾区,'=cmd(),政府部门,区司法局\r\n青禾区,'＠SUM,政府部门,''+1\r\n",
    )
  })
})
