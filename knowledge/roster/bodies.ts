/**
 * The organs that governments, party committees and their like have at the level of province, prefecture, city, county or
 * district. In: the name of an organ without its place (住建局). Out: which organ that is and of what kind. The names stand
 * in body-names.ts; offices only one place has are kept by people in the roster.
 */
import { type UnitKind } from '../model/unit.ts'
import { BODY_TABLES, SHORT_JOINTS, SIDE_FIELDS, SUCCESSIONS } from './body-names.ts'

export interface Body {
  /** Its full name without a place, e.g. 住房和城乡建设局; of a joint bureau those of its parts. Unique. */
  readonly fullName: string
  readonly kind: UnitKind
  /** Enforces administrative law as one of its main tasks: 各行政执法部门 means it. */
  readonly enforces: boolean
  /** The committee, the congress, the conference, the government themselves: no part of 各部门 or 各单位. */
  readonly isLeading: boolean
  /** Full names of other organs whose work it does: of 教体局 教育局 and 体育局, of a successor those before it. */
  readonly covers: readonly string[]
  /** Its place in lists, as the lists of institutions order them; smaller is earlier. */
  readonly rank: number
}

interface Names {
  readonly whole: ReadonlyMap<string, Body>
  /** Stems that lost their ending, or were listed without it: 发改、商务局. */
  readonly bareStems: ReadonlyMap<string, Body>
  /** Fields of departments, which a joint bureau may be put together from. */
  readonly fields: ReadonlyMap<string, Body>
  readonly fieldsByLength: readonly string[]
}

const words = (list: string): string[] => list.split(/\s+/).filter(word => word !== '')

type Maps = Record<'whole' | 'bareStems' | 'fields', Map<string, Body>>

function readTables(): Names {
  let rank = 0
  const maps: Maps = { whole: new Map(), bareStems: new Map(), fields: new Map() }
  for (const [kind, table] of BODY_TABLES)
    for (const line of table.split('\n').filter(each => each.trim() !== ''))
      addLine(maps, line, { kind, rank: ++rank })
  const fields = new Set([...maps.fields.keys(), ...SHORT_JOINTS.keys(), ...SIDE_FIELDS])
  return { ...maps, fieldsByLength: [...fields].toSorted((a, b) => b.length - a.length) }
}

const LEADING = new Set(words('委员会 人大常委会 政协委员会'))

/** A bare stem of two characters may name its organ only where it is no ordinary word: 发改, but not 教育. */
const BARE_STEMS = new Set(
  words('发改 住建 人社 卫健 市监 文旅 工信 经信 民宗 文体旅 林草 资源规划 退役军人'),
)

function addLine(maps: Maps, line: string, { kind, rank }: Pick<Body, 'kind' | 'rank'>): void {
  const [left = '', endings = '', others = ''] = line.split('|')
  const stems = words(left).filter(word => word !== '*')
  const names = [...stems.flatMap(stem => words(endings).map(ending => stem + ending)), ...words(others)]
  // A line without endings names its organ by the stem itself, which no document need write.
  const fullName = names[0] ?? stems[0] ?? ''
  const isLeading = kind === 'government' || LEADING.has(fullName)
  const covers = SUCCESSIONS.get(fullName) ?? []
  const body: Body = { fullName, kind, enforces: left.trim().startsWith('*'), isLeading, covers, rank }
  const addTo = (map: Map<string, Body>, name: string): void => {
    if (!map.has(name)) map.set(name, body)
  }
  for (const name of names) addTo(maps.whole, name)
  for (const stem of stems) {
    if (BARE_STEMS.has(stem)) addTo(maps.bareStems, stem)
    if (kind === 'department' && words(endings).includes('局')) addTo(maps.fields, stem)
  }
}

let cached: Names | null = null

/**
 * @param name Without a place: 司法局, 政府办公室, 委编办 with or without its 委. A 分局 is the 局 of its place.
 * @returns null where no organ is called so.
 */
export function bodyNamed(name: string): Body | null {
  const asBureau = name.endsWith('分局') ? `${name.slice(0, -2)}局` : name
  const direct = lookUp(name) ?? lookUp(asBureau)
  if (direct !== null) return direct
  for (const [owner, kinds] of OWNERS) {
    const body = owner.test(asBureau) ? lookUp(asBureau.replace(owner, '')) : null
    if (body !== null && kinds.includes(body.kind)) return body
  }
  return jointBody(asBureau)
}

/** True for 发改: an organ can be told from it, but not whether it is a 局 or a 委. */
export function isBareStem(name: string): boolean {
  return BARE_STEMS.has(name)
}

/** True where both are one organ, or one does the work of the other as well. */
export function isSameBody(a: Body, b: Body): boolean {
  return a.fullName === b.fullName || a.covers.includes(b.fullName) || b.covers.includes(a.fullName)
}

/** 区委|编办, 区政府|信访局: whose organ it is may be said. */
const OWNERS: readonly (readonly [RegExp, readonly UnitKind[]])[] = [
  [/^(?:党委|地委|地区委员会|党工委|工委|委员会|委)(?:[省市区县州旗盟](?=直))?/, ['party', 'other', 'organ']],
  [/^(?:(?:党委|委)[、和]?[省市区县州旗盟]?)?(?:人民政府|政府|行政公署|行署)/, ['department', 'other']],
]

function names(): Names {
  cached ??= readTables()
  return cached
}

function lookUp(name: string): Body | null {
  return names().whole.get(name) ?? names().bareStems.get(name) ?? null
}

const BUREAU = /^(.{2,24}?)(?:局|委员会|委|厅)$/

/**
 * 教育和体育局, 科工信局: counties merge the bureaus of several fields into one (机构改革). Every part of the name must be
 * a field known from a bureau of its own.
 */
function jointBody(name: string): Body | null {
  const stem = BARE_STEMS.has(name) ? name : BUREAU.exec(name)?.[1]
  const parts = stem === undefined ? null : fieldsOf(stem)
  if (parts === null) return null
  const fields = parts.flatMap(part => SHORT_JOINTS.get(part) ?? [part])
  const main = fields.filter(field => !SIDE_FIELDS.includes(field))
  const bodies = (main.length > 0 ? main : fields).flatMap(field => names().fields.get(field) ?? [])
  const covers = [...new Set(bodies.map(({ fullName }) => fullName))].toSorted()
  const [only] = bodies
  if (only === undefined || covers.length < 2) return only ?? null
  const enforces = bodies.some(body => body.enforces)
  return { ...only, fullName: covers.join('、'), enforces, isLeading: false, covers }
}

const JOINED = /^[和与及、]/

/** Parts a stem into fields, the longest first; null where something is left over. */
function fieldsOf(stem: string): readonly string[] | null {
  if (stem === '') return []
  for (const field of names().fieldsByLength.filter(each => stem.startsWith(each))) {
    const rest = fieldsOf(stem.slice(field.length).replace(JOINED, ''))
    if (rest !== null) return [field, ...rest]
  }
  return null
}
