/**
 * Labels of outline units: which family a paragraph's opening belongs to, whole or damaged. In: folded paragraph text.
 * Out: candidates; whether a candidate is one is decided by the sequence (sequence.ts).
 * Order of the families: GB/T 9704-2012, 7.3.3 (一、 then (一) then 1. then (1)), under the 编章节条 of statutes
 * (立法法 第六十五条).
 */
import {
  LARGEST_NUMERAL,
  NUMERAL_CHARACTERS,
  readNumeral,
  toChineseNumeral,
} from '../../knowledge/text/numerals.ts'

export type LabelFamily =
  | 'appendix'
  | 'book'
  | 'chapter'
  | 'section'
  | 'article'
  | 'han'
  | 'han-paren'
  | 'arabic'
  | 'arabic-paren'
  | 'circled'

/** Outermost first. */
export const FAMILY_ORDER: readonly LabelFamily[] = [
  'appendix',
  'book',
  'chapter',
  'section',
  'article',
  'han',
  'han-paren',
  'arabic',
  'arabic-paren',
  'circled',
]

/** A label that reads well. `length` counts the characters it takes up, blanks after it included. */
export interface Label {
  readonly family: LabelFamily
  readonly number: number
  /** As written, without trailing blanks. */
  readonly label: string
  readonly length: number
  /** 第三条规定…: without a blank after it, it is a label only if it is the next one. */
  readonly needsSequence: boolean
}

/** What is left of a label that lost characters; `digits` are the surviving numerals, possibly none. */
export interface DamagedLabel {
  readonly family: LabelFamily
  readonly digits: string
  readonly label: string
  readonly length: number
  /** No bracket survives: a label only where a number is missing and the line reads as a heading. */
  readonly needsGap: boolean
}

const N = `[${NUMERAL_CHARACTERS}]`
/** No label is longer; patterns need not see more of a paragraph. */
const LONGEST_OPENING = 40

interface FamilyPattern {
  readonly family: LabelFamily
  readonly pattern: RegExp
}

/** Group 1 is the number. 笫 is a frequent misreading of 第. */
const WHOLE: readonly FamilyPattern[] = [
  {
    family: 'appendix',
    pattern: /^附\s?(?:件|表|录)\s*([一二三四五六七八九十]{1,2}|\d{1,2})?\s*[:.]?(?=\s|$)/,
  },
  { family: 'book', pattern: new RegExp(`^第(${N}{1,4}|\\d{1,2})(?:编|分编|部分)(?=\\s|$)`) },
  { family: 'chapter', pattern: new RegExp(`^[第笫]\\s?(${N}{1,5}|\\d{1,3})\\s?章`) },
  { family: 'section', pattern: new RegExp(`^[第笫]\\s?(${N}{1,4}|\\d{1,2})\\s?节`) },
  { family: 'article', pattern: new RegExp(`^[第笫]\\s?(${N}{1,8}|\\d{1,4})\\s?条(?:之${N}{1,3})?`) },
  { family: 'han', pattern: new RegExp(`^(${N}{1,4})\\s?、`) },
  { family: 'han-paren', pattern: new RegExp(`^\\((${N}{1,5})\\)、?`) },
  { family: 'arabic', pattern: /^(\d{1,3})\s?[.、](?!\d)/ },
  { family: 'arabic-paren', pattern: /^\(?(\d{1,2})\)/ },
  { family: 'circled', pattern: /^([①-⑳])/ },
  { family: 'han-paren', pattern: /^([㈠-㈩])/ },
  { family: 'arabic', pattern: /^([⒈-⒛])/ },
  { family: 'arabic-paren', pattern: /^([⑴-⒇])/ },
]

/** Openings that only a damaged label has. Group 1 holds the surviving numerals. */
const DAMAGED: readonly (FamilyPattern & { readonly needsGap: boolean })[] = [
  { family: 'han-paren', pattern: /^()\)(?=[\u4e00-\u9fff])/, needsGap: false },
  {
    family: 'han-paren',
    pattern: new RegExp(`^\\((${N}{1,5})(?=[^)${NUMERAL_CHARACTERS}、.])`),
    needsGap: false,
  },
  { family: 'han-paren', pattern: new RegExp(`^(${N}{1,5})\\)`), needsGap: false },
  { family: 'han-paren', pattern: /^()\(\)(?=[\u4e00-\u9fff])/, needsGap: false },
  { family: 'han-paren', pattern: /^()\((?=[\u4e00-\u9fff])/, needsGap: true },
  { family: 'han', pattern: /^()、(?=[\u4e00-\u9fff])/, needsGap: false },
  { family: 'han-paren', pattern: new RegExp(`^(${N}{1,5})(?=[\u4e00-\u9fff])`), needsGap: true },
]

/** What a field beside a task is called: 责任单位, 牵头部门, 责任科室, 进度安排, 完成时限 …; a pattern. */
export const FIELD_NAME =
  '(?:责任|牵头|参加|配合|主办|协办|承办|主责|实施|落实|完成|办理|整改)(?:单位|部门|科室|处室|股室|机构|主体|人|领导)|(?:分管|包联)领导|主管部门|进度安排|时间安排|时间进度|完成(?:时限|时间|期限|时间节点)|时限要求|目标时限|工作时限'
