import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIndexFile, writeIndexFile } from '../../../knowledge/retrieval/index-file.ts'
import { LexicalIndexBuilder } from '../../../knowledge/retrieval/lexical-index.ts'
import { gramKeys } from '../../../knowledge/text/tokenize.ts'
import { temporaryFolders } from '../store/publications.ts'

const SEED = 20260302
const REVISION = 7
const CHECKSUM_BYTES = 32
const TEXTS = ['年度报告应当在三月前公布', '会前学法每年不少于四次', '重大决策应当听证']
const IDS = ['d1-a', 'd1-b', 'd2-a']
const newFolder = temporaryFolders()

function written(texts: readonly string[] = TEXTS, ids: readonly string[] = IDS): string {
  const builder = new LexicalIndexBuilder()
  texts.forEach(text => {
    builder.add(text)
  })
  const path = join(newFolder(), 'lexical.bin')
  writeIndexFile(path, { index: builder.finish(), ids }, REVISION)
  return path
}

function reasonOf(path: string, revision = REVISION): string {
  const loaded = readIndexFile(path, revision)
  return loaded.usable ? 'usable' : loaded.reason
}

/** Changes the body and puts the right checksum to it, as another version of the program would have written it. */
function rewrite(path: string, change: (body: string) => string): void {
  const body = readFileSync(path).subarray(0, -CHECKSUM_BYTES)
  const changed = Buffer.from(change(body.toString('latin1')), 'latin1')
  writeFileSync(path, Buffer.concat([changed, createHash('sha256').update(changed).digest()]))
}

describe('the index file', () => {
  it('gives back what was written: every array and every id', () => {
    const folder = newFolder()
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 12 }), texts => {
        const builder = new LexicalIndexBuilder()
        texts.forEach(text => {
          builder.add(text)
        })
        const index = builder.finish()
        const ids = texts.map((_, i) => `文档-${i}`)
        const path = join(folder, 'round.bin')
        writeIndexFile(path, { index, ids }, REVISION)
        const loaded = readIndexFile(path, REVISION)
        if (!loaded.usable) throw new Error(loaded.reason)
        expect(loaded.ids).toEqual(ids)
        expect(loaded.index.arrays).toEqual(index.arrays)
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  it('answers questions from the file as before', () => {
    const loaded = readIndexFile(written(), REVISION)
    if (!loaded.usable) throw new Error(loaded.reason)
    const query = new Map(gramKeys('报告何时公布').map(key => [key, 1] as const))
    expect(loaded.index.search(query, { count: 1 })[0]?.text).toBe(0)
  })

  it('leaves no unfinished file behind', () => {
    const path = written()
    expect(readdirSync(dirname(path))).toEqual(['lexical.bin'])
  })

  it('is not used where it is missing', () => {
    const path = written()
    rmSync(path)
    expect(reasonOf(path)).toBe('there is none')
  })

  it('is not used where it was cut short, at whatever length', () => {
    const path = written()
    const whole = readFileSync(path)
    for (let length = 0; length < whole.length; length += 13) {
      writeFileSync(path, whole.subarray(0, length))
      expect(reasonOf(path)).toBe('its checksum is wrong')
    }
  })

  it('is not used where a single byte has changed, whichever', () => {
    const path = written()
    const whole = readFileSync(path)
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Buffer.from(whole)
        altered[at] = (altered[at] ?? 0) ^ by
        writeFileSync(path, altered)
        expect(reasonOf(path)).toBe('its checksum is wrong')
      }),
      { seed: SEED, numRuns: 150 },
    )
  })

  it('is not used where it is another kind of file', () => {
    const path = written()
    writeFileSync(path, 'x'.repeat(5000))
    expect(reasonOf(path)).toBe('its checksum is wrong')
    rewrite(path, () => 'x'.repeat(5000))
    expect(reasonOf(path)).toBe('its header cannot be read')
    rewrite(path, () => '')
    expect(reasonOf(path)).toBe('its header cannot be read')
  })

  it('is not used where another tokenizer made it', () => {
    const path = written()
    rewrite(path, body =>
      body.replace('unigram+bigram', 'unigram+trigram').replace('"revision"', '"revisio"'),
    )
    expect(reasonOf(path)).toBe('another tokenizer made it')
  })

  it('is not used where its format is a later one', () => {
    const path = written()
    rewrite(path, body => body.replace('"format":1', '"format":9'))
    expect(reasonOf(path)).toMatch(/^its format is 9/)
  })

  it('is not used where the documents have changed since', () => {
    expect(reasonOf(written(), REVISION + 1)).toBe('the documents have changed since')
  })
})
