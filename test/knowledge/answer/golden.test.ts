/** Questions with the passages that answer them: our own over samples/, and those of ../shared/gold-dev. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Library } from '../../../knowledge/library.ts'
import type { DocumentId } from '../../../knowledge/model/document.ts'
import { packageRoot } from '../../../knowledge/package-root.ts'
import { foldText } from '../../../knowledge/text/fold.ts'
import { type Passage, rankOf, readLines } from './golden.ts'
import {
  hasSharedDocuments,
  libraryOf,
  SAMPLES,
  SHARED,
  SHARED_DOCUMENTS,
  type TestLibrary,
} from './samples.ts'

interface OwnRow {
  readonly ask: string
  readonly gold: readonly Passage[]
  readonly because: string
}

const ROWS = readLines<OwnRow>(join(packageRoot(), 'test', 'golden', 'answers.jsonl'))

describe('our own questions over the documents that ship', () => {
  let opened: TestLibrary
  let library: Library
  beforeAll(async () => {
    opened = await libraryOf([SAMPLES])
    library = opened.library
  })
  afterAll(async () => {
    await opened.dispose()
  })

  it('are at least forty, each asked once and each with its reason', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(40)
    expect(new Set(ROWS.map(({ ask }) => ask)).size).toBe(ROWS.length)
    expect(ROWS.filter(({ because }) => because.length < 10)).toEqual([])
  })

  it('name passages that stand in one article each', () => {
    const squeeze = (text: string): string => foldText(text).replace(/\s+/g, '')
    for (const { source, quote } of ROWS.flatMap(({ gold }) => gold)) {
      const document = library.store.documents().find(candidate => candidate.source.startsWith(source))
      const articles = document === undefined ? [] : library.store.articlesOf(document.id)
      const holding = articles.filter(({ text }) => squeeze(text).includes(squeeze(quote)))
      expect(holding, `${source} ${quote}`).toHaveLength(1)
    }
  })

  it.each(ROWS)('$ask', async ({ ask, gold }) => {
    const { answer } = await library.ask({ question: ask })
    const rank = rankOf(answer.citations.slice(0, 3), gold, id => library.textOf(id as DocumentId))
    expect(rank, answer.text).toBeGreaterThanOrEqual(0)
  })
})

interface DevRow {
  readonly id: string
  readonly question: string
  readonly type: string
  readonly gold: readonly { readonly doc: string; readonly quote: string }[]
  readonly prev: string | null
}

const DEV = join(SHARED, 'gold-dev', 'questions.jsonl')
const canAskDev = hasSharedDocuments && existsSync(DEV)

describe.skipIf(!canAskDev)('../shared/gold-dev/questions.jsonl (skipped where that file is absent)', () => {
  it('finds at least 80 % of the single-turn questions in the first three citations, and quotes exactly', async () => {
    const { library, dispose } = await libraryOf([SHARED_DOCUMENTS], new Date('2026-11-25T02:00:00.000Z'))
    const textOf = (id: string): string => library.textOf(id as DocumentId)
    const isSession = new Set(readLines<DevRow>(DEV).flatMap(({ prev }) => prev ?? []))
    let asked = 0
    let hits = 0
    let declined = 0
    let unanswerable = 0
    const missed: string[] = []
    for (const { id, question, gold, prev } of readLines<DevRow>(DEV)) {
      const session = prev !== null || isSession.has(id) ? 'dev' : undefined
      const { answer } = await library.ask({ question, session })
      for (const { document, start, end, quote } of answer.citations) {
        expect(textOf(document.id).slice(start, end)).toBe(quote)
      }
      if (gold.length === 0) {
        unanswerable++
        if (answer.status === 'declined') declined++
      } else if (prev === null) {
        asked++
        const passages = gold.map(({ doc, quote }) => ({ source: doc, quote }))
        if (rankOf(answer.citations.slice(0, 3), passages, textOf) >= 0) hits++
        else missed.push(question)
      }
    }
    await dispose()
    console.log(
      `gold-dev: ${hits} of ${asked} in the first three; ${declined} of ${unanswerable} unanswerable ones declined`,
    )
    expect(hits / asked, missed.join('\n')).toBeGreaterThanOrEqual(0.8)
  })
})
