import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractObligations, type ExtractedObligation } from '../../../ingest/obligations/extract.ts'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import { civilDate } from '../../../knowledge/time/index.ts'

const reference = civilDate('2027-01-01')

/** The duties of one paragraph of an invented plan, with what follows it on lines of its own. */
function dutiesIn(paragraph: string, ...lines: string[]): ExtractedObligation[] {
  const text = ['清渠区法治政府建设工作要点', '一、主要任务', `(一)夯实基础。${paragraph}`, ...lines].join(
    '\n',
  )
  return extractObligations(structureDocument({ text, format: 'txt', source: '要点.txt' }), reference)
}

function dutiesOfDocument(text: string): { rows: ExtractedObligation[]; text: string } {
  const document = structureDocument({ text, format: 'txt', source: '文件.txt' })
  return { rows: extractObligations(document, reference), text }
}

const brief = (row: ExtractedObligation): string =>
  [
    row.parties
      .map(party => party.asWritten + (party.role === 'responsible' ? '' : `/${party.role}`))
      .join('+'),
    row.timing?.raw ?? '-',
    row.quota === null ? '-' : `${row.quota.op}${row.quota.value}${row.quota.unit}/${row.quota.per}`,
    row.action,
  ].join(' | ')

const briefs = (paragraph: string, ...lines: string[]): string[] => dutiesIn(paragraph, ...lines).map(brief)

describe('who, when and how many', () => {
  it('reads subject, yearly day and action of a plain sentence', () => {
    expect(briefs('区司法局应当于每年3月20日前公布培训计划。')).toEqual([
      '区司法局 | 每年3月20日前 | - | 公布培训计划',
    ])
  })

  it('finds the subject behind a time that opens the sentence', () => {
    expect(briefs('每年6月底前,区财政局、区审计局完成专项抽查。')).toEqual([
      '区财政局+区审计局 | 每年6月底前 | - | 完成专项抽查',
    ])
  })

  it('shares a subject and 每年 among several clauses, one duty a number', () => {
    expect(briefs('区教育局和区教育局各直属单位每年组织模拟法庭不少于3次,开展法治讲座不少于2场。')).toEqual([
      '区教育局+区教育局各直属单位 | 每年 | >=3次/year | 组织模拟法庭不少于3次',
      '区教育局+区教育局各直属单位 | 每年 | >=2场/year | 开展法治讲座不少于2场',
    ])
  })

  it('gives a number to the verb that governs it, not to the nearest noun', () => {
    const [duty, ...rest] = dutiesIn(
      '各单位负责人要结合会前学法、条线培训、面向群众带头宣讲案例,每年不少于2次。',
    )
    expect(rest).toEqual([])
    expect(duty?.action).toBe('面向群众带头宣讲案例')
    expect(duty?.quota).toMatchObject({ value: 2, unit: '次', per: 'year' })
  })

  it('reads four frequencies for three levels of office in one sentence', () => {
    expect(briefs('区领导每季度至少1天、部门负责人每月至少1天、街道负责人每周至少1天到窗口坐班。')).toEqual([
      '区领导 | 每季度 | >=1天/quarter | 到窗口坐班',
      '部门负责人 | 每月 | >=1天/month | 到窗口坐班',
      '街道负责人 | 每周 | >=1天/week | 至少1天到窗口坐班',
    ])
  })

  it('makes two duties of two days, each listed time with the whole action', () => {
    expect(briefs('区信访局于每年1月15日前、7月15日前将台账报区政府。')).toEqual([
      '区信访局 | 每年1月15日前 | - | 将台账报区政府',
      '区信访局 | 7月15日前 | - | 将台账报区政府',
    ])
  })

  it('makes a duty of its own of what is to be published by the same day', () => {
    expect(briefs('承办单位应当于4月底前编制清单,并向社会公开。')).toEqual([
      '承办单位 | 4月底前 | - | 编制清单',
      '承办单位 | 4月底前 | - | 向社会公开',
    ])
  })

  it('lets what 并 adds fall on everybody who shared the time before it', () => {
    const rows = dutiesIn(
      '每年2月1日前,区政府向区委报告情况,区直部门向区政府报告情况,并在3月1日前向社会公开。',
    )
    expect(rows.map(brief)).toEqual([
      '区政府 | 每年2月1日前 | - | 向区委报告情况',
      '区直部门 | 每年2月1日前 | - | 向区政府报告情况',
      '区政府+区直部门 | 3月1日前 | - | 向社会公开',
    ])
    expect(rows.map(row => row.addressees.map(each => each.asWritten))).toEqual([
      ['区委'],
      ['区政府'],
      ['社会'],
    ])
  })

  it('takes the bearer of a system as the one who does what the next clause asks', () => {
    expect(briefs('落实街道领导班子定期学法制度,每年至少举办2次专题讲座。').at(-1)).toBe(
      '街道领导班子 | 每年 | >=2次/year | 至少举办2次专题讲座',
    )
  })

  it('names who acts jointly as taking part', () => {
    expect(briefs('区政府办公室会同区司法局于每年5月底前公布目录。')).toEqual([
      '区政府办公室+区司法局/participant | 每年5月底前 | - | 公布目录',
    ])
  })

  it('reads whom a thing is sent to, several at once', () => {
    const [duty] = dutiesIn('各镇应当于每年1月20日前将报告呈送区委、区人大常委会并抄送区政协。')
    expect(duty?.addressees.map(each => each.asWritten)).toEqual(['区委', '区人大常委会', '区政协'])
  })
})

