import { describe, expect, it } from 'vitest'
import { AppError } from '../../../knowledge/model/errors.ts'
import { articleLabelsOf, codesOf, expectLossless, labelsOf, outlineOf, structure } from './support.ts'

const BODY = '各单位应当按照职责分工抓好落实，重要情况及时报告。'

describe('a plan in numbered sections', () => {
  const plan = [
    '某区普法规划',
    '',
    `为做好普法工作，制定本规划。`,
    '',
    '一、总体要求',
    '（一）指导思想。' + BODY,
    '（二）主要目标。' + BODY,
    '二、重点任务',
    '（三）学法用法。' + BODY,
    '（四）普法宣传。' + BODY,
    '1.办好讲堂。' + BODY,
    '2.用好阵地。' + BODY,
  ].join('\n')

  it('nests by the families of its labels and takes short first sentences for headings', () => {
    expect(outlineOf(structure(plan))).toEqual([
      '',
      '·一、总体要求',
      '··(一)指导思想',
      '··(二)主要目标',
      '·二、重点任务',
      '··(三)学法用法',
      '··(四)普法宣传',
      '···1.办好讲堂',
      '···2.用好阵地',
    ])
  })

  it('reads the same in full width, with odd blanks, Windows line ends and zero-width characters', () => {
    const wide = plan.replace(/（/g, '(').replace(/）/g, ')').replace(/1\./g, '１．').replace(/2\./g, '２．')
    const odd = wide
      .split('\n')
      .map(line => `\u200b\u3000\u3000${line} \u00a0`)
      .join('\r\n')
    expect(outlineOf(structure(odd))).toEqual(outlineOf(structure(plan)))
    expectLossless(structure(odd))
  })

  it('has its sections for articles, with the chapter above each', () => {
    const { articles } = structure(plan)
    expect(articles.map(article => [article.label, ...article.path])).toEqual([
      ['引言'],
      ['(一)', '一、总体要求'],
      ['(二)', '一、总体要求'],
      ['(三)', '二、重点任务'],
      ['(四)', '二、重点任务'],
    ])
  })

  it('has no warnings', () => {
    expect(structure(plan).warnings).toEqual([])
  })
})

describe('headings', () => {
  it('are not a first sentence that is long, asks or lists', () => {
    const long =
      '全区各级各部门要深入学习贯彻上级决策部署并结合本地实际制定切实可行的年度工作计划和各项配套措施'
    expect(outlineOf(structure(`一、甲\n（一）${long}。${BODY}\n（二）有三项：报告、公示。${BODY}`))).toEqual(
      ['·一、甲', '··(一)', '··(二)'],
    )
  })

  it('on lines of their own lose only the label', () => {
    expect(outlineOf(structure(`一、转变政府职能，优化营商环境\n${BODY}\n二、附则\n${BODY}`))).toEqual([
      '·一、转变政府职能,优化营商环境',
      '·二、附则',
    ])
  })

  it('that lost their full stop are found where all their siblings have one', () => {
    const sections = [
      '（一）健全制度。',
      '（二）完善机制。',
      '（三）加强保障。',
      '（四）大力提升服务水平推进窗口建设，',
      '（五）严格考核。',
    ]
    const document = structure(sections.map(heading => heading + BODY).join('\n'))
    expect(outlineOf(document)[3]).toBe('·(四)大力提升服务水平')
    expect(codesOf(document)).toEqual(['heading-damaged'])
  })

  it('of paragraphs without labels make units below the section', () => {
    const document = structure(`一、原则\n坚持统筹兼顾。${BODY}\n坚持问题导向。${BODY}\n二、任务\n${BODY}`)
    expect(outlineOf(document)).toEqual(['·一、原则', '··坚持统筹兼顾', '··坚持问题导向', '·二、任务'])
  })
})

