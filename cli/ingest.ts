/** `xuefa ingest <path…>`: reads files into the library and reports on each. */
import { ingestFiles, type IngestReport } from '../ingest/pipeline.ts'
import type { Library } from '../knowledge/library.ts'
import { EXIT, type Context, type ExitCode } from './program.ts'
import { progressOf, withLibrary } from './open.ts'

/** Warnings shown per file before the rest is summed up. */
const WARNINGS_SHOWN = 12

export async function ingestCommand(context: Context, paths: readonly string[]): Promise<ExitCode> {
  return withLibrary(context, async library => {
    const report = await ingestInto(library, context, paths)
    context.system.out.write(context.json ? `${JSON.stringify(toJson(report))}\n` : describe(report))
    return exitCodeOf(report)
  })
}

/** Reads the paths, embeds what is new and brings the indexes up to date; stops early, and tidily, on a signal. */
export async function ingestInto(
  library: Library,
  { system }: Context,
  paths: readonly string[],
): Promise<IngestReport> {
  const stop = new AbortController()
  const release = system.onStop(() => {
    stop.abort()
  })
  const reading = progressOf(system, '读取')
  const embedding = progressOf(system, '向量化')
  try {
    const report = await ingestFiles({
      paths,
      store: library.store,
      signal: stop.signal,
      nowMs: system.nowMs,
      onFiles: total => {
        reading.start(total)
      },
      onFile: source => {
        reading.advance(1, source)
      },
    })
    reading.stop()
    embedding.start(library.store.countWithoutEmbedding(library.model.modelId))
    await library.refresh({
      signal: stop.signal,
      onProgress: done => {
        embedding.advance(done)
      },
    })
    return report
  } finally {
    reading.stop()
    embedding.stop()
    release()
  }
}

function exitCodeOf({ documents, failed, interrupted }: IngestReport): ExitCode {
  if (failed.length === 0 && !interrupted) return EXIT.done
  return documents.length > 0 ? EXIT.inPart : EXIT.couldNot
}

/** The shape of docs/contracts.md, nothing beside it. */
function toJson({ documents, failed, seconds }: IngestReport): unknown {
  const fields = documents.map(({ characters: _characters, encoding: _encoding, ...document }) => document)
  return { documents: fields, failed, seconds }
}

function describe(report: IngestReport): string {
  const lines: string[] = []
  for (const document of report.documents) {
    const state = document.skipped ? '未变化，跳过' : '已收录'
    lines.push(`${state}  ${document.source}  [${document.id}]`)
    lines.push(
      `  《${document.title}》 ${document.characters} 字，${document.articles} 条，${document.encoding}`,
    )
    for (const warning of document.warnings.slice(0, WARNINGS_SHOWN)) {
      lines.push(`  · ${warning.line === null ? '' : `第 ${warning.line} 行：`}${warning.message}`)
    }
    const more = document.warnings.length - WARNINGS_SHOWN
    if (more > 0) lines.push(`  · 另有 ${more} 条提示，用 xuefa documents ${document.id} 查看`)
  }
  for (const failure of report.failed) lines.push(`未能读入  ${failure.message}`)
  const fresh = report.documents.filter(document => !document.skipped).length
  lines.push(
    `共收录 ${fresh} 份，跳过 ${report.documents.length - fresh} 份，失败 ${report.failed.length} 份，用时 ${report.seconds.toFixed(1)} 秒。`,
  )
  if (report.interrupted) lines.push('已中断。已收录的不会丢失，重新运行同一命令会从中断处继续。')
  return `${lines.join('\n')}\n`
}
