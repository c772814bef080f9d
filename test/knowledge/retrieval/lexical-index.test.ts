import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type LexicalIndex,
  LexicalIndexBuilder,
  type WeightedGrams,
} from '../../../knowledge/retrieval/lexical-index.ts'
import { gramKeys } from '../../../knowledge/text/tokenize.ts'

const SEED = 20260302
/** Few characters, so that texts share grams and lengths differ. */
const text = fc
  .array(fc.constantFrom(...'法治政府报告年度学习，'), { maxLength: 40 })
  .map(parts => parts.join(''))
const corpus = fc.array(text, { minLength: 1, maxLength: 25 })
const weight = fc.constantFrom(1, 0.5, 0.25)

function build(texts: readonly string[]): LexicalIndex {
  const builder = new LexicalIndexBuilder()
  texts.forEach(one => {
    builder.add(one)
  })
  return builder.finish()
}

function weigh(question: string, weights: readonly number[] = [1]): WeightedGrams {
  return new Map([...new Set(gramKeys(question))].map((key, i) => [key, weights[i % weights.length] ?? 1]))
}

/** BM25 as the formula says it, over every text, with k1 1.5 and b 0.75; texts without a shared gram left out. */
function naiveScores(texts: readonly string[], query: WeightedGrams): Map<number, number> {
  const all = texts.map(gramKeys)
  const average = Math.max(1, all.reduce((sum, grams) => sum + grams.length, 0) / all.length)
  const scores = new Map<number, number>()
  all.forEach((grams, number) => {
    for (const [key, weightOfKey] of query) {
      const count = grams.filter(gram => gram === key).length
      if (count === 0) continue
      const containing = all.filter(other => other.includes(key)).length
      const idf = Math.log(1 + (all.length - containing + 0.5) / (containing + 0.5))
      const norm = 1.5 * (1 - 0.75 + (0.75 * grams.length) / average)
      scores.set(number, (scores.get(number) ?? 0) + (weightOfKey * idf * count * 2.5) / (count + norm))
    }
  })
  return scores
}

function expectSame(
  found: readonly { text: number; score: number }[],
  expected: ReadonlyMap<number, number>,
): void {
  expect(found.map(hit => hit.text).sort((a, b) => a - b)).toEqual([...expected.keys()].sort((a, b) => a - b))
  found.forEach((hit, i) => {
    expect(Math.abs(hit.score - (expected.get(hit.text) ?? 0))).toBeLessThan(1e-4)
    const before = found[i - 1]
    if (before !== undefined)
      expect(expected.get(before.text)).toBeGreaterThan((expected.get(hit.text) ?? 0) - 1e-4)
  })
}

describe('LexicalIndex', () => {
  it('scores and ranks like a naive BM25 over all texts', () => {
    fc.assert(
      fc.property(corpus, text, fc.array(weight, { minLength: 1 }), (texts, question, weights) => {
        const query = weigh(question, weights)
        expectSame(build(texts).search(query, { count: texts.length }), naiveScores(texts, query))
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('filters before it ranks: what is allowed is found however low it stands among all', () => {
    fc.assert(
      fc.property(corpus, text, fc.infiniteStream(fc.boolean()), (texts, question, allowed) => {
        const allow = Uint8Array.from(texts, () => (allowed.next().value === true ? 1 : 0))
        const query = weigh(question)
        const expected = new Map([...naiveScores(texts, query)].filter(([number]) => allow[number] === 1))
        expectSame(build(texts).search(query, { count: texts.length, allow }), expected)
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('answers the best of many, in the same order as when all are asked for', () => {
    fc.assert(
      fc.property(corpus, text, fc.integer({ min: 1, max: 8 }), (texts, question, count) => {
        const index = build(texts)
        const query = weigh(question)
        expect(index.search(query, { count })).toEqual(
          index.search(query, { count: texts.length }).slice(0, count),
        )
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('gives equal answers to equal questions, one after the other', () => {
    const index = build(['年度报告', '学习计划', '年度学习'])
    const first = index.search(weigh('年度'), { count: 3 })
    index.search(weigh('学习计划'), { count: 3 })
    expect(index.search(weigh('年度'), { count: 3 })).toEqual(first)
  })

  it('knows how many texts contain a gram', () => {
    const index = build(['年度报告', '年度年度', '学习'])
    const [year = 0] = gramKeys('年')
    const [unknown = 0] = gramKeys('鲸')
    expect([index.frequency(year), index.frequency(unknown)]).toEqual([2, 0])
    expect(index.idf(unknown)).toBeGreaterThan(index.idf(year))
    expect(index.idf(year)).toBeGreaterThan(0)
  })

  it('finds nothing where there are no texts, no words, or no shared ones', () => {
    expect(build([]).search(weigh('年度'), { count: 5 })).toEqual([])
    expect(build(['年度报告']).search(weigh('，'), { count: 5 })).toEqual([])
    expect(build(['年度报告']).search(weigh('鲸鱼'), { count: 5 })).toEqual([])
  })
})
