/** `xuefa documents [id]`: what is known, one document with its warnings, its text, or its removal. */
import type { DocumentId, StoredDocument } from '../knowledge/model/document.ts'
import { AppError } from '../knowledge/model/errors.ts'
import { openStore, type OpenOptions, type Store } from '../knowledge/store/index.ts'
import { write } from './output.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

interface DocumentsOptions {
  readonly text?: boolean
  readonly remove?: boolean
}

export async function documentsCommand(
  context: Context,
  id: string | undefined,
  { text = false, remove = false }: DocumentsOptions,
): Promise<ExitCode> {
  if (text && remove) throw new AppError('usage', '--text 和 --remove 不能同时使用。')
  if (id !== undefined)
    return withStore(context, !remove, store =>
      showOne(context, store.document(id as DocumentId), { store, text, remove }),
    )
  if (text || remove) {
    throw new AppError(
      'usage',
      `${text ? '--text' : '--remove'} 要和文件编号一起使用。编号见 xuefa documents。`,
    )
  }
  return withStore(context, true, store => {
    const documents = store.documents()
    write(context, { documents }, describeAll(documents))
  })
}

/** Commands that only read leave the folder as it is, so they work on one they may not write. */
export async function withStore(
  { system, dataDir }: Context,
  readOnly: boolean,
  use: (store: Store) => void,
): Promise<ExitCode> {
  const options = { dataDir, now: system.now }
  const store = readOnly ? await openToRead(options) : await openStore(options)
  try {
    use(store)
    return EXIT.done
  } finally {
    store.close()
  }
}

/** A folder of an older version is brought up to date first, which reading alone must not do. */
async function openToRead(options: Pick<OpenOptions, 'dataDir' | 'now'>): Promise<Store> {
  try {
    return await openStore({ ...options, readOnly: true })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'data-unwritable') throw error
    // Where it cannot be written at all, the first error knows more.
    return openStore(options).catch(() => Promise.reject(error))
  }
}

interface Wanted {
  readonly store: Store
  readonly text: boolean
  readonly remove: boolean
}

function showOne(context: Context, document: StoredDocument, { store, text, remove }: Wanted): void {
  const { id, title } = document
  if (remove) {
    store.remove(id)
    write(context, { removed: id }, `已移除《${title}》[${id}]。\n`)
  } else if (!text) write(context, document, describeOne(document))
  else if (context.json) write(context, { id, text: store.documentText(id) }, '')
  // Byte for byte: not made fit for a terminal, and no line feed at the end that is not there.
  else context.system.out.write(store.documentText(id))
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
    ['篇幅', `${document.articleCount} 条，${document.characters} 字符`],
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
