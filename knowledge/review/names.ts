/**
 * Names of units that ingest put right, and marks between two names that it put back. In: the duties of the library. Out:
 * one finding for each name and document, with all the tasks that rest on it: one answer settles them all. A name that
 * nobody can make out is told in doubts.ts.
 */
import { areUnitsSettled, nameDoubtsOf, type NameDoubt } from '../register/index.ts'
import { describeDuty, judgementOf, namesOf, placeOf, seen, type Case, type ReviewData } from './data.ts'
import { type Effect, type Finding, type FindingProposal } from './finding.ts'
import { describePlace } from './wording.ts'

interface Group {
  readonly doubt: NameDoubt
  readonly cases: readonly [Case, ...Case[]]
}

export function nameFindings(data: ReviewData): Finding[] {
  const groups = new Map<string, { doubt: NameDoubt; cases: [Case, ...Case[]] }>()
  for (const each of data.cases) {
    for (const doubt of nameDoubtsOf(each.entry.document.id, each.raw)) {
      const known = groups.get(doubt.id)
      if (known === undefined) groups.set(doubt.id, { doubt, cases: [each] })
      else if (known.cases.at(-1) !== each) known.cases.push(each)
    }
  }
  return [...groups.values()].map(group => findingOf(data, group))
}

function findingOf(data: ReviewData, { doubt, cases }: Group): Finding {
  const { document, article } = cases[0].entry
  const own = {
    ...placeOf(data, document, { ...doubt.span, label: article.label }),
    id: doubt.id,
    document: namesOf(document),
  }
  const settledBy =
    data.standing.get(doubt.id)?.judgement ?? judgementOf(cases, ({ entry }) => areUnitsSettled(entry))
  const effects = { confirm: seen(own, 'confirm'), reject: seen(own, 'reject') }
  return {
    ...own,
    kind: 'unit-name',
    state: settledBy === null ? 'open' : 'settled',
    message: messageOf(doubt, cases.length),
    duties: cases.map(({ entry }) => describeDuty(entry)),
    obligations: cases.map(({ entry }) => entry.id),
    others: [],
    proposals: proposalsFor(doubt, evidenceFor(data, doubt, cases[0]), effects),
    onConfirm: [effects.confirm],
    onReject: [effects.reject],
    settledBy,
  }
}

function messageOf({ kind, written, reading }: NameDoubt, duties: number): string {
  const names = reading.map(name => `“${name}”`).join('和')
  const what =
    kind === 'restored'
      ? `“${written}”疑有脱字，按同一文件的写法补全为${names}`
      : `“${written}”中间疑脱顿号，读作${names}`
  return `${what}，涉及${duties}项任务。`
}

function proposalsFor(
  { kind, written, reading }: NameDoubt,
  why: readonly string[],
  effects: { readonly confirm: Effect; readonly reject: Effect },
): FindingProposal[] {
  const names = reading.map(name => `“${name}”`).join('和')
  const isOne = kind === 'restored'
  return [
    { value: isOne ? `就是${names}` : `是两个单位：${names}`, why, effects: [effects.confirm] },
    {
      value: isOne ? `按原文作“${written}”` : `是一个单位：“${written}”`,
      why: [],
      effects: [effects.reject],
    },
  ]
}

/** How many articles of the document write the name whole. */
function evidenceFor(data: ReviewData, { kind, reading }: NameDoubt, own: Case): string[] {
  if (kind === 'parted') return []
  const [name = ''] = reading
  const places = data.cases.flatMap(({ entry, raw }) => {
    const isOwn = entry.document.id === own.entry.document.id
    return isOwn && raw.parties.some(({ asWritten }) => asWritten === name) ? [entry] : []
  })
  const starts = new Set(places.map(({ article }) => article.start))
  const [first] = places
  if (first === undefined) return []
  const many = starts.size > 1 ? `等${starts.size}条` : ''
  return [`${describePlace(first)}${many}写作“${name}”。`]
}
