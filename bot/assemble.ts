/**
 * Puts the channels together: the web page always, the prompt on a terminal. In: the library and the system. Out: a
 * running service that stops cleanly. The only file of bot/ that knows more than one channel; it schedules nothing.
 */
import { randomBytes } from 'node:crypto'
import type { Library } from '../knowledge/library.ts'
import type { Log } from '../knowledge/model/log.ts'
import { runConsole } from './console/console.ts'
import { createDutyReads } from './duties.ts'
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
  readonly now: () => Date
  /** Milliseconds since the process started. */
  readonly nowMs: () => number
  readonly onStop: (stop: () => void) => () => void
}

export interface ServiceOptions {
  readonly library: Library
  /** 0 lets the system choose. */
  readonly port: number
  readonly system: ServiceSystem
  /** Whether indexes are being brought up to date; the page and /healthz say so. */
  readonly isIndexing: () => boolean
  /** Called when the page can be opened. */
  readonly onReady: () => void
}

/** Runs until a signal comes or, on a terminal, until the person leaves. @throws {AppError} port-in-use, usage. */
export async function serveAssistant(options: ServiceOptions): Promise<void> {
  const { library, port, system } = options
  const stop = new AbortController()
  const release = system.onStop(() => {
    stop.abort()
  })
  try {
    const web = await serve(createWebApp(webDeps(options)), { port })
    try {
      system.err.write(`${serviceWording.ready(web.url, (system.nowMs() / 1000).toFixed(1))}\n`)
      options.onReady()
      if (system.input.isTTY === true) await talk(library, system, stop.signal)
      else await aborted(stop.signal)
      system.err.write(`${serviceWording.stopping}\n`)
    } finally {
      await web.close()
    }
  } finally {
    release()
  }
}

function talk(library: Library, { input, out, log }: ServiceSystem, signal: AbortSignal): Promise<void> {
  return runConsole({
    input,
    output: out,
    signal,
    ask: async question => (await library.ask(question)).answer,
    report: error => {
      log.warn(`console: ${describe(error)}`)
    },
  })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(fulfil => {
    if (signal.aborted) fulfil()
    signal.addEventListener('abort', () => {
      fulfil()
    })
  })
}

/** Headings that make good first questions are few; these ask for facts every library of the genre has. */
const EXAMPLES = 6
/** Documents looked at for them; articles of statutes have no headings, and a library of them would be read in vain. */
const LOOKED_AT = 50

function webDeps({ library, system, isIndexing }: ServiceOptions): WebDeps {
  const { store } = library
  return {
    // Sessions of the page are kept apart from those of other channels, whatever a browser calls its own.
    ask: question =>
      library.ask({
        ...question,
        session: question.session === undefined ? undefined : `web:${question.session}`,
      }),
    documents: () => store.documents(),
    ...createDutyReads({ library, now: system.now }),
    documentPage: id => readContent(library, id as DocumentId),
    examples: () => exampleQuestions(library),
    health: () => {
      const { documents, articles } = store.counts()
      return { ok: true, documents, articles, indexing: isIndexing() }
    },
    status: () => (isIndexing() ? serviceWording.indexing : null),
    newSession: () => randomBytes(16).toString('hex'),
    report: error => {
      system.log.warn(`web: ${describe(error)}`)
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

/** Questions made from the documents' own headings, one from each document in turn, until there are enough. */
function exampleQuestions({ store }: Library): string[] {
  const questions: string[] = []
  for (const document of store.documents().slice(0, LOOKED_AT)) {
    if (questions.length === EXAMPLES) break
    const headed = store
      .articlesOf(document.id)
      .filter(article => article.heading !== null && article.path.length > 0)
    const heading = headed[Math.floor(headed.length / 2)]?.heading ?? null
    if (heading !== null) questions.push(`${document.jurisdiction ?? ''}${heading}有哪些要求？`)
  }
  return questions
}
