/** `xuefa roster add | alias | remove | import`: what people keep in the roster. Each command stores all it was given, or nothing. */
import { resolve } from 'node:path'
import { DEFAULT_READ_LIMITS, findFiles, readFileText } from '../ingest/read/index.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { RosterUnit } from '../knowledge/model/unit.ts'
import {
  kindFault,
  kindNamed,
  likelyKind,
  lookAlikes,
  nameFaults,
  readAliases,
  readRosterCsv,
  takenName,
  unitFaults,
} from '../knowledge/roster/index.ts'
import type { Store } from '../knowledge/store/index.ts'
import { type Context, type ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'
import { directoryOf, type PlaceOption } from './roster.ts'

interface AddOptions extends PlaceOption {
  readonly name?: string
  readonly kind?: string
  readonly alias?: readonly string[]
}

export function rosterAddCommand(context: Context, options: AddOptions): Promise<ExitCode> {
  const name = options.name?.trim() ?? ''
  if (name === '') {
    throw usage('请用 --name 写出单位名称，如：xuefa roster add --place 清渠区 --name 区司法局')
  }
  return withStore(context, false, store => {
    const place = options.place?.trim() ?? onlyPlace(context, store)
    const word = options.kind?.trim() ?? ''
    const kind = word === '' ? likelyKind(name, place) : kindNamed(word)
    const [fault] = unitFaults(name, place)
    if (fault !== undefined) throw usage(fault)
    if (kind === null) throw usage(kindFault(name, word))
    const aliases = readAliases((options.alias ?? []).join('、'), name)
    save(context, store, { place, name, kind, aliases })
  })
}

interface AliasOptions extends PlaceOption {
  readonly remove?: boolean
}

export function rosterAliasCommand(
  context: Context,
  name: string,
  ...[alias, { place, remove = false }]: readonly [string, AliasOptions]
): Promise<ExitCode> {
  const written = alias.trim()
  if (written === '') throw usage('别名是空的，请写出别名')
  return withStore(context, false, store => {
    const unit = unitToName(context, store, { name: name.trim(), place: place?.trim() })
    if (remove) {
      if (!unit.aliases.includes(written)) throw usage(`“${written}”不是“${unit.name}”的别名，没有改动`)
      save(context, store, { ...unit, aliases: unit.aliases.filter(each => each !== written) })
      return
    }
    const aliases = [...new Set([...unit.aliases, written])].filter(each => each !== unit.name)
    save(context, store, { ...unit, aliases })
  })
}

export function rosterRemoveCommand(
  context: Context,
  name: string,
  { place }: PlaceOption,
): Promise<ExitCode> {
  return withStore(context, false, store => {
    const wanted = name.trim()
    const unit = keptUnit(store, { name: wanted, place: place?.trim() })
    if (unit === null) {
      throw usage(`名册中${inPlace(place?.trim())}没有“${wanted}”。登记的单位见 xuefa roster export`)
    }
    if (unit.name !== wanted) {
      throw usage(
        `“${wanted}”是“${unit.name}”的别名。要删去单位请写“${unit.name}”，要删去别名请用 xuefa roster alias ${unit.name} ${wanted} --remove`,
      )
    }
    store.removeRosterUnit(unit.place, unit.name)
    write(context, { removed: unit }, `已从名册中删去${inPlace(unit.place)}的“${unit.name}”。\n`)
  })
}

export async function rosterImportCommand(context: Context, file: string): Promise<ExitCode> {
  const text = await readText(resolve(context.system.workingFolder, file))
  return withStore(context, false, store => {
    const { units, problems } = readRosterCsv(text, store.rosterUnits())
    if (problems.length > 0) throw usage(describeProblems(file, problems), { file, problems })
    store.saveRosterUnits(units)
    const kept = store.rosterUnits()
    const notes = [...new Set(units.flatMap(unit => notesOn(unit, { store, kept })))]
    const told = notes.map(note => `注意：${note}。\n`).join('')
    write(context, { imported: units.length, units, notes }, `已登记 ${units.length} 个单位。\n${told}`)
  })
}

/** More would not be read; they show up once these are mended. */
const PROBLEMS_SHOWN = 20

function describeProblems(file: string, problems: readonly string[]): string {
  const shown = problems.slice(0, PROBLEMS_SHOWN).join('；')
  const rest = problems.length > PROBLEMS_SHOWN ? `；另有 ${problems.length - PROBLEMS_SHOWN} 处` : ''
  return `${file} 有 ${problems.length} 处不对，一行也没有登记：${shown}${rest}`
}

/** As documents are read: UTF-8, UTF-16 with a mark, or GB18030, which is what Excel saves as CSV in China. */
async function readText(file: string): Promise<string> {
  const { files, failed } = await findFiles([file])
  const [first, second] = files
  const [failure] = failed
  if (failure !== undefined) throw failure.error
  if (first === undefined || second !== undefined)
    throw usage(`${file} 是文件夹，请写出 CSV 文件的名称`, { file })
  const read = await readFileText(first, { ...DEFAULT_READ_LIMITS, minCharacters: 1 })
  if (read instanceof AppError) throw read
  return read.text
}

function save(context: Context, store: Store, unit: RosterUnit): void {
  const kept = store.rosterUnits()
  const isOld = (each: RosterUnit): boolean => each.place === unit.place && each.name === unit.name
  const others = kept.filter(each => !isOld(each))
  const [fault] = [unit.place, unit.name, ...unit.aliases].flatMap(nameFaults)
  if (fault !== undefined) throw usage(fault)
  const taken = takenName(unit, others)
  if (taken !== null) {
    throw usage(`“${taken.name}”已经是${inPlace(unit.place)}“${taken.owner.name}”的名称或别名，没有登记`)
  }
  store.saveRosterUnits([unit])
  const notes = notesOn(unit, { store, kept: others })
  const aliases = unit.aliases.length === 0 ? '' : `，别名：${unit.aliases.join('、')}`
  const done = kept.some(isOld) ? '已更新' : '已登记'
  const told = notes.map(note => `注意：${note}。\n`).join('')
  write(context, { saved: unit, notes }, `${done}${inPlace(unit.place)}的“${unit.name}”${aliases}。\n${told}`)
}

interface Surroundings {
  readonly store: Store
  readonly kept: readonly RosterUnit[]
}

/** What a person may not have meant, though it is possible. */
function notesOn(unit: RosterUnit, { store, kept }: Surroundings): readonly string[] {
  const alike = lookAlikes(unit, kept).map(
    ({ name }) =>
      `按通常的叫法，“${unit.name}”和已登记的“${name}”是同一个单位；如果是，请删去一个，用 xuefa roster alias 作为别名`,
  )
  const documents = store.documents().map(({ jurisdiction }) => jurisdiction)
  const isKnownPlace = unit.place === '' || documents.includes(unit.place)
  const unknown = isKnownPlace ? [] : [`还没有收录“${unit.place}”的文件；地区要和文件的地区写得一样`]
  return [...alike, ...unknown]
}

const inPlace = (place: string | undefined): string => (place === '' ? '各地通用' : (place ?? ''))

interface Named {
  readonly name: string
  readonly place: string | undefined
}

/** A kept unit of this name or alias; of several places, the place must be said. */
function keptUnit(store: Store, { name, place }: Named): RosterUnit | null {
  const found = store
    .rosterUnits()
    .filter(unit => place === undefined || unit.place === place)
    .filter(unit => unit.name === name || unit.aliases.includes(name))
  const [first = null, second] = found
  if (second === undefined) return first
  const places = found.map(unit => (unit.place === '' ? '各地通用' : unit.place)).join('、')
  throw usage(`“${name}”不止一个：${places}。请用 --place 指明地区`)
}

/** A unit that only documents name is kept from now on. */
function unitToName(context: Context, store: Store, { name, place }: Named): RosterUnit {
  const kept = keptUnit(store, { name, place })
  if (kept !== null) return kept
  const where = place ?? onlyPlace(context, store)
  const { unit } = directoryOf(context, store).previewOf(name, where === '' ? null : where)
  if (unit === null) throw usage(`${inPlace(where)}没有“${name}”这个单位。请先用 xuefa roster add 登记`)
  return unit.isKept
    ? { place: unit.place ?? '', name: unit.name, kind: unit.kind, aliases: unit.aliases }
    : { place: where, name: unit.name, kind: unit.kind, aliases: [] }
}

/** Where everything is about one place, it need not be said. */
function onlyPlace(context: Context, store: Store): string {
  const places = directoryOf(context, store)
    .places()
    .filter(place => place !== null)
  const [only] = places
  if (only !== undefined && places.length === 1) return only
  const known = places.length === 0 ? '' : `已知的地区：${places.join('、')}；`
  throw usage(`请用 --place 写出地区，如 清渠区；${known}写 "" 表示各地通用`)
}

function usage(message: string, data: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('usage', `${message}。`, data)
}
