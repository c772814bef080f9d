/**
 * Loads hnswlib-node, an optional dependency that is missing where it could not be compiled. Its types are repeated
 * here, as far as we use it, because a machine without the package must still be able to compile this project.
 */

/** A graph of hnswlib. Beware (measured, 3.0.0): points must be plain arrays, an exception in a filter ends the process. */
export interface HnswGraph {
  initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void
  addPoint(point: number[], label: number): void
  searchKnn(
    query: number[],
    k: number,
    filter?: (label: number) => boolean,
  ): { distances: number[]; neighbors: number[] }
  setEf(ef: number): void
  getCurrentCount(): number
  readIndex(path: string): Promise<boolean>
  writeIndexSync(path: string): void
}

export interface HnswLibrary {
  readonly HierarchicalNSW: new (space: 'ip', dimensions: number) => HnswGraph
}

/** @throws where the package is not installed or its native part does not load. */
export async function loadHnswLibrary(): Promise<HnswLibrary> {
  // Not a literal, so that the compiler does not ask for the package.
  const name: string = 'hnswlib-node'
  const module = (await import(name)) as { default: HnswLibrary }
  return module.default
}
