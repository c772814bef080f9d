// Rules were listed under the day they came into force (施行) instead of the day they were issued.
import { expect, it } from 'vitest'
import { structureDocument } from '../../ingest/structure/structure.ts'

it('does not take the day of effect for the day of issue', () => {
  const text = '某管理办法\n2021年7月22日 国家某总局令第43号公布\n2022年1月1日 施行\n第一条 甲。\n第二条 乙。'
  expect(structureDocument({ text, format: 'txt', source: 'x.txt' }).metadata.issuedOn).toBe('2021-07-22')
})
