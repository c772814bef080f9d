/** Words that several findings share. In: entries and decisions. Out: Simplified Chinese. */
import { type Correction, type Decision, type DecisionKind } from '../model/decision.ts'
import { type PartyRole } from '../model/obligation.ts'
import { isFindingId, type Entry } from '../register/index.ts'
import { civilDateInShanghai } from '../time/index.ts'

const DECISION_NAMES: Readonly<Record<DecisionKind, string>> = {
  confirm: '确认',
  correct: '更正',
  reject: '剔除',
  continue: '沿用',
  stop: '停止',
  reopen: '撤回',
}

export const ROLE_NAMES: Readonly<Record<PartyRole, string>> = {
  responsible: '责任',
  lead: '牵头',
  participant: '参加',
}

/** 一、 and 12. would run into the words behind them. */
const RUNS_ON = /[、.．]$/

/** 《清渠区法治政府建设规划》(九) */
export function describePlace({ document, article: { label } }: Entry): string {
  return `《${document.title}》${RUNS_ON.test(label) ? `“${label}”` : label}`
}

/** 2021—2025年 */
export function describeYears({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? `${from}年` : `${from}—${to}年`
}

/** 时限改为“每年3月1日前”，责任单位改为区司法局（牵头） */
export function describeCorrection({ action, timing, quota, parties, addressees }: Correction): string {
  const parts = [
    action === undefined ? null : `事项改为“${action}”`,
    timing === undefined ? null : timing === null ? '没有时限' : `时限改为“${timing}”`,
    quota === undefined ? null : quota === null ? '没有数量' : `数量改为“${quota}”`,
    parties === undefined
      ? null
      : `责任单位改为${parties.map(({ name, role }) => `${name}（${ROLE_NAMES[role]}）`).join('、')}`,
    addressees === undefined ? null : `报送对象改为${addressees.join('、')}`,
  ]
  return parts.filter(part => part !== null).join('，')
}

/** A finding that is rejected is no duty struck out: what it proposes is not taken. */
export function decisionName({ kind, target }: Pick<Decision, 'kind' | 'target'>): string {
  return kind === 'reject' && isFindingId(target) ? '不采纳' : DECISION_NAMES[kind]
}

/** 张三于2026-11-25更正：时限改为“每年3月1日前” */
export function describeDecision(decision: Decision): string {
  const { by, at, correction } = decision
  const what = correction === null ? '' : `：${describeCorrection(correction)}`
  return `${by}于${civilDateInShanghai(at)}${decisionName(decision)}${what}`
}
