/**
 * Fetches one file over HTTP into place: a URL and a path go in, the complete file lies at the path afterwards. What has
 * arrived is kept in `<path>.part`, so a later call goes on where this one was cut; nothing stands at the path itself
 * before size and digest agree with what the server promised. It retries nothing: the caller decides.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../model/errors.ts'

export interface DownloadRequest {
  readonly url: string
  readonly path: string
  /** Give up after this long without a byte. */
  readonly stallTimeoutMs: number
  readonly onBytes: (receivedBytes: number, totalBytes: number | null) => void
}

/** What the server says about a file before sending it; null where it does not say. */
interface RemoteFile {
  readonly sizeBytes: number | null
  /** Names the content: while it stays the same, a part fetched earlier may be continued. */
  readonly tag: string | null
  /** The tag is a digest of the content. Only a hub says so; elsewhere a tag may be any text. */
  readonly tagIsDigest: boolean
}

/** A hub answers with redirects to its storage; more than a few are a loop. */
const MAX_REDIRECTS = 5

/** Compressed on the way, a body would have another length than the file. */
const PLAIN = { 'accept-encoding': 'identity' }

const NOT_THERE: ReadonlySet<number> = new Set([401, 403, 404, 410])
const HEAD_UNSUPPORTED: ReadonlySet<number> = new Set([405, 501])

/**
 * @throws {AppError} model-missing — the server does not have the file (or asks for a login);
 *   model-unreachable — no connection, an error status, cut, or silent for too long; what arrived is kept;
 *   model-damaged — the file came through but is not what the server promised; it is thrown away.
 * @throws {Error} the system's own error where the disk cannot be written.
 */
export async function download(request: DownloadRequest): Promise<void> {
  await mkdir(dirname(request.path), { recursive: true })
  const remote = await inspect(request)
  const part = `${request.path}.part`
  await dropStalePart(part, remote)
  await receive(request, remote)
  await verify(request, remote)
  await rename(part, request.path)
  await rm(`${part}.tag`, { force: true })
}

/** Asks for size and tag without the body. The hub gives them with its first answer, before it redirects to storage. */
async function inspect(request: DownloadRequest): Promise<RemoteFile> {
  let url = request.url
  for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
    const response = await ask(request, url, { method: 'HEAD', redirect: 'manual', headers: PLAIN })
    if (HEAD_UNSUPPORTED.has(response.status)) return { sizeBytes: null, tag: null, tagIsDigest: false }
    const location = response.headers.get('location')
    const linked = response.headers.get('x-linked-etag')
    if (location === null || linked !== null) return describeRemote(response, linked)
    url = new URL(location, url).href
  }
  throw unreachable(request, `重定向超过 ${MAX_REDIRECTS} 次`)
}

function describeRemote(response: Response, linkedTag: string | null): RemoteFile {
  const size = response.headers.get(linkedTag === null ? 'content-length' : 'x-linked-size')
  const tag = linkedTag ?? response.headers.get('etag')
  return {
    sizeBytes: size === null ? null : Number(size),
    tag: tag === null ? null : bareTag(tag),
    tagIsDigest: linkedTag !== null || response.headers.has('x-repo-commit'),
  }
}

