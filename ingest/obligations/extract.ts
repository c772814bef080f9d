/**
 * The door of the finder of obligations. In: a structured document and the day its times are read from. Out: every duty
 * with a time or a number, and one row for each task that names only who. Pure: no clock, no store, no roster of units.
 * The rules and their limits are told in docs/obligations.md.
 */
import { type Span, type StructuredDocument } from '../../knowledge/model/document.ts'
import { foldText } from '../../knowledge/text/fold.ts'
import { civilDate, readTimes, type CivilDate, type TimeMention } from '../../knowledge/time/index.ts'
import { actionOf } from './action.ts'
import { addresseesOf } from './addressees.ts'
import { RANGE_SIGN, spanOf } from './amounts.ts'
import {
  isAboutItself,
  isGeneralAim,
  isReport,
  isStillPlanned,
  mayHoldDuties,
  reportsFact,
  setsStage,
  tellsHistory,
  yearAhead,
} from './facts.ts'
import { marksIn, type MarkContext } from './marks.ts'
import { modalityOf } from './modality.ts'
import { rosterOf, withRestoredNames } from './names.ts'
import { carriedOver, NO_PARTY_COST, NOBODY, partiesOfSubjects } from './parties.ts'
import { piecesOf, subjectsOfSentence } from './pieces.ts'
import { perWindow, rowsOf, type Row } from './rows.ts'
import { articleOfRow, plainTables } from './plain-tables.ts'
import { contains, overlaps, splitAt, textOf } from './spans.ts'
import { standingTiming, YEARLY_REASON } from './standing.ts'
import { readTask, type Task } from './tasks.ts'
import { type ExtractedObligation, type ExtractedParty } from '../../knowledge/model/extracted.ts'

export {
  type ExtractedAddressee,
  type ExtractedObligation,
  type ExtractedParty,
  type ExtractedQuota,
  type ExtractedTiming,
} from '../../knowledge/model/extracted.ts'

/** Words that name no action: 不少于1次, 至少组织一次. */
const NAMELESS =
  /不得?[少超低高][于过]|至少|最[多少长短]|[\d.%零一二两三四五六七八九十百]+(?:学时|课时|个月|工作日|[\u4e00-\u9fff])?|各|组织|开展|召开|安排|举行|进行|分别/g
/** Shorter actions of a schedule (完成, 全面推行) say nothing without the task they belong to. */
const SHORTEST_ACTION = 8
/** 印发, 补足, 复核: shorter ones say nothing alone. */
const LONGEST_BARE_VERB = 4
const SURE = 0.95
const FAR_SUBJECT_COST = 0.1
const CROWDED_COST = 0.25
const VAGUE_COST = 0.1
const DAMAGED_CONFIDENCE = 0.4
/** A subject further back than this is a guess. */
const NEAR = 3

interface ArticleContext extends MarkContext {
  readonly document: StructuredDocument
  readonly articleIndex: number
  readonly task: Task
}

/**
 * @param reference the document's day of issue or the first day of its first year; else today.
 * @returns the duties in the order of the text. Never throws, whatever the text.
 */
export function extractObligations(
  document: StructuredDocument,
  reference: CivilDate,
): ExtractedObligation[] {
  const text = foldText(document.text)
  const tables = plainTables(text)
  const ofReport = isReport(document)
  const parts = document.articles.flatMap((article, articleIndex) => {
    const looksBack = !mayHoldDuties(document, article, { ofReport })
    if (looksBack && !isStillPlanned(textOf(text, article))) return []
    const ahead = yearAhead(document, article)
    const day = ahead === null ? reference : civilDate(`${ahead}-01-01`)
    const shared = { document, articleIndex, text, reference: day, years: document.metadata.years }
    const apart = tables.filter(table => overlaps(table, article))
    const rows = apart.flatMap(table => table.rows).filter(row => contains(article, startOf(row)))
    const task = readTask(text, article, apart)
    const own = { ...shared, span: article as Span, task: looksBack ? plannedIn(text, task) : task }
    if (looksBack) return [own]
    const ofRows = rows.map(row => ({
      ...shared,
      span: row,
      task: readTask(text, articleOfRow(article, row)),
    }))
    return [own, ...ofRows]
  })
  const roster = rosterOf(
    parts.map(({ task }) => task),
    document.metadata,
  )
  return parts.flatMap(({ span, task, ...shared }) =>
    ofArticle({
      ...shared,
      mentions: mentionsIn(text, span, shared.reference),
      task: withRestoredNames(task, roster),
    }),
  )
}

