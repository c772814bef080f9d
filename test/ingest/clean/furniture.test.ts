import { describe, expect, it } from 'vitest'
import { findFurniture, joinSpacedWords } from '../../../ingest/clean/furniture.ts'
import { splitLines, type TextFormat } from '../../../ingest/clean/lines.ts'

const SENTENCE = '各街道办事处应当按时报送法治政府建设情况，并对报送内容的真实性负责。'
const reasons = (source: string, format: TextFormat = 'txt'): (string | null)[] =>
  findFurniture(splitLines(source, format))
/** The reason for a line in mid-text, between two sentences. */
const within = (line: string): string | null => reasons([SENTENCE, line, SENTENCE].join('\n'))[1] ?? null
const above = (line: string): string | null =>
  reasons([line, '某区关于普法工作的通知', SENTENCE].join('\n'))[0] ?? null
const below = (line: string): string | null => reasons([SENTENCE, line].join('\n'))[1] ?? null

describe('furniture wherever it stands', () => {
  it.each([
    ['导航', '当前位置：首页 > 政务公开 > 文件'],
    ['导航', '您的位置:首页>政策'],
    ['导航', '首页 > 公开 > 规划计划'],
    ['导航', '首页'],
    ['导航', '通用头部'],
    ['导航', '上一篇：关于召开会议的通知'],
    ['导航', '返回顶部'],
    ['导航', '无障碍浏览 | 长者专区 | 登录'],
    ['分享与打印', '分享：'],
    ['分享与打印', '分享到： 微信 微博 QQ空间'],
    ['分享与打印', '字号：[ 大 中 小 ]    打印本页 关闭窗口'],
    ['分享与打印', '【字体：大 中 小】'],
    ['分享与打印', '大 中 小'],
    ['分享与打印', '打印本页'],
    ['分享与打印', '扫一扫在手机打开当前页'],
    ['分享与打印', '用微信扫描二维码'],
    ['页脚', '某ICP备12345678号-1 某公网安备 11000002000001号'],
    ['页脚', '网站标识码：1100000001'],
    ['页脚', '版权所有：某区人民政府办公室'],
    ['页脚', 'Copyright 2026'],
    ['页脚', '网站地图 | 联系我们 | 隐私声明'],
    ['页码', '— 12 —'],
    ['页码', '第 3 页 共 18 页'],
    ['注释', '<!-- 结束 -->'],
    ['分隔线', '* * *'],
    ['分隔线', '-----'],
  ])('is %s: %s', (reason, line) => {
    expect(within(line)).toBe(reason)
  })
})

describe('furniture at the edges of the page', () => {
  it.each([
    ['导航', '某区人民政府门户网站'],
    ['网页记录', '发布时间：2026-03-01 09:30 来源：区司法局'],
    ['网页记录', '索 引 号：QQ0102/2026-0001 | 主题分类：综合'],
    ['网页记录', '文　　号：某政发〔2026〕1号'],
    ['网页记录', '浏览次数：120'],
    ['网页记录', '发文机关\t某区人民政府\t成文日期\t2026-01-05'],
  ])('above the text is %s: %s', (reason, line) => {
    expect(above(line)).toBe(reason)
  })

  it.each([
    ['相关链接', '相关解读'],
    ['相关链接', '附件下载：某区规划.doc'],
    ['页脚', '主办：某区人民政府  承办：某区人民政府办公室'],
    ['页脚', '联系电话：010-00000000'],
    ['页脚', '版权归某区人民政府所有'],
    ['网页记录', '责任编辑：某某'],
  ])('below the text is %s: %s', (reason, line) => {
    expect(below(line)).toBe(reason)
  })

  it('is text in the middle of it: there the same words begin sentences', () => {
    for (const line of [
      '来源：部门上报数据',
      '时间：每年三月一日前',
      '主办单位：区司法局',
      '作者：不适用本办法',
      '相关文件',
      '地址：政务服务大厅',
    ])
      expect([line, within(line)]).toEqual([line, null])
  })
})

describe('what is no furniture', () => {
  it.each([
    '分享执法经验，开展案例交流。',
    '下载安装执法终端软件的，应当登记。',
    '首页应当公布监督电话。',
    '著作权归著作权人享有，法律另有规定的除外。',
    '政府网站应当在显著位置标明网站标识码和备案编号。',
    '打印设备由各单位自行配备。',
    '收藏单位应当建立台账',
    '扫一扫二维码即可办理。',
    '技术支持',
    '总则',
    '2026年法治政府建设情况',
    '甲>乙的，按照前款办理；乙>丙的，另行规定。',
    '<!-- 甲 --> 正文 <!-- 乙 -->',
  ])('in mid-text: %s', line => {
    expect(within(line)).toBeNull()
  })

  it('the header and the rows of a table, at the edge as well', () => {
    const table = ['名称 | 牵头单位 | 完成时限', '编辑 | 区委宣传部 | 三月底前', '分类 | 区司法局 | 六月底前']
    expect(reasons([...table, SENTENCE].join('\n'))).toEqual([null, null, null, null])
  })

  it('a line longer than any footer, whatever it begins with', () => {
    expect(below(`主办：${'某区人民政府'.repeat(50)}`)).toBeNull()
  })

  it('a title above the text and a signature below it', () => {
    expect(reasons(['某区普法工作要点', SENTENCE, '某区司法局', '2026年3月1日'].join('\n'))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('marks of editors', () => {
  it('front matter reaches from the first line to the next rule', () => {
    expect(reasons(`---\ntitle: 某办法\n---\n${SENTENCE}`, 'md')).toEqual([
      '文件头',
      '文件头',
      '文件头',
      null,
    ])
  })

  it('front matter without an end hides nothing', () => {
    expect(reasons(`---\n${SENTENCE}`, 'md')).toEqual(['分隔线', null])
  })

  it('a comment reaches over its lines', () => {
    expect(reasons(`${SENTENCE}\n<!-- 编者\n说明 -->\n${SENTENCE}`)).toEqual([null, '注释', '注释', null])
  })

  it('a comment that never ends hides nothing', () => {
    expect(reasons(`<!-- 未完\n${SENTENCE}\n${SENTENCE}`)).toEqual([null, null, null])
  })

  it('text behind the end of a comment stays text', () => {
    expect(reasons(`<!-- 编者\n说明 --> ${SENTENCE}\n${SENTENCE}`)).toEqual(['注释', null, null])
  })
})

it('words spaced out for looks are closed up', () => {
  expect(joinSpacedWords('文　号：某政 发 A B'.replace(/　/g, ' '))).toBe('文号：某政发 A B')
})
