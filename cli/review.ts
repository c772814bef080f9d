/** `xuefa review list|show|history`: what waits for a person, one of it in full, and who decided what and when. */
import type { Decision } from '../knowledge/model/decision.ts'
import { type DocumentId } from '../knowledge/model/document.ts'
import { AppError } from '../knowledge/model/errors.ts'
import {
  createReview,
  DECISION_NAMES,
  describeCorrection,
  describeDecision,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type Review,
  type Target,
} from '../knowledge/review/index.ts'
import type { Store } from '../knowledge/store/index.ts'
import { civilDateInShanghai } from '../knowledge/time/index.ts'
import type { Context, ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'

export interface ReviewListOptions {
  readonly document?: string
  readonly kind?: string
  readonly all?: boolean
}

export const KIND_TITLES: Readonly<Record<FindingKind, string>> = {
  damage: '原文破损',
  'source-changed': '原文已变，原决定不再适用',
  conflict: '文件之间不一致',
  lapsed: '规划期已届满',
  'low-confidence': '读法把握不大',
  ambiguous: '归属待核对',
  'unresolved-unit': '责任单位不明',
}

/** These come in great numbers and are alike: one line each, the rest with `review show`. */
const SHORT_KINDS: ReadonlySet<FindingKind> = new Set(['low-confidence', 'ambiguous', 'unresolved-unit'])
/** As many of a short kind are listed among others; asked for by kind or document, all are. */
const MOST_SHORT = 10

export function reviewOf({ system }: Pick<Context, 'system'>, store: Store): Review {
  return createReview(store, { today: civilDateInShanghai(system.now().toISOString()) })
}

export function reviewListCommand(
  context: Context,
  { document, kind, all = false }: ReviewListOptions,
): Promise<ExitCode> {
  const wanted = kind === undefined ? undefined : kindNamed(kind)
  return withStore(context, true, store => {
    if (document !== undefined) store.document(document as DocumentId)
    const filter = { document: document as DocumentId | undefined, kind: wanted, withSettled: all }
    const findings = reviewOf(context, store).list(filter)
    const isWhole = wanted !== undefined || document !== undefined
    write(context, { findings: findings.map(findingToJson) }, describeList(findings, isWhole))
  })
}

function kindNamed(kind: string): FindingKind {
  const known = FINDING_KINDS.find(each => each === kind || KIND_TITLES[each] === kind)
  if (known !== undefined) return known
  const names = FINDING_KINDS.map(each => `${each}（${KIND_TITLES[each]}）`).join('、')
  throw new AppError('usage', `没有“${kind}”这一类。可用的类别：${names}。`, { kind })
}

export function findingToJson(finding: Finding): unknown {
  const { id, kind, state, document, articleLabel, line, lineText, span, raw } = finding
  const { message, duties, obligations, proposals, settledBy } = finding
  return {
    id,
    kind,
    state,
    document: { id: document.id, title: document.title, source: document.source },
    articleLabel,
    line,
    lineText,
    span,
    raw,
    message,
    duties,
    obligations,
    proposals: proposals.map(({ value, why }) => ({ value, why })),
    settledBy,
  }
}

function describeList(findings: readonly Finding[], isWhole: boolean): string {
  if (findings.length === 0) return '没有待复核的事项。\n'
  const parts = FINDING_KINDS.flatMap(kind => {
    const own = findings.filter(finding => finding.kind === kind)
    return own.length === 0 ? [] : [describeKind(kind, own, isWhole)]
  })
  const open = findings.filter(({ state }) => state === 'open').length
  const settled = findings.length - open
  const tail = settled === 0 ? '' : `，已处理 ${settled} 项`
  return `${parts.join('\n')}\n待复核 ${open} 项${tail}。${HOW_TO}\n`
}

const HOW_TO =
  '处理：xuefa review show <编号> 查看，confirm 确认（--proposal 选读法），correct 更正，reject 剔除，continue 沿用，stop 停止。'

function describeKind(kind: FindingKind, findings: readonly Finding[], isWhole: boolean): string {
  const title = `【${KIND_TITLES[kind]}】${findings.length} 项\n`
  if (!SHORT_KINDS.has(kind)) return title + findings.map(describeFinding).join('')
  const shown = isWhole ? findings : findings.slice(0, MOST_SHORT)
  const rest = findings.length - shown.length
  const more = rest === 0 ? '' : `  还有 ${rest} 项，用 xuefa review list --kind ${kind} 全部列出。\n`
  return title + shown.map(describeShort).join('') + more
}

const LONGEST_DUTY = 40

function describeShort(finding: Finding): string {
  const [first = '', ...others] = finding.duties
  const duty = first.length > LONGEST_DUTY ? `${first.slice(0, LONGEST_DUTY)}…` : first
  const count = others.length === 0 ? '' : `等 ${finding.duties.length} 项任务`
  const settled = finding.state === 'settled' ? '（已处理）' : ''
  return `  ${finding.id}  ${whereOf(finding)}  ${finding.message}${settled}\n      ${duty}${count}\n`
}

function whereOf({ document, articleLabel, line }: Finding): string {
  return `《${document.title}》${articleLabel}${line === null ? '' : ` 第${line}行`}`
}

function describeFinding(finding: Finding): string {
  const { id, message, duties, proposals, obligations, settledBy, state } = finding
  const lines = [
    `${id}  ${whereOf(finding)}`,
    ...(finding.lineText === '' ? [] : [`    原文：${marked(finding)}`]),
    `    疑点：${message}`,
    ...duties.map(duty => `    任务：${duty}`),
    ...(obligations.length > duties.length ? [`    ……共 ${obligations.length} 项任务`] : []),
    ...proposals.flatMap(({ value, why }, i) => [
      `    ${i + 1}. ${value}`,
      ...why.map(each => `       · ${each}`),
    ]),
    ...(state === 'open' ? [] : [`    已处理：${settledBy === null ? '逐项' : describeDecision(settledBy)}`]),
  ]
  return `  ${lines.join('\n  ')}\n`
}

/** The words in question stand out within their line. */
function marked({ lineText, raw }: Finding): string {
  const at = raw === '' ? -1 : lineText.indexOf(raw)
  if (at === -1 || raw === lineText) return lineText
  return `${lineText.slice(0, at)}【${raw}】${lineText.slice(at + raw.length)}`
}

export function reviewShowCommand(context: Context, id: string): Promise<ExitCode> {
  return withStore(context, true, store => {
    const review = reviewOf(context, store)
    const target = review.find(id)
    const findings = findingsOf(review, target)
    const history = review.history(id)
    const json = { findings: findings.map(findingToJson), history }
    write(context, json, describeTarget(target, findings) + describeHistory(history))
  })
}

function findingsOf(review: Review, target: Target): readonly Finding[] {
  if (target.kind === 'finding') return [target.finding]
  const all = review.list({ withSettled: true })
  if (target.kind === 'document') return all.filter(({ document }) => document.id === target.document.id)
  return all.filter(({ obligations }) => obligations.includes(target.case.entry.id))
}

function describeTarget(target: Target, findings: readonly Finding[]): string {
  const listed = findings
    .map(finding => `【${KIND_TITLES[finding.kind]}】\n${describeFinding(finding)}${tasksOf(finding)}`)
    .join('')
  if (findings.length > 0) return listed
  return target.kind === 'document' ? '这份文件没有待复核的事项。\n' : '这项任务没有疑点。\n'
}

function tasksOf({ obligations }: Finding): string {
  return obligations.length === 0 ? '' : `      任务编号：${obligations.join('、')}\n`
}

export function reviewHistoryCommand(context: Context, id: string | undefined): Promise<ExitCode> {
  return withStore(context, true, store => {
    const decisions = reviewOf(context, store).history(id)
    write(context, { decisions }, decisions.length === 0 ? '还没有决定。\n' : describeHistory(decisions))
  })
}

function describeHistory(decisions: readonly Decision[]): string {
  return decisions.map(describeRow).join('')
}

export function describeRow({ seq, at, by, kind, target, correction, note }: Decision): string {
  const what = correction === null ? '' : `：${describeCorrection(correction)}`
  const remark = note === null ? '' : `（${note}）`
  return `${seq}  ${momentInShanghai(at)}  ${by}  ${DECISION_NAMES[kind]} ${target}${what}${remark}\n`
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function momentInShanghai(at: string): string {
  return `${civilDateInShanghai(at)} ${CLOCK.format(new Date(at))}`
}
