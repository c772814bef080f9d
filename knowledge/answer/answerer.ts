/**
 * Question → answer with citations. In: a question, what came before it in the conversation, the library's retriever and
 * documents. Out: quoted sentences with their places, or an honest decline. It never says what no citation shows: every
 * sentence of an answer is a quotation or names where one stands.
 */
import type { Answer, AnswerWarning, Citation, Question, Reply } from '../model/answer.ts'
import type { DocumentId } from '../model/document.ts'
import { AppError } from '../model/errors.ts'
import { readAsked } from '../question/asked.ts'
import { LONGEST_QUESTION, searchWords, understand, type UnderstoodQuestion } from '../question/question.ts'
import type { ScopeGroup } from '../question/scope.ts'
import type { Hit } from '../retrieval/retriever.ts'
import { civilDateInShanghai, type CivilDate } from '../time/index.ts'
import { citeSentence } from './cite.ts'
import { compose } from './compose.ts'
import { type Judged, judgeEvidence } from './confidence.ts'
import type { AnswererParts, Context } from './context.ts'
import { dutyWording } from './duty-wording.ts'
import { preferKind } from './prefer-kind.ts'
import { findCorrection, hasNumberLike, ruledNumber } from './premise.ts'
import { chooseQuotes } from './quotes.ts'
import { aboutDocument, allThatFit, eachPlace, type Found, oneMatter } from './register-replies.ts'
import { warningsFor } from './warnings.ts'
import { answerWording, nameArticle } from './wording.ts'

export type Answerer = (question: Question) => Promise<Reply>

/** Articles quoted for a question about one place. */
const MOST_ARTICLES = 3
/** An article is quoted beside the best one if it reaches this share of its score. */
const WORTH_QUOTING = 0.5
const NEAREST = 3
/** Articles looked at for a question about one place. */
const LOOKED_AT = 10

/** @throws {AppError} question-empty, question-too-long — through the returned function. */
export function createAnswerer(parts: AnswererParts): Answerer {
  return async question => {
    const started = parts.nowMs()
    const context = await readQuestion(question, parts)
    const reply = await answerQuestion(context, parts)
    parts.conversations.remember(question.session, { question: context.question, scope: reply.answer.scope })
    return { ...reply, answer: { ...reply.answer, elapsedMs: parts.nowMs() - started } }
  }
}

async function readQuestion({ question, scope, session }: Question, parts: AnswererParts): Promise<Context> {
  const asked = question.trim()
  if (!/[\p{L}\p{N}]/u.test(asked)) throw new AppError('question-empty', '问题是空的。请写下想问的内容。')
  if (asked.length > LONGEST_QUESTION) {
    throw new AppError(
      'question-too-long',
      `问题有${asked.length}字，超过${LONGEST_QUESTION}字。请只写想问的内容。`,
    )
  }
  const understood = await understand(asked)
  const resolver = parts.scopes()
  const own = resolver.resolve(understood.text)
  const before = parts.conversations.recall(session)
  const { words, place } = parts.conversations.follow({
    before,
    text: own.rest,
    namesPlace: own.groups.length + own.outside.length > 0,
  })
  // A place said outright wins over the one handed in, and that over the one from the turn before.
  const handedIn = scope ?? place
  const inherited =
    handedIn === null || own.groups.length + own.outside.length > 0 ? own : resolver.resolve(handedIn)
  const today = civilDateInShanghai(parts.now().toISOString())
  return {
    asked,
    ...(await readWants({ understood, text: own.rest, question: words, today })),
    today,
    scope: { ...inherited, rest: own.rest },
    question: words,
    words: searchWords(words),
  }
}

interface Leaning {
  readonly understood: UnderstoodQuestion
  /** Without places. */
  readonly text: string
  /** The same, with the question before in front where it leans on that. */
  readonly question: string
  readonly today: CivilDate
}

/** What is wanted; of 那晋安区呢 what the question before wanted. */
async function readWants({
  understood,
  text,
  question,
  today,
}: Leaning): Promise<Pick<Context, 'understood' | 'wanted'>> {
  const wanted = readAsked(text, today)
  if (question === text || wanted.facets.length > 0 || wanted.list !== null) return { understood, wanted }
  const { wants, fact, asksWhatHappened } = await understand(question)
  return {
    understood: { ...understood, wants, fact, asksWhatHappened },
    wanted: readAsked(question, today),
  }
}

