/** The frame that every page shares: head, skip link, header with navigation. It holds no page's own content. */

import { html } from 'hono/html'
import { webWording } from '../../wording.ts'
import { type AssetName, assetUrl } from '../assets.ts'

/** Markup made by hono's `html` helper, in which every inserted text is escaped. */
export type Html = ReturnType<typeof html>

export interface PageFrame {
  /** Shown in the browser's title bar before the product's name. */
  readonly title: string
  readonly current: 'ask' | 'register' | 'calendar' | 'documents' | null
  /** Extra class of the body, e.g. to let the chat fill the window. */
  readonly layout: 'chat' | 'reading' | 'wide'
  readonly scripts: readonly AssetName[]
  readonly content: Html
}

/** A whole HTML page. The one script in the head only sets the size of print, before anything is painted. */
export function page({ title, current, layout, scripts, content }: PageFrame): Html {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${webWording.brand}</title>
        <link rel="icon" type="image/svg+xml" href="${assetUrl('icon.svg')}" />
        <link rel="stylesheet" href="${assetUrl('page.css')}" />
        <script src="${assetUrl('page.js')}"></script>
        ${scripts.map(name => html`<script src="${assetUrl(name)}" defer></script>`)}
      </head>
      <body class="${layout}">
        <a class="skip" href="#content">${webWording.skipToContent}</a>
        ${header(current)}
        <main id="content" tabindex="-1">${content}</main>
      </body>
    </html>`
}

function header(current: PageFrame['current']): Html {
  const link = (href: string, name: string, isCurrent: boolean) =>
    html`<a href="${href}" ${isCurrent ? html`aria-current="page"` : ''}>${name}</a>`
  return html`<header class="site">
    <div class="site-inner">
      <a class="brand" href="/"
        ><span class="brand-name">${webWording.brand}</span
        ><span class="brand-line">${webWording.tagline}</span></a
      >
      <nav aria-label="${webWording.mainNavigation}">
        ${link('/', webWording.navAsk, current === 'ask')}
        ${link('/register', webWording.navRegister, current === 'register')}
        ${link('/calendar', webWording.navCalendar, current === 'calendar')}
        ${link('/documents', webWording.navDocuments, current === 'documents')}
      </nav>
      <button
        class="tool script-only"
        type="button"
        data-large-print
        aria-pressed="false"
        title="${webWording.largePrintLong}"
        aria-label="${webWording.largePrintLong}"
      >
        ${webWording.largePrint}
      </button>
    </div>
  </header>`
}
