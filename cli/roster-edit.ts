/** `xuefa roster add | alias | remove | import`: what people keep in the roster. Each command stores all it was given, or nothing. */
import { readFileSync } from 'node:fs'
import { AppError } from '../knowledge/model/errors.ts'
import type { RosterUnit } from '../knowledge/model/unit.ts'
import {
  kindFault,
  kindNamed,
  likelyKind,
  nameFaults,
  readRosterCsv,
  takenName,
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
    if (kind === null) throw usage(kindFault(name, word))
    const written = (options.alias ?? []).map(alias => alias.trim())
    const aliases = [...new Set(written)].filter(alias => alias !== '' && alias !== name)
    save(context, store, { place, name, kind, aliases })
  })
}

export function rosterAliasCommand(
  context: Context,
  name: string,
  ...[alias, options]: readonly [string, PlaceOption]
): Promise<ExitCode> {
  const added = alias.trim()
  if (added === '') throw usage('别名是空的，请写出别名')
  return withStore(context, false, store => {
    const unit = unitToName(context, store, { name: name.trim(), place: options.place?.trim() })
    const aliases = [...new Set([...unit.aliases, added])].filter(each => each !== unit.name)
    save(context, store, { ...unit, aliases })
  })
}

export function rosterRemoveCommand(
  context: Context,
  name: string,
  { place }: PlaceOption,
): Promise<ExitCode> {
  return withStore(context, false, store => {
    const unit = keptUnit(store, { name: name.trim(), place: place?.trim() })
    if (unit === null) throw usage(`名册中${inPlace(place)}没有“${name}”。登记的单位见 xuefa roster export`)
    store.removeRosterUnit(unit.place, unit.name)
    write(context, { removed: unit }, `已从名册中删去${inPlace(unit.place)}的“${unit.name}”。\n`)
  })
}

export function rosterImportCommand(context: Context, file: string): Promise<ExitCode> {
  const text = readText(file)
  return withStore(context, false, store => {
    const { units, problems } = readRosterCsv(text, store.rosterUnits())
    if (problems.length > 0) throw usage(describeProblems(file, problems), { file, problems })
    store.saveRosterUnits(units)
    write(context, { imported: units.length, units }, `已登记 ${units.length} 个单位。\n`)
  })
}

/** More would not be read; they show up once these are mended. */
const PROBLEMS_SHOWN = 20

function describeProblems(file: string, problems: readonly string[]): string {
  const shown = problems.slice(0, PROBLEMS_SHOWN).join('；')
  const rest = problems.length > PROBLEMS_SHOWN ? `；另有 ${problems.length - PROBLEMS_SHOWN} 处` : ''
  return `${file} 有 ${problems.length} 处不对，一行也没有登记：${shown}${rest}`
}

/** UTF-8 with or without a byte order mark, else GB18030, which is what Excel saves as CSV in China. */
function readText(file: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw usage(`无法读取 ${file}。请检查文件名`, { file, cause })
  }
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause
    }
  }
  throw usage(`${file} 既不是 UTF-8 也不是 GB18030 编码的文字。请另存为“CSV UTF-8”再导入`, { file })
}

function save(context: Context, store: Store, unit: RosterUnit): void {
  const kept = store.rosterUnits()
  const isOld = (each: RosterUnit): boolean => each.place === unit.place && each.name === unit.name
  const [fault] = [unit.name, ...unit.aliases].flatMap(nameFaults)
  if (fault !== undefined) throw usage(fault)
  const taken = takenName(
    unit,
    kept.filter(each => !isOld(each)),
  )
  if (taken !== null) {
    throw usage(`“${taken.name}”已经是${inPlace(unit.place)}“${taken.owner.name}”的名称或别名，没有登记`)
  }
  store.saveRosterUnits([unit])
  const aliases = unit.aliases.length === 0 ? '' : `，又称 ${unit.aliases.join('、')}`
  const done = kept.some(isOld) ? '已更新' : '已登记'
  write(context, { saved: unit }, `${done}${inPlace(unit.place)}的“${unit.name}”${aliases}。\n`)
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
