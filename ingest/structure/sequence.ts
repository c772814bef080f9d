/**
 * Which paragraphs are units, and with which numbers. In: paragraphs. Out: a mark for each that opens a unit. Damaged and
 * missing labels are restored from the sequence: ")基本要求" between (二) and (四) was "(三)基本要求".
 * Numbering may run through the whole document or start again under each chapter; both are read from the numbers.
 */
import { NUMERAL_CHARACTERS } from '../../knowledge/text/numerals.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
import { findContents, type ParagraphRange } from './contents.ts'
import {
  couldBe,
  type DamagedLabel,
  FAMILY_ORDER,
  type Label,
  type LabelFamily,
  readDamagedLabels,
  readLabel,
  writeLabel,
} from './labels.ts'
import { cutParagraphHeading, readsAsHeading } from './headings.ts'

export interface Mark {
  readonly family: LabelFamily
  readonly number: number
  /** As written; empty where nothing of it is left. */
  readonly label: string
  readonly labelLength: number
  readonly damaged: boolean
  /** Set exactly where `damaged`. */
  readonly expectedLabel: string | null
  readonly problem: 'gap' | 'collision' | null
}

/** The numbering of one family: the last number seen and where the next ones are looked for. */
interface Counter {
  readonly last: number
  readonly lastIndex: number
  /** What `last` was before a parent unit restarted the list; numbering that runs on all the same continues from it. */
  readonly before: number
}

/** 附件:1、…: the first number of a list in running text. */
const INLINE_FIRST = /[:。;]\s*1[.、]/
/** From this number on, a first article is where a part of a larger work begins, not the rest of a loss. */
const FIRST_OF_A_PART = 10

/** Further down than this a label says nothing about a line up here. */
const LOOK_AHEAD = 400

/** @returns one mark or null per paragraph. */
export function findMarks(paragraphs: readonly Paragraph[]): (Mark | null)[] {
  const state = new Numbering(paragraphs)
  paragraphs.forEach((paragraph, index) => {
    const mark = state.judge(paragraph, index)
    if (mark !== null) state.accept(mark, index)
  })
  return state.marks
}

class Numbering {
  readonly marks: (Mark | null)[]
  private readonly paragraphs: readonly Paragraph[]
  private readonly labels: readonly (Label | null)[]
  /** What may be left of labels, per paragraph; read once because lines below are asked about many times. */
  private readonly damaged: readonly (readonly DamagedLabel[])[]
  private readonly counters = new Map<LabelFamily, Counter>()
  private readonly contents: ParagraphRange | null

  constructor(paragraphs: readonly Paragraph[]) {
    this.paragraphs = paragraphs
    this.contents = findContents(paragraphs)
    this.labels = paragraphs.map((paragraph, i) => (this.isContents(i) ? null : readLabel(paragraph.text)))
    this.damaged = paragraphs.map((paragraph, i) =>
      this.isContents(i) || this.labels[i] !== null ? [] : readDamagedLabels(paragraph.text),
    )
    this.marks = paragraphs.map(() => null)
  }

  private isContents(index: number): boolean {
    return this.contents !== null && index >= this.contents.from && index < this.contents.to
  }

  judge(paragraph: Paragraph, index: number): Mark | null {
    if (this.isContents(index)) return null
    const whole = this.labels[index] ?? null
    if (whole !== null) return this.judgeWhole(whole, index)
    for (const damaged of this.damaged[index] ?? []) {
      const mark = this.judgeDamaged(damaged, paragraph, index)
      if (mark !== null) return mark
    }
    return null
  }

  private judgeWhole(label: Label, index: number): Mark | null {
    const expected = this.expected(label.family)
    if (label.number === 1 && this.lostItsTens(label, index)) return damagedMark(label, expected)
    // 第二百八十七条之二 follows 第二百八十七条 without using up a number.
    const isInserted = label.label.includes('之') && label.number === expected - 1
    const fits = label.number === expected || label.number === 1 || isInserted
    if (fits || label.family === 'appendix') return wholeMark(label, null)
    if (label.needsSequence) return null
    if (label.number > expected) return wholeMark(label, this.beginsElsewhere(label) ? null : 'gap')
    // Not the next one and not a restart: a label that lost digits, or a number used twice.
    if (couldBe(numeralOf(label), expected)) return damagedMark(label, expected)
    return wholeMark(label, 'collision')
  }

  /** (一) between (二十) and (二十二) was (二十一) and starts no new list. */
  private lostItsTens(label: Label, index: number): boolean {
    const expected = this.expected(label.family)
    const fits = expected > 1 && couldBe(numeralOf(label), expected)
    return fits && this.nextNumber(label.family, index) === expected + 1
  }

