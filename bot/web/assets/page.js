/*
 * Runs in the head of every page, before anything is painted: marks that scripts run, restores large print, and wires
 * the button that switches it. Plain ES2019, no dependencies.
 */
;(function () {
  'use strict'
  var KEY = 'xuefa.large-print'
  var root = document.documentElement
  root.classList.add('scripted')

  // Storage may be switched off by policy; large print then lasts for this page only.
  function remembered() {
    try {
      return localStorage.getItem(KEY) === 'on'
    } catch (error) {
      return false
    }
  }

  function remember(on) {
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off')
    } catch (error) {
      /* Nothing is lost but the memory of it. */
    }
  }

  root.classList.toggle('large', remembered())

  document.addEventListener('DOMContentLoaded', function () {
    var button = document.querySelector('[data-large-print]')
    if (!button) return
    button.setAttribute('aria-pressed', String(root.classList.contains('large')))
    button.addEventListener('click', function () {
      var on = root.classList.toggle('large')
      button.setAttribute('aria-pressed', String(on))
      remember(on)
    })
  })
})()