/** Of what tells the past only what was still planned then. */
const plannedIn = (text: string, task: Task): Task => ({
  ...task,
  parties: [],
  schedules: [],
  main: null,
  sentences: task.sentences.filter(
    sentence => isStillPlanned(textOf(text, sentence)) && !/实际|已/.test(textOf(text, sentence)),
  ),
})

const startOf = ({ start }: Span): Span => ({ start, end: start })

function mentionsIn(text: string, article: Span, reference: CivilDate): TimeMention[] {
  const shift = (span: Span): Span => ({ start: span.start + article.start, end: span.end + article.start })
  return readTimes(text.slice(article.start, article.end), reference).map(mention => ({
    ...mention,
    offset: mention.offset + article.start,
    ...(mention.periodSpan === undefined ? {} : { periodSpan: shift(mention.periodSpan) }),
    ...(mention.countSpan === undefined ? {} : { countSpan: shift(mention.countSpan) }),
  }))
}

function ofArticle(context: ArticleContext): ExtractedObligation[] {
  const { task } = context
  const said = task.sentences.map(sentence => ofSentence(context, sentence, false))
  const fromText = task.parties.length > 0 ? said.flat() : carriedOver(context.text, task.sentences, said)
  const fromSchedule = task.schedules.flatMap(sentence => ofSentence(context, sentence, true))
  const all = withScheduleTimes(task, fromText, fromSchedule)
  const isTask = task.parties.length > 0 || task.schedules.length > 0
  const { main: topic } = task
  const isSaid = topic !== null && all.some(row => overlaps(row.clause, topic))
  const main = isTask && fromSchedule.length === 0 && !isSaid ? mainDuty(context) : null
  return main === null ? all : [...all, main]
}

/**
 * A table gives one time for the task: a number in its text without a time of its own is due then too, and a bare time
 * (2027年5月底前) that the task's own clause has taken over needs no row of its own.
 */
function withScheduleTimes(
  task: Task,
  fromText: readonly ExtractedObligation[],
  fromSchedule: readonly ExtractedObligation[],
): ExtractedObligation[] {
  const [only] = fromSchedule
  if (only === undefined || only.timing === null || fromSchedule.length > 1)
    return [...fromText, ...fromSchedule]
  const timing = { ...only.timing, isShared: true }
  const isOpen = (row: ExtractedObligation): boolean => row.timing === null
  const shared = fromText.map(row =>
    isOpen(row) ? { ...row, timing, quota: perWindow(row.quota, timing) } : row,
  )
  // 每个街道不少于2场: the row of each does not stand for that of who leads
  const isOfTask = (row: ExtractedObligation): boolean => row.parties === task.parties
  const isBareTime = only.clause.end - only.clause.start === only.timing.raw.length && only.quota === null
  const isTaken =
    isBareTime && fromText.some(row => isOpen(row) && row.clause.start === task.main?.start && isOfTask(row))
  return isTaken ? shared : [...shared, ...fromSchedule]
}

function ofSentence(context: ArticleContext, sentence: Span, isSchedule: boolean): ExtractedObligation[] {
  const { text } = context
  const words = textOf(text, sentence)
  const marks = marksIn(context, sentence)
  if (marks.length === 0 || isNoDuty(context, words)) return []
  const rows = rowsOf({ text, pieces: piecesOf(text, sentence, marks), isSchedule })
  return rows.flatMap(row => ofRow(context, { row, sentence, isSchedule }))
}

function isNoDuty(context: ArticleContext, words: string): boolean {
  return (
    reportsFact(words) ||
    setsStage(words) ||
    isAboutItself(words) ||
    tellsHistory(words) ||
    isGeneralAim(words) ||
    isTitle(context, words)
  )
}

