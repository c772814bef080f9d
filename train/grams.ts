/**
 * From text to table rows: every character has a row; so has every pair of adjacent characters that training has seen;
 * unseen pairs share a number of rows by hashing, so that a rare word in both texts still brings them together. The
 * ONNX graph (onnx-model.ts) does the same with tensors; a test holds the two together.
 */
import { characterNumbers, FIRST_CHARACTER, PADDING, type Alphabet } from './alphabet.ts'
import { buildDoubleArray, lookUp, type DoubleArray, type PairEntry } from './double-array.ts'

export interface GramTable {
  readonly alphabet: Alphabet
  /** Known pairs of character numbers → row. */
  readonly pairs: DoubleArray
  /** Rows: characters (0 and 1 stay zero), then known pairs, then the shared rows of unseen pairs. */
  readonly firstPairRow: number
  readonly firstSharedRow: number
  readonly rowCount: number
}

export interface GramTableOptions {
  /** A pair seen less often than this shares rows with the unseen ones. */
  readonly minimumPairCount: number
  /** Rows for unseen pairs. */
  readonly sharedRows: number
}

/** Two primes that spread neighbouring character numbers over the shared rows; products stay exact in int64. */
export const HASH_FIRST = 7919
export const HASH_SECOND = 104_729

/** The row that adds nothing. */
export const ZERO_ROW = PADDING

/** Builds the table from the training texts; the same texts in the same order give the same table. */
export function buildGramTable(
  texts: readonly string[],
  alphabet: Alphabet,
  options: GramTableOptions,
): GramTable {
  const counts = new Map<number, number>()
  for (const text of texts) {
    for (const [first, second] of letterPairs(characterNumbers(text, alphabet))) {
      const key = first * alphabet.size + second
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const kept = [...counts].filter(([, count]) => count >= options.minimumPairCount).map(([key]) => key)
  const entries: PairEntry[] = kept
    .sort((a, b) => a - b)
    .map((key, index) => ({
      first: Math.floor(key / alphabet.size),
      second: key % alphabet.size,
      value: alphabet.size + index,
    }))
  const firstSharedRow = alphabet.size + entries.length
  return {
    alphabet,
    pairs: buildDoubleArray(entries, alphabet.size),
    firstPairRow: alphabet.size,
    firstSharedRow,
    rowCount: firstSharedRow + options.sharedRows,
  }
}

/** @returns the rows of a text, one per occurrence, zero rows left out. */
export function rowsOf(text: string, table: GramTable): number[] {
  const numbers = characterNumbers(text, table.alphabet)
  const pairs = letterPairs(numbers).map(([first, second]) => pairRow(table, first, second))
  return [...numbers.filter(isLetter), ...pairs]
}

function pairRow(table: GramTable, first: number, second: number): number {
  const known = lookUp(table.pairs, first, second)
  if (known !== null) return known
  const shared = table.rowCount - table.firstSharedRow
  return table.firstSharedRow + ((first * HASH_FIRST + second * HASH_SECOND) % shared)
}

function letterPairs(numbers: readonly number[]): [number, number][] {
  return numbers
    .slice(1)
    .map((second, index): [number, number] => [numbers[index] ?? PADDING, second])
    .filter(([first, second]) => isLetter(first) && isLetter(second))
}

function isLetter(number: number): boolean {
  return number >= FIRST_CHARACTER
}
