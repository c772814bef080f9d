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
import { type Obligation } from '../../knowledge/model/obligation.ts'

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

/** Which obligations are meant; null does not narrow. */
export interface ObligationFilter {
  readonly document: string | null
  /** A unit as somebody would write it: any text of up to 50 characters. */
  readonly unit: string | null
  /** A jurisdiction as documents name it. */
  readonly place: string | null
  /** Those a person rejected are left out unless they are asked for. */
  readonly withRejected: boolean
}

export type DueState = 'open' | 'done' | 'waived' | 'overdue'

/** One due day of an obligation for one unit. Days are ISO days in China. */
export interface DueDay {
  readonly obligation: Obligation
  /** Empty where the document names nobody. */
  readonly unit: string
  /** The legal day as named. */
  readonly due: string
  /** The last working day that is surely in time. */
  readonly safeDay: string
  readonly state: DueState
  /** Days from today to the legal day; negative where it is past. */
  readonly daysLeft: number
  /** The day is read from damaged words that nobody has confirmed. */
  readonly presumed: boolean
  /** What must be said with it: 推定, 规划期已届满, 节假日安排未公布. */
  readonly notes: readonly string[]
  /** How far a quota has got, as a sentence; null without a quota and a period. */
  readonly pace: { readonly text: string; readonly periodStart: string | null } | null
}

/** Both days inclusive. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

/** What kind of day it is by the State Council's arrangement; `unpublished` where only one not yet known can tell. */
export interface DayKind {
  readonly kind: 'working' | 'off' | 'unpublished'
  /** Off as part of a holiday, weekends within it included. */
  readonly holiday: boolean
  /** The arrangement of the day's year is known. */
  readonly published: boolean
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
  /** The ISO day that it is now in China. */
  today(): string
  /** In document order, with due days reckoned from today. */
  obligations(filter: ObligationFilter): Awaitable<readonly Obligation[]>
  /** Every due day in the range, earliest first. */
  dueDays(filter: ObligationFilter, range: DayRange): Awaitable<readonly DueDay[]>
  /** What is overdue today, earliest first; of a recurring duty the last day alone, which stands for those before. */
  overdueDays(filter: ObligationFilter): Awaitable<readonly DueDay[]>
  /** What falls due in the next weeks, earliest first; empty where reckoning it would keep a page waiting. */
  dueSoon(): Awaitable<readonly DueDay[]>
  dayKind(day: string): DayKind
  /** The obligations as a file for spreadsheets. */
  csv(obligations: readonly Obligation[]): string
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
