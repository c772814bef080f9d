/** Invented documents for the tests of the store. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type StructuredDocument } from '../../../knowledge/model/document.ts'
import { type Publication } from '../../../knowledge/store/index.ts'

export const NOW = new Date('2026-03-02T01:02:03.000Z')
export const now = (): Date => NOW

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A document whose articles are the given texts, one a line, each also a unit; the first line is furniture. */
export function structured(
  articles: readonly string[],
  metadata: Partial<StructuredDocument['metadata']> = {},
): StructuredDocument {
  const banner = '首页 > 正文\n'
  const text = banner + articles.map(article => `${article}\n`).join('')
  let end = banner.length
  const parts = articles.map((article, index) => {
    const start = end
    end += article.length + 1
    const label = `第${index + 1}条`
    return { start, end: end - 1, label, expectedLabel: null, heading: null, fields: [] }
  })
  return {
    metadata: {
      title: '云岭区法治建设工作要点',
      issuer: null,
      documentNumber: null,
      issuedOn: null,
      type: '要点',
      jurisdiction: null,
      places: { province: null, city: null, district: null },
      years: null,
      ...metadata,
    },
    text,
    units: parts.map(part => ({ ...part, level: 1, damaged: false, opensArticle: true })),
    articles: parts.map(part => ({ ...part, path: ['一、总体要求'] })),
    furniture: [{ start: 0, end: banner.length - 1, reason: 'navigation' }],
    warnings: [],
  }
}

export function publication(
  origin: string,
  articles: readonly string[],
  overrides: Partial<Publication> = {},
): Publication {
  const document = structured(articles)
  return {
    structured: document,
    source: `${origin}.txt`,
    origin: `/files/${origin}.txt`,
    format: 'txt',
    encoding: 'utf-8',
    contentHash: sha256(document.text),
    ...overrides,
  }
}

/** Makes data folders that are removed after the tests of the file. */
export function temporaryFolders(): () => string {
  const folders: string[] = []
  afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })))
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'xuefa-store-'))
    folders.push(folder)
    return folder
  }
}