async function answerQuestion(context: Context, parts: AnswererParts): Promise<Reply> {
  const { scope } = context
  if (parts.documents().size === 0)
    return decline(context, parts, { text: answerWording.declinedEmpty, hits: [] })
  if (scope.groups.length === 0 && scope.outside.length > 0) {
    return decline(context, parts, { text: answerWording.declinedOutside(scope.outside), hits: [] })
  }
  const known =
    aboutDocument(context, parts) ?? allThatFit(context, parts) ?? (await comparison(context, parts))
  if (known !== null) return toReply(context, known)
  const groups: readonly (ScopeGroup | null)[] = scope.groups.length === 0 ? [null] : scope.groups
  const { judged, found } = await judgePlaces(groups, context, parts)
  const strong = judged.flatMap(judgement => (judgement.weakness === null ? [judgement.hits] : []))
  const unruled = numberNotRuled(context, strong.flat())
  if (unruled !== null) {
    return decline(context, parts, { text: dutyWording.notRuled(unruled), hits: strong.flat() })
  }
  const registered = groups.length > 1 ? null : fromRegister({ judged, found }, context, parts)
  if (registered !== null) return toReply(context, registered)
  const [only] = strong
  if (only === undefined) {
    return decline(context, parts, { text: reasonFor(judged, context), hits: found.flat() })
  }
  return answer(context, parts, groups.length > 1 ? oneOfEach(strong) : chooseArticles(only))
}

/** Articles whose duties are looked at. */
const MOST_FOR_DUTIES = 5

/** The heading of a task may fit and its 进度安排 tell the time, so a fact that no sentence shows is no hindrance. */
function fromRegister({ judged, found }: JudgedPlaces, context: Context, parts: AnswererParts): Found | null {
  const [judgement] = judged
  const [hits] = found
  if (judgement === undefined || hits === undefined || judgement.weakness === 'no-evidence') return null
  return oneMatter(context, parts, chooseArticles(hits, MOST_FOR_DUTIES))
}

interface JudgedPlaces {
  readonly judged: readonly Judged[]
  readonly found: readonly (readonly Hit[])[]
}

async function judgePlaces(
  groups: readonly (ScopeGroup | null)[],
  context: Context,
  parts: AnswererParts,
): Promise<JudgedPlaces> {
  const found = await Promise.all(groups.map(group => searchIn(group, context, parts)))
  const judged = groups.map((group, i) => judgeEvidence(found[i] ?? [], context.understood, group !== null))
  return { judged, found }
}

/** More places than this are no comparison that anybody reads in a chat. */
const MOST_PLACES = 12

/** Null unless a field is asked for in several places, and a duty of one of them has it. */
async function comparison(context: Context, parts: AnswererParts): Promise<Found | null> {
  const { scope, wanted } = context
  const isOpen = wanted.everyPlace && scope.groups.length + scope.outside.length === 0
  const groups = isOpen ? allPlaces(parts) : scope.groups
  if (wanted.facets.length === 0 || groups.length === 0 || groups.length > MOST_PLACES) return null
  if (groups.length + scope.outside.length < 2) return null
  const { judged, found: all } = await judgePlaces(groups, context, parts)
  const found = groups.map((group, i) => {
    const judgement = judged[i]
    const hits = judgement?.weakness === 'no-evidence' ? [] : chooseArticles(all[i] ?? [], MOST_FOR_DUTIES)
    // what holds for a wider place is not what this one has ruled
    return { place: group.name, hits: hits.filter(({ article }) => group.documents.has(article.documentId)) }
  })
  return eachPlace(context, parts, found)
}

/** Every place some document speaks for. */
function allPlaces(parts: AnswererParts): readonly ScopeGroup[] {
  const names = new Set([...parts.documents().values()].flatMap(({ jurisdiction }) => jurisdiction ?? []))
  if (names.size > MOST_PLACES) return []
  return [...names].flatMap(name => parts.scopes().resolve(name).groups)
}

