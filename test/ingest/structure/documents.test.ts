/** The structure stage on real files: our samples, and where they are at hand the shared documents and laws. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { structureDocument } from '../../../ingest/structure/structure.ts'
import type { OutlineUnit, StructuredDocument } from '../../../knowledge/model/document.ts'
import { foldText } from '../../../knowledge/text/fold.ts'
import { expectLossless, labelsOf } from './support.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const SAMPLES = path.join(ROOT, 'samples')
const SHARED = path.resolve(ROOT, '../shared/documents')
const GOLD = path.resolve(ROOT, '../shared/gold-dev/structure.json')
/** Where a benchmark run unpacks the law corpus; not part of the repository. */
const LAWS = '/tmp/laws'
/** Every so many files of the corpus are read. */
const LAW_STEP = 120

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter(name => /\.(?:txt|md)$/.test(name) && !/(?:README|_index)\.md$/.test(name)).sort()
}

function read(folder: string, name: string): StructuredDocument {
  const text = readFileSync(path.join(folder, name), 'utf8').replace(/^\ufeff/, '')
  return structureDocument({ text, format: name.endsWith('.md') ? 'md' : 'txt', source: name })
}

const numberOf = (label: string): number => Number(/\d+/.exec(label)?.[0])
const codes = (document: StructuredDocument): string[] =>
  document.warnings.map(warning => warning.code).filter(code => code.startsWith('label'))

describe('the documents that ship with the program', () => {
  it.each(filesIn(SAMPLES))('%s loses no visible character', name => {
    expectLossless(read(SAMPLES, name))
  })

  it.each(filesIn(SAMPLES).filter(name => !name.startsWith('06')))('%s has no doubtful label', name => {
    expect(codes(read(SAMPLES, name))).toEqual([])
  })

  it('of the scraped page the sections are whole again', () => {
    const [name = ''] = filesIn(SAMPLES).filter(each => each.startsWith('06'))
    const sections = labelsOf(read(SAMPLES, name)).filter(label => label.startsWith('('))
    expect(sections.slice(0, 4)).toEqual(['(一)', '(二)', '(三)', '(四)'])
    expect(sections).toHaveLength(14)
  })

  it('the numbered tasks of the scheme run from 1 to 45, each with its unit and its schedule', () => {
    const [name = ''] = filesIn(SAMPLES).filter(each => each.startsWith('02'))
    const tasks = read(SAMPLES, name).articles.filter(article => /^\d+\.$/.test(article.label))
    expect(tasks.map(task => numberOf(task.label))).toEqual(Array.from({ length: 45 }, (_, i) => i + 1))
    for (const task of tasks) expect(task.fields.map(field => field.name)).toEqual(['责任单位', '进度安排'])
  })
})

describe.skipIf(!existsSync(SHARED))('the shared documents (skipped without ../shared)', () => {
  it.each(filesIn(SHARED))('%s loses no visible character', name => {
    expectLossless(read(SHARED, name))
  })

  it('001: 75 numbered tasks in order, sections (一) to (三十四) restored', () => {
    const document = read(SHARED, filesIn(SHARED)[1] ?? '')
    const tasks = document.articles.filter(article => /^\d+\.$/.test(article.label))
    expect(tasks.map(task => numberOf(task.label))).toEqual(Array.from({ length: 75 }, (_, i) => i + 1))
    expect(labelsOf(document).filter(label => label.startsWith('('))).toHaveLength(34)
    expect(codes(document).every(code => code === 'label-damaged')).toBe(true)
  })

  it('002 and 004: sections as printed, without a doubtful label', () => {
    const [, , second = '', , fourth = ''] = filesIn(SHARED)
    const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
    const sections = (name: string): string[] =>
      labelsOf(read(SHARED, name)).filter(label => label.startsWith('('))
    expect(sections(second)).toEqual(numerals.slice(0, 9).map(n => `(${n})`))
    expect(sections(fourth)).toEqual(numerals.map(n => `(${n})`))
    expect([...codes(read(SHARED, second)), ...codes(read(SHARED, fourth))]).toEqual([])
  })
})

interface GoldUnit {
  readonly level: number
  readonly label: string
  readonly title: string
  readonly line: number
  readonly start?: number
  readonly expected_label?: string
}

interface GoldDocument {
  readonly doc: string
  readonly file: string
  readonly title: string
  readonly units: readonly GoldUnit[]
}

function goldDocuments(): GoldDocument[] {
  if (!existsSync(GOLD)) return []
  return (JSON.parse(readFileSync(GOLD, 'utf8')) as { documents: GoldDocument[][] }).documents.flat()
}

const squeeze = (text: string): string => foldText(text).replace(/\s/g, '')
const nameOf = (unit: OutlineUnit): string => unit.expectedLabel ?? unit.label

describe.skipIf(!existsSync(GOLD))('the checked outlines (skipped without ../shared/gold-dev)', () => {
  it.each(goldDocuments().map(document => [document.doc, document] as const))(
    '%s equals the outline read by hand',
    (_, gold) => {
      const document = read(SHARED, gold.file)
      const found = document.units.filter(unit => nameOf(unit) !== '')
      const wanted = gold.units.filter(unit => (unit.expected_label ?? unit.label) !== '')
      expect(found.map(unit => [unit.level, nameOf(unit), squeeze(unit.heading ?? '')])).toEqual(
        wanted.map(unit => [unit.level, unit.expected_label ?? unit.label, squeeze(unit.title)]),
      )
      const starts = wanted.flatMap((unit, i) =>
        unit.start === undefined ? [] : [[unit.start, found[i]?.start]],
      )
      for (const [start, ours] of starts) expect(ours).toBe(start)
      expect(squeeze(document.metadata.title)).toBe(squeeze(gold.title))
    },
  )
})

const laws = filesIn(LAWS).filter((_, i) => i % LAW_STEP === 0)
describe.skipIf(laws.length === 0)('laws (skipped where the corpus is not unpacked)', () => {
  it.each(laws)('%s loses no visible character', name => {
    expectLossless(read(LAWS, name))
  })
})
