/** A real Chromium for tests of the page: opens pages of an application and hears what goes wrong in them. */

import { existsSync, readFileSync } from 'node:fs'
import { type Hono } from 'hono'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type RunningServer, serve } from '../../../bot/web/serve.ts'

export const EXECUTABLE = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
export const HAS_BROWSER = existsSync(EXECUTABLE)
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

/** Scripts that run inside the page are texts here: the tests are compiled without the browser's types. */
const LOW_CONTRAST = readFileSync(new URL('./low-contrast.js', import.meta.url), 'utf8')
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
export const ACTIVE_ID = 'document.activeElement.id'

export const WIDE = { width: 1280, height: 900 }
export const PHONE = { width: 360, height: 740 }
export const ZOOMED = { width: WIDE.width / 2, height: WIDE.height / 2 }

/** How far the page can be scrolled sideways, in pixels. */
export const overflow = (page: Page) => page.evaluate<number>(OVERFLOW)

/** How many texts were looked at, and those whose contrast is below 4.5 : 1. */
export const lowContrast = (page: Page) =>
  page.evaluate<{ readonly checked: number; readonly low: string[] }>(LOW_CONTRAST)

export interface Chromium {
  /** Opens a path of the application, without its leading slash. */
  readonly open: (path?: string, options?: BrowserContextOptions) => Promise<Page>
  /** E.g. `http://127.0.0.1:40001/`. */
  readonly url: () => string
  /** Leaves out complaints that a test meant to provoke. */
  readonly forgive: (isMeant: (complaint: string) => boolean) => void
}

/** For a whole `describe`: every test fails that leaves an error in the console or asks another machine. */
export function useChromium(buildApp: () => Hono): Chromium {
  let browser: Browser
  let server: RunningServer
  let complaints: string[] = []

  beforeAll(async () => {
    server = await serve(buildApp(), { port: 0 })
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map(context => context.close()))
    const heard = complaints
    complaints = []
    expect(heard).toEqual([])
  })

  const listen = (page: Page) => {
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(error.message))
    page.on('dialog', dialog => complaints.push(`dialog: ${dialog.message()}`))
    page.on('request', request => {
      if (!request.url().startsWith(server.url)) complaints.push(`outside: ${request.url()}`)
    })
  }
  return {
    async open(path = '', options = {}) {
      const context = await browser.newContext({ viewport: WIDE, ...options })
      const page = await context.newPage()
      listen(page)
      await page.goto(server.url + path)
      return page
    },
    url: () => server.url,
    forgive(isMeant) {
      complaints = complaints.filter(complaint => !isMeant(complaint))
    },
  }
}