const FIELD = new RegExp(`^(?:${FIELD_NAME})\\s*:`)

/** 第三条第二款…, 第三条规定…: words about a unit, not the unit. A blank after the label tells the two apart. */
const REFERENCE = new RegExp(
  `^(?:第${N}{1,8}[款项目]|款(?!项)|项(?!目)|规定|所列|所称|所规定|之规定|的|[、和与及至](?:本条例|本法|本办法)?第|或者|以及|以外|之外|中[,的])`,
)
/** (四)、(五)项…, (三)项…. */
const ITEM_REFERENCE = new RegExp(`^(?:款(?!项)|项(?!目)|[、和及至]?[(]${N}{1,5}[)])`)
/** 一、二级公路…: an enumeration of grades, not the first chapter. */
const ENUMERATION = /^([一二三四五六七八九十]{1,3})(?:[级类等线期号层审季档批]|[、和][一二三四五六七八九十])/

/** @returns the label a paragraph opens with, or null. */
export function readLabel(text: string): Label | null {
  const opening = text.slice(0, LONGEST_OPENING)
  for (const { family, pattern } of WHOLE) {
    const match = pattern.exec(opening)
    if (match === null) continue
    const number = numberOf(match[1])
    if (number === null || number > LARGEST_NUMERAL || (number === 0 && family !== 'appendix')) continue
    const after = text.slice(match[0].length)
    const blanks = Math.max(0, after.search(/\S/))
    if (blanks === 0 && isReference({ family, number, after })) continue
    const isStatute = family === 'article' || family === 'chapter' || family === 'section'
    const endsHere = match[0].length === text.length
    return {
      family,
      number,
      label: match[0].trimEnd(),
      length: match[0].length + blanks,
      needsSequence: isStatute && blanks === 0 && !endsHere,
    }
  }
  return null
}

interface ReferenceCandidate {
  readonly family: LabelFamily
  readonly number: number
  /** The text right behind the would-be label. */
  readonly after: string
}

function isReference({ family, number, after }: ReferenceCandidate): boolean {
  switch (family) {
    case 'book':
    case 'chapter':
    case 'section':
    case 'article':
      return REFERENCE.test(after)
    case 'han-paren':
      return ITEM_REFERENCE.test(after)
    case 'han':
      return readNumeral(ENUMERATION.exec(after)?.[1] ?? '') === number + 1
    case 'appendix':
    case 'arabic':
    case 'arabic-paren':
    case 'circled':
      return false
  }
}

/** Numbers that are one character with their brackets or dots: the first of each row stands for 1. */
const SINGLE_CHARACTERS: readonly (readonly [string, string])[] = [
  ['①', '⑳'],
  ['㈠', '㈩'],
  ['⒈', '⒛'],
  ['⑴', '⒇'],
]

function numberOf(digits: string | undefined): number | null {
  if (digits === undefined) return 0
  const row = SINGLE_CHARACTERS.find(([first, last]) => digits >= first && digits <= last)
  return row === undefined ? readNumeral(digits) : digits.charCodeAt(0) - row[0].charCodeAt(0) + 1
}

/** @returns what may be left of a damaged label at the start of the paragraph, most telling first. */
export function readDamagedLabels(text: string): DamagedLabel[] {
  return DAMAGED.flatMap(({ family, pattern, needsGap }) => {
    const match = pattern.exec(text)
    if (match === null) return []
    return [{ family, digits: match[1] ?? '', label: match[0], length: match[0].length, needsGap }]
  })
}

/** Writes the label a unit of this family with this number carries. */
export function writeLabel(family: LabelFamily, number: number): string {
  const numeral = toChineseNumeral(number)
  switch (family) {
    case 'appendix':
      return `附件${number}`
    case 'book':
      return `第${numeral}编`
    case 'chapter':
      return `第${numeral}章`
    case 'section':
      return `第${numeral}节`
    case 'article':
      return `第${numeral}条`
    case 'han':
      return `${numeral}、`
    case 'han-paren':
      return `(${numeral})`
    case 'arabic':
      return `${number}.`
    case 'arabic-paren':
      return `(${number})`
    case 'circled':
      return String.fromCharCode('①'.charCodeAt(0) + number - 1)
  }
}

/** True where deleting characters from the numeral of `number` can leave `digits`. */
export function couldBe(digits: string, number: number): boolean {
  let position = 0
  const whole = /^\d*$/.test(digits) && digits !== '' ? String(number) : toChineseNumeral(number)
  for (const character of whole) if (character === digits.charAt(position)) position++
  return position === digits.length
}

/** True for a line like 责任单位:… or 进度安排:…. */
export function isFieldLine(text: string): boolean {
  return FIELD.test(text)
}

/** True where a line cannot be the continuation of the line above. */
export function startsBlock(text: string): boolean {
  return isFieldLine(text) || readLabel(text) !== null || /^[)、](?=[\u4e00-\u9fff])/.test(text)
}