/** The title over the text is no sentence of it. */
function isTitle({ document }: ArticleContext, words: string): boolean {
  const bare = (text: string): string => foldText(text).replace(/\s/g, '')
  return bare(words) !== '' && bare(document.metadata.title).includes(bare(words))
}

interface Found {
  readonly row: Row
  readonly sentence: Span
  readonly isSchedule: boolean
}

function ofRow(context: ArticleContext, found: Found): ExtractedObligation[] {
  const { row, sentence, isSchedule } = found
  const timing = standingTiming(row.timing, {
    metadata: context.document.metadata,
    reference: context.reference,
    before: context.text.slice(sentence.start, Math.max(sentence.start, row.timing?.span.start ?? 0)),
  })
  const modality = modalityOf(modalWords(context.text, row))
  const action = describe(context, found)
  if (modality === null || action === '' || (row.timing === null && row.quota === null)) return []
  const parties = partiesOf(context, found)
  const receivers = row.action.flatMap(span => addresseesOf(context.text, span))
  const damage = row.marks.find(mark => mark.damage !== null)?.damage ?? null
  return [
    {
      articleIndex: context.articleIndex,
      sentence,
      clause: row.clause,
      action,
      modality,
      parties,
      addressees: receivers,
      timing,
      quota: row.quota,
      isMainDuty: false,
      damaged: damage !== null,
      reasons: [
        ...reasonsOf(context, row, parties),
        ...(timing !== null && timing.rrule !== (row.timing?.rrule ?? null) ? [YEARLY_REASON] : []),
        ...(damage === null ? [] : [damage.explanation]),
      ],
      suggestion: damage?.suggestion ?? null,
      confidence: damage === null ? confidenceOf(row, parties, isSchedule) : DAMAGED_CONFIDENCE,
    },
  ]
}

/** From where the clause begins to where the duty is said, so that 力争 in front of a time counts and one behind does not. */
function modalWords(text: string, row: Row): string {
  const ends = [row.action[0]?.end ?? row.clause.end, ...row.marks.map(mark => mark.span.end)]
  return text.slice(row.clause.start, Math.max(row.clause.start, ...ends))
}

function describe(context: ArticleContext, { row, sentence, isSchedule }: Found): string {
  const { document, task } = context
  const without = [
    ...row.subjects.map(({ span }) => withPreposition(context.text, span)),
    ...row.subjects.flatMap(subject => jointSpan(subject)),
    ...row.foreign,
    ...timesIn(row).map(span => withPreposition(context.text, span)),
  ]
  const own = actionOf(document.text, row.action, without)
  const isMeagre =
    row.action.length === 0 || !namesAction(own) || (isSchedule && own.length < SHORTEST_ACTION)
  if (!isMeagre || task.main === null)
    return own.length <= LONGEST_BARE_VERB && !isSchedule ? withContext(context, { own, row, sentence }) : own
  const main = actionOf(document.text, [task.main], timesOf(context, task.main))
  return own === '' || main.includes(own) ? main : `${main},${own}`
}

/** A verb alone (印发, 补足) needs the clause before it: 汇编典型案例,印发. */
function withContext(
  { document, text, mentions }: ArticleContext,
  { own, row, sentence }: { own: string; row: Row; sentence: Span },
): string {
  const start = Math.min(row.clause.start, ...row.action.map(span => span.start))
  const before = splitAt(text, { start: sentence.start, end: start }, ',:。;').at(-1)
  if (own === '' || before === undefined) return own
  const isCondition = /[的后时]$/.test(textOf(text, before))
  const isOthers =
    subjectsOfSentence(text, before).length > 0 || mentions.some(each => contains(before, spanOf(each)))
  if (isOthers && !isCondition && !/^(?:并|且|同时)/.test(textOf(text, row.clause))) return own
  const subjects = subjectsOfSentence(text, before).map(({ span }) => span)
  const times = mentions.map(spanOf).filter(span => contains(before, span))
  const context = actionOf(document.text, [before], [...subjects, ...times])
  return namesAction(context) ? `${context},${own}` : own
}

/** A heading that is a whole sentence names its own times: they belong to other rows. */
function timesOf({ mentions }: ArticleContext, main: Span): Span[] {
  return mentions.map(spanOf).filter(span => contains(main, span) && span.start === main.start)
}

