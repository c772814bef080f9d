/**
 * Lists of units. In: folded text and the span of a list (区司法局、区财政局牵头,各街道(镇)). Out: each unit with its span and
 * its name with a prefix left out put back. Brackets belong to the unit before them, whole. Names are not looked up here.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { closingOf, splitAt, textOf, trimSpan } from './spans.ts'
import { BEGINS_TWICE, DESCRIBED_UNIT, INSIDE_NO_UNIT, NO_UNIT, TASK_FORCE, UNIT_ENDING } from './lexicon.ts'

export interface ListedUnit {
  readonly span: Span
  readonly asWritten: string
  readonly name: string
  /** The mark between this unit and the next was lost: 区发改局(区大数据局)市场监管局. */
  readonly hasLostMark: boolean
}

const LONGEST_UNIT = 40
/** 区财政局 and 局 itself aside, what may stand before 和 in a list. */
const CONJUNCTION = /以及|或者|和|与|或/g
/** 政府 in 本级党委和政府 has no prefix of its own: it is part of one name. */
const BARE_NAME = /^(?:政府|部门|单位|机构|机关|有关单位|有关部门|人员|工作人员|社会组织|个人)$/

/** A unit line: as `readUnits`, and parted again where the mark behind a bracket was lost. */
export function readUnitLine(text: string, span: Span): ListedUnit[] {
  return splitAt(text, span, ',;').flatMap(group => {
    const parts = partsOf(text, group).flatMap(part => splitLostMark(text, part))
    return restorePrefixes(text, parts)
  })
}

/** @returns the units of the list in order; a part that is not empty is always kept, known or not. */
export function readUnits(text: string, span: Span): ListedUnit[] {
  const whole = textOf(text, span)
  if (DESCRIBED_UNIT.test(whole) || /[^区]的[^的]+$/.test(whole)) {
    return [{ span, asWritten: whole, name: whole, hasLostMark: false }]
  }
  return splitAt(text, span, ',;').flatMap(group => restorePrefixes(text, partsOf(text, group)))
}

const partsOf = (text: string, group: Span): Span[] =>
  joinPlaces(text, splitAt(text, group, '、')).flatMap(part => splitConjunction(text, part))

const PLACE_ALONE = /^(?:[省市州县区乡镇旗]|自治区|自治州|自治县|民族乡|设区的市|地区|直辖市)$/

/** 沿江省、直辖市人民政府 */
const PLACE_LAST = /(?:[和或者]|沿[江海黄]|^)[\u4e00-\u9fff]{0,2}(?:省|自治区|市|县)$/
const PLACE_FIRST =
  /^(?:自治区|直辖市|自治州|自治县|设区的市|[市县区旗](?=级|人民|政府|[、\u4e00-\u9fff]*部门))/

/** 市、县级人民政府: a lone place word belongs to the name behind it. */
function joinPlaces(text: string, parts: readonly Span[]): Span[] {
  const joined: Span[] = []
  let start: number | null = null
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1]
    const goesOn =
      next !== undefined && PLACE_LAST.test(textOf(text, part)) && PLACE_FIRST.test(textOf(text, next))
    if (PLACE_ALONE.test(textOf(text, part)) || goesOn) start ??= part.start
    else {
      joined.push({ start: start ?? part.start, end: part.end })
      start = null
    }
  }
  return joined
}

/** True for text that can be read as a list of units and nothing else. */
export function isUnitList(text: string, span: Span): boolean {
  const units = readUnits(text, span)
  return units.length > 0 && units.every(unit => isUnitName(unit.asWritten))
}

/** 生产、经营、运输企业: short words that share the ending of the last. */
export function isJointName(phrase: string): boolean {
  const parts = phrase.split(/[、和或]|或者/)
  const last = parts.at(-1) ?? ''
  return (
    parts.length > 1 &&
    isUnitName(last) &&
    parts.slice(0, -1).every(part => /^[\u4e00-\u9fff]{2,8}$/.test(part))
  )
}

