/**
 * From subjects to the parties of a duty, and subjects that go on over a full stop. In: rows sentence by sentence. Out: the
 * same rows, those without a party with the one of the sentence before where it surely speaks on; such a row says so.
 */
import { type Span } from '../../knowledge/model/document.ts'
import { type PartyRole } from '../../knowledge/model/obligation.ts'
import { type ExtractedObligation, type ExtractedParty } from '../../knowledge/model/extracted.ts'
import { subjectsOfSentence } from './pieces.ts'
import { textOf } from './spans.ts'
import { goesOnWithoutSubject, type Subject } from './subjects.ts'
import { type ListedUnit } from './units.ts'

/** What a missing party takes from the confidence of a row. */
export const NO_PARTY_COST = 0.2
/** What a row without a party tells a person. */
export const NOBODY = '原文没有写明责任单位'
/** A subject from the sentence before is likely, not certain. */
const CARRIED_COST = 0.15

export function partiesOfSubjects(subjects: readonly Subject[]): ExtractedParty[] {
  const party = ({ asWritten, name, span }: ListedUnit, role: PartyRole): ExtractedParty => ({
    asWritten,
    name,
    role,
    span,
  })
  return subjects.flatMap(subject => [
    ...subject.units.map(unit => party(unit, subject.role)),
    ...subject.joint.map(unit => party(unit, 'participant')),
  ])
}

/**
 * A sentence that opens with a verb goes on with the subject of the one before it, where that names a single one.
 * @param sentences the sentences the rows were found in, in the same order.
 */
export function carriedOver(
  text: string,
  sentences: readonly Span[],
  found: readonly (readonly ExtractedObligation[])[],
): ExtractedObligation[] {
  // reading every sentence for its subject costs time: only where a row lacks one
  if (!found.some(rows => rows.some(row => row.parties.length === 0))) return found.flat()
  let before: readonly ExtractedParty[] = []
  return found.flatMap((rows, i) => {
    const sentence = sentences[i]
    if (sentence === undefined) return rows
    const own = subjectsOfSentence(text, sentence)
    const isOpen = own.length === 0 && goesOnWithoutSubject(textOf(text, sentence))
    const parties = before
    if (own.length === 1) before = partiesOfSubjects(own)
    else if (own.length > 1) before = rows.at(-1)?.parties ?? []
    else if (!isOpen) before = []
    if (!isOpen || parties.length === 0) return rows
    return rows.map(row =>
      row.parties.length > 0 || isActedOn(row, parties) ? row : withCarried(row, parties),
    )
  })
}

/** 全区 names a place, and 对街道干部进行培训 says what is done to them: neither goes on as who acts. */
const isActedOn = ({ action }: ExtractedObligation, parties: readonly ExtractedParty[]): boolean =>
  parties.some(({ name }) => /^全[省市县区州]$/.test(name) || action.includes(`对${name}`))

const withCarried = (row: ExtractedObligation, parties: readonly ExtractedParty[]): ExtractedObligation => ({
  ...row,
  parties,
  reasons: [...row.reasons.filter(reason => reason !== NOBODY), '责任单位承前一句，请核对'],
  confidence: Math.round((row.confidence + NO_PARTY_COST - CARRIED_COST) * 100) / 100,
})
