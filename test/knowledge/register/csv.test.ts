import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../knowledge/register/index.ts'
import { createRegister } from '../../../knowledge/register/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { sources } from './fixture.ts'

const [obligation] = createRegister(sources()).list({}, civilDate('2026-11-25'))
if (obligation === undefined) throw new Error('the fixture has an obligation')

/** A reader of RFC 4180 of its own, so that writer and reader share no mistake. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = csv.startsWith('\ufeff') ? 1 : 0; i < csv.length; i++) {
    const character = csv.charAt(i)
    if (quoted) {
      if (character !== '"') cell += character
      else if (csv.charAt(i + 1) === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',' || character === '\r') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (character === '\r') {
        rows.push([])
        i++
      }
    } else cell += character
  }
  rows.pop()
  return rows
}

describe('the register as CSV', () => {
  it('has a header, one row an obligation, and starts with a byte order mark for Excel', () => {
    const csv = toCsv([obligation])
    expect(csv.startsWith('\ufeff编号,')).toBe(true)
    const [header, row] = parse(csv)
    expect(row?.length).toBe(header?.length)
    expect(row?.[header?.indexOf('原文') ?? -1]).toBe(obligation.citation.quote)
    expect(row?.[header?.indexOf('下次到期') ?? -1]).toBe('2027-03-01')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
    'never lets %j run as a formula',
    action => {
      const [header, row] = parse(toCsv([{ ...obligation, action }]))
      expect(row?.[header?.indexOf('事项') ?? -1]).toBe(`'${action}`)
    },
  )

  it('gives back any text as it was, commas, quotes and line ends included', () => {
    const text = fc
      .string({ unit: fc.constantFrom(',', '"', '\r', '\n', '文', ';', ' ') })
      .map(rest => `文${rest}`)
    fc.assert(
      fc.property(text, action => {
        const [header, row] = parse(toCsv([{ ...obligation, action }]))
        expect(row?.[header?.indexOf('事项') ?? -1]).toBe(action)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
