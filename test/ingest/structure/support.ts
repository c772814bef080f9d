/** What the tests of the structure stage share: a short way to write an outline down, and the lossless check. */
import { expect } from 'vitest'
import type { TextFormat } from '../../../ingest/clean/lines.ts'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import type { OutlineUnit, StructuredDocument } from '../../../knowledge/model/document.ts'
import { isBlank } from '../../../knowledge/text/fold.ts'

export function structure(text: string, format: TextFormat = 'txt'): StructuredDocument {
  return structureDocument({ text, format, source: `x.${format}` })
}

/** One line a unit: its level in dots, label, heading and, where damaged, what the label was. */
export function outlineOf({ units }: Pick<StructuredDocument, 'units'>): string[] {
  return units.map(unit => `${'·'.repeat(unit.level)}${unit.label}${mark(unit)}${unit.heading ?? ''}`)
}

function mark({ expectedLabel }: OutlineUnit): string {
  return expectedLabel === null ? '' : `→${expectedLabel} `
}

export function labelsOf({ units }: Pick<StructuredDocument, 'units'>): string[] {
  return units.map(unit => unit.expectedLabel ?? unit.label).filter(label => label !== '')
}

export function codesOf({ warnings }: StructuredDocument): string[] {
  return warnings.map(warning => warning.code)
}

export function articleLabelsOf({ articles }: StructuredDocument): string[] {
  return articles.map(article => article.label)
}

/**
 * Every visible character lies in furniture or else in exactly one unit; units and furniture are in order; articles are
 * runs of units.
 */
export function expectLossless({ text, units, furniture, articles }: StructuredDocument): void {
  const owner = new Uint8Array(text.length)
  let position = 0
  for (const unit of units) {
    if (unit.start < position || unit.end <= unit.start) expect(unit).toBe('a unit behind the one before')
    position = unit.end
    owner.fill(1, unit.start, unit.end)
  }
  expect(position).toBeLessThanOrEqual(text.length)
  let last = 0
  for (const piece of furniture) {
    if (piece.start < last || piece.end <= piece.start) expect(piece).toBe('a piece behind the one before')
    last = piece.end
    owner.fill(1, piece.start, piece.end)
  }
  const lost = [...owner].flatMap((owned, i) => (owned === 0 && !isBlank(text.charAt(i)) ? [i] : []))
  expect(lost.map(i => text.slice(i, i + 10))).toEqual([])
  expectArticles({ units, articles })
}

function expectArticles({ units, articles }: Pick<StructuredDocument, 'units' | 'articles'>): void {
  const byStart = new Map(units.map(unit => [unit.start, unit]))
  const ends = new Set(units.map(unit => unit.end))
  let position = 0
  const wrong = articles.filter(({ start, end, heading, expectedLabel, fields }) => {
    const opener = byStart.get(start)
    const isRun = start >= position && end > start && opener?.opensArticle === true && ends.has(end)
    const isNamed = opener?.heading === heading && opener.expectedLabel === expectedLabel
    position = end
    return (
      !isRun ||
      !isNamed ||
      !fields.every(field => field.start >= start && field.end <= end && field.end > field.start)
    )
  })
  expect(wrong).toEqual([])
}
