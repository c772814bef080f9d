/** Reading articles. In: ids. Out: articles with their text, the slice of the document's text. Writes nothing. */
import { type ArticleId, type DocumentId, type StoredArticle, type UnitField } from '../model/document.ts'
import { inChunks } from './chunks.ts'
import { type Database } from './database.ts'
import { type DocumentTexts } from './document-texts.ts'
import { type ArticleRow } from './schema.ts'

export interface ArticleReads {
  /** The articles in the order of `ids`; an id that is not known (any more) is left out. */
  articles(ids: readonly ArticleId[]): readonly StoredArticle[]
  /** In document order; empty for an unknown id. */
  articlesOf(id: DocumentId): readonly StoredArticle[]
  /**
   * All articles in order of document id, then position, one document in memory at a time. Each document is read in
   * one piece; a publish during the iteration shows or not, document by document: compare `revision()`.
   */
  eachArticle(): Iterable<StoredArticle>
}

export function createArticleReads(database: Database, texts: DocumentTexts): ArticleReads {
  const articlesOf = (id: DocumentId): readonly StoredArticle[] =>
    database.snapshot(() => readArticlesOf(database, texts, id))
  return {
    articles: ids => database.snapshot(() => readArticles(database, texts, ids)),
    articlesOf,
    *eachArticle() {
      const documents = database.kysely.selectFrom('document').select('id').orderBy('id')
      for (const { id } of database.all(documents)) yield* articlesOf(id as DocumentId)
    },
  }
}

function readArticles(
  database: Database,
  texts: DocumentTexts,
  ids: readonly ArticleId[],
): readonly StoredArticle[] {
  const rows = inChunks(ids, chunk => database.all(withRevision(database).where('article.id', 'in', chunk)))
  const byId = new Map(toArticles(rows, texts).map(article => [article.id, article]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

function readArticlesOf(database: Database, texts: DocumentTexts, id: DocumentId): readonly StoredArticle[] {
  const rows = withRevision(database).where('article.document_id', '=', id).orderBy('article.position')
  return toArticles(database.all(rows), texts)
}

function withRevision({ kysely }: Database) {
  return kysely
    .selectFrom('article')
    .innerJoin('document', 'document.id', 'article.document_id')
    .select([
      'article.id',
      'article.document_id',
      'article.position',
      'article.label',
      'article.expected_label',
    ])
    .select(['article.heading', 'article.path', 'article.fields', 'article.start', 'article.end'])
    .select('document.revision')
}

type ArticleWithRevision = Omit<ArticleRow, 'text_hash'> & { readonly revision: number }

function toArticles(rows: readonly ArticleWithRevision[], texts: DocumentTexts): StoredArticle[] {
  const textOf = texts.get(rows.map(({ document_id, revision }) => ({ id: document_id, revision })))
  return rows.map(row => toArticle(row, textOf.get(row.document_id) ?? ''))
}

function toArticle(row: ArticleWithRevision, documentText: string): StoredArticle {
  const { position, label, heading, start, end } = row
  return {
    id: row.id as ArticleId,
    documentId: row.document_id as DocumentId,
    position,
    label,
    expectedLabel: row.expected_label,
    heading,
    path: JSON.parse(row.path) as string[],
    fields: JSON.parse(row.fields) as UnitField[],
    start,
    end,
    text: documentText.slice(start, end),
  }
}
