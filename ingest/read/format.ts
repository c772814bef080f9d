/**
 * Tells what kind of file it is, by its content first and its name second. In: name, first bytes, decoded text.
 * Out: 'txt' or 'md', or the refusal that names the kind. This version reads .txt and .md only. Pure.
 */
import { type Refusal } from './failures.ts'

export type TextFormat = 'txt' | 'md'

/** Bytes from the start that `refuseBinary` wants to see; fewer where the file is shorter. */
export const SNIFF_BYTES = 4096

const FORMATS: ReadonlyMap<string, TextFormat> = new Map([
  ['', 'txt'],
  ['.txt', 'txt'],
  ['.text', 'txt'],
  ['.md', 'md'],
  ['.markdown', 'md'],
])

/** The format a name promises; null for an extension that is not one of ours. */
export function formatOfName(name: string): TextFormat | null {
  return FORMATS.get(extensionOf(name)) ?? null
}

export function refuseExtension(name: string): Refusal {
  return {
    code: 'format-unsupported',
    reason: `扩展名是 ${extensionOf(name)}，本版本只读取 .txt 和 .md`,
    remedy: '请在原来的程序中另存为纯文本（.txt，UTF-8 编码）；若它本来就是文本，请直接指定这个文件',
    facts: { extension: extensionOf(name) },
  }
}

/** Recognises binary formats whatever the name says; null where the bytes may be text. */
export function refuseBinary(bytes: Uint8Array): Refusal | null {
  const head = latin1(bytes.subarray(0, SNIFF_BYTES))
  const kind = KINDS.find(candidate => candidate.matches(head))
  if (kind === undefined) return null
  return unsupported(kind.name(head), kind.remedy)
}

/** Recognises markup that is text to a decoder but not to a reader; null for plain text and Markdown. */
export function refuseMarkup(text: string, format: TextFormat): Refusal | null {
  const head = text.slice(0, SNIFF_BYTES).replace(LEADING_COMMENTS, '').trimStart()
  if (/^<\?xml\b/i.test(head))
    return unsupported(/<html\b/i.test(head) ? '网页（HTML）' : 'XML 文件', SAVE_AS_TEXT)
  if (WEB_PAGE.test(head)) return unsupported('网页（HTML）', SAVE_PAGE)
  // Markdown may open with a tag; a .txt that does is the source of a page.
  if (format === 'txt' && MARKUP_FRAGMENT.test(head)) return unsupported('网页（HTML）的片段', SAVE_PAGE)
  if (/^(?:From: <Saved by|MIME-Version: 1\.0\b)/i.test(head))
    return unsupported('网页存档（MHT）', SAVE_PAGE)
  return null
}

// Short and in Latin letters: titles carry dots too (关于2.3号线的通知) and no extension.
const EXTENSION = /[^/](\.(?=[^.]*[a-z])[a-z0-9_+-]{1,10})\s*$/i

function extensionOf(name: string): string {
  return EXTENSION.exec(name)?.[1]?.toLowerCase() ?? ''
}

const SAVE_AS_TEXT = '请在原来的程序中另存为纯文本（.txt，UTF-8 编码）后再导入'
const SAVE_PAGE = '请在浏览器中打开，复制正文，粘贴到 .txt 文件后再导入'
const UNPACK = '请先解压，再导入里面的文本文件'
const RECOGNISE = '请先识别成文字，存为 .txt 后再导入'

const LEADING_COMMENTS = /^\s*(?:<!--[\s\S]*?-->\s*)+/
const WEB_PAGE = /^<(?:!doctype\s+html|html|head|body|meta|title)\b/i
const MARKUP_FRAGMENT = /^<(?:div|p|table|span|script|style|article|section|link|h[1-6])(?:\s[^<]*)?>/i

interface Kind {
  /** `head`: the first bytes, one character each. */
  readonly matches: (head: string) => boolean
  readonly name: (head: string) => string
  readonly remedy: string
}

function startsWith(signature: string, name: string, remedy: string): Kind {
  return { matches: head => head.startsWith(signature), name: () => name, remedy }
}

// Signatures that are also words ('BM', 'MZ') count only with a NUL near them, which text has not.
function startsWithAndNul(signature: string, name: string, remedy: string): Kind {
  const matches = (head: string): boolean => head.startsWith(signature) && head.slice(0, 64).includes('\0')
  return { matches, name: () => name, remedy }
}

const KINDS: readonly Kind[] = [
  { matches: head => /^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(head), name: nameOfZip, remedy: SAVE_AS_TEXT },
  // Some writers put a few bytes before the signature, and readers accept that.
  { matches: head => head.slice(0, 1024).includes('%PDF-'), name: () => 'PDF 文件', remedy: SAVE_AS_TEXT },
  startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '旧版 Word、Excel 或 WPS 文件', SAVE_AS_TEXT),
  startsWith('{\\rtf', 'RTF 文件', SAVE_AS_TEXT),
  startsWith('\x89PNG\r\n', '图片（PNG）', RECOGNISE),
  startsWith('\xff\xd8\xff', '图片（JPEG）', RECOGNISE),
  startsWith('GIF8', '图片（GIF）', RECOGNISE),
  startsWith('II*\0', '图片（TIFF）', RECOGNISE),
  startsWith('MM\0*', '图片（TIFF）', RECOGNISE),
  startsWithAndNul('BM', '图片（BMP）', RECOGNISE),
  startsWithAndNul('RIFF', '多媒体文件', SAVE_AS_TEXT),
  startsWithAndNul('ID3', '音频文件', SAVE_AS_TEXT),
  { matches: head => /^\0\0\0.ftyp/s.test(head), name: () => '视频文件', remedy: SAVE_AS_TEXT },
  startsWith('\x1f\x8b\x08', '压缩包（GZIP）', UNPACK),
  startsWith('Rar!\x1a\x07', '压缩包（RAR）', UNPACK),
  startsWith("7z\xbc\xaf'\x1c", '压缩包（7Z）', UNPACK),
  startsWith('\xfd7zXZ\0', '压缩包（XZ）', UNPACK),
  startsWith('(\xb5/\xfd', '压缩包（ZSTD）', UNPACK),
  startsWith('SQLite format 3\0', '数据库文件（SQLite）', SAVE_AS_TEXT),
  startsWith('\x7fELF', '程序文件', SAVE_AS_TEXT),
  startsWithAndNul('MZ', '程序文件', SAVE_AS_TEXT),
]

// Office files are ZIP archives; the names of their first entries stand in clear near the start.
function nameOfZip(head: string): string {
  if (head.includes('word/')) return 'Word 文档（DOCX）'
  if (head.includes('xl/')) return 'Excel 表格（XLSX）'
  if (head.includes('ppt/')) return 'PowerPoint 演示文稿（PPTX）'
  if (head.includes('OFD.xml')) return 'OFD 版式文件'
  if (head.includes('opendocument')) return 'OpenDocument 文件'
  if (head.includes('[Content_Types].xml')) return 'Office 文档'
  return '压缩包（ZIP）'
}

function unsupported(kind: string, remedy: string): Refusal {
  return {
    code: 'format-unsupported',
    reason: `内容是${kind}，本版本只读取 .txt 和 .md`,
    remedy,
    facts: { kind },
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
