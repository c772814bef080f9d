import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFileSystem } from '../../../ingest/read/file-system.ts'
import { findFiles, type FoundFiles } from '../../../ingest/read/walk.ts'
import { CLEAR_LINE, useTemporaryFolder } from './temporary-folder.ts'

const folder = useTemporaryFolder()
const sources = (found: FoundFiles): readonly string[] => found.files.map(file => file.source)
const failures = (found: FoundFiles): readonly (readonly [string, string])[] =>
  found.failed.map(({ source, error }) => [source, error.code])

function expectClear(found: FoundFiles): void {
  for (const { error } of found.failed) expect(error.message).toMatch(CLEAR_LINE)
  for (const { message } of found.skipped) expect(message).toMatch(/^「[^\n\r]+」：[^\n\r]+。$/)
}

describe('the walk', () => {
  it('finds files in folders in code-unit order and names them by their path inside the folder', async () => {
    for (const name of ['b.txt', 'a/z.txt', 'a/甲/乙.md', 'a.txt', 'B.txt', '中.txt']) folder.write(name, 'x')
    const found = await findFiles([folder.path()])
    expect(sources(found)).toEqual(['B.txt', 'a/z.txt', 'a/甲/乙.md', 'a.txt', 'b.txt', '中.txt'])
    expect(found.files[2]).toEqual({
      path: join(folder.path(), 'a/甲/乙.md'),
      source: 'a/甲/乙.md',
      given: false,
    })
    expect(found.failed).toEqual([])
  })

  it('keeps the order of the paths given and names a file by its file name', async () => {
    const late = folder.write('2/late.txt', 'x')
    folder.write('1/early.txt', 'x')
    const found = await findFiles([late, join(folder.path(), '1')])
    expect(sources(found)).toEqual(['late.txt', 'early.txt'])
    expect(found.files.map(file => file.given)).toEqual([true, false])
  })

  it('passes over hidden entries and leftovers in folders, yet takes them when they are named', async () => {
    const leftovers = ['.hidden.txt', '.git/x.txt', 'node_modules/a/x.txt', '~$报告.txt', '.DS_Store']
    leftovers.push('Thumbs.db', 'desktop.ini', 'x.tmp', 'x.part', 'X.TMP', 'x.txt~')
    for (const name of [...leftovers, 'kept.txt']) folder.write(name, 'x')
    expect(sources(await findFiles([folder.path()]))).toEqual(['kept.txt'])
    const named = await findFiles(leftovers.map(name => join(folder.path(), name)))
    expect(named.files).toHaveLength(leftovers.length)
    expect(sources(await findFiles([join(folder.path(), '.git')]))).toEqual(['x.txt'])
  })

  it('reports a path that does not exist and goes on with the next', async () => {
    const present = folder.write('a.txt', 'x')
    const found = await findFiles([join(folder.path(), '没有.txt'), present, '', join(present, 'inside')])
    expect(sources(found)).toEqual(['a.txt'])
    expect(found.failed.map(({ error }) => error.code)).toEqual(Array(3).fill('file-missing'))
    expectClear(found)
  })

  it('reports a folder with nothing to read in it', async () => {
    folder.write('.hidden', 'x')
    const found = await findFiles([folder.path()])
    expect(found.failed.map(({ error }) => error.code)).toEqual(['file-missing'])
    expect(found.failed[0]?.error.message).toContain('没有可以读取的文件')
    expectClear(found)
  })

  it('takes names with blanks, quotes, line breaks, emoji and 250 bytes, and writes them in one line', async () => {
    const names = ['a b.txt', '通知 (最终版)"1".txt', 'line\nbreak.txt', '👨‍👩‍👧.txt', `${'长'.repeat(82)}.txt`]
    expect(Buffer.byteLength(names[4] ?? '')).toBe(250)
    for (const name of names) folder.write(name, 'x')
    expect(sources(await findFiles([folder.path()]))).toEqual([...names].sort())
    symlinkSync('nowhere', join(folder.path(), 'gone\n\u202Etxt.txt'))
    const found = await findFiles([folder.path()])
    expect(found.failed[0]?.error.message).toContain('「gone\\n\\u{202e}txt.txt」')
    expectClear(found)
  })

  it('reports a file name that is not UTF-8', async () => {
    const raw = Buffer.concat([Buffer.from(`${folder.path()}/`), Buffer.from([0xd6, 0xd0, 0x2e, 0x74])])
    writeFileSync(raw, 'x')
    const found = await findFiles([folder.path()])
    expect(found.failed.map(({ error }) => error.code)).toEqual(['file-unreadable'])
    expect(found.failed[0]?.error.message).toContain('文件名不是 UTF-8')
    expectClear(found)
  })
})

