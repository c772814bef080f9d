/**
 * `npm run train`: reads train/data and knowledge/lexicon, measures the recipe on held-out topics, learns from everything and writes the model
 * folder. Progress goes to standard output. Two runs write the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageRoot } from '../knowledge/package-root.ts'
import { collectionFolders, holdOutTopics, readCollection, type Collection } from './data.ts'
import { evaluate, type Quality } from './evaluate.ts'
import { modelFiles, SETTINGS, trainEmbedding } from './train-model.ts'

/** About a sixth of the topics: enough questions for two digits, and enough left to learn from. */
const HELD_OUT_TOPICS = 35

const MODEL_FOLDER = join(packageRoot(), 'models', 'xuefa-zh-static')

function main(): void {
  const collection = readCollection(collectionFolders(packageRoot()))
  print(`${collection.pairs.length} sentences with questions, ${collection.lexicon.length} lexicon entries`)
  measureOnHeldOutTopics(collection)
  print('Learning from everything')
  const { trained } = trainEmbedding(collection, SETTINGS, print)
  for (const [name, content] of modelFiles(trained)) {
    const path = join(MODEL_FOLDER, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    print(`  ${name}: ${Buffer.byteLength(content)} bytes`)
  }
}

function measureOnHeldOutTopics(collection: Collection): void {
  const split = holdOutTopics(collection.pairs, { topics: HELD_OUT_TOPICS, seed: SETTINGS.seed })
  print(`Measuring on ${HELD_OUT_TOPICS} held-out topics, ${split.heldOut.length} sentences`)
  const known = { pairs: split.training, lexicon: collection.lexicon }
  const { untrained, trained } = trainEmbedding(known, SETTINGS, print)
  printQuality('before', evaluate(untrained, split.heldOut))
  printQuality('after', evaluate(trained, split.heldOut))
}

function printQuality(title: string, qualities: readonly Quality[]): void {
  for (const { style, mrr, hitAt1, hitAt3 } of qualities) {
    const figures = `MRR ${mrr.toFixed(3)}  hit@1 ${hitAt1.toFixed(3)}  hit@3 ${hitAt3.toFixed(3)}`
    print(`  ${title.padEnd(8)}${style.padEnd(14)}${figures}`)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

main()
