import fc from 'fast-check'
import { isUtf8 } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeText, type Decoded } from '../../../ingest/read/decode.ts'
import { readsAsChinese, weighChinese } from '../../../ingest/read/common-characters.ts'
import { scanUtf8 } from '../../../ingest/read/utf8-scan.ts'
import {
  gb18030Bytes,
  SAMPLE,
  toBig5,
  toEucKr,
  toGb18030,
  toShiftJis,
  toUtf16,
  TRADITIONAL_SAMPLE,
} from './bytes.ts'

const SEED = 20_260_301
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
// A text of any characters that begins with Chinese, so that only its encoding is in question.
const anyText = fc.string({ unit: 'binary', maxLength: 200 }).map(tail => SAMPLE.repeat(3) + tail)

function textOf(decoded: Decoded): string {
  if (decoded.kind !== 'text') throw new Error(JSON.stringify(decoded.refusal))
  return decoded.text
}

function refusalOf(decoded: Decoded): { readonly code: string; readonly reason: string } {
  if (decoded.kind === 'text') throw new Error(`read as ${decoded.encoding}`)
  return decoded.refusal
}

describe('decoding keeps every byte', () => {
  it('gives back the bytes of any UTF-8 text when it is encoded again', () => {
    fc.assert(
      fc.property(anyText, text => {
        const bytes = utf8(text)
        expect(Buffer.from(textOf(decodeText(bytes)), 'utf8').equals(bytes)).toBe(true)
      }),
      { seed: SEED },
    )
  })

  it('gives back the bytes of any GB18030 text, four-byte characters included', () => {
    const character = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 1 })
      .filter(c => gb18030Bytes(c) !== null && !/[\0-\x1f\x7f]/.test(c))
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), characters => {
        // Enough Chinese around the odd characters that the whole reads as a document.
        const text = SAMPLE + characters.join('') + SAMPLE
        const bytes = toGb18030(text)
        const decoded = decodeText(bytes)
        expect(decoded).toEqual({ kind: 'text', text, encoding: 'gb18030' })
        expect(Buffer.from(toGb18030(textOf(decoded))).equals(bytes)).toBe(true)
      }),
      { seed: SEED },
    )
  })

  it('gives back the bytes of any UTF-16 text behind its mark', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('le' as const, 'be' as const), (text, order) => {
        const bytes = toUtf16(text, order, true)
        const decoded = decodeText(bytes)
        expect(decoded).toEqual({ kind: 'text', text, encoding: `utf-16${order}` })
        expect(Buffer.from(toUtf16(textOf(decoded), order, true)).equals(bytes)).toBe(true)
      }),
      { seed: SEED },
    )
  })

  it('never reads bytes one of which was replaced or dropped on the way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const decoded = decodeText(bytes)
        if (decoded.kind === 'text' && decoded.encoding === 'utf-8') {
          const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
          expect(Buffer.from((marked ? '\uFEFF' : '') + decoded.text)).toEqual(Buffer.from(bytes))
        }
        if (decoded.kind === 'text' && decoded.encoding !== 'utf-8')
          expect(decoded.text).not.toContain('\uFFFD')
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  it('keeps line ends, a second mark inside the text and zero-width characters', () => {
    const text = `一\r\n二\r三\n\uFEFF\u200B${SAMPLE}`
    expect(textOf(decodeText(utf8(text)))).toBe(text)
    expect(textOf(decodeText(utf8(`\uFEFF\uFEFF${SAMPLE}`)))).toBe(`\uFEFF${SAMPLE}`)
  })

  it('removes the byte order mark of each encoding that has one', () => {
    expect(textOf(decodeText(utf8(`\uFEFF${SAMPLE}`)))).toBe(SAMPLE)
    expect(textOf(decodeText(toUtf16(SAMPLE, 'le', true)))).toBe(SAMPLE)
    expect(textOf(decodeText(toUtf16(SAMPLE, 'be', true)))).toBe(SAMPLE)
    expect(textOf(decodeText(toGb18030(`\uFEFF${SAMPLE}`)))).toBe(SAMPLE)
  })
})

describe('damaged UTF-8', () => {
  it('is called cut off, wherever inside the last character the cut falls', () => {
    for (const cut of [1, 2]) {
      const bytes = utf8(`${SAMPLE}全`)
      const refusal = refusalOf(decodeText(bytes.subarray(0, bytes.length - cut)))
      expect(refusal.code).toBe('encoding-unknown')
      expect(refusal.reason).toContain('没有传完')
    }
  })

  it('is called cut off even where only short runs of ideographs stand before the cut', () => {
    const bytes = utf8('a 第一条 b 第二条 c 完')
    expect(refusalOf(decodeText(bytes.subarray(0, -1))).reason).toContain('没有传完')
  })

  it('is named with the line of its first broken byte instead of being read as GB18030', () => {
    const bytes = Buffer.concat([utf8(SAMPLE), Buffer.from([0xff]), utf8(SAMPLE)])
    const refusal = refusalOf(decodeText(bytes))
    expect(refusal.reason).toContain('第 5 行')
    expect(refusal).toMatchObject({ facts: { line: 5, byteOffset: utf8(SAMPLE).length, truncated: false } })
  })

  it('is found in a file whose second half is GB18030', () => {
    const refusal = refusalOf(decodeText(Buffer.concat([toGb18030(SAMPLE), utf8(SAMPLE)])))
    expect(refusal.reason).toContain('混有别的编码')
  })

  it('is judged by the same rules as the platform judges validity', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 3 }).map(text => new Uint8Array(utf8(text))),
        // Overlong forms, surrogates, numbers past U+10FFFF.
        fc.constantFrom([0xc0, 0x80], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf]),
        fc.constantFrom([0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xed, 0x9f, 0xbf]),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(pieces, parts => {
        const bytes = Uint8Array.from(parts.flatMap(part => [...part]))
        const { firstInvalid } = scanUtf8(bytes)
        expect(firstInvalid === null).toBe(isUtf8(bytes))
        // Everything before the first broken byte is whole.
        if (firstInvalid !== null) expect(isUtf8(bytes.subarray(0, firstInvalid))).toBe(true)
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})