describe('numbering', () => {
  it('may start again under each chapter', () => {
    const document = structure(
      `一、甲项\n（一）乙项。${BODY}\n（二）丙项。${BODY}\n二、丁项\n（一）戊项。${BODY}\n（二）己项。${BODY}`,
    )
    expect(labelsOf(document)).toEqual(['一、', '(一)', '(二)', '二、', '(一)', '(二)'])
    expect(document.warnings).toEqual([])
  })

  it('that leaves numbers out is reported, not repaired', () => {
    const document = structure(`（一）乙项。${BODY}\n（四）丙项。${BODY}`)
    expect([labelsOf(document), codesOf(document)]).toEqual([['(一)', '(四)'], ['label-gap']])
  })

  it('that uses a number twice is reported', () => {
    const document = structure(
      `（一）乙项。${BODY}\n（二）丙项。${BODY}\n（三）丁项。${BODY}\n（二）戊项。${BODY}`,
    )
    expect([labelsOf(document), codesOf(document)]).toEqual([
      ['(一)', '(二)', '(三)', '(二)'],
      ['label-collision'],
    ])
  })

  it('names the line of a warning', () => {
    expect(structure(`（一）乙项。${BODY}\n\n（四）丙项。${BODY}`).warnings[0]).toEqual({
      code: 'label-gap',
      message: '序号“(四)”之前缺号',
      line: 3,
    })
  })

  it('that began inside the paragraph above is complete', () => {
    expect(structure(`一、甲项\n注：1.${BODY}\n2.${BODY}`).warnings).toEqual([])
    expect(structure(`一、甲项\n附件：1、申请表\n2、登记表`).warnings).toEqual([])
  })
})

describe('damaged labels', () => {
  it.each([
    [')', ')丙项'],
    ['(三', '(三丙项'],
    ['三)', '三)丙项'],
    ['', '完善丙项制度'],
    ['(三)', '(三)丙项'],
  ])('between (二) and (四) are restored: %s', (label, line) => {
    const document = structure(
      `一、甲项\n（一）乙项。${BODY}\n（二）丁项。${BODY}\n${line}\n${BODY}\n（四）戊项。${BODY}`,
    )
    expect(labelsOf(document)).toEqual(['一、', '(一)', '(二)', '(三)', '(四)'])
    expect(document.units[3]?.label).toBe(label)
    expect(document.units[3]?.damaged).toBe(label !== '(三)')
  })

  it('of a run-in heading are restored too', () => {
    const document = structure(`（一）健全制度。${BODY}\n完善机制。${BODY}\n（三）加强保障。${BODY}`)
    expect(outlineOf(document)).toEqual(['·(一)健全制度', '·→(二) 完善机制', '·(三)加强保障'])
    expect(document.warnings[0]?.message).toBe('“完善机制”前的序号脱落，按顺序应为“(二)”')
  })

  it('that all became (十) stand for the numbers that follow ten', () => {
    const labels = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十', '十', '十三'].map(
      n => `（${n}）乙项。${BODY}`,
    )
    const document = structure(labels.join('\n'))
    expect(labelsOf(document).slice(9)).toEqual(['(十)', '(十一)', '(十二)', '(十三)'])
    expect(codesOf(document)).toEqual(['label-damaged', 'label-damaged'])
  })

  it('of which only the numeral is left count where the list goes on', () => {
    const document = structure(`（一）甲项。${BODY}\n二发挥带头作用\n${BODY}\n（三）丙项。${BODY}`)
    expect(labelsOf(document)).toEqual(['(一)', '(二)', '(三)'])
  })

  it('are named by their heading in citations, because the label would name another place', () => {
    const document = structure(`（一）健全制度。${BODY}\n）完善机制。${BODY}\n（三）加强保障。${BODY}`)
    expect(articleLabelsOf(document)).toEqual(['(一)', '完善机制', '(三)'])
  })
})

