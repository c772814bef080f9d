/**
 * `xuefa start`: the service. Reads the documents that ship with it into an empty data folder, then serves page and
 * prompt while maintenance keeps the indexes in step with the documents.
 */
import { join } from 'node:path'
import { serveAssistant } from '../bot/assemble.ts'
import { scheduleMaintenance } from '../jobs/maintenance.ts'
import type { Library } from '../knowledge/library.ts'
import { AppError } from '../knowledge/model/errors.ts'
import { packageRoot } from '../knowledge/package-root.ts'
import { ingestInto } from './ingest.ts'
import { open } from './open.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

interface StartOptions {
  readonly port: string
}

export async function startCommand(context: Context, options: StartOptions): Promise<ExitCode> {
  const port = readPort(options.port)
  const library = await open(context)
  try {
    if (library.store.counts().documents > 0 || (await readSamples(library, context)))
      await serveLibrary(library, context, port)
    return EXIT.done
  } finally {
    await library.close()
  }
}

/** @returns false where a signal came meanwhile: then nothing should be served. */
async function readSamples(library: Library, context: Context): Promise<boolean> {
  const { err } = context.system
  err.write('数据文件夹是空的，先读入随程序附带的示例文件。\n')
  const { report, trouble } = await ingestInto(library, context, [join(packageRoot(), 'samples')])
  for (const { message } of report.failed) err.write(`未能读入  ${message}\n`)
  // Answers by words need no embeddings; maintenance tries again.
  if (trouble !== null) err.write(`${trouble.message}\n`)
  return !report.interrupted
}

async function serveLibrary(library: Library, { system }: Context, port: number): Promise<void> {
  const maintenance = scheduleMaintenance({ refresh: options => library.refresh(options), log: system.log })
  try {
    await serveAssistant({
      library,
      port,
      system,
      isIndexing: () => maintenance.isBusy(),
      onReady: () => void maintenance.runNow(),
    })
  } finally {
    await maintenance.stop()
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65535) return port
  throw new AppError('usage', `端口“${text}”不对。请用 --port 给出 0 到 65535 之间的整数。`, { port: text })
}
