/**
 * What a person decides, as rows of the log. In: what is meant and the verdict. Out: decisions to add, in order. It adds
 * none itself, and refuses what would lose or blur an earlier decision.
 */
import { type Correction } from '../model/decision.ts'
import { type DocumentId } from '../model/document.ts'
import { AppError } from '../model/errors.ts'
import { corrected } from '../register/index.ts'
import { effectOn, ofDocument, seen, type Case, type ReviewData } from './data.ts'
import { type Effect, type Finding } from './finding.ts'
import { type Target } from './targets.ts'
import { describeDecision } from './wording.ts'

export type Verdict =
  | {
      readonly kind: 'confirm'
      /** Counts from 1; null: the finding as it is, for damage what was proposed first. */
      readonly proposal: number | null
    }
  | { readonly kind: 'correct'; readonly correction: Correction }
  | { readonly kind: 'reject' | 'continue' | 'stop' | 'reopen' }

/** @throws {AppError} usage where the verdict does not fit what is meant */
export function effectsOf(
  data: ReviewData,
  findings: readonly Finding[],
  { target, verdict }: { readonly target: Target; readonly verdict: Verdict },
): readonly Effect[] {
  switch (verdict.kind) {
    case 'confirm':
      return confirmed(data, findings, { target, proposal: verdict.proposal })
    case 'correct':
      return corrections(data, target, verdict.correction)
    case 'reject':
      return rejected(data, target)
    case 'continue':
    case 'stop':
      return goesOn(data, target, verdict.kind)
    case 'reopen':
      return reopened(data, target)
  }
}

/** More ids than this nobody reads in one line. */
const MOST_LISTED = 5

function listed(ids: readonly string[]): string {
  const more = ids.length > MOST_LISTED ? `等${ids.length}项，用 review show 查看` : ''
  return ids.slice(0, MOST_LISTED).join('、') + more
}

const refuse = (message: string): AppError => new AppError('usage', message)

function confirmed(
  data: ReviewData,
  findings: readonly Finding[],
  { target, proposal }: { readonly target: Target; readonly proposal: number | null },
): readonly Effect[] {
  if (target.kind === 'document') throw refuse(ASKS_WHETHER)
  if (target.kind === 'finding') return confirmedFinding(target.finding, proposal)
  const { entry } = target.case
  const damage = findings.find(
    ({ kind, state, obligations }) => kind === 'damage' && state === 'open' && obligations.includes(entry.id),
  )
  if (damage !== undefined) return confirmedFinding(damage, proposal)
  if (proposal !== null) throw refuse('这项任务没有可选的读法，请去掉 --proposal，或者用待复核事项的编号。')
  if (entry.isWhole && entry.judgement !== null) throw settled(describeDecision(entry.judgement))
  return [effectOn(data, target.case, { kind: 'confirm', correction: null })]
}

function confirmedFinding(finding: Finding, proposal: number | null): readonly Effect[] {
  const { kind, proposals, onConfirm, state, settledBy } = finding
  if (kind === 'lapsed') {
    if (proposal === null) throw refuse(ASKS_WHETHER)
  } else if (state === 'settled') throw settled(settledBy === null ? '' : describeDecision(settledBy))
  if (proposal === null) {
    if (onConfirm.length > 0) return onConfirm
    throw refuse('这处破损没有可取的读法。请用 review correct 写明，如 --timing "每年3月1日前"。')
  }
  const chosen = proposals[proposal - 1]
  if (chosen !== undefined) return chosen.effects
  throw refuse(
    proposals.length === 0
      ? '这一条没有可选的办法，请去掉 --proposal。'
      : `--proposal 应为 1 至 ${proposals.length}。用 review show ${finding.id} 查看。`,
  )
}

const ASKS_WHETHER = '这里问的是沿用还是停止，请用 review continue 或 review stop。'

function settled(decision: string): AppError {
  return refuse(`已经处理过（${decision}）。要重新处理，请先用 review reopen 撤回。`)
}

function corrections(data: ReviewData, target: Target, correction: Correction): readonly Effect[] {
  if (Object.keys(correction).length === 0)
    throw refuse('请写明更正什么：--timing、--quota、--unit、--to 或 --action。')
  const cases = correctable(data, target)
  for (const each of cases) corrected(each.raw, correction, each.reference)
  return cases.map(each => effectOn(data, each, { kind: 'correct', correction }))
}

