/**
 * Folds width and spacing one to one: a string goes in, a string of the same length comes out, so every offset stays
 * valid. Full-width ASCII becomes ASCII, every kind of blank becomes a space, look-alike dashes and dots become one.
 * It never touches enclosed numbers: NFKC turns ①3月 into 13月 and so invents a date.
 */

const FULL_WIDTH_FIRST = 0xff01
const FULL_WIDTH_LAST = 0xff5e
const FULL_WIDTH_SHIFT = 0xfee0
const SPACE = 0x20

/** Blanks other than line ends and tabs, which carry structure and stay as they are. */
const BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/

/** Look-alikes seen in scraped pages, each to the form our grammars are written in. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['﹒', '.'],
  ['．', '.'],
  ['･', '·'],
  ['•', '·'],
  ['―', '—'],
  ['─', '—'],
  ['–', '—'],
  ['﹙', '('],
  ['﹚', ')'],
  ['﹝', '〔'],
  ['﹞', '〕'],
  ['［', '['],
  ['］', ']'],
  ['｟', '('],
  ['｠', ')'],
])

const NEEDS_FOLDING = /[\uff01-\uff5e\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000﹒･•―─–﹙﹚﹝﹞｟｠]/

/** The folded form of every UTF-16 code unit: a look into an array, since whole libraries pass through here. */
const FOLDED = Uint16Array.from({ length: 0x10000 }, (_, code) => foldUnit(code))

/** @returns the folded text; `foldText(t).length === t.length` for every `t`, and folding twice changes nothing. */
export function foldText(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) units[i] = FOLDED[text.charCodeAt(i)] ?? 0
  return Buffer.from(units.buffer).toString('utf16le')
}

function foldUnit(code: number): number {
  const unit = String.fromCharCode(code)
  const alike = LOOK_ALIKES.get(unit)
  if (alike !== undefined) return alike.charCodeAt(0)
  if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST) return code - FULL_WIDTH_SHIFT
  return BLANK.test(unit) ? SPACE : code
}

/** True for text without a single visible character. Zero-width characters count as blank. */
export function isBlank(text: string): boolean {
  return !/[^\s\u200b-\u200f\u2060\ufeff]/.test(text)
}
