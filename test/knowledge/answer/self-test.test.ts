/** Zero-hit self-test: the heading of every article, asked with its document's place, finds that article. */
import { describe, expect, it } from 'vitest'
import type { Library } from '../../../knowledge/library.ts'
import { hasSharedDocuments, libraryOf, SAMPLES, SHARED_DOCUMENTS } from './samples.ts'

interface Outcome {
  readonly asked: number
  readonly first: number
  readonly missed: readonly string[]
}

async function askHeadings(library: Library): Promise<Outcome> {
  const missed: string[] = []
  let asked = 0
  let first = 0
  for (const { id, source, jurisdiction } of library.store.documents()) {
    for (const { heading, start, label } of library.store.articlesOf(id)) {
      if (heading === null) continue
      const { answer } = await library.ask({ question: `${jurisdiction ?? ''}${heading}` })
      const rank = answer.citations.findIndex(
        ({ document, article }) => document.id === id && article.start === start,
      )
      asked++
      if (rank === 0) first++
      if (rank < 0 || rank > 2) missed.push(`${source} ${label}${heading}`)
    }
  }
  return { asked, first, missed }
}

function report(name: string, { asked, first }: Outcome): void {
  console.log(`headings of ${name}: ${asked} asked, ${((100 * first) / asked).toFixed(1)} % at rank 1`)
}

describe('every heading finds its own article among the first three citations', () => {
  it('in the documents that ship', async () => {
    const { library, dispose } = await libraryOf([SAMPLES])
    const outcome = await askHeadings(library)
    await dispose()
    report('samples', outcome)
    expect(outcome.missed).toEqual([])
    expect(outcome.asked).toBeGreaterThan(100)
    expect(outcome.first / outcome.asked).toBeGreaterThan(0.9)
  })

  it.skipIf(!hasSharedDocuments)('in ../shared/documents (skipped where that folder is absent)', async () => {
    const { library, dispose } = await libraryOf([SHARED_DOCUMENTS])
    const outcome = await askHeadings(library)
    await dispose()
    report('shared/documents', outcome)
    expect(outcome.missed).toEqual([])
    expect(outcome.first / outcome.asked).toBeGreaterThan(0.95)
  })
})