describe('statutes', () => {
  const statute = [
    '某省普法条例',
    '第一编 总则',
    '第一章 一般规定',
    '第一节 范围',
    '第一条 为了普及法律，制定本条例。',
    '第二条 有下列情形之一的，应当报告：',
    '（一）发生重大事故；',
    '（二）造成严重影响的。',
    '第二节 职责',
    '第三条【报告】区司法局应当报告。',
    '前款报告应当公开。',
    '第二章 附则',
    '第四条 本条例自公布之日起施行。',
    '第四条之一 解释权属于区司法局。',
  ].join('\n')

  it('nest 编, 章, 节, 条 and items', () => {
    expect(outlineOf(structure(statute))).toEqual([
      '',
      '·第一编总则',
      '··第一章一般规定',
      '···第一节范围',
      '····第一条',
      '····第二条',
      '·····(一)',
      '·····(二)',
      '···第二节职责',
      '····第三条【报告】',
      '··第二章附则',
      '···第四条',
      '···第四条之一',
    ])
    expect(structure(statute).warnings).toEqual([])
  })

  it('have their 条 for articles, items and later paragraphs included', () => {
    const { articles, text } = structure(statute)
    expect(articles.map(article => article.label)).toEqual([
      '题头',
      '第一条',
      '第二条',
      '第三条',
      '第四条',
      '第四条之一',
    ])
    expect(articles.map(({ start, end }) => text.slice(start, end))[2]).toContain('造成严重影响的。')
    expect(articles.map(({ start, end }) => text.slice(start, end))[3]).toContain('前款报告')
  })

  it('keep references at the start of a paragraph in the text', () => {
    const document = structure(
      '第一条 甲。\n第二条规定的情形除外。\n第二条 乙。\n第一条、第二条所列材料另行公布。\n第三条 丙。',
    )
    expect(labelsOf(document)).toEqual(['第一条', '第二条', '第三条'])
  })

  it('count items anew under each 条, even where the first labels are lost', () => {
    const document = structure(
      [
        '第一条 有下列情形：',
        '（一）甲；',
        '（二）乙。',
        '第二条 有下列情形之一的：',
        '未按照规定报送的；',
        '报送虚假材料的；',
        '（三）拒绝报送的。',
        '第三条 有下列职责：',
        '（一）甲；',
        '组织开展检查；',
        '（三）丙。',
      ].join('\n'),
    )
    expect(labelsOf(document)).toEqual([
      '第一条',
      '(一)',
      '(二)',
      '第二条',
      '(一)',
      '(二)',
      '(三)',
      '第三条',
      '(一)',
      '(二)',
      '(三)',
    ])
    expect(document.warnings[0]?.message).toBe('“未按照规定报送的;”前的序号脱落，按顺序应为“(一)”')
    expect(codesOf(document)).toEqual(['label-damaged', 'label-damaged', 'label-damaged'])
  })

  it('count 节 anew under each 章, even where 第一节 is lost', () => {
    const document = structure(
      '第一章 甲\n第一节 乙\n第一条 丙。\n第二节 丁\n第二条 戊。\n第二章 己\n一般规定\n第三条 庚。\n第二节 辛\n第四条 壬。',
    )
    expect(labelsOf(document)).toEqual([
      '第一章',
      '第一节',
      '第一条',
      '第二节',
      '第二条',
      '第二章',
      '第一节',
      '第三条',
      '第二节',
      '第四条',
    ])
  })

  it('printed without line breaks are cut before each 条', () => {
    const document = structure(
      '第一章 总则\n第一条 甲。 第二条 乙，依照第三条的规定。 第三条 丙。\n第二章 附则\n第四条 丁。',
    )
    expect(labelsOf(document)).toEqual(['第一章', '第一条', '第二条', '第三条', '第二章', '第四条'])
    expectLossless(document)
  })

  it('are not cut at a reference that only looks like the next 条', () => {
    const document = structure('第一条 甲。 第二条 的规定另行公布。\n第二条 乙。\n第三条 丙。')
    expect(labelsOf(document)).toEqual(['第一条', '第二条', '第三条'])
  })

  it('of which the file holds a later part begin where they begin', () => {
    expect(structure('第四百六十三条 甲。\n第四百六十四条 乙。').warnings).toEqual([])
    expect(codesOf(structure('第三条 甲。\n第四条 乙。'))).toEqual(['label-gap'])
  })

  it('may carry a table of contents, whose lines are no units', () => {
    const document = structure(
      '某省普法条例\n目 录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。',
    )
    expect(outlineOf(document)).toEqual(['', '·第一章总则', '··第一条', '·第二章附则', '··第二条'])
    expectLossless(document)
  })

  it('that amend others have their numbered points for articles', () => {
    const document = structure(
      '关于修改某条例的决定\n一、将第三条修改为：“第三条 区司法局负责。”\n二、删去第五条。\n三、本决定自公布之日起施行。',
    )
    expect(articleLabelsOf(document)).toEqual(['题头', '一、', '二、', '三、'])
  })
})

