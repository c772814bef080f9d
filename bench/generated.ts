/**
 * Laws made of chance, for machines without shared/benchmarks. In: how many. Out: texts in the form of laws, the same in
 * every run. The words mean nothing together; lengths and repetition are like those of real laws.
 */
import { toChineseNumeral } from '../knowledge/text/numerals.ts'
import { createRandom, pick } from './random.ts'

const SUBJECTS =
  '行政机关 申请人 用人单位 经营者 主管部门 当事人 监督机构 承办单位 受理机关 责任人员 评审专家 养护单位'.split(
    ' ',
  )
const ACTIONS =
  '提交 公布 核查 登记 备案 变更 保存 通知 听取 评估 审查 移送 撤销 补正 抽查 复核 培训 签收'.split(' ')
const OBJECTS =
  '书面材料 年度报告 检查记录 许可证件 评估结论 整改方案 处理决定 信用档案 应急预案 监测数据 合同文本 费用清单'.split(
    ' ',
  )
const TIMES = '五个工作日内 十五日内 每年三月底前 三十日内 每季度末 六个月内 收到之日起七日内'.split(' ')
const FIELDS =
  '河道 档案 校车 桥梁 食品 印章 水库 市场 展览 种子 消防 渔业 广告 医疗 气象 矿山 邮政 测绘 旅游 供热'.split(
    ' ',
  )

export interface GeneratedLaw {
  readonly title: string
  readonly articles: readonly string[]
}

/** @param articlesEach articles in every law. */
export function generateLaws(count: number, articlesEach: number): GeneratedLaw[] {
  const random = createRandom(7)
  return Array.from({ length: count }, (_, number) => ({
    title: `${pick(FIELDS, random)}${pick(FIELDS, random)}管理条例之${toChineseNumeral((number % 9999) + 1)}`,
    articles: Array.from({ length: articlesEach }, () => sentences(random)),
  }))
}

function sentences(random: () => number): string {
  const count = 1 + Math.floor(random() * 4)
  return Array.from(
    { length: count },
    () =>
      `${pick(SUBJECTS, random)}应当在${pick(TIMES, random)}向${pick(SUBJECTS, random)}${pick(ACTIONS, random)}${pick(FIELDS, random)}${pick(OBJECTS, random)}，并${pick(ACTIONS, random)}${pick(OBJECTS, random)}。`,
  ).join('')
}

/** A question that shares words with some of the laws. */
export function generateQuestions(count: number): string[] {
  const random = createRandom(11)
  return Array.from(
    { length: count },
    () => `${pick(FIELDS, random)}的${pick(OBJECTS, random)}由谁${pick(ACTIONS, random)}，多久一次？`,
  )
}
