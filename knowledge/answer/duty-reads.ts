/**
 * The register as answers ask it. In: articles found, or documents, and the day. Out: the duties stated there as they stand
 * after people's decisions. It reads only what is asked for: a question must not read the register of a whole library.
 */
import { type Decision } from '../model/decision.ts'
import { type DocumentId, type Span, type StoredArticle, type StoredDocument } from '../model/document.ts'
import { type Obligation } from '../model/obligation.ts'
import { createRegister, type RegisterSources } from '../register/index.ts'
import { type StoredObligation } from '../store/index.ts'
import { type CivilDate } from '../time/index.ts'

/** An obligation with what an answer says of it besides. */
export interface Duty {
  readonly obligation: Obligation
  /** What was said of it, or of its document, for the time after its years. */
  readonly lapse: 'continued' | 'stopped' | null
  /** The words that state this duty and none of its neighbours, in the document's text. */
  readonly clause: Span
}

export interface DutyReads {
  /** In document order; rejected ones are left out. */
  inArticles(articles: readonly StoredArticle[], today: CivilDate): readonly Duty[]
  /** @param unit only duties that it bears; part of a name is enough. */
  inDocuments(ids: readonly DocumentId[], unit: string | undefined, today: CivilDate): readonly Duty[]
}

export interface DutySources extends Pick<
  RegisterSources,
  'obligations' | 'documentText' | 'decisions' | 'rosterUnits'
> {
  obligationsOf(articles: readonly StoredArticle[]): readonly StoredObligation[]
  documents(): ReadonlyMap<DocumentId, StoredDocument>
}

export function createDutyReads(sources: DutySources): DutyReads {
  const read = (
    stored: readonly StoredObligation[],
    unit: string | undefined,
    today: CivilDate,
  ): readonly Duty[] => {
    if (stored.length === 0) return []
    const ids = new Set(stored.map(({ documentId }) => documentId))
    const decisions = sources.decisions()
    const register = createRegister({
      obligations: () => stored,
      documents: () => [...ids].flatMap(id => sources.documents().get(id) ?? []),
      documentText: id => sources.documentText(id),
      decisions: () => decisions,
      marks: () => [],
      rosterUnits: () => sources.rosterUnits(),
    })
    const decided = lapseDecisions(decisions)
    const clauses = ownClauses(stored)
    return register.list({ unit }, today).map(obligation => {
      const { id, citation } = obligation
      const lapse = decided.get(id) ?? decided.get(citation.document.id) ?? null
      return { obligation, lapse, clause: clauses.get(id) ?? citation }
    })
  }
  return {
    inArticles: (articles, today) => read(sources.obligationsOf(articles), undefined, today),
    inDocuments: (ids, unit, today) =>
      read(
        ids.flatMap(id => sources.obligations(id)),
        unit,
        today,
      ),
  }
}

/**
 * Duties that share a verb have clauses that begin together, each longer than the one before; its own part is what
 * the shorter ones leave: of 领导每月至少1天、部门负责人每月至少2天 the second duty is told by the second half alone.
 */
function ownClauses(stored: readonly StoredObligation[]): ReadonlyMap<string, Span> {
  const ends = new Map<string, number[]>()
  const placeOf = ({ documentId, found: { clause } }: StoredObligation): string =>
    `${documentId}@${clause.start}`
  for (const duty of stored) {
    const place = placeOf(duty)
    ends.set(place, [...(ends.get(place) ?? []), duty.found.clause.end])
  }
  return new Map(
    stored.map(duty => {
      const { start, end } = duty.found.clause
      const shorter = (ends.get(placeOf(duty)) ?? []).filter(other => other < end)
      return [duty.id, { start: Math.max(start, ...shorter), end }]
    }),
  )
}

/** 沿用 or 停止 by target; what was taken back is missing. @param decisions oldest first */
function lapseDecisions(decisions: readonly Decision[]): ReadonlyMap<string, 'continued' | 'stopped'> {
  const decided = new Map<string, 'continued' | 'stopped'>()
  for (const { kind, target } of decisions) {
    if (kind === 'continue') decided.set(target, 'continued')
    else if (kind === 'stop') decided.set(target, 'stopped')
    else if (kind === 'reopen') decided.delete(target)
  }
  return decided
}
