/** `xuefa structure <id>`: the outline of a document. */
import type { DocumentId, OutlineUnit } from '../knowledge/model/document.ts'
import { withStore } from './documents.ts'
import { write } from './output.ts'
import type { Context, ExitCode } from './context.ts'

export async function structureCommand(context: Context, id: string): Promise<ExitCode> {
  return withStore(context, true, store => {
    const document = store.document(id as DocumentId)
    const units = store.units(document.id)
    const text = `《${document.title}》\n${units.map(describe).join('')}`
    write(context, { document, units: units.map(toJson) }, text)
  })
}

/** The shape of docs/contracts.md. */
function toJson({ level, label, heading, start, end, damaged, expectedLabel }: OutlineUnit): unknown {
  return { level, label, heading, start, end, damaged, expectedLabel }
}

function describe({ level, label, heading, damaged, expectedLabel }: OutlineUnit): string {
  const name = label === '' && heading === null ? '（无标题）' : `${label}${heading ?? ''}`
  const mark = expectedLabel === null ? (damaged ? '〔标题破损〕' : '') : `〔应为“${expectedLabel}”〕`
  return `${'  '.repeat(level)}${name}${mark}\n`
}
