/** What must be said beside an answer from the register. In: the duties it names. Out: warnings, each once. */
import { type AnswerWarning } from '../model/answer.ts'
import { type Duty } from './duty-reads.ts'
import { damagedWords } from './duty-rule.ts'
import { dutyWording } from './duty-wording.ts'

/** @param textOf text of the duty's document */
export function dutyWarnings(duties: readonly Duty[], textOf: (duty: Duty) => string): AnswerWarning[] {
  const presumed = duties.flatMap(duty => {
    const lost = damagedWords(duty.obligation, textOf(duty))
    if (lost === null) return []
    const { suggestion, reasons } = duty.obligation.review
    const reason = reasons.find(words => words.includes(lost)) ?? ''
    return [{ code: 'presumed', message: dutyWording.warnings.presumed(lost, suggestion, reason) }]
  })
  // what is damaged has been said
  const waiting = duties.filter(
    ({ obligation: { review, damaged } }) => review.state === 'needs-review' && !damaged,
  )
  const titles = [...new Set(waiting.map(({ obligation }) => obligation.citation.document.title))]
  const unconfirmed = titles.map(title => {
    const count = waiting.filter(({ obligation }) => obligation.citation.document.title === title).length
    return { code: 'unconfirmed', message: dutyWording.warnings.unconfirmed(title, count) }
  })
  return [...presumed, ...unconfirmed]
}
