/**
 * Whether two documents speak of one duty. In: two duties with their sentences. Out: yes only where it is nearly sure. The
 * shares were set on pairs of duties read by hand (samples/ and five real documents): a pair that shares only the form of
 * a phrase (报区司法局备案, 召开一次会议) lies below them.
 */
import { type ExtractedObligation } from '../model/extracted.ts'
import { gramsOf, likeness, subjectGrams, type Grams } from './likeness.ts'

export interface Profile {
  /** Who bears it, those that only take part left out. */
  readonly parties: ReadonlySet<string>
  readonly addressees: readonly string[]
  /** The action without numbers. */
  readonly action: Grams
  /** What it begins with and what it ends with: 公布…目录. */
  readonly frame: string
  /** The heading of its article and its sentence. */
  readonly sentence: Grams
}

export function profileOf(
  found: ExtractedObligation,
  { sentence, heading }: { readonly sentence: string; readonly heading: string | null },
): Profile {
  const { action, addressees } = found
  return {
    parties: new Set(partiesOf(found)),
    addressees: addressees.map(({ asWritten }) => asWritten),
    action: subjectGrams(action),
    frame: frameOf(action),
    sentence: gramsOf(`${heading ?? ''}。${sentence}`),
  }
}

/** Who bears it, those that only take part left out. */
export function partiesOf({ parties }: ExtractedObligation): readonly string[] {
  return parties.filter(({ role }) => role !== 'participant').map(({ name }) => name)
}

const SAME_PARTIES = 0.5
const SAME_ACTION = 0.7
/** A shorter action (公布, 召开一次会议) says too little to be recognised by. */
const FEWEST_GRAMS = 5
const SAME_FRAME_SENTENCE = 0.3
const SAME_SENTENCE = 0.6

/** @param bySentence The sentence alone may decide: it holds one duty of this kind for these units. */
export function isSameDuty(
  a: Profile,
  b: Profile,
  { bySentence }: { readonly bySentence: boolean },
): boolean {
  if (overlap(a.parties, b.parties) < SAME_PARTIES || !areCompatible(a.addressees, b.addressees)) return false
  const isLong = Math.min(a.action.size, b.action.size) >= FEWEST_GRAMS
  if (isLong && likeness(a.action, b.action) >= SAME_ACTION) return true
  const sentences = likeness(a.sentence, b.sentence)
  if (a.frame !== '' && a.frame === b.frame && sentences >= SAME_FRAME_SENTENCE) return true
  return bySentence && overlap(a.parties, b.parties) === 1 && sentences >= SAME_SENTENCE
}

/** Shared names over all names; 0 where either names nobody. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter(name => b.has(name)).length
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

/** A report to somebody else is another report. */
function areCompatible(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some(name => b.includes(name))
}

/** 向区政府报告…情况 and 将清单报区司法局 begin with whom or what; their frames would say nothing. */
const NO_VERB = /^[向将把对为在按以由与]/
const WORD = 2

/** Verb and thing, two characters each; empty where the action does not begin with its verb. */
function frameOf(action: string): string {
  const words = action.replace(/[^\p{Script=Han}]/gu, '')
  return words.length <= 2 * WORD || NO_VERB.test(words) ? '' : words.slice(0, WORD) + words.slice(-WORD)
}
