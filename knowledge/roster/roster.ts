/**
 * Names of units. In: what documents write and the units a person keeps. Out: one name for one unit, and which unit is meant
 * by a party. It does not read documents and keeps nothing; what a name means without a roster is in meaning.ts.
 */
import { type ExtractedParty } from '../model/extracted.ts'
import { type RosterUnit, type UnitKind } from '../model/unit.ts'
import { isBareStem } from './bodies.ts'
import { type Group } from './group.ts'
import { createIdentifier, type Identifier, type Identity } from './identity.ts'
import { isSameUnit, plainName, type Meaning, type UnitMeaning } from './meaning.ts'
import { isBelow, levelCharacter, OWN, type Home } from './place-prefix.ts'

export type NamedParty = Pick<ExtractedParty, 'name' | 'asWritten'>

export interface Roster {
  /** The name a party is shown by in a document of this place. */
  nameOf(party: NamedParty, place: string | null): string
  /**
   * The unit that somebody who asks for `wanted` means by this party of a document of this place: the party itself, or the
   * member of a collective; null where the party is somebody else. Of 有关部门 nobody is a member: only who asks for
   * 有关部门 by that name means it.
   */
  unitMeant(wanted: string, party: NamedParty, place: string | null): string | null
}

export function createRoster(units: readonly RosterUnit[]): Roster {
  const identify = createIdentifier(units)
  return {
    nameOf: ({ name }, place) => shownName(name, identify(name, place), place),
    unitMeant: (wanted, party, place) => unitMeant(wanted, party, { place, identify }),
  }
}

/** A kept name wins; else the document's wording, with the level put back that a list or a lost character left out. */
export function shownName(name: string, { kept, meaning }: Identity, place: string | null): string {
  if (kept !== null) return kept.name
  return meaning.kind === 'unit' ? missingPrefix(meaning, place) + name : name
}

/** Party organs that stand behind 委: 编办 is 区委编办. Others are written without it, or are the committee itself. */
const NAMED_WITH_COMMITTEE =
  /^(?:组织部|宣传部|统战部|政法委|政法委员会|社会工作部|编办|依法治.办|全面依法治.委员会(?:办公室)?|网信办|党校|巡察办|机构编制委员会办公室)/
/** 区委, 县委 and 市委 are called so everywhere; a prefecture's may be 州委 or 州党委. */
const COMMITTEE_LEVELS = /^[区县市旗省]$/
const OWNER_WRITTEN = /^(?:党委|党工委|工委)/

function missingPrefix({ prefix, home, body, main }: UnitMeaning, place: string | null): string {
  const level = levelCharacter(place)
  if (prefix !== '' || home.kind !== 'own' || body === null || level === null) return ''
  if (GENERAL.test(main) || BRANCH.test(main) || isBareStem(main)) return ''
  const hasCommittee = COMMITTEE_LEVELS.test(level)
  if (NAMED_WITH_COMMITTEE.test(main)) return hasCommittee ? `${level}委` : ''
  // 区党委 is said nowhere, 州党委 is.
  if (OWNER_WRITTEN.test(main)) return hasCommittee ? '' : level
  return level
}

/** May be meant of any level, or of any unit: 政府应当, 党委研究. */
const GENERAL =
  /^(?:政府|人民政府|人大|人大常委会|政协|党委|委员会|委|委常委会|政府(?:常务会议?|党组|全体会议)|工会|海关|团委)$/
/** 公安局某某分局 names its place behind. */
const BRANCH = /局.+分局$/

interface Asking {
  readonly place: string | null
  readonly identify: Identifier
}

function unitMeant(wanted: string, party: NamedParty, asking: Asking): string | null {
  const { place, identify } = asking
  const plain = plainName(wanted)
  if (plain === '') return null
  if ([party.name, party.asWritten].some(name => plainName(name) === plain)) return party.name
  const asked = identify(wanted, place)
  return meantBy(asked, identify(party.name, place), { ...asking, wanted: plain, party })
}

