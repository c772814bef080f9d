/** `xuefa start`: the service. Reads the documents that ship with it into an empty data folder, then serves page and prompt. */
import { join } from 'node:path'
import { serveAssistant } from '../bot/assemble.ts'
import { AppError } from '../knowledge/model/errors.ts'
import { packageRoot } from '../knowledge/package-root.ts'
import { ingestInto } from './ingest.ts'
import { open } from './open.ts'
import { EXIT, type Context, type ExitCode } from './program.ts'

interface StartOptions {
  readonly port: string
}

export async function startCommand(context: Context, options: StartOptions): Promise<ExitCode> {
  const { system } = context
  const port = readPort(options.port)
  const library = await open(context)
  try {
    if (library.store.counts().documents === 0) {
      system.err.write('数据文件夹是空的，先读入随程序附带的示例文件。\n')
      await ingestInto(library, context, [join(packageRoot(), 'samples')])
    }
    await serveAssistant({ library, port, system })
    return EXIT.done
  } finally {
    await library.close()
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535 && text.trim() !== '') return port
  throw new AppError('usage', `端口“${text}”不对。请用 --port 给出 0 到 65535 之间的整数。`, { port: text })
}
