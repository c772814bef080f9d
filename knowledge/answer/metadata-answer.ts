/**
 * Questions about a document itself: its number (文号), its day (成文日期), who issued it. In: the question and the documents
 * in scope. Out: the value with the line it stands on, or that the line is damaged; null where the question is about
 * something else or it is not certain which document is meant.
 */
import { type Citation } from '../model/answer.ts'
import { type StoredArticle, type StoredDocument } from '../model/document.ts'
import { foldText } from '../text/fold.ts'
import { gramKeys, isBigram } from '../text/tokenize.ts'
import { dayInWords, dutyWording } from './duty-wording.ts'
import { nameArticle } from './wording.ts'

export interface MetadataInput {
  /** The question, folded and simplified … */
  readonly words: string
  /** … and the places in it, which a title may leave out. */
  readonly places: readonly string[]
  readonly documents: readonly StoredDocument[]
  readonly textOf: (document: StoredDocument) => string
  readonly articlesOf: (document: StoredDocument) => readonly StoredArticle[]
}

type Field = 'documentNumber' | 'issuedOn' | 'issuer'

/** 什么时候公布 alone asks for a duty; only 印发 and its like are said of the document itself. */
const FIELDS: readonly (readonly [Field, RegExp])[] = [
  ['documentNumber', /发文字号|发文号|文件编号|文号|字号/g],
  [
    'issuedOn',
    /成文日期|成文时间|印发日期|印发时间|发文日期|发文时间|落款日期|(?:什么时候|何时|哪天|哪一天|哪年|几号)(?:印发|下发|发文|出台|成文)的?/g,
  ],
  [
    'issuer',
    /发文机关|发文单位|印发机关|印发单位|制发机关|落款单位|(?:谁|哪个单位|哪个部门|哪个机关)(?:印发|下发|制发|发布)的/g,
  ],
]
const DAMAGE: Readonly<Record<Field, string | null>> = {
  documentNumber: 'document-number-damaged',
  issuedOn: 'issue-day-damaged',
  issuer: null,
}
/** Words around the name of a document that are no part of it. */
const AROUND =
  /请问|麻烦|帮我|查一下|是什么|是多少|多少|什么|是谁|是哪|哪个|这个|这份|文件|的|是|呢|吗|在|由/g
/** The question is about a document where its title holds this much of what is left of the question … */
const NAMES_TITLE = 0.8
/** … and, were another document as near, it would not be known which. */
const LEAST_BIGRAMS = 2

export interface MetadataAnswer {
  readonly text: string
  readonly citation: Citation
}

export function answerFromMetadata(input: MetadataInput): MetadataAnswer | null {
  const words = foldText(input.words)
  const asked = FIELDS.find(([, pattern]) => words.search(pattern) >= 0)
  if (asked === undefined) return null
  const [field, pattern] = asked
  const rest = words.replace(pattern, ' ').replace(AROUND, ' ')
  const document = documentMeant(
    input.places.reduce((left, place) => left.replace(foldText(place), ' '), rest),
    input.documents,
  )
  if (document === null) return null
  const damaged = document.warnings.find(({ code }) => code === DAMAGE[field])
  const found =
    damaged === undefined
      ? placeOfValue(document, field, input.textOf(document))
      : placeOfDamage(input.textOf(document), damaged)
  if (found === null) return null
  const citation = citeLine(found.at, document, input)
  if (citation === null) return null
  const title = nameArticle(document, { label: '', heading: null })
  const say = damaged === undefined ? dutyWording.metadata : dutyWording.metadataDamaged
  return { text: say({ title, field: dutyWording.issued[field], value: found.value, number: 1 }), citation }
}

/** The one document whose title the words name; null where none or several do. */
function documentMeant(words: string, documents: readonly StoredDocument[]): StoredDocument | null {
  const asked = bigrams(words)
  if (asked.length === 0) return documents.length === 1 ? (documents[0] ?? null) : null
  if (asked.length < LEAST_BIGRAMS) return null
  const shares = documents.map(document => {
    const own = new Set(bigrams(document.title))
    return { document, share: asked.filter(key => own.has(key)).length / asked.length }
  })
  const best = Math.max(...shares.map(({ share }) => share))
  const named = shares.filter(({ share }) => share === best && share >= NAMES_TITLE)
  return named.length === 1 ? (named[0]?.document ?? null) : null
}

function bigrams(text: string): number[] {
  return [...new Set(gramKeys(text).filter(isBigram))]
}

interface Placed {
  readonly value: string
  /** Offset in the document's text. */
  readonly at: number
}

function placeOfValue(document: StoredDocument, field: Field, text: string): Placed | null {
  const value = document[field]
  if (value === null) return null
  if (field === 'issuedOn') return placeOfDay(value, text)
  const at = field === 'issuer' ? text.lastIndexOf(value) : text.indexOf(value)
  return at < 0 ? null : { value, at }
}

/** The day as the document writes it; the last one, since it closes the text. */
function placeOfDay(day: string, text: string): Placed | null {
  const [year = '', month = '', date = ''] = day.split('-').map(part => String(Number(part)))
  const pattern = new RegExp(`${year}\\s*年\\s*0?${month}\\s*月\\s*0?${date}\\s*日`, 'g')
  const last = [...foldText(text).matchAll(pattern)].at(-1)
  return last === undefined ? null : { value: dayInWords(day), at: last.index }
}

/** What stands on the line that the warning names: the words in its first quotation marks. */
function placeOfDamage(
  text: string,
  { message, line }: { message: string; line: number | null },
): Placed | null {
  const value = /“(.+?)”/.exec(message)?.[1]
  if (value === undefined || line === null) return null
  const at = foldText(text).indexOf(foldText(value))
  return at < 0 ? null : { value, at }
}

/** The line around the offset, within the article it belongs to. */
function citeLine(at: number, document: StoredDocument, input: MetadataInput): Citation | null {
  const article = input.articlesOf(document).find(({ start, end }) => start <= at && at < end)
  if (article === undefined) return null
  const text = input.textOf(document)
  const before = Math.max(article.start, text.lastIndexOf('\n', at) + 1)
  const lineEnd = text.indexOf('\n', at)
  const after = Math.min(article.end, lineEnd < 0 ? text.length : lineEnd)
  const line = text.slice(before, after)
  const start = before + line.length - line.trimStart().length
  const end = before + line.trimEnd().length
  const { id, title, source, jurisdiction } = document
  return {
    document: { id, title, source, jurisdiction },
    article: {
      label: article.label,
      heading: article.heading,
      path: article.path,
      start: article.start,
      end: article.end,
    },
    start,
    end,
    quote: text.slice(start, end),
  }
}
