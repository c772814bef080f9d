/** Opens the library as the environment says. In: a command's context. Out: the library, and what is shown meanwhile. */
import { existsSync } from 'node:fs'
import { openLibrary, type Library } from '../knowledge/library.ts'
import { AppError } from '../knowledge/model/errors.ts'
import { createProgress, type Progress } from '../ingest/progress.ts'
import type { Context } from './context.ts'
import type { System } from './system.ts'

/** What the environment says about the model. README.md lists the variables. */
export function modelSettings({ env }: Pick<System, 'env'>) {
  return { model: setting(env['EMBEDDING_MODEL']), hubEndpoint: setting(env['HF_ENDPOINT']) }
}

/** An empty variable counts as not set. */
function setting(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}

/** @throws {AppError} what openLibrary throws. */
export async function withLibrary<T>(context: Context, use: (library: Library) => Promise<T>): Promise<T> {
  return closing(await open(context), use)
}

/**
 * A library that is up to date, for commands that only ask. It answers from a folder that may not be written, and does
 * not make one that is not there.
 */
export async function withLibraryToAsk<T>(
  context: Context,
  use: (library: Library) => Promise<T>,
): Promise<T> {
  return closing(await openToAsk(context), async library => {
    const isChanged = !library.store.readOnly && (await updateShown(library, context.system)) > 0
    // What was embedded just now is searched, too.
    if (isChanged) await library.refresh()
    return use(library)
  })
}

async function openToAsk(context: Context): Promise<Library> {
  if (!existsSync(context.dataDir)) return open(context, true)
  try {
    return await open(context)
  } catch (error) {
    if (error instanceof AppError && error.code === 'data-unwritable') return open(context, true)
    throw error
  }
}

async function closing<T>(library: Library, use: (library: Library) => Promise<T>): Promise<T> {
  try {
    return await use(library)
  } finally {
    await library.close()
  }
}

export async function open({ system, dataDir }: Context, readOnly = false): Promise<Library> {
  const { now, nowMs, log } = system
  const download = progressOf(system, '下载模型')
  let shown = 0
  try {
    return await openLibrary({
      dataDir,
      readOnly,
      now,
      nowMs,
      log,
      ...modelSettings(system),
      onDownload: ({ receivedBytes, totalBytes, file }) => {
        if (receivedBytes < shown || shown === 0) download.start(totalBytes ?? receivedBytes)
        download.advance(Math.max(0, receivedBytes - shown), file)
        shown = receivedBytes
      },
    })
  } finally {
    download.stop()
  }
}

/**
 * Embeds what is new and brings the lexical index up to date; shows how far it is, where there is anything to do. The
 * graph over the vectors is left to the service: exact search answers without it.
 * @returns the number of passages that had no embedding.
 */
export async function updateShown(library: Library, system: System, signal?: AbortSignal): Promise<number> {
  const embedding = progressOf(system, '向量化')
  const missing = library.store.countWithoutEmbedding(library.model.modelId)
  let isShown = false
  try {
    await library.update({
      signal,
      onProgress: done => {
        // Not before: log lines of the lexical index would tear the bar apart.
        if (!isShown) embedding.start(missing)
        isShown = true
        embedding.advance(done)
      },
    })
  } finally {
    embedding.stop()
  }
  return missing
}

export function progressOf(system: System, label: string): Progress {
  return createProgress({
    stream: system.err,
    isTerminal: system.err.isTTY === true,
    label,
    nowMs: system.nowMs,
  })
}