function bareTag(tag: string): string {
  return tag.replace(/^W\//, '').replaceAll('"', '')
}

/** A part is continued only where the server vouches that the content is still the same. */
async function dropStalePart(part: string, remote: RemoteFile): Promise<void> {
  const before = await readFile(`${part}.tag`, 'utf8').catch(() => null)
  const tooLong = remote.sizeBytes !== null && (await sizeOf(part)) > remote.sizeBytes
  if (remote.tag === null || before !== remote.tag || tooLong) await rm(part, { force: true })
  if (remote.tag !== null) await writeFile(`${part}.tag`, remote.tag)
}

async function receive(request: DownloadRequest, remote: RemoteFile): Promise<void> {
  const part = `${request.path}.part`
  const have = await sizeOf(part)
  if (have > 0 && have === remote.sizeBytes) return
  const watch = watchForSilence(request.stallTimeoutMs)
  try {
    const headers = have > 0 ? { ...PLAIN, range: `bytes=${have}-` } : PLAIN
    const response = await ask(request, request.url, { headers, signal: watch.signal })
    const onChunk = (receivedBytes: number): void => {
      watch.heard()
      request.onBytes(receivedBytes, remote.sizeBytes)
    }
    await append(response, { part, from: continuesAt(response, have) ? have : 0, onChunk })
  } catch (cause) {
    if (cause instanceof AppError || isFileError(cause)) throw cause
    throw unreachable(request, watch.signal.aborted ? silence(request) : '连接中断', cause)
  } finally {
    watch.stop()
  }
}

/** A server may ignore the range and send everything again; anything else than the very rest would corrupt the file. */
function continuesAt(response: Response, position: number): boolean {
  return (
    response.status === 206 && (response.headers.get('content-range') ?? '').startsWith(`bytes ${position}-`)
  )
}

interface AppendTarget {
  readonly part: string
  readonly from: number
  readonly onChunk: (receivedBytes: number) => void
}

async function append(response: Response, { part, from, onChunk }: AppendTarget): Promise<void> {
  const file = await open(part, from > 0 ? 'a' : 'w')
  try {
    let received = from
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      await file.writeFile(chunk)
      received += chunk.length
      onChunk(received)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Our disk failed, not the network: a full disk must not be reported as a broken connection. */
function isFileError(error: unknown): boolean {
  const codes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'EIO']
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/** One request, its failures in our words. */
async function ask(request: DownloadRequest, url: string, init: RequestInit): Promise<Response> {
  let response: Response
  const signal = init.signal ?? AbortSignal.timeout(request.stallTimeoutMs)
  try {
    response = await fetch(url, { ...init, signal })
  } catch (cause) {
    throw unreachable(request, signal.aborted ? silence(request) : '连接不上', cause)
  }
  if (NOT_THERE.has(response.status)) {
    throw new AppError(
      'model-missing',
      `模型站点上没有这个文件(或需要登录):${request.url}(HTTP ${response.status})。请检查 EMBEDDING_MODEL 的名称。`,
      { url: request.url, status: response.status },
    )
  }
  if (response.status >= 400 && !HEAD_UNSUPPORTED.has(response.status)) {
    throw unreachable(request, `HTTP ${response.status}`)
  }
  return response
}

/** Compares what arrived with what was promised; a hub's tag is the SHA-256 or the git hash of the content. */
async function verify(request: DownloadRequest, remote: RemoteFile): Promise<void> {
  const part = `${request.path}.part`
  const size = await sizeOf(part)
  const sizeAgrees = remote.sizeBytes === null || size === remote.sizeBytes
  if (sizeAgrees && (await digestAgrees(part, remote))) return
  await rm(part, { force: true })
  await rm(`${part}.tag`, { force: true })
  throw new AppError(
    'model-damaged',
    `下载到的文件与模型站点给出的大小或校验值不符,已丢弃:${request.url}。请重试,或更换模型站点。`,
    { url: request.url, size, expectedSize: remote.sizeBytes },
  )
}

async function digestAgrees(path: string, { tag, tagIsDigest }: RemoteFile): Promise<boolean> {
  if (tag === null || !tagIsDigest) return true
  if (/^[0-9a-f]{64}$/.test(tag)) return (await digestOf(path, 'sha256', '')) === tag
  if (/^[0-9a-f]{40}$/.test(tag))
    return (await digestOf(path, 'sha1', `blob ${await sizeOf(path)}\0`)) === tag
  return true
}

async function digestOf(path: string, algorithm: string, prefix: string): Promise<string> {
  const hash = createHash(algorithm).update(prefix)
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0
}

/** Aborts its signal once nobody has called `heard` for the given time. */
function watchForSilence(timeoutMs: number): { signal: AbortSignal; heard: () => void; stop: () => void } {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort()
  }, timeoutMs)
  return {
    signal: controller.signal,
    heard: () => void timer.refresh(),
    stop: () => {
      clearTimeout(timer)
    },
  }
}

function silence(request: DownloadRequest): string {
  return `${request.stallTimeoutMs / 1000} 秒没有收到数据`
}

function unreachable(request: DownloadRequest, reason: string, cause?: unknown): AppError {
  return new AppError(
    'model-unreachable',
    `无法从模型站点下载 ${request.url}:${reason}。请检查网络,或把 HF_ENDPOINT 设为可用的镜像站点;已下载的部分会保留,下次接着下载。`,
    { url: request.url, reason, ...(cause === undefined ? {} : { cause }) },
  )
}
