/**
 * An answer from the register about one matter: the rule first, short, then the days reckoned from it, then the sentences it
 * rests on. In: the duties that answer, and what else was found. Out: text and citations. Every number but the reckoned
 * days stands in a citation.
 */
import { type Citation } from '../model/answer.ts'
import { type Facet } from '../question/asked.ts'
import { type CivilDate } from '../time/index.ts'
import { createCitedList, citeAround, type CitedList } from './cited.ts'
import { type Match } from './duty-match.ts'
import { type Duty } from './duty-reads.ts'
import { addresseesOf, marksOf, partiesOf, reckonedDays, ruleOf, squeeze } from './duty-rule.ts'
import { dutyWording } from './duty-wording.ts'
import { excerpt } from './excerpt.ts'
import { answerWording, nameArticle, nameDocument } from './wording.ts'

export interface DutyAnswerInput {
  /** At least one. */
  readonly matches: readonly Match[]
  readonly facets: readonly Facet[]
  /** Words searched for. */
  readonly words: string
  readonly fact: RegExp | null
  readonly today: CivilDate
  /** Several places are known and the question names none, or several. */
  readonly namePlaces: boolean
  readonly textOf: (duty: Duty) => string
}

export interface DutyAnswer {
  readonly text: string
  readonly citations: readonly Citation[]
}

export function answerFromDuties(input: DutyAnswerInput): DutyAnswer {
  const { matches, facets } = input
  const cited = createCitedList(citationsOf(matches))
  const asksForUnit = facets.includes('who')
  const onlyUnits = asksForUnit && facets.length === 1
  const blocks = statements(matches).map(duties => {
    const [first] = duties
    if (first === undefined) return ''
    return [
      ...(onlyUnits && matches.length === 1 ? [] : [describe(first, input, cited)]),
      ...(asksForUnit ? [unitLine(first, input, cited)] : []),
      ...(facets.includes('when') ? duties.flatMap(duty => dayLine(duty, input)) : []),
    ].join('\n')
  })
  const basis = citationsOf(matches).map(citation => basisLine(citation, input, cited))
  return { text: unique([...blocks, ...lapseLines(input), ...basis]).join('\n'), citations: cited.all }
}

/** Of 每年6月底前、12月底前各一次 two duties come, and one statement: the words of the second lie within the first's. */
function statements(matches: readonly Match[]): Match[][] {
  const groups: Match[][] = []
  for (const match of matches) {
    const group = groups.find(([first]) => first !== undefined && isWithin(match, first))
    if (group === undefined) groups.push([match])
    else group.push(match)
  }
  return groups
}

function isWithin({ duty: inner }: Match, { duty: outer }: Match): boolean {
  const isSameText = inner.obligation.citation.document.id === outer.obligation.citation.document.id
  return isSameText && inner.clause.start >= outer.clause.start && inner.clause.end <= outer.clause.end
}

function citationsOf(matches: readonly Match[]): Citation[] {
  const list = createCitedList()
  for (const { duty } of matches) list.number(duty.obligation.citation)
  return [...list.all]
}

function describe(match: Match, input: DutyAnswerInput, cited: CitedList): string {
  const { duty } = match
  const { facets, textOf } = input
  const text = textOf(duty)
  const rule = ruleOf(duty, text, !facets.includes('who'))
  const to = facets.includes('whom') ? addresseesOf(duty) : ''
  const marks = dutyWording.mark([rule.units, ...marksOf(duty, text)].filter(part => part !== ''))
  const words = [rule.text, to].filter(part => part !== '').join('；')
  return `${placeOf(match, input)}${words}${marks}。${numbersOf(duty, rule.elsewhere, { text, cited })}`
}

/** Whose rule it is, where it may be another place's: none is mixed with others or taken for theirs in silence. */
function placeOf({ duty }: Match, { namePlaces }: DutyAnswerInput): string {
  const { document } = duty.obligation.citation
  return namePlaces ? answerWording.lead(document.jurisdiction ?? nameDocument(document)) : ''
}

interface Citing {
  /** Text of the duty's document. */
  readonly text: string
  readonly cited: CitedList
}

/** [1][3]: the duty's own sentence, and those that hold words of the rule. */
export function numbersOf(
  { obligation: { citation } }: Duty,
  elsewhere: readonly { readonly start: number; readonly end: number }[],
  { text, cited }: Citing,
): string {
  const own = cited.number(citation)
  const further = elsewhere.map(span => cited.number(citeAround(citation, span, text)))
  return [...new Set([own, ...further])].map(dutyWording.cite).join('')
}

function unitLine({ duty }: Match, { textOf }: DutyAnswerInput, cited: CitedList): string {
  const { text, elsewhere } = partiesOf(duty)
  return `${text}。${numbersOf(duty, elsewhere, { text: textOf(duty), cited })}`
}

function dayLine({ duty }: Match, { today }: DutyAnswerInput): string[] {
  const days = reckonedDays(duty.obligation, today)
  return days === null ? [] : [days]
}

function lapseLines({ matches }: DutyAnswerInput): string[] {
  return matches.flatMap(({ duty: { obligation, lapse } }) =>
    obligation.lapsed
      ? [dutyWording.lapse(nameDocument(obligation.citation.document), dutyWording.marks[lapse ?? 'lapsed'])]
      : [],
  )
}

/** The sentence, shortened to the clauses that matter to the question; only its place where the rule tells it all. */
function basisLine(
  citation: Citation,
  { matches, words, fact, textOf }: DutyAnswerInput,
  cited: CitedList,
): string {
  const number = cited.number(citation)
  const own = matches.filter(({ duty }) => cited.number(duty.obligation.citation) === number)
  const where = nameArticle(citation.document, citation.article)
  const isTold = own.some(({ duty }) => isWhole(ruleOf(duty, textOf(duty)).text, citation.quote))
  if (isTold) return `${dutyWording.basis}${where}${dutyWording.cite(number)}`
  const said = own.map(({ duty: { obligation } }) => `${obligation.action} ${obligation.timing?.raw ?? ''}`)
  const sentence = excerpt({ sentence: citation.quote, words: [words, ...said].join(' '), fact })
  return `${dutyWording.basis}${answerWording.lead(where)}${answerWording.quote(sentence, number)}`
}

function isWhole(rule: string, quote: string): boolean {
  return squeeze(quote).replace(/[。；;]$/, '') === squeeze(rule)
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)]
}
