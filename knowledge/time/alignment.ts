/**
 * Which sound dates can lose characters and become a given text. In: a damaged expression, folded. Out: every way to put
 * characters back, by aligning the text with the shapes dates have; each lost character is told. A search over a dozen
 * short shapes, each with a handful of ways to split the figures.
 */
import { dayNumberOf, fromDayNumber, isRealDay, monthLength, type CivilDate } from './civil-date.ts'
import { type Alignment } from './candidate.ts'
import { completions } from './completions.ts'
import { type DamageCode } from './types.ts'

type Slot = { readonly sign: string } | { readonly number: 'year' | 'month' | 'day' | 'serial' }

const sign = (text: string): Slot => ({ sign: text })
const YEAR: Slot = { number: 'year' }
const MONTH: Slot = { number: 'month' }
const DAY: Slot = { number: 'day' }

const DATE_SHAPES: readonly (readonly Slot[])[] = [
  [YEAR, sign('年'), MONTH, sign('月'), DAY, sign('日')],
  [YEAR, sign('年'), MONTH, sign('月')],
  [YEAR, sign('年'), MONTH, sign('月'), sign('底')],
  [MONTH, sign('月'), DAY, sign('日')],
  [MONTH, sign('月'), sign('底')],
]
const YEAR_SHAPES: readonly (readonly Slot[])[] = [
  [YEAR, sign('年'), sign('底')],
  [YEAR, sign('年'), sign('末')],
  [YEAR, sign('年'), sign('初')],
  [YEAR, sign('年')],
]
const SPAN_SHAPE: readonly Slot[] = [YEAR, sign('—'), YEAR, sign('年')]
const DAY_SPAN_SHAPES: readonly (readonly Slot[])[] = [
  [MONTH, sign('月'), DAY, sign('日'), sign('至'), MONTH, sign('月'), DAY, sign('日')],
  [MONTH, sign('月'), DAY, sign('日'), sign('至'), DAY, sign('日')],
]
const DOCUMENT_SHAPE: readonly Slot[] = [sign('〔'), YEAR, sign('〕'), { number: 'serial' }, sign('号')]

/** The shapes a kind of damage leaves open, where not all dates; 号 and 日 are told apart by what stands in the text. */
const SHAPES_BY_DAMAGE: Readonly<Partial<Record<DamageCode, readonly (readonly Slot[])[]>>> = {
  'bracket-lost': [DOCUMENT_SHAPE],
  'joined-years': [SPAN_SHAPE],
  'year-sign-lost': YEAR_SHAPES,
  'year-truncated': [...YEAR_SHAPES, ...DATE_SHAPES.slice(0, 3), SPAN_SHAPE],
  'day-sign-lost': [...DATE_SHAPES, ...DAY_SPAN_SHAPES],
}

/** A tail or head that a date may carry and that damage left whole. */
const PARTS = /^(每年|于|到|至|截至|截止)?(.*?)(之前|以前|前|止|起)?$/s
/** Signs that may be missing; 底 is only lost together with what it stands on, and is not put back. */
const LOSABLE = new Set(['年', '月', '日', '—', '至', '〕', '号'])
const MOST_LOST = 6
/** Years tried for a lost figure of a year: around the reference. */
const YEARS_AROUND = 6

/**
 * All alignments, fewest losses first. `withFigures` also supposes one lost figure.
 */
export function alignments(
  raw: string,
  code: DamageCode,
  { reference, withFigures }: AlignmentOptions,
): readonly Alignment[] {
  if (code === 'range-reversed') return []
  const whole = completions(raw.replaceAll(' ', ''), code)
  if (whole !== null) return whole
  const [, prefix = '', core = '', suffix = ''] = PARTS.exec(raw.replaceAll(' ', '')) ?? []
  const { year } = fromDayNumber(dayNumberOf(reference))
  const search = {
    core: core
      .replace(/^(\d{4})年[至到—-](?=\d{1,3}年)/, '$1—')
      .replaceAll('号', code === 'bracket-lost' ? '号' : '日')
      .replaceAll(/[-~到]/g, char => (char === '到' ? '至' : '—')),
    year,
    withFigures,
  }
  const found = (SHAPES_BY_DAMAGE[code] ?? DATE_SHAPES).flatMap(shape => alignShape(shape, search))
  const frame = { prefix, suffix, isDocument: code === 'bracket-lost' }
  const suppositions = withFigures ? supposed(core, code, frame) : []
  return [...distinct(found.map(each => finish(each, frame))), ...suppositions].sort(
    (a, b) => a.lostFigures * MOST_LOST + a.lost.length - (b.lostFigures * MOST_LOST + b.lost.length),
  )
}

