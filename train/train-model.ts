/**
 * From the collection to the shipped files: records go in, file contents come out, the same bytes for the same records,
 * settings and seed. It neither reads nor writes files.
 */
import { buildAlphabet } from './alphabet.ts'
import { compress } from './compress.ts'
import { trainContrastive, type Example, type TrainingSet } from './contrastive.ts'
import { textsOf, type Collection } from './data.ts'
import { gramsOf, randomEmbedding, type Embedding } from './embedding.ts'
import { buildGramTable, type GramTable } from './grams.ts'
import { encodeOnnxModel } from './onnx-model.ts'
import { dequantize, quantize } from './quantize.ts'
import { createRandom } from './random.ts'
import { tokenizerFiles } from './tokenizer-files.ts'

export interface Settings {
  /** See GramTableOptions. */
  readonly minimumPairCount: number
  readonly sharedRows: number
  /** Dimensions while learning, and what is kept of them. */
  readonly learnedDimensions: number
  readonly dimensions: number
  /** See TrainingOptions. */
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly temperature: number
  readonly seed: number
}

/** Chosen on held-out topics; docs/embedding.md has the figures. */
export const SETTINGS: Settings = {
  minimumPairCount: 1,
  sharedRows: 4096,
  learnedDimensions: 256,
  dimensions: 128,
  epochs: 8,
  batchSize: 256,
  learningRate: 0.02,
  temperature: 0.1,
  seed: 20_261_125,
}

export interface Trained {
  readonly untrained: Embedding
  /** As shipped: compressed and rounded to one byte per number. */
  readonly trained: Embedding
}

/** @param report is called with one line of progress per epoch. */
export function trainEmbedding(
  collection: Collection,
  settings: Settings,
  report: (line: string) => void,
): Trained {
  const texts = textsOf(collection)
  const grams = buildGramTable(texts, buildAlphabet(texts), settings)
  const random = createRandom(settings.seed)
  const start = { dimensions: settings.learnedDimensions, random }
  const embedding = randomEmbedding(grams, texts, start)
  const untrained = { ...embedding, rows: embedding.rows.map(row => row.slice()) }
  trainContrastive(embedding, trainingSet(collection, grams), {
    ...settings,
    random,
    onEpoch: (epoch, loss) => {
      report(`  epoch ${epoch}/${settings.epochs}, mean loss ${loss.toFixed(3)}`)
    },
  })
  const small = compress(embedding, texts, { dimensions: settings.dimensions, random })
  return { untrained, trained: { ...small, rows: dequantize(quantize(small.rows)) } }
}

/** @returns file name → content, for the model's folder. */
export function modelFiles(trained: Embedding): Map<string, string | Uint8Array> {
  return new Map<string, string | Uint8Array>([
    ...tokenizerFiles(trained.grams.alphabet),
    ['onnx/model_quantized.onnx', encodeOnnxModel(trained.grams, quantize(trained.rows))],
  ])
}

/** A lexicon entry is a pair like any other: what people say is the question, each official word an answer. */
function trainingSet({ pairs, lexicon }: Collection, grams: GramTable): TrainingSet {
  const answers: { readonly sentence: string; readonly questions: readonly string[] }[] = [
    ...pairs.map(pair => ({ sentence: pair.official, questions: pair.questions })),
    ...lexicon.flatMap(entry => entry.official.map(sentence => ({ sentence, questions: entry.say }))),
  ]
  return {
    sentences: answers.map(answer => gramsOf(answer.sentence, grams)),
    examples: answers.flatMap(({ questions }, sentence) =>
      questions.map((question): Example => ({ question: gramsOf(question, grams), sentence })),
    ),
  }
}
