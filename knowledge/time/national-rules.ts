/**
 * Yearly days fixed nationwide, as outside evidence for damaged ones. Source: 《法治政府建设与责任落实督察工作规定》 (2019),
 * on the annual report: to the superior bodies by 1 March, to the public by 1 April.
 */

interface NationalRule {
  /** `MM-DD`. */
  readonly monthDay: string
  /** Whether a sentence speaks of the matter the rule governs. */
  readonly applies: (sentence: string) => boolean
  /** In Simplified Chinese, one sentence. */
  readonly evidence: string
}

const isAnnualReport = (sentence: string): boolean =>
  /法治政府建设/.test(sentence) && /报告|情况/.test(sentence)

export const NATIONAL_RULES: readonly NationalRule[] = [
  {
    monthDay: '03-01',
    applies: sentence => isAnnualReport(sentence) && /报告|报送|上报|完成/.test(sentence),
    evidence: '《法治政府建设与责任落实督察工作规定》要求每年3月1日前报告上一年度法治政府建设情况。',
  },
  {
    monthDay: '04-01',
    applies: sentence => isAnnualReport(sentence) && /公开|公布|发布/.test(sentence),
    evidence: '《法治政府建设与责任落实督察工作规定》要求每年4月1日前向社会公开年度报告。',
  },
]
