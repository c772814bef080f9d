/**
 * One matter in several places, a row for each. In: for each place what was found and what answers there. Out: a table of
 * values with citations. Three silences are told apart: nothing is ruled there, no document of that place is known, the
 * source is damaged.
 */
import { type Citation } from '../model/answer.ts'
import { type DocumentId } from '../model/document.ts'
import { type Hit } from '../retrieval/retriever.ts'
import { citeSentence, type CitationSources } from './cite.ts'
import { createCitedList, type CitedList } from './cited.ts'
import { numbersOf } from './duty-answer.ts'
import { type Match } from './duty-match.ts'
import { type Duty } from './duty-reads.ts'
import { addresseesOf, damagedWords, marksOf, partiesOf, ruleOf } from './duty-rule.ts'
import { dutyWording } from './duty-wording.ts'
import { excerpt } from './excerpt.ts'
import { chooseQuotes } from './quotes.ts'
import { answerWording, nameArticle } from './wording.ts'
import { type Facet } from '../question/asked.ts'
import { type UnderstoodQuestion } from '../question/question.ts'

export interface PlaceFound {
  readonly place: string
  /** Duties that answer; empty where passages have to. */
  readonly matches: readonly Match[]
  /** Articles of the place strong enough to quote, best first. */
  readonly hits: readonly Hit[]
}

export interface CompareInput {
  readonly places: readonly PlaceFound[]
  /** Places without a document. */
  readonly outside: readonly string[]
  readonly facets: readonly Facet[]
  readonly question: UnderstoodQuestion
  readonly words: string
  readonly sources: CitationSources
}

export interface Comparison {
  readonly text: string
  readonly citations: readonly Citation[]
  readonly duties: readonly Duty[]
  /** What is quoted, for warnings. */
  readonly hits: readonly Hit[]
}

/** A passage with less of the question than this part of the best place's speaks of something else. */
const ON_TOPIC = 0.6

/** @returns null where no place has a duty that answers: then passages answer for all. */
export function comparePlaces(input: CompareInput): Comparison | null {
  if (input.places.every(({ matches }) => matches.length === 0)) return null
  const cited = createCitedList()
  const hits: Hit[] = []
  const rows = input.places.map(found => {
    const cell = dutyCell(found, input, cited) ?? passageCell(found, input, cited)
    hits.push(...(cell?.hits ?? []))
    const { value, source } = cell ?? dutyWording.unregulated
    return dutyWording.tableRow(found.place, value, source)
  })
  const { value, source } = dutyWording.unknownPlace
  const unknown = input.outside.map(place => dutyWording.tableRow(place, value, source))
  return {
    text: [dutyWording.tableHead, ...rows, ...unknown].join('\n'),
    citations: cited.all,
    duties: input.places.flatMap(({ matches }) => matches.map(({ duty }) => duty)),
    hits,
  }
}

interface Cell {
  readonly value: string
  /** Document and label. */
  readonly source: string
  readonly hits: readonly Hit[]
}

function dutyCell({ matches }: PlaceFound, input: CompareInput, cited: CitedList): Cell | null {
  if (matches.length === 0) return null
  const sources = matches.map(({ duty }) => {
    const { document, article } = duty.obligation.citation
    return nameArticle(document, { label: article.label, heading: null })
  })
  return {
    value: matches.map(({ duty }) => valueOf(duty, input, cited)).join('；'),
    source: [...new Set(sources)].join('、'),
    hits: matches.map(({ hit }) => hit),
  }
}

function valueOf(duty: Duty, { facets, sources }: CompareInput, cited: CitedList): string {
  const { obligation, lapse } = duty
  const text = sources.textOf(obligation.citation.document.id as DocumentId)
  const rule = ruleOf(duty, text, !facets.includes('who'))
  const units = facets.includes('who') ? partiesOf(duty) : { text: '', elsewhere: [] }
  const to = facets.includes('whom') ? addresseesOf(duty) : ''
  const words = [rule.text, units.text, to].filter(part => part !== '').join('；')
  const over = obligation.lapsed ? [dutyWording.marks[lapse ?? 'lapsed']] : []
  const marks = [rule.units, ...marksOf(duty, text), ...over].filter(mark => mark !== '')
  const isLost = damagedWords(obligation, text) !== null
  const value = `${words}${dutyWording.mark(marks)}`
  const numbers = numbersOf(duty, [...rule.elsewhere, ...units.elsewhere], { text, cited })
  return `${isLost ? dutyWording.damagedCell(value) : value}${numbers}`
}

/** The best sentence of a place in which no duty was found, if it is as near to the question as the others' are. */
function passageCell({ hits }: PlaceFound, input: CompareInput, cited: CitedList): Cell | null {
  const [hit] = hits
  const sentence = hit === undefined ? undefined : chooseQuotes(hit, input.question.wants, 1)[0]
  const document = hit === undefined ? undefined : input.sources.documents().get(hit.article.documentId)
  if (hit === undefined || sentence === undefined || document === undefined) return null
  const best = Math.max(...input.places.flatMap(other => other.matches.flatMap(match => sharesOf(match.hit))))
  if (sentence.share < ON_TOPIC * best) return null
  const number = cited.number(citeSentence(hit.article, sentence, input.sources))
  const words = { sentence: sentence.text, words: input.words, fact: input.question.fact }
  return {
    value: dutyWording.nearby(answerWording.quote(excerpt(words), number)),
    source: nameArticle(document, { label: hit.article.label, heading: null }),
    hits: [hit],
  }
}

function sharesOf({ sentences }: Hit): number[] {
  return sentences.map(({ share }) => share)
}
