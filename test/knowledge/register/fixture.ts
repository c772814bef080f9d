/** A register over two invented documents: one in force, one whose years are over. */
import { type ArticleId, type DocumentId, type StoredDocument } from '../../../knowledge/model/document.ts'
import { type ExtractedObligation } from '../../../knowledge/model/extracted.ts'
import { type RegisterSources } from '../../../knowledge/register/index.ts'
import { type StoredObligation } from '../../../knowledge/store/index.ts'

export const SENTENCE = '区司法局每年3月1日前向区政府报告上一年度工作。'
const QUOTA_SENTENCE = '各街道每年组织旁听庭审不少于2次。'
const TEXT = `(一)报告制度。${SENTENCE}\n(二)旁听制度。${QUOTA_SENTENCE}\n`

const spanOf = (part: string) => {
  const start = TEXT.indexOf(part)
  return { start, end: start + part.length }
}

const BASE = {
  modality: 'must',
  addressees: [],
  timing: null,
  quota: null,
  isMainDuty: false,
  damaged: false,
  reasons: [],
  suggestion: null,
  confidence: 0.9,
} as const

export const yearlyReport: ExtractedObligation = {
  ...BASE,
  articleIndex: 0,
  sentence: spanOf(SENTENCE),
  clause: spanOf(SENTENCE),
  action: '报告上一年度工作',
  parties: [{ asWritten: '区司法局', name: '区司法局', role: 'responsible', span: spanOf('区司法局') }],
  addressees: [{ asWritten: '区政府', span: spanOf('区政府') }],
  timing: {
    type: 'recurring',
    raw: '每年3月1日前',
    span: spanOf('每年3月1日前'),
    from: null,
    to: null,
    rrule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1',
    duration: null,
    workday: false,
    inclusive: 'before',
    anchor: null,
    isShared: false,
    isPresumed: false,
  },
}

export const hearings: ExtractedObligation = {
  ...BASE,
  articleIndex: 1,
  sentence: spanOf(QUOTA_SENTENCE),
  clause: spanOf(QUOTA_SENTENCE),
  action: '组织旁听庭审不少于2次',
  parties: [{ asWritten: '各街道', name: '各街道', role: 'responsible', span: spanOf('各街道') }],
  quota: { op: '>=', value: 2, unit: '次', per: 'year', raw: '不少于2次', span: spanOf('不少于2次') },
}

const document = (id: string, years: StoredDocument['years']): StoredDocument => ({
  id: id as DocumentId,
  source: `${id}.txt`,
  title: '青禾区工作规划',
  issuer: null,
  documentNumber: null,
  issuedOn: null,
  type: '规划',
  jurisdiction: '青禾区',
  places: { province: null, city: null, district: '青禾区' },
  years,
  format: 'txt',
  encoding: 'utf-8',
  contentHash: id,
  characters: TEXT.length,
  articleCount: 2,
  warnings: [],
})

const article = ({ articleIndex }: ExtractedObligation): StoredObligation['article'] => {
  const label = ['(一)', '(二)'][articleIndex] ?? ''
  const start = TEXT.indexOf(label)
  return { label, heading: null, path: [], start, end: TEXT.indexOf('\n', start) }
}

/** `plan` covers 2026 to 2030, `old` ended in 2025. */
export function sources(found: readonly ExtractedObligation[] = [yearlyReport, hearings]): RegisterSources {
  const documents = [document('plan', { from: 2026, to: 2030 }), document('old', { from: 2021, to: 2025 })]
  const stored = (id: string): StoredObligation[] =>
    found.map((obligation, i) => ({
      id: `${id}-o${i}`,
      documentId: id as DocumentId,
      articleId: `${id}-a${obligation.articleIndex}` as ArticleId,
      article: article(obligation),
      found: obligation,
      knownSince: '2026-01-05T02:00:00.000Z',
    }))
  return {
    documents: () => documents,
    documentText: () => TEXT,
    decisions: () => [],
    marks: () => [],
    rosterUnits: () => [],
    obligations: id => documents.filter(d => id === undefined || d.id === id).flatMap(d => stored(d.id)),
  }
}
