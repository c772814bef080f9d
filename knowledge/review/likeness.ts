/** How much two texts speak of the same thing. In: words. Out: pairs of characters, and shares from 0 to 1. */
import { gramKeys, isBigram } from '../text/tokenize.ts'

export type Grams = ReadonlySet<number>

/** Numbers and how they compare say how many, not of what. */
const NUMBERS = /(?:不少于|不低于|不超过|不多于|至少|至多|最多)?[\d.]+(?:年度|%|[\u4e00-\u9fff])?/g
const NUMERALS =
  /(?:不少于|不低于|不超过|不多于|至少|至多|最多)?[一二两三四五六七八九十]+(?:次|项|期|件|名|天|日)/g

/** Each pair of neighbouring characters once. */
export function gramsOf(text: string): Grams {
  return new Set(gramKeys(text).filter(isBigram))
}

/** The same without numbers: 举办讲座2期 and 举办讲座4期 are alike. */
export function subjectGrams(text: string): Grams {
  return gramsOf(text.replace(NUMBERS, '，').replace(NUMERALS, '，'))
}

/** Twice the shared ones over all of both (Dice); 0 where either is empty. */
export function likeness(a: Grams, b: Grams): number {
  return a.size === 0 || b.size === 0 ? 0 : (2 * sharedBy(a, b)) / (a.size + b.size)
}

/** Which share of the smaller one the other holds; 0 where either is empty. */
export function containment(a: Grams, b: Grams): number {
  const least = Math.min(a.size, b.size)
  return least === 0 ? 0 : sharedBy(a, b) / least
}

function sharedBy(a: Grams, b: Grams): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let count = 0
  for (const gram of small) if (large.has(gram)) count++
  return count
}
