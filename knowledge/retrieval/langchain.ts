/**
 * The library as a LangChain retriever. In: a question in plain words. Out: LangChain documents, one an article, best
 * first, each with the citation of its best sentence. It searches as an answer does (simplified characters, the place
 * named in the question) and leaves answering and declining to others.
 */
import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import { type CitationSources, citeSentence } from '../answer/cite.ts'
import type { Citation } from '../model/answer.ts'
import type { DocumentId } from '../model/document.ts'
import { searchWords, understand } from '../question/question.ts'
import type { Scope, ScopeResolver } from '../question/scope.ts'
import type { Hit, Retriever, SearchOptions } from './retriever.ts'

/** What the retriever needs of a library; `openLibrary` answers an object that has it all. */
export interface RetrieverLibrary extends CitationSources {
  readonly retriever: Retriever
  readonly scopes: () => ScopeResolver
}

export interface XuefaRetrieverFields extends BaseRetrieverInput {
  readonly library: RetrieverLibrary
  /** Most articles returned, at least 1. @default 5 */
  readonly count?: number
  /** Place taken where the question names none, e.g. 清渠区. @default none: all documents */
  readonly scope?: string
}

/** The citation of the article's best sentence, and the article's score: above 0, comparable within one search only. */
export type ArticleMetadata = Citation & { readonly score: number }

const DEFAULT_COUNT = 5

export class XuefaRetriever extends BaseRetriever<ArticleMetadata> {
  static override lc_name(): string {
    return 'XuefaRetriever'
  }

  override lc_namespace = ['xuefa', 'retrievers']
  readonly #library: RetrieverLibrary
  readonly #count: number
  readonly #scope: string | null

  /** @throws {RangeError} for a count that is not a whole number from 1. */
  constructor({ library, count = DEFAULT_COUNT, scope, ...fields }: XuefaRetrieverFields) {
    super(fields)
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError(`Expected a number of articles from 1, got ${count}.`)
    this.#library = library
    this.#count = count
    this.#scope = scope ?? null
  }

  /** Empty where the question has no word, or names only places that no document covers. */
  override async _getRelevantDocuments(question: string): Promise<Document<ArticleMetadata>[]> {
    const { text } = await understand(question)
    if (!/[\p{L}\p{N}]/u.test(text)) return []
    const resolver = this.#library.scopes()
    const own = resolver.resolve(text)
    const scope = namesPlace(own) || this.#scope === null ? own : resolver.resolve(this.#scope)
    if (scope.groups.length === 0 && scope.outside.length > 0) return []
    const options = { count: this.#count, ...documentsOf(scope, resolver) }
    const hits = await this.#library.retriever.search(searchWords(own.rest), options)
    return hits.flatMap(hit => toDocument(hit, this.#library))
  }
}

function namesPlace({ groups, outside }: Scope): boolean {
  return groups.length + outside.length > 0
}

/** The documents of all places named together: whoever compares places reads all of them. */
function documentsOf({ groups }: Scope, resolver: ScopeResolver): Pick<SearchOptions, 'allow' | 'wider'> {
  if (groups.length === 0) return {}
  const allow = new Set<DocumentId>(groups.flatMap(group => [...group.documents]))
  const above = groups.flatMap(group => [...resolver.alsoValidFor(group)])
  return { allow, wider: new Set(above.filter(id => !allow.has(id))) }
}

function toDocument(hit: Hit, sources: CitationSources): Document<ArticleMetadata>[] {
  const best = [...hit.sentences].sort((a, b) => b.score - a.score)[0]
  if (best === undefined) return []
  const metadata = { ...citeSentence(hit.article, best, sources), score: hit.score }
  return [new Document({ pageContent: hit.article.text, metadata, id: hit.article.id })]
}
