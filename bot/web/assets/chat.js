/*
 * The chat page with scripts: sends the question, adds the turn that the server rendered, keeps the conversation in
 * this tab until it is closed. Every word it shows comes from the server or from data attributes of the form. Plain
 * ES2019, no dependencies; without it the form posts and the page still works.
 */
;(function () {
  'use strict'
  var KEY = 'xuefa.conversation'
  var TURNS_KEPT = 40
  var WAIT_MS = 120000

  var form = document.querySelector('.composer')
  var input = document.getElementById('question')
  var turns = document.getElementById('latest')
  var welcome = document.querySelector('.welcome')
  var fault = document.getElementById('fault')
  var said = document.getElementById('said')
  var chip = document.getElementById('scope')
  var chipName = document.getElementById('scope-name')
  var fresh = document.querySelector('[data-new-conversation]')
  var send = form.querySelector('.send')
  var words = form.dataset
  var busy = false
  var state = restore() || { session: newSession(), scope: null, turns: [] }

  function newSession() {
    var bytes = crypto.getRandomValues(new Uint8Array(16))
    return Array.from(bytes, function (byte) {
      return ('0' + byte.toString(16)).slice(-2)
    }).join('')
  }

  // Storage may be switched off or full; the conversation then lives as long as the page.
  function restore() {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEY))
      return kept && typeof kept.session === 'string' && Array.isArray(kept.turns) ? kept : null
    } catch (error) {
      return null
    }
  }

  function keep() {
    state.turns = state.turns.slice(-TURNS_KEPT)
    try {
      sessionStorage.setItem(KEY, JSON.stringify(state))
    } catch (error) {
      /* Nothing is lost but the memory of it. */
    }
  }

  function forgetAll() {
    try {
      sessionStorage.removeItem(KEY)
    } catch (error) {
      /* There is nothing to forget. */
    }
  }

  function turnOf(markup) {
    return document.importNode(
      new DOMParser().parseFromString(markup, 'text/html').querySelector('.turn'),
      true,
    )
  }

  function pendingTurn(question) {
    var item = document.createElement('li')
    var heading = document.createElement('h2')
    var wait = document.createElement('p')
    item.className = 'turn'
    heading.className = 'question'
    heading.textContent = question
    wait.className = 'pending'
    wait.textContent = words.pending
    item.append(heading, wait)
    return item
  }

  function showScope() {
    chipName.textContent = state.scope || ''
    chip.hidden = !state.scope
  }

  function showFault(message) {
    fault.textContent = message
    fault.hidden = message === ''
    input.setAttribute('aria-invalid', String(message !== ''))
  }

  function showConversation() {
    var isEmpty = turns.children.length === 0
    welcome.hidden = !isEmpty
    fresh.hidden = isEmpty
    document.body.classList.toggle('talking', !isEmpty)
  }

  function fit() {
    input.style.height = 'auto'
    input.style.height = input.scrollHeight + 2 + 'px'
  }

  function setBusy(on) {
    busy = on
    form.setAttribute('aria-busy', String(on))
    send.setAttribute('aria-disabled', String(on))
  }

  function request(question) {
    var abort = new AbortController()
    var timer = setTimeout(function () {
      abort.abort()
    }, WAIT_MS)
    return fetch('/api/turn', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question: question, session: state.session }),
      signal: abort.signal,
    })
      .then(function (response) {
        return response.json()
      })
      .catch(function () {
        return { error: { message: words.unreachable } }
      })
      .finally(function () {
        clearTimeout(timer)
      })
  }

  function answered(reply, pending) {
    var item = turnOf(reply.html)
    turns.replaceChild(item, pending)
    state.scope = reply.scope
    state.turns.push(reply.html)
    keep()
    showScope()
    said.textContent = words.answered + reply.text
    item.scrollIntoView({ block: 'start' })
  }

  function failed(message, question, pending) {
    pending.remove()
    // What was typed meanwhile is worth more than the question that failed.
    if (input.value === '') input.value = question
    showFault(message)
  }

  function ask(question) {
    if (busy || question === '') return
    var pending = pendingTurn(question)
    setBusy(true)
    showFault('')
    input.value = ''
    fit()
    said.textContent = words.pending
    turns.append(pending)
    showConversation()
    pending.scrollIntoView({ block: 'start' })
    request(question).then(function (reply) {
      if (reply.error) failed(reply.error.message, question, pending)
      else answered(reply, pending)
      setBusy(false)
      showConversation()
      fit()
      input.focus({ preventScroll: true })
    })
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault()
    if (event.submitter && event.submitter.name === 'forget') return
    ask(input.value.trim())
  })

  // 229 is what old browsers report for keys that an input method consumes.
  input.addEventListener('keydown', function (event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    ask(input.value.trim())
  })

  input.addEventListener('input', function () {
    fit()
    if (!fault.hidden) showFault('')
  })

  document.querySelectorAll('[data-example]').forEach(function (button) {
    button.addEventListener('click', function (event) {
      event.preventDefault()
      ask(button.value)
    })
  })

  // The place is remembered by the server under the session; another session knows no place.
  chip.querySelector('button').addEventListener('click', function (event) {
    event.preventDefault()
    state.session = newSession()
    state.scope = null
    keep()
    showScope()
    said.textContent = words.scopeForgotten
    input.focus()
  })

  fresh.addEventListener('click', forgetAll)

  state.turns.forEach(function (markup) {
    turns.append(turnOf(markup))
  })
  showScope()
  showConversation()
  fit()
  // Coming back from a document, the browser finds the old place by itself.
  var visit = performance.getEntriesByType('navigation')[0]
  if (turns.lastElementChild && !(visit && visit.type === 'back_forward')) {
    turns.lastElementChild.scrollIntoView({ block: 'start' })
  }
})()
