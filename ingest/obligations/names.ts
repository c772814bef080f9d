/**
 * Names in unit lines that lost characters. In: the tasks of a document and the place it speaks for. Out: the tasks with the
 * names its sister lists show (委编办 where other lists have 区委编办), each change told. `asWritten` never changes.
 */
import { type DocumentMetadata } from '../../knowledge/model/document.ts'
import { type ExtractedParty } from '../../knowledge/model/extracted.ts'
import { type Task } from './tasks.ts'
import { LOCAL_OFFICE } from './units.ts'

/** Fewer names with the prefix do not show that the lists of a document write it. */
const FEWEST_SISTERS = 3
/** 直各有关部门, 委编办: no name begins so; the place stood before it. */
const HEADLESS = /^(?:直(?:属|各|有关|机关|部门|单位)|委(?=[^员托]))/
const BODY = /(?:局|委|办|厅|院|中心|部|署)$/

export interface Roster {
  /** 区, 县, 市, 州 …: how the lists begin the names of their own level; empty where nothing shows it. */
  readonly level: string
  /** The place without its level, as names of its branches begin. */
  readonly place: string
  readonly names: ReadonlySet<string>
}

/** @returns the names the unit lines of the document use, without what stands in brackets behind them. */
export function rosterOf(tasks: readonly Task[], { jurisdiction }: DocumentMetadata): Roster {
  const names = tasks.flatMap(task => task.parties.map(party => baseOf(party.name)))
  const own = /[省市州县区旗]$/.exec(jurisdiction ?? '')?.[0] ?? ''
  const sisters = names.filter(name => own !== '' && name.startsWith(own)).length
  return {
    level: sisters >= FEWEST_SISTERS ? own : '',
    place: own === '' ? '' : (jurisdiction ?? '').slice(0, -1).replace(/^.*[省市州]/, ''),
    names: new Set(names),
  }
}

const baseOf = (name: string): string => name.replace(/\(.*\)$/, '')

/** @returns the task with names put right and a reason for each that was. */
export function withRestoredNames(task: Task, roster: Roster): Task {
  if (roster.level === '' || task.parties.length === 0) return task
  const parties = task.parties
    .flatMap(party => parted(party, roster))
    .map(party => ({ ...party, name: restored(party.name, roster) }))
  const changes = parties.flatMap((party, i) => {
    const before = task.parties.find(each => each.span.start === party.span.start)?.name
    return before === party.name || parties.findIndex(each => each.span === party.span) !== i
      ? []
      : [`${party.asWritten}→${party.name}`]
  })
  if (changes.length === 0) return task
  const reason = `单位名称疑有脱字，按同一文件的写法补全：${changes.join('、')}，请核对`
  return { ...task, parties, nameReasons: [reason] }
}

function restored(name: string, { level, place, names }: Roster): string {
  if (name.startsWith(level) || name.startsWith('各') || (place !== '' && name.startsWith(place))) return name
  const base = baseOf(name)
  if (names.has(level + base)) return level + name
  if (names.has(`各${base}`)) return `各${name}`
  const whole = [...names].filter(each => BODY.test(each) && each.slice(0, -1) === level + base)
  if (!BODY.test(base) && whole.length === 1) return whole[0] ?? name
  return HEADLESS.test(name) || LOCAL_OFFICE.test(name) ? level + name : name
}

/** 发改商务局, where the lists know 发改局 and 商务局 apart and this name only once: the mark between them was lost. */
function parted(party: ExtractedParty, { level, place, names }: Roster): ExtractedParty[] {
  const { asWritten, name, span } = party
  const known = (each: string): boolean => names.has(each) || names.has(level + each)
  if (asWritten !== baseOf(asWritten) || name !== asWritten) {
    if (name !== level + asWritten) return [party]
  }
  for (let cut = 2; cut < asWritten.length - 2; cut++) {
    const left = asWritten.slice(0, cut)
    const right = asWritten.slice(cut)
    const isLeft = known(`${left}局`) || known(`${left}委`)
    if (!isLeft || !(known(right) || (place !== '' && right.startsWith(place)))) continue
    const at = span.start + cut
    return [
      { ...party, asWritten: left, name: left, span: { start: span.start, end: at } },
      { ...party, asWritten: right, name: right, span: { start: at, end: span.end } },
    ]
  }
  return [party]
}
