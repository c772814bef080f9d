/** `xuefa roster`: which units there are, who is meant by a name, which names nobody can resolve, and the roster as CSV. */
import { AppError } from '../knowledge/model/errors.ts'
import type { DocumentId } from '../knowledge/model/document.ts'
import type { Obligation } from '../knowledge/model/obligation.ts'
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
export function directoryOf(context: Pick<Context, 'system'>, store: Store): Directory {
  return createDirectory(store.rosterUnits(), mentionsOf(obligationsOf(context, store)))
}

function obligationsOf({ system }: Pick<Context, 'system'>, store: Store): readonly Obligation[] {
  return createRegister(store).list({}, civilDateInShanghai(system.now().toISOString()))
}

/**
 * All places where none is asked for; the nameless place of national law only where something is known of it.
 * @throws {AppError} usage: nothing is known of the place asked for
 */
function placesAsked(directory: Directory, asked: string | undefined): readonly (string | null)[] {
  const places = directory.places()
  if (asked === undefined) return places.length === 0 ? [null] : places
  const place = asked.trim() === '' ? null : asked.trim()
  if (place === null || places.includes(place)) return [place]
  const known = places.filter(each => each !== null)
  const which = known.length === 0 ? '' : `已知的地区：${known.join('、')}。`
  throw new AppError('usage', `没有“${place}”的文件，名册里也没有它的单位。${which}`, { place, known })
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

function unitToJson({ duties, ...unit }: Counted): unknown {
  return { place: unit.place === '' ? null : unit.place, ...namesToJson(unit), duties }
}

function namesToJson({ name, kind, aliases, collectives, isLocal, isKept }: DirectoryUnit): object {
  return { name, kind, aliases, collectives, local: isLocal, kept: isKept }
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

function describeUnit({ name, kind, aliases, collectives, isKept, isLocal, place }: DirectoryUnit): string {
  const facts = [
    KIND_NAMES[kind],
    isKept ? '已登记' : null,
    place === '' ? '各地通用' : null,
    isLocal ? null : '不是本地的单位',
  ]
  const others = aliases.length === 0 ? '' : `，又称 ${aliases.join('、')}`
  const among = collectives.length === 0 ? '' : `，属于 ${collectives.join('、')}`
  return `${name}（${facts.filter(fact => fact !== null).join('，')}）${others}${among}`
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

function previewToJson({ place, name, kind, unit, isKnown, members, duties }: CountedPreview): unknown {
  const named = unit === null ? null : namesToJson(unit)
  return { place, name, kind, known: isKnown, unit: named, members: members.map(namesToJson), duties }
}

function describePreview(preview: CountedPreview): string {
  const { place, name, duties } = preview
  return `${placeName(place)}，“${name}”：${describeMeaning(preview)}。${describeDuties(duties)}。\n`
}

function describeMeaning({ kind, unit, isKnown, members }: Preview): string {
  const names = members.map(member => member.name).join('、')
  switch (kind) {
    case 'unit':
      if (unit === null) return '一个单位'
      return isKnown ? describeUnit(unit) : `${describeUnit(unit)}，名册里没有，文件里也没有点到它`
    case 'collective':
      return members.length === 0
        ? '统称，名册和文件里没有它的成员，请用 xuefa roster add 登记'
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
    const obligations = obligationsOf(context, store)
    const directory = createDirectory(store.rosterUnits(), mentionsOf(obligations))
    const byId = new Map(obligations.map(obligation => [obligation.id, obligation]))
    const unresolved = placesAsked(directory, place)
      .flatMap(each => directory.unresolvedOf(each))
      .map(({ obligations: ids, ...name }) => {
        const named = ids.flatMap(id => byId.get(id) ?? [])
        const stands = named.map(each => standOf(each, name.name, store))
        return { ...name, duties: ids.length, standsIn: oncePerPlace(stands) }
      })
    write(context, { unresolved }, describeUnresolved(unresolved))
  })
}

/** Where a name stands in the text. */
interface Stand {
  /** Ids of those that name it there. */
  readonly obligations: readonly string[]
  readonly document: Pick<Obligation['citation']['document'], 'id' | 'title'>
  /** Label of the article. */
  readonly article: string
  /** From 1. */
  readonly line: number
  /** Offsets of the name in the text of the document. */
  readonly start: number
  readonly end: number
  /** The name as written, with what stands around it on its line. */
  readonly quote: string
}

/** Enough to know the place again. */
const QUOTE_BEFORE = 20
const QUOTE_AFTER = 30

function standOf({ id, parties, spans, citation }: Obligation, name: string, store: Store): Stand {
  const { document, article } = citation
  const text = store.documentText(document.id as DocumentId)
  const at = parties.findIndex(party => party.name === name)
  const [start, end] = spans.parties[at] ?? [citation.start, citation.end]
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const from = Math.max(lineStart, start - QUOTE_BEFORE)
  const to = Math.min(lineEnd === -1 ? text.length : lineEnd, end + QUOTE_AFTER)
  return {
    obligations: [id],
    document: { id: document.id, title: document.title },
    article: article.label,
    line: text.slice(0, start).split('\n').length,
    start,
    end,
    quote: text.slice(from, to).trim(),
  }
}

/** A unit line names the bearers of every duty of its task. */
function oncePerPlace(stands: readonly Stand[]): readonly Stand[] {
  const byPlace = new Map<string, Stand>()
  for (const stand of stands) {
    const key = `${stand.document.id} ${stand.start}`
    const before = byPlace.get(key)?.obligations ?? []
    byPlace.set(key, { ...stand, obligations: [...before, ...stand.obligations] })
  }
  return [...byPlace.values()]
}

interface Unresolved {
  readonly place: string | null
  readonly name: string
  readonly duties: number
  readonly standsIn: readonly Stand[]
}

/** Where a name stands more often, the first few show what it is. */
const STANDS_SHOWN = 3

function describeUnresolved(names: readonly Unresolved[]): string {
  if (names.length === 0) return '没有认不出的名称。\n'
  return `${names.map(describeOne).join('')}共 ${names.length} 个。请用 xuefa roster add 登记，或用 xuefa roster alias 作为别名。\n`
}

function describeOne({ place, name, duties, standsIn }: Unresolved): string {
  const shown = standsIn
    .slice(0, STANDS_SHOWN)
    .map(stand => `    《${stand.document.title}》${stand.article} 第 ${stand.line} 行：…${stand.quote}…\n`)
  const rest = standsIn.length - shown.length
  const more = rest > 0 ? `    另有 ${rest} 处\n` : ''
  return `${placeName(place)}  ${name}  任务 ${duties} 项\n${shown.join('')}${more}`
}

export function rosterExportCommand(context: Context): Promise<ExitCode> {
  return withStore(context, true, store => {
    const units = store.rosterUnits()
    if (context.json) write(context, { units }, '')
    // Not made fit for a terminal: it is a file.
    else context.system.out.write(toRosterCsv(units))
  })
}
