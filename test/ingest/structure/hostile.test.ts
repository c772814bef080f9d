/** Texts made to hurt: none may cost more than time in proportion to its length. */
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../../knowledge/text/sentences.ts'
import { expectLossless, structure } from './support.ts'

const LENGTH = 100_000
const fill = (part: string, length = LENGTH): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length)

/** Quadratic work on these lengths takes minutes; the limit of a test is half a minute. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['one line of sentences', fill('加强法治政府建设，推进依法行政。', 1_000_000)],
  ['one line without a mark', fill('加强法治政府建设推进依法行政', 1_000_000)],
  ['short lines', fill('加强建设\n')],
  ['labels and nothing else', fill('（一）\n')],
  ['sections without headings', fill('（一）加强建设做好工作落实各方责任\n')],
  ['bare numerals that could be labels', `（一）甲\n${fill('二发展产业优化结构\n')}`],
  ['brackets that lost their numerals', fill('）发展产业优化结构\n')],
  [
    'nested families',
    fill('第一编 甲\n第一章 乙\n第一节 丙\n第一条 丁\n一、戊\n（一）己\n1.庚\n（1）辛\n①壬\n'),
  ],
  ['absurd numbers', fill('第九千九百九十九条 甲\n第九九九九九九九九条\n（一千）乙\n999.丙\n')],
  ['gaps one after the other', fill('（二）甲\n（五）乙\n（九）丙\n')],
  ['items without labels', `第一条 有下列情形：\n${fill('甲乙丙丁；\n')}（三）戊。`],
  ['arrows of a navigation line', fill(`${fill('>', 200)}。\n`)],
  ['open brackets', fill('（')],
  ['open brackets with fields', fill('【责任单位：')],
  ['fields in one line', `责任单位：${fill('责任单位：；')}`],
  ['a field of separators', `责任单位：${fill('；')}甲`],
  ['title marks', fill('《')],
  ['spaces', `${fill(' ')}甲`],
  ['blanks behind full stops', fill(`。${fill(' ', 3000)}`)],
  ['pause marks', fill('、甲\n')],
  ['numerals with pause marks', fill('一、')],
  ['comments that never end', fill('<!--\n')],
  ['bars', fill('|')],
  ['rows without a header', fill('|甲|乙|\n')],
  ['rows of a table', `序号|任务|责任单位\n${fill('1|办事|某局\n')}`],
  ['closing brackets', fill(`！${fill('）', 3000)}`)],
  ['a notice that never comes to the point', fill('印发《')],
  ['zone names', fill('国家级')],
  ['dates', fill('2021年1月1日\n')],
  ['names of bodies', `${fill('某某委员会办公室\n')}2021年1月1日`],
  ['lone surrogates', fill('\ud800一、\udc00\n')],
  ['zero-width characters', `${fill('\u200b')}一、甲`],
  ['a table of contents without a text', `目录\n${fill('第二章 总则\n')}`],
  ['line ends of old computers', fill('加强建设工作落实责任主体工作推进机制，\r')],
  ['line separators', fill('加强建设工作落实责任主体工作推进机制，\u2028')],
]

describe('a long text of', () => {
  it.each(TEXTS)('%s is read whole', (_, text) => {
    const document = structure(text)
    expect(document.units.length).toBeGreaterThan(0)
    if (text.length <= LENGTH * 1.2) expectLossless(document)
    const sentences = splitSentences(text)
    expect(sentences.length).toBeGreaterThan(0)
  })

  it.each(TEXTS.filter(([, text]) => text.length <= LENGTH * 1.2))(
    '%s is read whole as Markdown',
    (_, text) => {
      expect(structure(text, 'md').units.length).toBeGreaterThan(0)
    },
  )
})
