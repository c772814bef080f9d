/**
 * Whose duty a question means. In: the question and the duties that may answer. Out: those borne by the unit it names; all
 * of them where it names none that the duties know. A unit behind 向, 送 or 报 receives: it is no bearer.
 */
import { type Obligation } from '../model/obligation.ts'
import { squeeze } from './duty-rule.ts'

/** 每个 and the level in front of a name tell nothing apart, nor does 各 in it. */
const IN_FRONT = /^(?:每个?|全|同一|有关|本|其他|区|县|市|州|省)+(?=.{2})/
const EACH = /各个?/g
/** 专家 and 群众 are matters as well; these are only who bears. */
const UNIT_LIKE =
  /(?:[局委办院厅府处所站队乡镇部团会]|街道|中心|部门|单位|机关|机构|领导|干部|负责人|成员|人员|企业|学校)$/
const PARTS = /[、,，()（）/]|和|以及|及其?/
const RECEIVES = /(?:[向给送报交]|送到|报到|交到|抄送)$/
/** 执法部门 means 行政执法部门, and so does 部门: the end of a name is enough, cut where a word may begin. */
const SHORTEST_END = 3

interface Named {
  readonly bearers: readonly string[]
  readonly receivers: readonly string[]
}

interface Bound {
  readonly duty: { readonly obligation: Obligation }
}

export interface OfUnit<T> {
  readonly candidates: readonly T[]
  /** The question names a unit that bears duties. */
  readonly isNamed: boolean
}

/** @param asked the question without places. @param duties all of the articles found, whether they can answer or not */
export function ofUnitNamed<T extends Bound>(
  asked: string,
  candidates: readonly T[],
  duties: readonly Bound['duty'][],
): OfUnit<T> {
  const { bearers, receivers } = unitsNamed(squeeze(asked).replace(EACH, ''), duties)
  const isNamed = bearers.length > 0
  const borne = isNamed ? candidates.filter(({ duty }) => isBorne(duty.obligation, bearers)) : candidates
  const received = borne.filter(({ duty: { obligation } }) =>
    obligation.addressees.some(name => receivers.some(unit => squeeze(name).includes(unit))),
  )
  return { candidates: received.length > 0 ? received : borne, isNamed }
}

function unitsNamed(asked: string, duties: readonly { readonly obligation: Obligation }[]): Named {
  const names = new Set(
    duties.flatMap(({ obligation: { parties, addressees } }) =>
      [...parties.flatMap(({ name, asWritten }) => [name, asWritten]), ...addressees].flatMap(namesIn),
    ),
  )
  const ends = new Set([...names].flatMap(endsOf))
  const bearers: string[] = []
  const receivers: string[] = []
  let rest = asked
  // the longest first: 区政府部门 is not 区政府
  for (const name of [...ends].sort((a, b) => b.length - a.length)) {
    const at = rest.indexOf(name)
    if (at < 0) continue
    const isReceiver = RECEIVES.test(rest.slice(0, at).replace(/[区县市州]$/, ''))
    ;(isReceiver ? receivers : bearers).push(name)
    rest = `${rest.slice(0, at)} ${rest.slice(at + name.length)}`
  }
  return { bearers, receivers }
}

/** 街道办事处 and 乡镇人民政府 are called by their beginning. */
const CALLED_SHORT = /^(?:街道|乡镇)(?=.)/

/** 各街道(镇) → 街道; 区政府各部门 → 政府部门. */
function namesIn(name: string): string[] {
  return squeeze(name)
    .replace(EACH, '')
    .split(PARTS)
    .map(part => part.replace(IN_FRONT, ''))
    .flatMap(part => [part, ...(CALLED_SHORT.exec(part) ?? [])])
    .filter(part => part.length >= 2 && UNIT_LIKE.test(part))
}

function endsOf(name: string): string[] {
  const ends = [name]
  for (let start = 1; name.length - start >= SHORTEST_END; start++) ends.push(name.slice(start))
  return ends
}

/** A general name (部门) means all whose names end with it; the whole name means one. */
function isBorne({ parties }: Obligation, units: readonly string[]): boolean {
  const names = parties.flatMap(({ name, asWritten }) => [...namesIn(name), ...namesIn(asWritten)])
  return units.some(unit => names.some(name => name.endsWith(unit)))
}
