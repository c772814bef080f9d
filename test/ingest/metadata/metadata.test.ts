import { describe, expect, it } from 'vitest'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import type { DocumentMetadata, StructuredDocument } from '../../../knowledge/model/document.ts'

const BODY = '各单位应当按照职责分工抓好落实，重要情况及时报告。'
const SECTIONS = `一、总体要求\n${BODY}\n二、重点任务\n${BODY}`

function read(text: string, source = '某文件.txt'): StructuredDocument {
  return structureDocument({ text, format: source.endsWith('.md') ? 'md' : 'txt', source })
}
const metadataOf = (text: string, source?: string): DocumentMetadata => read(text, source).metadata
/** A document with nothing but a title and two sections. */
const titled = (title: string): DocumentMetadata => metadataOf(`${title}\n\n${SECTIONS}`)
const codes = (text: string): string[] => read(text).warnings.map(warning => warning.code)

const NOTICE = [
  '岚州市青洲区人民政府',
  '关于印发《青洲区普法规划',
  '（2026—2030年）》的通知',
  '',
  '青政发〔2026〕3号',
  '',
  '各街道办事处：',
  '',
  '现将《青洲区普法规划（2026—2030年）》印发给你们，请认真贯彻执行。',
  '',
  '岚州市青洲区人民政府',
  '2026年1月20日',
  '',
  '青洲区普法规划',
  '（2026—2030年）',
  '',
  '为做好普法工作，制定本规划。',
  '',
  SECTIONS,
].join('\n')

describe('titles', () => {
  it('are those of the instrument, not of the notice that hands it on', () => {
    expect(metadataOf(NOTICE).title).toBe('青洲区普法规划(2026—2030年)')
  })

  it('may stand on several lines', () => {
    expect(metadataOf(`青洲区人民政府2026年\n法治政府建设年度报告\n\n${SECTIONS}`).title).toBe(
      '青洲区人民政府2026年法治政府建设年度报告',
    )
  })

  it('of a report may stand in its first sentence', () => {
    expect(metadataOf(`按照要求，现将2026年青洲区法治政府建设情况报告如下：\n${SECTIONS}`).title).toBe(
      '2026年青洲区法治政府建设情况报告',
    )
  })

  it('of Markdown are the first heading', () => {
    expect(metadataOf(`# 青洲区会前学法办法\n\n**第一条** ${BODY}`, 'x.md').title).toBe('青洲区会前学法办法')
  })

  it('are the file name where the text has none', () => {
    expect(metadataOf(`${BODY}\n${BODY}`, '资料/青洲区材料.txt').title).toBe('青洲区材料')
    expect(metadataOf(`${BODY}\n${BODY}`, '.txt').title).toBe('.txt')
  })

  it('are no sentence, no salutation and no endless first line', () => {
    for (const first of ['各街道办事处：', `${BODY}`, '关于普法工作，通知如下。', '规划'.repeat(100)])
      expect([first, metadataOf(`${first}\n${SECTIONS}`).title]).toEqual([first, '某文件'])
  })

  it('lose the blanks that spread them over the page', () => {
    expect(titled('某院  某检察院关于办理案件的规定').title).toBe('某院 某检察院关于办理案件的规定')
  })
})

describe('issuers', () => {
  it('are the signature of the notice', () => {
    expect(metadataOf(NOTICE).issuer).toBe('岚州市青洲区人民政府')
  })

  it('are all names above the date', () => {
    expect(
      metadataOf(`青洲区普法要点\n\n${SECTIONS}\n\n中共青洲区委\n青洲区人民政府\n2026年3月1日`).issuer,
    ).toBe('中共青洲区委、青洲区人民政府')
  })

  it('stand in front of 关于 where nothing is signed', () => {
    expect(titled('青洲区司法局关于做好普法工作的通知').issuer).toBe('青洲区司法局')
  })

  it('of a statute are the body that passed it first', () => {
    const head =
      '清渠省普法条例\n2019年3月1日 清渠省第三届人民代表大会常务委员会第五次会议通过\n2021年5月6日 清渠省第三届人民代表大会常务委员会第九次会议修正\n'
    expect(metadataOf(`${head}第一条 ${BODY}`).issuer).toBe('清渠省人民代表大会常务委员会')
  })

  it('of a rule stand in the bracket below its title', () => {
    expect(
      metadataOf(
        `青洲区文件管理规定\n（岚州市青洲区人民政府2026年11月20日公布，青政规〔2026〕4号）\n第一条 ${BODY}\n第二条 ${BODY}`,
      ).issuer,
    ).toBe('岚州市青洲区人民政府')
  })

  it('of national regulations are the State Council and its departments', () => {
    expect(
      metadataOf(`某保护条例\n2010年5月1日 中华人民共和国国务院令第500号公布\n第一条 ${BODY}`).issuer,
    ).toBe('中华人民共和国国务院')
    expect(metadataOf(`某管理办法\n2010年5月1日 甲部、乙部发布\n第一条 ${BODY}`).issuer).toBe('甲部、乙部')
  })

  it('of a report are the government that reports', () => {
    expect(titled('岚州市青洲区人民政府2026年法治政府建设年度报告').issuer).toBe('岚州市青洲区人民政府')
  })

  it('are unknown where a body is only talked about', () => {
    for (const title of [
      '张某诉青洲区人民政府行政协议案',
      '青洲区普法要点',
      '关于市人民政府报告重大事项的若干规定',
    ])
      expect([title, titled(title).issuer]).toEqual([title, null])
    expect(
      metadataOf(`某决定\n青洲区第五届人大常委会听取和审议了区人民政府关于普法的报告。\n${SECTIONS}`).issuer,
    ).toBeNull()
  })
})

