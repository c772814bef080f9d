import { describe, expect, it } from 'vitest'
import { LexicalIndexBuilder } from '../../../knowledge/retrieval/lexical-index.ts'
import { scoreSentence, type SentenceScore, weighGrams } from '../../../knowledge/retrieval/sentence-score.ts'
import { gramKeys } from '../../../knowledge/text/tokenize.ts'

const builder = new LexicalIndexBuilder()
for (const text of ['年度报告应当公布', '年度计划应当制定', '年度学习应当安排']) builder.add(text)
const index = builder.finish()

/** @param expanded official words that count half. */
function score(sentence: string, question: string, expanded = ''): SentenceScore {
  const query = new Map(gramKeys(expanded).map(key => [key, 0.5]))
  for (const key of gramKeys(question)) query.set(key, 1)
  return scoreSentence(gramKeys(sentence), weighGrams(query, index))
}

describe('scoreSentence', () => {
  it('finds all of a question in itself and nothing of it in other words', () => {
    expect(score('年度报告', '年度报告').share).toBeCloseTo(1)
    expect(score('鲸鱼', '年度报告')).toEqual({ score: 0, share: 0 })
  })

  it('counts rare words more than frequent ones', () => {
    expect(score('公布', '年度公布').score).toBeGreaterThan(score('年度', '年度公布').score)
    expect(score('公布', '年度公布').share).toBeGreaterThan(score('年度', '年度公布').share)
  })

  it('prefers the shorter of two sentences with the same words', () => {
    expect(score('报告公布。', '报告公布').score).toBeGreaterThan(
      score(`报告公布${'其他事项'.repeat(20)}`, '报告公布').score,
    )
  })

  it('counts a word said again a little more, and not twice', () => {
    const once = score('公布', '公布').score
    const twice = score('公布，公布', '公布').score
    expect(twice).toBeGreaterThan(once)
    expect(twice).toBeLessThan(2 * once)
  })

  it('adds official words to the score and leaves them out of the share', () => {
    const { score: value, share } = score('计划', '打算', '计划')
    expect(value).toBeGreaterThan(0)
    expect(share).toBe(0)
  })

  it('takes no notice of single characters, unless the question has nothing else', () => {
    expect(score('度年，告报', '年度报告').share).toBe(0)
    expect(score('年', '年').share).toBeCloseTo(1)
  })

  it('finds no share of a question without a word', () => {
    expect(score('年度报告', '？')).toEqual({ score: 0, share: 0 })
  })
})