interface AlignmentOptions {
  readonly reference: CivilDate
  readonly withFigures: boolean
}

interface Search {
  readonly core: string
  readonly year: number
  readonly withFigures: boolean
}

/** A partial alignment: what is built, where the text is read up to, the values so far. */
interface State {
  readonly text: string
  readonly at: number
  readonly lost: readonly string[]
  readonly lostFigures: number
  readonly figures: readonly string[]
  readonly values: readonly { readonly number: string; readonly value: number }[]
}

const START: State = { text: '', at: 0, lost: [], lostFigures: 0, figures: [], values: [] }

function alignShape(shape: readonly Slot[], search: Search): readonly State[] {
  let states: readonly State[] = [START]
  for (const slot of shape)
    states = states.flatMap(state =>
      'sign' in slot ? takeSign(state, slot.sign, search) : takeNumber(state, slot.number, search),
    )
  return states.filter(state => state.at === search.core.length && state.lost.length > 0 && isSound(state))
}

function takeSign(state: State, text: string, { core }: Search): State[] {
  if (core.startsWith(text, state.at))
    return [{ ...state, text: state.text + text, at: state.at + text.length }]
  if (!LOSABLE.has(text) || state.lost.length >= MOST_LOST) return []
  return [{ ...state, text: state.text + text, lost: [...state.lost, text] }]
}

const WIDTHS = { year: [4], month: [1, 2], day: [1, 2], serial: [1, 2, 3] } as const
const CHINESE_FIGURES = /^[一二三四五六七八九十]+/

function takeNumber(state: State, number: keyof typeof WIDTHS, search: Search): State[] {
  const whole = WIDTHS[number].flatMap(width => takeFigures(state, { number, width }, search))
  const chinese = CHINESE_FIGURES.exec(search.core.slice(state.at))?.[0]
  const spelled = chinese === undefined || number === 'year' ? [] : [spelledNumber(state, number, chinese)]
  return [
    ...whole,
    ...spelled,
    ...(search.withFigures && state.lostFigures === 0 ? withLostFigure(state, number, search) : []),
  ]
}

function spelledNumber(state: State, number: string, text: string): State {
  const ones = '一二三四五六七八九'.indexOf(text.slice(-1)) + 1
  const tens = text.includes('十') ? Math.max(1, '一二三四五六七八九'.indexOf(text.charAt(0)) + 1) * 10 : 0
  const values = [...state.values, { number, value: tens + ones }]
  return {
    ...state,
    text: state.text + text,
    at: state.at + text.length,
    values,
    figures: [...state.figures, text],
  }
}

function takeFigures(state: State, slot: { number: string; width: number }, { core }: Search): State[] {
  const figures = core.slice(state.at, state.at + slot.width)
  if (figures.length < slot.width || !/^\d+$/.test(figures)) return []
  if (slot.number !== 'year' && slot.width === 1 && figures === '0') return []
  return [advance(state, { number: slot.number, text: figures, taken: figures.length })]
}

function advance(state: State, taken: { number: string; text: string; taken: number }): State {
  const values = [...state.values, { number: taken.number, value: Number(taken.text) }]
  return {
    ...state,
    text: state.text + taken.text,
    at: state.at + taken.taken,
    values,
    figures: [...state.figures, taken.text],
  }
}

/** One figure gone: every value that the figures left can come from. */
function withLostFigure(state: State, number: keyof typeof WIDTHS, search: Search): State[] {
  return valuesOf(number, search.year).flatMap(value => {
    const full = String(value)
    return Array.from({ length: full.length }, (_, at) => at)
      .map(at => ({ rest: full.slice(0, at) + full.slice(at + 1), figure: full.charAt(at) }))
      .filter(({ rest }, index, all) => all.findIndex(each => each.rest === rest) === index)
      .filter(({ rest }) => search.core.startsWith(rest, state.at))
      .map(({ rest, figure }) => ({
        ...state,
        text: state.text + full,
        at: state.at + rest.length,
        lost: [...state.lost, figure],
        lostFigures: state.lostFigures + 1,
        figures: rest === '' ? state.figures : [...state.figures, rest],
        values: [...state.values, { number, value }],
      }))
  })
}

