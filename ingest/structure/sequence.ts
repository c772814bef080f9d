/**
 * Which paragraphs are units, and with which numbers. In: paragraphs. Out: a mark for each that opens a unit. Damaged and
 * missing labels are restored from the sequence: ")基本要求" between (二) and (四) was "(三)基本要求".
 * Numbering may run through the whole document or start again under each chapter; both are read from the numbers.
 */
import { NUMERAL_CHARACTERS } from '../../knowledge/text/numerals.ts'
import type { Paragraph } from '../clean/paragraphs.ts'
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

/** The numbering of one family: the last number seen and whether its list is still open. */
interface Counter {
  last: number
  lastIndex: number
  open: boolean
}

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
  private readonly counters = new Map<LabelFamily, Counter>()

  constructor(paragraphs: readonly Paragraph[]) {
    this.paragraphs = paragraphs
    this.labels = paragraphs.map(paragraph => readLabel(paragraph.text))
    this.marks = paragraphs.map(() => null)
  }

  judge(paragraph: Paragraph, index: number): Mark | null {
    const whole = this.labels[index] ?? null
    if (whole !== null) return this.judgeWhole(whole)
    for (const damaged of readDamagedLabels(paragraph.text)) {
      const mark = this.judgeDamaged(damaged, paragraph, index)
      if (mark !== null) return mark
    }
    return null
  }

  private judgeWhole(label: Label): Mark | null {
    const expected = this.expected(label.family)
    // 第二百八十七条之二 follows 第二百八十七条 without using up a number.
    const isInserted = label.label.includes('之') && label.number === expected - 1
    const fits = label.number === expected || label.number === 1 || isInserted
    if (fits || label.family === 'appendix') return wholeMark(label, null)
    if (label.number > expected) return label.needsSequence ? null : wholeMark(label, 'gap')
    // Not the next one and not a restart: a label that lost digits, or a number used twice.
    if (label.needsSequence) return null
    if (couldBe(numeralOf(label), expected)) return damagedMark(label, expected)
    return wholeMark(label, 'collision')
  }

  private judgeDamaged(label: DamagedLabel, paragraph: Paragraph, index: number): Mark | null {
    const expected = this.expected(label.family)
    if (!couldBe(label.digits, expected)) return null
    if (!label.needsGap) return damagedMark(label, expected)
    // 二十发挥…: nothing but the numeral is left, so the line must read as a heading and the list must go on below.
    if (expected === 1 || !readsAsHeading(paragraph)) return null
    return this.goesOnBelow(label.family, index) ? damagedMark(label, expected) : null
  }

  /** The next label of the family, whole or damaged, can be the one after the expected one. */
  private goesOnBelow(family: LabelFamily, index: number): boolean {
    const next = this.expected(family) + 1
    for (let i = index + 1; i < this.paragraphs.length; i++) {
      const whole = this.labels[i]
      if (whole?.family === family) return whole.number === next || couldBe(numeralOf(whole), next)
      const damaged = readDamagedLabels(this.paragraphs[i]?.text ?? '')
      const same = damaged.find(other => other.family === family && !other.needsGap)
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
    if (mark.problem === 'gap' && this.fillGap(mark, index)) accepted = { ...mark, problem: null }
    this.marks[index] = accepted
    // A restart under a new parent forgets the lists below, or 1. would be taken for a damaged 12.
    for (const family of FAMILY_ORDER.slice(FAMILY_ORDER.indexOf(mark.family) + 1)) {
      const counter = this.counters.get(family)
      if (counter !== undefined) counter.open = false
    }
    this.counters.set(mark.family, { last: mark.number, lastIndex: index, open: true })
  }

  private unmarkedBetween(after: number, before: number): number[] {
    const indexes: number[] = []
    for (let i = after + 1; i < before; i++) if (this.marks[i] === null) indexes.push(i)
    return indexes
  }

  private isHeading(index: number, test: (paragraph: Paragraph) => boolean): boolean {
    const paragraph = this.paragraphs[index]
    return paragraph !== undefined && test(paragraph)
  }

  /** 注:1.…: the list began inside the paragraph above. */
  private startsInline(mark: Mark, index: number): boolean {
    const above = this.paragraphs[index - 1]?.text ?? ''
    return mark.number === 2 && above.includes(writeLabel(mark.family, 1))
  }

  /**
   * Labels may be lost altogether. If exactly as many headings without a label stand since the last unit as numbers are
   * missing, they are those units. @returns whether the gap was filled.
   */
  private fillGap(mark: Mark, index: number): boolean {
    const counter = this.counters.get(mark.family)
    if (counter === undefined) return this.startsInline(mark, index)
    const missing = mark.number - counter.last - 1
    const between = this.unmarkedBetween(counter.lastIndex, index)
    const lines = between.filter(i => this.isHeading(i, readsAsHeading))
    // Where no line of its own is left, the label was lost in front of a run-in heading.
    const headings = lines.length > 0 ? lines : between.filter(i => this.isHeading(i, opensWithHeading))
    if (headings.length !== missing) return false
    headings.forEach((at, k) => {
      const number = counter.last + 1 + k
      const label = { family: mark.family, label: '', length: 0 }
      this.marks[at] = damagedMark(label, number)
    })
    return true
  }
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
