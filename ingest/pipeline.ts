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
  findFiles,
  type FoundFile,
  readFileText,
  type ReadLimits,
  type ReadResult,
} from './read/index.ts'
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
  readonly message: string
}

export interface IngestReport {
  readonly documents: readonly IngestedDocument[]
  readonly failed: readonly FailedFile[]
  readonly seconds: number
  /** Stopped before all files were read. */
  readonly interrupted: boolean
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
}

/**
 * @throws {AppError} ingest-running — another ingest holds the data folder; data-unwritable — it cannot be written.
 */
export async function ingestFiles(options: IngestOptions): Promise<IngestReport> {
  const { store, paths, nowMs, signal } = options
  const started = nowMs()
  const lock = store.acquireIngestLock(`ingest ${paths.join(' ')}`.slice(0, 200))
  try {
    const found = await findFiles(paths)
    options.onFiles?.(found.files.length)
    const documents: IngestedDocument[] = []
    const failed: FailedFile[] = found.failed.map(({ source, error }) => toFailure(source, error))
    for (const file of found.files) {
      if (signal?.aborted === true) break
      const result = await ingestFile(file, options)
      if (result instanceof AppError) failed.push(toFailure(file.source, result))
      else documents.push(result)
      options.onFile?.(file.source)
    }
    const interrupted =
      signal?.aborted === true && documents.length + failed.length < found.files.length + found.failed.length
    return { documents, failed, seconds: (nowMs() - started) / 1000, interrupted }
  } finally {
    lock.release()
  }
}

function toFailure(source: string, { code, message }: AppError): FailedFile {
  return { source, code, message }
}

async function ingestFile(
  file: FoundFile,
  { store, limits }: IngestOptions,
): Promise<IngestedDocument | AppError> {
  const read = await readFileText(file, limits ?? DEFAULT_READ_LIMITS)
  if (read instanceof AppError) return read
  const known = findKnown(store, file, read)
  if (known !== null) return reportDocument(store, known.id, { skipped: true, warnings: known.warnings })
  try {
    return publish(store, file, read)
  } catch (error) {
    // A store that cannot be written would fail for every file: that ends the run.
    if (!(error instanceof AppError) || error.code === 'data-unwritable' || error.code === 'data-damaged')
      throw error
    return error
  }
}

interface Known {
  readonly id: DocumentId
  readonly warnings: readonly Warning[]
}

function findKnown(store: Store, file: FoundFile, { contentHash }: ReadResult): Known | null {
  const sameFile = store.findByOrigin(file.path)
  if (sameFile !== null)
    return sameFile.contentHash === contentHash ? { id: sameFile.id, warnings: [] } : null
  const sameContent = store.findByContentHash(contentHash)
  if (sameContent === null) return null
  const message = `与已收录的“${sameContent.source}”内容完全相同，未重复收录`
  return { id: sameContent.id, warnings: [{ code: 'duplicate', message, line: null }] }
}

function publish(store: Store, file: FoundFile, read: ReadResult): IngestedDocument {
  const { text, format, encoding, contentHash, warnings } = read
  const structured = structureDocument({ text, format, source: file.source })
  const all = [...warnings, ...structured.warnings]
  const { documentId } = store.publish({
    structured: { ...structured, warnings: all },
    source: file.source,
    origin: file.path,
    format,
    encoding,
    contentHash,
  })
  return reportDocument(store, documentId, { skipped: false, warnings: [] })
}

interface ReportExtras {
  readonly skipped: boolean
  readonly warnings: readonly Warning[]
}

function reportDocument(store: Store, id: DocumentId, { skipped, warnings }: ReportExtras): IngestedDocument {
  const document = store.document(id)
  const { source, title, issuer, documentNumber, issuedOn, type, jurisdiction, characters, encoding } =
    document
  return {
    id,
    source,
    title,
    issuer,
    documentNumber,
    issuedOn,
    type,
    jurisdiction,
    articles: document.articleCount,
    obligations: 0,
    needsReview: document.warnings.length,
    warnings: [...document.warnings, ...warnings],
    skipped,
    characters,
    encoding,
  }
}
