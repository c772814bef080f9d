/**
 * Who a task falls on where no field of its own says so: in brackets behind a heading or a sentence (区司法局牵头,各镇配合),
 * (责任单位:区司法局), or behind a dash at the end of a line (——由区司法局牵头). In: folded text and the span of an article.
 * Out: fields as the structure gives them, each with the zone that is no running text.
 */
import { type Span, type UnitField } from '../../knowledge/model/document.ts'
import { splitAt, textOf, trimSpan } from './spans.ts'
import { isUnitName, readUnits } from './units.ts'

export interface ZonedField extends UnitField {
  /** The brackets, or the line from the dash on. */
  readonly zone: Span
}

const NAME =
  '(?:责任|牵头|参加|配合|主办|协办|承办|主责|实施|落实|完成|办理|整改)(?:单位|部门|科室|处室|股室|机构|主体|领导|人)|(?:分管|包联)领导|(?:完成)?(?:时限|时间|期限)|(?:时间|进度)安排|完成(?:时限|时间|期限)'
const LABEL = new RegExp(`^(${NAME})\\s*:\\s*`)
/** …开展1次。责任单位:区司法局;完成时限:5月底前: fields behind the sentence, without brackets. */
const RUN_ON = new RegExp(`(?<=[。;]\\s*)(${NAME})\\s*:\\s*([^。;\\n]{2,120})[。;]?`, 'g')
/** 部署阶段(4月20日前): a heading that says when. */
const TIME_ONLY =
  /^(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|初)?(?:之?前)?|\d{4}年底?前?)(?:\s*(?:-|—|–|~|至|到)+\s*(?:(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬|底|初)?))?$/
const BRACKETS =
  /[([【〔]([^()[\]【】〔〕\n]{3,120}(?:\([^()]{1,20}\)[^()[\]【】\n]{0,100})*)[)\]】〕](?=\s*(?:[。;]|\n|$))/g
const DASH = /(?:——|--)\s*(?:由)?([^\n。—]{2,120})。?[^\S\n]*(?=\n|$)/g
/** (县司法局牵头,各镇配合,2026年12月底前完成): by when, behind the names. */
const DUE = /^(?:\d{4}年|\d{1,2}月|年底|年内|长期坚持|持续推进|常态化)[^,;]{0,20}$/
/** Looked for first: most articles hold neither. */
const MAY_NAME_UNITS =
  /——|--|[。;]\s*[\u4e00-\u9fff]{2,6}:|[(\[][^()\n]{0,20}[月年日]|[([【〔][^()[\]【】\n]{0,60}(?:局|委|办|院|部|厅|会|中心|政府|单位|街道|[:镇乡科股])/
/** What a list of units ends with where the text says what they do. */
const ROLE = /(?:牵头负责|牵头|负责落实|负责|配合|落实|承办|主办|(?<!政)协办|参加|参与|协同|协助)$/
/** Without a role only names that begin with a place or with 各 are taken for units. */
const BEGINS_AS_UNIT = /^(?:[省市州县区镇乡旗]|各|[\u4e00-\u9fff]{2,8}[省市州县区镇乡](?:委|政府|人民))/

/** @returns the fields of the article in order; none where `taken` already covers the text. */
export function inlineFields(text: string, article: Span, taken: readonly Span[]): ZonedField[] {
  const words = textOf(text, article)
  if (!MAY_NAME_UNITS.test(words)) return []
  const found = [...words.matchAll(BRACKETS), ...words.matchAll(DASH)].flatMap(match => {
    const zone = { start: article.start + match.index, end: article.start + match.index + match[0].length }
    if (taken.some(span => span.start < zone.end && zone.start < span.end)) return []
    const inner = zone.start + match[0].indexOf(match[1] ?? '')
    return fieldsIn(text, { start: inner, end: inner + (match[1] ?? '').length }, zone)
  })
  const runOn = [...words.matchAll(RUN_ON)].flatMap(match => {
    const zone = { start: article.start + match.index, end: article.start + match.index + match[0].length }
    const isTaken = [...taken, ...found].some(span => span.start < zone.end && zone.start < span.end)
    const start = zone.start + match[0].lastIndexOf(match[2] ?? '')
    return isTaken
      ? []
      : [{ name: match[1] ?? '', ...trimSpan(text, { start, end: start + (match[2] ?? '').length }), zone }]
  })
  return [...found, ...runOn].sort((a, b) => a.start - b.start)
}

function fieldsIn(text: string, inner: Span, zone: Span): ZonedField[] {
  const parts = splitAt(text, inner, ';')
  const labelled = parts.flatMap(part => {
    const label = LABEL.exec(textOf(text, part))
    if (label === null) return []
    return [{ name: label[1] ?? '', start: part.start + label[0].length, end: part.end, zone }]
  })
  if (labelled.length === parts.length) return labelled
  const all = trimSpan(text, inner)
  if (TIME_ONLY.test(textOf(text, all))) return [{ name: '时间安排', ...all, zone }]
  const last = splitAt(text, inner, ',').at(-1)
  if (last !== undefined && last.start > all.start && DUE.test(textOf(text, last))) {
    const who = trimSpan(text, { start: all.start, end: last.start - 1 })
    const due = { name: '完成时限', ...last, zone }
    return isListOfUnits(text, who) ? [{ name: '责任单位', ...who, zone }, due] : []
  }
  return isListOfUnits(text, all) ? [{ name: '责任单位', ...all, zone }] : []
}

/** 区司法局牵头,各镇配合: every group is a list of names, with what they do behind it or a place in front. */
function isListOfUnits(text: string, span: Span): boolean {
  return splitAt(text, span, ',;').every(group => {
    const role = ROLE.exec(textOf(text, group))?.[0] ?? ''
    const names = readUnits(text, { start: group.start, end: group.end - role.length })
    return (
      names.length > 0 &&
      names.every(({ asWritten }) => isUnitName(asWritten) && (role !== '' || BEGINS_AS_UNIT.test(asWritten)))
    )
  })
}
