/** The register and the calendar in a real Chromium: on a desk, on a phone, on paper, without scripts, by keyboard. */

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
} from './chromium.ts'
import { DUTIES, dutyDeps } from './duties-fixture.ts'
import { fakeDeps, QUOTES } from './fixture.ts'

const PATHS = ['register', 'calendar?month=2027-02', 'calendar?month=2027-03', 'register?unit=none', '']

/** A quote cut short on the screen is a box of its own kind. */
const QUOTE_DISPLAY = "getComputedStyle(document.querySelector('blockquote')).display"

describe.skipIf(!HAS_BROWSER)(`duties in Chromium (skipped where ${EXECUTABLE} is absent)`, () => {
  const { open, url } = useChromium(() => createWebApp(fakeDeps(dutyDeps).deps))

  it('narrows by the form without scripts, and leads to the highlighted sentence', async () => {
    const page = await open('register', { javaScriptEnabled: false })
    await page.fill('[name=unit]', '区政府办公室')
    await page.selectOption('[name=state]', 'automatic')
    await page.click('.filters .button')
    await page.waitForURL('**/register?**')
    expect(await page.locator('tbody tr:not(.group)').count()).toBe(1)
    expect(await page.inputValue('[name=unit]')).toBe('区政府办公室')
    await page.click('td.source a')
    await page.waitForURL('**/d/**')
    expect(await page.locator('mark').innerText()).toBe(QUOTES.publish)
  })

  it('downloads exactly what is filtered', async () => {
    const page = await open('register?state=damaged')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')])
    expect(download.suggestedFilename()).toBe(webWording.register.fileName('2027-02-20'))
    expect(await page.locator('tbody tr:not(.group)').count()).toBe(1)
  })

  it('turns months and opens a full day with the keyboard alone', async () => {
    const page = await open('calendar')
    await page.focus('a[rel=next]')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/calendar?month=2027-03')
    const fold = page.locator('.month details')
    expect(await fold.locator('.folded').isVisible()).toBe(false)
    await fold.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await fold.locator('.folded a').count()).toBe(3)
    const box = await fold.locator('.folded').boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(WIDE.width)
  })

  it('shows a phone the list by day in place of the grid, and cards in place of the table', async () => {
    const page = await open('calendar?month=2027-03', { viewport: PHONE })
    expect(await page.locator('.month').isVisible()).toBe(false)
    expect(await page.locator('.day h3').first().isVisible()).toBe(true)
    await page.goto(`${url()}register`)
    expect(await page.locator('thead').isVisible()).toBe(false)
    const action = page.getByText(DUTIES.publish.action)
    const who = page.locator('td', { hasText: '区政府办公室' })
    expect((await who.boundingBox())?.y).toBeGreaterThan((await action.boundingBox())?.y ?? Infinity)
  })

  it.each([
    ['on a phone in large print', PHONE],
    ['on a desk in large print', WIDE],
  ])('never scrolls sideways %s', async (_case, viewport) => {
    const page = await open('', { viewport })
    await page.click('[data-large-print]')
    for (const path of PATHS) {
      await page.goto(url() + path)
      expect([path, await overflow(page)]).toEqual([path, 0])
    }
  })

  it('names its parts for those who listen, and lets the first Tab skip to the content', async () => {
    const page = await open('calendar?month=2027-02')
    expect(await page.getByRole('navigation', { name: webWording.calendar.months }).count()).toBe(1)
    expect(await page.getByRole('search', { name: webWording.filter.title }).count()).toBe(1)
    expect(await page.getByRole('table', { name: webWording.calendar.caption('2027年2月') }).count()).toBe(1)
    expect(await page.getByRole('region', { name: webWording.calendar.overdue(1) }).count()).toBe(1)
    expect(await page.getByLabel(webWording.filter.unit).count()).toBe(1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(ACTIVE_ID)).toBe('content')
  })

  it('prints the duties with their whole quotes, without what only a screen needs', async () => {
    const page = await open('register')
    await page.emulateMedia({ media: 'print' })
    for (const selector of ['.site', '.filters', '.ways']) {
      expect(await page.locator(selector).first().isVisible()).toBe(false)
    }
    expect(await page.evaluate(QUOTE_DISPLAY)).toBe('block')
  })

  it('has texts of enough contrast (AA)', async () => {
    const page = await open()
    const measured = []
    for (const path of PATHS) {
      await page.goto(url() + path)
      measured.push(await lowContrast(page))
    }
    expect(Math.min(...measured.map(({ checked }) => checked))).toBeGreaterThan(5)
    expect(measured.flatMap(({ low }) => low)).toEqual([])
  })
})