  /** The number of the next whole label of the family, if one stands near. */
  private nextNumber(family: LabelFamily, index: number): number | null {
    const end = Math.min(this.paragraphs.length, index + LOOK_AHEAD)
    for (let i = index + 1; i < end; i++) {
      const label = this.labels[i]
      if (label?.family === family) return label.number
    }
    return null
  }

  /** Index of the last unit above this family, -1 where there is none. */
  private parentIndex(family: LabelFamily): number {
    const above = FAMILY_ORDER.slice(0, FAMILY_ORDER.indexOf(family))
    return Math.max(-1, ...above.map(each => this.counters.get(each)?.lastIndex ?? -1))
  }

  /** A parent stands between the last unit of the family and here: its numbering may start again. */
  private mayRestart(family: LabelFamily): boolean {
    return this.parentIndex(family) > (this.counters.get(family)?.lastIndex ?? -1)
  }

  /** The first article of a document that holds a part of a code, or quotes one article of another law. */
  private beginsElsewhere({ family, number }: Label): boolean {
    if (family !== 'article' || this.counters.has('article')) return false
    return number >= FIRST_OF_A_PART || this.labels.filter(label => label?.family === 'article').length === 1
  }

  private judgeDamaged(label: DamagedLabel, paragraph: Paragraph, index: number): Mark | null {
    const restarts = this.mayRestart(label.family) && this.nextNumber(label.family, index) === 2
    const expected = restarts ? 1 : this.expected(label.family)
    if (!couldBe(label.digits, expected)) return null
    if (!label.needsGap) return damagedMark(label, expected)
    // 二十发挥…: nothing but the numeral is left, so the line must read as a heading and the list must go on below.
    if (expected === 1 || !readsAsHeading(paragraph)) return null
    return this.goesOnBelow(label.family, index) ? damagedMark(label, expected) : null
  }

  /** The next label of the family, whole or damaged, can be the one after the expected one. */
  private goesOnBelow(family: LabelFamily, index: number): boolean {
    const next = this.expected(family) + 1
    const end = Math.min(this.paragraphs.length, index + LOOK_AHEAD)
    for (let i = index + 1; i < end; i++) {
      const whole = this.labels[i]
      if (whole?.family === family) return whole.number === next || couldBe(numeralOf(whole), next)
      const same = this.damaged[i]?.find(other => other.family === family && !other.needsGap)
      if (same !== undefined) return couldBe(same.digits, next)
    }
    return false
  }

  /** The number the next unit of this family carries if nothing is missing. */
  private expected(family: LabelFamily): number {
    return (this.counters.get(family)?.last ?? 0) + 1
  }

  accept(mark: Mark, index: number): void {
    let accepted = mark
    if (mark.problem !== null && this.explains(mark, index)) accepted = { ...mark, problem: null }
    this.marks[index] = accepted
    for (const family of FAMILY_ORDER.slice(FAMILY_ORDER.indexOf(mark.family) + 1)) {
      const counter = this.counters.get(family)
      if (counter === undefined || !restartsUnder(family, mark.family)) continue
      const before = counter.last === 0 ? counter.before : counter.last
      this.counters.set(family, { last: 0, lastIndex: index, before })
    }
    this.counters.set(mark.family, { last: mark.number, lastIndex: index, before: 0 })
  }

  /** A number that does not follow is no problem where lost labels or a list that runs on explain it. */
  private explains(mark: Mark, index: number): boolean {
    if (this.fillGap(mark, index)) return true
    if (isItem(mark.family) && this.restoreItems(mark, index)) return true
    const counter = this.counters.get(mark.family)
    return counter?.last === 0 && mark.number === counter.before + 1
  }

  private unmarkedBetween(after: number, before: number): number[] {
    const indexes: number[] = []
    for (let i = after + 1; i < before; i++)
      if (this.marks[i] === null && !this.isContents(i)) indexes.push(i)
    return indexes
  }

  private text(index: number): string {
    return this.paragraphs[index]?.text ?? ''
  }

  private isHeading(index: number, test: (paragraph: Paragraph) => boolean): boolean {
    const paragraph = this.paragraphs[index]
    return paragraph !== undefined && test(paragraph)
  }

  /** 注:1.…: the list began inside the paragraph above. */
  private startsInline(mark: Mark, index: number): boolean {
    const above = this.text(index - 1)
    return mark.number === 2 && (above.includes(writeLabel(mark.family, 1)) || INLINE_FIRST.test(above))
  }

