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
  /** The question without its times. */
  readonly text: string
  /** The question narrows the list by a time, a cadence, a unit or the units it asks for. */
  readonly isNarrow: boolean
}

export interface Asked {
  readonly facets: readonly Facet[]
  /** Null where one duty is asked for. */
  readonly list: AskedList | null
  /** 各地, 各区: every place that is known. */
  readonly everyPlace: boolean
  /** Asks whether a value holds (每年10次,对吗). */
  readonly checks: boolean
}

/** 几天, 多少个工作日, 多少分钟, but not 几天一次 and not 哪几天. */
const LENGTH_ASKED = '(?:多少|(?<!哪)几)个?(?:工作日|小时|分钟|天|日|周|星期|月|年)(?!.{0,6}[一1]次)'

const FACETS: readonly (readonly [Facet, RegExp])[] = [
  [
    'when',
    /什么时候|什么时间|啥时|何时|几时|[哪那]一?年|[哪那][一几]?[天日]|几月|几号|最晚|最迟|时间要求|(?:完成|报送|报告|公布|公开|提交|交)的?时间/,
  ],
  [
    'whom',
    /[向给跟]谁|报给?谁|[向给]哪(?:些|个|里|儿)|报(?:送|告)?(?:给|到|至|往)?(?:哪|谁)|交(?:给|到|往)(?:哪|谁)|送(?:给|到|往)?(?:哪|谁)|报送对象/,
  ],
  [
    'who',
    /(?<![向给跟报交送])谁|哪些?(?:部门|单位|家|个部门|个单位|科室)|哪[几两]家|牵头|挑头|负责(?!人)|责任单位|主管|由.{0,6}(?:部门|单位)/,
  ],
  [
    'how-long',
    new RegExp(`多长时间(?!.{0,6}[一1]次)|多久(?!.{0,6}[一1]次)|最[长短]|[长短]于多|${LENGTH_ASKED}`),
  ],
  ['how-often', /多久.{0,6}[一1]次|多长时间.{0,6}[一1]次|频次|频率|几年一次|几个?月一次/],
  [
    'how-many',
    /多少(?!个?(?:工作日|小时|分钟|天|日|周|星期|月|年))|几(?:次|回|期|场|家|名|人|份|篇|件|批)|几个(?!工作日|小时|月|星期|地方|地区|区|县|市|单位|部门)|几项|几个?(?:学时|课时)|几成|百分之几|[几多]大(?:比重|比例|份量)/,
  ],
]

/** 期限不少于几天 asks how long, 完成时限 alone for a day. */
const TERM_NAMED = /期限|时限|截止/
/** A keyword question (执法人员 培训学时) asks for the measure it names; beside a question word the measure only tells. */
const MEASURE_NAMED = /学时|课时|次数|不少于|不低于|不超过|比例|至少|最多|最少/
/** Asks otherwise than for a field: what follows, why, whether it may be, what it means. */
const ASKS_OTHERWISE =
  /会?(?:怎么?样|如何)$|怎么办|怎样|怎么(?:处理|算|做)|如何|什么后果|为什么|为何|能不能|可不可以|可以吗|行不行|什么意思|是什么|哪些|什么(?!时)/

const CONFIRMS = /吗|是不是|是否|正确|对不对|没错吧|对吧|是吧/
/** 每年要学10次,对吗: whether a value holds is a question for the value. */
const CHECKS: readonly (readonly [Facet, RegExp])[] = [
  ['when', /(?:\d+月(?:\d+日|底)?|年底|季度)[之以]?前/],
  ['how-many', /\d+(?:次|期|场|个(?!工作日|小时|月)|项|名|人|家|件|学时|课时|%)/],
  ['how-long', /\d+个?(?:工作日|天|日|小时|分钟|年|月)/],
]

const EVERY_PLACE =
  /各地|各个?(?:区县|县市|市县|县区|地区|地方)|各(?:区|县|市|州)(?!级|政府|各|委|直|法|检|属)|(?:哪些|所有|每个|几个)(?:地方|地区|区县|区|县市)/

const THINGS = '(?:任务|事项|工作|职责|责任|义务|分工|活儿?|事情|事儿?|规定动作|材料|报告)'
const MUST = '(?:要|需要?|应当?|须|得|该|必须)'
const DO =
  '(?:完成|办结|办理|办|做|干|落实|报告|报送|上报|汇报|提交|上交|交|报|公开|公布|牵头|负责)(?:好|完)?'
