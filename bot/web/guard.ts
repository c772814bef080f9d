/**
 * The door of the web page: security headers on every response, refusal of foreign Host headers (DNS rebinding) and of
 * requests that another site's page sends (cross-site request forgery). It does not authenticate anybody.
 */

import { type Context, type MiddlewareHandler } from 'hono'
import { webWording } from '../wording.ts'
import { refuse } from './problems.ts'

const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '[::1]']

/** A host name or bracketed IPv6 address, then an optional port; anything else (user info, spaces) is no Host header. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i

/** Methods that change nothing and may therefore come from a link on another site. */
const SAFE_METHODS = new Set(['GET', 'HEAD'])

/**
 * `same-origin`, not `no-referrer`: under the latter browsers send `Origin: null` with the page's own forms, and the
 * origin check below would refuse them.
 */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Sets the security headers on every response, and `no-cache` where the handler said nothing about caching. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value)
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
}

/** Refuses with 403 every request whose Host header names neither this machine nor one of `publicHosts`. */
export function hostGuard(publicHosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set([...LOCAL_HOSTS, ...publicHosts].map(host => host.toLowerCase()))
  return async (c, next) => {
    const hostname = HOST.exec(hostOf(c))?.[1]?.toLowerCase()
    if (hostname === undefined || !allowed.has(hostname)) {
      return refuse(c, { status: 403, code: 'foreign-host', message: webWording.problem.foreignHost })
    }
    return next()
  }
}

/**
 * Refuses with 403 a POST that a page of another origin sends. Programs that send neither Origin nor Sec-Fetch-Site
 * pass: a browser always sends at least the former with a POST.
 */
export const sameOriginGuard: MiddlewareHandler = async (c, next) => {
  if (!SAFE_METHODS.has(c.req.method) && !comesFromHere(c)) {
    return refuse(c, { status: 403, code: 'foreign-origin', message: webWording.problem.foreignOrigin })
  }
  return next()
}

function comesFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = c.req.header('origin')
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host.toLowerCase() === hostOf(c).toLowerCase()
}

function hostOf(c: Context): string {
  return c.req.header('host') ?? new URL(c.req.url).host
}
