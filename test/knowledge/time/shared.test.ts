/** Measures against material that lies beside the repository; skipped where it is absent. */
import { describe, expect, it } from 'vitest'

import { civilDate, readTimes } from '../../../knowledge/time/index.ts'
import { compareWithGold, documentTexts, hasGold } from './gold.ts'
import { hasPeers, judge, peerCases } from './peers.ts'

const REFERENCE = civilDate('2026-11-25')
/** The share that issue 3 asks for. */
const PEERS_REQUIRED = 0.92

describe.skipIf(!hasPeers)('cases from the peers’ own suites (../shared/peers)', () => {
  it('are wholly right in at least 92 of 100', () => {
    const bySource = new Map<string, { right: number; all: number }>()
    for (const each of peerCases()) {
      const sum = bySource.get(each.source) ?? { right: 0, all: 0 }
      sum.all += 1
      if (judge(each).right) sum.right += 1
      bySource.set(each.source, sum)
    }
    const sums = [...bySource.values()]
    const share =
      sums.reduce((all, { right }) => all + right, 0) / sums.reduce((all, { all: each }) => all + each, 0)
    console.log('peers', share.toFixed(4), Object.fromEntries(bySource))
    expect(share).toBeGreaterThanOrEqual(PEERS_REQUIRED)
  })
})

/** Lines on which people found damaged times, by document. */
const DAMAGED_LINES: Readonly<Record<string, readonly number[]>> = {
  '000': [18],
  '001': [5, 17, 104, 300, 380, 506, 534, 534, 560, 614],
  '002': [],
  '003': [],
  '004': [],
}

describe.skipIf(!hasGold)('real documents (../shared/documents, ../shared/gold-dev)', () => {
  it('show every damaged time, and nothing sound as damaged', () => {
    const found = documentTexts().map(([name, text]) => {
      const lines = readTimes(text, REFERENCE)
        .filter(({ type }) => type === 'damaged')
        .map(({ offset }) => text.slice(0, offset).split('\n').length)
      return [name, lines] as const
    })
    expect(Object.fromEntries(found)).toEqual(DAMAGED_LINES)
  })

  it('are read as the annotators read them', () => {
    const { compared, agreed, disagreements } = compareWithGold()
    console.log('gold times', `${agreed}/${compared}`, disagreements)
    expect(agreed / compared).toBeGreaterThanOrEqual(0.95)
  })
})
