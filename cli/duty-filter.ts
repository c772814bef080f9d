/** The options --document, --unit and --place of commands that list duties. In: options. Out: a filter of the register. */
import type { DocumentId } from '../knowledge/model/document.ts'
import { AppError } from '../knowledge/model/errors.ts'
import type { RegisterFilter } from '../knowledge/register/index.ts'
import type { Store } from '../knowledge/store/index.ts'

export interface DutyOptions {
  readonly document?: string
  readonly unit?: string
  readonly place?: string
}

/** @throws {AppError} document-unknown; usage where the unit is blank or no document speaks for the place */
export function filterOf(
  store: Pick<Store, 'document' | 'documents'>,
  { document, unit, place }: DutyOptions,
): RegisterFilter {
  if (document !== undefined) store.document(document as DocumentId)
  if (unit?.trim() === '') throw new AppError('usage', '选项“--unit <name>”后面要有单位名称。')
  return {
    document: document as DocumentId | undefined,
    unit: unit?.trim(),
    place: place === undefined ? undefined : placeNamed(store, place.trim()),
  }
}

/** A place as documents name it; 清渠 will do for 清渠区. */
function placeNamed(store: Pick<Store, 'documents'>, wanted: string): string {
  const known = [...new Set(store.documents().flatMap(({ jurisdiction }) => jurisdiction ?? []))]
  const fitting = wanted === '' ? [] : known.filter(place => place.includes(wanted))
  const [only, ...more] = known.includes(wanted) ? [wanted] : fitting
  if (only !== undefined && more.length === 0) return only
  const problem = only === undefined ? `没有收录“${wanted}”的文件` : `“${wanted}”不止一处`
  const places = (only === undefined ? known : fitting).join('、')
  const hint = places === '' ? '已收录的文件都没有写明地区' : `可以写：${places}`
  throw new AppError('usage', `${problem}。${hint}。`, { place: wanted })
}