function valuesOf(number: keyof typeof WIDTHS, year: number): readonly number[] {
  if (number === 'year')
    return Array.from({ length: YEARS_AROUND * 2 + 1 }, (_, index) => year - YEARS_AROUND + index)
  if (number === 'serial') return []
  return Array.from({ length: number === 'month' ? 12 : 31 }, (_, index) => index + 1)
}

const FIRST_YEAR = 1990
const LAST_YEAR = 2060

/** The values name days that exist, and a span of years runs forward. */
function isSound({ values }: State): boolean {
  const years = values.filter(each => each.number === 'year').map(each => each.value)
  if (years.some(year => year < FIRST_YEAR || year > LAST_YEAR)) return false
  if (years.length === 2 && (years[0] ?? 0) >= (years[1] ?? 0)) return false
  const days = values.filter(each => each.number === 'day').map(each => each.value)
  const months = values.filter(each => each.number === 'month')
  if (days.length === 2 && months.length === 1 && (days[0] ?? 0) >= (days[1] ?? 0)) return false
  let month: number | null = null
  for (const { number, value } of values) {
    if (number === 'month') {
      month = value
      if (month < 1 || month > 12) return false
    }
    // without a year any leap year will do
    if (number === 'day' && month !== null && !isRealDay({ year: years[0] ?? 2024, month, day: value }))
      return false
  }
  return true
}

interface Frame {
  readonly prefix: string
  readonly suffix: string
  readonly isDocument: boolean
}

function finish(state: State, { prefix, suffix, isDocument }: Frame): Alignment {
  return {
    text: prefix + state.text + suffix,
    lost: state.lost,
    lostFigures: state.lostFigures,
    figures: state.figures.join('、'),
    prefixLength: prefix.length,
    known: isDocument ? 'document-number' : null,
    note: null,
  }
}

function distinct(all: readonly Alignment[]): Alignment[] {
  const best = new Map<string, Alignment>()
  for (const each of all) {
    const known = best.get(each.text)
    if (known === undefined || each.lost.length < known.lost.length) best.set(each.text, each)
  }
  return [...best.values()]
}

/** Longest span of years that a plan covers. */
const LONGEST_PLAN_YEARS = 12

/** What else may have happened than a lost character or two. */
function supposed(core: string, code: DamageCode, frame: Frame): readonly Alignment[] {
  const made = (text: string, rest: Pick<Alignment, 'lost' | 'note'>): Alignment => ({
    text: frame.prefix + text + frame.suffix,
    lostFigures: 1,
    figures: '',
    prefixLength: frame.prefix.length,
    known: null,
    ...rest,
  })
  if (code === 'joined-years')
    return shortenedSpan(core).map(({ text, lost }) => made(text, { lost, note: null }))
  if (code === 'no-such-month') {
    const tail = /^1(\d月.*)$/.exec(core)?.[1]
    const note = '首位的“1”可能属于前文(如序号“1.”丢了点)。'
    return tail === undefined ? [] : [made(tail, { lost: ['.'], note })]
  }
  const [, year, month] =
    code === 'no-such-day' ? (/^(?:(\d{4})年)?(\d{1,2})月\d{1,2}日$/.exec(core) ?? []) : []
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return []
  const last = monthLength(Number(year ?? 2023), Number(month))
  const note = `${month}月最后一天是${last}日,可能是写作时的误记。`
  return [made(`${year === undefined ? '' : `${year}年`}${month}月${last}日`, { lost: [], note })]
}

/** 20215年 was 2021—2025年 if — and the head of the second year are gone. */
function shortenedSpan(core: string): { text: string; lost: string[] }[] {
  const [, first = '', tail = ''] = /^(\d{4})(\d{1,3})年$/.exec(core) ?? []
  if (tail === '') return []
  const years = Array.from({ length: LONGEST_PLAN_YEARS }, (_, index) => String(Number(first) + index + 1))
  return years
    .filter(year => year.endsWith(tail))
    .map(year => ({ text: `${first}—${year}年`, lost: ['—', ...year.slice(0, 4 - tail.length)] }))
}
