/** `xuefa ingest <path…>`: reads files into the library and reports on each. */
import { ingestFiles, type IngestedDocument, type IngestReport } from '../ingest/pipeline.ts'
import type { Library } from '../knowledge/library.ts'
import { AppError } from '../knowledge/model/errors.ts'
import { progressOf, updateShown, withLibrary } from './open.ts'
import { write } from './output.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

/** Warnings shown per file before the rest is summed up. */
const WARNINGS_SHOWN = 12

export async function ingestCommand(context: Context, paths: readonly string[]): Promise<ExitCode> {
  return withLibrary(context, async library => {
    const { report, trouble } = await ingestInto(library, context, paths)
    write(context, toJson(report), describe(report))
    // The JSON has no place for these, and they should not be lost.
    if (context.json) report.notes.forEach(note => context.system.err.write(`${note}\n`))
    if (trouble === null) return exitCodeOf(report)
    context.system.err.write(`${trouble.message}\n`)
    return EXIT.inPart
  })
}

export interface Ingested {
  readonly report: IngestReport
  /** The documents are stored, but could not be embedded or indexed; the next command tries again. */
  readonly trouble: AppError | null
}

/** Reads the paths, embeds what is new and brings the indexes up to date; stops early, and tidily, on a signal. */
export async function ingestInto(
  library: Library,
  { system }: Context,
  paths: readonly string[],
): Promise<Ingested> {
  const stop = new AbortController()
  const release = system.onStop(() => {
    stop.abort()
  })
  try {
    const report = await readFiles(library, { system, paths, signal: stop.signal })
    // Embedding goes on where it was stopped, whenever somebody asks or serves.
    const trouble = report.interrupted ? null : await troubleOf(updateShown(library, system, stop.signal))
    return { report: { ...report, interrupted: stop.signal.aborted || report.interrupted }, trouble }
  } finally {
    release()
  }
}

interface Reading {
  readonly system: Context['system']
  readonly paths: readonly string[]
  readonly signal: AbortSignal
}

async function readFiles(library: Library, { system, paths, signal }: Reading): Promise<IngestReport> {
  const reading = progressOf(system, '读取')
  try {
    return await ingestFiles({
      paths,
      store: library.store,
      signal,
      nowMs: system.nowMs,
      onFiles: total => {
        if (total > 0) reading.start(total)
      },
      onFile: source => {
        reading.advance(1, source)
      },
    })
  } finally {
    reading.stop()
  }
}

async function troubleOf(work: Promise<unknown>): Promise<AppError | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function exitCodeOf({ documents, failed, interrupted }: IngestReport): ExitCode {
  if (failed.length === 0 && !interrupted) return EXIT.done
  return documents.length > 0 ? EXIT.inPart : EXIT.couldNot
}

/** The shape of docs/contracts.md, nothing beside it. */
function toJson({ documents, failed, seconds }: IngestReport): unknown {
  return { documents: documents.map(documentToJson), failed, seconds }
}

function documentToJson(document: IngestedDocument): unknown {
  const { id, source, title, issuer, documentNumber, issuedOn, type, jurisdiction } = document
  const { articles, obligations, needsReview, warnings, skipped } = document
  const metadata = { id, source, title, issuer, documentNumber, issuedOn, type, jurisdiction }
  return { ...metadata, articles, obligations, needsReview, warnings, skipped }
}

function describe(report: IngestReport): string {
  const { documents, failed, notes, seconds, interrupted } = report
  const fresh = documents.filter(document => !document.skipped).length
  const counts = `收录 ${fresh} 份，跳过 ${documents.length - fresh} 份，失败 ${failed.length} 份`
  const lines = [
    ...documents.flatMap(describeDocument),
    ...notes.map(note => `提示      ${note}`),
    ...failed.map(({ message }) => `未能读入  ${message}`),
    `共${counts}，用时 ${seconds.toFixed(1)} 秒。`,
  ]
  if (interrupted) lines.push('没有读完就停止了。已收录的不会丢失，重新运行同一命令会从中断处继续。')
  return `${lines.join('\n')}\n`
}

function describeDocument(document: IngestedDocument): string[] {
  const { id, source, title, characters, articles, encoding, warnings } = document
  if (document.skipped) {
    const news = warnings.filter(({ code }) => code === 'duplicate').map(({ message }) => `，${message}`)
    return [`跳过      ${source} [${id}]${news.length > 0 ? news.join('') : '，没有变化'}`]
  }
  const shown = warnings.slice(0, WARNINGS_SHOWN).map(describeWarning)
  const more = warnings.length - WARNINGS_SHOWN
  if (more > 0) shown.push(`          · 另有 ${more} 条提示，用 xuefa documents ${id} 查看`)
  const facts = `          《${title}》，${articles} 条，${characters} 字符，${encoding}`
  return [`已收录    ${source} [${id}]`, facts, ...shown]
}

function describeWarning({ line, message }: IngestedDocument['warnings'][number]): string {
  return `          · ${line === null ? '' : `第 ${line} 行：`}${message}`
}
