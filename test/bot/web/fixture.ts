/**
 * An invented district for the tests of the web page: a plan with articles, fields, furniture and damage, a second short
 * document, and a fake assistant whose answers depend only on the question. Every sentence here is ours.
 */

import { type Answer, type Citation, type Question, type Reply } from '../../../knowledge/model/answer.ts'
import {
  type Article,
  type DocumentId,
  type Furniture,
  type OutlineUnit,
  type StoredDocument,
  type UnitField,
  type Warning,
} from '../../../knowledge/model/document.ts'
import { AppError } from '../../../knowledge/model/errors.ts'
import { type DocumentContent, type WebDeps } from '../../../bot/web/deps.ts'

interface Part {
  readonly level: number
  readonly label?: string
  readonly heading?: string
  /** What stands between heading and body in the source: `。` for a run-in heading, a line break otherwise. */
  readonly joint?: string
  readonly body?: string
  readonly fields?: readonly (readonly [name: string, value: string])[]
  readonly opensArticle?: boolean
  readonly expectedLabel?: string
  readonly furniture?: boolean
}

const PLAN: readonly Part[] = [
  { level: 0, furniture: true, body: '首页 > 政务公开 > 规划计划\n分享到:  字号: 大 中 小' },
  {
    level: 0,
    heading: '青禾区法治政府建设规划(2026—2030年)',
    joint: '\n\n',
    body:
      '中共青禾区委\n青禾区人民政府\n2026年1月15日\n\n' +
      '为把全区各项工作纳入法治轨道,回应群众对办事公开、执法公正的期待,结合本区实际,制定本规划。',
  },
  { level: 1, label: '一、', heading: '总体要求', joint: '\n' },
  {
    level: 2,
    label: '(一)',
    heading: '主要目标',
    joint: '。',
    body: '到2030年,全区行政规范性文件合法性审核率达到100%,行政机关负责人出庭应诉率不低于95%,群众对执法工作的满意度逐年提高。',
    opensArticle: true,
  },
  {
    level: 2,
    label: '(二)',
    heading: '基本原则',
    joint: '。',
    body: '坚持党的领导,坚持为了群众、依靠群众,坚持问题导向。凡是群众反映集中的执法问题,都要有调查、有整改、有回音。',
    opensArticle: true,
  },
  { level: 1, label: '二、', heading: '健全学法用法和报告制度', joint: '\n' },
  {
    level: 2,
    label: '(三)',
    heading: '落实会前学法',
    joint: '。',
    body:
      '区政府常务会议每年安排会前学法不少于4次,各部门办公会议每年不少于2次。每次学法应当有主题、有讲解、有记录,' +
      '记录保存不少于三年。\n新出台的法律法规施行前三十日内,主管部门应当组织一次专题学习。',
    fields: [
      ['责任单位', '区政府办公室、区司法局,各街道、乡镇'],
      ['进度安排', '每季度首月10日前报送上季度学法记录'],
    ],
    opensArticle: true,
  },
  {
    level: 2,
    label: '(四',
    expectedLabel: '(四)',
    heading: '按时报送年度报告',
    joint: '。',
    body:
      '每年2月15日前,各部门向区司法局报送上一年度法治政府建设情况;每年31日前,区政府向区委、区人大常委会和市政府报告。' +
      '报告应当在4月1日前通过区政府网站向社会公开,涉及国家秘密的除外。',
    fields: [['责任单位', '区司法局']],
    opensArticle: true,
  },
  { level: 0, furniture: true, body: '打印本页 | 关闭窗口' },
  {
    level: 2,
    label: '(五)',
    heading: '规范文书格式',
    joint: '。',
    body: '执法文书的“当事人<姓名>”一栏与“A&B类事项”一栏不得留空;用"√"勾选的,应当注明<无>或者具体内容。',
    opensArticle: true,
  },
  { level: 1, label: '三、', heading: '保障措施', joint: '\n' },
  ...['加强组织领导', '强化经费保障', '开展督促检查', '培育法治人才', '总结推广经验', '严格责任追究'].map(
    (heading, index) => ({
      level: 2,
      label: `(${'六七八九十'[index] ?? '十一'})`,
      heading,
      joint: '。',
      body:
        '区委全面依法治区委员会统筹推进本规划的实施,每年至少召开两次会议听取进展情况,对进度滞后的事项逐项提出整改要求和完成时限。' +
        '各单位主要负责人切实履行第一责任人职责,把本规划确定的任务分解到岗、落实到人,年终在述职时一并报告。',
      opensArticle: true,
    }),
  ),
  { level: 0, furniture: true, body: '主办单位:青禾区人民政府办公室\n网站标识码 0000000000' },
]

