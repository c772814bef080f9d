/** The sentences of answers from the register, in Simplified Chinese. Sentences only: what is said, not when. */

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

/** 2027-03-01 → 2027年3月1日. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** 2月26日 where the year is the same as that of the day named before. */
function shortDay(day: string, after: string): string {
  const words = dayInWords(day)
  return day.slice(0, 4) === after.slice(0, 4) ? words.slice(words.indexOf('年') + 1) : words
}

/** An ISO day and its weekday, 1 Monday to 7 Sunday. */
interface Day {
  readonly day: string
  readonly weekday: number
}

interface Reckoned {
  /** In words. */
  readonly due: string
  readonly safe: Day | null
  readonly after: string
  readonly isEarly: boolean
}

function weekday({ weekday: number }: Day): string {
  return `周${WEEKDAYS[number - 1] ?? ''}`
}

function fullDay(due: Day): string {
  return `${dayInWords(due.day)}（${weekday(due)}）`
}

interface Metadata {
  /** With its brackets. */
  readonly title: string
  readonly field: string
  readonly value: string
  /** Of the citation. */
  readonly number: number
}

export const dutyWording = {
  cite: (number: number) => `[${number}]`,
  parties: { lead: '牵头单位', responsible: '责任单位', participant: '参加单位' },
  roles: { lead: '牵头', participant: '参加' },
  role: (role: string, names: string) => `${role}：${names}`,
  to: (names: string) => `报送对象：${names}`,
  next: (due: Day) => `下一次为${fullDay(due)}`,
  deadline: (due: Day) => `到期日为${fullDay(due)}`,
  periodEnd: (due: Day) => `本期到${fullDay(due)}为止`,
  /** @param after ISO day named before. @param isEarly the year's arrangement is not yet known */
  reckoned: ({ due, safe, after, isEarly }: Reckoned) =>
    `按此推算，${due}${safe === null ? '' : `，最后稳妥的工作日为${shortDay(safe.day, after)}（${weekday(safe)}${isEarly ? '；当年节假日安排未公布，已从早计' : ''}）`}。`,
  past: (due: Day) => `按此推算，期限为${fullDay(due)}，已经过去。`,
  presumed: (raw: string, suggestion: string | null) =>
    `原文破损，写作“${raw}”${suggestion === null ? '' : `，推定为“${suggestion}”`}，未经核定`,
  marks: {
    lapsed: '规划期已届满，是否沿用待定',
    continued: '规划期已届满，已确认沿用',
    stopped: '规划期已届满，已停止执行',
    unconfirmed: '待复核',
    decided: '已人工核定',
  },
  lapse: (title: string, mark: string) => `${title}${mark}。`,
  mark: (marks: readonly string[]) => (marks.length === 0 ? '' : `（${marks.join('；')}）`),
  basis: '依据：',
  premise: ({ asked, found }: { readonly asked: string; readonly found: string }) =>
    `原文写的是“${found}”，不是“${asked}”。`,
  confirmed: { holds: '与原文相符。', 'holds-for-some': '原文有此规定，但并非对所有单位或者事项，请对照：' },
  notRuled: (number: string) => `已收录的文件没有写明“${number}”这一规定。`,
  listed: (what: string, count: number) => `${what}共 ${count} 项`,
  allShown: '，全部列出',
  firstShown: (shown: number, unit: string | null) =>
    `，先列 ${shown} 项，其余见登记册页面或 xuefa obligations${unit === null ? '' : ` --unit ${unit}`}`,
  waiting: (count: number) => `；其中 ${count} 项待复核`,
  collective: (named: number, collective: number) =>
    `；直接点名 ${named} 项，含在“各部门”等统称内 ${collective} 项`,
  unreadable: (count: number) => `另有 ${count} 项的日期原文破损，无法确定是否在内，未计入。`,
  recurring: (count: number) => `另有 ${count} 项按周、按月或按季度反复开展，未列入。`,
  dueWithin: (asWritten: string) => `“${asWritten}”到期的事项`,
  cadence: { year: '每年', 'half-year': '每半年', quarter: '每季度', month: '每月', week: '每周' },
  dutiesOf: (unit: string, leadOnly: boolean) => `${unit}${leadOnly ? '牵头' : ''}的`,
  duties: '事项',
  inGroup: '含在统称内',
  over: '期限已过',
  tooWide: (documents: number) =>
    `已收录 ${documents} 份文件，范围太大，无法逐项列出。请说明要查哪个地区或者哪份文件，例如“某某区司法局有哪些任务”。`,
  tableHead: '地区｜规定｜出处',
  tableRow: (place: string, value: string, source: string) => `${place}｜${value}｜${source}`,
  unregulated: { value: '未规定', source: '已收录该地文件，没有找到这项规定' },
  unknownPlace: { value: '未收录', source: '还没有该地的文件' },
  damagedCell: (rest: string) => `原文破损：${rest.replace('原文破损，', '')}`,
  nearby: (quote: string) => `未规定；提到此事的原文：${quote}`,
  issued: { documentNumber: '文号', issuedOn: '成文日期', issuer: '发文机关' },
  metadata: ({ title, field, value, number }: Metadata) => `${title}的${field}：${value}[${number}]。`,
  metadataMissing: (title: string, field: string) => `${title}没有写明${field}。`,
  documentUnknown: (title: string) => `尚未收录《${title}》，无法回答它的内容。`,
  metadataDamaged: ({ title, field, value, number }: Metadata) =>
    `${title}的${field}：原文破损，现写作“${value}”，有字缺失，请核对原件[${number}]。`,
  warnings: {
    unconfirmed: (title: string, count: number) =>
      `引用的《${title}》有 ${count} 项登记内容待复核，请以原文为准。`,
    presumed: (raw: string, suggestion: string | null, reason: string) =>
      suggestion === null
        ? `“${raw}”破损，无法推定。${reason}`
        : `“${suggestion}”是推定的，未经人工核定，不据以计算到期日。`,
  },
} as const