describe('document numbers', () => {
  it('are kept as written', () => {
    expect(metadataOf(NOTICE).documentNumber).toBe('青政发〔2026〕3号')
    expect(metadataOf(`某办法\n(青政办发[2026]第12号)\n${SECTIONS}`).documentNumber).toBe(
      '青政办发[2026]第12号',
    )
  })

  it('that lost characters are kept and marked, with their line', () => {
    const text = `青洲区普法要点\n\n青政发〔20263号\n\n${SECTIONS}`
    expect(metadataOf(text).documentNumber).toBe('青政发〔20263号')
    expect(read(text).warnings).toContainEqual({
      code: 'document-number-damaged',
      message: '文号“青政发〔20263号”破损，有字符脱落',
      line: 3,
    })
  })

  it('are found in the record of the page, spaced out as it may be', () => {
    expect(metadataOf(`发文字号：青政发〔2026〕5号\n青洲区普法要点\n${SECTIONS}`).documentNumber).toBe(
      '青政发〔2026〕5号',
    )
    const damaged = read(
      `索 引 号：1\n文　　号：青政办发〔202618号 | 有 效 性：有效\n青洲区普法要点\n${SECTIONS}`,
    )
    expect(damaged.metadata.documentNumber).toBe('青政办发〔202618号')
    expect(damaged.warnings.find(warning => warning.code === 'document-number-damaged')?.line).toBe(2)
  })

  it('of other documents are not taken for the own one', () => {
    for (const line of [
      '根据《青洲区普法规划》（青政发〔2026〕3号），制定本要点。',
      '我局以青司发〔2025〕1号文件作了部署。',
      '依照青政发〔2026〕3号的规定办理。',
    ])
      expect([line, metadataOf(`青洲区普法要点\n${line}\n${SECTIONS}`).documentNumber]).toEqual([line, null])
  })
})

describe('days of issue', () => {
  const signed = (day: string): string => `青洲区普法要点\n\n${SECTIONS}\n\n青洲区司法局\n${day}`

  it.each([
    ['2026年3月5日', '2026-03-05'],
    ['２０２６年３月５日', '2026-03-05'],
    ['二〇二六年三月五日', '2026-03-05'],
    ['二○二六年十二月三十一日', '2026-12-31'],
    ['2024年2月29日', '2024-02-29'],
    ['2026 年 3 月 5 日', '2026-03-05'],
  ])('%s', (written, day) => {
    expect(metadataOf(signed(written)).issuedOn).toBe(day)
    expect(codes(signed(written))).not.toContain('issue-day-damaged')
  })

  it.each(['202635', '2026年35日', '2026年13月5日', '2026年2月29日', '20263月5日'])(
    '%s is damaged: unknown, with a warning',
    written => {
      expect(metadataOf(signed(written)).issuedOn).toBeNull()
      expect(codes(signed(written))).toContain('issue-day-damaged')
    },
  )

  it('damaged in the text are taken from the record of the page, and still marked', () => {
    const text = `成文日期：2026-06-05\n${signed('202665')}`
    expect(metadataOf(text).issuedOn).toBe('2026-06-05')
    expect(read(text).warnings.find(warning => warning.code === 'issue-day-damaged')?.message).toContain(
      '2026-06-05',
    )
  })

  it('are not the day on which the page went online', () => {
    expect(metadataOf(`发布日期：2026-06-09\n青洲区普法要点\n${SECTIONS}`).issuedOn).toBeNull()
  })

  it('of a statute are the last version, not the day it came into force', () => {
    const head =
      '某省普法条例\n2019年3月1日 某省第三届人民代表大会第二次会议通过\n2021年5月6日 某省人民代表大会常务委员会修正\n2021年8月1日 施行\n'
    expect(metadataOf(`${head}第一条 ${BODY}\n第二条 ${BODY}`).issuedOn).toBe('2021-05-06')
  })

  it('are unknown, without a warning, where none is given', () => {
    expect([titled('青洲区普法要点').issuedOn, codes(`青洲区普法要点\n\n${SECTIONS}`)]).toEqual([null, []])
  })
})

