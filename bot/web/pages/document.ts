/**
 * The page of one document: what is known about it, its warnings, its contents, and its whole text in its outline, with
 * the span of a deep link highlighted on the server so that it also works without scripts and on paper.
 */

import { html } from 'hono/html'
import { type Article, type Span, type Warning } from '../../../knowledge/model/document.ts'
import { webWording } from '../../wording.ts'
import { contentsOf } from '../contents.ts'
import { type DocumentContent } from '../deps.ts'
import { addressOf } from '../duty-requests.ts'
import { type Block, type PlacedWarning, type Section, viewDocument } from '../document-view.ts'
import { type Piece } from '../pieces.ts'
import { articleName, path } from './answer.ts'
import { warningIcon } from './icons.ts'
import { type Html, page } from './layout.ts'

export interface DocumentPage {
  readonly content: DocumentContent
  /** The span to highlight. */
  readonly quoted: Span | null
  /** The address named a span that is not in the document. */
  readonly badSpan: boolean
}

/** With more warnings than this, their list is folded. */
const WARNINGS_OPEN = 4

/** Headings of the text start below the page's own (h1, h2); HTML has six levels. */
const FIRST_HEADING = 2
const LAST_HEADING = 6

const words = webWording.document

/** The page of one document. */
export function documentPage({ content, quoted, badSpan }: DocumentPage): Html {
  const { document } = content
  const sections = viewDocument(content, quoted)
  const cited = sections.find(section => section.quoted) ?? null
  const contents = contentsList(content)
  return page({
    title: document.title,
    current: 'documents',
    layout: 'wide',
    scripts: ['document.js'],
    content: html`<div class="document ${contents === '' ? '' : 'with-contents'}">
      ${contents}
      <div class="sheet">
        ${cited === null || quoted === null ? '' : quotedBar(pathOf(cited.article, document.title), quoted)}
        <header class="document-head">
          <h1>${document.title}</h1>
          ${facts(content)}
          ${badSpan ? html`<p class="notice">${warningIcon()}<span>${words.badSpan}</span></p>` : ''}
          ${warningList(document.warnings)}
          <p class="tools script-only">
            <button class="tool" type="button" data-print>${words.print}</button>
          </p>
        </header>
        <article class="text">
          ${sections.map(section => renderSection(section, { quoted, title: document.title }))}
        </article>
      </div>
    </div>`,
  })
}

/** Stays in view while one reads around the quotation: where it stands, and the way back to it. */
function quotedBar(crumbs: readonly string[], { start, end }: Span): Html {
  return html`<nav class="quoted-bar" aria-label="${words.quoted}">
    <p class="crumbs"><span class="crumbs-name">${words.quoted}</span>${path(crumbs)}</p>
    <a href="#s${start}-${end}">${words.backToQuote}</a>
  </nav>`
}

/** Headings above an article and its own name; the document's title, which heads many paths, is on the page anyway. */
function pathOf(article: Article | null, title: string): string[] {
  return article === null ? [] : [...article.path.filter(part => part !== title), articleName(article)]
}

function facts({ document }: DocumentContent): Html {
  const { years, characters, articleCount } = document
  const rows: [string, string | null][] = [
    [words.documentNumber, document.documentNumber],
    [words.issuer, document.issuer],
    [words.issuedOn, document.issuedOn],
    [words.type, document.type],
    [words.place, document.jurisdiction],
    [words.years, yearsOf(years)],
    [words.extent, words.extentOf(articleCount, characters.toLocaleString('zh-CN'))],
    [words.source, document.source],
  ]
  return html`<dl class="facts">
    ${rows.map(([name, value]) =>
      value === null
        ? ''
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
    <div class="document-duties">
      <dt>${words.duties}</dt>
      <dd><a href="${addressOf('/register', { document: document.id })}">${words.toRegister}</a></dd>
    </div>
  </dl>`
}

/** `2021—2025`, or one year, or null. */
export function yearsOf(years: { readonly from: number; readonly to: number } | null): string | null {
  if (years === null) return null
  return years.from === years.to ? String(years.from) : `${years.from}—${years.to}`
}

