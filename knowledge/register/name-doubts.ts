/**
 * Names of units that lost characters. In: a duty as ingest found it. Out: each name that ingest put right, as a doubt that
 * one decision settles wherever the document repeats it, and the duty with what was decided. One task after another writes
 * 委编办 for 区委编办: nobody should be asked seventy times. The source is never changed.
 */
import { type Decision } from '../model/decision.ts'
import { type DocumentId, type Span } from '../model/document.ts'
import { type ExtractedObligation, type ExtractedParty } from '../model/extracted.ts'
import { findingId } from './finding-id.ts'

export interface NameDoubt {
  /** The target of decisions on it; one for all duties of the document that rest on the same reading. */
  readonly id: string
  /** `restored`: a name took back a character; `parted`: the mark between two names was lost. */
  readonly kind: 'restored' | 'parted'
  /** Word for word. */
  readonly written: string
  /** What ingest reads: one name, or two. */
  readonly reading: readonly string[]
  readonly span: Span
}

/** How ingest words its reasons (ingest/obligations). */
const RESTORED = /^单位名称疑有脱字/
const PARTED = /顿号可能脱落/

export function nameDoubtsOf(document: DocumentId, found: ExtractedObligation): readonly NameDoubt[] {
  const { parties, reasons } = found
  const restored = reasons.find(reason => RESTORED.test(reason)) ?? ''
  const isParted = reasons.some(reason => PARTED.test(reason))
  return [
    ...parties
      .filter(({ asWritten, name }) => asWritten !== name && restored.includes(`${asWritten}→${name}`))
      .map(({ asWritten, name, span }) =>
        doubt(document, { kind: 'restored', written: asWritten, reading: [name], span }),
      ),
    ...(isParted ? touching(parties) : []).map(([left, right]) =>
      doubt(document, {
        kind: 'parted',
        written: left.asWritten + right.asWritten,
        reading: [left.asWritten, right.asWritten],
        span: { start: left.span.start, end: right.span.end },
      }),
    ),
  ]
}

function doubt(document: DocumentId, { kind, written, reading, span }: Omit<NameDoubt, 'id'>): NameDoubt {
  return { id: findingId(document, ['unit-name', kind, ...reading, written]), kind, written, reading, span }
}

/** Neighbours with nothing between them. */
function touching(parties: readonly ExtractedParty[]): (readonly [ExtractedParty, ExtractedParty])[] {
  const inOrder = parties.toSorted((a, b) => a.span.start - b.span.start)
  return inOrder.flatMap((left, i) => {
    const right = inOrder[i + 1]
    return right !== undefined && left.span.end === right.span.start ? [[left, right] as const] : []
  })
}

/** What a person said of a doubt; null where nobody did. */
type JudgementOf = (target: string) => Decision | null

export interface NamesDecided {
  readonly found: ExtractedObligation
  /** Parties of `found` whose name somebody wants as the source has it: it is not to be put right anywhere else. */
  readonly literal: ReadonlySet<ExtractedParty>
}

/**
 * The duty with the names as decided: a reading that was rejected gives way to the words of the source, and a reason goes
 * once everything it speaks of is decided.
 */
export function withDecidedNames(
  found: ExtractedObligation,
  document: DocumentId,
  judgementOf: JudgementOf,
): NamesDecided {
  const doubts = nameDoubtsOf(document, found)
  const decided = doubts.filter(({ id }) => judgementOf(id) !== null)
  const open = doubts.filter(each => !decided.includes(each))
  const rejected = decided.filter(({ id }) => judgementOf(id)?.kind === 'reject')
  const parties = rejected.reduce(asInSource, found.parties)
  const reasons =
    decided.length === 0 ? found.reasons : found.reasons.flatMap(reason => reasonLeft(reason, open))
  return {
    found: { ...found, parties, reasons },
    literal: new Set(parties.filter(party => !found.parties.includes(party))),
  }
}

function asInSource(
  parties: readonly ExtractedParty[],
  { kind, written, reading, span }: NameDoubt,
): readonly ExtractedParty[] {
  if (kind === 'restored')
    return parties.map(party =>
      party.asWritten === written && reading.includes(party.name) ? { ...party, name: written } : party,
    )
  const [, behind = ''] = reading
  return parties.flatMap(party => {
    const { start, end } = party.span
    if (start <= span.start && span.start < end) {
      const whole = party.asWritten + behind
      return [{ ...party, asWritten: whole, name: whole, span: { start, end: span.end } }]
    }
    return start > span.start && end <= span.end ? [] : [party]
  })
}

function reasonLeft(reason: string, open: readonly NameDoubt[]): string[] {
  if (PARTED.test(reason)) return open.some(({ kind }) => kind === 'parted') ? [reason] : []
  if (!RESTORED.test(reason)) return [reason]
  const left = open.filter(({ kind }) => kind === 'restored')
  if (left.length === 0) return []
  const changes = left.map(({ written, reading }) => `${written}→${reading.join('、')}`)
  return [`单位名称疑有脱字，按同一文件的写法补全：${changes.join('、')}，请核对`]
}

/** True for what a name doubt tells: it waits as a finding of its own, not as a doubt about one duty. */
export function isNameReason(reason: string): boolean {
  return RESTORED.test(reason) || PARTED.test(reason)
}
