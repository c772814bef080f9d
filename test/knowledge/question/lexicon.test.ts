import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../../knowledge/package-root.ts'
import { loadLexicon } from '../../../knowledge/question/lexicon.ts'

const folders: string[] = []
afterAll(() => {
  folders.forEach(folder => {
    rmSync(folder, { recursive: true, force: true })
  })
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'xuefa-lexicon-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const LINES = `{"say": ["红头文件", "土政策"], "official": ["行政规范性文件"]}

{"say": ["民告官"], "official": ["行政诉讼", "应诉"]}
`

describe('loadLexicon', () => {
  it('finds the official words behind a saying, wherever it stands in the question', () => {
    const lexicon = loadLexicon(folderWith({ 'a.jsonl': LINES }))
    expect(lexicon.expand('出红头文件前要听谁的意见')).toEqual([{ official: '行政规范性文件', weight: 1 }])
    expect(lexicon.expand('民告官').map(({ official }) => official)).toEqual(['行政诉讼', '应诉'])
  })

  it('takes a saying of which only most is there, with less weight', () => {
    const lexicon = loadLexicon(folderWith({ 'a.jsonl': LINES }))
    const [expansion] = lexicon.expand('红头文的事')
    expect(expansion?.official).toBe('行政规范性文件')
    expect(expansion?.weight).toBeCloseTo(2 / 3)
    expect(lexicon.expand('文件')).toEqual([])
    expect(lexicon.expand('')).toEqual([])
  })

  it('reads every .jsonl file of the folder and nothing else', () => {
    const folder = folderWith({
      'a.jsonl': LINES,
      'b.jsonl': '{"say": ["踢皮球"], "official": ["推诿扯皮"]}',
      'README.md': 'not an entry',
    })
    const lexicon = loadLexicon(folder)
    expect(lexicon.expand('别踢皮球')).toHaveLength(1)
    expect(lexicon.expand('土政策')).toHaveLength(1)
  })

  it.each([
    ['{"say": ["红头文件"], "official": ["行政规范性文件"]', 'a line that is no JSON'],
    ['{"say": "红头文件", "official": ["行政规范性文件"]}', 'a word where a list should be'],
    ['{"say": ["红头文件"], "official": []}', 'an empty list'],
    ['{"say": ["红头文件", ""], "official": ["x"]}', 'an empty word'],
    ['["红头文件"]', 'a list'],
    ['null', 'null'],
  ])('names file and line of a bad entry: %s', bad => {
    const folder = folderWith({ 'a.jsonl': `${LINES}${bad}\n` })
    expect(() => loadLexicon(folder)).toThrow('a.jsonl:4: expected {"say": [words], "official": [words]}')
  })

  it('reads the list that ships', () => {
    const lexicon = loadLexicon(join(packageRoot(), 'knowledge', 'lexicon'))
    expect(lexicon.expand('民告官').map(({ official }) => official)).toContain('行政诉讼')
  })
})