describe('types', () => {
  it.each([
    ['青洲区普法规划（2026—2030年）', '规划'],
    ['青洲区法治社会建设实施纲要', '规划'],
    ['青洲区普法工作实施方案', '方案'],
    ['2026年任务分解表', '方案'],
    ['青洲区2026年普法工作要点', '要点'],
    ['青洲区2026年法治政府建设年度报告', '年度报告'],
    ['青洲区2026年度法治政府建设情况报告', '年度报告'],
    ['青洲区普法工作情况汇报', '汇报'],
    ['青洲区会前学法办法（试行）', '办法'],
    ['青洲区议事规则', '办法'],
    ['青洲区关于加强普法工作的意见', '通知'],
    ['中华人民共和国普法法', '法律'],
    ['中华人民共和国某法（2018年修正）', '法律'],
    ['中华人民共和国宪法修正案', '法律'],
    ['全民读书条例', '行政法规'],
    ['北京市城乡规划条例', '地方性法规'],
    ['深圳经济特区数据条例', '地方性法规'],
    ['中国共产党某工作条例', '办法'],
    ['最高人民法院关于适用某法若干问题的解释', '司法解释'],
    ['张某诉青洲区规划局行政决定案', '其他'],
    ['青洲区情况说明', '其他'],
  ])('%s: %s', (title, type) => {
    expect(metadataOf(`${title}\n\n第一条 ${BODY}\n第二条 ${BODY}`).type).toBe(type)
  })

  it('of a text in 条 without a telling title are rules', () => {
    expect(titled('青洲区情况说明').type).toBe('其他')
    expect(metadataOf(['青洲区守约', '', '第一条 甲。', '第二条 乙。', '第三条 丙。'].join('\n')).type).toBe(
      '办法',
    )
  })
})

describe('places', () => {
  const placesOf = (text: string): (string | null)[] => {
    const { jurisdiction, places } = metadataOf(text)
    return [jurisdiction, places.province, places.city, places.district]
  }

  it.each([
    ['北京市海淀区普法规划', ['海淀区', '北京市', null, '海淀区']],
    ['鄞州区普法规划', ['鄞州区', '浙江省', '宁波市', '鄞州区']],
    ['大理白族自治州普法规划', ['大理白族自治州', '云南省', '大理白族自治州', null]],
    ['浙江省普法条例', ['浙江省', '浙江省', null, null]],
    ['杭州西溪湿地保护条例', ['杭州市', '浙江省', '杭州市', null]],
    ['青洲区2026年普法要点', ['青洲区', null, null, '青洲区']],
    ['岚州市青洲区人民政府2026年年度报告', ['青洲区', null, '岚州市', '青洲区']],
    ['中华人民共和国某省某法', [null, null, null, null]],
    ['最高人民法院关于北京金融法院案件管辖的规定', [null, null, null, null]],
    ['城市绿化条例', [null, null, null, null]],
    ['市辖区绿化办法', [null, null, null, null]],
    ['中心城区道路管理办法', [null, null, null, null]],
  ])('%s', (title, places) => {
    expect(placesOf(`${title}\n\n${SECTIONS}`)).toEqual(places)
  })

  it('of one name are told apart by the issuer', () => {
    expect(placesOf(`朝阳区普法规划\n\n${SECTIONS}\n\n北京市朝阳区人民政府\n2026年1月5日`)).toEqual([
      '朝阳区',
      '北京市',
      null,
      '朝阳区',
    ])
    expect(placesOf(`朝阳区普法规划\n\n${SECTIONS}`)).toEqual(['朝阳区', null, null, '朝阳区'])
  })

  it('of an invented district find their city in the signature', () => {
    expect(
      placesOf(`青洲区2026年普法要点\n\n${SECTIONS}\n\n岚州市青洲区人民政府办公室\n2026年1月5日`),
    ).toEqual(['青洲区', null, '岚州市', '青洲区'])
  })

  it('may be a zone that the text names again and again', () => {
    expect(
      placesOf(
        `普法工作汇报\n\n沙渚新区是杭州市的开放窗口。沙渚新区坚持普法，沙渚新区管委会抓好落实。\n${SECTIONS}`,
      ),
    ).toEqual(['沙渚新区', '浙江省', '杭州市', '沙渚新区'])
  })

  it('named only in the last articles are not the place of the document', () => {
    expect(
      placesOf(`选举若干规定\n\n第一条 ${BODY}\n第二条 省、市和县级以上单位，造成县域影响的，报北京市备案。`),
    ).toEqual([null, null, null, null])
  })
})

describe('years', () => {
  it.each([
    ['青洲区普法规划（2026—2030年）', { from: 2026, to: 2030 }],
    ['青洲区普法规划(2021-2025年)', { from: 2021, to: 2025 }],
    ['2024年至2026年普法方案', { from: 2024, to: 2026 }],
    ['青洲区2026年普法要点', { from: 2026, to: 2026 }],
    ['2026年度普法任务清单', { from: 2026, to: 2026 }],
    ['青洲区“十四五”法治规划', { from: 2021, to: 2025 }],
    ['青洲区会前学法办法', null],
    ['青洲区普法规划（2030—2026年）', null],
  ])('%s', (title, years) => {
    expect(titled(title).years).toEqual(years)
  })

  it('of a report are those it reports on', () => {
    expect(metadataOf(`普法工作汇报\n\n现将2025年普法工作开展情况汇报如下。\n${SECTIONS}`).years).toEqual({
      from: 2025,
      to: 2025,
    })
  })
})