const WARNINGS: readonly Warning[] = [
  {
    code: 'impossible-date',
    message: '“每年31日前”缺少月份。按前后时间次序推断,可能是“每年3月1日前”,有待确认。',
    line: 27,
  },
  { code: 'label-damaged', message: '一处序号缺损,已按前后次序推定。', line: 27 },
]

function document(id: string, fields: Partial<StoredDocument> & { readonly title: string }): StoredDocument {
  return {
    id: id as DocumentId,
    issuer: null,
    documentNumber: null,
    issuedOn: null,
    type: '其他',
    jurisdiction: null,
    places: { province: null, city: null, district: null },
    years: null,
    source: `${id}.txt`,
    format: 'text',
    encoding: 'utf-8',
    contentHash: '0'.repeat(64),
    characters: 0,
    articleCount: 0,
    warnings: [],
    ...fields,
  }
}

/** Lays the parts out as a text with their spans, as the ingest stages would hand them over. */
export function layOut(parts: readonly Part[], stored: StoredDocument): DocumentContent {
  let text = ''
  const units: OutlineUnit[] = []
  const furniture: Furniture[] = []
  for (const part of parts) {
    const start = text.length
    text += `${part.label ?? ''}${part.heading ?? ''}${part.joint ?? ''}${part.body ?? ''}\n`
    const fields = (part.fields ?? []).map(([name, value]): UnitField => {
      text += `${name}:${value}\n`
      return { name, start: text.length - 1 - value.length, end: text.length - 1 }
    })
    const end = text.trimEnd().length
    text += '\n'
    if (part.furniture === true) furniture.push({ start, end, reason: 'navigation' })
    else units.push(unitOf(part, { start, end, fields }))
  }
  return {
    document: {
      ...stored,
      characters: text.length,
      articleCount: units.filter(unit => unit.opensArticle).length,
    },
    text,
    units,
    articles: articlesOf(units),
    furniture,
  }
}

function unitOf(part: Part, place: Pick<OutlineUnit, 'start' | 'end' | 'fields'>): OutlineUnit {
  return {
    level: part.level,
    label: part.label ?? '',
    heading: part.heading ?? null,
    damaged: part.expectedLabel !== undefined,
    expectedLabel: part.expectedLabel ?? null,
    opensArticle: part.opensArticle ?? false,
    ...place,
  }
}

function articlesOf(units: readonly OutlineUnit[]): Article[] {
  const title = units[0]?.heading ?? ''
  return units.flatMap((unit, index) => {
    if (!unit.opensArticle) return []
    const above = units.slice(0, index).findLast(each => each.level === 1)
    const path = above === undefined ? [title] : [title, `${above.label}${above.heading ?? ''}`]
    return [{ ...unit, path }]
  })
}

export const PLAN_ID = 'qinghe-2026'

export const plan = layOut(
  PLAN,
  document(PLAN_ID, {
    title: '青禾区法治政府建设规划(2026—2030年)',
    issuer: '中共青禾区委、青禾区人民政府',
    documentNumber: '青委发〔2026〕3号',
    issuedOn: '2026-01-15',
    type: '规划',
    jurisdiction: '青禾区',
    years: { from: 2026, to: 2030 },
    warnings: WARNINGS,
  }),
)

/** Everything a hostile or careless source may put into names and texts. */
export const HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> &amp; "\'</textarea>'

export const hostile = layOut(
  [
    { level: 0, heading: HOSTILE, joint: '\n', body: `正文里也有${HOSTILE}。` },
    { level: 1, label: '第一条', body: ` 标题与正文都可能含有${HOSTILE}。`, opensArticle: true },
  ],
  document('hostile', { title: HOSTILE, issuer: HOSTILE, source: `${HOSTILE}.txt`, jurisdiction: HOSTILE }),
)

const CONTENTS = new Map([plan, hostile].map(content => [content.document.id as string, content]))

/** A citation of the given sentence. */
export function cite(content: DocumentContent, quote: string): Citation {
  const start = content.text.indexOf(quote)
  const article = content.articles.find(each => each.start <= start && start < each.end)
  if (start < 0 || article === undefined) throw new Error(`no article says ${quote}`)
  const { id, title, source, jurisdiction } = content.document
  const { label, heading, path } = article
  return {
    document: { id, title, source, jurisdiction },
    article: { label, heading, path, start: article.start, end: article.end },
    start,
    end: start + quote.length,
    quote,
  }
}

