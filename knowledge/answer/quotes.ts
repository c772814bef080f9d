/**
 * Which sentences of an article answer a question. In: a hit and what the question wants. Out: one to three sentences in
 * the order of the text. A label or heading alone is never quoted where there is more to say.
 */
import type { Hit, ScoredSentence } from '../retrieval/retriever.ts'
import type { Want } from '../question/question.ts'
import { foldText } from '../text/fold.ts'

/** A sentence that carries the kind of fact asked for counts this much more. */
const FITTING_BONUS = 1.35
/** So that a fitting sentence without a shared word still beats one that has neither. */
const HEAD_START = 0.1
/** Sentences nearly as good as the best are quoted with it. */
const NEARLY_AS_GOOD = 0.72
const MOST_QUOTES = 3
/** Together no longer than this, the first one excepted: an answer is read in a chat. */
const LONGEST_TOGETHER = 260

const FACTS: Readonly<Record<Want, RegExp>> = {
  time: /\d{2,4}年|\d{1,2}月|月底|年底|年内|每(?:年|季|月|周|半年|两)|以前|之前|日前|届满|进度安排|完成时限|工作日/,
  who: /(?:责任|牵头|参加|配合|主办|协办|实施)(?:单位|部门)|牵头|负责|主管/,
  number:
    /[\d一二三四五六七八九十百两]+\s?(?:次|期|天|日|年|个|项|名|人|学时|小时|分钟|%|件|批|场|篇|条|家|处)|\d+%|百分之/,
}

/** @returns the sentences to quote; never empty for an article with text. */
export function chooseQuotes(hit: Hit, wants: readonly Want[], most: number = MOST_QUOTES): ScoredSentence[] {
  const candidates = hit.sentences.filter(sentence => !isHeadingOnly(sentence, hit))
  const pool = candidates.length > 0 ? candidates : hit.sentences
  const ranked = pool
    .map(sentence => ({ sentence, value: valueOf(sentence, wants) }))
    .sort((a, b) => (a.value === b.value ? a.sentence.start - b.sentence.start : b.value - a.value))
  const best = ranked[0]
  if (best === undefined) return []
  const chosen = [best.sentence]
  let length = best.sentence.text.length
  for (const { sentence, value } of ranked.slice(1, most)) {
    length += sentence.text.length
    if (value < best.value * NEARLY_AS_GOOD || length > LONGEST_TOGETHER) break
    chosen.push(sentence)
  }
  return withUnits(hit, chosen, wants).sort((a, b) => a.start - b.start)
}

function valueOf(sentence: ScoredSentence, wants: readonly Want[]): number {
  const fits = wants.some(want => FACTS[want].test(foldText(sentence.text)))
  return fits ? (sentence.score + HEAD_START) * FITTING_BONUS : sentence.score
}

/** A question for the unit is answered by the line that names it, whatever words it shares. */
function withUnits(hit: Hit, chosen: readonly ScoredSentence[], wants: readonly Want[]): ScoredSentence[] {
  if (!wants.includes('who')) return [...chosen]
  const units = hit.sentences.filter(sentence =>
    /^\s*(?:责任|牵头|主办)(?:单位|部门)/.test(foldText(sentence.text)),
  )
  return [...new Set([...chosen, ...units.slice(0, 1)])]
}

function isHeadingOnly(sentence: ScoredSentence, { article }: Hit): boolean {
  const rest = foldText(sentence.text)
    .replace(foldText(article.label), '')
    .replace(foldText(article.heading ?? ''), '')
  return !/[\p{L}\p{N}]/u.test(rest)
}
