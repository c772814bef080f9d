/** Documents of invented places for the tests of the question stage. */
import type { DocumentId, Jurisdiction, StoredDocument } from '../../../knowledge/model/document.ts'

export interface Invented {
  readonly id: string
  readonly title?: string
  readonly places?: Partial<Jurisdiction>
}

/** A document that speaks for the narrowest of its places. */
export function invent({ id, title = '法治建设工作要点', places = {} }: Invented): StoredDocument {
  const { province = null, city = null, district = null } = places
  return {
    id: id as DocumentId,
    title,
    issuer: null,
    documentNumber: null,
    issuedOn: null,
    type: '要点',
    jurisdiction: district ?? city ?? province,
    places: { province, city, district },
    years: null,
    source: `${id}.txt`,
    format: 'txt',
    encoding: 'utf-8',
    contentHash: id,
    characters: 0,
    articleCount: 0,
    warnings: [],
  }
}
