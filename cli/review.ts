/** `xuefa review list|show|history`: what waits for a person, one of it in full, and who decided what and when. */
import type { Decision } from '../knowledge/model/decision.ts'
import { type DocumentId } from '../knowledge/model/document.ts'
import { AppError } from '../knowledge/model/errors.ts'
import {
  createReview,
  decisionName,
  describeCorrection,
  describeDecision,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type Located,
  type Place,
  type Review,
  type Target,
} from '../knowledge/review/index.ts'
import type { Store } from '../knowledge/store/index.ts'
import { civilDateInShanghai } from '../knowledge/time/index.ts'
import type { Context, ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'
import { describeDutyShown, dutyShown } from './review-duty.ts'

export interface ReviewListOptions {
  readonly document?: string
  readonly kind?: string
  readonly all?: boolean
}

const KIND_TITLES: Readonly<Record<FindingKind, string>> = {
  damage: '原文破损',
  'source-changed': '原文已变，原决定不再适用',
  conflict: '文件之间不一致',
  lapsed: '规划期已届满',
  'low-confidence': '读法把握不大',
  ambiguous: '归属待核对',
  'unit-name': '单位名称疑有脱漏',
  'unresolved-unit': '责任单位不明',
}

/** These come in great numbers and are alike: one line each, the rest with `review show`. */
const SHORT_KINDS: ReadonlySet<FindingKind> = new Set([
  'low-confidence',
  'ambiguous',
  'unit-name',
  'unresolved-unit',
])
/** As many of a short kind are listed among others; asked for by kind or document, all are. */
const MOST_SHORT = 10

export function reviewOf({ system }: Pick<Context, 'system'>, store: Store): Review {
  return createReview(store, { today: civilDateInShanghai(system.now().toISOString()) })
}

const SUBCOMMANDS = 'list、show、history、confirm、correct、reject、continue、stop、reopen'

export function reviewListCommand(
  context: Context,
  { document, kind, all = false }: ReviewListOptions,
  { args: [unknown] }: { readonly args: readonly string[] },
): Promise<ExitCode> {
  if (unknown !== undefined)
    throw new AppError('usage', `review 没有“${unknown}”这个子命令。可用：${SUBCOMMANDS}。`, { unknown })
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

function findingToJson(finding: Finding): unknown {
  const { id, kind, state, document, message, duties, obligations, others, proposals, settledBy } = finding
  return {
    id,
    kind,
    state,
    document,
    ...placeToJson(finding),
    message,
    duties,
    obligations,
    others: others.map(other => ({ document: other.document, ...placeToJson(other) })),
    proposals: proposals.map(({ value, why }) => ({ value, why })),
    settledBy,
  }
}

function placeToJson({ articleLabel, line, lineText, mark, span, raw }: Place): Place {
  return { articleLabel, line, lineText, mark, span, raw }
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
/** As many duties of one finding are named in a list; `review show` names all. */
const MOST_DUTIES = 3

function describeShort(finding: Finding): string {
  const [first = '', ...others] = finding.duties
  const duty = first.length > LONGEST_DUTY ? `${first.slice(0, LONGEST_DUTY)}…` : first
  const count = others.length === 0 ? '' : `等 ${finding.duties.length} 项任务`
  const settled = finding.state === 'settled' ? '（已处理）' : ''
  return `  ${finding.id}  ${whereOf(finding)}  ${finding.message}${settled}\n      ${duty}${count}\n`
}

function whereOf({ document, articleLabel, line }: Located): string {
  return `《${document.title}》${articleLabel}${line === null ? '' : ` 第${line}行`}`
}

function describeFinding(finding: Finding): string {
  const { duties } = finding
  const more = duties.length > MOST_DUTIES ? [`    ……共 ${duties.length} 项任务`] : []
  const named = duties.slice(0, MOST_DUTIES).map(duty => `    任务：${duty}`)
  return describe(finding, [...named, ...more])
}

function describe(finding: Finding, tasks: readonly string[]): string {
  const { id, message, others, proposals, settledBy, state } = finding
  const lines = [
    `${id}  ${whereOf(finding)}`,
    ...(finding.lineText === '' ? [] : [`    原文：${marked(finding)}`]),
    ...others.flatMap(other => [`    对照：${whereOf(other)}`, `          ${marked(other)}`]),
    `    疑点：${message}`,
    ...tasks,
    ...proposals.flatMap(({ value, why }, i) => [
      `    ${i + 1}. ${value}`,
      ...why.map(each => `       · ${each}`),
    ]),
    ...(state === 'open' ? [] : [`    已处理：${settledBy === null ? '逐项' : describeDecision(settledBy)}`]),
  ]
  return `  ${lines.join('\n  ')}\n`
}

/** The words in question stand out within their line. */
function marked({ lineText, mark }: Place): string {
  if (mark === null || (mark[0] === 0 && mark[1] === lineText.length)) return lineText
  const [start, end] = mark
  return `${lineText.slice(0, start)}【${lineText.slice(start, end)}】${lineText.slice(end)}`
}

export function reviewShowCommand(context: Context, id: string): Promise<ExitCode> {
  return withStore(context, true, store => {
    const { target, findings, quote, history } = reviewOf(context, store).show(id)
    const duty = target.kind === 'obligation' ? dutyShown(target.case, quote) : null
    const json = { findings: findings.map(findingToJson), obligation: duty, history }
    const parts = [
      duty === null ? '' : describeDutyShown(duty),
      describeFindings(target, findings),
      history.length === 0 ? '' : `处理经过：\n${describeHistory(history)}`,
    ]
    write(context, json, parts.join(''))
  })
}

function describeFindings(target: Target, findings: readonly Finding[]): string {
  if (findings.length > 0) {
    return findings
      .map(finding => {
        const words =
          target.kind === 'finding' ? describe(finding, tasksOf(finding)) : describeFinding(finding)
        return `【${KIND_TITLES[finding.kind]}】\n${words}`
      })
      .join('')
  }
  return target.kind === 'document' ? '这份文件没有待复核的事项。\n' : '这项任务没有疑点。\n'
}

function tasksOf({ obligations, duties }: Finding): string[] {
  return obligations.map((id, i) => `    任务 ${id}：${duties[i] ?? ''}`)
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

/** As much of a sentence tells which one it is. */
const LONGEST_QUOTE = 60

export function describeRow(decision: Decision): string {
  const { seq, at, by, target, correction, note, quote } = decision
  const what = correction === null ? '' : `：${describeCorrection(correction)}`
  const remark = note === null ? '' : `（${note}）`
  const words = quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}…` : quote
  const source = words === '' ? '' : `    原文：${words.replace(/\s+/g, ' ')}\n`
  return `${seq}  ${momentInShanghai(at)}  ${by}  ${decisionName(decision)} ${target}${what}${remark}\n${source}`
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