describe('fields', () => {
  it('on lines of their own belong to the task above', () => {
    const { units, text } = structure(
      `一、甲项\n1.办好讲堂，做好服务。\n责任单位：区司法局，各街道\n进度安排：2026年9月底前\n2.用好阵地，做好宣传。\n责任单位：区委宣传部`,
    )
    expect(
      units.map(unit => unit.fields.map(field => [field.name, text.slice(field.start, field.end)])),
    ).toEqual([
      [],
      [
        ['责任单位', '区司法局，各街道'],
        ['进度安排', '2026年9月底前'],
      ],
      [['责任单位', '区委宣传部']],
    ])
  })

  it('make articles of the tasks that carry them', () => {
    const document = structure(
      '一、甲项\n（一）乙项\n1.办好讲堂，做好服务。\n责任单位：区司法局\n2.用好阵地，做好宣传。\n责任单位：区委宣传部',
    )
    expect(articleLabelsOf(document)).toEqual(['1.', '2.'])
  })

  it.each([
    ['（', '）。'],
    ['【', '】'],
    ['[', ']'],
  ])('in brackets at the end are read: %s', (open, close) => {
    const { units, text } = structure(
      `（一）乙项。${BODY}${open}牵头单位：区司法局（含分局）；责任单位：各街道；完成时限：2026年底前${close}\n（二）丙项。${BODY}`,
    )
    expect(units[0]?.fields.map(field => [field.name, text.slice(field.start, field.end)])).toEqual([
      ['牵头单位', '区司法局（含分局）'],
      ['责任单位', '各街道'],
      ['完成时限', '2026年底前'],
    ])
  })

  it('are not the same words inside a sentence', () => {
    expect(
      structure(`（一）乙项。责任单位应当报送。${BODY}\n（二）丙项。${BODY}`).units.flatMap(
        unit => unit.fields,
      ),
    ).toEqual([])
  })

  it('without a value are none', () => {
    expect(
      structure(`1.办好讲堂。\n责任单位：\n进度安排：年底前\n2.甲`).units[0]?.fields.map(field => field.name),
    ).toEqual(['进度安排'])
  })
})

describe('tables', () => {
  const rows = (separator: string): string =>
    ['序号', '重点任务', '牵头单位', '完成时限'].join(separator) +
    '\n' +
    ['1', '办好讲堂', '区司法局', '三月底前'].join(separator) +
    '\n' +
    ['2', '用好阵地', '区委宣传部', '六月底前'].join(separator)

  it.each([
    ['bars', ' | '],
    ['tabs', '\t'],
  ])('with %s give a unit a row, its fields named by the header', (_, separator) => {
    const document = structure(`某区任务分解表\n\n${BODY}\n\n${rows(separator)}`)
    const tasks = document.units.filter(unit => unit.label !== '')
    expect(
      tasks.map(unit => [
        unit.label,
        unit.heading,
        ...unit.fields.map(f => `${f.name}=${document.text.slice(f.start, f.end)}`),
      ]),
    ).toEqual([
      ['1', '办好讲堂', '牵头单位=区司法局', '完成时限=三月底前'],
      ['2', '用好阵地', '牵头单位=区委宣传部', '完成时限=六月底前'],
    ])
    expectLossless(document)
  })

  it('of Markdown keep their rule out of the tasks', () => {
    const document = structure(
      '# 分解表\n\n| 序号 | 任务 | 牵头单位 |\n| --- | --- | --- |\n| 1 | 办好讲堂 | 区司法局 |\n| 2 | 用好阵地 | 区委宣传部 |',
      'md',
    )
    expect(document.units.filter(unit => unit.label !== '').map(unit => [unit.label, unit.heading])).toEqual([
      ['1', '办好讲堂'],
      ['2', '用好阵地'],
    ])
    expectLossless(document)
  })

  it('without a header keep their rows together', () => {
    const document = structure(`一、甲项\n${BODY}\n甲 | 乙 | 丙\n丁 | 戊 | 己\n二、丙项\n${BODY}`)
    expect(document.units).toHaveLength(3)
    expectLossless(document)
  })

  it('may be followed by a note that belongs to no row', () => {
    const document = structure(`${rows(' | ')}\n注：1.${BODY}\n2.${BODY}`)
    expect(outlineOf(document).slice(-2)).toEqual(['·注', '·2.'])
    expect(document.warnings).toEqual([])
  })
})

