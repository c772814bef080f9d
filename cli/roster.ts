/** `xuefa roster`: which units there are, who is meant by a name, which names nobody can resolve, and the roster as CSV. */
import { createRegister } from '../knowledge/register/index.ts'
import {
  createDirectory,
  KIND_NAMES,
  mentionsOf,
  toRosterCsv,
  type Directory,
  type DirectoryUnit,
  type Duties,
  type Preview,
  type UnresolvedName,
} from '../knowledge/roster/index.ts'
import type { Store } from '../knowledge/store/index.ts'
import { civilDateInShanghai } from '../knowledge/time/index.ts'
import { type Context, type ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'

export interface PlaceOption {
  readonly place?: string
}

/** The places of the register and of the roster, with what the register says about their units. */
export function directoryOf({ system }: Pick<Context, 'system'>, store: Store): Directory {
  const today = civilDateInShanghai(system.now().toISOString())
  return createDirectory(store.rosterUnits(), mentionsOf(createRegister(store).list({}, today)))
}

/** All places where none is asked for; the nameless place of national law only where something is known of it. */
function placesAsked(directory: Directory, place: string | undefined): readonly (string | null)[] {
  if (place !== undefined) return [place === '' ? null : place]
  const places = directory.places()
  return places.length === 0 ? [null] : places
}

const placeName = (place: string | null): string => (place === null || place === '' ? '未指明地区' : place)

export function rosterListCommand(context: Context, { place }: PlaceOption): Promise<ExitCode> {
  return withStore(context, true, store => {
    const directory = directoryOf(context, store)
    const lists = placesAsked(directory, place).map(each => ({
      place: each,
      units: directory.unitsOf(each).map(unit => ({ ...unit, duties: directory.dutiesOf(unit.name, each) })),
    }))
    write(context, { units: lists.flatMap(({ units }) => units.map(unitToJson)) }, describeLists(lists))
  })
}

type Counted = DirectoryUnit & { readonly duties: Duties }

function unitToJson({ place, name, kind, aliases, isKept, duties }: Counted): unknown {
  return { place: place === '' ? null : place, name, kind, aliases, kept: isKept, duties }
}

function describeLists(
  lists: readonly { readonly place: string | null; readonly units: readonly Counted[] }[],
): string {
  const filled = lists.filter(({ units }) => units.length > 0)
  if (filled.length === 0) {
    return '没有单位。先用 xuefa ingest 读入文件，或用 xuefa roster add、xuefa roster import 登记。\n'
  }
  return filled
    .map(({ place, units }) => {
      const kept = units.filter(({ isKept }) => isKept).length
      const lines = units.map(unit => `  ${describeUnit(unit)}，${describeDuties(unit.duties)}\n`)
      return `${placeName(place)}：${units.length} 个单位，已登记 ${kept} 个，其余见于文件\n${lines.join('')}`
    })
    .join('')
}

function describeUnit({ name, kind, aliases, isKept, place }: DirectoryUnit): string {
  const facts = [KIND_NAMES[kind], isKept ? '已登记' : null, place === '' ? '各地通用' : null]
  const others = aliases.length === 0 ? '' : `，又称 ${aliases.join('、')}`
  return `${name}（${facts.filter(fact => fact !== null).join('，')}）${others}`
}

function describeDuties({ own, asMember }: Duties): string {
  if (own + asMember === 0) return '没有任务'
  const shared = asMember === 0 ? '' : `，随统称 ${asMember} 项`
  return `任务 ${own} 项${shared}`
}

export function rosterShowCommand(context: Context, name: string, { place }: PlaceOption): Promise<ExitCode> {
  return withStore(context, true, store => {
    const directory = directoryOf(context, store)
    const previews = placesAsked(directory, place).map(each => ({
      ...directory.previewOf(name, each),
      duties: directory.dutiesOf(name, each),
    }))
    write(context, { previews: previews.map(previewToJson) }, previews.map(describePreview).join(''))
  })
}

type CountedPreview = Preview & { readonly duties: Duties }

function previewToJson({ place, name, kind, unit, members, duties }: CountedPreview): unknown {
  const short = (each: DirectoryUnit): unknown => ({
    name: each.name,
    kind: each.kind,
    aliases: each.aliases,
    kept: each.isKept,
  })
  return { place, name, kind, unit: unit === null ? null : short(unit), members: members.map(short), duties }
}

function describePreview(preview: CountedPreview): string {
  const { place, name, duties } = preview
  return `${placeName(place)}，“${name}”：${describeMeaning(preview)}。${describeDuties(duties)}。\n`
}

function describeMeaning({ kind, unit, members }: Preview): string {
  const names = members.map(member => member.name).join('、')
  switch (kind) {
    case 'unit':
      return unit === null ? '一个单位' : describeUnit(unit)
    case 'collective':
      return members.length === 0
        ? '统称，名册和文件里没有它的成员'
        : `统称，指 ${members.length} 个单位：${names}`
    case 'open-collective':
      return members.length === 0
        ? '统称，指哪个单位由具体事项决定'
        : `统称，指哪些单位由具体事项决定，可能是：${names}`
    case 'role':
      if (unit !== null) return `人员，属于 ${unit.name}`
      return members.length === 0 ? '人员，不是单位' : `人员，属于这些单位：${names}`
    case 'unresolved':
      return '认不出，请用 xuefa roster add 登记，或用 xuefa roster alias 作为别名'
  }
}

export function rosterUnresolvedCommand(context: Context, { place }: PlaceOption): Promise<ExitCode> {
  return withStore(context, true, store => {
    const directory = directoryOf(context, store)
    const unresolved = placesAsked(directory, place).flatMap(each => directory.unresolvedOf(each))
    write(context, { unresolved }, describeUnresolved(unresolved))
  })
}

function describeUnresolved(names: readonly UnresolvedName[]): string {
  if (names.length === 0) return '没有认不出的名称。\n'
  const lines = names.map(({ place, name, duties }) => `${placeName(place)}  ${name}  任务 ${duties} 项\n`)
  return `${lines.join('')}共 ${names.length} 个。请用 xuefa roster add 登记，或用 xuefa roster alias 作为别名。\n`
}

export function rosterExportCommand(context: Context): Promise<ExitCode> {
  return withStore(context, true, store => {
    const units = store.rosterUnits()
    if (context.json) write(context, { units }, '')
    // Not made fit for a terminal: it is a file.
    else context.system.out.write(toRosterCsv(units))
  })
}
