/**
 * The chat page. Without scripts its form posts to `/` and the answer comes back in the page; with scripts
 * (assets/chat.js) the same markup is added turn by turn. The script's words travel in data attributes.
 */

import { html } from 'hono/html'
import { type Reply } from '../../../knowledge/model/answer.ts'
import { webWording } from '../../wording.ts'
import { type DueEntry } from '../calendar-view.ts'
import { keepRecent, QUESTION_LIMIT } from '../requests.ts'
import { turn } from './answer.ts'
import { soonList } from './calendar-list.ts'
import { removeIcon, warningIcon } from './icons.ts'
import { type Html, page } from './layout.ts'

export interface ChatPage {
  readonly documentCount: number
  readonly examples: readonly string[]
  /** What falls due next, for a first visit. */
  readonly soon: readonly DueEntry[]
  /** One sentence on the state of the service, or null. */
  readonly status: string | null
  readonly session: string
  /** The answer to the question just posted without scripts. */
  readonly reply: Reply | null
  /** Questions asked before in this conversation, oldest first. */
  readonly earlier: readonly string[]
  /** What was wrong with the question just posted. */
  readonly fault: string | null
  /** What the input holds: a question to be mended or finished. */
  readonly draft: string
  /** Said once, e.g. after the place was dropped. */
  readonly note: string | null
}

const EXAMPLES_SHOWN = 6

const words = webWording.chat

/** The chat page in the state that `chat` describes. */
export function chatPage(chat: ChatPage): Html {
  const isFresh = chat.reply === null && chat.earlier.length === 0
  return page({
    title: words.title,
    current: 'ask',
    layout: 'chat',
    scripts: ['chat.js'],
    content: html`<div class="conversation">
        ${chat.status === null ? '' : html`<p class="notice">${warningIcon()}<span>${chat.status}</span></p>`}
        ${welcome(chat, isFresh)} ${earlierQuestions(chat)}
        <h2 class="visually-hidden">${words.conversation}</h2>
        <ol class="turns" id="latest">
          ${chat.reply === null ? '' : turn(chat.reply)}
        </ol>
      </div>
      ${composer(chat)}`,
  })
}

function welcome({ documentCount, examples, soon, session }: ChatPage, isFresh: boolean): Html {
  const shown = examples.slice(0, EXAMPLES_SHOWN)
  return html`<section class="welcome" ${isFresh ? '' : html`hidden`}>
    <h1>${words.greeting}</h1>
    <p class="promise">${documentCount === 0 ? words.empty : words.promise(documentCount)}</p>
    ${shown.length === 0 ? '' : exampleList(shown, session)} ${soonList(soon)}
  </section>`
}

function exampleList(examples: readonly string[], session: string): Html {
  return html`<form class="examples" method="post" action="/#latest" enctype="multipart/form-data">
    <input type="hidden" name="session" value="${session}" />
    <h2>${words.examples}</h2>
    <ul>
      ${examples.map(
        example => html`<li><button name="question" value="${example}" data-example>${example}</button></li>`,
      )}
    </ul>
  </form>`
}

/** Without scripts the conversation is a list of what was asked; each entry can be asked again. */
function earlierQuestions({ earlier, session }: ChatPage): Html | string {
  if (earlier.length === 0) return ''
  return html`<form class="earlier" method="post" action="/#latest" enctype="multipart/form-data">
    <input type="hidden" name="session" value="${session}" />
    <h2>${words.earlier}</h2>
    <ul>
      ${earlier.map(question => html`<li><button name="question" value="${question}">${question}</button></li>`)}
    </ul>
    ${carried(earlier)}
  </form>`
}

function carried(questions: readonly string[]): Html[] {
  return keepRecent(questions).map(
    question => html`<input type="hidden" name="earlier" value="${question}" />`,
  )
}

function composer(chat: ChatPage): Html {
  const asked = chat.reply === null ? chat.earlier : [...chat.earlier, chat.reply.answer.question]
  return html`<form
    class="composer"
    method="post"
    action="/#latest"
    enctype="multipart/form-data"
    data-pending="${words.pending}"
    data-unreachable="${words.unreachable}"
    data-answered="${words.answered}"
    data-scope-forgotten="${words.scopeForgotten}"
  >
    <div class="composer-inner">
      <input type="hidden" name="session" value="${chat.session}" />
      ${carried(asked)} ${scopeChip(chat.reply?.answer.scope ?? null)}
      <p class="fault" id="fault" role="alert" ${chat.fault === null ? html`hidden` : ''}>
        ${chat.fault ?? ''}
      </p>
      <div class="ask">
        <label class="visually-hidden" for="question">${words.inputLabel}</label>
        <textarea
          id="question"
          name="question"
          rows="1"
          maxlength="${QUESTION_LIMIT}"
          placeholder="${words.placeholder}"
          aria-describedby="keys fault"
          autocomplete="off"
          autofocus
        >
${chat.draft}</textarea>
        <button class="button send" type="submit">${words.send}</button>
      </div>
      <div class="hints">
        <p id="keys" class="script-only">${words.keys}</p>
        <p class="said" id="said" role="status">${chat.note ?? ''}</p>
        <a class="fresh script-only" href="/" data-new-conversation>${words.newConversation}</a>
      </div>
    </div>
  </form>`
}

/** The place the conversation is about; the script fills and hides it, so it is always in the page. */
function scopeChip(scope: string | null): Html {
  return html`<p class="chip" id="scope" ${scope === null ? html`hidden` : ''}>
    <span class="chip-name">${words.scopeLabel}</span><b id="scope-name">${scope ?? ''}</b
    ><button
      type="submit"
      name="forget"
      value="1"
      formnovalidate
      aria-label="${words.forgetScope}"
      title="${words.forgetScope}"
    >
      ${removeIcon()}
    </button>
  </p>`
}
