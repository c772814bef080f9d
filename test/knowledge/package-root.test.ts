import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../knowledge/package-root.ts'

it('finds the folder with our package.json, whatever the working folder', () => {
  const before = process.cwd()
  try {
    process.chdir('/')
    expect(existsSync(join(packageRoot(), 'knowledge', 'package-root.ts'))).toBe(true)
  } finally {
    process.chdir(before)
  }
})
