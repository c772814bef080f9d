/**
 * The roster as a CSV file (RFC 4180), for spreadsheets. In: units, or the text of a file. Out: text, or the units with every
 * fault of the file by row. Reading and writing are each other's inverse. It reads no file and stores nothing.
 */
import { type RosterUnit } from '../model/unit.ts'
import { kindFault, likelyKind, nameFaults, readAliases, takenName, unitFaults } from './checks.ts'
import { KIND_NAMES, kindNamed } from './kinds.ts'

/** Without it Excel takes UTF-8 for the code page of the system. */
const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'
/** What a spreadsheet would run (OWASP, CSV injection); an apostrophe in front makes it text. */
const RUNS_AS_FORMULA = /^'*[=+\-@\t\r＝＋－＠]/
const WRITTEN_AS_TEXT = /^'(?='*[=+\-@\t\r＝＋－＠])/

const COLUMNS = ['地区', '单位', '类别', '别名'] as const
type Column = (typeof COLUMNS)[number]
const REQUIRED: readonly Column[] = ['单位']

export function toRosterCsv(units: readonly RosterUnit[]): string {
  const rows = units.map(({ place, name, kind, aliases }) => [
    place,
    name,
    KIND_NAMES[kind],
    aliases.join('、'),
  ])
  const lines = [COLUMNS, ...rows].map(row => row.map(toCell).join(',') + LINE_END)
  return BYTE_ORDER_MARK + lines.join('')
}