describe('what a number or a cadence is not taken for', () => {
  it.each([
    ['优秀等次比例不超过参评单位总数的30%。', '<=30%'],
    ['履约保证金不得高于合同金额的10%。', '<=10%'],
    ['各单位自查比例不低于案卷总数的30%。', '>=30%'],
  ])('reads the comparison of %s', (sentence, expected) => {
    const [duty] = dutiesIn(sentence)
    expect(`${duty?.quota?.op}${duty?.quota?.value}${duty?.quota?.unit}`).toBe(expected)
  })

  it.each(['完善综合执法定期考评机制。', '定期会商热点难点问题。'])('finds the cadence of %s', sentence => {
    expect(dutiesIn(sentence).map(row => row.timing?.raw)).toEqual(['定期'])
  })

  it.each([
    '按照本规定第二十八条、第三十二条。',
    '在国家宪法日、民法典宣传月等节点开展宣传活动。',
    '去年培育骨干46名。',
    '一年内被责令改正3次以上的;',
  ])('makes no duty of %s', sentence => {
    expect(dutiesIn(sentence)).toEqual([])
  })

  it('gives a time alone to what the sentence asked before', () => {
    expect(briefs('区司法局年内组织考试2次,安排在5月和10月。').slice(1)).toEqual([
      '区司法局 | 5月 | - | 组织考试',
      '区司法局 | 10月 | - | 组织考试',
    ])
  })

  it('does not take the weekly day of one subject for what the next one counts', () => {
    const rows = dutiesIn('各镇每周五前报送信息1条,区融媒体中心刊发信息不少于10篇。')
    expect(rows.at(-1)?.quota).toMatchObject({ value: 10, per: null })
  })
})

describe('numbers', () => {
  it.each([
    ['复议决定履行率达100%。', '=', 100],
    ['群众满意度达90%以上。', '>=', 90],
    ['考核权重不低于总分值的8%。', '>=', 8],
    ['行政败诉率控制在5%以内。', '<=', 5],
    ['掌上办理率达到百分之九十。', '=', 90],
  ])('reads a percentage: %s', (sentence, op, value) => {
    expect(dutiesIn(sentence).map(row => row.quota)).toMatchObject([{ op, value, unit: '%', per: null }])
  })

  it('reads limits of validity and minimum lengths as number and duration both', () => {
    const rows = dutiesIn('文件有效期最长不超过4年,征求意见不少于20日。')
    expect(rows.map(row => [row.timing?.duration, row.quota?.op, row.quota?.value, row.quota?.unit])).toEqual(
      [
        ['P4Y', '<=', 4, '年'],
        ['P20D', '>=', 20, '日'],
      ],
    )
  })

  it('counts per the cadence of the clause what has a measure of its own', () => {
    expect(briefs('区司法局每年抽查案卷不少于200卷。')).toEqual([
      '区司法局 | 每年 | >=200卷/year | 抽查案卷不少于200卷',
    ])
  })

  it('counts per person where the text does', () => {
    expect(dutiesIn('执法人员每人每年参加培训不少于50学时。')[0]?.quota).toMatchObject({
      value: 50,
      per: 'person-year',
    })
  })

  it('keeps a number apart from a limit that only says when a duty arises', () => {
    expect(briefs('对滞后超过60日的,由区政府办公室在5日内发出督办函。')).toEqual([
      '区政府办公室 | 5日内 | - | 发出督办函',
    ])
  })

  it('finds no quota in fines and prison terms', () => {
    expect(dutiesIn('对责任人处一千元以上五千元以下罚款;构成犯罪的,处三年以下有期徒刑。')).toEqual([])
  })
})

