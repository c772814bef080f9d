/**
 * Everyday words → official words: an editable list (knowledge/lexicon/*.jsonl, one {"say": [...], "official": [...]} a
 * line). In: a question. Out: the official words that may be meant, with a weight from 0 to 1. A saying counts even when
 * only most of it is there: nobody repeats a list word for word.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gramKeys, isBigram } from '../text/tokenize.ts'

export interface Expansion {
  readonly official: string
  /** Share of the saying's bigrams found in the question. */
  readonly weight: number
}

export interface Lexicon {
  expand(question: string): Expansion[]
}

interface Saying {
  readonly bigrams: ReadonlySet<number>
  readonly official: readonly string[]
}

/** Below this share of its bigrams a saying is not meant. */
const SMALLEST_SHARE = 0.6

/** @param folder with .jsonl files; a line that is not of the stated form is an error that names file and line. */
export function loadLexicon(folder: string): Lexicon {
  const sayings: Saying[] = []
  for (const file of readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .sort()) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    lines.forEach((line, i) => {
      if (line.trim() !== '') sayings.push(...readEntry(line, `${file}:${i + 1}`))
    })
  }
  return createLexicon(sayings)
}

function readEntry(line: string, where: string): Saying[] {
  const { say, official } = parseLine(line)
  if (!isWords(say) || !isWords(official)) {
    throw new SyntaxError(`${where}: expected {"say": [words], "official": [words]}`)
  }
  return say.map(words => ({ bigrams: new Set(gramKeys(words).filter(isBigram)), official }))
}

/** @returns the fields of the line; none where it is not a JSON object. */
function parseLine(line: string): { readonly say?: unknown; readonly official?: unknown } {
  try {
    const entry: unknown = JSON.parse(line)
    return typeof entry === 'object' && entry !== null ? entry : {}
  } catch {
    return {}
  }
}

function isWords(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every(word => typeof word === 'string' && word !== '')
  )
}

function createLexicon(sayings: readonly Saying[]): Lexicon {
  const byBigram = new Map<number, Saying[]>()
  for (const saying of sayings) {
    for (const bigram of saying.bigrams) {
      const known = byBigram.get(bigram)
      if (known === undefined) byBigram.set(bigram, [saying])
      else known.push(saying)
    }
  }
  return {
    expand(question) {
      const found = new Map<Saying, number>()
      for (const bigram of new Set(gramKeys(question).filter(isBigram))) {
        for (const saying of byBigram.get(bigram) ?? []) found.set(saying, (found.get(saying) ?? 0) + 1)
      }
      const weights = new Map<string, number>()
      for (const [saying, count] of found) {
        const share = count / saying.bigrams.size
        if (share < SMALLEST_SHARE) continue
        for (const word of saying.official) weights.set(word, Math.max(weights.get(word) ?? 0, share))
      }
      return [...weights].map(([official, weight]) => ({ official, weight }))
    },
  }
}
