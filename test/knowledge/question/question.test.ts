import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../../knowledge/package-root.ts'
import { searchWords, understand } from '../../../knowledge/question/question.ts'
import { toSimplified } from '../../../knowledge/question/simplify.ts'

describe('toSimplified', () => {
  it.each([
    ['年度報告什麼時候公布', '年度报告什么时候公布'],
    ['領導幹部會前學法幾次', '领导干部会前学法几次'],
    ['清渠區重大行政決策要聽證嗎', '清渠区重大行政决策要听证吗'],
  ])('turns %s into simplified characters', async (traditional, simplified) => {
    expect(await toSimplified(traditional)).toBe(simplified)
  })

  it('leaves simplified text as it is', async () => {
    const text = '台账、后备干部和里程碑，由监督部门检查，每年1次'
    expect(await toSimplified(text)).toBe(text)
  })

  it('sees the traditional characters of every question of the training set', async () => {
    const { Converter } = await import('opencc-js/cn2t')
    const toTraditional = Converter({ from: 'cn', to: 't' }) as (text: string) => string
    const folder = join(packageRoot(), 'train', 'data')
    const lines = readFileSync(join(folder, 'pairs-1.jsonl'), 'utf8')
      .split('\n')
      .filter(line => line !== '')
    const questions = lines.flatMap(line => (JSON.parse(line) as { questions: string[] }).questions)
    let kept = 0
    for (const question of questions) {
      const traditional = toTraditional(question)
      if ((await toSimplified(traditional)) === traditional && traditional !== question) kept++
    }
    expect(questions.length).toBeGreaterThan(1000)
    expect(kept / questions.length).toBeLessThan(0.005)
  })

  it('turns nothing back: simplifying twice is simplifying once', async () => {
    const once = await toSimplified('請問區政府向誰報告')
    expect(await toSimplified(once)).toBe(once)
  })
})

describe('searchWords', () => {
  it.each([
    ['年度报告什么时候公布', '年度报告', '什么时候'],
    ['请问会前学法每年多少次', '会前学法', '请问'],
    ['谁牵头公平竞争审查', '公平竞争审查', '谁'],
  ])('keeps what is asked about and blanks out the asking: %s', (question, kept, gone) => {
    expect(searchWords(question)).toContain(kept)
    expect(searchWords(question)).not.toContain(gone)
  })

  it('keeps every character in its place', () => {
    const parts = fc.constantFrom('年度报告', '什么时候', '多少', '吗', '，', '公布', '谁')
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 8 }), list => {
        const question = list.join('')
        expect(searchWords(question)).toHaveLength(question.length)
      }),
      { seed: 20260302 },
    )
  })

  it('takes 要求 for asking in 有哪些要求 and for telling in 总体要求', () => {
    expect(searchWords('年度报告有哪些要求')).not.toContain('要求')
    expect(searchWords('总体要求')).toBe('总体要求')
    expect(searchWords('目录管理规定')).toBe('目录管理规定')
  })

  it('searches for the asking words where there are no others', () => {
    expect(searchWords('什么时候？')).toBe('什么时候？')
  })
})

describe('understand', () => {
  it('folds width and traditional characters', async () => {
    expect((await understand(' 第３條是什麼？ ')).text).toBe('第3条是什么?')
  })

  it.each([
    ['年度报告什么时候公布', 'time'],
    ['这项工作由谁牵头', 'who'],
    ['会前学法一年要搞几次', 'number'],
  ] as const)('sees what is wanted: %s', async (question, want) => {
    expect((await understand(question)).wants).toContain(want)
  })

  it.each(['应当在30分钟内报告', '自收到之日起15日内答复', '每年3月1日前公布', '三个月内收回'])(
    'takes %s for an answer to 多久',
    async sentence => {
      expect((await understand('接到以后多久报告')).fact?.test(sentence)).toBe(true)
    },
  )

  it('takes no sentence without a time for an answer to 多久', async () => {
    expect((await understand('接到以后多久报告')).fact?.test('应当逐级报告')).toBe(false)
  })

  it('wants no particular fact where none is asked for', async () => {
    expect((await understand('介绍一下行政复议工作')).wants).toEqual([])
  })
})