export const QUOTES = {
  meeting: '区政府常务会议每年安排会前学法不少于4次,各部门办公会议每年不少于2次。',
  report:
    '每年2月15日前,各部门向区司法局报送上一年度法治政府建设情况;每年31日前,区政府向区委、区人大常委会和市政府报告。',
  publish: '报告应当在4月1日前通过区政府网站向社会公开,涉及国家秘密的除外。',
  markup: '执法文书的“当事人<姓名>”一栏与“A&B类事项”一栏不得留空;用"√"勾选的,应当注明<无>或者具体内容。',
  goal: '到2030年,全区行政规范性文件合法性审核率达到100%,行政机关负责人出庭应诉率不低于95%,群众对执法工作的满意度逐年提高。',
} as const

/** Answers by a word in the question: 学法, 报告, 文书, 哪个 (asks back), 脚本 (hostile document), else a decline. */
export function answerTo({ question, scope }: Question): Answer {
  const blank = { question, obligations: [], warnings: [], scope: scope ?? '青禾区', elapsedMs: 3 }
  if (question.includes('学法')) {
    const text = '区政府常务会议每年不少于4次,各部门办公会议每年不少于2次。'
    return { ...blank, status: 'answered', text, citations: [cite(plan, QUOTES.meeting)] }
  }
  if (question.includes('报告')) {
    return {
      ...blank,
      status: 'answered',
      text: '各部门每年2月15日前报区司法局;区政府向区委、区人大常委会和市政府报告。\n报告在4月1日前向社会公开。',
      citations: [cite(plan, QUOTES.report), cite(plan, QUOTES.publish)],
      warnings: [{ code: 'damaged-date', message: '原文“每年31日前”缺字,可能是“每年3月1日前”,有待确认。' }],
    }
  }
  if (question.includes('文书')) {
    return { ...blank, status: 'answered', text: QUOTES.markup, citations: [cite(plan, QUOTES.markup)] }
  }
  if (question.includes('脚本')) {
    const quote = `标题与正文都可能含有${HOSTILE}。`
    return { ...blank, scope: HOSTILE, status: 'answered', text: HOSTILE, citations: [cite(hostile, quote)] }
  }
  if (question.includes('哪个')) {
    return { ...blank, scope: null, status: 'clarify', text: '您问的是哪一年的要点?', citations: [] }
  }
  return {
    ...blank,
    scope: null,
    status: 'declined',
    text: '已收录的文件中没有找到关于这个问题的规定,因此不作回答。',
    citations: [],
  }
}

/** Declines point to the nearest article unless the question says 无. */
function replyTo(question: Question): Reply {
  const answer = answerTo(question)
  const points = answer.status === 'declined' && !question.question.includes('无')
  return { answer, nearest: points ? [cite(plan, QUOTES.goal)] : [] }
}

/** The port with invented data; `asked` and `reported` record what came through it. */
export function fakeDeps(overrides: Partial<WebDeps> = {}) {
  const asked: Question[] = []
  const reported: unknown[] = []
  let sessions = 0
  const deps: WebDeps = {
    ask: async question => {
      asked.push(question)
      if (question.question.includes('故障')) throw new Error('secret detail')
      if (question.question.includes('模型'))
        throw new AppError('model-unreachable', '模型服务没有响应,请稍后再试。')
      return Promise.resolve(replyTo(question))
    },
    documents: () => [...CONTENTS.values()].map(content => content.document),
    documentPage: id => CONTENTS.get(id) ?? null,
    today: () => '2027-02-20',
    obligations: () => [],
    dueDays: () => [],
    overdueDays: () => [],
    dueSoon: () => [],
    dayKind: () => ({ kind: 'working', holiday: false, published: true }),
    csv: () => '',
    examples: () => ['会前学法一年要安排几次?', '年度报告什么时候交?向谁报?', '执法文书有哪些格式要求?'],
    health: () => ({ ok: true, documents: CONTENTS.size }),
    status: () => null,
    newSession: () => `session-${String((sessions += 1)).padStart(4, '0')}`,
    report: error => {
      reported.push(error)
    },
    ...overrides,
  }
  return { deps, asked, reported }
}
