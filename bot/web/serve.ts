/** Puts the web page on a port of this machine. In goes the application, out comes a handle that stops it. */

import { type AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Hono } from 'hono'
import { AppError } from '../../knowledge/model/errors.ts'
import { webWording } from '../wording.ts'

/** How long requests under way may go on after `close()`, in milliseconds, before their connections are cut. */
const CLOSE_GRACE_MS = 3000

export interface ServeOptions {
  /** 0 lets the system choose. */
  readonly port: number
  /** The address to listen on. Only this machine can reach the default, 127.0.0.1. */
  readonly host?: string
}

export interface RunningServer {
  /** The port in use, also where 0 was asked for. */
  readonly port: number
  /** E.g. `http://127.0.0.1:8080/`. */
  readonly url: string
  /** Takes no new request, lets those under way finish (3 s at most), frees the port. May be called again. */
  close(): Promise<void>
}

/**
 * Listens until closed.
 * @throws AppError `port-in-use`, or `usage` where the port or the address cannot be used on this machine.
 */
export async function serve(app: Hono, { port, host = '127.0.0.1' }: ServeOptions): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenError(error, { port, host }))
    })
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  let closing: Promise<void> | null = null
  return {
    port: actual,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}/`,
    close: () => (closing ??= stop(server)),
  }
}

function stop(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise(resolve => {
    const closeAll = () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }
    const deadline = setTimeout(closeAll, CLOSE_GRACE_MS)
    server.close(() => {
      clearTimeout(deadline)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}

function listenError(error: NodeJS.ErrnoException, { port, host }: Required<ServeOptions>): Error {
  const { problem } = webWording
  const data = { port, host, cause: error }
  if (error.code === 'EADDRINUSE') return new AppError('port-in-use', problem.portInUse(port), data)
  if (error.code === 'EACCES') return new AppError('usage', problem.portForbidden(port), data)
  if (error.code === 'EADDRNOTAVAIL') return new AppError('usage', problem.hostUnavailable(host), data)
  return error
}