describe('the parts around the units', () => {
  it('a notice and the instrument it hands on are parts of their own', () => {
    const document = structure(
      `某区人民政府关于印发《某区普法规划》的通知\n\n各街道办事处：\n\n现将《某区普法规划》印发给你们，请认真贯彻执行。\n\n某区人民政府\n2026年1月5日\n\n某区普法规划\n\n为做好普法工作，制定本规划。\n\n一、甲项\n${BODY}\n二、乙项\n${BODY}`,
    )
    expect(outlineOf(document)).toEqual(['印发通知', '某区普法规划', '·一、甲项', '·二、乙项'])
    expect(articleLabelsOf(document)).toEqual(['题头', '引言', '一、', '二、'])
  })

  it('a signature and a date close the document', () => {
    const document = structure(`一、甲项\n${BODY}\n二、乙项\n${BODY}\n\n某区司法局\n2026年1月5日`)
    expect(articleLabelsOf(document)).toEqual(['一、', '二、', '结尾'])
  })

  it('an appeal to all bodies closes a document of single paragraphs', () => {
    const sections = ['（一）甲项。', '（二）乙项。', '（三）丙项。', '（四）丁项。'].map(
      heading => heading + BODY,
    )
    expect(
      articleLabelsOf(structure([...sections, '各部门要认真抓好落实，确保完成任务。'].join('\n'))).at(-1),
    ).toBe('结尾')
  })

  it('appendices stand beside the main text', () => {
    const document = structure(
      `一、甲项\n${BODY}\n二、乙项\n${BODY}\n附件1\n1.申请条件。${BODY}\n附件2\n1.办理流程。${BODY}`,
    )
    expect(outlineOf(document)).toEqual([
      '·一、甲项',
      '·二、乙项',
      '附件1',
      '·1.申请条件',
      '附件2',
      '·1.办理流程',
    ])
  })

  it('a document without any label is cited by its headings, or by its paragraphs', () => {
    const headed = structure(`某街道普法情况\n\n基本情况\n${BODY}${BODY}\n存在问题\n${BODY}${BODY}`)
    expect(outlineOf(headed)).toEqual(['·某街道普法情况', '·基本情况', '·存在问题'])
    expect(articleLabelsOf(structure(`${BODY}${BODY}\n\n${BODY}`))).toEqual(['第1段', '第2段'])
  })

  it('Markdown headings stand above every numbering', () => {
    const document = structure(
      `# 某办法\n\n## 总则\n\n**第一条** 甲。\n\n**第二条** 乙。\n\n## 附则\n\n**第三条** 丙。`,
      'md',
    )
    expect(outlineOf(document)).toEqual(['', '·总则', '··第一条', '··第二条', '·附则', '··第三条'])
  })

  it('a page of nothing but furniture is refused with a reason', () => {
    const refused = (): unknown => structure('首页\n打印本页\n— 1 —')
    expect(refused).toThrow(AppError)
    expect(refused).toThrow('只有网页导航')
  })
})