describe('other encodings', () => {
  const japanese =
    'この規則は、職員が毎年の研修に参加する方法について定めるものとする。データの保存は三年とする。'
  const korean =
    '이 규칙은 직원이 매년 교육에 참가하는 방법을 정하며 자료는 삼년 동안 보관한다 보고는 매월 한다'
  const french = "Les élèves ont été reçus à l'école où l'on préférait les méthodes éprouvées. "

  it.each([
    ['Big5', toBig5(TRADITIONAL_SAMPLE)],
    ['Shift_JIS', toShiftJis(japanese.repeat(3))],
    ['EUC-KR', toEucKr(korean.repeat(3))],
    ['Latin-1', Buffer.from(french.repeat(3), 'latin1')],
    ['UTF-16 (little end first) without a mark', toUtf16(SAMPLE, 'le', false)],
    ['UTF-16 (big end first) without a mark', toUtf16(SAMPLE, 'be', false)],
    ['UTF-16 of ASCII without a mark', toUtf16('Rules for the annual report. '.repeat(5), 'le', false)],
    ['UTF-32', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from('4e000000', 'hex')])],
    ['UTF-16 with half a character at the end', toUtf16(SAMPLE, 'le', true).subarray(0, -1)],
    ['UTF-16 with half a surrogate pair', toUtf16('一\uD83D二', 'be', true)],
  ])('%s is refused with a way out', (_name, bytes) => {
    const refusal = refusalOf(decodeText(bytes))
    expect(refusal.code).toBe('encoding-unknown')
    expect(refusal).toHaveProperty('remedy', expect.stringContaining('UTF-8'))
  })

  it.each([
    ['Big5', toBig5(TRADITIONAL_SAMPLE)],
    ['UTF-16', toUtf16(SAMPLE, 'le', false)],
    ['UTF-16', toUtf16(SAMPLE, 'be', false)],
    ['UTF-16', toUtf16('Rules for the annual report. '.repeat(5), 'be', false)],
  ])('%s is named in the refusal where it can be guessed', (name, bytes) => {
    expect(refusalOf(decodeText(bytes)).reason).toContain(name)
  })

  it('accepts traditional characters and lists of people in GB18030', () => {
    expect(textOf(decodeText(toGb18030(TRADITIONAL_SAMPLE)))).toBe(TRADITIONAL_SAMPLE)
    const people = '王晓燕、李佳宁、张雨桐、刘子墨、陈思源、杨可欣、赵梓涵、黄诗琪、周俊杰、吴浩然'
    expect(textOf(decodeText(toGb18030(people)))).toBe(people)
  })

  it('does not settle on GB18030 where a fifth of the characters is kana or private use', () => {
    for (const stranger of ['の', '\uE000']) {
      const text = SAMPLE + stranger.repeat(SAMPLE.length / 4)
      expect(decodeText(toGb18030(text))).toMatchObject({ kind: 'doubtful', text })
    }
  })

  it('does not settle on GB18030 for a few accidental pairs in Western text', () => {
    const refusal = refusalOf(decodeText(Buffer.from('M\xe9tier et m\xe9tal, '.repeat(4), 'latin1')))
    expect(refusal).toMatchObject({ code: 'encoding-unknown', facts: { ideographs: 8 } })
    expect(refusal.reason).toContain('汉字太少')
    // Nine of the commonest ideographs are still too few to prove an encoding; ten are enough.
    const words = 'annual report of the legal office '
    expect(decodeText(toGb18030(words + '的'.repeat(9))).kind).toBe('doubtful')
    expect(decodeText(toGb18030(words + '的'.repeat(10))).kind).toBe('text')
  })
})

describe('binary data', () => {
  it('is never read as text, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 200, maxLength: 2000 }), bytes => {
        expect(decodeText(bytes).kind).not.toBe('text')
      }),
      { seed: SEED },
    )
  })

  it('is called not-text where control characters abound, and a few of them are let through', () => {
    expect(refusalOf(decodeText(utf8('\0\x01'.repeat(50) + SAMPLE))).code).toBe('not-text')
    expect(textOf(decodeText(utf8(`${SAMPLE}\0\x1a`)))).toBe(`${SAMPLE}\0\x1a`)
  })
})

const shared = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../shared/documents')
const documents = ((): readonly string[] => {
  try {
    return readdirSync(shared).map(name => resolve(shared, name))
  } catch {
    return []
  }
})()

describe.skipIf(documents.length === 0)('the documents in shared/ (skipped where absent)', () => {
  it('are read from GB18030 exactly as from UTF-8', () => {
    for (const path of documents) {
      const text = readFileSync(path, 'utf8')
      expect(decodeText(toGb18030(text))).toEqual({ kind: 'text', text, encoding: 'gb18030' })
    }
  })

  it('stop reading as Chinese once their UTF-8 bytes are taken for GB18030', () => {
    const lenient = new TextDecoder('gb18030')
    for (const path of documents) {
      expect(readsAsChinese(weighChinese(lenient.decode(readFileSync(path))))).toBe(false)
    }
  })
})
