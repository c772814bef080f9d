/** Random numbers that are the same in every run. In: a seed. Out: a function answering numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  // mulberry32: enough for test data, and short.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('Expected at least one item to pick from.')
  return item
}
