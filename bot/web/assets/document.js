/*
 * The document page: opens the contents where there is room beside the text, prints, and turns a bare #s12-34 into
 * ?s=12-34, which the server highlights. Plain ES2019, no dependencies.
 */
;(function () {
  'use strict'
  var WIDE = '(min-width: 64rem)'

  // The server marks the span it was asked for; another span in the fragment needs another page.
  function followSpan() {
    var match = /^#s(\d+-\d+)$/.exec(location.hash)
    if (!match || document.getElementById(location.hash.slice(1))) return
    var wanted = '?s=' + match[1]
    if (location.search !== wanted) location.replace(location.pathname + wanted + location.hash)
  }

  // Links to a line inside a folded part open it, so that the browser can scroll there.
  function unfold() {
    var target = location.hash ? document.getElementById(location.hash.slice(1)) : null
    var fold = target ? target.closest('details') : null
    if (!fold || fold.open) return
    fold.open = true
    target.scrollIntoView()
  }

  var contents = document.querySelector('[data-contents]')
  if (contents) contents.open = window.matchMedia(WIDE).matches

  var print = document.querySelector('[data-print]')
  if (print) {
    print.addEventListener('click', function () {
      window.print()
    })
  }

  window.addEventListener('hashchange', function () {
    followSpan()
    unfold()
  })
  followSpan()
  unfold()
})()
