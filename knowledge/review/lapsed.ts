/**
 * Documents whose years are over while duties of theirs go on falling due. In: the duties of the library and today. Out:
 * one finding for each such document, which asks 沿用 or 停止. Nothing stops by itself: a plan that has run out is not
 * forgotten.
 */
import { type StoredDocument } from '../model/document.ts'
import { findingId } from '../register/index.ts'
import { civilDate, type CivilDate } from '../time/index.ts'
import { describeDuty, namesOf, NO_PLACE, ofDocument, type Case, type ReviewData } from './data.ts'
import { type Finding, type FindingProposal } from './finding.ts'
import { describeYears } from './wording.ts'

export function lapsedFindings(data: ReviewData): Finding[] {
  return data.documents
    .filter(document => isOver(document, data.today))
    .flatMap(document => {
      const recurring = data.cases.filter(({ entry }) => entry.document.id === document.id).filter(goesOn)
      return recurring.length === 0 ? [] : [findingOf(data, document, recurring)]
    })
}

export function isOver({ years }: StoredDocument, today: CivilDate): boolean {
  return years !== null && civilDate(`${years.to}-12-31`) < today
}

/** One-off deadlines of the past never remind, so nothing has to be asked about them. */
function goesOn({ entry, raw }: Case): boolean {
  return entry.state !== 'rejected' && (entry.found.timing?.rrule ?? raw.timing?.rrule ?? null) !== null
}

function findingOf(data: ReviewData, document: StoredDocument, recurring: readonly Case[]): Finding {
  const id = findingId(document.id, ['lapsed', document.id])
  const standing = data.standing.get(document.id) ?? null
  const isDecided = recurring.every(({ entry }) => entry.lapse !== null)
  return {
    ...NO_PLACE,
    articleLabel: '',
    id,
    kind: 'lapsed',
    state: isDecided ? 'settled' : 'open',
    document: namesOf(document),
    message:
      `适用年份${document.years === null ? '' : `（${describeYears(document.years)}）`}已届满，其中${recurring.length}项按周期履行的任务（每年、每季度等）仍照常到期。` +
      '沿用还是停止？',
    duties: recurring.map(({ entry }) => describeDuty(entry)),
    obligations: recurring.map(({ entry }) => entry.id),
    others: [],
    proposals: proposalsFor(data, document),
    onConfirm: [],
    onReject: [],
    settledBy: standing?.lapseDecision ?? null,
  }
}

/** A report or a document that another one follows has probably said its last. */
function proposalsFor({ documents }: ReviewData, document: StoredDocument): FindingProposal[] {
  const later = documents.find(other => followsOn(document, other))
  const isReport = REPORTS.has(document.type)
  const reasons = [
    ...(later === undefined ? [] : [`已收录后续文件《${later.title}》。`]),
    ...(isReport ? ['这是一份报告，写的是当年的工作。'] : []),
  ]
  const go: FindingProposal = {
    value: '沿用',
    why: reasons.length > 0 ? [] : ['没有收录同一地区的后续文件。'],
    effects: [ofDocument(document.id, 'continue')],
  }
  const stop: FindingProposal = {
    value: '停止',
    why: reasons,
    effects: [ofDocument(document.id, 'stop')],
  }
  return reasons.length > 0 ? [stop, go] : [go, stop]
}

const REPORTS: ReadonlySet<StoredDocument['type']> = new Set(['年度报告', '汇报'])

function followsOn(earlier: StoredDocument, later: StoredDocument): boolean {
  const isSameKind = earlier.type === later.type && earlier.jurisdiction === later.jurisdiction
  return (
    isSameKind &&
    earlier.jurisdiction !== null &&
    earlier.years !== null &&
    later.years !== null &&
    later.years.to > earlier.years.to
  )
}