  /**
   * Labels may be lost altogether. If exactly as many headings without a label stand since the last unit, or since the
   * parent under which the list starts again, as numbers are missing, they are those units. @returns whether they were.
   */
  private fillGap(mark: Mark, index: number): boolean {
    // The articles of statutes carry no headings by which to find them again.
    if (mark.family === 'article') return false
    const { last, lastIndex } = this.counters.get(mark.family) ?? { last: 0, lastIndex: -1 }
    if (last === 0 && this.startsInline(mark, index)) return true
    if (last > 0 && mark.number > last + 1 && this.fillFrom(last, lastIndex, { mark, index })) return true
    const parent = this.parentIndex(mark.family)
    const startsAgain = parent !== -1 && parent >= lastIndex && mark.number > 1
    return startsAgain && this.fillFrom(0, parent, { mark, index })
  }

  /** @param last the number before the first one missing, which stands at `lastIndex`. */
  private fillFrom(last: number, lastIndex: number, { mark, index }: { mark: Mark; index: number }): boolean {
    const between = this.unmarkedBetween(lastIndex, index)
    const lines = between.filter(i => this.isHeading(i, readsAsHeading))
    // Where no line of its own is left, the label was lost in front of a run-in heading.
    const headings =
      lines.length > 0 || !carriesRunIn(mark.family)
        ? lines
        : between.filter(i => this.isHeading(i, opensWithHeading))
    if (headings.length !== mark.number - last - 1) return false
    headings.forEach((at, k) => {
      this.restore(mark.family, last + 1 + k, at)
    })
    return true
  }

  /**
   * Items of a list under 条 that lost their labels: …下列情形之一的: / …; / …; / (三)…. Lines up to a semicolon are one
   * item. @returns whether exactly the missing items stand above.
   */
  private restoreItems(mark: Mark, index: number): boolean {
    const article = this.counters.get('article')?.lastIndex ?? -1
    if (article === -1) return false
    let first = index
    while (first > article + 1 && this.marks[first - 1] === null && !this.text(first - 1).endsWith(':'))
      first--
    const above = this.marks[first - 1]
    const opensList = this.text(first - 1).endsWith(':')
    const goesOn = above?.family === mark.family && above.number < mark.number && !opensList
    const start = opensList ? 1 : goesOn ? above.number + 1 : 0
    const items = this.itemsBetween(first, index)
    if (start === 0 || items === null || items.length !== mark.number - start) return false
    items.forEach((at, k) => {
      this.restore(mark.family, start + k, at)
    })
    return true
  }

  /** The first paragraph of each item in [from, to); null where the last one does not end as an item does. */
  private itemsBetween(from: number, to: number): number[] | null {
    const items: number[] = []
    let isOpen = false
    for (let i = from; i < to; i++) {
      if (!isOpen) items.push(i)
      isOpen = !/[;。,]$/.test(this.text(i))
    }
    return isOpen ? null : items
  }

  /** Takes what is left of the label out of the heading where something is. */
  private restore(family: LabelFamily, number: number, index: number): void {
    const left = this.damaged[index]?.find(label => label.family === family && couldBe(label.digits, number))
    this.marks[index] = damagedMark(left ?? { family, label: '', length: 0 }, number)
  }
}

/** Lists that count from 1 again under every new parent; others may run through the whole document. */
function restartsUnder(family: LabelFamily, parent: LabelFamily): boolean {
  if (family === 'section') return parent === 'chapter' || parent === 'book'
  return parent === 'article'
}

function isItem(family: LabelFamily): boolean {
  return family === 'han-paren' || family === 'arabic' || family === 'arabic-paren'
}

function carriesRunIn(family: LabelFamily): boolean {
  return family === 'han' || isItem(family)
}

function opensWithHeading(paragraph: Paragraph): boolean {
  return cutParagraphHeading(paragraph.text) !== null
}

function numeralOf(label: Label): string {
  return label.label.replace(new RegExp(`[^${NUMERAL_CHARACTERS}\\d]`, 'g'), '')
}

function wholeMark(label: Label, problem: Mark['problem']): Mark {
  const { family, number, length } = label
  return {
    family,
    number,
    label: label.label,
    labelLength: length,
    damaged: false,
    expectedLabel: null,
    problem,
  }
}

function damagedMark(label: Pick<Label, 'family' | 'label' | 'length'>, expected: number): Mark {
  return {
    family: label.family,
    number: expected,
    label: label.label,
    labelLength: label.length,
    damaged: true,
    expectedLabel: writeLabel(label.family, expected),
    problem: null,
  }
}
