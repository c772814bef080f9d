/** How fast and how well a library answers. In: an open library and questions. Out: figures. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '../knowledge/library.ts'
import type { ArticleId } from '../knowledge/model/document.ts'
import { lexicalFile } from '../knowledge/retrieval/lexical-cache.ts'
import { readIndexFile } from '../knowledge/retrieval/index-file.ts'
import { indexedText } from '../knowledge/retrieval/retriever.ts'
import { searchWords } from '../knowledge/question/question.ts'
import { gramKeys } from '../knowledge/text/tokenize.ts'
import { createExactIndex } from '../knowledge/vectors/exact.ts'
import { loadPassageVectors } from '../knowledge/vectors/passage-vectors.ts'
import { type Figure, peakMb, percentile, residentMb, timed } from './measure.ts'
import { scanBm25 } from './naive.ts'
import { type Ranked, recallAt, reciprocalRankAt } from './quality.ts'
import { originOf, type StatuteBenchmark } from './statutes.ts'

/** The first questions pay for compiling; they are asked and not counted. */
const WARM_UP = 20
const NAIVE_QUESTIONS = 5
const NEIGHBOURS = 10

export interface AskBounds {
  readonly section: string
  /** Milliseconds at the 95th percentile. */
  readonly askMs: number
  /** Megabytes. */
  readonly memoryMb?: number
}

export async function measureAsking(
  library: Library,
  questions: readonly string[],
  { section, askMs, memoryMb }: AskBounds,
): Promise<Figure[]> {
  for (const question of questions.slice(0, WARM_UP)) await library.ask({ question })
  const asked: { readonly wallMs: number; readonly cpuMs: number }[] = []
  for (const question of questions) asked.push(await timed(() => library.ask({ question })))
  const memoryNow = residentMb()
  const peak = peakMb()
  const naiveMs = naiveTime(library, questions.slice(0, NAIVE_QUESTIONS))
  const times = asked.map(({ wallMs }) => wallMs)
  const processor = asked.map(({ cpuMs }) => cpuMs)
  const p50 = percentile(times, 0.5)
  const memory = { section, what: 'memory with the library loaded', value: memoryNow, unit: 'MB' }
  return [
    { section, what: `ask p50 (${questions.length} questions)`, value: p50, unit: 'ms' },
    { section, what: 'ask p95', value: percentile(times, 0.95), unit: 'ms', bound: askMs },
    { section, what: 'ask p50, processor time', value: percentile(processor, 0.5), unit: 'ms' },
    { section, what: 'ask p95, processor time', value: percentile(processor, 0.95), unit: 'ms' },
    {
      section,
      what: 'naive: scan of all texts, each',
      value: naiveMs,
      unit: 'ms',
      note: `${(naiveMs / p50).toFixed(1)} times our p50`,
    },
    memoryMb === undefined ? memory : { ...memory, bound: memoryMb },
    { section, what: 'peak memory', value: peak, unit: 'MB' },
  ]
}

function naiveTime({ store }: Library, questions: readonly string[]): number {
  const texts = Array.from(store.eachArticle(), article => indexedText(article, ''))
  const times = questions.map(question => {
    const started = performance.now()
    scanBm25(texts, searchWords(question), NEIGHBOURS)
    return performance.now() - started
  })
  return percentile(times, 0.5)
}

/** Sizes of the database and the index files, in MB. */
export function measureSizes(dataDir: string, section: string): Figure[] {
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map(name => join(dataDir, name))
  return files
    .filter(file => statSync(file).isFile())
    .map(file => ({
      section,
      what: `file ${file.slice(dataDir.length + 1)}`,
      value: statSync(file).size / 1e6,
      unit: 'MB',
    }))
}

