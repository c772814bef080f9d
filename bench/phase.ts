/**
 * One phase of the benchmark, in a process of its own so that memory is measured apart. In (arguments): the phase, the
 * folder for its store, the folder it reads. Out: figures on standard output, one JSON line each.
 */
import { ingestFiles } from '../ingest/pipeline.ts'
import { headingQuestions, measureAsking, measureQuality, measureSizes, measureVectors } from './ask-phase.ts'
import { openForBench } from './library.ts'
import { type Figure, peakMb, timed } from './measure.ts'
import { loadStatutes, toPublication } from './statutes.ts'

const MOST_QUESTIONS = 300

type Phase = (dataDir: string, source: string) => Promise<Figure[]>

const PHASES: Readonly<Record<string, Phase>> = {
  'few-ingest': (dataDir, source) => ingest(dataDir, source, { section: 'few', seconds: 5 }),
  'few-ask': async dataDir => {
    const library = await openForBench(dataDir)
    const figures = await measureAsking(library, headingQuestions(library, MOST_QUESTIONS), {
      section: 'few',
      askMs: 20,
    })
    await library.close()
    return [...figures, ...measureSizes(dataDir, 'few')]
  },
  'laws-ingest': (dataDir, source) =>
    ingest(dataDir, source, { section: 'laws', seconds: 480, memoryMb: 1_500 }),
  'statutes-build': buildStatutes,
  'statutes-ask': askStatutes,
}

interface IngestBounds {
  readonly section: string
  readonly seconds: number
  readonly memoryMb?: number
}

async function ingest(dataDir: string, source: string, bounds: IngestBounds): Promise<Figure[]> {
  const { section, seconds, memoryMb } = bounds
  const whole = await timed(async () => {
    const library = await openForBench(dataDir)
    const reading = await timed(() =>
      ingestFiles({ paths: source.split(','), store: library.store, nowMs: () => performance.now() }),
    )
    // The graph may follow later: what is asked for is words and vectors.
    const embedding = await timed(() => library.update())
    const { articles, passages } = library.store.counts()
    await library.close()
    return { reading, embedding, articles, passages }
  })
  const { reading, embedding, articles, passages } = whole.result
  const { documents, failed } = reading.result
  const bytes = documents.reduce((sum, { characters }) => sum + 3 * characters, 0)
  const readSeconds = reading.wallMs / 1000
  const peak = { section, what: 'peak memory', value: peakMb(), unit: 'MB' }
  return [
    {
      section,
      what: 'ingest, model load and embedding included',
      value: whole.wallMs / 1000,
      unit: 's',
      bound: seconds,
    },
    { section, what: 'ingest, processor time', value: whole.cpuMs / 1000, unit: 's' },
    {
      section,
      what: 'read, structure, publish',
      value: documents.length / readSeconds,
      unit: 'files/s',
      note: `${documents.length} files, ${failed.length} failed`,
    },
    { section, what: 'read, structure, publish', value: bytes / 1e6 / readSeconds, unit: 'MB/s' },
    {
      section,
      what: 'read, structure, publish',
      value: articles / readSeconds,
      unit: 'articles/s',
      note: `${articles} articles`,
    },
    {
      section,
      what: 'lexical index and embedding',
      value: passages / (embedding.wallMs / 1000),
      unit: 'passages/s',
      note: `${passages} passages`,
    },
    memoryMb === undefined ? peak : { ...peak, bound: memoryMb },
  ]
}

async function buildStatutes(dataDir: string, source: string): Promise<Figure[]> {
  const section = 'statutes'
  const { laws, isReal } = loadStatutes(source)
  const library = await openForBench(dataDir)
  const publishing = await timed(() => {
    for (const law of laws) library.store.publish(toPublication(law))
  })
  const embedding = await timed(() => library.update())
  const indexing = await timed(() => library.refresh())
  const { articles, passages } = library.store.counts()
  await library.close()
  return [
    {
      section,
      what: 'publish',
      value: articles / (publishing.wallMs / 1000),
      unit: 'articles/s',
      note: `${articles} articles${isReal ? '' : ', generated'}`,
    },
    {
      section,
      what: 'lexical index and embedding',
      value: embedding.wallMs / 1000,
      unit: 's',
      note: `${passages} passages, ${(embedding.cpuMs / 1000).toFixed(0)} s of processor time`,
    },
    { section, what: 'building the vector graph', value: indexing.wallMs / 1000, unit: 's' },
    { section, what: 'peak memory while building', value: peakMb(), unit: 'MB' },
    ...measureSizes(dataDir, section),
  ]
}

async function askStatutes(dataDir: string, source: string): Promise<Figure[]> {
  const benchmark = loadStatutes(source)
  const library = await openForBench(dataDir)
  const questions = benchmark.questions.map(({ text }) => text).slice(0, MOST_QUESTIONS)
  // A graph on disk is read by a refresh, as in the service.
  await library.refresh()
  const asking = await measureAsking(library, questions, { section: 'statutes', askMs: 60, memoryMb: 900 })
  const vectors = await measureVectors(library, questions, 'statutes')
  const quality = benchmark.isReal ? await measureQuality(library, benchmark) : []
  await library.close()
  return [...asking, ...vectors, ...quality]
}

const [name = '', dataDir = '', source = ''] = process.argv.slice(2)
const phase = PHASES[name]
if (phase === undefined) throw new Error(`Expected one of ${Object.keys(PHASES).join(', ')}, got ${name}.`)
for (const figure of await phase(dataDir, source)) process.stdout.write(`${JSON.stringify(figure)}\n`)