describe('times relative to events', () => {
  it('waits for the clause after the event', () => {
    expect(briefs('文件实施后满一年,制定机关组织评估。')).toEqual(['制定机关 | 实施后满一年 | - | 组织评估'])
  })

  it('names the event with its noun', () => {
    const [duty] = dutiesIn('主讲单位应当在会议召开前3个工作日将提纲送区司法局。')
    expect(duty?.timing).toMatchObject({ type: 'relative', duration: 'P3D', workday: true })
    expect(dutiesIn('新任人员上岗后30日内完成培训。')[0]?.timing).toMatchObject({
      type: 'relative',
      anchor: '上岗',
    })
  })
})

describe('how strongly', () => {
  it.each([
    ['区司法局应当每年通报一次。', 'must'],
    ['建立台账,每季度更新一次。', 'must'],
    ['区司法局原则上每年通报一次。', 'should'],
    ['力争2027年底前建成查询库。', 'should'],
    ['鼓励各镇每年举办讲座1次。', 'encouraged'],
  ])('%s', (sentence, modality) => {
    expect(dutiesIn(sentence).at(-1)?.modality).toBe(modality)
  })

  it('takes what is only permitted for no duty', () => {
    expect(briefs('调解应当在30日内办结,情况复杂的可以延长15日。')).toHaveLength(1)
  })
})

describe('unit lines', () => {
  it('reads who leads up to 牵头 and who takes part, brackets whole, prefixes put back', () => {
    const [duty] = dutiesIn(
      '推进数据共享。',
      '责任单位:区发改局(区大数据局、区审改办)、司法局牵头,区委组织部、编办,各街道(镇)',
      '进度安排:2027年9月底前完成',
    )
    expect(duty?.parties.map(({ asWritten, name, role }) => [asWritten, name, role])).toEqual([
      ['区发改局(区大数据局、区审改办)', '区发改局(区大数据局、区审改办)', 'lead'],
      ['司法局', '区司法局', 'lead'],
      ['区委组织部', '区委组织部', 'participant'],
      ['编办', '区委编办', 'participant'],
      ['各街道(镇)', '各街道(镇)', 'participant'],
    ])
    expect(duty?.timing?.to).toBe('2027-09-30')
  })

  it('says so where a mark between two units was lost', () => {
    const [duty] = dutiesIn(
      '推进改革。',
      '责任单位:区发改局(区审改办)市场监管局牵头',
      '进度安排:2027年底前完成',
    )
    expect(duty?.parties.map(party => party.asWritten)).toEqual(['区发改局(区审改办)', '市场监管局'])
    expect(duty?.reasons.join()).toContain('顿号')
  })

  it('keeps one row for a task that is only to go on', () => {
    const rows = dutiesIn('完善会商机制。', '责任单位:区司法局牵头', '进度安排:持续推进')
    expect(rows).toMatchObject([{ isMainDuty: true, timing: { type: 'ongoing', raw: '持续推进' } }])
  })

  it('reads brackets at the end of a paragraph', () => {
    const { rows } = dutiesOfDocument(
      '临江市任务分工\n一、重点任务\n1.编制决策目录。(牵头单位:市政府办公室;责任单位:市司法局、市财政局;完成时限:2027年3月底前)\n',
    )
    expect(rows.map(brief)).toEqual([
      '市政府办公室/lead+市司法局+市财政局 | 2027年3月底前 | - | 编制决策目录',
    ])
  })

  it('reads the cells of a table', () => {
    const { rows } = dutiesOfDocument(
      '临江市任务分解表\n序号 | 任务 | 牵头单位 | 配合单位 | 完成时限\n1 | 举办培训班2期 | 市司法局 | 市委党校 | 2027年5月底前\n',
    )
    expect(rows.map(brief)).toEqual([
      '市司法局/lead+市委党校/participant | 2027年5月底前 | =2期/null | 举办培训班2期',
    ])
  })
})

