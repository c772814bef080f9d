/** `xuefa review confirm|correct|reject|continue|stop|reopen`: one decision with the name of who made it. */
import type { Correction } from '../knowledge/model/decision.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { PartyRole } from '../knowledge/model/obligation.ts'
import type { Signature, Verdict } from '../knowledge/review/index.ts'
import type { Context, ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'
import { describeRow, reviewOf } from './review.ts'

export interface SignedOptions {
  readonly by?: string
  readonly note?: string
}

export interface ConfirmOptions extends SignedOptions {
  readonly proposal?: string
}

export interface CorrectOptions extends SignedOptions {
  readonly timing?: string
  readonly quota?: string
  readonly action?: string
  readonly unit?: readonly string[]
  readonly to?: readonly string[]
}

export function reviewConfirmCommand(
  context: Context,
  id: string,
  options: ConfirmOptions,
): Promise<ExitCode> {
  const { proposal } = options
  return decide(context, id, {
    verdict: { kind: 'confirm', proposal: proposal === undefined ? null : numberIn(proposal) },
    options,
  })
}

function numberIn(proposal: string): number {
  if (/^[1-9]\d?$/.test(proposal)) return Number(proposal)
  throw new AppError('usage', `--proposal 后面要写读法的序号，如 1，不是“${proposal}”。`, { proposal })
}

export function reviewCorrectCommand(
  context: Context,
  id: string,
  options: CorrectOptions,
): Promise<ExitCode> {
  return decide(context, id, { verdict: { kind: 'correct', correction: correctionIn(options) }, options })
}

/** What a field is corrected to where there is none. */
const NONE = '无'

function correctionIn({ timing, quota, action, unit, to }: CorrectOptions): Correction {
  return {
    ...(action === undefined ? {} : { action: notBlank('--action', action) }),
    ...(timing === undefined ? {} : { timing: timing === NONE ? null : notBlank('--timing', timing) }),
    ...(quota === undefined ? {} : { quota: quota === NONE ? null : notBlank('--quota', quota) }),
    ...(unit === undefined ? {} : { parties: unit.map(partyIn) }),
    ...(to === undefined ? {} : { addressees: to.map(each => notBlank('--to', each)) }),
  }
}

function notBlank(option: string, value: string): string {
  if (value.trim() !== '') return value.trim()
  throw new AppError('usage', `选项“${option}”后面要有内容。`)
}

const ROLES: ReadonlyMap<string, PartyRole> = new Map([
  ['责任', 'responsible'],
  ['牵头', 'lead'],
  ['参加', 'participant'],
  ['配合', 'participant'],
])

/** 区司法局:牵头; without a role the unit is responsible. */
function partyIn(unit: string): { name: string; role: PartyRole } {
  const [name = '', role, ...more] = unit.split(/[:：]/)
  const known = role === undefined ? 'responsible' : ROLES.get(role.trim())
  if (known !== undefined && more.length === 0 && name.trim() !== '')
    return { name: name.trim(), role: known }
  const message = `--unit "${unit}" 写法不对，应如“区司法局:牵头”；角色可写责任、牵头、参加、配合，不写是责任。`
  throw new AppError('usage', message, { unit })
}

export const reviewRejectCommand = plain('reject')
export const reviewContinueCommand = plain('continue')
export const reviewStopCommand = plain('stop')
export const reviewReopenCommand = plain('reopen')

function plain(kind: 'reject' | 'continue' | 'stop' | 'reopen') {
  return (context: Context, id: string, options: SignedOptions): Promise<ExitCode> =>
    decide(context, id, { verdict: { kind }, options })
}

interface Asked {
  readonly verdict: Verdict
  readonly options: SignedOptions
}

function decide(context: Context, id: string, { verdict, options }: Asked): Promise<ExitCode> {
  const signature = signatureOf(context, options)
  return withStore(context, false, store => {
    const decisions = reviewOf(context, store).decide(id, verdict, signature)
    write(
      context,
      { decisions },
      `${decisions.map(describeRow).join('')}已记录 ${decisions.length} 条决定。\n`,
    )
  })
}

function signatureOf({ system }: Context, { by, note }: SignedOptions): Signature {
  const name = (by ?? system.env['XUEFA_USER'] ?? '').trim()
  if (name === '')
    throw new AppError('usage', '请用 --by 写明是谁决定的，或者先设置环境变量 XUEFA_USER，如 --by 张三。')
  return { by: name, note: note === undefined || note.trim() === '' ? null : note.trim() }
}