/** Exact search against the graph, where there are enough passages for one. */
export async function measureVectors(
  library: Library,
  questions: readonly string[],
  section: string,
): Promise<Figure[]> {
  const { modelId, dimensions } = library.model
  const { matrix, articleIds, articleOf } = await loadPassageVectors(library.store, { modelId, dimensions })
  const exact = createExactIndex(matrix)
  const exactMs: number[] = []
  const servedMs: number[] = []
  let same = 0
  for (const question of questions) {
    const vector = Float32Array.from(await library.model.embedQuery(question))
    const precise = await timed(() => exact.search(vector, NEIGHBOURS))
    const served = await timed(() => library.vectors.search(vector, NEIGHBOURS))
    exactMs.push(precise.wallMs)
    servedMs.push(served.wallMs)
    const right = new Set(precise.result.map(({ label }) => articleIds[articleOf[label] ?? 0]))
    same += served.result.filter(({ articleId }) => right.has(articleId)).length / precise.result.length
  }
  const naive = percentile(exactMs, 0.5)
  const ours = percentile(servedMs, 0.5)
  const { kind, size } = library.vectors
  return [
    { section, what: `vectors: ${kind} over ${size} passages`, value: ours, unit: 'ms' },
    {
      section,
      what: 'naive: exact vector search',
      value: naive,
      unit: 'ms',
      note: `${(naive / ours).toFixed(1)} times ours`,
    },
    {
      section,
      what: `vectors: share of the exact ${NEIGHBOURS} found`,
      value: same / questions.length,
      unit: '',
    },
  ]
}

/** Recall and reciprocal rank of the words alone and of everything together. */
export async function measureQuality(library: Library, benchmark: StatuteBenchmark): Promise<Figure[]> {
  const numbers = articleNumbers(library, benchmark)
  const stored = readIndexFile(lexicalFile(library.store.dataDir), library.store.revision())
  if (!stored.usable)
    throw new Error(`Expected a lexical index in step with the documents: ${stored.reason}.`)
  const lexical: Ranked[] = []
  const together: Ranked[] = []
  for (const { text, gold } of benchmark.questions) {
    const query = new Map(gramKeys(text).map(key => [key, 1] as const))
    const hits = stored.index.search(query, { count: 100 })
    lexical.push({ found: hits.map(hit => numbers.get(stored.ids[hit.text] as ArticleId) ?? -1), gold })
    const best = await library.retriever.search(searchWords(text), { count: 100 })
    together.push({ found: best.map(hit => numbers.get(hit.article.id) ?? -1), gold })
  }
  return [...figuresOf('words alone (BM25)', lexical), ...figuresOf('retriever', together)]
}

function figuresOf(name: string, results: readonly Ranked[]): Figure[] {
  const section = 'statutes'
  return [
    { section, what: `${name}: R@10`, value: recallAt(10, results), unit: '' },
    { section, what: `${name}: R@100`, value: recallAt(100, results), unit: '' },
    { section, what: `${name}: MRR@10`, value: reciprocalRankAt(10, results), unit: '' },
  ]
}

function articleNumbers({ store }: Library, { laws }: StatuteBenchmark): Map<ArticleId, number> {
  const numbers = new Map<ArticleId, number>()
  for (const law of laws) {
    const document = store.findByOrigin(originOf(law))
    if (document === null) throw new Error(`Expected ${law.title} in the store.`)
    store.articlesOf(document.id).forEach((article, i) => numbers.set(article.id, law.articles[i]?.id ?? -1))
  }
  return numbers
}

/** Questions made of the articles' own headings, at most `most`; the same in every run. */
export function headingQuestions({ store }: Library, most: number): string[] {
  const questions = store.documents().flatMap(({ id, jurisdiction }) =>
    store.articlesOf(id).flatMap(({ heading, text }) => {
      const words = heading ?? text.slice(0, 20)
      return [`${jurisdiction ?? ''}${words}有哪些要求？`, `${words}什么时候完成？`]
    }),
  )
  const step = Math.max(1, Math.floor(questions.length / most))
  return questions.filter((_, i) => i % step === 0)
}
