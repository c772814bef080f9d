/** Retrieval measures over a question set. In: ranked article numbers and the right ones. Out: means over the questions. */

export interface Ranked {
  readonly found: readonly number[]
  readonly gold: ReadonlySet<number>
}

/** Mean share of the right articles among the first `depth`. */
export function recallAt(depth: number, results: readonly Ranked[]): number {
  const shares = results.map(({ found, gold }) => {
    const right = found.slice(0, depth).filter(article => gold.has(article))
    return gold.size === 0 ? 0 : right.length / gold.size
  })
  return mean(shares)
}

/** Mean of 1 / place of the first right article; 0 where none stands among the first `depth`. */
export function reciprocalRankAt(depth: number, results: readonly Ranked[]): number {
  const ranks = results.map(({ found, gold }) => {
    const place = found.slice(0, depth).findIndex(article => gold.has(article))
    return place === -1 ? 0 : 1 / (place + 1)
  })
  return mean(ranks)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
