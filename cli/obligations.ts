/** `xuefa obligations`: the register as a table, JSON or CSV. */
import { toCsv } from '../knowledge/register/index.ts'
import type { DocumentId } from '../knowledge/model/document.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { Obligation, PartyRole } from '../knowledge/model/obligation.ts'
import { createRegister } from '../knowledge/register/index.ts'
import { civilDateInShanghai } from '../knowledge/time/index.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'

interface ObligationsOptions {
  readonly document?: string
  readonly unit?: string
  readonly format: string
}

const FORMATS = ['table', 'json', 'csv'] as const

export async function obligationsCommand(
  context: Context,
  { document, unit, format }: ObligationsOptions,
): Promise<ExitCode> {
  if (!FORMATS.some(known => known === format)) {
    throw new AppError('usage', `不支持格式“${format}”。可用的格式：${FORMATS.join('、')}。`, { format })
  }
  return withStore(context, true, store => {
    const today = civilDateInShanghai(context.system.now().toISOString())
    if (document !== undefined) store.document(document as DocumentId)
    const obligations = createRegister(store).list(
      { document: document as DocumentId | undefined, unit },
      today,
    )
    if (format === 'csv' && !context.json) context.system.out.write(toCsv(obligations))
    else
      write(
        { ...context, json: context.json || format === 'json' },
        { obligations },
        describeAll(obligations),
      )
    return EXIT.done
  })
}

function describeAll(obligations: readonly Obligation[]): string {
  const waiting = obligations.filter(({ review }) => review.state === 'needs-review').length
  const tail = waiting === 0 ? '' : `；其中 ${waiting} 项待复核`
  return `${obligations.map(describeObligation).join('')}共 ${obligations.length} 项，全部列出${tail}。\n`
}

const ROLE_NAMES: Readonly<Record<PartyRole, string>> = {
  responsible: '责任',
  lead: '牵头',
  participant: '参加',
}

/** What is to be done, then who, when and how many, then where it stands. */
export function describeObligation(obligation: Obligation): string {
  const { action, parties, addressees, timing, quota, review, lapsed, citation } = obligation
  const who = parties.map(({ name, role }) => `${name}（${ROLE_NAMES[role]}）`).join('、')
  const facts = [
    who === '' ? null : who,
    addressees.length === 0 ? null : `向 ${addressees.join('、')}`,
    timing === null ? null : timing.raw,
    quota === null ? null : describeQuota(quota),
    timing?.nextDue === null || timing === null ? null : `下次 ${timing.nextDue}`,
    timing?.safeDay === null || timing === null ? null : `稳妥 ${timing.safeDay}`,
    lapsed ? '规划期已届满' : null,
  ].filter(fact => fact !== null)
  const doubts = review.reasons.map(reason => `  待复核：${reason}\n`).join('')
  const where = `《${citation.document.title}》${citation.article.label}`
  return `${action}\n  ${facts.join('，')}\n${doubts}  ${where}  [${obligation.id}]\n`
}

function describeQuota({ op, value, unit }: NonNullable<Obligation['quota']>): string {
  return `${{ '>=': '不少于', '<=': '不超过', '=': '' }[op]}${value}${unit}`
}
