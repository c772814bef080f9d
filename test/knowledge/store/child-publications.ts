/** Documents whose every part names the version it belongs to, so that a mixture of two versions is seen. */
import { createHash } from 'node:crypto'
import { type Publication } from '../../../knowledge/store/index.ts'

export const now = (): Date => new Date('2026-03-02T01:02:03.000Z')

/** More articles in some versions than in others, and so many that a publish takes a while. */
export function articlesIn(version: number): number {
  return 300 + (version % 7) * 100
}

export function publication(document: number, version: number): Publication {
  const lines = Array.from({ length: articlesIn(version) }, (_, n) => `第${n}条 版本${version}的内容。\n`)
  const text = lines.join('')
  let end = 0
  const parts = lines.map((line, n) => {
    const start = end
    end += line.length
    const named = { label: `第${n}条`, expectedLabel: null, heading: `版本${version}`, fields: [] }
    return { start, end: end - 1, ...named }
  })
  return {
    structured: {
      metadata: {
        title: `版本${version}`,
        issuer: null,
        documentNumber: null,
        issuedOn: null,
        type: '其他',
        jurisdiction: null,
        places: { province: null, city: null, district: null },
        years: null,
      },
      text,
      units: parts.map(part => ({ ...part, level: 1, damaged: false, opensArticle: true })),
      articles: parts.map(part => ({ ...part, path: [] })),
      furniture: [],
      warnings: [],
    },
    source: `${document}.txt`,
    origin: `/files/${document}.txt`,
    format: 'txt',
    encoding: 'utf-8',
    contentHash: createHash('sha256').update(text).digest('hex'),
  }
}
