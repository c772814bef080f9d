/** The door of the vector index. */
export { openVectorIndex, type PassageHit, type PassageIndex, type VectorIndexOptions } from './open.ts'
export { loadHnswLibrary } from './hnsw-library.ts'
