/**
 * The statute benchmark (shared/benchmarks): articles, questions and which articles answer them. In: its folder. Out: one
 * document a law, ready to be published, and questions with the articles that answer them. Without the folder: laws of chance, without answers.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Publication } from '../knowledge/store/index.ts'
import { toChineseNumeral } from '../knowledge/text/numerals.ts'
import { generateLaws, generateQuestions } from './generated.ts'

export interface StatuteArticle {
  /** Number in the benchmark. */
  readonly id: number
  readonly label: string
  readonly chapter: string
  readonly text: string
}

export interface Statute {
  readonly title: string
  readonly articles: readonly StatuteArticle[]
}

export interface StatuteQuestion {
  readonly text: string
  /** Numbers of the articles that answer; empty for generated questions. */
  readonly gold: ReadonlySet<number>
}

export interface StatuteBenchmark {
  readonly isReal: boolean
  readonly laws: readonly Statute[]
  readonly questions: readonly StatuteQuestion[]
}

/** As many as the real benchmark has. */
const GENERATED = { laws: 1_381, articlesEach: 41, questions: 300 }

export function loadStatutes(folder: string): StatuteBenchmark {
  if (!existsSync(join(folder, 'corpus.jsonl.gz'))) return generated()
  return { isReal: true, laws: readLaws(folder), questions: readQuestions(folder) }
}

function readLaws(folder: string): Statute[] {
  const laws = new Map<string, StatuteArticle[]>()
  const lines = gunzipSync(readFileSync(join(folder, 'corpus.jsonl.gz')))
    .toString('utf8')
    .split('\n')
  for (const line of lines.filter(text => text !== '')) {
    const { id, name, law, chapter, text } = JSON.parse(line) as Record<string, string> & { id: number }
    const articles = laws.get(law ?? '') ?? []
    articles.push({
      id,
      label: (name ?? '').slice((law ?? '').length),
      chapter: chapter ?? '',
      text: text ?? '',
    })
    laws.set(law ?? '', articles)
  }
  return [...laws].map(([title, articles]) => ({ title, articles }))
}

/** The questions of the development part only: the others are for training. */
function readQuestions(folder: string): StatuteQuestion[] {
  const gold = new Map<number, Set<number>>()
  for (const line of readFileSync(join(folder, 'qrels.tsv'), 'utf8').split('\n').slice(1)) {
    const [question = '', article = ''] = line.split('\t')
    const known = gold.get(Number(question)) ?? new Set()
    gold.set(Number(question), known.add(Number(article)))
  }
  const lines = readFileSync(join(folder, 'queries.jsonl'), 'utf8').split('\n')
  return lines
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as { id: number; split: string; text: string })
    .filter(({ split }) => split === 'dev')
    .map(({ id, text }) => ({ text, gold: gold.get(id) ?? new Set() }))
}

function generated(): StatuteBenchmark {
  let id = 0
  const laws = generateLaws(GENERATED.laws, GENERATED.articlesEach).map(({ title, articles }) => ({
    title,
    articles: articles.map((text, i) => ({
      id: id++,
      label: `第${toChineseNumeral(i + 1)}条`,
      chapter: '',
      text,
    })),
  }))
  const questions = generateQuestions(GENERATED.questions).map(text => ({ text, gold: new Set<number>() }))
  return { isReal: false, laws, questions }
}

/** Where a statute is known to come from; tells its document in the store. */
export function originOf({ title }: Statute): string {
  return `/statutes/${title}`
}

export function toPublication(statute: Statute): Publication {
  let text = `${statute.title}\n`
  const articles = statute.articles.map(({ label, chapter, text: body }) => {
    const start = text.length
    text += `${label} ${body}\n`
    const path = chapter === '' ? [] : [chapter]
    return { label, expectedLabel: null, heading: null, path, fields: [], start, end: text.length - 1 }
  })
  const head = { level: 0, label: '', start: 0, end: statute.title.length, opensArticle: false }
  const units = [
    head,
    ...articles.map(({ label, start, end }) => ({ level: 1, label, start, end, opensArticle: true })),
  ]
  return {
    structured: {
      metadata: {
        title: statute.title,
        issuer: null,
        documentNumber: null,
        issuedOn: null,
        type: '法律',
        jurisdiction: null,
        places: { province: null, city: null, district: null },
        years: null,
      },
      text,
      articles,
      units: units.map(unit => ({ ...unit, heading: null, damaged: false, expectedLabel: null, fields: [] })),
      furniture: [],
      warnings: [],
    },
    source: `${statute.title}.txt`,
    origin: originOf(statute),
    format: 'txt',
    encoding: 'utf-8',
    contentHash: createHash('sha256').update(text).digest('hex'),
  }
}
