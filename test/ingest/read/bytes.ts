/**
 * Encoders that Node lacks, for tests: GB18030 by turning the platform's decoder around, UTF-16 by hand.
 * The texts below are invented.
 */

export const SAMPLE =
  '关于印发《云溪区法治建设工作要点》的通知\n' +
  '一、各镇人民政府、街道办事处应当于每年3月1日前，将上一年度法治政府建设年度报告报送区委、区政府。\n' +
  '二、区司法局负责组织全区领导干部每年集中学法不少于4次，并建立学习档案。\n' +
  '三、本通知自印发之日起施行。\n'

export const TRADITIONAL_SAMPLE =
  '第一條 為規範行政機關的執法行為，保護人民和組織的合法權益，依法制定本辦法。\n' +
  '第二條 各級機關應當加強領導，建立責任制度，每年向上級報告工作情況一次。\n'

let reverse: Map<string, readonly number[]> | undefined

/** Every two-byte sequence, then the four-byte ones of the basic plane; the first spelling of a character wins. */
function gb18030Table(): Map<string, readonly number[]> {
  if (reverse !== undefined) return reverse
  const decoder = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true })
  const table = new Map<string, readonly number[]>()
  const add = (bytes: readonly number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes))
      if (!table.has(character)) table.set(character, bytes)
    } catch {
      // Not a sequence of GB18030.
    }
  }
  for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) add([a, b])
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) add([a, b, c, d])
  reverse = table
  return table
}

/** Supplementary characters follow one another from 90 30 81 30 on. */
function supplementary(codePoint: number): readonly number[] {
  const n = codePoint - 0x10000
  return [
    0x90 + Math.floor(n / 12600),
    0x30 + (Math.floor(n / 1260) % 10),
    0x81 + (Math.floor(n / 10) % 126),
    0x30 + (n % 10),
  ]
}

/** Null for a character that has no GB18030 spelling of its own. */
export function gb18030Bytes(character: string): readonly number[] | null {
  const codePoint = character.codePointAt(0) ?? 0
  if (codePoint < 0x80) return [codePoint]
  if (codePoint >= 0x10000) return supplementary(codePoint)
  return gb18030Table().get(character) ?? null
}

export function toGb18030(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap(character => {
      const bytes = gb18030Bytes(character)
      if (bytes === null) throw new Error(`no GB18030 bytes for ${character}`)
      return bytes
    }),
  )
}

export function toUtf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

/** Big5 of a text, by turning the decoder around; throws for a character outside it. */
export function toBig5(text: string): Uint8Array {
  return throughPairs(text, 'big5')
}

export function toShiftJis(text: string): Uint8Array {
  return throughPairs(text, 'shift_jis')
}

export function toEucKr(text: string): Uint8Array {
  return throughPairs(text, 'euc-kr')
}

function throughPairs(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const table = new Map<string, readonly number[]>()
  for (let a = 0x81; a <= 0xfe; a++) {
    for (let b = 0x40; b <= 0xfe; b++) {
      try {
        const character = decoder.decode(Uint8Array.from([a, b]))
        if (!table.has(character)) table.set(character, [a, b])
      } catch {
        // Not a sequence of this encoding.
      }
    }
  }
  return Uint8Array.from(
    [...text].flatMap(character => {
      if (character < '\x80') return [character.charCodeAt(0)]
      const bytes = table.get(character)
      if (bytes === undefined) throw new Error(`no ${encoding} bytes for ${character}`)
      return bytes
    }),
  )
}
