/**
 * Runs one model folder through transformers: texts go in, unit vectors come out. The folder holds config.json,
 * tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx or onnx/model.onnx. Nothing is ever downloaded
 * here, and transformers' global settings stay as they are.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers'
import { AppError } from '../model/errors.ts'

/** How an ordinary encoder's token vectors become one: the first token's (as bge was trained), or their mean. */
export type Pooling = 'cls' | 'mean'

export interface Encoder {
  readonly dimensions: number
  /** Null where the model pools by itself (an output named sentence_embedding). */
  readonly pooling: Pooling | null
  /** One batch: all texts are padded to the longest. An empty list gives an empty list. */
  readonly encode: (texts: readonly string[]) => Promise<number[][]>
  readonly dispose: () => Promise<void>
}

/** The two names a weight file may have, and what transformers calls them. */
export const WEIGHTS = [
  { file: 'onnx/model_quantized.onnx', dtype: 'q8' },
  { file: 'onnx/model.onnx', dtype: 'fp32' },
] as const

const OTHER_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const

/** A tokenizer without markers of its own makes no token at all of an empty text, and a model needs one. */
const BLANK_TEXT = ' '

/** What transformers hands us of an ONNX tensor. */
interface OutputTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/**
 * @returns the first of the known weight files that the folder has.
 * @throws {AppError} model-missing — a file is not there; `data.file` names it.
 */
export function weightsOf(folder: string): (typeof WEIGHTS)[number] {
  const missing = OTHER_FILES.find(file => !existsSync(join(folder, file)))
  const weights = WEIGHTS.find(({ file }) => existsSync(join(folder, file)))
  if (missing === undefined && weights !== undefined) return weights
  const file = missing ?? WEIGHTS[0].file
  throw new AppError(
    'model-missing',
    `模型文件夹 ${folder} 缺少 ${file}。请检查 EMBEDDING_MODEL,或重新下载模型。`,
    {
      folder,
      file,
    },
  )
}

/**
 * @throws {AppError} model-missing — see weightsOf; model-damaged — the files are there but do not load, or the model
 *   gives no usable vectors.
 */
export async function loadEncoder(folder: string, pooling: Pooling): Promise<Encoder> {
  const { dtype } = weightsOf(folder)
  try {
    // Loading transformers takes longer than loading our model, so only those who embed pay for it.
    const { AutoModel, AutoTokenizer } = await import('@xenova/transformers')
    const path = resolve(folder)
    const tokenizer = await AutoTokenizer.from_pretrained(path, { local_files_only: true })
    const model = await AutoModel.from_pretrained(path, { local_files_only: true, dtype })
    return await describeEncoder({ tokenizer, model, pooling })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'model-damaged',
      `模型文件夹 ${folder} 中的模型无法加载(文件可能已损坏或不是句向量模型)。请删除该文件夹后重新下载,或更换 EMBEDDING_MODEL。`,
      { folder, cause },
    )
  }
}

interface Loaded {
  readonly tokenizer: PreTrainedTokenizer
  readonly model: PreTrainedModel
  readonly pooling: Pooling
}

/** Runs the model once: the shape of what comes out tells the dimensions and who pools, and proves that it runs. */
async function describeEncoder(loaded: Loaded): Promise<Encoder> {
  const output = await run(loaded, [BLANK_TEXT])
  const [vector] = unitVectors(output, loaded.pooling)
  return {
    dimensions: vector?.length ?? 0,
    pooling: output.pooled ? null : loaded.pooling,
    encode: async texts => (texts.length === 0 ? [] : unitVectors(await run(loaded, texts), loaded.pooling)),
    dispose: async () => {
      await loaded.model.dispose()
    },
  }
}

interface ModelOutput {
  readonly tensor: OutputTensor
  /** Whether the tensor is [texts, dimensions] rather than [texts, tokens, dimensions]. */
  readonly pooled: boolean
  /** 1 for a token of the text, 0 for padding: [texts, tokens], flat. */
  readonly mask: ArrayLike<number | bigint>
}

async function run(loaded: Loaded, texts: readonly string[]): Promise<ModelOutput> {
  const inputs = loaded.tokenizer(
    texts.map(text => (text === '' ? BLANK_TEXT : text)),
    { padding: true, truncation: true },
  )
  const outputs = (await loaded.model(inputs)) as Record<string, OutputTensor | undefined>
  const pooled = outputs['sentence_embedding']
  const tensor = pooled ?? outputs['last_hidden_state'] ?? outputs['token_embeddings']
  if (tensor === undefined) throw new Error(`No usable output among ${Object.keys(outputs).join(', ')}`)
  return {
    tensor,
    pooled: pooled !== undefined,
    mask: inputs.attention_mask.data as ArrayLike<number | bigint>,
  }
}

function unitVectors(output: ModelOutput, pooling: Pooling): number[][] {
  const { dims, data } = output.tensor
  const count = dims[0] ?? 0
  const dimensions = dims.at(-1) ?? 0
  return Array.from({ length: count }, (_, index) => {
    const perText = data.length / count
    const rows = data.subarray(index * perText, (index + 1) * perText)
    if (output.pooled || pooling === 'cls') return toUnitLength(Array.from(rows.subarray(0, dimensions)))
    return toUnitLength(
      maskedSum(rows, dimensions, { mask: output.mask, offset: (index * perText) / dimensions }),
    )
  })
}

/** The sum points where the mean points, and the length goes anyway. */
function maskedSum(
  rows: Float32Array,
  dimensions: number,
  tokens: { readonly mask: ArrayLike<number | bigint>; readonly offset: number },
): number[] {
  const sum = new Array<number>(dimensions).fill(0)
  for (let token = 0; token * dimensions < rows.length; token++) {
    if (Number(tokens.mask[tokens.offset + token]) === 0) continue
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + (rows[token * dimensions + d] ?? 0)
  }
  return sum
}

/** A vector without a direction (all zero, not finite) would be ranked in silence, so it is refused here. */
function toUnitLength(vector: number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  if (Number.isFinite(length) && length > 0) return vector.map(value => value / length)
  throw new AppError(
    'model-damaged',
    '模型给出了无效的向量(全零或非数值)。请更换 EMBEDDING_MODEL,或删除模型文件夹后重新下载。',
  )
}
