/**
 * Question → answer with citations. In: a question, what came before it in the conversation, the library's retriever and
 * documents. Out: quoted sentences with their places, or an honest decline. It never says what no citation shows: every
 * sentence of an answer is a quotation or names where one stands.
 */
import type { Answer, AnswerWarning, Citation, Question } from '../model/answer.ts'
import type { DocumentId, StoredDocument } from '../model/document.ts'
import { AppError } from '../model/errors.ts'
import { LONGEST_QUESTION, searchWords, understand, type UnderstoodQuestion } from '../question/question.ts'
import type { Scope, ScopeGroup, ScopeResolver } from '../question/scope.ts'
import type { Hit, Retriever } from '../retrieval/retriever.ts'
import { citeSentence } from './cite.ts'
import { findWeakness } from './confidence.ts'
import { chooseQuotes } from './quotes.ts'
import { warningsFor } from './warnings.ts'
import { answerWording, nameArticle } from './wording.ts'
import type { Conversations } from './conversations.ts'

/** An answer, and where a decline points the reader. */
export interface Reply {
  readonly answer: Answer
  /** Nearest articles of a decline; they support nothing and are no citations. */
  readonly nearest: readonly Citation[]
}

export interface AnswererParts {
  readonly retriever: Retriever
  readonly scopes: () => ScopeResolver
  readonly documents: () => ReadonlyMap<DocumentId, StoredDocument>
  /** Source text of a document, for checking quotes. */
  readonly textOf: (id: DocumentId) => string
  readonly conversations: Conversations
  readonly now: () => Date
}

export type Answerer = (question: Question) => Promise<Reply>

/** Articles quoted for a question about one place. */
const MOST_ARTICLES = 3
/** An article is quoted beside the best one if it reaches this share of its score. */
const WORTH_QUOTING = 0.5
const NEAREST = 3

/** @throws {AppError} question-empty, question-too-long — through the returned function. */
export function createAnswerer(parts: AnswererParts): Answerer {
  return async question => {
    const started = performance.now()
    const context = await readQuestion(question, parts)
    const reply = await answerQuestion(context, parts)
    parts.conversations.remember(question.session, { question: context.words, scope: reply.answer.scope })
    return { ...reply, answer: { ...reply.answer, elapsedMs: performance.now() - started } }
  }
}

/** A question with everything that is known about it before searching. */
interface Context {
  readonly asked: string
  readonly understood: UnderstoodQuestion
  readonly scope: Scope
  readonly words: string
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
  return { asked, understood, scope: { ...inherited, rest: own.rest }, words: searchWords(words) }
}

async function answerQuestion(context: Context, parts: AnswererParts): Promise<Reply> {
  const { scope } = context
  if (parts.documents().size === 0)
    return decline(context, parts, { text: answerWording.declinedEmpty, hits: [] })
  if (scope.groups.length === 0 && scope.outside.length > 0) {
    return decline(context, parts, { text: answerWording.declinedOutside(scope.outside), hits: [] })
  }
  const groups: readonly (ScopeGroup | null)[] = scope.groups.length === 0 ? [null] : scope.groups
  const found = await Promise.all(groups.map(group => searchIn(group, context, parts)))
  const weaknesses = found.map(hits => findWeakness(hits, context.understood, scope.groups.length > 0))
  if (weaknesses.every(weakness => weakness === 'no-such-fact')) {
    return decline(context, parts, {
      text: answerWording.declinedNoFact[context.understood.wants],
      hits: found.flat(),
    })
  }
  if (weaknesses.every(weakness => weakness !== null))
    return decline(context, parts, { text: answerWording.declinedWeak, hits: found.flat() })
  return compose(
    context,
    parts,
    found.length === 1 ? chooseArticles(found[0] ?? []) : found.flatMap(hits => hits.slice(0, 1)),
  )
}

function searchIn(group: ScopeGroup | null, { words }: Context, parts: AnswererParts): Promise<Hit[]> {
  if (group === null) return parts.retriever.search(words, { count: 10 })
  const wider = parts.scopes().alsoValidFor(group)
  return parts.retriever.search(words, { count: 10, allow: group.documents, wider })
}

function chooseArticles(hits: readonly Hit[]): Hit[] {
  const best = hits[0]
  return hits
    .filter(hit => best !== undefined && hit.score >= best.score * WORTH_QUOTING)
    .slice(0, MOST_ARTICLES)
}

function compose(context: Context, parts: AnswererParts, hits: readonly Hit[]): Reply {
  const comparing = context.scope.groups.length > 1
  const quoted = hits.map((hit, i) => ({
    hit,
    quotes: chooseQuotes(hit, context.understood.wants, i === 0 || comparing ? 3 : 1),
  }))
  // The best sentence of each article comes first, so that three articles stand among the first three citations.
  const ordered: { hit: Hit; text: string; citation: Citation; first: boolean }[] = []
  for (const { hit, quotes } of quoted) {
    const best = [...quotes].sort((a, b) => b.score - a.score)
    best.forEach((sentence, i) => {
      const citation = citeSentence(hit.article, sentence, parts)
      ordered.push({ hit, text: sentence.text, citation, first: i === 0 })
    })
  }
  ordered.sort((a, b) => Number(b.first) - Number(a.first))
  const citations = ordered.map(entry => entry.citation)
  const lines = quoted.map(({ hit }, i) => {
    const document = parts.documents().get(hit.article.documentId)
    const where = document === undefined ? hit.article.label : nameArticle(document, hit.article)
    const own = ordered
      .map((entry, number) => ({ ...entry, number: number + 1 }))
      .filter(entry => entry.hit === hit)
    own.sort((a, b) => a.citation.start - b.citation.start)
    const line = `${answerWording.lead(where)}${own.map(entry => answerWording.quote(entry.text, entry.number)).join('')}`
    return i === 1 && !comparing ? `${answerWording.related}\n${line}` : line
  })
  const warnings = [...outsideWarning(context), ...warningsFor(hits, citations, parts)]
  return {
    answer: toAnswer(context, { status: 'answered', text: lines.join('\n'), citations, warnings }),
    nearest: [],
  }
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
    const sentence = chooseQuotes(hit, 'text', 1)[0]
    return sentence === undefined ? [] : [citeSentence(hit.article, sentence, parts)]
  })
  const names = hits.slice(0, NEAREST).flatMap(hit => {
    const document = parts.documents().get(hit.article.documentId)
    return document === undefined ? [] : [answerWording.nearestLine(nameArticle(document, hit.article))]
  })
  const lines = names.length === 0 ? [text] : [text, answerWording.nearest, ...names]
  return {
    answer: toAnswer(context, { status: 'declined', text: lines.join('\n'), citations: [], warnings: [] }),
    nearest,
  }
}

function toAnswer(
  { asked, scope }: Context,
  found: Pick<Answer, 'status' | 'text' | 'citations' | 'warnings'>,
): Answer {
  const places = [...scope.groups.map(group => group.name), ...scope.outside]
  return {
    question: asked,
    ...found,
    obligations: [],
    scope: places.length === 0 ? null : places.join('、'),
    elapsedMs: 0,
  }
}