interface Question extends Asking {
  /** Folded. */
  readonly wanted: string
  readonly party: NamedParty
}

function meantBy(asked: Identity, found: Identity, question: Question): string | null {
  const { wanted, party, place, identify } = question
  if (isSame(asked, found)) return party.name
  if (isUnit(asked) && isUnit(found)) return isOneUnit(asked, found, question) ? party.name : null
  const { meaning } = found
  if (meaning.kind === 'role' && meaning.owner !== null && isUnit(asked)) {
    return meantBy(asked, identify(meaning.owner, place), question)
  }
  const isPerhapsUnit = isUnit(asked) || asked.meaning.kind === 'unresolved'
  if (found.kept === null && meaning.kind === 'group' && isPerhapsUnit) {
    if (isMember(asked, found, place)) return shownName(wanted, identify(wanted, place), place)
    if (isUnit(asked)) return null
  }
  return isTextOf(wanted, party) ? party.name : null
}

/** What nobody can resolve, and many asked for by name, is found by its words. */
function isTextOf(wanted: string, { name, asWritten }: NamedParty): boolean {
  return plainName(name).includes(wanted) || plainName(asWritten).includes(wanted)
}

function isUnit({ kept, meaning }: Identity): boolean {
  return kept !== null || meaning.kind === 'unit'
}

/** Two signs of one door: one is named in the other's brackets. */
function isOneUnit(asked: Identity, found: Identity, { place, identify }: Asking): boolean {
  const signsOf = ({ meaning }: Identity): readonly string[] => (meaning.kind === 'unit' ? meaning.signs : [])
  return (
    signsOf(found).some(sign => isSame(asked, identify(sign, place))) ||
    signsOf(asked).some(sign => isSame(found, identify(sign, place)))
  )
}

function isSame(a: Identity, b: Identity): boolean {
  if (a.kept !== null || b.kept !== null) return a.kept === b.kept
  return isNamed(a.meaning) && isNamed(b.meaning) && isSameUnit(a.meaning, b.meaning)
}

function isNamed(meaning: Meaning): meaning is Extract<Meaning, { key: string }> {
  return meaning.kind === 'unit' || meaning.kind === 'unresolved'
}

/** Units of these kinds have names of their own; no level in front tells whose they are. */
const NAMED_ALONE: readonly UnitKind[] = ['township', 'subdistrict', 'zone']

/** True where the unit is one of the many; of an open group nobody is for certain unless people said so. */
function isMember(unit: Identity, { meaning, members }: Identity, place: string | null): boolean {
  if (members !== null) return unit.kept !== null && members.includes(unit.kept)
  return meaning.kind === 'group' && !meaning.group.isOpen && isCandidate(unit, meaning.group, place)
}

/** True where the name, open or not, may mean the unit. */
export function isCandidate(unit: Identity, group: Group, place: string | null): boolean {
  const { kept, meaning, isElsewhere } = unit
  const kind = kindOf(unit)
  if (kind === null || isElsewhere || (kept === null && !isNamed(meaning))) return false
  const home = isNamed(meaning) ? meaning.home : OWN
  if (kind === 'government') return isGovernmentOf(group, home, place)
  if (kept === null && home.kind === 'other' && !NAMED_ALONE.includes(kind)) return false
  const body = meaning.kind === 'unit' ? meaning.body : null
  if (body?.isLeading === true || (group.enforcing && body?.enforces !== true)) return false
  if (group.bodies !== null && (body === null || !group.bodies.has(body.fullName))) return false
  return group.kinds.has(kind)
}

function isGovernmentOf(group: Group, home: Home, place: string | null): boolean {
  if (home.kind !== 'other') return group.withOwnGovernment
  return group.kinds.has('government') && isBelow(home, place)
}

export function kindOf({ kept, meaning }: Pick<Identity, 'kept' | 'meaning'>): UnitKind | null {
  if (kept !== null) return kept.kind
  if (meaning.kind === 'unit') return meaning.unitKind
  return meaning.kind === 'unresolved' ? meaning.likely : null
}
