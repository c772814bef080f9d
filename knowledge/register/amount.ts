/**
 * The number in a person's correction: 不少于60学时, 每年不少于4次, 95%以上. In: a few words. Out: how many of what, and per
 * which period. Sentences of documents are read by ingest; this reads only words that are a number as a whole.
 */
import { type Quota } from '../model/obligation.ts'
import { foldText } from '../text/fold.ts'
import { NUMERAL_CHARACTERS, readNumeral } from '../text/numerals.ts'
import { readTimes, type CivilDate, type TimeMention } from '../time/index.ts'

export interface Amount {
  readonly op: Quota['op']
  /** 0 or more. */
  readonly value: number
  readonly unit: string
  /** The period it counts per, read from the words in front; null where they name none. */
  readonly period: TimeMention | null
}

const AT_LEAST = '不少于|不低于|不小于|不短于|至少|最少'
const AT_MOST = '不超过|不多于|不高于|不大于|至多|最多'
const WHOLE = new RegExp(
  `^(.*?)(?:(${AT_LEAST})|(${AT_MOST}))?([\\d.]+|[${NUMERAL_CHARACTERS}]+)(%|[\\u4e00-\\u9fff]{1,4}?)(以上|以下|以内)?$`,
)
/** Any number makes a period out of words that name one. */
const ANY_NUMBER = '不少于1次'

/** @returns null where the words are not a number as a whole. */
export function readAmount(words: string, reference: CivilDate): Amount | null {
  const match = WHOLE.exec(foldText(words).replace(/\s/g, ''))
  if (match === null) return null
  const [, front = '', least, most, digits = '', unit = '', back] = match
  const value = /^\d/.test(digits) ? Number(digits) : readNumeral(digits)
  const period = front === '' ? null : periodIn(front, reference)
  if (value === null || Number.isNaN(value) || (front !== '' && period === null)) return null
  const isLeast = least !== undefined || back === '以上'
  const isMost = most !== undefined || back === '以下' || back === '以内'
  return { op: isLeast ? '>=' : isMost ? '<=' : '=', value, unit, period }
}

function periodIn(front: string, reference: CivilDate): TimeMention | null {
  const [mention, ...more] = readTimes(front + ANY_NUMBER, reference)
  const isWhole = mention?.type === 'count-per' && mention.raw === front + ANY_NUMBER && more.length === 0
  if (!isWhole || mention.periodSpan === undefined) return null
  return { ...mention, raw: front.slice(mention.periodSpan.start, mention.periodSpan.end) }
}