/** True for a phrase that ends as names of bodies and officials end. */
export function isUnitName(phrase: string): boolean {
  if (phrase.length < 2 || phrase.length > LONGEST_UNIT || /[,。;:!?《》|\n]/.test(phrase)) return false
  if (/^\d/.test(phrase) || NO_UNIT.test(phrase) || /\d[年月日]/.test(phrase)) return false
  if (DESCRIBED_UNIT.test(phrase)) return true
  if (/\d%/.test(phrase)) return false
  if (BEGINS_TWICE.test(phrase)) return false
  if (phrase.replace('设区的市', '').includes('的')) return false
  if (INSIDE_NO_UNIT.test(phrase) && !TASK_FORCE.test(phrase)) return false
  return [...phrase.matchAll(UNIT_ENDING)].some(match => match.index + match[0].length === phrase.length)
}

/** Cuts at 和 where a whole name stands on either side: 区政府和区政府各部门, but not 住房和城乡建设局. */
function splitConjunction(text: string, span: Span): Span[] {
  const phrase = textOf(text, span)
  for (const match of phrase.matchAll(CONJUNCTION)) {
    if (depthAt(phrase, match.index) > 0) continue
    const left = phrase.slice(0, match.index)
    const right = phrase.slice(match.index + match[0].length)
    if (!isUnitName(left) || !isUnitName(right) || BARE_NAME.test(right)) continue
    const cut = span.start + match.index
    return [
      trimSpan(text, { start: span.start, end: cut }),
      ...splitConjunction(text, trimSpan(text, { start: cut + match[0].length, end: span.end })),
    ]
  }
  return [span]
}

function depthAt(phrase: string, offset: number): number {
  const before = phrase.slice(0, offset)
  return before.split('(').length - before.split(')').length
}

/** What follows a closing bracket and is a whole name by itself has lost the mark before it. */
function splitLostMark(text: string, span: Span): Span[] {
  const open = text.indexOf('(', span.start)
  if (open === -1 || open >= span.end) return [span]
  const close = closingOf(text, open, span.end)
  const rest = { start: close + 1, end: span.end }
  const tail = textOf(text, rest)
  const isOwnName =
    tail.length >= 4 && isUnitName(tail) && !/^(?:党|人民|及|和|领导|负责|主要|综合)/.test(tail)
  if (close === open || !isOwnName) return [span]
  return [{ start: span.start, end: rest.start }, ...splitLostMark(text, rest)]
}

/** 州, 区, 市 …: the place word a list names once. */
const PLACE_WORD = /^(?:省|市(?!场|政)|州|县(?!市|区)|区(?!县|直)|旗)/
const PARTY_BODY =
  /^([省市州县区旗](?:党委|委))(组织部|宣传部|统战部|政法委|编办|网信办|党校|社会工作部|巡察办)/
const PARTY_ORGAN = /^(?:组织部|宣传部|统战部|政法委|编办|网信办|党校|巡察办)/
/** Offices every place has: named without a place they take that of the unit before. 清渠分局 names its own. */
export const LOCAL_OFFICE =
  /^(?:人民政府|政府|司法|财政|发改|发展|市场|公安局|民政|民宗|民族|人社|人力|教育|卫健|卫生|应急|审计|统计|信访|住建|住房|建设|自然资源|资源规划|规划|生态|环保|农业|商务|文旅|文体|文化|工信|工业|税务|法院|检察院|人民法院|人民检察院|中级|党委|组织部|宣传部|统战部|政法委|编办|纪委|监委|人大|政协|总工会|工会|团委|妇联|残联|工商联|城管|城市|交通|水利|水务|林业|林草|退役|医保|医疗|机关事务|国资|科技|数据|大数据|数字|行政|气象|体育|广电|外事|侨联|台办|乡村|粮食|审改办|网信办|党校|效能办|能源|国防|消防|园林|房管|房产|金融|烟草|海关|邮政|知识产权|药监|档案|史志|地震)/

function restorePrefixes(text: string, parts: readonly Span[]): ListedUnit[] {
  let place = ''
  let partyBody = ''
  return parts.map((span, i) => {
    const asWritten = textOf(text, span)
    const name = restored(asWritten, place, partyBody)
    if (PLACE_WORD.test(asWritten)) place = asWritten.charAt(0)
    partyBody = PARTY_BODY.exec(name)?.[1] ?? ''
    return { span, asWritten, name, hasLostMark: parts[i + 1]?.start === span.end }
  })
}

function restored(asWritten: string, place: string, partyBody: string): string {
  if (place === '' || !LOCAL_OFFICE.test(asWritten)) return asWritten
  if (PARTY_ORGAN.test(asWritten) && partyBody !== '') return partyBody + asWritten
  return place + asWritten
}
