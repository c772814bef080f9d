/**
 * Units that begin inside a line: pages that lost their line breaks print "…制定本规则。 第二条 …" in one paragraph. In:
 * paragraphs. Out: the same text, cut before every label that continues the numbering and stands after a full stop and a
 * blank. A label the next paragraph repeats is a reference and stays where it is.
 */
import { NUMERAL_CHARACTERS } from '../../knowledge/text/numerals.ts'
import { cutParagraph, isTableRow, type Paragraph } from '../clean/paragraphs.ts'
import { type Label, type LabelFamily, readLabel } from './labels.ts'

/** Families that run on inside paragraphs; 一、 and ① do so in ordinary sentences too often. */
const FAMILIES: readonly LabelFamily[] = ['article', 'han-paren', 'arabic']
const N = `[${NUMERAL_CHARACTERS}]`
const INLINE = new RegExp(`(?<=[。;:!?)])\\s+(?=第${N}{1,8}条|\\(${N}{1,5}\\)|\\d{1,3}[.、])`, 'g')

/** @returns paragraphs in order, with the same visible characters. */
export function splitInlineLabels(paragraphs: readonly Paragraph[]): Paragraph[] {
  const labels = paragraphs.map(paragraph => readLabel(paragraph.text))
  const following = nextNumbers(labels)
  const last = new Map<LabelFamily, number>()
  return paragraphs.flatMap((paragraph, i) => {
    const own = labels[i] ?? null
    if (own !== null && !own.needsSequence) last.set(own.family, own.number)
    if (isTableRow(paragraph.text)) return [paragraph]
    const next = following[i] ?? new Map<LabelFamily, number>()
    const cuts = findCuts(paragraph.text, { own, last, next })
    return cuts.length === 0 ? [paragraph] : cutParagraph(paragraph, cuts)
  })
}

interface Neighbours {
  readonly own: Label | null
  /** The last number of each family so far; moved on by what is found. */
  readonly last: Map<LabelFamily, number>
  /** The number of the next paragraph that opens with a label of the family. */
  readonly next: ReadonlyMap<LabelFamily, number>
}

function findCuts(text: string, { own, last, next }: Neighbours): number[] {
  const cuts: number[] = []
  for (const blank of text.matchAll(INLINE)) {
    const at = blank.index + blank[0].length
    const label = readLabel(text.slice(at, at + LONGEST_LABEL))
    if (label === null || !FAMILIES.includes(label.family)) continue
    // Items go on in the paragraph that holds their list; articles may follow any paragraph of the one before.
    const goesOn = label.family === 'article' || own?.family === label.family
    const number = last.get(label.family) ?? 0
    if (!goesOn || label.number !== number + 1 || next.get(label.family) === label.number) continue
    cuts.push(at)
    last.set(label.family, label.number)
  }
  return cuts
}

/** Enough of the text behind a label to tell it from a reference (第三条第二款). */
const LONGEST_LABEL = 24

/** For each paragraph the numbers of the next labels below it. */
function nextNumbers(labels: readonly (Label | null)[]): Map<LabelFamily, number>[] {
  const result: Map<LabelFamily, number>[] = []
  let below = new Map<LabelFamily, number>()
  for (let i = labels.length - 1; i >= 0; i--) {
    result[i] = below
    const label = labels[i] ?? null
    if (label !== null && !label.needsSequence && FAMILIES.includes(label.family))
      below = new Map(below).set(label.family, label.number)
  }
  return result
}
