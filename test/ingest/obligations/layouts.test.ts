import { describe, expect, it } from 'vitest'
import { extractObligations, type ExtractedObligation } from '../../../ingest/obligations/extract.ts'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import { civilDate } from '../../../knowledge/time/index.ts'

/** What a layout must give, a line a duty: who | the day, rule or length | how many | what. */
interface Layout {
  readonly name: string
  readonly lines: readonly string[]
  readonly duties: readonly string[]
}

const LAYOUTS: readonly Layout[] = [
  {
    name: 'fields in brackets at the end of a paragraph',
    lines: [
      '岚州市优化服务重点任务分工方案',
      '一、重点任务',
      '1.建成企业诉求直达平台,企业满意度达到95%以上。(牵头单位:市市场监管局;责任单位:市税务局、人社局;完成时限:2027年12月底前)',
      '2.编制容缺办理清单。(牵头单位:市政务服务局;配合单位:各县(市、区)政府;完成时限:2027年9月30日前)',
    ],
    duties: [
      '市市场监管局/lead+市税务局+人社局 | 2027-12-31 | >=95%/null | 企业满意度达到95%以上',
      '市市场监管局/lead+市税务局+人社局 | 2027-12-31 | - | 建成企业诉求直达平台,企业满意度达到95%以上',
      '市政务服务局/lead+各县(市、区)政府/participant | 2027-09-30 | - | 编制容缺办理清单',
    ],
  },
  {
    name: 'lines for who leads, who answers for it and when',
    lines: [
      '清渠区普法工作任务清单',
      '一、重点任务',
      '1.开展宪法宣传周活动。',
      '责任领导:张某某',
      '责任单位:区司法局、区教育局',
      '时间安排:2027年12月10日前完成',
    ],
    duties: ['张某某+区司法局+区教育局 | 2027-12-10 | - | 开展宪法宣传周活动'],
  },
  {
    name: 'square brackets behind a sentence',
    lines: [
      '清渠区政务公开工作要点',
      '一、主要任务',
      '(一)更新公开目录。每季度更新公开目录不少于1次。[责任单位:区政府办公室]',
      '(二)规范依申请公开。2027年3月底前完成答复文书样式修订。【责任单位:区政府办公室、区司法局】',
    ],
    duties: [
      '区政府办公室 | FREQ=MONTHLY;INTERVAL=3 | >=1次/quarter | 更新公开目录不少于1次',
      '区政府办公室+区司法局 | 2027-03-31 | - | 完成答复文书样式修订',
    ],
  },
  {
    name: 'a dash that names who leads and who helps',
    lines: [
      '清渠区依法行政工作安排',
      '一、主要任务',
      '(一)清理存量文件。2027年6月底前完成存量文件清理。——由区司法局牵头,各镇(街道)配合',
      '(二)办好法治讲堂。全年举办法治讲堂4期。——区委党校、区司法局负责',
    ],
    duties: [
      '区司法局/lead+各镇(街道)/participant | 2027-06-30 | - | 完成存量文件清理',
      '区委党校+区司法局 | FREQ=YEARLY | =4期/year | 举办法治讲堂4期',
    ],
  },
  {
    name: 'a table with tabs',
    lines: [
      '岚州市重点工作任务分解表',
      '序号\t任务\t牵头单位\t完成时限',
      '1\t修订决策程序规定\t市司法局\t2027年4月底前',
      '2\t建成数据共享平台\t市数据局\t2027年11月底前',
    ],
    duties: [
      '市司法局/lead | 2027-04-30 | - | 修订决策程序规定',
      '市数据局/lead | 2027-11-30 | - | 建成数据共享平台',
    ],
  },
  {
    name: 'a table with bars and a column for who helps',
    lines: [
      '岚州市重点工作任务分解表',
      '| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |',
      '|---|---|---|---|---|',
      '| 1 | 开展执法案卷评查2次 | 市司法局 | 各执法部门 | 2027年10月底前 |',
    ],
    duties: ['市司法局/lead+各执法部门/participant | 2027-10-31 | =2次/null | 开展执法案卷评查2次'],
  },
  {
    name: 'a table with columns of blanks',
    lines: [
      '岚州市重点工作任务分解表',
      '序号    任务              牵头单位      完成时限',
      '1       公布权责清单      市委编办      2027年5月底前',
      '2       培训执法骨干      市司法局      2027年8月底前',
    ],
    duties: [
      '市委编办/lead | 2027-05-31 | - | 公布权责清单',
      '市司法局/lead | 2027-08-31 | - | 培训执法骨干',
    ],
  },
  {
    name: 'a table that lost its frame, a cell a line',
    lines: [
      '岚州市重点工作任务分解表',
      '序号',
      '任务',
      '牵头单位',
      '完成时限',
      '1',
      '公布权责清单',
      '市委编办',
      '2027年5月底前',
      '2',
      '培训执法骨干',
      '市司法局',
      '2027年8月底前',
    ],
    duties: [
      '市委编办/lead | 2027-05-31 | - | 公布权责清单',
      '市司法局/lead | 2027-08-31 | - | 培训执法骨干',
    ],
  },
  {
    name: 'chapters and articles of a rule',
    lines: [
      '岚州市社区食堂管理规定',
      '(2026年3月2日岚州市人民政府令第18号公布 自2026年5月1日起施行)',
      '第一章 总则',
      '第一条 为了规范社区食堂管理,制定本规定。',
      '第二章 设立与管理',
      '第二条 申请人应当向镇人民政府、街道办事处提出设立申请。镇人民政府、街道办事处应当自收到申请之日起10个工作日内作出决定。',
      '第三条 社区食堂经营者,应当每半年向所在地街道办事处报告经营情况。',
      '第四条 从业人员离岗的,社区食堂经营者应当在5日内办理变更备案。',
      '第五条 市、区人民政府市场监督管理部门应当每年至少开展1次专项检查,并向社会公布检查结果。',
      '第六条 违反本规定第三条规定的,由市场监督管理部门责令限期改正,处1000元以上5000元以下罚款。',
    ],
    duties: [
      '镇人民政府+街道办事处 | P10D | - | 作出决定',
      '社区食堂经营者 | FREQ=MONTHLY;INTERVAL=6 | - | 向所在地街道办事处报告经营情况',
      '社区食堂经营者 | P5D | - | 办理变更备案',
      '市、区人民政府市场监督管理部门 | FREQ=YEARLY | >=1次/year | 至少开展1次专项检查,向社会公布检查结果',
    ],
  },
  {
    name: 'who does it and who helps inside the sentence, and a sentence that goes on without a subject',
    lines: [
      '清渠区数字化改革工作方案',
      '一、主要任务',
      '(一)建设平台。区数据局负责平台建设,区财政局配合,2027年9月底前上线运行。',
      '(二)压实责任。各镇(街道)要每月开展法治宣传不少于2次。建立工作台账,每季度末月25日前报送进展情况。',
    ],
    duties: [
      '区数据局+区财政局/participant | 2027-09-30 | - | 上线运行',
      '各镇(街道) | FREQ=MONTHLY | >=2次/month | 开展法治宣传不少于2次',
      '各镇(街道) | FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 | - | 报送进展情况',
    ],
  },
  {
    name: 'numbered tasks with the units in their headings',
    lines: [
      '清渠区2027年依法治区工作要点',
      '一、强化执法监督',
      '1.开展案卷评查(区司法局牵头,各行政执法部门配合)。上半年、下半年各组织评查1次。',
      '2.培训执法人员(责任单位:区司法局、各镇)。全年培训不少于40学时,新任人员2至3个月内完成岗前培训。',
      '3.选树示范点(区委依法治区办)。培育示范点2至3个。',
    ],
    duties: [
      '区司法局/lead+各行政执法部门/participant | 2027-06-30 | =1次/null | 组织评查1次',
      '区司法局/lead+各行政执法部门/participant | 2027-12-31 | =1次/null | 组织评查1次',
      '区司法局+各镇 | FREQ=YEARLY | >=40学时/year | 培训不少于40学时',
      '新任人员 | P3M | - | 完成岗前培训',
      '区委依法治区办 | - | >=2个/null | 培育示范点2至3个',
    ],
  },
  {
    name: 'a report that looks back and then ahead',
    lines: [
      '岚州市2026年法治政府建设工作情况报告',
      '一、2026年主要工作开展情况',
      '(一)强化学习。全年组织会前学法6次,每月通报一次,履行率达100%。',
      '二、下一步工作打算',
      '“十五五”期间,全市法治政府建设将迈上新台阶。',
      '(一)健全机制。2027年6月底前,市司法局出台评查办法,每半年组织抽查1次。',
    ],
    duties: [
      '市司法局 | 2027-06-30 | - | 出台评查办法',
      '市司法局 | FREQ=MONTHLY;INTERVAL=6 | =1次/half-year | 组织抽查1次',
    ],
  },
  {
    name: 'an annex table whose tasks speak of lists and departments',
    lines: [
      '青麓县2027年重点任务清单',
      '| 序号 | 重点任务 | 牵头单位 | 责任单位 | 完成时限 |',
      '| --- | --- | --- | --- | --- |',
      '| 1 | 公布行政检查事项清单 | 县司法局 | 各行政执法部门 | 2027年5月31日前 |',
      '| 2 | 将开办时间压缩至1个工作日以内 | 县市场监管局 | 县税务局 | 2027年6月底前 |',
    ],
    duties: [
      '县司法局/lead+各行政执法部门 | 2027-05-31 | - | 公布行政检查事项清单',
      '县市场监管局/lead+县税务局 | 2027-06-30 | <=1个工作日/null | 将开办时间压缩至1个工作日以内',
    ],
  },
  {
    name: 'a table with tabs, a whole year as its time and a remark that counts',
    lines: [
      '澜溪市2027年普法任务分解表',
      '序号\t工作内容\t责任部门\t时间节点\t备注',
      '1\t举办骨干培训班4期\t市司法局\t全年\t每期不少于50人',
      '2\t制作公益广告\t市委宣传部\t第二季度\t滚动播放',
    ],
    duties: [
      '市司法局 | 2027-12-31 | =4期/year | 举办骨干培训班4期',
      '市司法局 | 每期 | >=50人/null | 举办骨干培训班4期,不少于50人',
      '市委宣传部 | 2027-06-30 | - | 制作公益广告',
    ],
  },
  {
    name: 'offices and their sections in brackets and behind the sentence',
    lines: [
      '桐陵区司法局2027年工作要点',
      '一、主要任务',
      '1.规范决策。3月底前公布事项目录。【责任领导:王某某;责任科室:法制科、办公室】',
      '2.提升质效。行政机关负责人出庭应诉率达到100%。(行政复议科牵头,各科室配合)',
      '3.走访企业。全年走访企业20家以上。完成时限:11月底前。责任科室:法制科',
      '4.配强队伍。各街道综合执法队配备执法人员不少于5名。(区委编办牵头,区司法局参与,2027年10月底前完成)',
    ],
    duties: [
      '王某某+法制科+办公室 | 2027-03-31 | - | 公布事项目录',
      '行政复议科/lead+各科室/participant | - | =100%/null | 行政机关负责人出庭应诉率达到100%',
      '法制科 | FREQ=YEARLY | >=20家/year | 走访企业20家以上',
      '法制科 | 2027-11-30 | - | 走访企业',
      '各街道综合执法队 | 2027-10-31 | >=5名/null | 配备执法人员不少于5名',
      '区委编办/lead+区司法局/participant | 2027-10-31 | - | 配强队伍',
    ],
  },
  {
    name: 'the minutes of a meeting, an item a sentence',
    lines: [
      '桐陵区人民政府专题会议纪要',
      '2027年6月9日上午,副区长刘某某在二号会议室主持召开专题会议,研究改造工作。截至5月底,全区38个项目已开工31个。',
      '一、区城管局负责拆除,7月15日前完成4条街道的拆除。',
      '二、区建设局要在10个工作日内完成方案审查。',
      '三、以上事项由区政府督查室跟踪督办,每季度通报一次。',
    ],
    duties: [
      '区城管局 | 2027-07-15 | - | 完成4条街道的拆除',
      '区建设局 | P10D | - | 完成方案审查',
      '区政府督查室 | FREQ=MONTHLY;INTERVAL=3 | =1次/quarter | 通报一次',
    ],
  },
  {
    name: 'rules of procedure, days without a year and the year of the case',
    lines: [
      '桐陵区人民政府会议规则',
      '第一条 常务会议由区长召集和主持,原则上每季度召开一次。',
      '第二条 区政府部门主要负责人离开本区外出,应当提前2天向区长请假。',
      '第三条 承办单位应当于12月10日前书面报告,次年3月底前移交档案。',
      '第四条 优秀等次比例不超过被考核单位总数的30%。有下列情形之一的,确定为不合格:(一)纠错率超过15%的;(二)受到通报批评2次以上的。',
      '第五条 本规则由区政府办公室负责解释,自2027年7月1日起施行,有效期5年。',
    ],
    duties: [
      '常务会议 | FREQ=MONTHLY;INTERVAL=3 | =1次/quarter | 常务会议由区长召集和主持,召开一次',
      '区政府部门主要负责人 | P2D | - | 向区长请假',
      '承办单位 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10 | - | 书面报告',
      '承办单位 | 次年3月底前 | - | 移交档案',
      ' | - | <=30%/null | 优秀等次比例不超过被考核单位总数的30%',
    ],
  },
  {
    name: 'a notice on yearly reports in person',
    lines: [
      '关于开展2027年度述法工作的通知',
      '一、述法方式',
      '(一)书面述法。述法对象应于2027年12月15日前完成报告。',
      '(二)会议述法。区委依法治区办会同区委组织部于2027年11月底前,选取不少于6名负责人进行现场述法。',
    ],
    duties: [
      '述法对象 | 2027-12-15 | - | 完成报告',
      '区委依法治区办+区委组织部/participant | 2027-11-30 | >=6名/null | 选取不少于6名负责人进行现场述法',
    ],
  },
  {
    name: 'a plan of training with its days as items',
    lines: [
      '青麓县2027年执法人员培训计划',
      '一、时间安排',
      '(一)3月10日前,各执法部门将计划报县司法局备案。',
      '(二)4月至10月,分3期举办骨干培训班。',
      '二、工作要求',
      '新取得资格人员必须参加不少于5天的集中培训。2026年全县共培训执法人员812人次,合格率98.6%。',
    ],
    duties: [
      '各执法部门 | 2027-03-10 | - | 将计划报县司法局备案',
      ' | 2027-10-31 | =3期/null | 分3期举办骨干培训班',
      '新取得资格人员 | P5D | >=5天/null | 参加不少于5天的集中培训',
    ],
  },
  {
    name: 'a summary of one year that ends with the next',
    lines: [
      '永宁县应急管理局2026年工作总结和2027年工作打算',
      '2026年,我局较好完成了各项任务。',
      '一、2026年工作总结',
      '(一)狠抓监管。检查企业1126家次,每月开展一次形势分析。12月底前完成物资库建设。',
      '二、2027年工作打算',
      '一是压实责任。1月底前签订责任书。二是强化演练。乡镇每年演练不少于2场。去年培训2300人。',
    ],
    duties: [' | 2027-01-31 | - | 签订责任书', '乡镇 | FREQ=YEARLY | >=2场/year | 演练不少于2场'],
  },
]

function brief(row: ExtractedObligation): string {
  const who = row.parties.map(
    party => party.asWritten + (party.role === 'responsible' ? '' : `/${party.role}`),
  )
  const { timing, quota } = row
  const when = timing === null ? '-' : (timing.rrule ?? timing.duration ?? timing.to ?? timing.raw)
  const count = quota === null ? '-' : `${quota.op}${quota.value}${quota.unit}/${quota.per}`
  return [who.join('+'), when, count, row.action].join(' | ')
}

describe('duties in other layouts than those of the annotated documents', () => {
  it.each(LAYOUTS)('$name', ({ lines, duties }) => {
    const document = structureDocument({ text: lines.join('\n'), format: 'txt', source: '文件.txt' })
    const rows = extractObligations(document, civilDate('2027-01-01'))
    // a task's own row without a day or a number is the matter of extract.test.ts
    expect(rows.filter(row => !row.isMainDuty).map(brief)).toEqual(duties)
  })
})
