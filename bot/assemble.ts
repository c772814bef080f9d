/**
 * Puts the channels together: the web page always, the prompt on a terminal. In: the library and the system. Out: a
 * running service that stops cleanly. The only file of bot/ that knows more than one channel.
 */
import { randomBytes } from 'node:crypto'
import type { Library } from '../knowledge/library.ts'
import type { Log } from '../knowledge/model/log.ts'
import { scheduleMaintenance } from '../jobs/maintenance.ts'
import { runConsole } from './console/console.ts'
import { createWebApp } from './web/app.ts'
import type { DocumentContent, WebDeps } from './web/deps.ts'
import { serve } from './web/serve.ts'
import { serviceWording } from './wording.ts'
import type { DocumentId } from '../knowledge/model/document.ts'

export interface ServiceSystem {
  readonly out: NodeJS.WritableStream
  readonly err: NodeJS.WritableStream
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly log: Log
  readonly nowMs: () => number
  onStop(stop: () => void): () => void
}

export interface ServiceOptions {
  readonly library: Library
  readonly port: number
  readonly system: ServiceSystem
}

/** Runs until a signal comes or, on a terminal, until the person leaves. @throws {AppError} port-in-use. */
export async function serveAssistant({ library, port, system }: ServiceOptions): Promise<void> {
  const stop = new AbortController()
  const maintenance = scheduleMaintenance({ refresh: options => library.refresh(options), log: system.log })
  const web = await serve(createWebApp(webDeps(library, system, () => maintenance.isBusy())), { port })
  const release = system.onStop(() => {
    stop.abort()
  })
  try {
    system.err.write(`${serviceWording.ready(web.url, (system.nowMs() / 1000).toFixed(1))}\n`)
    void maintenance.runNow()
    if (system.input.isTTY === true) await talk(library, system, stop.signal)
    else await aborted(stop.signal)
  } finally {
    system.err.write(`${serviceWording.stopping}\n`)
    release()
    await web.close()
    await maintenance.stop()
  }
}

function talk(library: Library, { input, out }: ServiceSystem, signal: AbortSignal): Promise<void> {
  return runConsole({
    input,
    output: out,
    signal,
    ask: async question => (await library.ask(question)).answer,
  })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(fulfil => {
    signal.addEventListener('abort', () => {
      fulfil()
    })
  })
}

/** Headings that make good first questions are few; these ask for facts every library of the genre has. */
const EXAMPLES = 6

function webDeps(library: Library, { log }: ServiceSystem, isBusy: () => boolean): WebDeps {
  const { store } = library
  return {
    ask: question => library.ask(question),
    documents: () => store.documents(),
    documentPage: id => readContent(library, id as DocumentId),
    examples: () => exampleQuestions(library).slice(0, EXAMPLES),
    health: () => {
      const { documents, articles } = store.counts()
      return { ok: true, documents, articles, indexing: isBusy() }
    },
    status: () => (isBusy() ? serviceWording.indexing : null),
    newSession: () => randomBytes(16).toString('hex'),
    report: error => {
      log.warn(`web: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    },
  }
}

function readContent({ store }: Library, id: DocumentId): DocumentContent | null {
  const document = store.documents().find(candidate => candidate.id === id)
  if (document === undefined) return null
  return {
    document,
    text: store.documentText(id),
    units: store.units(id),
    articles: store.articlesOf(id),
    furniture: store.furniture(id),
  }
}

/** Questions made from the documents' own headings, one from each document in turn. */
function exampleQuestions({ store }: Library): string[] {
  return store.documents().flatMap(document => {
    const headed = store
      .articlesOf(document.id)
      .filter(article => article.heading !== null && article.path.length > 0)
    const middle = headed[Math.floor(headed.length / 2)]
    if (middle?.heading === null || middle === undefined) return []
    return [`${document.jurisdiction ?? ''}${middle.heading}有哪些要求？`]
  })
}
