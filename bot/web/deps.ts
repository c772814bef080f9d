/**
 * What the web page needs from the rest of the program: a port, so that the page can be tested with invented data and
 * knows nothing of the store, the retriever or the models. It holds no logic.
 */

import { type Question, type Reply } from '../../knowledge/model/answer.ts'
import {
  type Article,
  type Furniture,
  type OutlineUnit,
  type StoredDocument,
} from '../../knowledge/model/document.ts'

/** A value that may have to be waited for. */
export type Awaitable<T> = T | Promise<T>

/** Everything one document page shows; offsets are UTF-16 code units into `text`. */
export interface DocumentContent {
  readonly document: StoredDocument
  readonly text: string
  readonly units: readonly OutlineUnit[]
  readonly articles: readonly Article[]
  readonly furniture: readonly Furniture[]
}

/** The state of the service; every field is shown as it is on `GET /healthz`, so it must hold nothing secret. */
export interface Health {
  readonly ok: boolean
  readonly [detail: string]: string | number | boolean | null
}

export interface WebDeps {
  /** @throws AppError for expected failures; its message is shown to the person who asked. */
  ask(question: Question): Promise<Reply>
  documents(): Awaitable<readonly StoredDocument[]>
  /** Null where no document has this id. The id comes from the address bar: any text of up to 128 characters. */
  documentPage(id: string): Awaitable<DocumentContent | null>
  /** Questions offered on a first visit; the page shows the first six. */
  examples(): Awaitable<readonly string[]>
  health(): Awaitable<Health>
  /** One sentence shown above the conversation (an index is being built, a model is missing); null when all is well. */
  status(): Awaitable<string | null>
  /** A new, unguessable conversation id of 8 to 64 letters and digits, for browsers without scripts. */
  newSession(): string
  /** Told of every unexpected error; the person asking sees only that something failed. */
  report(error: unknown): void
}

export interface WebOptions {
  /** Host names, without port, under which the page may be opened besides 127.0.0.1, localhost and [::1]. */
  readonly publicHosts?: readonly string[]
}
