/** `xuefa documents [id]`: what is known, one document with its warnings, its text, or its removal. */
import type { DocumentId, StoredDocument } from '../knowledge/model/document.ts'
import { openStore, type Store } from '../knowledge/store/index.ts'
import { EXIT, type Context, type ExitCode } from './program.ts'

interface DocumentsOptions {
  readonly text?: boolean
  readonly remove?: boolean
}

export async function documentsCommand(
  context: Context,
  id: string | undefined,
  options: DocumentsOptions,
): Promise<ExitCode> {
  return withStore(context, options.remove !== true, store => {
    if (id === undefined) write(context, { documents: store.documents() }, describeAll(store.documents()))
    else if (options.text === true) context.system.out.write(store.documentText(id as DocumentId))
    else if (options.remove === true) removeOne(context, store, id as DocumentId)
    else write(context, store.document(id as DocumentId), describeOne(store.document(id as DocumentId)))
    return EXIT.done
  })
}

/** Commands that only read leave the folder as it is, so they work on one they may not write. */
export async function withStore<T>(
  { system, dataDir }: Context,
  readOnly: boolean,
  use: (store: Store) => T,
): Promise<T> {
  const store = await openStore({ dataDir, now: system.now, readOnly })
  try {
    return use(store)
  } finally {
    store.close()
  }
}

export function write({ system, json }: Context, value: unknown, text: string): void {
  system.out.write(json ? `${JSON.stringify(value)}\n` : text)
}

function removeOne(context: Context, store: Store, id: DocumentId): void {
  const { title } = store.document(id)
  store.remove(id)
  write(context, { removed: id }, `已移除《${title}》[${id}]。\n`)
}

function describeAll(documents: readonly StoredDocument[]): string {
  if (documents.length === 0) return '还没有收录文件。用 xuefa ingest <文件或文件夹> 读入。\n'
  const lines = documents.map(document => {
    const { id, title, documentNumber, jurisdiction, type, years, articleCount, warnings } = document
    const facts = [documentNumber, jurisdiction, type, yearsText(years), `${articleCount} 条`]
    if (warnings.length > 0) facts.push(`${warnings.length} 条提示`)
    return `${id}  《${title}》\n          ${facts.filter(fact => fact !== null).join('，')}`
  })
  return `${lines.join('\n')}\n共 ${documents.length} 份。\n`
}

function describeOne(document: StoredDocument): string {
  const unknown = '未写明'
  const rows: readonly (readonly [string, string])[] = [
    ['编号', document.id],
    ['标题', document.title],
    ['发文机关', document.issuer ?? unknown],
    ['文号', document.documentNumber ?? unknown],
    ['成文日期', document.issuedOn ?? unknown],
    ['类型', document.type],
    ['地区', document.jurisdiction ?? unknown],
    ['适用年份', yearsText(document.years) ?? unknown],
    ['来源文件', document.source],
    ['字数', String(document.characters)],
    ['条数', String(document.articleCount)],
  ]
  const warnings = document.warnings.map(
    ({ line, message }) => `  · ${line === null ? '' : `第 ${line} 行：`}${message}`,
  )
  const table = rows.map(([name, value]) => `${name}：${value}`)
  return `${[...table, ...(warnings.length > 0 ? ['提示：', ...warnings] : [])].join('\n')}\n`
}

function yearsText(years: StoredDocument['years']): string | null {
  if (years === null) return null
  return years.from === years.to ? `${years.from} 年` : `${years.from}—${years.to} 年`
}
