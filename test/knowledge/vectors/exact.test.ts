import { expect, it } from 'vitest'
import { createExactIndex } from '../../../knowledge/vectors/exact.ts'
import { vectorIndexContract } from '../../contract/vector-index.ts'

vectorIndexContract('exact', { create: matrix => Promise.resolve(createExactIndex(matrix)), recall: 1 })

it('answers the smaller label first among equal rows', () => {
  const values = Float32Array.from([0, 1, 1, 0, 1, 0, 1, 0])
  const index = createExactIndex({ values, dimensions: 2 })
  const found = index.search(Float32Array.from([1, 0]), 2)
  expect(found.map(({ label }) => label)).toEqual([1, 2])
})

it('refuses a matrix that does not consist of whole rows', () => {
  expect(() => createExactIndex({ values: new Float32Array(7), dimensions: 2 })).toThrow(RangeError)
})
