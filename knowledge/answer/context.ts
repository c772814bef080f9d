/**
 * What answering works with: the parts it is given and a question with everything that is known about it before
 * searching. Shapes only.
 */
import type { DocumentId, Span, StoredArticle, StoredDocument } from '../model/document.ts'
import type { Asked } from '../question/asked.ts'
import type { UnderstoodQuestion } from '../question/question.ts'
import type { Scope, ScopeResolver } from '../question/scope.ts'
import type { Retriever } from '../retrieval/retriever.ts'
import type { SentenceScore } from '../retrieval/sentence-score.ts'
import type { CivilDate } from '../time/index.ts'
import type { Conversations } from './conversations.ts'
import type { DutyReads } from './duty-reads.ts'

export interface AnswererParts {
  readonly retriever: Retriever
  readonly scopes: () => ScopeResolver
  readonly documents: () => ReadonlyMap<DocumentId, StoredDocument>
  /** Source text of a document, for checking quotes. */
  readonly textOf: (id: DocumentId) => string
  readonly articlesOf: (id: DocumentId) => readonly StoredArticle[]
  /** Ids of the obligations stated within the span. */
  readonly obligationsAt: (id: DocumentId, span: Span) => readonly string[]
  readonly duties: DutyReads
  /** How well a text answers to the words, by how rare they are; 0 where it shares none. */
  readonly scorer: (words: string) => (text: string) => SentenceScore
  readonly conversations: Conversations
  readonly now: () => Date
  /** Milliseconds from any fixed point, for `elapsedMs`. */
  readonly nowMs: () => number
}

/** A question with everything that is known about it before searching. */
export interface Context {
  readonly asked: string
  readonly understood: UnderstoodQuestion
  /** What is asked of duties. */
  readonly wanted: Asked
  readonly today: CivilDate
  readonly scope: Scope
  /** The question without places; with the one before in front where it leans on that. */
  readonly question: string
  /** Of that, the words to search for. */
  readonly words: string
}