/** The number that the question says is ruled, where nothing quoted has one of its kind. */
function numberNotRuled({ understood }: Context, hits: readonly Hit[]): string | null {
  const number = ruledNumber(understood.text)
  if (number === null || hits.length === 0) return null
  const quoted = hits
    .slice(0, MOST_ARTICLES)
    .flatMap(hit => chooseQuotes(hit, understood.wants).map(({ text }) => text))
  return hasNumberLike(quoted, number) ? null : number
}

function reasonFor(judged: readonly Judged[], { understood }: Context): string {
  if (judged.some(({ weakness }) => weakness === 'no-evidence')) return answerWording.declinedWeak
  return answerWording.declinedNoFact[understood.wants.includes('time') ? 'time' : 'number']
}

async function searchIn(group: ScopeGroup | null, context: Context, parts: AnswererParts): Promise<Hit[]> {
  const { words } = context
  const limits = group === null ? {} : { allow: group.documents, wider: parts.scopes().alsoValidFor(group) }
  const hits = await parts.retriever.search(words, { count: LOOKED_AT, ...limits })
  return preferKind(hits, context.understood, parts.documents())
}

/** The best article of each place, then the second ones as far as there is room. */
function oneOfEach(strong: readonly (readonly Hit[])[]): Hit[] {
  const inTurn = [0, 1].flatMap(rank => strong.flatMap(ranked => ranked.slice(rank, rank + 1)))
  return inTurn.slice(0, Math.max(MOST_ARTICLES, strong.length))
}

function chooseArticles(hits: readonly Hit[], most: number = MOST_ARTICLES): Hit[] {
  const best = hits[0]
  return hits.filter(hit => best !== undefined && hit.score >= best.score * WORTH_QUOTING).slice(0, most)
}

function answer(context: Context, parts: AnswererParts, hits: readonly Hit[]): Reply {
  const { understood: question, words, scope } = context
  const { text, citations } = compose({
    hits,
    question,
    words,
    comparing: scope.groups.length > 1,
    sources: parts,
  })
  const correction = citations
    .map(({ quote }) => findCorrection(question.text, quote))
    .find(found => found !== null)
  return toReply(context, {
    status: 'answered',
    text: correction == null ? text : `${dutyWording.premise(correction)}\n${text}`,
    citations,
    obligations: obligationsOf(citations, parts),
    warnings: warningsFor({ hits, citations }, parts),
  })
}

function toReply(context: Context, found: Found): Reply {
  const warnings = [...outsideWarning(context), ...found.warnings]
  return { answer: toAnswer(context, { ...found, warnings }), nearest: [] }
}

function obligationsOf(citations: readonly Citation[], { obligationsAt }: AnswererParts): string[] {
  return [
    ...new Set(citations.flatMap(citation => obligationsAt(citation.document.id as DocumentId, citation))),
  ]
}

function outsideWarning({ scope }: Context): AnswerWarning[] {
  if (scope.outside.length === 0) return []
  return [{ code: 'place-unknown', message: answerWording.outsideToo(scope.outside) }]
}

interface Decline {
  readonly text: string
  readonly hits: readonly Hit[]
}

function decline(context: Context, parts: AnswererParts, { text, hits }: Decline): Reply {
  const nearest = hits.slice(0, NEAREST).flatMap(hit => {
    const sentence = chooseQuotes(hit, [], 1)[0]
    return sentence === undefined ? [] : [citeSentence(hit.article, sentence, parts)]
  })
  const names = hits.slice(0, NEAREST).flatMap(hit => {
    const document = parts.documents().get(hit.article.documentId)
    return document === undefined ? [] : [answerWording.nearestLine(nameArticle(document, hit.article))]
  })
  const lines = names.length === 0 ? [text] : [text, answerWording.nearest, ...names]
  return {
    answer: toAnswer(context, {
      status: 'declined',
      text: lines.join('\n'),
      citations: [],
      obligations: [],
      warnings: [],
    }),
    nearest,
  }
}

function toAnswer({ asked, scope }: Context, found: Found): Answer {
  const places = [...scope.groups.map(group => group.name), ...scope.outside]
  return {
    question: asked,
    ...found,
    scope: places.length === 0 ? null : places.join('、'),
    elapsedMs: 0,
  }
}