function warningList(warnings: readonly Warning[]): Html | string {
  if (warnings.length === 0) return ''
  return html`<details class="document-warnings" ${warnings.length <= WARNINGS_OPEN ? html`open` : ''}>
    <summary>${warningIcon()}<span>${words.warnings(warnings.length)}</span></summary>
    <ul>
      ${warnings.map(
        ({ message, line }, index) =>
          html`<li>
            ${line === null ? '' : html`<a href="#w${index}">${words.line(line)}</a>`}<span>${message}</span>
          </li>`,
      )}
    </ul>
  </details>`
}

function contentsList({ units, text }: DocumentContent): Html | '' {
  const entries = contentsOf(units)
  if (entries.length === 0) return ''
  const top = Math.min(...entries.map(entry => entry.level))
  return html`<nav class="contents" aria-label="${words.contents}">
    <details open data-contents>
      <summary>${words.contents}</summary>
      <ol>
        ${entries.map(unit => {
          const start = unit.start + Math.max(0, text.slice(unit.start, unit.end).search(/\S/))
          return html`<li class="depth-${Math.min(unit.level - top, 3)}">
            <a href="#u${start}">${articleName(unit)}</a>
          </li>`
        })}
      </ol>
    </details>
  </nav>`
}

interface SectionContext {
  readonly quoted: Span | null
  readonly title: string
}

function renderSection(section: Section, { quoted, title }: SectionContext): Html {
  const { article } = section
  const blocks = blocksOf(section, quoted)
  if (section.kind === 'furniture') {
    return html`<details class="furniture" ${section.quoted ? html`open` : ''}>
      <summary>${words.furniture(section.blocks.length)}</summary>
      ${blocks}
    </details>`
  }
  if (article === null) return html`<div class="between">${blocks}</div>`
  const above = pathOf(article, title).slice(0, -1)
  const pathLine = section.quoted && above.length > 0 ? html`<p class="path">${path(above)}</p>` : ''
  return html`<section class="article${section.quoted ? ' cited' : ''}" id="a${article.start}">
    ${pathLine}${blocks}
  </section>`
}

function blocksOf(section: Section, quoted: Span | null): Html[] {
  return section.blocks.map(block => {
    const isTarget = quoted !== null && block.start <= quoted.start && quoted.start < block.end
    const id = isTarget ? `s${quoted.start}-${quoted.end}` : null
    return html`${renderBlock(block, id)}${damageNote(block)}${block.warnings.map(lineNote)}`
  })
}

/** The element holds exactly the source's characters, nothing before or after: `data-start` says where they stand. */
function renderBlock(block: Block, quoteId: string | null): Html {
  const { kind, level, start } = block
  const inner = block.pieces.map((piece, index) => {
    const isFirstQuoted = piece.quoted && block.pieces.findIndex(each => each.quoted) === index
    return renderPiece(piece, isFirstQuoted ? quoteId : null)
  })
  const id = block.opens === null ? '' : html`id="u${start}"`
  // Tag names cannot be inserted as text; role and aria-level say what h2 to h6 would.
  const rank = Math.min(FIRST_HEADING + level, LAST_HEADING)
  const heading = html`class="heading level-${level}" role="heading" aria-level="${rank}"`
  const attributes = kind === 'heading' ? heading : html`class="${kind}"`
  return html`<p data-start="${start}" ${id} ${attributes}>${inner}</p>`
}

function renderPiece({ text, role, quoted }: Piece, quoteId: string | null): Html {
  const id = quoteId === null ? '' : html` id="${quoteId}"`
  const inner = quoted ? html`<mark${id}>${text}</mark>` : html`${text}`
  if (role === 'head') return html`<b class="head">${inner}</b>`
  return role === 'field' ? html`<span class="field-name">${inner}</span>` : inner
}

function damageNote({ opens }: Block): Html | string {
  if (opens?.damaged !== true) return ''
  const note = opens.expectedLabel === null ? words.damaged : words.damagedLabel(opens.expectedLabel)
  return html`<p class="note">${warningIcon()}<span>${note}</span></p>`
}

function lineNote({ message, line, index }: PlacedWarning): Html {
  return html`<p class="note" id="w${index}">
    ${warningIcon()}<span>${line === null ? '' : html`<b>${words.line(line)}</b>`}${message}</span>
  </p>`
}
