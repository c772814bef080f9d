/**
 * Gives every passage without an embedding one. In: the store and a model. Out: rows in the store. It goes on where it
 * was stopped: what is stored stays, and passages are asked for again at the next run.
 */
import type { NewEmbedding, PassageKey, PassageToEmbed } from '../store/index.ts'

export interface PassageStore {
  passagesWithoutEmbedding(modelId: string, limit: number, after?: PassageKey): readonly PassageToEmbed[]
  saveEmbeddings(modelId: string, dimensions: number, rows: readonly NewEmbedding[]): void
}

export interface PassageEmbedder {
  readonly modelId: string
  readonly dimensions: number
  embedDocuments(texts: string[]): Promise<number[][]>
}

export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with the number of passages done since the last call. */
  readonly onProgress?: ((done: number) => void) | undefined
}

/** One transaction each; large enough that committing costs little, small enough to stop quickly. */
const BATCH = 512

/** @returns how many passages were embedded. */
export async function embedMissing(
  store: PassageStore,
  model: PassageEmbedder,
  { signal, onProgress }: EmbedOptions = {},
): Promise<number> {
  let total = 0
  let after: PassageKey | undefined
  while (signal?.aborted !== true) {
    const passages = store.passagesWithoutEmbedding(model.modelId, BATCH, after)
    if (passages.length === 0) break
    const vectors = await model.embedDocuments(passages.map(passage => passage.text))
    const rows = passages.map(({ textHash }, i) => ({
      textHash,
      vector: Float32Array.from(vectors[i] ?? []),
    }))
    store.saveEmbeddings(model.modelId, model.dimensions, rows)
    total += rows.length
    onProgress?.(rows.length)
    after = passages.at(-1)
  }
  return total
}
