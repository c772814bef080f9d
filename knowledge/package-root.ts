/**
 * Finds the folder that holds our package.json, for what ships beside the code (models, samples). Works the same from
 * the sources and from dist/, which lie at different depths. It reads package.json files on the way up, nothing else.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The name in our package.json; a folder above or below may belong to somebody else's package. */
const PACKAGE_NAME = 'xuefa'

/**
 * @returns the absolute path of the package's root folder.
 * @throws {Error} where no package.json of ours lies above this file: the installation is broken, no user can help it.
 */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url))
  let folder = start
  for (;;) {
    if (holdsOurPackage(folder)) return folder
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`No package.json of ${PACKAGE_NAME} above ${start}`)
    folder = parent
  }
}

function holdsOurPackage(folder: string): boolean {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return false
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof content === 'object' && content !== null && 'name' in content && content.name === PACKAGE_NAME
}
