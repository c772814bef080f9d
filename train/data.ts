/**
 * Reads the collection the model learns from: JSON lines in a folder go in, checked records come out, in the order of
 * file names and lines. pairs-*.jsonl holds official sentences with questions they answer, lexicon-*.jsonl everyday
 * words with their official counterparts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createRandom, shuffled } from './random.ts'

const text = z.string().trim().min(1)

const pairSchema = z.strictObject({
  topic: text,
  official: text,
  /** From official wording to far paraphrase, in the order of QUESTION_STYLES. */
  questions: z.tuple([text, text, text, text]),
})

const lexiconSchema = z.strictObject({ say: z.array(text).min(1), official: z.array(text).min(1) })

export type Pair = Readonly<z.infer<typeof pairSchema>>
export type LexiconEntry = Readonly<z.infer<typeof lexiconSchema>>

/** What the four questions of a pair are: a search phrase in official words, plain speech, two far paraphrases. */
export const QUESTION_STYLES = ['formal', 'colloquial', 'far', 'far, oblique'] as const

export interface Collection {
  readonly pairs: readonly Pair[]
  readonly lexicon: readonly LexiconEntry[]
}

/** Where the collection lies; the lexicon is the one that questions are expanded with. */
export function collectionFolders(root: string): CollectionFolders {
  return { pairs: join(root, 'train', 'data'), lexicon: join(root, 'knowledge', 'lexicon') }
}

export interface CollectionFolders {
  readonly pairs: string
  readonly lexicon: string
}

/** @throws {Error} naming file and line of the first record that is not as described. */
export function readCollection(folders: CollectionFolders): Collection {
  return {
    pairs: readRecords(folders.pairs, 'pairs-', pairSchema),
    lexicon: readRecords(folders.lexicon, 'lexicon-', lexiconSchema),
  }
}

function readRecords<T>(folder: string, prefix: string, schema: z.ZodType<T>): T[] {
  const files = readdirSync(folder).filter(name => name.startsWith(prefix) && name.endsWith('.jsonl'))
  return files.sort().flatMap(name => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n')
    return lines.flatMap((line, index) =>
      line === '' ? [] : [parseRecord(line, schema, `${name}:${index + 1}`)],
    )
  })
}

function parseRecord<T>(line: string, schema: z.ZodType<T>, place: string): T {
  try {
    return schema.parse(JSON.parse(line))
  } catch (cause) {
    throw new Error(`${place}: not a record of the collection`, { cause })
  }
}

export interface Split {
  readonly training: readonly Pair[]
  readonly heldOut: readonly Pair[]
}

/** Sets whole topics apart: single sentences would leave their near twins in training. */
export function holdOutTopics(
  pairs: readonly Pair[],
  { topics, seed }: { topics: number; seed: number },
): Split {
  const names = shuffled([...new Set(pairs.map(pair => pair.topic))], createRandom(seed))
  const heldOut = new Set(names.slice(0, topics))
  return {
    training: pairs.filter(pair => !heldOut.has(pair.topic)),
    heldOut: pairs.filter(pair => heldOut.has(pair.topic)),
  }
}

/** Everything the collection says, for building the vocabulary. */
export function textsOf({ pairs, lexicon }: Collection): string[] {
  return [
    ...pairs.flatMap(pair => [pair.official, ...pair.questions]),
    ...lexicon.flatMap(entry => [...entry.say, ...entry.official]),
  ]
}