function correctable(data: ReviewData, target: Target): readonly Case[] {
  if (target.kind === 'obligation') return [target.case]
  if (target.kind === 'document') throw refuse('更正的是任务，请写任务或者待复核事项的编号。')
  const { kind, obligations } = target.finding
  if (kind === 'conflict' || kind === 'source-changed' || kind === 'lapsed')
    throw refuse(`这一条涉及的任务要分别更正，请写任务编号：${listed(obligations)}。`)
  if (kind === 'unit-name')
    throw refuse(
      '这一条问的是名称，请用 review confirm（按补全的读）或 review reject（按原文）；' +
        `要改某一项任务的责任单位，请写任务编号：${listed(obligations)}。`,
    )
  if (obligations.length === 0)
    throw refuse('这处破损不属于任何任务，没有可更正的内容；看过以后用 review confirm。')
  return casesOf(data, obligations)
}

function casesOf({ cases }: ReviewData, ids: readonly string[]): readonly Case[] {
  const wanted = new Set(ids)
  return cases.filter(({ entry }) => wanted.has(entry.id))
}

function rejected(data: ReviewData, target: Target): readonly Effect[] {
  if (target.kind === 'document') throw refuse(ASKS_WHETHER)
  if (target.kind === 'obligation') {
    const { judgement } = target.case.entry
    if (judgement?.kind === 'reject') throw settled(describeDecision(judgement))
    return [effectOn(data, target.case, { kind: 'reject', correction: null })]
  }
  const { kind, onReject, obligations, state, settledBy } = target.finding
  if (kind === 'lapsed') throw refuse(ASKS_WHETHER)
  if (state === 'settled') throw settled(settledBy === null ? '' : describeDecision(settledBy))
  if (onReject.length > 0) return onReject
  throw refuse(`这一条涉及${obligations.length}项任务，请逐项剔除，任务编号：${listed(obligations)}。`)
}

function goesOn(data: ReviewData, target: Target, kind: 'continue' | 'stop'): readonly Effect[] {
  if (target.kind === 'finding' && target.finding.kind !== 'lapsed')
    throw refuse('沿用和停止只用于文件、任务或者“规划期已届满”的事项。')
  const id = documentOf(target)
  const document = data.documents.find(each => each.id === id)
  if (document?.years === null) throw refuse('这份文件没有写明适用年份，不存在届满后沿用还是停止的问题。')
  const effect =
    target.kind === 'obligation'
      ? effectOn(data, target.case, { kind, correction: null })
      : ofDocument(id, kind)
  const standing = data.standing.get(effect.target)?.lapseDecision ?? null
  if (standing?.kind === kind) throw settled(describeDecision(standing))
  return [effect]
}

function documentOf(target: Target): DocumentId {
  if (target.kind === 'document') return target.document.id
  return target.kind === 'obligation' ? target.case.entry.document.id : target.finding.document.id
}

/** Takes back all that was decided on what is meant; for a finding also on the duties it settled. */
function reopened(data: ReviewData, target: Target): readonly Effect[] {
  const effects = reopening(data, target).filter(effect => {
    const standing = data.standing.get(effect.target)
    return standing !== undefined && (standing.judgement !== null || standing.lapse !== null)
  })
  if (effects.length === 0) throw refuse('没有可以撤回的决定。')
  return effects
}

function reopening(data: ReviewData, target: Target): readonly Effect[] {
  if (target.kind === 'obligation') return [effectOn(data, target.case, { kind: 'reopen', correction: null })]
  if (target.kind === 'document') return [ofDocument(target.document.id, 'reopen')]
  const { kind, document, obligations } = target.finding
  if (kind === 'lapsed') return [ofDocument(document.id, 'reopen')]
  const own = seen(target.finding, 'reopen')
  // Its decision stands on the name; what was decided on single tasks is another matter.
  if (kind === 'unit-name') return [own]
  const duties = casesOf(data, obligations)
  return [...duties.map(each => effectOn(data, each, { kind: 'reopen', correction: null })), own]
}
