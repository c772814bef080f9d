import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  couldBe,
  FAMILY_ORDER,
  isFieldLine,
  readDamagedLabels,
  readLabel,
  startsBlock,
  writeLabel,
} from '../../../ingest/structure/labels.ts'
import { toChineseNumeral } from '../../../knowledge/text/numerals.ts'

const read = (text: string): [string, number, string] | null => {
  const label = readLabel(text)
  return label === null ? null : [label.family, label.number, label.label]
}

describe('whole labels', () => {
  it.each([
    ['第一编 总则', 'book', 1, '第一编'],
    ['第十二章 附则', 'chapter', 12, '第十二章'],
    ['第 3 章 附则', 'chapter', 3, '第 3 章'],
    ['第二节 许可', 'section', 2, '第二节'],
    ['第一百二十条 本法自公布之日起施行。', 'article', 120, '第一百二十条'],
    ['第12条 本法自公布之日起施行。', 'article', 12, '第12条'],
    ['第八条之一 另行规定。', 'article', 8, '第八条之一'],
    ['笫五条 清算组应当履行义务。', 'article', 5, '笫五条'],
    ['一、总体要求', 'han', 1, '一、'],
    ['十 、附则', 'han', 10, '十 、'],
    ['(四十二)推进学法', 'han-paren', 42, '(四十二)'],
    ['㈡推进学法', 'han-paren', 2, '㈡'],
    ['68.落实报告制度', 'arabic', 68, '68.'],
    ['2、查处程序', 'arabic', 2, '2、'],
    ['⒊查处程序', 'arabic', 3, '⒊'],
    ['(3)查处程序', 'arabic-paren', 3, '(3)'],
    ['3)查处程序', 'arabic-paren', 3, '3)'],
    ['⑷查处程序', 'arabic-paren', 4, '⑷'],
    ['⑳查处程序', 'circled', 20, '⑳'],
    ['附件2', 'appendix', 2, '附件2'],
    ['附件:', 'appendix', 0, '附件:'],
    ['附 表', 'appendix', 0, '附 表'],
  ])('%s', (text, ...expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('take the blanks behind them along, and nothing else', () => {
    expect(readLabel('第三条  甲')?.length).toBe(5)
    expect(readLabel('(一)甲')?.length).toBe(3)
  })

  it('of every family read back what was written', () => {
    const families = FAMILY_ORDER.filter(family => family !== 'appendix')
    fc.assert(
      fc.property(fc.constantFrom(...families), fc.integer({ min: 1, max: 20 }), (family, number) => {
        expect(read(`${writeLabel(family, number)} 甲乙`)?.slice(0, 2)).toEqual([family, number])
      }),
      { numRuns: 300, seed: 20260301 },
    )
  })
})

describe('what is no label', () => {
  it.each([
    '第三条第二款规定的情形除外。',
    '第三条规定的情形除外。',
    '第五条、第六条所列材料由区司法局审核。',
    '第二章的规定适用于街道。',
    '(三)项所列材料',
    '(四)、(五)项所列人员',
    '一、二级公路的养护',
    '三、四季度分别开展一次',
    '1.5亿元',
    '2026年工作安排',
    '第一时间报告',
    '一是加强领导',
    '一个窗口办理',
    '附件下载',
    '第九九九九九条 甲',
    '(一二三四五六)甲',
  ])('%s', text => {
    expect(readLabel(text)).toBeNull()
  })

  it('but headings that begin with the same characters keep their labels', () => {
    for (const text of [
      '(一)项目建设',
      '(二)目标任务',
      '(三)款项支付',
      '四、两类口岸',
      '(五)规定选举日期',
      '(六)与第三方的关系',
      '第三章规划与建设',
    ])
      expect([text, readLabel(text) === null]).toEqual([text, false])
  })
})

describe('damaged labels', () => {
  it('keep the numerals that are left', () => {
    const first = (text: string): unknown[] =>
      readDamagedLabels(text)
        .slice(0, 1)
        .map(label => [label.family, label.digits, label.needsGap])
    expect(first(')基本要求')).toEqual([['han-paren', '', false]])
    expect(first('(十深化改革')).toEqual([['han-paren', '十', false]])
    expect(first('二十)深化改革')).toEqual([['han-paren', '二十', false]])
    expect(first('、总体要求')).toEqual([['han', '', false]])
    expect(first('二十发挥作用')).toEqual([['han-paren', '二十', true]])
    expect(first('加强领导')).toEqual([])
  })

  it('could be exactly the numbers that losing characters turns into them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.infiniteStream(fc.boolean()), (number, keep) => {
        const left = [...toChineseNumeral(number)].filter(() => keep.next().value === true).join('')
        expect(couldBe(left, number)).toBe(true)
      }),
      { numRuns: 500, seed: 20260302 },
    )
    expect([
      couldBe('十', 11),
      couldBe('二十', 21),
      couldBe('二十', 12),
      couldBe('三', 13),
      couldBe('三', 14),
      couldBe('1', 21),
    ]).toEqual([true, true, false, true, false, true])
  })
})

describe('the beginning of a block', () => {
  it('is a label, a damaged label or a field', () => {
    for (const text of ['一、甲', ')甲', '、甲', '责任单位:区司法局', '完成时限:三月底前'])
      expect(startsBlock(text)).toBe(true)
    for (const text of ['甲乙', '责任单位应当报送', ')', '(见附件)']) expect(startsBlock(text)).toBe(false)
  })

  it('is a field only with its colon', () => {
    expect([isFieldLine('牵头单位:区司法局'), isFieldLine('牵头单位应当')]).toEqual([true, false])
  })
})
