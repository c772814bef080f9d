/**
 * Brings a model from a hub into a local folder in the layout that transformers loads: an `owner/name` goes in, the
 * folder's path comes out. A folder that is there is complete; a second call makes no request. It does not load models.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../model/errors.ts'
import { download } from './download.ts'
import { looksLikeOnnx } from './onnx-file.ts'

/** How far a download has come; `totalBytes` is null where the server does not say. */
export interface DownloadProgress {
  readonly model: string
  readonly file: string
  readonly receivedBytes: number
  readonly totalBytes: number | null
}

export interface HubRequest {
  /** `owner/name` on the hub. */
  readonly model: string
  /** Models lie in `<cacheDir>/<owner>/<name>/`. */
  readonly cacheDir: string
  /** Base address of the hub or a mirror, e.g. https://huggingface.co. */
  readonly endpoint: string
  readonly stallTimeoutMs: number
  readonly onProgress: (progress: DownloadProgress) => void
}

/** Small ones first: a name that is wrong fails before the large file starts. */
const DESCRIPTION_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const

/** The 8-bit model is a quarter of the size; not every model has one. */
const WEIGHT_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const

const HUB_NAME = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/

/** True for `owner/name`; a path to a folder never matches unless it looks exactly like that. */
export function isHubName(model: string): boolean {
  return HUB_NAME.test(model) && !model.includes('..')
}

/**
 * @returns the folder; after a failure nothing stands there, and what has arrived waits beside it for the next try.
 * @throws {AppError} model-missing, model-unreachable, model-damaged — see download.ts; also model-damaged where a file
 *   is not what its name says (a login page of the network is answered with 200 and HTML), usage — a bad endpoint,
 *   data-unwritable — the cache folder cannot be written.
 */
export async function ensureHubModel(request: HubRequest): Promise<string> {
  const folder = join(request.cacheDir, ...request.model.split('/'))
  if (existsSync(folder)) return folder
  try {
    await fetchModel(request, folder)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'data-unwritable',
      `无法把模型保存到 ${request.cacheDir}。请检查该文件夹的写入权限和磁盘空间后重试。`,
      { cacheDir: request.cacheDir, cause },
    )
  }
  return folder
}

async function fetchModel(request: HubRequest, folder: string): Promise<void> {
  const staging = join(request.cacheDir, '.partial', ...request.model.split('/'))
  for (const file of DESCRIPTION_FILES) await fetchFile(request, { staging, file })
  await fetchWeights(request, staging)
  await mkdir(dirname(folder), { recursive: true })
  await rename(staging, folder)
}

async function fetchWeights(request: HubRequest, staging: string): Promise<void> {
  const [small, full] = WEIGHT_FILES
  try {
    await fetchFile(request, { staging, file: small })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'model-missing') throw error
    await fetchFile(request, { staging, file: full })
  }
}

interface Target {
  readonly staging: string
  readonly file: string
}

async function fetchFile(request: HubRequest, { staging, file }: Target): Promise<void> {
  const path = join(staging, file)
  const url = fileUrl(request, file)
  await download({
    url,
    path,
    stallTimeoutMs: request.stallTimeoutMs,
    onBytes: (receivedBytes, totalBytes) => {
      request.onProgress({ model: request.model, file, receivedBytes, totalBytes })
    },
  })
  if (await isWhatItsNameSays(path)) return
  await rm(path, { force: true })
  throw new AppError(
    'model-damaged',
    `从 ${url} 得到的不是模型文件(可能是网络登录页或代理的提示页),已丢弃。请先登录网络,或更换模型站点后重试。`,
    { url, file },
  )
}

function fileUrl(request: HubRequest, file: string): string {
  const url = `${request.endpoint.replace(/\/+$/, '')}/${request.model}/resolve/main/${file}`
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new AppError('usage', `模型站点地址无效:${request.endpoint}。应为 http:// 或 https:// 开头的网址。`, {
    endpoint: request.endpoint,
  })
}

async function isWhatItsNameSays(path: string): Promise<boolean> {
  if (path.endsWith('.onnx')) return looksLikeOnnx(path)
  try {
    JSON.parse(await readFile(path, 'utf8'))
    return true
  } catch {
    return false
  }
}
