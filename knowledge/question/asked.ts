/**
 * What a question asks of duties: when, who, to whom, how many, how often; one duty, all that fit, or one for each place.
 * In: the question, folded and simplified. Out: facets and filters. Wording alone decides; the register is not looked at.
 */
import { readTimes, type CivilDate } from '../time/index.ts'

/** A field of a duty that a question may ask for. */
export type Facet = 'when' | 'who' | 'whom' | 'how-many' | 'how-often' | 'how-long'

/** How often a duty comes back, where only such duties are asked for. */
export type Cadence = 'year' | 'half-year' | 'quarter' | 'month' | 'week'

/** Which duties a question for all of them means. */
export interface AskedList {
  /** Due days asked for, as written; null where any day will do. */
  readonly due: { readonly asWritten: string; readonly from: CivilDate | null; readonly to: CivilDate } | null
  readonly cadence: Cadence | null
  /** 报告, 公开 …: what the duty must say; null where all actions fit. */
  readonly act: RegExp | null
  /** Only units that lead are asked for (牵头哪些任务). */
  readonly leadOnly: boolean
  /** What is left of the question: names of units and the matter. */
  readonly rest: string
  /** The question narrows the list by a time, a cadence, a unit or the units it asks for. */
  readonly isNarrow: boolean
}

export interface Asked {
  readonly facets: readonly Facet[]
  /** Null where one duty is asked for. */
  readonly list: AskedList | null
  /** 各地, 各区: every place that is known. */
  readonly everyPlace: boolean
}

const FACETS: readonly (readonly [Facet, RegExp])[] = [
  [
    'when',
    /什么时候|什么时间|啥时|何时|几时|[哪那]一?年|[哪那]一?天|几月|几号|期限|时限|截止|最晚|最迟|时间要求|(?:完成|报送|报告|公布|公开|提交|交)的?时间/,
  ],
  [
    'whom',
    /[向给跟]谁|报给?谁|[向给]哪(?:些|个|里|儿)|报(?:送|告)?(?:给|到|至|往)?(?:哪|谁)|交(?:给|到|往)(?:哪|谁)|送(?:给|到|往)?(?:哪|谁)|报送对象/,
  ],
  [
    'who',
    /(?<![向给跟报交送])谁|哪些?(?:部门|单位|家|个部门|个单位|科室)|哪[几两]家|牵头|挑头|负责|责任单位|主管|由.{0,6}(?:部门|单位)/,
  ],
  ['how-long', /多长时间(?!.{0,6}[一1]次)|多久(?!.{0,6}[一1]次)|最[长短]|[长短]于多/],
  ['how-often', /多久.{0,6}[一1]次|多长时间.{0,6}[一1]次|频次|频率|几年一次|几个?月一次/],
  ['how-many', /多少|[几]次|几回|几期|几场|几个|几项|几天|(?<!哪)几年|学时|次数|不少于|不低于|不超过|比例/],
]

/** 每年要学10次,对吗: whether a number holds is a question for the number. */
const CHECKS =
  /\d+(?:次|期|场|个|项|天|日|学时|小时|%).*(?:对吗|是吗|是不是|是否|正确吗|对不对|没错吧|对吧)|(?:是不是|是否|对不对).*\d+(?:次|期|场|天|日|学时|小时|%)/

const EVERY_PLACE =
  /各地|各个?(?:区县|县市|市县|县区|地区|地方)|各(?:区|县|市|州)(?!级|政府|各|委|直|法|检|属)|(?:哪些|所有|每个|几个)(?:地方|地区|区县|区|县市)/

const THINGS = '(?:任务|事项|工作|职责|责任|义务|分工|活儿?|事情|事儿?|规定动作)'
/** All duties of a kind are asked for. */
const ASKS_ALL: readonly RegExp[] = [
  new RegExp(`(?:哪些|什么|几项|多少项|所有的?|全部的?|列出.{0,12}|各项|每项)${THINGS}`),
  new RegExp(
    `(?:要|需要?|应当?|须|得|该|必须)(?:按期|按时|抓紧)?(?:完成|办结|办理|办|做|落实|报告|报送|报|公开|公布|牵头|负责)(?:好|完)?(?:的有)?(?:哪些|什么|几项)`,
  ),
  /(?:牵头|负责|承担)(?:的有)?(?:哪些|什么|几项)/,
  new RegExp(`哪些${THINGS}?.{0,8}(?:到期|要完成|要办结|截止)`),
  new RegExp(`${THINGS}(?:都|分别)?有(?:哪些|什么)`),
  new RegExp(`(?:各项|每项|所有|全部)${THINGS}.{0,6}由(?:谁|哪)`),
]

