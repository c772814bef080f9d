/**
 * The semantic model behind LangChain's Embeddings interface: texts go in, unit vectors come out. A model is a folder or
 * a name on a hub; by default the one that ships with us. It batches and loads, and leaves storing to others.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Embeddings } from '@langchain/core/embeddings'
import { AppError } from '../model/errors.ts'
import { packageRoot } from '../package-root.ts'
import { loadEncoder, weightsOf, type Encoder, type Pooling } from './encoder.ts'
import { ensureHubModel, isHubName, type DownloadProgress } from './hub.ts'

export interface EmbeddingOptions {
  /** A folder, or `owner/name` on the hub. @default the model that ships with the package */
  readonly model?: string | undefined
  /** Where downloaded models are kept; only a hub name needs it. */
  readonly cacheDir: string
  /** Base address of the hub or of a mirror. @default https://huggingface.co */
  readonly hubEndpoint?: string | undefined
  /** Give up on a download after this long without a byte. @default 15000 */
  readonly stallTimeoutMs?: number | undefined
  /** For models that leave pooling to the caller. @default cls for bge models, mean for others */
  readonly pooling?: Pooling | undefined
  readonly log?: ((message: string) => void) | undefined
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined
}

const DEFAULT_ENDPOINT = 'https://huggingface.co'
const DEFAULT_STALL_TIMEOUT_MS = 15_000

/** Larger batches gain nothing on two cores, and a waiting question would feel them. */
const MAX_BATCH_TEXTS = 32
/** Bounds a batch's memory: every text in it is padded to the longest. */
const MAX_BATCH_CHARACTERS = 16_384

/** Enough of a SHA-256 that two builds never share it. */
const FINGERPRINT_DIGITS = 12

/** @returns the folder of the model that ships with the package. */
export function shippedModelFolder(): string {
  return join(packageRoot(), 'models', 'xuefa-zh-static')
}

/**
 * Loads a model; a hub model is downloaded first, unless the cache has it.
 * @throws {AppError} model-missing, model-unreachable, model-damaged, usage (a bad hub address), data-unwritable (the cache).
 */
export async function createEmbeddings(options: EmbeddingOptions): Promise<TextEmbeddings> {
  const model = options.model ?? shippedModelFolder()
  if (await isFolder(model))
    return openFolder(model, { name: basename(resolve(model)), pooling: options.pooling })
  if (isHubName(model)) return openHubModel(model, options)
  throw new AppError(
    'model-missing',
    `找不到模型 ${model}:它既不是已有的文件夹,也不是“所有者/名称”形式的模型名。请检查 EMBEDDING_MODEL。`,
    { model },
  )
}

async function openHubModel(model: string, options: EmbeddingOptions): Promise<TextEmbeddings> {
  const isCached = existsSync(join(options.cacheDir, ...model.split('/')))
  if (!isCached) options.log?.(`正在下载模型 ${model} …`)
  const folder = await ensureHubModel({
    model,
    cacheDir: options.cacheDir,
    endpoint: options.hubEndpoint ?? DEFAULT_ENDPOINT,
    stallTimeoutMs: options.stallTimeoutMs ?? DEFAULT_STALL_TIMEOUT_MS,
    onProgress: progress => options.onProgress?.(progress),
  })
  try {
    return await openFolder(folder, { name: model, pooling: options.pooling })
  } catch (error) {
    // A fresh download that does not load would otherwise be found, and fail, on every later start.
    if (!isCached) await rm(folder, { recursive: true, force: true })
    throw error
  }
}

interface FolderOptions {
  readonly name: string
  readonly pooling: Pooling | undefined
}

async function openFolder(folder: string, { name, pooling }: FolderOptions): Promise<TextEmbeddings> {
  const fingerprint = await fingerprintOf(folder)
  const encoder = await loadEncoder(folder, pooling ?? defaultPooling(name))
  const suffix = encoder.pooling === null ? '' : `+${encoder.pooling}`
  return new TextEmbeddings(encoder, `${name}@${fingerprint}${suffix}`)
}

function defaultPooling(name: string): Pooling {
  return name.toLowerCase().includes('bge') ? 'cls' : 'mean'
}

/** Covers weights and tokenizer: a change in either changes every vector. */
async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of [weightsOf(folder).file, 'tokenizer.json']) {
    for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Buffer)
  }
  return hash.digest('hex').slice(0, FINGERPRINT_DIGITS)
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}

/** A loaded model. All vectors have length 1, so a dot product is the cosine. */
export class TextEmbeddings extends Embeddings {
  /** Another build, tokenizer or pooling is another id; vectors under different ids must not be compared. */
  readonly modelId: string
  readonly dimensions: number
  readonly #encoder: Encoder

  /** Use createEmbeddings; the constructor takes an encoder that is ready. */
  constructor(encoder: Encoder, modelId: string) {
    super({})
    this.#encoder = encoder
    this.modelId = modelId
    this.dimensions = encoder.dimensions
  }

  /** Any text has a vector: an empty one, or one of unknown characters only, gets the same one each time. */
  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.embedDocuments([text])
    return vector ?? []
  }

  /** Vectors in the order of the texts. A text beyond the model's limit counts with its beginning. */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = new Array<number[]>(texts.length)
    for (const batch of batchesOf(texts)) {
      const encoded = await this.#encoder.encode(batch.map(index => texts[index] ?? ''))
      for (const [position, index] of batch.entries()) vectors[index] = encoded[position] ?? []
    }
    return vectors
  }

  /** Frees the model's memory; the object cannot be used afterwards. */
  async dispose(): Promise<void> {
    await this.#encoder.dispose()
  }
}

/** Texts of like length together, because each is padded to the longest of its batch. */
function batchesOf(texts: readonly string[]): number[][] {
  const order = texts.map((_, index) => index).sort((a, b) => lengthAt(texts, a) - lengthAt(texts, b))
  const batches: number[][] = []
  let batch: number[] = []
  for (const index of order) {
    const isFull =
      batch.length === MAX_BATCH_TEXTS || (batch.length + 1) * lengthAt(texts, index) > MAX_BATCH_CHARACTERS
    if (isFull && batch.length > 0) {
      batches.push(batch)
      batch = []
    }
    batch.push(index)
  }
  return batch.length > 0 ? [...batches, batch] : batches
}

function lengthAt(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0
}
