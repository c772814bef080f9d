/*
 * Evaluated inside the page by browser.test.ts (plain script, since tests are compiled without the browser's types):
 * lists every visible text whose contrast with its background is below 4.5 : 1.
 */
;(() => {
  const parse = colour => (colour.match(/[\d.]+/g) || []).map(Number)
  const linear = value => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255)
  const background = element => {
    if (element === null) return [255, 255, 255]
    const colour = parse(getComputedStyle(element).backgroundColor)
    return colour[3] === 0 ? background(element.parentElement) : colour
  }
  const ownText = element =>
    [...element.childNodes]
      .filter(node => node.nodeType === Node.TEXT_NODE)
      .map(node => node.textContent)
      .join('')
      .trim()
  const visible = [...document.querySelectorAll('body *')].filter(
    element => ownText(element) !== '' && element.getClientRects().length > 0,
  )
  return {
    checked: visible.length,
    low: visible.flatMap(element => {
      const text = luminance(parse(getComputedStyle(element).color))
      const ground = luminance(background(element))
      const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)
      return ratio < 4.5 ? [`${ratio.toFixed(2)} .${element.className} ${ownText(element).slice(0, 20)}`] : []
    }),
  }
})()
