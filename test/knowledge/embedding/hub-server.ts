/** A model hub on the loopback interface that serves a folder under any name and misbehaves as told, file by file. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export type Behaviour =
  | 'serve'
  | 'missing'
  | 'error'
  /** A network's login page: 200 and HTML to whatever is asked. */
  | 'portal'
  /** The connection breaks half way through the body. */
  | 'cut'
  /** Half the body, then silence. */
  | 'hang'
  /** No answer at all. */
  | 'silent'
  /** The right length, one byte wrong. */
  | 'altered'
  /** Sends everything although a part was asked for. */
  | 'no-ranges'

export interface HubServer {
  readonly endpoint: string
  /** `GET config.json bytes=10-` and the like, in order. */
  readonly requests: readonly string[]
  /** Decides per file; everything is served where it says nothing. */
  behave: (rule: (file: string) => Behaviour | undefined) => void
  /** Serves these bytes under that name from now on. */
  replace: (file: string, content: Buffer) => void
  readonly close: () => Promise<void>
}

const PORTAL = Buffer.from('<!doctype html><title>请先登录</title>')

export async function startHubServer(folder: string): Promise<HubServer> {
  const requests: string[] = []
  const replaced = new Map<string, Buffer>()
  let rule: (file: string) => Behaviour | undefined = () => undefined
  const server = createServer((request, response) => {
    const file = (request.url ?? '').split('/resolve/main/')[1] ?? ''
    requests.push([request.method, file, request.headers.range].filter(Boolean).join(' '))
    const path = join(folder, file)
    const content = replaced.get(file) ?? (existsSync(path) ? readFileSync(path) : null)
    answer({ request, response, content, behaviour: rule(file) ?? 'serve' })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave: next => (rule = next),
    replace: (file, content) => void replaced.set(file, content),
    close: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly content: Buffer | null
  readonly behaviour: Behaviour
}

function answer({ request, response, content, behaviour }: Exchange): void {
  if (behaviour === 'silent') return
  if (behaviour === 'error') return void response.writeHead(500).end()
  if (behaviour === 'portal') return void response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL)
  if (behaviour === 'missing' || content === null) return void response.writeHead(404).end()
  const range = behaviour === 'no-ranges' ? undefined : request.headers.range
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  const body = Buffer.from(content.subarray(from))
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': body.length,
    'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
    'x-repo-commit': 'main',
    etag: `"${createHash('sha256').update(content).digest('hex')}"`,
  })
  if (request.method === 'HEAD') return void response.end()
  if (behaviour === 'altered') body.writeUInt8(body.readUInt8(body.length - 1) ^ 1, body.length - 1)
  if (behaviour !== 'cut' && behaviour !== 'hang') return void response.end(body)
  response.write(body.subarray(0, body.length / 2), () => {
    if (behaviour === 'cut') response.destroy()
  })
}
