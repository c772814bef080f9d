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
import { nameDocument } from './wording.ts'

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
    /成文日期|成文时间|印发日期|印发时间|发文日期|发文时间|落款日期|(?:什么时候|何时|哪天|哪一天|哪年|哪一年|几号|几月)(?:印发|下发|发文|出台|成文|发)的?/g,
  ],
  [
    'issuer',
    /发文机关|发文单位|印发机关|印发单位|制发机关|落款单位|(?:谁|哪个?单位|哪个?部门|哪个?机关|哪里|哪儿)(?:印发|下发|制发|发布|出台|发)的/g,
  ],
]
const DAMAGE: Readonly<Record<Field, string | null>> = {
  documentNumber: 'document-number-damaged',
  issuedOn: 'issue-day-damaged',
  issuer: null,
}
/** Words around the name of a document that are no part of it. */
const AROUND =
  /请问|麻烦|帮我|查一下|查查|告诉我|是?什么时候|是?什么时间|哪一?天|哪一?年|几号|何时|是什么|是多少|多少|什么|是谁|是哪|哪个|这个|这份|那份|文件(?=的|是|\s|$)|的|是|呢|吗|在|由/g
/** The question is about a document where its title holds this much of what is left of the question … */
const NAMES_TITLE = 0.8
/** … and, were another document as near, it would not be known which. */
const LEAST_BIGRAMS = 2
/** 方案, 工作要点: so short a name says of which kind the document is. */
const MOST_FOR_A_KIND = 3

export interface MetadataAnswer {
  readonly text: string
  /** Null where the document has no such line, or is not known. */
  readonly citation: Citation | null
}

export function answerFromMetadata(input: MetadataInput): MetadataAnswer | null {
  const words = foldText(input.words)
  const unknown = unknownTitle(words, input)
  if (unknown !== null) return { text: dutyWording.documentUnknown(unknown), citation: null }
  const asked = FIELDS.find(([, pattern]) => words.search(pattern) >= 0)
  if (asked === undefined) return null
  const [field, pattern] = asked
  const rest = words.replace(pattern, ' ').replace(AROUND, ' ')
  const withoutPlaces = input.places.reduce((left, place) => left.replace(foldText(place), ' '), rest)
  const document = documentMeant(withoutPlaces, input.documents, input.places.length > 0)
  return document === null ? null : describe(document, field, input)
}

function describe(document: StoredDocument, field: Field, input: MetadataInput): MetadataAnswer {
  const damaged = document.warnings.find(({ code }) => code === DAMAGE[field])
  const found =
    damaged === undefined
      ? placeOfValue(document, field, input.textOf(document))
      : placeOfDamage(input.textOf(document), damaged)
  const citation = found === null ? null : citeLine(found.at, document, input)
  const title = nameDocument(document)
  const name = dutyWording.issued[field]
  if (found === null || citation === null) {
    return { text: dutyWording.metadataMissing(title, name), citation: null }
  }
  const say = damaged === undefined ? dutyWording.metadata : dutyWording.metadataDamaged
  return { text: say({ title, field: name, value: found.value, number: 1 }), citation }
}

const TITLE = /《([^《》]{4,})》/g
/** Of what a title is about (its kind and place aside) a short or inexact name of it has at least so much. */
const LIKE_TITLE = 0.5
const KIND_WORDS =
  /关于|进一步|加强|管理|实施|工作|重点|任务|规定|办法|条例|规划|方案|通知|意见|要点|报告|细则|制度|暂行|试行/g
/** Looking through the texts of more documents would cost more than the question. */
const MOST_SCANNED = 200

/** A document in 《》 that is not known and that no known one speaks of. */
function unknownTitle(words: string, { documents, places, textOf }: MetadataInput): string | null {
  if (documents.length > MOST_SCANNED) return null
  const titles = [...words.matchAll(TITLE)].flatMap(([, title]) => title ?? [])
  const isKnown = (title: string): boolean => {
    const matter = places
      .reduce((left, place) => left.replace(foldText(place), ' '), title)
      .replace(KIND_WORDS, ' ')
    const asked = bigrams(matter)
    return (
      asked.length === 0 ||
      documents.some(document => shareIn(document.title, asked) >= LIKE_TITLE) ||
      documents.some(document => foldText(textOf(document)).includes(title))
    )
  }
  return titles.length > 0 && !titles.some(isKnown) ? (titles[0] ?? null) : null
}

function shareIn(title: string, asked: readonly number[]): number {
  const own = new Set(bigrams(title))
  return asked.filter(key => own.has(key)).length / asked.length
}

/**
 * The one document whose title the words name; null where none or several do.
 * @param namesPlace its only document is meant, however it is called
 */
function documentMeant(
  words: string,
  documents: readonly StoredDocument[],
  namesPlace: boolean,
): StoredDocument | null {
  const asked = bigrams(words)
  const isShort = asked.length <= MOST_FOR_A_KIND
  if (documents.length === 1 && (asked.length === 0 || (namesPlace && isShort))) return documents[0] ?? null
  if (asked.length < LEAST_BIGRAMS) return null
  const shares = documents.map(document => ({ document, share: shareIn(document.title, asked) }))
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

/** The day as the document writes it; the last one in characters, since it closes the text, else one in numbers. */
function placeOfDay(day: string, text: string): Placed | null {
  const [year = '', month = '', date = ''] = day.split('-').map(part => String(Number(part)))
  const folded = foldText(text)
  const written = [
    new RegExp(`${year}\\s*年\\s*0?${month}\\s*月\\s*0?${date}\\s*日`, 'g'),
    new RegExp(`${year}([-./])0?${month}\\10?${date}(?!\\d)`, 'g'),
  ]
  const last = written.flatMap(pattern => [...folded.matchAll(pattern)].slice(-1))[0]
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
