import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type FileSystem, nodeFileSystem } from '../../../ingest/read/file-system.ts'
import { DEFAULT_READ_LIMITS, findFiles, readFileText, type ReadResult } from '../../../ingest/read/index.ts'
import { AppError } from '../../../knowledge/model/errors.ts'
import { SAMPLE, toBig5, toGb18030, toUtf16, TRADITIONAL_SAMPLE } from './bytes.ts'
import { CLEAR_LINE, useTemporaryFolder } from './temporary-folder.ts'

const folder = useTemporaryFolder()

async function read(path: string, fs: FileSystem = nodeFileSystem): Promise<ReadResult | AppError> {
  const { files } = await findFiles([path])
  if (files[0] === undefined) throw new Error(`not found: ${path}`)
  return readFileText(files[0], DEFAULT_READ_LIMITS, fs)
}

async function readContent(name: string, content: string | Uint8Array): Promise<ReadResult> {
  const result = await read(folder.write(name, content))
  if (result instanceof AppError) throw result
  return result
}

/** The failure, checked for what every failure must be. */
async function refusal(reading: Promise<ReadResult | AppError>): Promise<AppError> {
  const result = await reading
  if (!(result instanceof AppError)) throw new Error(`was read: ${result.text.slice(0, 40)}`)
  expect(result.message).toMatch(CLEAR_LINE)
  expect(result.data).toHaveProperty('source')
  return result
}

const refuse = (name: string, content: string | Uint8Array): Promise<AppError> =>
  refusal(read(folder.write(name, content)))

describe('reading a file', () => {
  it('gives the text, its format and encoding, and the fingerprint of the bytes', async () => {
    const bytes = Buffer.from(`\uFEFF${SAMPLE.replaceAll('\n', '\r\n')}`)
    expect(await readContent('通知.txt', bytes)).toEqual({
      text: SAMPLE.replaceAll('\n', '\r\n'),
      format: 'txt',
      encoding: 'utf-8',
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      warnings: [],
    })
  })

  it('reads GB18030 with four-byte characters, and UTF-16 with a mark', async () => {
    const text = `${SAMPLE}负责人：㐂某、𠮷某\n`
    expect(await readContent('a.txt', toGb18030(text))).toMatchObject({ text, encoding: 'gb18030' })
    expect(await readContent('b.txt', toUtf16(text, 'le', true))).toMatchObject({
      text,
      encoding: 'utf-16le',
    })
    expect(await readContent('c.txt', toUtf16(text, 'be', true))).toMatchObject({
      text,
      encoding: 'utf-16be',
    })
  })

  it('tells Markdown by its extension, and takes a name without one for plain text', async () => {
    for (const name of ['a.md', 'a.markdown', 'A.MD'])
      expect((await readContent(name, SAMPLE)).format).toBe('md')
    for (const name of ['a.txt', 'a.TXT', 'a.text', '2.关于工作要点的通知', '第3.5号'])
      expect((await readContent(name, SAMPLE)).format).toBe('txt')
    expect((await readContent('page.md', `<div align="center">\n${SAMPLE}</div>`)).format).toBe('md')
  })

  it('reads text with an unusual extension when it was named, and refuses it when found in a folder', async () => {
    const path = folder.write('in/notes.log', SAMPLE)
    expect(await read(path)).toMatchObject({ format: 'txt', text: SAMPLE })
    const error = await refusal(read(join(folder.path(), 'in')))
    expect(error.code).toBe('format-unsupported')
    expect(error.message).toContain('.log')
  })

  it('reads files with blanks, line breaks, emoji and 250 bytes in their names', async () => {
    for (const name of ['a b.txt', '公 告\n二.txt', '📄通知.txt', `${'长'.repeat(82)}.txt`]) {
      expect((await readContent(name, SAMPLE)).text).toBe(SAMPLE)
      expect((await refuse(name, '')).code).toBe('file-empty')
    }
  })
})

