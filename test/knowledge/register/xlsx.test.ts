import readExcel from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { type Obligation } from '../../../knowledge/model/obligation.ts'
import { createRegister, toXlsx } from '../../../knowledge/register/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { SENTENCE, sources } from './fixture.ts'

const data = sources()
const obligations = createRegister(data).list({}, civilDate('2026-11-25'))
const documents = data.documents().map(document => ({ ...document, documentNumber: '青政发〔2026〕1号' }))

/** Read back by a library that shares no code with the one that wrote it: cells by column, row by row. */
async function rowsOf(list: readonly Obligation[]): Promise<readonly ReadonlyMap<string, unknown>[]> {
  const sheets = await readExcel(Buffer.from(await toXlsx(list, documents)))
  const [header = [], ...rows] = sheets[0]?.data ?? []
  return rows.map(row => new Map(header.map((name, i) => [String(name), row[i]])))
}

describe('the register as a workbook', () => {
  it('has a row for each obligation with number, article, quote, day and amount, in their own types', async () => {
    const [report, hearing, ...others] = await rowsOf(obligations)
    expect(others).toHaveLength(obligations.length - 2)
    expect(Object.fromEntries(report ?? [])).toMatchObject({
      编号: 'plan-o0',
      地区: '青禾区',
      文号: '青政发〔2026〕1号',
      条款: '(一)',
      责任单位: '区司法局',
      时限原文: '每年3月1日前',
      下次到期: new Date('2027-03-01T00:00:00Z'),
      稳妥日期: new Date('2027-02-26T00:00:00Z'),
      数量: null,
      原文: SENTENCE,
    })
    expect(hearing?.get('数量要求')).toBe('每年不少于2次')
    expect(hearing?.get('数量')).toBe(2)
  })

  it('keeps what looks like a formula as text', async () => {
    const [first] = obligations
    if (first === undefined) throw new Error('the fixture has an obligation')
    const action = '=HYPERLINK("http://example.invalid","点我")'
    const [row] = await rowsOf([{ ...first, action }])
    expect(row?.get('事项')).toBe(action)
  })

  it('keeps text that XML or Excel could not hold from breaking the file', async () => {
    const [first] = obligations
    if (first === undefined) throw new Error('the fixture has an obligation')
    const [row] = await rowsOf([{ ...first, action: `甲\u0000<乙>&\ud800丙${'长'.repeat(40_000)}` }])
    const action = String(row?.get('事项'))
    expect(action.startsWith('甲<乙>&丙长')).toBe(true)
    expect(action.length).toBeLessThanOrEqual(32_767)
  })
})