const namesAction = (words: string): boolean => /[\u4e00-\u9fff]/.test(words.replace(NAMELESS, ''))

/** 会同区司法局 is who, not what. */
function jointSpan({ span, joint }: Row['subjects'][number]): Span[] {
  const last = joint.at(-1)
  return last === undefined ? [] : [{ start: span.end, end: last.span.end }]
}

/** 定期 and 年度 say what kind of duty it is and stay in its words. */
function timesIn(row: Row): Span[] {
  if (row.marks.some(mark => mark.isVague)) return []
  if (row.timing?.type === 'duration' && row.quota !== null) return []
  const own = row.marks.flatMap(mark => (mark.timing === null ? [] : [mark.timing.span]))
  return row.timing === null ? own : [...own, row.timing.span]
}

const PREPOSITION = /(?:此后|以后)?(?:于|在|到|从|自|由)?$/

function withPreposition(text: string, span: Span): Span {
  const before = PREPOSITION.exec(text.slice(Math.max(0, span.start - 3), span.start))?.[0].length ?? 0
  return { start: span.start - before, end: span.end }
}

/** In a schedule the unit line speaks: 2025年领导干部接访机制进一步健全 binds who it names. */
function partiesOf({ task }: ArticleContext, { row, isSchedule }: Found): readonly ExtractedParty[] {
  const isOwn = row.subjects.length > 0 && !(isSchedule && task.parties.length > 0)
  return isOwn ? partiesOfSubjects(row.subjects) : task.parties
}

function reasonsOf({ task }: ArticleContext, row: Row, parties: readonly ExtractedParty[]): string[] {
  const reasons: string[] = []
  if (parties.length === 0) reasons.push(NOBODY)
  if (row.subjects.length > 0 && row.distance > NEAR) reasons.push('责任单位取自同一句较早的分句，请核对')
  if (row.quota !== null && RANGE_SIGN.test(row.quota.raw))
    reasons.push(`原文为幅度“${row.quota.raw}”，按${row.quota.op === '<=' ? '上限' : '下限'}计，请核对`)
  if (row.isCrowded) reasons.push('同一分句有两个时间，请核对各自对应的事项')
  if (row.subjects.length === 0) reasons.push(...taskReasons(task))
  return reasons
}

const taskReasons = (task: Task): string[] => [
  ...(task.hasLostMark ? ['责任单位之间的顿号可能脱落，请核对'] : []),
  ...task.nameReasons,
]

function confidenceOf(row: Row, parties: readonly ExtractedParty[], isSchedule: boolean): number {
  const costs = [
    parties.length === 0 ? NO_PARTY_COST : 0,
    row.subjects.length > 0 && row.distance > 1 ? FAR_SUBJECT_COST : 0,
    row.isCrowded ? CROWDED_COST : 0,
    row.timing?.type === 'ongoing' && !isSchedule ? VAGUE_COST : 0,
  ]
  return Math.round((SURE - costs.reduce((sum, cost) => sum + cost, 0)) * 100) / 100
}

/** The row of a task that names no day: who does what, 持续推进 or without any time. */
function mainDuty(context: ArticleContext): ExtractedObligation | null {
  const { task, document, articleIndex, text } = context
  if (task.main === null || task.parties.length === 0) return null
  const ongoing = task.ongoing
  return {
    articleIndex,
    sentence: task.sentences[0] ?? task.main,
    clause: task.main,
    action: actionOf(document.text, [task.main], []),
    modality: modalityOf(textOf(text, task.main)) ?? 'encouraged',
    parties: task.parties,
    addressees: [],
    timing:
      ongoing === null
        ? null
        : {
            type: 'ongoing',
            raw: textOf(document.text, ongoing),
            span: ongoing,
            from: null,
            to: null,
            rrule: null,
            duration: null,
            workday: false,
            inclusive: null,
            anchor: null,
            isShared: false,
            isPresumed: false,
          },
    quota: null,
    isMainDuty: true,
    damaged: false,
    reasons: taskReasons(task),
    suggestion: null,
    confidence: SURE,
  }
}