describe('a file with nothing in it', () => {
  it.each([
    ['no bytes', ''],
    ['only blanks', ' \t\r\n\u3000\u00A0\n'],
    ['only a byte order mark', '\uFEFF'],
    ['only zero-width characters', '\u200B\u2060\uFEFF\u00AD\n'.repeat(100)],
    ['one NUL among blanks', `\0${' '.repeat(100)}`],
    ['megabytes of blanks', ' '.repeat(8_000_000)],
  ])('is refused: %s', async (_name, content) => {
    expect((await refuse('a.txt', content)).code).toBe('file-empty')
  })

  it('or next to nothing is refused with the count, and fifty characters are enough', async () => {
    const error = await refuse('a.txt', `${'一 '.repeat(49)}\n`)
    expect(error.code).toBe('near-empty')
    expect(error.message).toContain('只有 49 个字')
    expect(error.data).toMatchObject({ characters: 49, minCharacters: 50 })
    await readContent('a.txt', `${'一 '.repeat(50)}\n`)
  })

  it('is judged before its encoding is, since a few characters of GB18030 are too few to tell', async () => {
    expect((await refuse('a.txt', toGb18030('法律'))).code).toBe('near-empty')
  })
})

describe('a file that is no plain text', () => {
  const zip = (entry: string): Uint8Array => {
    const header = Buffer.alloc(30)
    header.write('PK\x03\x04', 'latin1')
    header.writeUInt16LE(entry.length, 26)
    return Buffer.concat([header, Buffer.from(entry), deflateRawSync(Buffer.from(SAMPLE))])
  }
  const withNul = (start: string): Uint8Array => Buffer.from(`${start}\0\0\x01\0${'\0'.repeat(80)}`, 'latin1')

  it.each([
    ['ZIP', zip('notes.txt')],
    ['DOCX', zip('word/document.xml')],
    ['XLSX', zip('xl/workbook.xml')],
    ['OFD', zip('OFD.xml')],
    ['Office', zip('[Content_Types].xml')],
    ['PDF', Buffer.from('\n%PDF-1.7\n%\xe2\xe3\n1 0 obj', 'latin1')],
    ['旧版 Word', Buffer.from('d0cf11e0a1b11ae100000000', 'hex')],
    ['RTF', Buffer.from('{\\rtf1\\ansi\\deff0 text}')],
    ['PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['BMP', withNul('BM')],
    ['程序', withNul('MZ')],
    ['视频', Buffer.from('\0\0\0\x18ftypmp42', 'latin1')],
    ['GZIP', gzipSync(SAMPLE)],
    ['SQLite', Buffer.from('SQLite format 3\0\x10\0', 'latin1')],
    ['HTML', Buffer.from(`<!DOCTYPE html>\n<html><body><p>${SAMPLE}</p></body></html>`)],
    ['HTML', Buffer.from(`\uFEFF\n<!-- a --><!-- b -->\n<HTML lang="zh"><body>${SAMPLE}`)],
    ['HTML', Buffer.from(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SAMPLE}`)],
    ['HTML', toGb18030(`<html><head><title>${SAMPLE}</title></head></html>`)],
    ['HTML', Buffer.from(`<div class="content"><p>${SAMPLE}</p></div>`)],
    ['XML', Buffer.from(`<?xml version="1.0"?><w:document>${SAMPLE}</w:document>`)],
    ['MHT', Buffer.from(`MIME-Version: 1.0\nContent-Type: multipart/related\n\n${SAMPLE}`)],
  ])('is recognised by its content under the name .txt: %s', async (name, bytes) => {
    const error = await refuse('renamed.txt', bytes)
    expect(error.code).toBe('format-unsupported')
    expect(error.message).toContain(name)
    expect(error.message).toContain('.txt 和 .md')
  })

  it('is not seen in text that merely begins like one', async () => {
    for (const start of ['BM 部门', 'MZ', 'PK 赛', 'ID3', '<通知>', 'RIFF', 'II', 'GIF'])
      expect((await readContent('a.txt', `${start}${SAMPLE}`)).text).toBe(`${start}${SAMPLE}`)
  })

  it('is called not-text where no format is recognised: a program table, noise as of an encrypted file', async () => {
    let state = 1
    const noise = Uint8Array.from({ length: 5000 }, () => {
      state = (state * 48271) % 2147483647
      return state & 0xff
    })
    expect((await refuse('a.txt', noise)).code).toBe('not-text')
    expect((await refuse('a.txt', Buffer.alloc(400, 'ab\0\0'))).code).toBe('not-text')
  })
})

describe('a file in an encoding that cannot be told', () => {
  it.each([
    ['invalid UTF-8', Buffer.concat([Buffer.from(SAMPLE), Buffer.from([0xc3, 0x28]), Buffer.from(SAMPLE)])],
    ['UTF-8 cut off in its last character', Buffer.from(`${SAMPLE}全`).subarray(0, -1)],
    ['UTF-16 without a mark', toUtf16(SAMPLE, 'le', false)],
    ['Big5', toBig5(TRADITIONAL_SAMPLE)],
    ['GB18030 with a broken byte', Buffer.concat([toGb18030(SAMPLE), Buffer.from([0xff, 0x0a])])],
  ])('is refused: %s', async (_name, bytes) => {
    expect((await refuse('a.txt', bytes)).code).toBe('encoding-unknown')
  })
})

describe('damage that a text brings along', () => {
  it('is a warning per kind with its count and first line', async () => {
    const { warnings, text } = await readContent(
      'a.txt',
      `一\r\n二\r\uFFFD\uFFFD\n\0\n\x1a\n\uE003\n${SAMPLE}`,
    )
    expect(text).toContain('\0')
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([
      ['replacement-character', 3],
      ['nul-character', 4],
      ['control-character', 5],
      ['private-use-character', 6],
    ])
    expect(warnings[0]?.message).toContain('有 2 个')
  })
})

/** A disk from which no byte may be read; opening and asking are allowed. */
const unreadable: FileSystem = {
  ...nodeFileSystem,
  open: async path => ({
    ...(await nodeFileSystem.open(path)),
    read: () => Promise.reject(new Error('must not be read')),
  }),
}

describe('size', () => {
  it('of 200 MB in one line is refused before a byte is read', async () => {
    const path = folder.write('big.txt', '')
    truncateSync(path, 200 * 1024 * 1024)
    const error = await refusal(read(path, unreadable))
    expect(error.code).toBe('file-too-large')
    expect(error.message).toContain('200.0 MB')
  })

  it('is limited by a parameter, and the limit itself is allowed', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const bytes = Buffer.byteLength(SAMPLE)
    const file = { path, source: 'a.txt', given: true }
    expect(await readFileText(file, { ...DEFAULT_READ_LIMITS, maxBytes: bytes })).toMatchObject({ bytes })
    const error = await refusal(readFileText(file, { ...DEFAULT_READ_LIMITS, maxBytes: bytes - 1 }))
    expect(error.code).toBe('file-too-large')
  })
})

/** A disk on which something happens just before the first byte is read. */
function disturbed(disturb: () => void): FileSystem {
  return {
    ...nodeFileSystem,
    open: async path => {
      const handle = await nodeFileSystem.open(path)
      let calm = true
      return {
        ...handle,
        read: (target, offset) => {
          if (calm) disturb()
          calm = false
          return handle.read(target, offset)
        },
      }
    },
  }
}

describe('a file that does not hold still', () => {
  it('growing while it is read is refused', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const error = await refusal(
      read(
        path,
        disturbed(() => appendFileSync(path, SAMPLE)),
      ),
    )
    expect(error.code).toBe('file-changed')
  })

  it('shrinking while it is read is refused', async () => {
    const path = folder.write('a.txt', SAMPLE)
    expect(
      (
        await refusal(
          read(
            path,
            disturbed(() => truncateSync(path, 100)),
          ),
        )
      ).code,
    ).toBe('file-changed')
  })

  it('that ends before its size although it looks unchanged is refused', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const short: FileSystem = {
      ...nodeFileSystem,
      open: async name => ({ ...(await nodeFileSystem.open(name)), read: () => Promise.resolve(0) }),
    }
    expect((await refusal(read(path, short))).code).toBe('file-changed')
  })

  it('rewritten at the same size while it is read is refused', async () => {
    const path = folder.write('a.txt', SAMPLE)
    // The clock of a file system ticks coarsely: without this both writes could carry the same time.
    utimesSync(path, 1, 1)
    const rewrite = (): void => writeFileSync(path, SAMPLE.replace('一', '二'))
    expect((await refusal(read(path, disturbed(rewrite)))).code).toBe('file-changed')
  })

  it('replaced by another while it is read is refused', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const other = folder.write('b.txt', SAMPLE)
    const error = await refusal(
      read(
        path,
        disturbed(() => renameSync(other, path)),
      ),
    )
    expect(error.code).toBe('file-changed')
  })

  it('deleted while it is read, or before, is missing', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const error = await refusal(
      read(
        path,
        disturbed(() => rmSync(path)),
      ),
    )
    expect(error.code).toBe('file-missing')
    expect(error.message).toContain('读取过程中')
    const gone = { path, source: 'a.txt', given: true }
    expect((await refusal(readFileText(gone))).code).toBe('file-missing')
  })

  it('moved away while it is read is missing', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const move = (): void => renameSync(path, join(folder.path(), 'moved.txt'))
    expect((await refusal(read(path, disturbed(move)))).code).toBe('file-missing')
  })

  it('turned into a link after it was found is not followed', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const { files } = await findFiles([path])
    rmSync(path)
    symlinkSync(folder.write('secret.txt', SAMPLE), path)
    const reading = files.map(file => readFileText(file, DEFAULT_READ_LIMITS, unreadable))
    expect(reading).toHaveLength(1)
    for (const result of reading) expect((await refusal(result)).code).toBe('file-changed')
  })
})

describe('what is no regular file', () => {
  it('a FIFO is refused at once, without waiting for a writer', async () => {
    const path = join(folder.path(), 'x.txt')
    execFileSync('mkfifo', [path])
    const error = await refusal(readFileText({ path, source: 'x.txt', given: true }))
    expect(error.code).toBe('file-unreadable')
    expect(error.message).toContain('不是普通文件')
  })

  it('a socket, a device and a folder are refused', async () => {
    const path = join(folder.path(), 's.txt')
    const server = createServer()
    await new Promise<void>(listening => server.listen(path, listening))
    try {
      expect((await refusal(readFileText({ path, source: 's.txt', given: true }))).code).toBe(
        'file-unreadable',
      )
    } finally {
      await new Promise(closed => server.close(closed))
    }
    for (const other of ['/dev/zero', folder.path()]) {
      const error = await refusal(readFileText({ path: other, source: 'x.txt', given: true }))
      expect(error.code).toBe('file-unreadable')
    }
  })

  it('what the system refuses is told, and a bug is not swallowed', async () => {
    const path = folder.write('a.txt', SAMPLE)
    const failing = (error: Error): FileSystem => ({ ...nodeFileSystem, open: () => Promise.reject(error) })
    const forbidden = Object.assign(new Error('forbidden'), { code: 'EACCES' })
    expect((await refusal(read(path, failing(forbidden)))).message).toContain('没有读取权限')
    const broken = Object.assign(new Error('input/output error'), { code: 'EIO' })
    expect((await refusal(read(path, failing(broken)))).message).toContain('EIO')
    await expect(read(path, failing(new Error('bug')))).rejects.toThrow('bug')
  })
})