describe('links', () => {
  it('are followed, to files and to folders outside', async () => {
    folder.write('outside/a.txt', 'x')
    const target = folder.write('outside/b.txt', 'x')
    mkdirSync(join(folder.path(), 'in'))
    symlinkSync('../outside', join(folder.path(), 'in/linked'))
    symlinkSync('../outside/b.txt', join(folder.path(), 'in/file.txt'))
    const found = await findFiles([join(folder.path(), 'in')])
    expect(sources(found)).toEqual(['file.txt', 'linked/a.txt'])
    expect(found.files[0]?.path).toBe(target)
    expect(found.skipped.map(({ source, code }) => [source, code])).toEqual([
      ['linked/b.txt', 'already-found'],
    ])
    expectClear(found)
  })

  it('to the folder itself, its parent or the root of the disk are skipped with one line each', async () => {
    folder.write('outside.txt', 'x')
    folder.write('in/a.txt', 'x')
    for (const [name, target] of [
      ['self', '.'],
      ['parent', '..'],
      ['root', '/'],
    ] as const)
      symlinkSync(target, join(folder.path(), 'in', name))
    const found = await findFiles([join(folder.path(), 'in')])
    expect(sources(found)).toEqual(['a.txt'])
    expect(found.skipped.map(({ source, code }) => [source, code])).toEqual([
      ['parent', 'link-loop'],
      ['root', 'link-loop'],
      ['self', 'link-loop'],
    ])
    expect(found.failed).toEqual([])
    expectClear(found)
  })

  it('between two folders that point at each other end', async () => {
    folder.write('a/1.txt', 'x')
    folder.write('b/2.txt', 'x')
    symlinkSync('../b', join(folder.path(), 'a/to-b'))
    symlinkSync('../a', join(folder.path(), 'b/to-a'))
    const found = await findFiles([folder.path()])
    expect(sources(found)).toEqual(['a/1.txt', 'a/to-b/2.txt'])
    expect(found.skipped.map(({ source }) => source)).toEqual(['a/to-b/to-a', 'b'])
    expectClear(found)
  })

  it('that dangle or point at each other are failures, and the rest is found', async () => {
    folder.write('a.txt', 'x')
    symlinkSync('nowhere.txt', join(folder.path(), 'dangling.txt'))
    symlinkSync('ring2', join(folder.path(), 'ring1'))
    symlinkSync('ring1', join(folder.path(), 'ring2'))
    const found = await findFiles([folder.path()])
    expect(sources(found)).toEqual(['a.txt'])
    expect(failures(found)).toEqual([
      ['dangling.txt', 'file-missing'],
      ['ring1', 'file-unreadable'],
      ['ring2', 'file-unreadable'],
    ])
    expectClear(found)
  })

  it('never make one file be read twice, however it is reached', async () => {
    const real = folder.write('docs/a.txt', 'x')
    symlinkSync('docs', join(folder.path(), 'alias'))
    const found = await findFiles([join(folder.path(), 'docs'), real, join(folder.path(), 'alias'), real])
    expect(found.files).toEqual([{ path: real, source: 'a.txt', given: true }])
    expect(found.skipped.map(({ code }) => code)).toEqual(['already-found', 'already-found'])
    expect(found.failed).toEqual([])
  })

  it('that are hard are files of their own', async () => {
    const real = folder.write('a.txt', 'x')
    linkSync(real, join(folder.path(), 'b.txt'))
    expect(sources(await findFiles([folder.path()]))).toEqual(['a.txt', 'b.txt'])
  })
})

describe('what cannot be listed or is no file', () => {
  it('a FIFO is refused without being opened', async () => {
    execFileSync('mkfifo', [join(folder.path(), 'x.txt')])
    const found = await findFiles([folder.path()])
    expect(failures(found)).toEqual([['x.txt', 'file-unreadable']])
    expect(found.failed[0]?.error.message).toContain('不是普通文件')
    expectClear(found)
  })

  it('a folder that may not be listed is one failure', async () => {
    folder.write('a.txt', 'x')
    folder.write('locked/b.txt', 'x')
    const forbidding = {
      ...nodeFileSystem,
      list: (path: string) =>
        path.endsWith('locked')
          ? Promise.reject(Object.assign(new Error('forbidden'), { code: 'EACCES' }))
          : nodeFileSystem.list(path),
    }
    const found = await findFiles([folder.path()], forbidding)
    expect(sources(found)).toEqual(['a.txt'])
    expect(failures(found)).toEqual([['locked', 'file-unreadable']])
    expect(found.failed[0]?.error.message).toContain('没有读取权限')
    expectClear(found)
  })

  it.skipIf(process.getuid?.() === 0)('a real folder without permission (skipped for root)', async () => {
    folder.write('locked/b.txt', 'x')
    chmodSync(join(folder.path(), 'locked'), 0o000)
    const found = await findFiles([folder.path()])
    chmodSync(join(folder.path(), 'locked'), 0o700)
    expect(failures(found)).toEqual([['locked', 'file-unreadable']])
  })

  it('an error without a system code is a bug and is not swallowed', async () => {
    folder.write('a.txt', 'x')
    const broken = { ...nodeFileSystem, facts: () => Promise.reject(new Error('bug')) }
    await expect(findFiles([folder.path()], broken)).rejects.toThrow('bug')
  })
})
