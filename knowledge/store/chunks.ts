/** Splits long lists of parameters, because databases limit how many one statement takes (SQLite 32,766). */

/** Ids per query; also keeps the number of different statements small. */
const IDS_PER_QUERY = 500
/** Rows per insert: beyond a hundred the statement gets longer and no faster. */
const ROWS_PER_INSERT = 100

/** Everything `read` answers for the items, chunk by chunk, in order. */
export function inChunks<T, R>(items: readonly T[], read: (chunk: readonly T[]) => readonly R[]): R[] {
  return chunksOf(items, IDS_PER_QUERY).flatMap(read)
}

/** Calls `write` with the rows, chunk by chunk, in order. */
export function forEachInsert<T>(rows: readonly T[], write: (chunk: readonly T[]) => void): void {
  chunksOf(rows, ROWS_PER_INSERT).forEach(write)
}

function chunksOf<T>(items: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
