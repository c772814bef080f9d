import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDoubleArray, lookUp } from '../../train/double-array.ts'

const ALPHABET = 40
const number = fc.integer({ min: 0, max: ALPHABET - 1 })

describe('buildDoubleArray', () => {
  it('finds every pair it was built from and no other, as a plain map does', () => {
    const pairs = fc.uniqueArray(fc.tuple(number, number), { selector: pair => pair.join(), maxLength: 300 })
    fc.assert(
      fc.property(pairs, list => {
        const entries = list.map(([first, second], index) => ({ first, second, value: index + 1 }))
        const table = buildDoubleArray(entries, ALPHABET)
        const naive = new Map(entries.map(entry => [`${entry.first},${entry.second}`, entry.value]))
        for (let first = 0; first < ALPHABET; first++) {
          for (let second = 0; second < ALPHABET; second++) {
            expect(lookUp(table, first, second)).toBe(naive.get(`${first},${second}`) ?? null)
          }
        }
      }),
      { seed: 11, numRuns: 40 },
    )
  })

  it('has a slot for every look-up, so that a Gather never leaves the table', () => {
    const table = buildDoubleArray(
      [
        { first: 39, second: 0, value: 1 },
        { first: 1, second: 39, value: 2 },
      ],
      ALPHABET,
    )
    expect(Math.max(...table.base) + ALPHABET).toBeLessThanOrEqual(table.owner.length)
    expect(table.value).toHaveLength(table.owner.length)
  })
})
