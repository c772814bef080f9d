/**
 * One duty as `xuefa review show` shows it: what ingest read, what stands now, and the sentence both rest on. In: a duty of
 * the review. Out: the JSON shape and lines of text.
 */
import type { ExtractedObligation } from '../knowledge/model/extracted.ts'
import { ROLE_NAMES, type Case } from '../knowledge/review/index.ts'

interface DutyFields {
  readonly action: string
  readonly timing: string | null
  readonly quota: string | null
  /** 区司法局（牵头） */
  readonly parties: readonly string[]
  readonly addressees: readonly string[]
}

export interface DutyShown {
  readonly id: string
  readonly state: Case['entry']['state']
  /** As ingest read it; never changed by a decision. */
  readonly found: DutyFields
  /** With names as they are kept and corrections over it. */
  readonly now: DutyFields
  readonly quote: string
}

export function dutyShown({ entry, raw }: Case, quote: string): DutyShown {
  return { id: entry.id, state: entry.state, found: fieldsOf(raw), now: fieldsOf(entry.found), quote }
}

function fieldsOf({ action, timing, quota, parties, addressees }: ExtractedObligation): DutyFields {
  return {
    action,
    timing: timing?.raw ?? null,
    quota: quota?.raw ?? null,
    parties: parties.map(({ name, role }) => `${name}（${ROLE_NAMES[role]}）`),
    addressees: addressees.map(({ asWritten }) => asWritten),
  }
}

const STATES: Readonly<Record<DutyShown['state'], string>> = {
  automatic: '自动识别',
  'needs-review': '待复核',
  confirmed: '已确认',
  corrected: '已更正',
  rejected: '已剔除',
}

export function describeDutyShown({ id, state, found, now, quote }: DutyShown): string {
  const rows: readonly (readonly [string, string, string])[] = [
    ['事项', found.action, now.action],
    ['时限', found.timing ?? '', now.timing ?? ''],
    ['数量', found.quota ?? '', now.quota ?? ''],
    ['单位', found.parties.join('、'), now.parties.join('、')],
    ['报送', found.addressees.join('、'), now.addressees.join('、')],
  ]
  const lines = rows.flatMap(([name, before, after]) => describeField(name, before, after))
  return `任务 ${id}（${STATES[state]}）\n${lines.join('')}  原文：${quote.replace(/\s+/g, ' ')}\n`
}

/** What stands now, and what ingest read where that is something else. */
function describeField(name: string, before: string, after: string): string[] {
  if (before === '' && after === '') return []
  const was = before === after ? '' : `（原读作：${before === '' ? '无' : before}）`
  return [`  ${name}：${after === '' ? '无' : after}${was}\n`]
}
