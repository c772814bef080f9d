/**
 * Words that a person types with a decision, before they go into the log for good. In: a signature and a verdict. Out: the
 * same on one line each and no longer than anybody reads. Nothing is cut in silence: what is too long is refused.
 */
import { type Correction } from '../model/decision.ts'
import { AppError } from '../model/errors.ts'
import { type Verdict } from './verdicts.ts'

/** Who decides, and why if they like to say. */
export interface Signature {
  /** Not blank; at most 50 characters. */
  readonly by: string
  /** At most 1,000 characters. */
  readonly note: string | null
}

const LONGEST = { by: 50, note: 1000, action: 500, words: 100, name: 100 } as const
/** A task of a plan names some thirty units at most. */
const MOST_NAMES = 100

/** Control characters, line ends and marks that turn the direction of writing: none of them is a word. */
const NOT_WORDS = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

interface Words {
  /** What the words are, as a message names them. */
  readonly what: string
  /** In UTF-16 code units. */
  readonly longest: number
}

/** @throws {AppError} usage where they are blank or too long */
function clean(words: string, { what, longest }: Words): string {
  const kept = words.replace(NOT_WORDS, ' ').trim()
  if (kept === '') throw new AppError('usage', `${what}不能为空。`)
  if (kept.length <= longest) return kept
  throw new AppError('usage', `${what}太长：${kept.length}字，最多${longest}字，请写短些。`, {
    length: kept.length,
    longest,
  })
}

/** @throws {AppError} usage where the name is blank or something is too long */
export function cleanSignature({ by, note }: Signature): Signature {
  const isBlank = note === null || note.replace(NOT_WORDS, ' ').trim() === ''
  return {
    by: clean(by, { what: '决定人的姓名', longest: LONGEST.by }),
    note: isBlank ? null : clean(note, { what: '说明', longest: LONGEST.note }),
  }
}

/** @throws {AppError} usage where words of a correction are blank or too long */
export function cleanVerdict(verdict: Verdict): Verdict {
  return verdict.kind === 'correct'
    ? { ...verdict, correction: cleanCorrection(verdict.correction) }
    : verdict
}

function cleanCorrection({ action, timing, quota, parties, addressees }: Correction): Correction {
  const words = (value: string | null, what: string): string | null =>
    value === null ? null : clean(value, { what, longest: LONGEST.words })
  return {
    ...(action === undefined ? {} : { action: clean(action, { what: '事项', longest: LONGEST.action }) }),
    ...(timing === undefined ? {} : { timing: words(timing, '时限') }),
    ...(quota === undefined ? {} : { quota: words(quota, '数量') }),
    ...(parties === undefined ? {} : { parties: eachOnce(parties, '责任单位').map(cleanParty) }),
    ...(addressees === undefined ? {} : { addressees: eachOnce(addressees.map(cleanAddressee), '报送对象') }),
  }
}

type Party = NonNullable<Correction['parties']>[number]

const cleanParty = ({ name, role }: Party): Party => ({
  name: clean(name, { what: '责任单位的名称', longest: LONGEST.name }),
  role,
})

const cleanAddressee = (name: string): string =>
  clean(name, { what: '报送对象的名称', longest: LONGEST.name })

function eachOnce<T>(values: readonly T[], what: string): T[] {
  const once = [...new Map(values.map(value => [JSON.stringify(value), value])).values()]
  if (once.length <= MOST_NAMES) return once
  throw new AppError('usage', `${what}太多：${once.length}个，最多${MOST_NAMES}个。`)
}
