/**
 * The static files of the page: read once, on first use, served under a name that carries a hash of the content so that
 * browsers may keep them for good. Only the files listed here are served; nothing is looked up by a path from outside.
 */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { type Hono } from 'hono'

const TYPES = {
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'chat.js': 'text/javascript; charset=utf-8',
  'document.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const

export type AssetName = keyof typeof TYPES

interface Asset {
  readonly url: string
  readonly type: string
  readonly body: string
}

/** Beside this file in a checkout; the compiler copies no assets, so from dist/bot/web they are three folders up. */
const FOLDERS = ['./assets/', '../../../bot/web/assets/']

/** 12 hex digits tell versions of one file apart for as long as anybody will. */
const HASH_LENGTH = 12

let loaded: ReadonlyMap<AssetName, Asset> | null = null

/** The address under which a static file is served, e.g. `/assets/page.0f3a….css`. */
export function assetUrl(name: AssetName): string {
  return asset(name).url
}

/** Adds a route for each static file. */
export function serveAssets(app: Hono): void {
  for (const name of assetNames()) {
    const { url, type, body } = asset(name)
    app.get(url, c => {
      c.header('Content-Type', type)
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
      return c.body(body)
    })
  }
}

function asset(name: AssetName): Asset {
  loaded ??= new Map(assetNames().map(each => [each, read(each)]))
  const found = loaded.get(name)
  if (found === undefined) throw new Error(`no static file ${name}`)
  return found
}

function assetNames(): AssetName[] {
  return Object.keys(TYPES) as AssetName[]
}

function read(name: AssetName): Asset {
  const body = readFileSync(new URL(name, folder()), 'utf8')
  const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH)
  return { url: `/assets/${name.replace('.', `.${hash}.`)}`, type: TYPES[name], body }
}

function folder(): URL {
  const candidates = FOLDERS.map(path => new URL(path, import.meta.url))
  const found = candidates.find(candidate => existsSync(new URL('page.css', candidate)))
  if (found === undefined) throw new Error(`static files of the page not found near ${import.meta.url}`)
  return found
}
