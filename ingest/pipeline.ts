/**
 * The ingest stages in order, file by file: read → structure → publish; embedding and indexes follow for all. In: paths.
 * Out: a report. One bad file never stops the others, and each file is stored whole or not at all, so a run that was
 * stopped (by a person or by kill -9) is finished by running it again.
 */
import type { DocumentId, StoredDocument, Warning } from '../knowledge/model/document.ts'
import { AppError, type ErrorCode } from '../knowledge/model/errors.ts'
import type { Store } from '../knowledge/store/index.ts'
import {
  DEFAULT_READ_LIMITS,
  displayName,
  findFiles,
  type FoundFile,
  readFileText,
  type ReadLimits,
  type ReadResult,
} from './read/index.ts'
import { lineCounter } from './clean/lines.ts'
import { findObligations } from './obligations/find.ts'
import { structureDocument } from './structure/structure.ts'

/** One document of the report; the fields are a contract (docs/contracts.md). */
export interface IngestedDocument extends Pick<
  StoredDocument,
  'id' | 'source' | 'title' | 'issuer' | 'documentNumber' | 'issuedOn' | 'type' | 'jurisdiction' | 'warnings'
> {
  readonly articles: number
  readonly obligations: number
  readonly needsReview: number
  /** Nothing was done: the file has not changed, or its content is known under another name. */
  readonly skipped: boolean
  readonly characters: number
  readonly encoding: string
}

export interface FailedFile {
  readonly source: string
  readonly code: ErrorCode
  /** One line that names the file, the reason and what to do. */
  readonly message: string
}

export interface IngestReport {
  readonly documents: readonly IngestedDocument[]
  readonly failed: readonly FailedFile[]
  readonly seconds: number
  /** Stopped before all files were read: by a signal, or by a data folder that can no longer be written. */
  readonly interrupted: boolean
  /** Lines about what was left out without loss: links that lead back, files found twice. */
  readonly notes: readonly string[]
}

export interface IngestOptions {
  readonly paths: readonly string[]
  readonly store: Store
  readonly limits?: ReadLimits
  readonly signal?: AbortSignal
  /** Milliseconds from any fixed point. */
  readonly nowMs: () => number
  readonly onFiles?: (total: number) => void
  /** Called after each file. */
  readonly onFile?: (source: string) => void
  /** Takes the place of our own structuring stage in tests. */
  readonly structure?: typeof structureDocument
}

/** Enough of the command line to recognise it by. */
const OWNER_MAX = 200

/**
 * @throws {AppError} ingest-running — another ingest holds the data folder; data-unwritable — it cannot be written.
 */
export async function ingestFiles(options: IngestOptions): Promise<IngestReport> {
  const { store, paths, nowMs } = options
  const started = nowMs()
  const lock = store.acquireIngestLock(`ingest ${paths.join(' ')}`.slice(0, OWNER_MAX))
  try {
    const found = await findFiles(paths)
    options.onFiles?.(found.files.length)
    const results = await ingestEach(found.files, options)
    return {
      documents: results.documents,
      failed: [...found.failed.map(({ source, error }) => toFailure(source, error)), ...results.failed],
      seconds: (nowMs() - started) / 1000,
      interrupted: results.interrupted,
      notes: found.skipped.map(({ message }) => message),
    }
  } finally {
    lock.release()
  }
}

type Results = Pick<IngestReport, 'documents' | 'failed' | 'interrupted'>

async function ingestEach(files: readonly FoundFile[], options: IngestOptions): Promise<Results> {
  const documents: IngestedDocument[] = []
  const failed: FailedFile[] = []
  for (const file of files) {
    if (options.signal?.aborted === true) return { documents, failed, interrupted: true }
    const result = await ingestFile(file, options)
    if (!(result instanceof AppError)) documents.push(result)
    else {
      failed.push(toFailure(file.source, result))
      if (endsTheRun(result)) return { documents, failed, interrupted: true }
    }
    options.onFile?.(file.source)
  }
  return { documents, failed, interrupted: false }
}

