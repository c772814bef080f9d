/**
 * Question → the articles that may answer it, best first. In: the words to search for and the documents allowed. Out:
 * articles with their best sentences and the parts of their score. Filters apply before ranking; every part is divided by
 * the best value it reached, and raw scores are never added (shared/benchmarks/retrieval-study.md).
 */
import type { ArticleId, DocumentId, Span, StoredArticle } from '../model/document.ts'
import type { Lexicon } from '../question/lexicon.ts'
import { gramKeys } from '../text/tokenize.ts'
import type { StoredIndex } from './index-file.ts'
import { createPreparer, type PreparedSentence } from './prepared.ts'
import { type GramWeights, scoreSentence, weighGrams } from './sentence-score.ts'
import type { WeightedGrams } from './lexical-index.ts'

/** A sentence of an article; offsets count in the document's text. */
export interface ScoredSentence extends Span {
  readonly text: string
  readonly score: number
  /** 0 to 1: share of the question's weight found in the sentence. */
  readonly share: number
}

export interface Hit {
  readonly article: StoredArticle
  /** Sum of the parts below, each weighted. */
  readonly score: number
  /** Share of the question's weight that the whole article reaches, 0 to 1. */
  readonly reach: number
  readonly lexical: number
  readonly sentence: number
  readonly semantic: number
  /** Cosine of the nearest passage to the question, -1 to 1; 0 where none was near. */
  readonly similarity: number
  /** In the order of the text. */
  readonly sentences: readonly ScoredSentence[]
}

/** Articles near in meaning, by cosine; the port that the vector index fills. */
export type SemanticSearch = (
  words: string,
  options: { readonly count: number; readonly allow: ReadonlySet<DocumentId> | null },
) => Promise<readonly { readonly article: ArticleId; readonly similarity: number }[]>

export interface RetrieverParts {
  readonly articles: (ids: readonly ArticleId[]) => readonly StoredArticle[]
  readonly index: () => StoredIndex
  readonly semantic: SemanticSearch | null
  readonly lexicon: Lexicon | null
}

export interface SearchOptions {
  readonly count: number
  /** Only these documents; null for all. */
  readonly allow?: ReadonlySet<DocumentId> | null
  /** Documents that hold for the place as well but speak of a wider one; their scores are lowered. */
  readonly wider?: ReadonlySet<DocumentId>
}

export interface Retriever {
  search(words: string, options: SearchOptions): Promise<Hit[]>
}

/** Articles that get past the first, cheap ranking. */
const CANDIDATES = 80
const SENTENCE_WEIGHT = 0.5
const SEMANTIC_WEIGHT = 0.5
const EXPANSION_WEIGHT = 0.5
const WIDER_FACTOR = 0.8

export function createRetriever(parts: RetrieverParts): Retriever {
  const filter = createFilter()
  const prepare = createPreparer()
  return {
    async search(words, { count, allow = null, wider = new Set() }) {
      const stored = parts.index()
      const query = expandQuery(words, parts.lexicon)
      const all = allow === null ? null : new Set([...allow, ...wider])
      const lexical = stored.index.search(query, {
        count: CANDIDATES,
        allow: all === null ? undefined : filter(stored, all),
      })
      const semantic =
        parts.semantic === null ? [] : await parts.semantic(words, { count: CANDIDATES, allow: all })
      const scores = new Map(lexical.map(({ text, score }) => [stored.ids[text] as ArticleId, score]))
      const near = new Map(semantic.map(({ article, similarity }) => [article, similarity]))
      const ids = [...new Set([...scores.keys(), ...near.keys()])]
      const weights = weighGrams(query, stored.index)
      const drafts = parts.articles(ids).map(article => ({
        article,
        lexical: scores.get(article.id) ?? 0,
        semantic: near.get(article.id) ?? 0,
        sentences: scored(prepare(article), article, weights),
      }))
      return rank(drafts, wider)
        .slice(0, count)
        .map(hit => ({ ...hit, reach: reachOf(hit.article, weights) }))
    },
  }
}

interface Draft {
  readonly article: StoredArticle
  readonly lexical: number
  readonly semantic: number
  readonly sentences: readonly ScoredSentence[]
}

function rank(drafts: readonly Draft[], wider: ReadonlySet<DocumentId>): Omit<Hit, 'reach'>[] {
  const best = ({ sentences }: Draft): number =>
    sentences.reduce((most, { score }) => Math.max(most, score), 0)
  const top = {
    lexical: Math.max(Number.MIN_VALUE, ...drafts.map(draft => draft.lexical)),
    sentence: Math.max(Number.MIN_VALUE, ...drafts.map(best)),
    semantic: Math.max(Number.MIN_VALUE, ...drafts.map(draft => draft.semantic)),
  }
  const hits = drafts.map(draft => {
    const lexical = draft.lexical / top.lexical
    const sentence = best(draft) / top.sentence
    const semantic = Math.max(0, draft.semantic) / top.semantic
    const factor = wider.has(draft.article.documentId) ? WIDER_FACTOR : 1
    const score = factor * (lexical + SENTENCE_WEIGHT * sentence + SEMANTIC_WEIGHT * semantic)
    return { ...draft, similarity: draft.semantic, lexical, sentence, semantic, score }
  })
  return hits.sort((a, b) =>
    a.score === b.score ? (a.article.id < b.article.id ? -1 : 1) : b.score - a.score,
  )
}

function reachOf(article: StoredArticle, weights: GramWeights): number {
  return scoreSentence(gramKeys(indexedText(article, '')), weights).share
}

function scored(
  sentences: readonly PreparedSentence[],
  article: StoredArticle,
  weights: GramWeights,
): ScoredSentence[] {
  return sentences.map(({ start, end, text, grams }) => {
    const { score, share } = scoreSentence(grams, weights)
    return { start: article.start + start, end: article.start + end, text, score, share }
  })
}

/** The question's grams at weight 1, those of the official words behind its sayings below. */
export function expandQuery(words: string, lexicon: Lexicon | null): WeightedGrams {
  const query = new Map<number, number>()
  for (const { official, weight } of lexicon?.expand(words) ?? []) {
    for (const key of gramKeys(official))
      query.set(key, Math.max(query.get(key) ?? 0, EXPANSION_WEIGHT * weight))
  }
  for (const key of gramKeys(words)) query.set(key, 1)
  return query
}

/**
 * What is indexed of an article: the document's title, the headings above and the text, in one field.
 * @param title empty where only the article's own words count.
 */
export function indexedText(
  article: Pick<StoredArticle, 'path' | 'heading' | 'text'>,
  title: string,
): string {
  return [title, ...article.path, article.text].join('\n')
}

/** Remembers which texts belong to which document: ids start with the document's. */
function createFilter(): (stored: StoredIndex, allow: ReadonlySet<DocumentId>) => Uint8Array {
  const cache = new WeakMap<StoredIndex, readonly string[]>()
  return (stored, allow) => {
    let documents = cache.get(stored)
    if (documents === undefined) {
      documents = stored.ids.map(id => id.slice(0, id.indexOf('-')))
      cache.set(stored, documents)
    }
    return Uint8Array.from(documents, id => (allow.has(id as DocumentId) ? 1 : 0))
  }
}
