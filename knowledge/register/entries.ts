/**
 * The rows the register works on. In: the store. Out: each obligation with its document, its article and what people
 * decided about it. Pure but for reading the store.
 */
import { type Citation } from '../model/answer.ts'
import { type Schedule } from '../calendar/index.ts'
import { type Decision, type StoredMark } from '../model/decision.ts'
import { type DocumentId, type StoredDocument } from '../model/document.ts'
import { type ExtractedObligation } from '../model/extracted.ts'
import { type ReviewState } from '../model/obligation.ts'
import { type RosterUnit } from '../model/unit.ts'
import { createRoster, type Roster } from '../roster/index.ts'
import { type StoredObligation } from '../store/index.ts'
import { civilDate, civilDateInShanghai, type CivilDate } from '../time/index.ts'
import { judge, standingDecisions, UNDECIDED } from './decisions.ts'
import { withDecidedNames } from './name-doubts.ts'

export interface RegisterSources {
  obligations(document?: DocumentId): readonly StoredObligation[]
  documents(): readonly StoredDocument[]
  documentText(document: DocumentId): string
  decisions(): readonly Decision[]
  marks(): readonly StoredMark[]
  rosterUnits(): readonly RosterUnit[]
}

export interface RegisterFilter {
  readonly document?: DocumentId | undefined
  /** A unit as somebody would write it; part of its name is enough. */
  readonly unit?: string | undefined
  /** The jurisdiction of the document. */
  readonly place?: string | undefined
  /** Rejected obligations are left out unless they are asked for. */
  readonly withRejected?: boolean | undefined
}

export interface Entry {
  readonly id: string
  /** As it stands after corrections. */
  readonly found: ExtractedObligation
  readonly state: ReviewState
  /** The decision that `state` rests on; null where nobody has judged. */
  readonly judgement: Decision | null
  /** Confirmed or rejected as it stands; a correction alone settles only the fields it names. */
  readonly isWhole: boolean
  /** What was said of the duty, or of its document, for the time after its years; null where nothing was. */
  readonly lapse: 'continued' | 'stopped' | null
  /** Who bears it, each name once, as far as the filter asks; one empty name where the document names nobody. */
  readonly units: readonly string[]
  /** The day the duty became known here. */
  readonly knownSince: CivilDate
  readonly document: StoredDocument
  readonly article: Citation['article']
}

/** In document order. */
export function readEntries(sources: RegisterSources, filter: RegisterFilter): readonly Entry[] {
  const documents = new Map(
    sources
      .documents()
      .filter(({ id }) => filter.document === undefined || id === filter.document)
      .filter(({ jurisdiction }) => filter.place === undefined || jurisdiction === filter.place)
      .map(document => [document.id, document]),
  )
  const standing = standingDecisions(sources.decisions())
  const roster = createRoster(sources.rosterUnits())
  return sources.obligations(filter.document).flatMap(stored => {
    const document = documents.get(stored.documentId)
    if (document === undefined) return []
    const said = standing.get(stored.id) ?? UNDECIDED
    const { judgement, isWhole } = said
    const judgementOn = (target: string): Decision | null => standing.get(target)?.judgement ?? null
    const names = withDecidedNames(stored.found, document.id, judgementOn)
    const { found, state } = judge(names.found, said, referenceOf(document, stored))
    if (state === 'rejected' && filter.withRejected !== true) return []
    const lapse = said.lapse ?? standing.get(document.id)?.lapse ?? null
    const knownSince = civilDateInShanghai(stored.knownSince)
    const place = document.jurisdiction
    const parties = found.parties.map(party =>
      names.literal.has(party) ? party : { ...party, name: roster.nameOf(party, place) },
    )
    const units = unitsMeant(parties, { wanted: filter.unit, place, roster })
    if (units.length === 0) return []
    const named = { ...found, parties }
    return [
      {
        id: stored.id,
        found: named,
        state,
        judgement,
        isWhole,
        lapse,
        knownSince,
        units,
        document,
        article: stored.article,
      },
    ]
  })
}

const NOBODY = ''

interface Wanted {
  readonly wanted: string | undefined
  readonly place: string | null
  readonly roster: Roster
}

function unitsMeant(parties: ExtractedObligation['parties'], { wanted, place, roster }: Wanted): string[] {
  if (wanted === undefined) return parties.length === 0 ? [NOBODY] : unique(parties.map(({ name }) => name))
  return unique(parties.flatMap(party => roster.unitMeant(wanted, party, place) ?? []))
}

const unique = (names: readonly string[]): string[] => [...new Set(names)]

/** The day times of a document are read from, as ingest does: its day of issue, else the first day of its years. */
export function referenceOf(
  { issuedOn, years }: StoredDocument,
  { knownSince }: StoredObligation,
): CivilDate {
  if (issuedOn !== null) return civilDate(issuedOn)
  return years === null ? civilDateInShanghai(knownSince) : civilDate(`${years.from}-01-01`)
}

/**
 * Null where the obligation has no timing, or only a damaged one: no day is reckoned from an unconfirmed date. An upper
 * limit (每年不超过2次) is kept all year and never done, so it falls due on no day.
 */
export function scheduleOf({ found, document, lapse, knownSince }: Entry): Schedule | null {
  const { timing, quota } = found
  if (timing === null || timing.isPresumed) return null
  if (timing.type === 'frequency' && quota?.op === '<=') return null
  return { timing, coverage: document.years, knownSince, decision: lapse }
}
