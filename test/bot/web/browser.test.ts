/**
 * The page in a real Chromium: from a question to the highlighted sentence, with the keyboard alone, on a phone, at
 * 200 % zoom, without scripts; never an error in the console, never a request to another machine.
 */

import { type Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createWebApp } from '../../../bot/web/app.ts'
import { webWording } from '../../../bot/wording.ts'
import {
  ACTIVE_ID,
  EXECUTABLE,
  HAS_BROWSER,
  lowContrast,
  overflow,
  PHONE,
  useChromium,
  WIDE,
  ZOOMED,
} from './chromium.ts'
import { answerTo, cite, fakeDeps, plan, PLAN_ID, QUOTES } from './fixture.ts'

/** Scripts that run inside the page are texts here: the tests are compiled without the browser's types. */
const ACTIVE_LINK = `({
  href: document.activeElement.getAttribute('href'),
  width: getComputedStyle(document.activeElement, '::after').outlineWidth,
})`
const COMPOSE = `(init => document.querySelector('#question').dispatchEvent(
  new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init })))`

describe.skipIf(!HAS_BROWSER)(`the page in Chromium (skipped where ${EXECUTABLE} is absent)`, () => {
  const { open, url, forgive } = useChromium(() => createWebApp(fakeDeps().deps))

  async function ask(page: Page, question: string): Promise<void> {
    await page.fill('#question', question)
    await page.keyboard.press('Enter')
    await page.locator('.turn .answer').last().waitFor()
  }

  const spanOf = (quote: string) => {
    const { start, end } = cite(plan, quote)
    return `${start}-${end}`
  }

  it('leads from a question over its card to the sentence, highlighted and in view', async () => {
    const page = await open()
    await ask(page, '年度报告什么时候交?')
    expect(await page.locator('.card').count()).toBe(2)
    expect(await page.locator('.card blockquote').first().innerText()).toBe(QUOTES.report)
    await page.locator('.card').first().click()
    await page.waitForURL(`**/d/${PLAN_ID}?s=${spanOf(QUOTES.report)}#s${spanOf(QUOTES.report)}`)
    expect(await page.locator('mark').allInnerTexts()).toEqual([QUOTES.report])
    const mark = await page.locator('mark').boundingBox()
    expect(mark?.y).toBeGreaterThan(100)
    expect(mark?.y).toBeLessThan(WIDE.height - 100)
    expect(await page.locator('.quoted-bar').innerText()).toContain('二、健全学法用法和报告制度')
    expect((await page.locator('.quoted-bar').boundingBox())?.y).toBe(0)
  })

  it('keeps the conversation over a visit to a document and back, and forgets it when asked to', async () => {
    const page = await open()
    await ask(page, '学法几次')
    await ask(page, '年度报告呢')
    await page.locator('.card').last().click()
    await page.waitForURL('**/d/**')
    await page.goBack()
    await page.locator('.turn').nth(1).waitFor()
    expect(await page.locator('.question').allTextContents()).toEqual(
      ['学法几次', '年度报告呢'].map(question => webWording.chat.you + question),
    )
    await page.click('[data-new-conversation]')
    await page.locator('.welcome h1').waitFor()
    expect(await page.locator('.turn').count()).toBe(0)
  })

  it('sends one conversation under one unguessable session, and another after the place is dropped', async () => {
    const page = await open()
    const sessions: string[] = []
    page.on('request', request => {
      if (request.method() === 'POST') sessions.push((request.postDataJSON() as { session: string }).session)
    })
    await ask(page, '学法几次')
    await ask(page, '报告呢')
    expect(await page.locator('#scope').innerText()).toContain('青禾区')
    await page.click('#scope button')
    expect(await page.locator('#scope').isVisible()).toBe(false)
    await ask(page, '文书呢')
    expect(sessions[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(sessions[1]).toBe(sessions[0])
    expect(sessions[2]).not.toBe(sessions[0])
  })

  it('can be used with the keyboard alone, and shows where the focus is', async () => {
    const page = await open()
    await page.locator('#question:focus').waitFor()
    await page.keyboard.type('学法几次')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('请说明')
    expect(await page.inputValue('#question')).toBe('学法几次\n请说明')
    await page.keyboard.press('Enter')
    await page.locator('.turn .answer').waitFor()
    expect(await page.evaluate(ACTIVE_ID)).toBe('question')
    // Backwards from the input: the button that drops the place, then the card's link.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    const outline = await page.evaluate<{ href: string; width: string }>(ACTIVE_LINK)
    expect(outline).toEqual({ href: expect.stringContaining(`/d/${PLAN_ID}?s=`) as string, width: '3px' })
    await page.keyboard.press('Enter')
    await page.waitForURL('**/d/**')
    expect(await page.locator('mark').innerText()).toBe(QUOTES.meeting)
  })

  it('lets the first Tab of a page skip to its content', async () => {
    const page = await open('documents')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe(webWording.skipToContent)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(ACTIVE_ID)).toBe('content')
  })

  it('does not send while an input method is composing', async () => {
    const page = await open()
    await page.fill('#question', 'xuefa')
    await page.evaluate(`${COMPOSE}({ isComposing: true })`)
    await page.evaluate(`${COMPOSE}({ keyCode: 229 })`)
    expect(await page.locator('.turn').count()).toBe(0)
    expect(await page.inputValue('#question')).toBe('xuefa')
  })

  it('says aloud that it searches and what it found', async () => {
    const page = await open()
    await ask(page, '学法几次')
    const said = page.locator('[role=status]')
    expect(await said.innerText()).toBe(webWording.chat.answered + answerTo({ question: '学法' }).text)
  })

  it('shows what went wrong and gives the question back', async () => {
    const page = await open()
    await page.fill('#question', '模型还在吗')
    await page.keyboard.press('Enter')
    await page.locator('#fault:not([hidden])').waitFor()
    expect(await page.inputValue('#question')).toBe('模型还在吗')
    expect(await page.locator('.turn').count()).toBe(0)
    await page.route('**/api/turn', route => route.abort())
    await page.keyboard.press('Enter')
    await page.locator(`#fault:has-text("${webWording.chat.unreachable}")`).waitFor()
    // The browser itself notes both failures in its console.
    forgive(complaint => complaint.startsWith('Failed to load resource'))
  })

  it('asks an example at one press', async () => {
    const page = await open()
    await page.locator('[data-example]').first().click()
    await page.locator('.turn .answer').waitFor()
    expect(await page.locator('.welcome').isVisible()).toBe(false)
  })

  it('turns a bare #s12-34 into the highlighted span', async () => {
    const page = await open(`d/${PLAN_ID}#s${spanOf(QUOTES.goal)}`)
    await page.locator('mark').waitFor()
    expect(await page.locator('mark').innerText()).toBe(QUOTES.goal)
  })

  it('opens the fold around a warning that a link leads to', async () => {
    const page = await open(`d/${PLAN_ID}`)
    await page.locator('.document-warnings a').first().click()
    const note = await page.locator('#w0').boundingBox()
    expect(note?.y).toBeGreaterThan(0)
    expect(note?.y).toBeLessThan(WIDE.height)
  })

  it('remembers large print', async () => {
    const page = await open()
    const size = () =>
      page.evaluate<number>("parseFloat(getComputedStyle(document.querySelector('#question')).fontSize)")
    const before = await size()
    await page.click('[data-large-print]')
    expect(await size()).toBeGreaterThan(before * 1.2)
    await page.goto(`${url()}documents`)
    expect(await page.getAttribute('[data-large-print]', 'aria-pressed')).toBe('true')
  })

  it.each([
    ['on a phone', PHONE, false],
    ['on a phone in large print', PHONE, true],
    ['at 200 % zoom', ZOOMED, false],
    ['at 200 % zoom in large print', ZOOMED, true],
  ] as const)('never scrolls sideways %s', async (_case, viewport, isLarge) => {
    const page = await open('', { viewport })
    if (isLarge) await page.click('[data-large-print]')
    expect(await overflow(page)).toBe(0)
    await ask(page, '年度报告什么时候交?')
    await ask(page, `https://example.invalid/${'x'.repeat(300)}`)
    await ask(page, '脚本')
    expect(await overflow(page)).toBe(0)
    for (const path of [`d/${PLAN_ID}?s=${spanOf(QUOTES.report)}`, 'd/hostile', 'documents']) {
      await page.goto(url() + path)
      expect([path, await overflow(page)]).toEqual([path, 0])
    }
  })

  it('works without scripts: form, answer, citation, highlight', async () => {
    const page = await open('', { javaScriptEnabled: false })
    await page.fill('#question', '学法几次')
    await page.click('.send')
    await page.locator('.turn .answer').waitFor()
    await page.fill('#question', '年度报告呢')
    await page.click('.send')
    await page.locator('.earlier button').waitFor()
    expect(await page.locator('.earlier button').allInnerTexts()).toEqual(['学法几次'])
    await page.locator('.card a').first().click()
    await page.waitForURL('**/d/**')
    expect(await page.locator('mark').innerText()).toBe(QUOTES.report)
    const mark = await page.locator('mark').boundingBox()
    expect(mark?.y).toBeLessThan(WIDE.height)
    expect(await page.locator('.script-only:visible').count()).toBe(0)
  })

  it('prints the document with its highlight and without the furniture of the page', async () => {
    const page = await open(`d/${PLAN_ID}?s=${spanOf(QUOTES.report)}`)
    await page.emulateMedia({ media: 'print' })
    for (const selector of ['.site', '.contents', '.quoted-bar', '.furniture']) {
      expect(await page.locator(selector).first().isVisible()).toBe(false)
    }
    expect(await page.locator('mark').isVisible()).toBe(true)
  })

  it('has texts of enough contrast (AA) on every page', async () => {
    const page = await open()
    await ask(page, '年度报告什么时候交?')
    await ask(page, '区长电话')
    const measured = [await lowContrast(page)]
    for (const path of [`d/${PLAN_ID}?s=${spanOf(QUOTES.report)}`, 'documents', '']) {
      await page.goto(url() + path)
      measured.push(await lowContrast(page))
    }
    expect(Math.min(...measured.map(each => each.checked))).toBeGreaterThan(5)
    expect(measured.flatMap(each => each.low)).toEqual([])
  })
})
