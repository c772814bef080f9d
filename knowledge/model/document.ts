/**
 * What a document is once it has been read: its text, its outline and where every part stands in that text.
 * All offsets are UTF-16 code units into `SourceDocument.text`; ranges are half open, [start, end).
 */

export type DocumentId = string & { readonly __brand: 'DocumentId' }
export type ArticleId = string & { readonly __brand: 'ArticleId' }

/** A half-open range of UTF-16 code units in the document's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The genre of a document, in the words officials use; 其他 where no sign of one was found. */
export type DocumentType =
  | '规划'
  | '方案'
  | '要点'
  | '年度报告'
  | '汇报'
  | '办法'
  | '通知'
  | '法律'
  | '行政法规'
  | '地方性法规'
  | '司法解释'
  | '其他'

/** Place names as the document writes them, from wide to narrow; a level the document does not name is null. */
export interface Jurisdiction {
  readonly province: string | null
  readonly city: string | null
  readonly district: string | null
}

/** What is known about a document beside its text. A field nothing in the text supports is null, never guessed. */
export interface DocumentMetadata {
  readonly title: string
  readonly issuer: string | null
  /** 文号 as written, e.g. 京通发〔2021〕28号. */
  readonly documentNumber: string | null
  /** ISO day. Null where the text has none or a damaged one (then a warning says so). */
  readonly issuedOn: string | null
  readonly type: DocumentType
  /** The most specific place name, e.g. 清渠区; null for national law and where none is named. */
  readonly jurisdiction: string | null
  readonly places: Jurisdiction
  /** First and last year the document speaks for, inclusive. */
  readonly years: { readonly from: number; readonly to: number } | null
}

/** Something a person should look at; `line` counts from 1 in the document's text. */
export interface Warning {
  readonly code: string
  readonly message: string
  readonly line: number | null
}

/**
 * One unit of the outline with its own text only: units never overlap, and every non-blank character of the source that
 * is not furniture lies in exactly one. A unit's subtree is the run of deeper units that follows it.
 */
export interface OutlineUnit extends Span {
  /** 0 for the parts of a file (notice, main text, closing), 1 for the outermost numbering, and so on. */
  readonly level: number
  /** As written, e.g. `(四十二)`, `第三条`, `68.`; empty where the unit carries none. */
  readonly label: string
  readonly heading: string | null
  /** The label or heading lost characters; `expectedLabel` is what the sequence says it was. */
  readonly damaged: boolean
  readonly expectedLabel: string | null
  /** Fields on lines of their own: 责任单位, 牵头单位, 参加单位, 进度安排 … each with the span of its value. */
  readonly fields: readonly UnitField[]
  /** True where this unit opens an article (what one cites); deeper units up to the next opener belong to it. */
  readonly opensArticle: boolean
}

export interface UnitField extends Span {
  readonly name: string
}

/** The smallest part one cites. `start`/`end` cover its sub-units; `path` lists the headings above it, outermost first. */
export interface Article extends Span {
  readonly label: string
  readonly expectedLabel: string | null
  readonly heading: string | null
  readonly path: readonly string[]
  readonly fields: readonly UnitField[]
}

/** A run of text set apart from the document: navigation, share buttons, footers, record numbers. */
export interface Furniture extends Span {
  readonly reason: string
}

/** The result of the ingest stages before anything is stored. */
export interface StructuredDocument {
  readonly metadata: DocumentMetadata
  readonly text: string
  readonly units: readonly OutlineUnit[]
  readonly articles: readonly Article[]
  readonly furniture: readonly Furniture[]
  readonly warnings: readonly Warning[]
}

/** A document as the store keeps it. */
export interface StoredDocument extends DocumentMetadata {
  readonly id: DocumentId
  /** File name as ingested, relative to the folder given. */
  readonly source: string
  readonly format: string
  readonly encoding: string
  /** SHA-256 of the file's bytes, hex. */
  readonly contentHash: string
  readonly characters: number
  readonly articleCount: number
  readonly warnings: readonly Warning[]
}

/** An article as the store keeps it; `id` survives a re-ingest in which the article's text did not change. */
export interface StoredArticle extends Article {
  readonly id: ArticleId
  readonly documentId: DocumentId
  /** Position in the document, from 0. */
  readonly position: number
  /** The slice [start, end) of the document's text. */
  readonly text: string
}
