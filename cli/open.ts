/** Opens the library as the environment says. In: a command's context. Out: the library, to be closed by the caller. */
import { openLibrary, type Library } from '../knowledge/library.ts'
import { createProgress } from '../ingest/progress.ts'
import type { Context } from './program.ts'

/** Names of the settings; README.md lists what each does. */
export const SETTINGS = { model: 'EMBEDDING_MODEL', hub: 'HF_ENDPOINT' } as const

/** @throws {AppError} what openLibrary throws. */
export async function withLibrary<T>(context: Context, use: (library: Library) => Promise<T>): Promise<T> {
  const library = await open(context)
  try {
    return await use(library)
  } finally {
    await library.close()
  }
}

export async function open({ system, dataDir }: Context): Promise<Library> {
  const { env, now, log } = system
  const download = progressOf(system, '下载模型')
  let shown = 0
  try {
    return await openLibrary({
      dataDir,
      now,
      log,
      model: setting(env[SETTINGS.model]),
      hubEndpoint: setting(env[SETTINGS.hub]),
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

/** An empty variable counts as not set. */
function setting(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}

export function progressOf(system: Context['system'], label: string): ReturnType<typeof createProgress> {
  return createProgress({
    stream: system.err,
    isTerminal: system.err.isTTY === true,
    label,
    nowMs: system.nowMs,
  })
}
