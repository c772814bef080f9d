// The collection is ours to extend by hand, so every rule it must keep stands here.
import { existsSync, readFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../knowledge/package-root.ts'
import { collectionFolders, holdOutTopics, readCollection, textsOf } from '../../train/data.ts'

const collection = readCollection(collectionFolders(packageRoot()))
const goldQuestions = resolve(packageRoot(), '..', 'shared', 'gold-dev', 'questions.jsonl')

const squash = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
const duplicates = (texts: readonly string[]): string[] =>
  texts.filter((text, i) => texts.indexOf(text) !== i)

describe('the training collection', () => {
  it('holds well-formed records only', () => {
    expect(collection.pairs.length).toBeGreaterThanOrEqual(2100)
    expect(collection.lexicon.length).toBeGreaterThanOrEqual(1100)
  })

  it('has no official sentence twice', () => {
    expect(duplicates(collection.pairs.map(pair => squash(pair.official)))).toEqual([])
  })

  it('asks no question twice about one sentence', () => {
    expect(collection.pairs.filter(pair => duplicates(pair.questions.map(squash)).length > 0)).toEqual([])
  })

  it('has no lexicon entry twice', () => {
    expect(duplicates(collection.lexicon.map(entry => JSON.stringify(entry)))).toEqual([])
  })

  it.skipIf(!existsSync(goldQuestions))('holds no question we are measured by (needs ../shared)', () => {
    const texts = new Set(textsOf(collection).map(squash))
    const measured = readFileSync(goldQuestions, 'utf8').trim().split('\n')
    const questions = measured.map(line => (JSON.parse(line) as { question: string }).question)
    expect(questions.length).toBeGreaterThan(0)
    expect(questions.filter(question => texts.has(squash(question)))).toEqual([])
  })
})

describe('readCollection', () => {
  const folderWith = (line: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'xuefa-data-'))
    writeFileSync(join(folder, 'pairs-1.jsonl'), `\n${line}\n`)
    return folder
  }

  it.each([
    'not json',
    '{"topic":"甲","official":"乙","questions":["丙"]}',
    '{"topic":"","official":"乙","questions":["1","2","3","4"]}',
  ])('names file and line of a record it cannot use: %s', line => {
    const folder = folderWith(line)
    expect(() => readCollection({ pairs: folder, lexicon: folder })).toThrow('pairs-1.jsonl:2')
  })
})

describe('holdOutTopics', () => {
  it('keeps whole topics apart and loses no pair', () => {
    const split = holdOutTopics(collection.pairs, { topics: 35, seed: 1 })
    const trained = new Set(split.training.map(pair => pair.topic))
    expect(new Set(split.heldOut.map(pair => pair.topic)).size).toBe(35)
    expect(split.heldOut.filter(pair => trained.has(pair.topic))).toEqual([])
    expect(split.training.length + split.heldOut.length).toBe(collection.pairs.length)
  })

  it('holds out the same topics for the same seed, others for another', () => {
    const topics = (seed: number): string[] =>
      holdOutTopics(collection.pairs, { topics: 35, seed }).heldOut.map(pair => pair.topic)
    expect(topics(7)).toEqual(topics(7))
    expect(topics(8)).not.toEqual(topics(7))
  })
})