function toCell(value: string): string {
  const safe = RUNS_AS_FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export interface RosterFile {
  /** Empty where there are problems: a file is taken whole or not at all. */
  readonly units: readonly RosterUnit[]
  /** In Simplified Chinese, each with its row, in the order of the rows. */
  readonly problems: readonly string[]
}

/**
 * @param text The file, with or without byte order mark. The columns may stand in any order; empty rows are skipped.
 * @param kept The roster it is to be added to, whose names it may not take.
 */
export function readRosterCsv(text: string, kept: readonly RosterUnit[] = []): RosterFile {
  const { rows, isUnclosed } = parseCsv(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)
  if (isUnclosed) return refused(['有一个英文双引号没有配对，请检查引号'])
  const [header, ...body] = rows.filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
  if (header === undefined) return refused([`文件是空的，第一行应是表头：${COLUMNS.join(',')}`])
  const columns = header.cells.map(cell => cell.trim())
  const wrong = headerProblem(columns)
  if (wrong !== null) return refused([wrong])
  if (body.length === 0) return refused(['表头下面没有单位'])
  const read = body.map(row => readRow(row, columns))
  const problems = [
    ...read.flatMap(({ line, faults }) => faults.map(fault => ({ line, fault }))),
    ...clashes(read, kept),
  ].toSorted((a, b) => a.line - b.line)
  if (problems.length > 0) return refused(problems.map(({ line, fault }) => `第 ${line} 行：${fault}`))
  return { units: read.flatMap(({ unit }) => unit ?? []), problems: [] }
}

interface Problem {
  readonly line: number
  readonly fault: string
}

const refused = (problems: readonly string[]): RosterFile => ({ units: [], problems })

function headerProblem(columns: readonly string[]): string | null {
  const missing = REQUIRED.filter(column => !columns.includes(column))
  if (missing.length > 0) return `表头缺少“${missing.join('”“')}”列，第一行应是：${COLUMNS.join(',')}`
  const unknown = columns.filter(column => !COLUMNS.some(known => known === column))
  if (unknown.length > 0) return `表头有不认识的列“${unknown.join('”“')}”，只能有：${COLUMNS.join(',')}`
  return new Set(columns).size < columns.length ? '表头有重复的列' : null
}

interface Row {
  /** From 1, as editors count. */
  readonly line: number
  readonly cells: readonly string[]
}

interface ReadRow {
  readonly line: number
  readonly unit: RosterUnit | null
  readonly faults: readonly string[]
}

function readRow({ line, cells }: Row, columns: readonly string[]): ReadRow {
  // Spreadsheets fill rows up with empty cells.
  if (cells.slice(columns.length).some(cell => cell.trim() !== '')) {
    const fault = `有 ${cells.length} 格，而表头有 ${columns.length} 列；别名之间请用顿号，或给整格加英文双引号`
    return { line, unit: null, faults: [fault] }
  }
  const cell = (column: Column): string =>
    (cells[columns.indexOf(column)] ?? '').trim().replace(WRITTEN_AS_TEXT, '')
  const place = cell('地区')
  const name = cell('单位')
  const word = cell('类别')
  const kind = word === '' ? likelyKind(name, place) : kindNamed(word)
  const aliases = readAliases(cell('别名'), name)
  const wrong = name === '' ? ['没有写单位名称'] : unitFaults(name, place)
  const faults = [
    ...wrong,
    ...[place, ...aliases].flatMap(nameFaults),
    ...(kind === null && wrong.length === 0 ? [kindFault(name, word)] : []),
  ]
  const unit = faults.length > 0 || kind === null ? null : { place, name, kind, aliases }
  return { line, unit, faults }
}

/** Names that would mean two units of one place. A kept unit that the file holds too gives way to the file's. */
function clashes(rows: readonly ReadRow[], kept: readonly RosterUnit[]): Problem[] {
  const read = rows.flatMap(({ unit, line }) => (unit === null ? [] : [{ unit, line }]))
  const isReplaced = (old: RosterUnit): boolean =>
    read.some(({ unit }) => unit.place === old.place && unit.name === old.name)
  const before = kept.filter(unit => !isReplaced(unit))
  return read.flatMap(({ unit, line }, i) => {
    const earlier = read.slice(0, i)
    const taken = takenName(unit, [...before, ...earlier.map(row => row.unit)])
    if (taken === null) return []
    const row = earlier.find(each => each.unit === taken.owner)
    const where = row === undefined ? '在名册中' : `在第 ${row.line} 行`
    return [{ line, fault: `“${taken.name}”${where}已经是“${taken.owner.name}”的名称或别名` }]
  })
}

interface ParsedCsv {
  readonly rows: readonly Row[]
  readonly isUnclosed: boolean
}

/** Cells parted by commas, rows by line ends of any kind; quoted cells may hold both, and "" for a quotation mark. */
function parseCsv(text: string): ParsedCsv {
  const rows: Row[] = []
  let cells: string[] = []
  let line = 1
  let rowLine = 1
  let at = 0
  let isUnclosed = false
  while (at < text.length) {
    const { value, end, isClosed } = text.charAt(at) === '"' ? quotedCell(text, at) : plainCell(text, at)
    cells.push(value)
    line += countLines(text.slice(at, end))
    isUnclosed ||= !isClosed
    at = end
    if (text.charAt(at) === ',') {
      at++
      // A comma at the very end opens one more cell, an empty one.
      if (at === text.length) cells.push('')
      continue
    }
    rows.push({ line: rowLine, cells })
    cells = []
    const lineEnd = /^\r\n?|^\n/.exec(text.slice(at, at + 2))?.[0] ?? ''
    at += lineEnd.length
    if (lineEnd !== '') line++
    rowLine = line
  }
  if (cells.length > 0) rows.push({ line: rowLine, cells })
  return { rows, isUnclosed }
}

interface CellRead {
  readonly value: string
  readonly end: number
  readonly isClosed: boolean
}

const countLines = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0

function plainCell(text: string, start: number): CellRead {
  const rest = /[,\r\n]/g
  rest.lastIndex = start
  const end = rest.exec(text)?.index ?? text.length
  return { value: text.slice(start, end), end, isClosed: true }
}

/** What stands between the closing mark and the next comma is kept: a person meant something by it. */
function quotedCell(text: string, start: number): CellRead {
  let at = start + 1
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark === -1) return { value: text.slice(start + 1), end: text.length, isClosed: false }
    if (text.charAt(mark + 1) !== '"') {
      const value = text.slice(start + 1, mark).replaceAll('""', '"')
      const rest = plainCell(text, mark + 1)
      return { value: value + rest.value, end: rest.end, isClosed: true }
    }
    at = mark + 2
  }
}
