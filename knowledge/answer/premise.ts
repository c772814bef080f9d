/**
 * Numbers and days a question takes for granted. In: the question and the sentences found. Out: the number the source has in the same
 * place where it is another one (每年10次 against 不少于4次, 15个驿站 against 5个驿站); or that no sentence has the number
 * that the question says is ruled. It corrects nothing by itself.
 */
import { foldText } from '../text/fold.ts'
import { readTimes, type CivilDate } from '../time/index.ts'
import { type Duty } from './duty-reads.ts'

export interface Correction {
  /** As the question has it, e.g. 15个政务服务驿站. */
  readonly asked: string
  /** As the source has it. */
  readonly found: string
}

const NUMBER = '(\\d+(?:\\.\\d+)?)'
const UNIT = '(次|场|期|个|项|天|日|年|学时|小时|分钟|%|人|名|件|家|处|篇)'
const COUNTED = new RegExp(`(?<![\\d〔\\[第.—-])${NUMBER}\\s?${UNIT}([\\u4e00-\\u9fff]{0,8})`, 'g')
/** Shorter nouns (5个工作) are met by chance. */
const SHORTEST_NOUN = 3

/** The first number of the question that stands before the same noun with another value in the sentence. */
export function findCorrection(question: string, sentence: string): Correction | null {
  const said = countedIn(foldText(sentence))
  for (const asked of countedIn(foldText(question))) {
    const noun = asked.noun.slice(
      0,
      longestShared(
        asked.noun,
        said.map(({ noun }) => noun),
      ),
    )
    if (noun.length < SHORTEST_NOUN) continue
    const same = said.filter(other => other.unit === asked.unit && other.noun.startsWith(noun))
    if (same.length === 0 || same.some(({ value }) => value === asked.value)) continue
    return {
      asked: `${asked.value}${asked.unit}${noun}`,
      found: `${same[0]?.value ?? ''}${asked.unit}${noun}`,
    }
  }
  return null
}

/** What becomes of a value that a question takes for granted: it stands in the duties, in some, or another one does. */
export type Verdict = 'holds' | 'holds-for-some' | Correction

/** The number of the question (每年10次) against those of the same unit in the duties that answer; null without one. */
export function judgeQuota(
  question: string,
  duties: readonly Duty[],
  textOf: (duty: Duty) => string,
): Verdict | null {
  const asked = countedIn(foldText(question))
  const compared = duties.flatMap(duty => {
    const { quota, spans } = duty.obligation
    const same = asked.filter(({ unit }) => unit === quota?.unit)
    if (quota === null || spans.quota === null || same.length === 0) return []
    const holds = same.some(({ value }) => Number(value) === quota.value)
    return [{ holds, asked: same[0], found: textOf(duty).slice(...spans.quota) }]
  })
  if (compared.some(({ holds }) => holds)) {
    return compared.every(({ holds }) => holds) ? 'holds' : 'holds-for-some'
  }
  const [first] = compared
  if (first?.asked === undefined) return null
  return { asked: `${first.asked.value}${first.asked.unit}`, found: first.found }
}

/** The deadline of the question (4月1日前) against those of the duties that answer; null without one. */
export function judgeDay(question: string, duties: readonly Duty[], today: CivilDate): Verdict | null {
  const said = readTimes(foldText(question), today).find(
    ({ type }) => type === 'deadline' || type === 'recurring',
  )
  const timings = duties.flatMap(({ obligation: { timing, damaged } }) =>
    timing === null || damaged || !/前|底/.test(timing.raw) ? [] : [timing.raw],
  )
  const [first] = timings
  if (said === undefined || first === undefined || !/前$/.test(said.raw)) return null
  if (timings.some(raw => endOf(raw).includes(endOf(said.raw)))) return 'holds'
  return { asked: said.raw, found: first }
}

/** The words without numbers, their units and what compares them. */
export function withoutValues(words: string): string {
  return foldText(words).replace(
    /(?:不少于|不超过|不低于|至少|最多|最少|最长)?\d[\d年月.]*[\u4e00-\u9fff%]{0,2}(?:前|内)?/g,
    value => ' '.repeat(value.length),
  )
}

/** 每年3月1日前 and 2027年3月1日之前 → 3月1日前. */
function endOf(raw: string): string {
  return foldText(raw)
    .replace(/\s+/g, '')
    .replace(/^(?:每年|次年|当年|\d{4}年)/, '')
    .replace(/[之以]前$/, '前')
}

/** The unit of the first number the question names; null where it names none. */
export function unitNamed(question: string): string | null {
  return countedIn(foldText(question))[0]?.unit ?? null
}

/** 规定…不少于30日: the question says that this number is ruled. */
const SAYS_RULED = new RegExp(
  `(?:规定|要求|明确|写明).{0,24}?(?:不少于|不超过|不低于|至少|最多|最长)${NUMBER}\\s?${UNIT}`,
)

/** The number that the question says is ruled, e.g. 30日; null where it says none. */
export function ruledNumber(question: string): string | null {
  const match = SAYS_RULED.exec(foldText(question))
  return match === null ? null : `${match[1] ?? ''}${match[2] ?? ''}`
}

/** True where a sentence has the number, or another one of its unit: then the question can be corrected. */
export function hasNumberLike(sentences: readonly string[], number: string): boolean {
  const unit = number.replace(/[\d.]+/, '')
  const pattern = new RegExp(`(?<![\\d月])\\d+\\s?个?(?:工作)?${unit}`)
  return sentences.some(sentence => pattern.test(foldText(sentence)))
}

interface Counted {
  readonly value: string
  readonly unit: string
  readonly noun: string
}

function countedIn(text: string): Counted[] {
  return [...text.matchAll(COUNTED)].map(([, value = '', unit = '', noun = '']) => ({ value, unit, noun }))
}

function longestShared(noun: string, others: readonly string[]): number {
  const shared = others.map(other => {
    let length = 0
    while (length < noun.length && noun[length] === other[length]) length++
    return length
  })
  return Math.max(0, ...shared)
}