const CADENCES: readonly (readonly [Cadence, RegExp])[] = [
  ['half-year', /每半年|半年度/],
  ['year', /每一?年|年度|一年一/],
  ['quarter', /每个?季|按季|季度性/],
  ['month', /每个?月|按月/],
  ['week', /每周|按周/],
]

/** How names of units end. */
const UNIT = /局|委|办|院|厅|府|处|所|站|队|街道|[乡镇]|中心|部(?![分门])|团|会|各单位/

/** Words for one act, as questions and documents write it. */
const ACTS: readonly RegExp[] = [
  /报告|报送|上报|汇报|呈报|报备|备案|(?:要|需|应当?|须)报(?!名)/,
  /公开|公布|公示|发布/,
  /评估/,
  /培训|学法|讲座/,
  /检查|督察|督查|抽查/,
]
const ACT_IN_DUTY: readonly RegExp[] = [
  /报告|报送|上报|汇报|呈报|报备|备案|报(?:区|市|县|州|省|同级|上级|本级)/,
  /公开|公布|公示|发布/,
  /评估/,
  /培训|学法|讲座|研讨/,
  /检查|督察|督查|抽查/,
]

/** Words of a question for a list that say nothing of the matter. */
const LIST_WORDS = new RegExp(
  `请问|请|列出|列一下|列举|帮我|查一下|哪些|什么|几项|多少项|所有|全部|各项|每项|分别|一共|总共|目前|现在|还|都|有|需要|必须|应当|应该|要|须|完成|办结|办理|落实|做|到期|截止|牵头|负责|承担|责任|由谁|谁|单位|部门|吗|呢|的|了|吧|我们?|本|定期|${THINGS.slice(3, -1)}`,
  'g',
)

/** @param text folded, simplified. @param today the day 本月 and 年底 are reckoned from. */
export function readAsked(text: string, today: CivilDate): Asked {
  const named = FACETS.filter(([, pattern]) => pattern.test(text)).map(([facet]) => facet)
  const facets = named.length === 0 && CHECKS.test(text) ? (['how-many'] as const) : named
  const everyPlace = EVERY_PLACE.test(text)
  return { facets, list: everyPlace ? null : readList(text, today), everyPlace }
}

function readList(text: string, today: CivilDate): AskedList | null {
  if (!ASKS_ALL.some(pattern => pattern.test(text))) return null
  const times = readTimes(text, today)
  const bounded = times.find(({ type, end }) => (type === 'deadline' || type === 'period') && end !== null)
  const due =
    bounded === undefined || bounded.end === null
      ? null
      : { asWritten: bounded.raw, from: bounded.start, to: bounded.end }
  const cadence = CADENCES.find(([, pattern]) => pattern.test(text))?.[0] ?? null
  const actAt = ACTS.findIndex(pattern => pattern.test(text))
  const withoutTimes = [...times.map(({ raw }) => raw)].reduce((rest, raw) => rest.replace(raw, ' '), text)
  const rest = [...CADENCES.map(([, pattern]) => pattern), ...ACTS]
    .reduce((words, pattern) => words.replace(pattern, ' '), withoutTimes)
    .replace(LIST_WORDS, ' ')
  const leadOnly = /(?:牵头|挑头)(?:的|了|有)*(?:哪|什么|几项|任务|事项|工作)/.test(text)
  const isNarrow = due !== null || cadence !== null || UNIT.test(rest) || /由(?:谁|哪)|责任单位/.test(text)
  return { due, cadence, act: ACT_IN_DUTY[actAt] ?? null, leadOnly, rest, isNarrow }
}
