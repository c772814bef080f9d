/**
 * Duties come from plans and rules, facts from reports. In: ranked hits and what the question asks. Out: the hits, those
 * of the fitting kind of document moved up. Only questions for a number or a time are judged: there the wrong kind misleads
 * (会前学法一年几次? is not answered by how often it was held).
 */
import type { DocumentId, DocumentType, StoredDocument } from '../model/document.ts'
import type { UnderstoodQuestion } from '../question/question.ts'
import type { Hit } from '../retrieval/retriever.ts'

const REPORTS: ReadonlySet<DocumentType> = new Set<DocumentType>(['年度报告', '汇报'])
const FITTING = 1.12
const UNFITTING = 0.85

export function preferKind(
  hits: readonly Hit[],
  { wants, asksWhatHappened }: UnderstoodQuestion,
  documents: ReadonlyMap<DocumentId, StoredDocument>,
): Hit[] {
  if (!wants.includes('number') && !wants.includes('time')) return [...hits]
  const weighted = hits.map(hit => {
    const type = documents.get(hit.article.documentId)?.type
    const isReport = type !== undefined && REPORTS.has(type)
    const factor = isReport === asksWhatHappened ? (asksWhatHappened ? FITTING : 1) : isReport ? UNFITTING : 1
    return { ...hit, score: hit.score * factor }
  })
  return weighted.sort((a, b) => b.score - a.score)
}
