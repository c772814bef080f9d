/**
 * What a person means by an id. In: an id or the beginning of one. Out: the finding, duty or document it names. Ids are
 * long because they have to be unique in a library; a few characters of one are enough to name it.
 */
import { AppError } from '../model/errors.ts'
import { type StoredDocument } from '../model/document.ts'
import { type Case, type ReviewData } from './data.ts'
import { type Finding } from './finding.ts'

export type Target =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'obligation'; readonly case: Case }
  | { readonly kind: 'document'; readonly document: StoredDocument }

/** More candidates than this help nobody choose. */
const MOST_CANDIDATES = 6

/**
 * @param wanted An id, the beginning of one, or the beginning of its part behind the document (f12ab, o34cd).
 * @throws {AppError} usage where nothing or more than one thing is meant; then the candidates are named
 */
export function targetOf(data: ReviewData, findings: readonly Finding[], wanted: string): Target {
  const targets = new Map<string, Target>([
    ...findings.map(finding => [finding.id, { kind: 'finding', finding }] as const),
    ...data.cases.map(each => [each.entry.id, { kind: 'obligation', case: each }] as const),
    ...data.documents.map(document => [document.id, { kind: 'document', document }] as const),
  ])
  const exact = targets.get(wanted)
  if (exact !== undefined) return exact
  const fitting = wanted === '' ? [] : [...targets].filter(([id]) => begins(id, wanted))
  const [only, ...more] = fitting
  if (only !== undefined && more.length === 0) return only[1]
  throw only === undefined ? unknown(wanted) : ambiguous(wanted, fitting)
}

function begins(id: string, wanted: string): boolean {
  return id.startsWith(wanted) || id.slice(id.indexOf('-') + 1).startsWith(wanted)
}

function unknown(wanted: string): AppError {
  const message = `没有编号为“${wanted}”的待复核事项、任务或文件。用 xuefa review list --all 查看编号。`
  return new AppError('usage', message, { id: wanted })
}

function ambiguous(wanted: string, fitting: readonly (readonly [string, Target])[]): AppError {
  const ids = fitting.map(([id]) => id)
  const named = fitting.slice(0, MOST_CANDIDATES).map(([id, target]) => `${id}（${nameOf(target)}）`)
  const rest = ids.length > MOST_CANDIDATES ? `等${ids.length}个` : ''
  const message = `编号“${wanted}”不止一个：${named.join('、')}${rest}。请多写几位。`
  return new AppError('usage', message, { id: wanted, candidates: ids })
}

const LONGEST_NAME = 20

function nameOf(target: Target): string {
  const name =
    target.kind === 'finding'
      ? target.finding.message
      : target.kind === 'obligation'
        ? target.case.entry.found.action
        : `《${target.document.title}》`
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
}