describe('what is no duty', () => {
  it('takes nothing from what a report tells, but what it plans for next year', () => {
    const { rows } = dutiesOfDocument(
      [
        '清渠区2026年法治政府建设年度报告',
        '一、主要做法和成效',
        '(一)强化学习。全年共组织学法4次,每季度通报一次,履行率达100%。',
        '二、2027年工作安排',
        '(一)补齐短板。6月底前建成查询库。',
      ].join('\n'),
    )
    expect(rows.map(row => row.action)).toEqual(['建成查询库'])
  })

  it('reads the plan in a paper that holds last year’s account and next year’s plan, in its own year', () => {
    const { rows } = dutiesOfDocument(
      [
        '海宁区法治建设2027年总结和2028年计划',
        '一、2027年工作开展情况',
        '(一)强化学习。全年举办讲座4期,每季度通报一次。',
        '二、2028年工作计划',
        '(一)强化学习。上半年完成标准修订。',
      ].join('\n'),
    )
    expect(rows.map(row => [row.action, row.timing?.to])).toEqual([['完成标准修订', '2028-06-30']])
  })

  it.each([
    '与2026年相比案件下降明显。',
    '全年共组织4次培训。',
    '本办法自2027年5月1日起施行,有效期5年。',
    '及时处理群众反映的问题,持续优化服务。',
    '落实《清渠区提升行动方案(2026—2028年)》。',
    '打造“15分钟服务圈”,健全12345热线。',
  ])('%s', sentence => {
    expect(briefs(sentence)).toEqual([])
  })

  it('leaves times alone that only describe something', () => {
    expect(briefs('对2026年底前形成的欠款,区财政局于2027年10月底前清偿。')).toEqual([
      '区财政局 | 2027年10月底前 | - | 清偿',
    ])
  })
})

describe('damaged text', () => {
  it('carries the explanation and the proposal, and presumes the values', () => {
    const [report, publication] = dutiesIn('区司法局每年31日前报告年度法治政府建设情况,并于41前向社会公开。')
    expect(report).toMatchObject({ damaged: true, suggestion: '每年3月1日前', timing: { isPresumed: true } })
    expect(publication).toMatchObject({
      damaged: true,
      timing: { rrule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1', raw: '41前' },
    })
    expect(report?.reasons.join()).toContain('每年31日前')
  })

  it('reads a truncated comparison as what it was', () => {
    expect(dutiesIn('确保每人每年接受不少40学时的培训。')[0]).toMatchObject({
      damaged: true,
      quota: { op: '>=', value: 40, unit: '学时', per: 'person-year', raw: '不少40学时' },
    })
  })
})

describe('spans', () => {
  const PIECES = [
    '区司法局',
    '每年',
    '3月1日前',
    '应当',
    '向区委报告',
    '不少于4次',
    ',',
    '。',
    ';',
    '、',
    '(',
    ')',
    '\n',
    '并',
    '100%',
    '责任单位:',
    '定期',
    '每年31日前',
    '《',
    '”',
    '由',
    '的',
    '达到',
  ] as const

  it('quotes the source exactly and never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 40 }), words => {
        const text = `清渠区工作要点\n(一)夯实基础。${words.join('')}`
        const document = structureDocument({ text, format: 'txt', source: '要点.txt' })
        for (const row of extractObligations(document, reference)) {
          const quoted = [row.timing, row.quota].filter(each => each !== null)
          for (const { raw, span } of quoted) expect(text.slice(span.start, span.end)).toBe(raw)
          for (const { asWritten, span } of [...row.parties, ...row.addressees])
            expect(text.slice(span.start, span.end)).toBe(asWritten)
          expect(row.action).not.toBe('')
          expect(row.confidence).toBeGreaterThan(0)
        }
      }),
      { seed: 20271, numRuns: 300 },
    )
  })
})
