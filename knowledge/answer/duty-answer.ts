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
import { addresseesOf, marksOf, partiesOf, reckonedDays, ruleOf } from './duty-rule.ts'
import { dutyWording } from './duty-wording.ts'
import { excerpt } from './excerpt.ts'
import { answerWording, nameArticle } from './wording.ts'

export interface DutyAnswerInput {
  /** At least one. */
  readonly matches: readonly Match[]
  readonly facets: readonly Facet[]
  /** Words searched for. */
  readonly words: string
  readonly fact: RegExp | null
  readonly today: CivilDate
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
  const rules = matches.map(match => describe(match, input, cited))
  const onlyUnits = asksForUnit && facets.length === 1
  const lines = onlyUnits
    ? unitLines(input, cited)
    : [...rules, ...(asksForUnit ? unitLines(input, cited) : [])]
  const days = facets.includes('when') ? dayLines(input) : []
  const basis = citationsOf(matches).map(citation => basisLine(citation, input, cited))
  return {
    text: unique([...lines, ...days, ...lapseLines(input), ...basis]).join('\n'),
    citations: cited.all,
  }
}

function citationsOf(matches: readonly Match[]): Citation[] {
  const list = createCitedList()
  for (const { duty } of matches) list.number(duty.obligation.citation)
  return [...list.all]
}

function describe({ duty }: Match, { facets, textOf }: DutyAnswerInput, cited: CitedList): string {
  const text = textOf(duty)
  const rule = ruleOf(duty, text)
  const to = facets.includes('whom') ? addresseesOf(duty) : ''
  const marks = dutyWording.mark(marksOf(duty, text))
  return `${[rule.text, to].filter(part => part !== '').join('；')}${marks}。${numbersOf(duty, rule.elsewhere, { text, cited })}`
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
  const further = elsewhere.map(span => cited.number(citeAround(citation, span, text)))
  return [...new Set([cited.number(citation), ...further])].map(dutyWording.cite).join('')
}

function unitLines({ matches, textOf }: DutyAnswerInput, cited: CitedList): string[] {
  return matches.map(({ duty }) => {
    const { text, elsewhere } = partiesOf(duty)
    return `${text}。${numbersOf(duty, elsewhere, { text: textOf(duty), cited })}`
  })
}

function dayLines({ matches, today }: DutyAnswerInput): string[] {
  return matches.flatMap(({ duty }) => reckonedDays(duty.obligation, today) ?? [])
}

function lapseLines({ matches }: DutyAnswerInput): string[] {
  return matches.flatMap(({ duty: { obligation, lapse } }) =>
    obligation.lapsed ? [`${dutyWording.marks[lapse ?? 'lapsed']}。`] : [],
  )
}

/** The sentence, shortened to the clauses that matter to the question and to what was made of them. */
function basisLine(citation: Citation, { matches, words, fact }: DutyAnswerInput, cited: CitedList): string {
  const own = matches.filter(({ duty }) => cited.number(duty.obligation.citation) === cited.number(citation))
  const said = own.map(({ duty: { obligation } }) => `${obligation.action} ${obligation.timing?.raw ?? ''}`)
  const where = answerWording.lead(nameArticle(citation.document, citation.article))
  const sentence = excerpt({ sentence: citation.quote, words: [words, ...said].join(' '), fact })
  return `${dutyWording.basis}${where}${answerWording.quote(sentence, cited.number(citation))}`
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)]
}
