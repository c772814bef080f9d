/**
 * The register as answers ask it. In: articles found, or documents, and the day. Out: the duties stated there as they stand
 * after people's decisions. It reads only what is asked for: a question must not read the register of a whole library.
 */
import { type Decision } from '../model/decision.ts'
import { type DocumentId, type StoredArticle } from '../model/document.ts'
import { type Obligation } from '../model/obligation.ts'
import { createRegister, type Register, type RegisterSources } from '../register/index.ts'
import { type StoredObligation } from '../store/index.ts'
import { type CivilDate } from '../time/index.ts'

/** An obligation with what was said of it, or of its document, for the time after its years. */
export interface Duty {
  readonly obligation: Obligation
  readonly lapse: 'continued' | 'stopped' | null
}

export interface DutyReads {
  /** In document order; rejected ones are left out. */
  inArticles(articles: readonly StoredArticle[], today: CivilDate): readonly Duty[]
  /** @param unit only duties that it bears; part of a name is enough. */
  inDocuments(ids: readonly DocumentId[], unit: string | undefined, today: CivilDate): readonly Duty[]
}

export interface DutySources extends RegisterSources {
  obligationsOf(articles: readonly StoredArticle[]): readonly StoredObligation[]
}

export function createDutyReads(sources: DutySources): DutyReads {
  const withLapse = (found: readonly Obligation[]): Duty[] => {
    const decided = lapseDecisions(sources.decisions())
    return found.map(obligation => {
      const { id, citation } = obligation
      return { obligation, lapse: decided.get(id) ?? decided.get(citation.document.id) ?? null }
    })
  }
  const registerOf = (ids: ReadonlySet<string>, stored: readonly StoredObligation[]): Register =>
    createRegister({
      obligations: () => stored,
      documents: () => sources.documents().filter(({ id }) => ids.has(id)),
      documentText: id => sources.documentText(id),
      decisions: () => sources.decisions(),
      marks: () => [],
      rosterUnits: () => sources.rosterUnits(),
    })
  return {
    inArticles(articles, today) {
      const stored = sources.obligationsOf(articles)
      if (stored.length === 0) return []
      const ids = new Set(stored.map(({ documentId }) => documentId))
      return withLapse(registerOf(ids, stored).list({}, today))
    },
    inDocuments(ids, unit, today) {
      const stored = ids.flatMap(id => sources.obligations(id))
      return withLapse(registerOf(new Set(ids), stored).list({ unit }, today))
    },
  }
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
