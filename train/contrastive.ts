/**
 * Learns the embedding from pairs: in each batch every question is pulled towards its own sentence and away from the
 * other sentences of the batch (InfoNCE). In: an embedding and examples; out: the same embedding, its rows changed in
 * place. It evaluates nothing; onEpoch is the place for that.
 */
import { embed, type Embedding, type Grams } from './embedding.ts'
import { shuffled, type Random } from './random.ts'
import { addScaled, dot, zeroVectors, type Vector } from './vectors.ts'

export interface Example {
  readonly question: Grams
  /** Index into the sentences. */
  readonly sentence: number
}

export interface TrainingSet {
  readonly sentences: readonly Grams[]
  readonly examples: readonly Example[]
}

export interface TrainingOptions {
  readonly epochs: number
  readonly batchSize: number
  /** Size of the first step per number; falls linearly to zero. */
  readonly learningRate: number
  /** Divides cosines before the softmax; smaller is stricter. */
  readonly temperature: number
  readonly random: Random
  readonly onEpoch: (epoch: number, meanLoss: number) => void
}

export function trainContrastive(embedding: Embedding, set: TrainingSet, options: TrainingOptions): void {
  const optimizer = new SparseAdam(embedding)
  const batchCount = Math.ceil(set.examples.length / options.batchSize)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = shuffled(set.examples, options.random)
    let loss = 0
    for (let batch = 0; batch < batchCount; batch++) {
      const examples = order.slice(batch * options.batchSize, (batch + 1) * options.batchSize)
      loss += learnBatch(examples, set.sentences, { embedding, optimizer, temperature: options.temperature })
      const done = (epoch * batchCount + batch) / (options.epochs * batchCount)
      optimizer.step(options.learningRate * (1 - done))
    }
    options.onEpoch(epoch + 1, loss / set.examples.length)
  }
}

/** A text of the batch on its way forward and back. */
interface Side {
  readonly grams: Grams
  readonly vector: Vector
  readonly length: number
  /** Derivative of the loss by the unit vector. */
  readonly gradient: Vector
}

interface Learner {
  readonly embedding: Embedding
  readonly optimizer: SparseAdam
  readonly temperature: number
}

/** Collects the gradient of one batch in the optimizer. @returns the sum of the examples' losses. */
function learnBatch(examples: readonly Example[], sentences: readonly Grams[], learner: Learner): number {
  const forward = (grams: Grams): Side => ({
    grams,
    ...embed(grams, learner.embedding),
    gradient: new Float32Array(learner.embedding.dimensions),
  })
  // Two questions of one sentence share its column; otherwise one would count as wrong for the other.
  const columns = new Map(
    [...new Set(examples.map(example => example.sentence))].map((id, column) => [id, column]),
  )
  const targets = [...columns.keys()].map(id => forward(sentences[id]!))
  let loss = 0
  for (const example of examples) {
    const question = forward(example.question)
    loss += contrast(question, targets, { right: columns.get(example.sentence)!, learner })
    collect(question, learner.optimizer)
  }
  for (const target of targets) collect(target, learner.optimizer)
  return loss
}

/** Softmax over the batch's sentences; adds to the gradients of the question and of every sentence. */
function contrast(
  question: Side,
  targets: readonly Side[],
  task: { right: number; learner: Learner },
): number {
  const { temperature } = task.learner
  const logits = targets.map(target => dot(question.vector, target.vector) / temperature)
  const largest = Math.max(...logits)
  const weights = logits.map(logit => Math.exp(logit - largest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const [column, target] of targets.entries()) {
    const slope = (weights[column]! / total - (column === task.right ? 1 : 0)) / temperature
    addScaled(question.gradient, target.vector, slope)
    addScaled(target.gradient, question.vector, slope)
  }
  return Math.log(total) + largest - logits[task.right]!
}

/** Back through the scaling to length 1, then to every gram of the text alike. */
function collect(side: Side, optimizer: SparseAdam): void {
  if (side.length === 0) return
  addScaled(side.gradient, side.vector, -dot(side.gradient, side.vector))
  for (const row of side.grams) optimizer.collect(row, side.gradient, 1 / side.length)
}

const MEAN_DECAY = 0.9
const SQUARE_DECAY = 0.999
const TINY = 1e-8

/**
 * Adam that touches only rows with a gradient: a batch meets a tenth of the rows. Each row counts its own steps, so a
 * rare gram's first steps are as large as a frequent one's.
 */
class SparseAdam {
  readonly #rows: readonly Vector[]
  readonly #gradients: readonly Vector[]
  readonly #means: readonly Vector[]
  readonly #squares: readonly Vector[]
  readonly #steps: Int32Array
  readonly #touched = new Set<number>()

  constructor({ rows, dimensions }: Embedding) {
    this.#rows = rows
    this.#gradients = zeroVectors(rows.length, dimensions)
    this.#means = zeroVectors(rows.length, dimensions)
    this.#squares = zeroVectors(rows.length, dimensions)
    this.#steps = new Int32Array(rows.length)
  }

  collect(row: number, gradient: Vector, factor: number): void {
    this.#touched.add(row)
    addScaled(this.#gradients[row]!, gradient, factor)
  }

  step(rate: number): void {
    for (const row of this.#touched) this.#stepRow(row, rate)
    this.#touched.clear()
  }

  #stepRow(row: number, rate: number): void {
    const [vector, gradient] = [this.#rows[row]!, this.#gradients[row]!]
    const [mean, square] = [this.#means[row]!, this.#squares[row]!]
    const step = ++this.#steps[row]!
    const meanScale = 1 / (1 - MEAN_DECAY ** step)
    const squareScale = 1 / (1 - SQUARE_DECAY ** step)
    for (let i = 0; i < vector.length; i++) {
      const slope = gradient[i]!
      mean[i] = MEAN_DECAY * mean[i]! + (1 - MEAN_DECAY) * slope
      square[i] = SQUARE_DECAY * square[i]! + (1 - SQUARE_DECAY) * slope * slope
      vector[i]! -= (rate * mean[i]! * meanScale) / (Math.sqrt(square[i]! * squareScale) + TINY)
      gradient[i] = 0
    }
  }
}
