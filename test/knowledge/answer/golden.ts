/** Question sets with the passages that answer, and the rule by which a citation hits one. */
import { readFileSync } from 'node:fs'
import type { Citation } from '../../../knowledge/model/answer.ts'
import { foldText } from '../../../knowledge/text/fold.ts'

export interface Passage {
  /** Beginning of the file name. */
  readonly source: string
  readonly quote: string
}

export function readLines<T>(file: string): T[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter(line => line.trim() !== '').map(line => JSON.parse(line) as T)
}

function squeeze(text: string): string {
  return foldText(text).replace(/\s+/g, '')
}

/** @returns the place of the first citation whose article holds one of the passages, from 0; -1 for none. */
export function rankOf(
  citations: readonly Citation[],
  gold: readonly Passage[],
  textOf: (id: string) => string,
): number {
  return citations.findIndex(({ document, article }) => {
    const text = squeeze(textOf(document.id).slice(article.start, article.end))
    return gold.some(
      ({ source, quote }) => document.source.startsWith(source) && text.includes(squeeze(quote)),
    )
  })
}
