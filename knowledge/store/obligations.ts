/**
 * Obligations as ingest found them. In: rows with a publish. Out: rows by document. Their ids survive a re-ingest in which
 * sentence, timing and quota did not change. Due days and decisions are the register's business.
 */
import { type Citation } from '../model/answer.ts'
import { type ArticleId, type DocumentId, type Span, type StoredArticle } from '../model/document.ts'
import { type ExtractedObligation, needsReview } from '../model/extracted.ts'
import { forEachInsert } from './chunks.ts'
import { type Database } from './database.ts'
import { hashText } from './identity.ts'

export interface StoredObligation {
  readonly id: string
  readonly documentId: DocumentId
  readonly articleId: ArticleId
  /** The article it stands in, as a citation names it. */
  readonly article: Citation['article']
  readonly found: ExtractedObligation
  /** ISO moment at which the duty was first published here; a re-ingest that leaves its words alone keeps it. */
  readonly knownSince: string
}

export interface ObligationCounts {
  readonly all: number
  readonly needReview: number
}

export interface ObligationReads {
  /** In document order; all documents without `document`. */
  obligations(document?: DocumentId): readonly StoredObligation[]
  /** Those stated in the articles, in document order; what else the library holds is not read. */
  obligationsOf(articles: readonly Pick<StoredArticle, 'id' | 'documentId'>[]): readonly StoredObligation[]
  obligationCounts(document: DocumentId): ObligationCounts
  /** Ids of those whose sentence overlaps the span, in document order. */
  obligationIdsAt(document: DocumentId, span: Span): readonly string[]
}

export function createObligationReads(database: Database): ObligationReads {
  const { kysely } = database
  return {
    obligations(document) {
      const rows = withArticle(database)
      const wanted = document === undefined ? rows : rows.where('obligation.document_id', '=', document)
      return readStored(database, wanted)
    },
    obligationsOf(articles) {
      if (articles.length === 0) return []
      // by document as well: that is what the table is indexed by
      const documents = [...new Set(articles.map(({ documentId }) => documentId))]
      const ids = articles.map(({ id }) => id)
      const rows = withArticle(database).where('obligation.document_id', 'in', documents)
      return readStored(database, rows.where('obligation.article_id', 'in', ids))
    },
    obligationCounts(document) {
      const query = kysely
        .selectFrom('obligation')
        .select(({ fn }) => [
          fn.countAll<number>().as('all'),
          fn.sum<number>('needs_review').as('needReview'),
        ])
      const row = database.first(query.where('document_id', '=', document))
      return { all: row?.all ?? 0, needReview: row?.needReview ?? 0 }
    },
    obligationIdsAt(document, { start, end }) {
      const rows = kysely.selectFrom('obligation').select('id').where('document_id', '=', document)
      const overlapping = rows.where('start', '<', end).where('end', '>', start)
      return database.all(overlapping.orderBy('position')).map(({ id }) => id)
    },
  }
}

function withArticle({ kysely }: Database) {
  return kysely
    .selectFrom('obligation')
    .leftJoin('article', 'article.id', 'obligation.article_id')
    .select(['obligation.id', 'obligation.document_id', 'obligation.article_id', 'obligation.data'])
    .select(['obligation.known_since', 'obligation.start', 'obligation.end'])
    .select(['article.label', 'article.heading', 'article.path'])
    .select(['article.start as article_start', 'article.end as article_end'])
}

/** A row whose article is missing, as an older version may have left one, is its own article. */
function readStored(database: Database, rows: ReturnType<typeof withArticle>): readonly StoredObligation[] {
  const ordered = rows.orderBy('obligation.document_id').orderBy('obligation.position')
  return database.all(ordered).map(row => ({
    id: row.id,
    documentId: row.document_id as DocumentId,
    articleId: row.article_id as ArticleId,
    article: {
      label: row.label ?? '',
      heading: row.heading,
      path: JSON.parse(row.path ?? '[]') as string[],
      start: row.article_start ?? row.start,
      end: row.article_end ?? row.end,
    },
    found: JSON.parse(row.data) as ExtractedObligation,
    knownSince: row.known_since,
  }))
}

export interface NewObligations {
  readonly documentId: DocumentId
  readonly articleIds: readonly ArticleId[]
  readonly text: string
  readonly found: readonly ExtractedObligation[]
  /** ISO moment of this publish … */
  readonly at: string
  /** … and since when duties of the version before were known, by id. */
  readonly known: ReadonlyMap<string, string>
}

/** Since when each obligation of a document has been known, by id; read before its rows are replaced. */
export function readKnownSince(database: Database, documentId: string): ReadonlyMap<string, string> {
  const query = database.kysely.selectFrom('obligation').select(['id', 'known_since'])
  const rows = database.all(query.where('document_id', '=', documentId))
  return new Map(rows.map(row => [row.id, row.known_since]))
}

export function insertObligations(
  database: Database,
  { documentId, articleIds, text, found, at, known }: NewObligations,
): void {
  const ids = obligationIds(documentId, found, text)
  const rows = found.map((obligation, position) => ({
    document_id: documentId,
    position,
    id: ids[position] ?? '',
    known_since: known.get(ids[position] ?? '') ?? at,
    article_id: articleIds[obligation.articleIndex] ?? '',
    start: obligation.sentence.start,
    end: obligation.sentence.end,
    needs_review: needsReview(obligation) ? (1 as const) : (0 as const),
    data: JSON.stringify(obligation),
  }))
  forEachInsert(rows, chunk => database.run(database.kysely.insertInto('obligation').values(chunk)))
}

const ID_HEX = 8

/**
 * From what was found alone, so that an unchanged duty keeps its id whatever changes around it. The action counts as well:
 * the schedules of many tasks read alike (到2024年取得重大进展), and one more of them must not shift the others' decisions.
 */
function obligationIds(
  documentId: DocumentId,
  found: readonly ExtractedObligation[],
  text: string,
): string[] {
  const seen = new Map<string, number>()
  return found.map(({ sentence, clause, action, timing, quota }) => {
    const said = [sentence, clause].map(({ start, end }) => text.slice(start, end))
    const hash = hashText([...said, action, timing?.raw ?? '', quota?.raw ?? ''].join('\n')).slice(0, ID_HEX)
    const nth = (seen.get(hash) ?? 0) + 1
    seen.set(hash, nth)
    return `${documentId}-o${hash}-${nth}`
  })
}
