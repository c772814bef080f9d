/**
 * Shortens a long sentence for the text of an answer to the clauses that matter; the citation keeps it whole. In: a
 * sentence and the question's words. Out: consecutive clauses, …… where something was left out. Nothing is reworded.
 */
import { foldText } from '../text/fold.ts'
import { gramKeys, isBigram } from '../text/tokenize.ts'

/** An answer is read in a chat; a sentence up to this length stays whole. */
const LONG_SENTENCE = 110
const CLAUSE_END = /[,;，；]/g
/** A clause with the fact asked for matters as much as this many shared bigrams. */
const FACT_WEIGHT = 4

export interface ExcerptInput {
  readonly sentence: string
  /** Words of the question. */
  readonly words: string
  /** What an answering clause shows; null where words decide. */
  readonly fact: RegExp | null
}

export function excerpt({ sentence, words, fact }: ExcerptInput): string {
  const clauses = splitClauses(sentence)
  if (sentence.length <= LONG_SENTENCE || clauses.length < 3) return sentence
  const asked = new Set(gramKeys(words).filter(isBigram))
  const values = clauses.map(clause => valueOf(clause, asked, fact))
  let first = values.indexOf(Math.max(...values))
  let last = first
  let length = clauses[first]?.length ?? 0
  for (;;) {
    const before = first > 0 ? (values[first - 1] ?? 0) : -1
    const after = last + 1 < clauses.length ? (values[last + 1] ?? 0) : -1
    // What goes before tells who and what: it is preferred where both are worth the same.
    const takesBefore = before >= after
    const next = clauses[takesBefore ? first - 1 : last + 1]
    if (next === undefined || length + next.length > LONG_SENTENCE) break
    length += next.length
    if (takesBefore) first--
    else last++
  }
  const kept = clauses.slice(first, last + 1).join('')
  const isCutAfter = last + 1 < clauses.length
  return `${first > 0 ? '……' : ''}${isCutAfter ? kept.replace(/[,;，；]$/, '') : kept}${isCutAfter ? '……' : ''}`
}

function splitClauses(sentence: string): string[] {
  const clauses: string[] = []
  let start = 0
  for (const match of sentence.matchAll(CLAUSE_END)) {
    clauses.push(sentence.slice(start, match.index + 1))
    start = match.index + 1
  }
  clauses.push(sentence.slice(start))
  return clauses.filter(clause => clause !== '')
}

function valueOf(clause: string, asked: ReadonlySet<number>, fact: RegExp | null): number {
  const shared = new Set(gramKeys(clause).filter(key => asked.has(key))).size
  return shared + (fact?.test(foldText(clause)) === true ? FACT_WEIGHT : 0)
}
