/** Ids of what waits for a person. In: what a finding rests on. Out: an id that stays as long as those words stay. */
import { createHash } from 'node:crypto'
import { type DocumentId } from '../model/document.ts'

const ID_HEX = 8
const FINDING_ID = /-f[0-9a-f]{8}$/

/** @param key What the finding rests on: its kind, then ids that are hashes of words, or the words themselves. */
export function findingId(document: DocumentId, key: readonly string[]): string {
  const hash = createHash('sha256').update(key.join('\n'))
  return `${document}-f${hash.digest('hex').slice(0, ID_HEX)}`
}

export function isFindingId(id: string): boolean {
  return FINDING_ID.test(id)
}
