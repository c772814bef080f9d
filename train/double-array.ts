/**
 * A table of pairs of small integers that is looked up with two additions and no search, so that an ONNX graph can do
 * it: the entry of (first, second) stands at slot base[first] + second, and is its own exactly where owner[slot] ===
 * first (the double-array scheme of parsing tables). No collisions, no hashing.
 */

export interface DoubleArray {
  /** Per first element, what to add to the second one. */
  readonly base: Int32Array
  /** Per slot, the first element it belongs to; -1 where it is free. */
  readonly owner: Int32Array
  /** Per slot, the value of its pair; 0 where it is free. */
  readonly value: Int32Array
}

export interface PairEntry {
  readonly first: number
  readonly second: number
  readonly value: number
}

const FREE = -1

/**
 * @param entries pairs of numbers in [0, alphabetSize), each pair once.
 * @returns the table; every slot base[a] + b with a, b in [0, alphabetSize) exists, so no look-up leaves it.
 */
export function buildDoubleArray(entries: readonly PairEntry[], alphabetSize: number): DoubleArray {
  const rows = groupByFirst(entries)
  const base = new Int32Array(alphabetSize)
  const slots: (PairEntry | undefined)[] = []
  // The fullest rows are hardest to place, so they come first; ties by number keep the result reproducible.
  const order = [...rows].sort(([a, left], [b, right]) =>
    right.length === left.length ? a - b : right.length - left.length,
  )
  let firstFree = 0
  for (const [first, row] of order) {
    while (slots[firstFree] !== undefined) firstFree++
    const lowest = Math.min(...row.map(entry => entry.second))
    let shift = Math.max(0, firstFree - lowest)
    while (row.some(entry => slots[shift + entry.second] !== undefined)) shift++
    base[first] = shift
    for (const entry of row) slots[shift + entry.second] = entry
  }
  return freeze(base, slots)
}

function groupByFirst(entries: readonly PairEntry[]): Map<number, PairEntry[]> {
  const rows = new Map<number, PairEntry[]>()
  for (const entry of entries) {
    const row = rows.get(entry.first)
    if (row === undefined) rows.set(entry.first, [entry])
    else row.push(entry)
  }
  return rows
}

function freeze(base: Int32Array, slots: readonly (PairEntry | undefined)[]): DoubleArray {
  const size = Math.max(...base) + base.length
  const owner = new Int32Array(size).fill(FREE)
  const value = new Int32Array(size)
  for (const [slot, entry] of slots.entries()) {
    if (entry === undefined) continue
    owner[slot] = entry.first
    value[slot] = entry.value
  }
  return { base, owner, value }
}

/** @returns the pair's value, or null where the pair is not in the table. */
export function lookUp(table: DoubleArray, first: number, second: number): number | null {
  const slot = (table.base[first] ?? 0) + second
  return table.owner[slot] === first ? (table.value[slot] ?? null) : null
}
