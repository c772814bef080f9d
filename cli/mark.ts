/** `xuefa mark done|waive|open|progress`: what somebody did about a duty, on record with the name of who says so. */
import { AppError } from '../knowledge/model/errors.ts'
import { markDuty, type Marked, type MarkRequest } from '../knowledge/register/index.ts'
import { civilDateInShanghai } from '../knowledge/time/index.ts'
import type { Context, ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { dayText, paceNote } from './due-text.ts'
import { write } from './output.ts'

interface MarkOptions {
  readonly unit?: string
  readonly due?: string
  readonly by?: string
  readonly note?: string
  readonly evidence?: string
}

interface ProgressOptions extends MarkOptions {
  readonly count?: string
}

type Command = (context: Context, id: string, options: MarkOptions) => Promise<ExitCode>

const judging =
  (state: MarkRequest['state']): Command =>
  (context, id, options) =>
    mark(context, { ...options, id, state, amount: null })

export const markDoneCommand = judging('done')
export const markWaiveCommand = judging('waived')
export const markOpenCommand = judging('open')

export function markProgressCommand(
  context: Context,
  id: string,
  options: ProgressOptions,
): Promise<ExitCode> {
  return mark(context, { ...options, id, state: 'progress', amount: countIn(options.count ?? '1') })
}

/** 3, or 12.5 for hours. */
function countIn(count: string): number {
  const amount = /^\d{1,6}(?:\.\d{1,2})?$/.test(count) ? Number(count) : 0
  if (amount > 0) return amount
  throw new AppError('usage', `--count 后面要写大于 0 的数，如 1 或 12.5，不是“${count}”。`, { count })
}

type Asked = MarkOptions & Pick<MarkRequest, 'id' | 'state' | 'amount'>

function mark(
  context: Context,
  { id, state, amount, unit, due, by, note, evidence }: Asked,
): Promise<ExitCode> {
  const { system } = context
  const request: MarkRequest = {
    id: id.trim(),
    state,
    amount,
    unit: unit === undefined ? null : notBlank('--unit', unit),
    due: due === undefined ? null : notBlank('--due', due),
    by: nameOf(context, by),
    evidence: evidenceOf(evidence, note),
  }
  const today = civilDateInShanghai(system.now().toISOString())
  return withStore(context, false, store => {
    const marked = markDuty(store, request, today)
    write(context, { mark: marked.mark }, describe(marked))
  })
}

function notBlank(option: string, value: string): string {
  if (value.trim() !== '') return value.trim()
  throw new AppError('usage', `选项“${option}”后面要有内容。`)
}

function nameOf({ system }: Context, by: string | undefined): string {
  const name = (by ?? system.env['XUEFA_USER'] ?? '').trim()
  if (name !== '') return name
  throw new AppError('usage', '请用 --by 写明是谁登记的，或者先设置环境变量 XUEFA_USER，如 --by 张三。')
}

/** One line on record: 区政府会议纪要第12号（主讲人为法律顾问）. */
function evidenceOf(evidence = '', note = ''): string | null {
  const [proof, words] = [evidence.trim(), note.trim()]
  if (proof !== '' && words !== '') return `${proof}（${words}）`
  return proof + words === '' ? null : proof + words
}

const STATES = { done: '已办结', waived: '已免除', open: '待办（撤回此前的登记）' } as const

function describe({ mark: { due, state, amount, unit, by, evidence }, entry, days }: Marked): string {
  const who = unit === '' ? '' : `（${unit}）`
  const day = dayText(civilDateInShanghai(due))
  const what =
    state === 'progress'
      ? `${day}完成 ${amount ?? 0} ${entry.found.quota?.unit ?? ''}`
      : `${day}到期的一次：${STATES[state]}`
  const proof = evidence === null ? '' : `，依据：${evidence}`
  const paces = [...new Set(days.flatMap(row => paceNote(row) ?? []))].map(pace => `进度：${pace}。\n`)
  return `已登记：“${entry.found.action}”${who}${what}${proof}。登记人：${by}。\n${paces.join('')}`
}
