import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractObligations, type ExtractedObligation } from '../../../ingest/obligations/extract.ts'
import { isUnitName } from '../../../ingest/obligations/units.ts'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import { civilDate } from '../../../knowledge/time/index.ts'

function dutiesIn(...lines: string[]): ExtractedObligation[] {
  const document = structureDocument({ text: lines.join('\n'), format: 'txt', source: '文件.txt' })
  return extractObligations(document, civilDate('2027-01-01'))
}

/** The duties of one article of an invented rule. */
const inRule = (article: string): ExtractedObligation[] =>
  dutiesIn('岚州市社区食堂管理规定', '第一章 总则', '第一条 为了规范管理,制定本规定。', `第二条 ${article}`)

const namesOf = (row: ExtractedObligation | undefined): string[] =>
  (row?.parties ?? []).map(party => party.asWritten)

describe('who acts in the articles of a rule', () => {
  it.each([
    ['经营者应当每年提交检测报告。', ['经营者']],
    ['受理的街道办事处应当自收到申请之日起5日内作出决定。', ['受理的街道办事处']],
    ['从事配送服务的单位,应当每季度清洗车辆。', ['从事配送服务的单位']],
    ['经营者变更名称的,应当自变更之日起10日内告知街道办事处。', ['经营者']],
    ['县、区人民政府应当每年公布名录。', ['县、区人民政府']],
    ['公民或者其他组织应当在15日内补正。', ['公民', '其他组织']],
    ['食材生产、配送企业应当每月自查。', ['食材生产、配送企业']],
    ['依照本规定第九条的规定接受委托的机构应当在20日内出具报告。', ['接受委托的机构']],
    ['被检查单位应当在7日内整改。', ['被检查单位']],
  ])('%s', (sentence, names) => {
    expect(namesOf(inRule(sentence)[0])).toEqual(names)
  })

  it('goes on with the subject of the sentence before, and says so', () => {
    const [first, second] = inRule('街道办事处应当每年组织检查。对不合格的,在3日内发出通知。')
    expect(namesOf(second)).toEqual(['街道办事处'])
    expect(second?.reasons.join()).toContain('承前一句')
    expect(second?.confidence).toBeLessThan(first?.confidence ?? 0)
  })

  it('leaves a sentence open that begins with a thing', () => {
    const rows = inRule('街道办事处应当每年组织检查。检查结果每季度公布。')
    expect(namesOf(rows[1])).toEqual([])
  })
})

describe('names', () => {
  it.each(['动态调整各级政府', '选树各街道', '印发全区各部门', '组织有关部门', '2名工作人员'])(
    'takes %s for no name, whatever its verb',
    phrase => {
      expect(isUnitName(phrase)).toBe(false)
    },
  )

  it.each(['区政府各部门', '各级各部门', '县级以上地方各级政府', '区直各有关部门', '农产品加工经营者'])(
    'takes %s for a name',
    phrase => {
      expect(isUnitName(phrase)).toBe(true)
    },
  )

  it('never takes a verb of a plan in front of 各 for part of a name', () => {
    const verbs = fc.constantFrom('梳理', '盘活', '摸清', '厘清', '带动', '压降', '通联', '比选')
    const units = fc.constantFrom('各部门', '各街道', '各级政府', '有关单位')
    fc.assert(
      fc.property(verbs, units, (verb, unit) => isUnitName(unit) && !isUnitName(verb + unit)),
      { seed: 20272, numRuns: 50 },
    )
  })
})

describe('unit lines that lost characters', () => {
  const PLAN = [
    '清渠区法治政府建设实施方案',
    '一、主要任务',
    '1.完善清单。',
    '责任单位:区委编办、区发改局、区商务局牵头,各镇(街道)、区有关部门',
    '进度安排:2027年6月底前完成',
    '2.优化服务。',
    '责任单位:委编办、发改牵头,镇(街道)有关部门',
    '进度安排:2027年9月底前完成',
    '3.规范准入。',
    '责任单位:发改商务局牵头,区司法局',
    '进度安排:2027年底前完成',
  ]

  it('puts names right by the sister lists, keeps them as written and says so', () => {
    const rows = dutiesIn(...PLAN)
    expect(rows[1]?.parties.map(({ asWritten, name }) => [asWritten, name])).toEqual([
      ['委编办', '区委编办'],
      ['发改', '区发改局'],
      ['镇(街道)', '各镇(街道)'],
      ['有关部门', '区有关部门'],
    ])
    expect(rows[1]?.reasons.join()).toContain('委编办→区委编办')
  })

  it('parts two names grown together where the lists know both', () => {
    expect(namesOf(dutiesIn(...PLAN)[2])).toEqual(['发改', '商务局', '区司法局'])
  })

  it('leaves sound lists alone', () => {
    expect(dutiesIn(...PLAN)[0]?.reasons).toEqual([])
  })
})

describe('what binds nobody', () => {
  it.each([
    '(2009年10月13日岚州市人民政府令第5号公布)',
    '2004年1月1日起施行的《岚州市食堂管理办法》同时废止。',
    '在规定期限内不改正的,依法处理。',
    '30日内拒不改正的,吊销执照。',
    '收据应当载明金额和注明日期。',
  ])('%s', sentence => {
    expect(inRule(sentence)).toEqual([])
  })

  it('takes no day from the years a plan covers', () => {
    expect(
      dutiesIn('清渠区法治规划', '一、总体目标', '(一)目标。“十五五”期间,依法行政水平显著提升。'),
    ).toEqual([])
  })
})

describe('numbers in words of their own', () => {
  it.each([
    ['培育示范点2至3个。', { op: '>=', value: 2, unit: '个' }],
    ['每年举办讲座3—5场。', { op: '>=', value: 3, unit: '场' }],
    ['抽查不超过2至3家。', { op: '<=', value: 3, unit: '家' }],
  ])('reads a range by the end that binds: %s', (sentence, quota) => {
    const [duty] = dutiesIn('清渠区工作要点', '一、任务', `(一)夯实基础。${sentence}`)
    expect(duty?.quota).toMatchObject(quota)
    expect(duty?.reasons.join()).toContain('幅度')
  })

  it('takes 至少留存30日 for a length, not for a day of the month', () => {
    expect(inRule('经营者应当至少留存30日备查。')[0]).toMatchObject({
      timing: { duration: 'P30D', to: null },
      quota: { op: '>=', value: 30, unit: '日' },
    })
  })
})
