/** `xuefa obligations`: the register as a table or JSON, or as a file for spreadsheets and calendars. */
import { writeFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { printable } from '../bot/console/printable.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { Obligation, PartyRole } from '../knowledge/model/obligation.ts'
import { createRegister, quotaText, toCsv, toIcs, toXlsx } from '../knowledge/register/index.ts'
import type { Store } from '../knowledge/store/index.ts'
import { civilDateInShanghai, nextDay } from '../knowledge/time/index.ts'
import type { Context, ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { filterOf, type DutyOptions } from './duty-filter.ts'
import { write } from './output.ts'

interface ObligationsOptions extends DutyOptions {
  readonly format?: string
  readonly output?: string
}

const FORMATS = ['table', 'json', 'csv', 'ics', 'xlsx'] as const
type Format = (typeof FORMATS)[number]

/** How far ahead a calendar reaches, in days. */
const CALENDAR_DAYS = 365

export async function obligationsCommand(context: Context, options: ObligationsOptions): Promise<ExitCode> {
  const { output } = options
  const format = formatOf(context, options)
  refuseTerminal(context, format, output)
  // Made while the store is open; a workbook is packed after it is closed.
  let made = null as Made | null
  const code = await withStore(context, true, store => {
    made = make(context, store, { format, options })
  })
  if (made === null) return code
  const data = await made.data
  if (output === undefined) context.system.out.write(data)
  else save(context, data, { output, format, made })
  return code
}

/** Without --format the name of the file tells; --json is JSON unless it only speaks about a file. */
function formatOf({ json }: Context, { format, output }: ObligationsOptions): Format {
  if (format !== undefined) {
    const known = FORMATS.find(each => each === format)
    if (known === undefined) {
      throw new AppError('usage', `不支持格式“${format}”。可用的格式：${FORMATS.join('、')}。`, { format })
    }
    return json && output === undefined ? 'json' : known
  }
  const named = output === undefined ? undefined : FORMATS.find(each => extname(output) === `.${each}`)
  return named ?? (json ? 'json' : 'table')
}

function refuseTerminal({ system: { out } }: Context, format: Format, output: string | undefined): void {
  const isTerminal = 'isTTY' in out && out.isTTY === true
  if (format !== 'xlsx' || output !== undefined || !isTerminal) return
  throw new AppError(
    'usage',
    'xlsx 是二进制文件，不能显示在终端上。请用 --output 台账.xlsx 写入文件，或用 > 台账.xlsx 转存。',
  )
}

interface Made {
  readonly data: string | Promise<Uint8Array>
  readonly count: number
  /** What is counted. */
  readonly unit: string
}

interface Asked {
  readonly format: Format
  readonly options: ObligationsOptions
}

function make({ system }: Context, store: Store, { format, options }: Asked): Made {
  const now = system.now()
  const today = civilDateInShanghai(now.toISOString())
  const filter = filterOf(store, options)
  const register = createRegister(store)
  if (format === 'ics') {
    const window = { from: today, to: nextDay(today, CALENDAR_DAYS), today, withOverdue: false }
    const days = register.due(filter, window)
    const count = new Set(days.map(({ obligation, due }) => `${obligation.id} ${due}`)).size
    return { data: toIcs(days, { today, now }), count, unit: '个到期日' }
  }
  const obligations = register.list(filter, today)
  return { data: render(store, format, obligations), count: obligations.length, unit: '项任务' }
}

function render(
  store: Store,
  format: Exclude<Format, 'ics'>,
  obligations: readonly Obligation[],
): Made['data'] {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ obligations })}\n`
    case 'csv':
      return toCsv(obligations, store.documents())
    case 'xlsx':
      return toXlsx(obligations, store.documents())
    case 'table':
      return printable(describeAll(obligations))
  }
}

interface Saving {
  readonly output: string
  readonly format: Format
  readonly made: Made
}

function save(context: Context, data: string | Uint8Array, { output, format, made }: Saving): void {
  const { count, unit } = made
  try {
    writeFileSync(resolve(context.system.workingFolder, output), data)
  } catch (cause) {
    throw new AppError(
      'usage',
      `无法写入 ${output}。请检查文件夹是否存在、文件是否正被打开、有无写入权限。`,
      {
        output,
        cause,
      },
    )
  }
  write(context, { output, format, count }, `已写入 ${output}，${count} ${unit}。\n`)
}

function describeAll(obligations: readonly Obligation[]): string {
  const waiting = obligations.filter(({ review }) => review.state === 'needs-review').length
  const tail = waiting === 0 ? '' : `；其中 ${waiting} 项待复核`
  const parts = byDocument(obligations).map(
    own =>
      `《${own[0].citation.document.title}》${own.length} 项\n\n${own.map(describeObligation).join('')}\n`,
  )
  return `${parts.join('')}共 ${obligations.length} 项，全部列出${tail}。\n`
}

type OfDocument = readonly [Obligation, ...Obligation[]]

function byDocument(obligations: readonly Obligation[]): readonly OfDocument[] {
  const groups = new Map<string, OfDocument>()
  for (const obligation of obligations) {
    const { id } = obligation.citation.document
    const group = groups.get(id)
    groups.set(id, group === undefined ? [obligation] : [...group, obligation])
  }
  return [...groups.values()]
}

const ROLE_NAMES: Readonly<Record<PartyRole, string>> = {
  lead: '牵头',
  responsible: '责任',
  participant: '参加',
}
const ROLES: readonly PartyRole[] = ['lead', 'responsible', 'participant']

/** What is to be done, then who, when and how many, then where it stands. */
function describeObligation(obligation: Obligation): string {
  const { id, action, parties, addressees, review, citation } = obligation
  const who = ROLES.flatMap(wanted => {
    const names = parties.filter(({ role }) => role === wanted).map(({ name }) => name)
    return names.length === 0 ? [] : [`${ROLE_NAMES[wanted]}：${[...new Set(names)].join('、')}`]
  })
  const to = addressees.length === 0 ? [] : [`对象：${addressees.join('、')}`]
  const lines = [
    [...who, ...to].join('；'),
    factsOf(obligation).join('；'),
    review.reasons.length === 0 ? '' : `${REASONS[review.state]}：${review.reasons.join('；')}`,
    `${citation.article.label}  [${id}]`,
  ]
  return `${action}\n${lines
    .filter(line => line !== '')
    .map(line => `    ${line}\n`)
    .join('')}`
}

/** Reasons also stand with duties that nobody is asked to look at: 原文没有写明责任单位. */
const REASONS: Readonly<Record<Obligation['review']['state'], string>> = {
  automatic: '留意',
  'needs-review': '待复核',
  confirmed: '已确认',
  corrected: '已更正',
  rejected: '已驳回',
}

function factsOf({ timing, quota, lapsed, modality, review }: Obligation): readonly string[] {
  const amount = quota === null ? null : quotaText(quota)
  const isSaid = quota !== null && timing?.raw.includes(`${quota.value}${quota.unit}`) === true
  return [
    timing === null ? null : `时限：${timing.raw}`,
    review.suggestion === null ? null : `可能是“${review.suggestion}”`,
    amount === null || isSaid ? null : `数量：${amount}`,
    timing === null || timing.nextDue === null ? null : `下次到期 ${timing.nextDue}`,
    timing === null || timing.safeDay === null || timing.safeDay === timing.nextDue
      ? null
      : `最后一个稳妥的工作日 ${timing.safeDay}`,
    modality === 'encouraged' ? '鼓励' : null,
    lapsed ? '规划期已届满' : null,
  ].filter(fact => fact !== null)
}