/** A data folder that can no longer be written would fail for every file that follows. */
function endsTheRun({ code }: AppError): boolean {
  return code === 'data-unwritable' || code === 'data-damaged'
}

/** Every line names its file; the errors of the data folder do not by themselves. */
function toFailure(source: string, error: AppError): FailedFile {
  const { code, message } = error
  return { source, code, message: endsTheRun(error) ? `「${displayName(source)}」：${message}` : message }
}

async function ingestFile(file: FoundFile, options: IngestOptions): Promise<IngestedDocument | AppError> {
  const { store, limits = DEFAULT_READ_LIMITS } = options
  try {
    const read = await readFileText(file, limits)
    if (read instanceof AppError) return read
    const known = findKnown(store, file, read)
    if (known !== null) return { ...reportDocument(store, known.id), ...known.report, skipped: true }
    return refuseNul(file, read.text) ?? publish(file, read, options)
  } catch (error) {
    return error instanceof AppError ? error : internalError(file, error)
  }
}

/** SQLite cuts a text at its first NUL, so a document with one could not be given back as it was. */
function refuseNul({ source }: FoundFile, text: string): AppError | null {
  const offset = text.indexOf('\0')
  if (offset < 0) return null
  const line = lineCounter(text)(offset)
  const message = `「${displayName(source)}」：第 ${line} 行有空字符（NUL），无法原样保存。请用记事本或 WPS 打开，删除该字符后重新导入。`
  return new AppError('not-text', message, { source, line })
}

/** A defect of ours shows in one file; the others are read all the same. */
function internalError({ source }: FoundFile, cause: unknown): AppError {
  const what = displayName(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause))
  const message = `「${displayName(source)}」：处理时程序内部出错（${what}），未收录。请把这一行和该文件报告给维护者。`
  return new AppError('internal', message, { source, cause })
}

interface Known {
  readonly id: DocumentId
  /** What the report says in place of the document's own. */
  readonly report: Partial<Pick<IngestedDocument, 'source' | 'warnings'>>
}

function findKnown(store: Store, file: FoundFile, { contentHash }: ReadResult): Known | null {
  const sameFile = store.findByOrigin(file.path)
  if (sameFile !== null) return sameFile.contentHash === contentHash ? { id: sameFile.id, report: {} } : null
  const sameContent = store.findByContentHash(contentHash)
  if (sameContent === null) return null
  const message = `与已收录的“${displayName(sameContent.source)}”内容完全相同，未重复收录`
  const duplicate: Warning = { code: 'duplicate', message, line: null }
  return { id: sameContent.id, report: { source: file.source, warnings: [duplicate] } }
}

function publish(file: FoundFile, read: ReadResult, options: IngestOptions): IngestedDocument {
  const { store, structure = structureDocument } = options
  const { text, format, encoding, contentHash, warnings } = read
  const structured = structure({ text, format, source: file.source })
  const all = [...warnings, ...structured.warnings]
  const { documentId } = store.publish({
    structured: { ...structured, warnings: all },
    source: file.source,
    origin: file.path,
    format,
    encoding,
    contentHash,
    obligations: findObligations(structured),
  })
  return reportDocument(store, documentId)
}

function reportDocument(store: Store, id: DocumentId): IngestedDocument {
  const document = store.document(id)
  const { all: obligations, needReview: needsReview } = store.obligationCounts(id)
  return {
    id,
    source: document.source,
    title: document.title,
    issuer: document.issuer,
    documentNumber: document.documentNumber,
    issuedOn: document.issuedOn,
    type: document.type,
    jurisdiction: document.jurisdiction,
    articles: document.articleCount,
    obligations,
    needsReview,
    warnings: document.warnings,
    skipped: false,
    characters: document.characters,
    encoding: document.encoding,
  }
}