/** All duties of a kind are asked for. */
const ASKS_ALL: readonly RegExp[] = [
  new RegExp(`(?:哪些|什么|几项|多少项|所有的?|全部的?|列出.{0,12}|各项|每项)${THINGS}`),
  new RegExp(`${MUST}(?:按期|按时|抓紧)?${DO}(?:的有)?(?:哪些|什么|几项|啥)`),
  new RegExp(`(?<!为)(?:哪些|什么|啥)(?:是|事)?${MUST}${DO}`),
  new RegExp(`(?:牵头|负责|承担)(?:的有)?(?:哪些|什么|几项)`),
  new RegExp(`哪些${THINGS}?.{0,8}(?:到期|要完成|要办结|截止)`),
  new RegExp(`${THINGS}(?:都|分别)?有(?:哪些|什么|啥|几项|多少)`),
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
const UNIT = /局|委|办|院|厅|府|处|所|站|队|街道|[乡镇]|中心|部(?![分门])|团|会|联(?![合席动系])|各单位/

/** Words for one act, as questions write it, and as documents do. */
const ACTS: readonly { readonly asked: RegExp; readonly done: RegExp }[] = [
  {
    asked:
      /报告(?=.{0,2}(?:哪|什么|的?有))|要报告|报送|上报|汇报|呈报|报备|备案|提交|上交|(?:要|需|应当?|须|得|该)(?:交|报(?!名|告))/,
    done: /报告|报送|上报|汇报|呈报|报备|备案|提交|移送|[送报](?:区|市|县|州|省|同级|上级|本级)/,
  },
  { asked: /公开|公布|公示|发布/, done: /公开|公布|公示|发布/ },
  { asked: /评估/, done: /评估/ },
  { asked: /培训|学法|讲座/, done: /培训|学法|讲座|研讨/ },
  { asked: /检查|督察|督查|抽查/, done: /检查|督察|督查|抽查/ },
]

/** Words of a question for a list that say nothing of the matter. */
const LIST_WORDS = new RegExp(
  `请问|请|列出|列一下|列举|帮我|查一下|${MUST}${DO}|哪些|什么|啥|几项|多少项|所有|全部|各项|每项|分别|一共|总共|目前|现在|还|都|有|需要|必须|应当|应该|要|完成|办结|办理|落实|做|到期|截止|牵头|负责|承担|责任|由谁|谁|单位|部门|吗|呢|的|了|吧|我们?|本|定期|${THINGS.slice(3, -1)}`,
  'g',
)

/** What a question for a list is about besides the unit it names, times and cadences; null where that is no matter. */
export function matterOf({ text }: Pick<AskedList, 'text'>, unit: string | null): string | null {
  const withoutUnit = unit === null ? text : text.replace(unit, ' ')
  const words = [...CADENCES.map(([, pattern]) => pattern), ...ACTS.map(({ asked }) => asked)]
    .reduce((rest, pattern) => rest.replace(pattern, ' '), withoutUnit)
    .replace(LIST_WORDS, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter(word => word.length > 1)
  return words.length === 0 ? null : words.join(' ')
}

/** @param text folded, simplified. @param today the day 本月 and 年底 are reckoned from. */
export function readAsked(text: string, today: CivilDate): Asked {
  const everyPlace = EVERY_PLACE.test(text)
  const list = everyPlace ? null : readList(text, today)
  return { facets: readFacets(text), list, everyPlace, checks: CONFIRMS.test(text) }
}

function readFacets(text: string): readonly Facet[] {
  const named = FACETS.filter(([, pattern]) => pattern.test(text)).map(([facet]) => facet)
  if (named.length > 0) return named
  const checked = CHECKS.find(([, value]) => value.test(text) && CONFIRMS.test(text))
  if (checked !== undefined) return [checked[0]]
  if (TERM_NAMED.test(text)) return ['when']
  return MEASURE_NAMED.test(text) && !ASKS_OTHERWISE.test(text) ? ['how-many'] : []
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
  const act = ACTS.find(({ asked }) => asked.test(text))?.done ?? null
  const withoutTimes = times.reduce((rest, { raw }) => rest.replace(raw, ' '), text)
  const leadOnly = /(?:牵头|挑头)(?:的|了|有)*(?:哪|什么|几项|任务|事项|工作)/.test(text)
  const namesUnit = UNIT.test(withoutTimes.replace(LIST_WORDS, ' '))
  const isNarrow = due !== null || cadence !== null || namesUnit || /由(?:谁|哪)|责任单位/.test(text)
  return { due, cadence, act, leadOnly, text: withoutTimes, isNarrow }
}
