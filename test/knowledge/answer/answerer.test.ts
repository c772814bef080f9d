import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../knowledge/model/answer.ts'
import type { DocumentId } from '../../../knowledge/model/document.ts'
import type { Library } from '../../../knowledge/library.ts'
import { packageRoot } from '../../../knowledge/package-root.ts'
import { splitSentences } from '../../../knowledge/text/sentences.ts'
import { readLines } from './golden.ts'
import { libraryOf, SAMPLES, type TestLibrary } from './samples.ts'

let opened: TestLibrary
let library: Library
beforeAll(async () => {
  opened = await libraryOf([SAMPLES])
  library = opened.library
})
afterAll(async () => {
  await opened.dispose()
})

async function ask(question: string, more: { scope?: string; session?: string } = {}): Promise<Answer> {
  return (await library.ask({ question, ...more })).answer
}

function codes({ warnings }: Answer): string[] {
  return warnings.map(({ code }) => code)
}

/** What must hold of every answer, whatever was asked. */
function expectHonest(answer: Answer): void {
  for (const { document, article, start, end, quote } of answer.citations) {
    const text = library.textOf(document.id as DocumentId)
    expect(text.slice(start, end), answer.question).toBe(quote)
    expect(quote.trim(), answer.question).not.toBe('')
    expect(article.start, answer.question).toBeLessThanOrEqual(start)
    expect(article.end, answer.question).toBeGreaterThanOrEqual(end)
  }
  if (answer.status === 'declined') expect(answer.citations, answer.question).toEqual([])
  else expect(answer.citations.length, answer.question).toBeGreaterThan(0)
  expect(answer.text.trim(), answer.question).not.toBe('')
}

/** Every text of a list at equal steps, `count` in all. */
function spread(texts: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(texts.length / count))
  return texts.filter((_, i) => i % step === 0)
}

function sentencesOfDocuments(): string[] {
  return library.store
    .documents()
    .flatMap(({ id }) => library.store.articlesOf(id))
    .flatMap(({ text }) => splitSentences(text).map(({ start, end }) => text.slice(start, end)))
}

function trainingQuestions(): string[] {
  const folder = join(packageRoot(), 'train', 'data')
  const files = readdirSync(folder).filter(name => name.startsWith('pairs-'))
  return files.flatMap(name =>
    readLines<{ questions: string[] }>(join(folder, name)).flatMap(({ questions }) => questions),
  )
}

describe('every answer', () => {
  it('quotes the documents word for word, asked for their own sentences', async () => {
    for (const sentence of spread(sentencesOfDocuments(), 120)) {
      const question = sentence.slice(0, 40)
      if (/[\p{L}\p{N}]/u.test(question)) expectHonest(await ask(question))
    }
  })

  it('quotes the documents word for word or declines, asked what people ask', async () => {
    const statuses = new Set<string>()
    for (const question of spread(trainingQuestions(), 250)) {
      const answer = await ask(question)
      expectHonest(answer)
      statuses.add(answer.status)
    }
    expect([...statuses].sort()).toEqual(['answered', 'declined'])
  })

  it('finds a sentence that is asked for in its own words', async () => {
    const sentences = spread(
      sentencesOfDocuments().filter(text => text.length >= 25),
      60,
    )
    let found = 0
    for (const sentence of sentences) {
      const { citations } = await ask(sentence.slice(0, 60))
      // The label in front of a sentence is no part of a quote.
      if (citations.slice(0, 3).some(({ quote }) => sentence.endsWith(quote))) found++
    }
    expect(found / sentences.length).toBeGreaterThanOrEqual(0.9)
  })

  it('puts three articles among the first three citations where three are quoted', async () => {
    let several = 0
    for (const question of [
      '年度报告什么时候公布',
      '行政执法人员培训学时',
      '会前学法',
      '行政复议接待点',
      '文件备案',
    ]) {
      const { citations } = await ask(question)
      const articles = new Set(citations.map(({ document, article }) => `${document.id}/${article.start}`))
      if (articles.size < 3) continue
      several++
      const first = citations.slice(0, 3).map(({ document, article }) => `${document.id}/${article.start}`)
      expect(new Set(first).size, question).toBe(3)
    }
    expect(several).toBeGreaterThan(0)
  })

  it('is the same each time', async () => {
    const once = await ask('年度报告什么时候公布')
    await ask('会前学法每年几次')
    expect(await ask('年度报告什么时候公布')).toEqual(once)
  })
})

describe('places', () => {
  it('names the place it speaks of', async () => {
    const answer = await ask('清渠区年度报告什么时候公布')
    expect(answer).toMatchObject({ status: 'answered', scope: '清渠区' })
  })

  it('declines for a place outside, and names it', async () => {
    const answer = await ask('海淀区年度报告什么时候公布')
    expect(answer).toMatchObject({ status: 'declined', scope: '海淀区', citations: [] })
    expect(answer.text).toContain('海淀区')
  })

  it('declines for a place handed in that no document covers', async () => {
    expect((await ask('年度报告什么时候公布', { scope: '海淀区' })).status).toBe('declined')
  })

  it('takes the place in the question before the one handed in', async () => {
    const answer = await ask('清渠区年度报告什么时候公布', { scope: '海淀区' })
    expect(answer).toMatchObject({ status: 'answered', scope: '清渠区' })
  })

  it('says so where only one of two places is covered', async () => {
    const answer = await ask('清渠区和海淀区的年度报告什么时候公布')
    expect(answer.status).toBe('answered')
    expect(codes(answer)).toContain('place-unknown')
    expect(answer.warnings.find(({ code }) => code === 'place-unknown')?.message).toContain('海淀区')
  })

  it('takes 公平竞争 for a matter, not for a place', async () => {
    expect((await ask('公平竞争审查要听几家企业的意见')).status).toBe('answered')
  })
})

describe('a conversation', () => {
  it('carries the matter to a question that leans on the one before', async () => {
    await ask('清渠区会前学法每年至少几次', { session: 'a' })
    const answer = await ask('那街道呢？', { session: 'a' })
    expect(answer.scope).toBe('清渠区')
    expect(answer.citations.some(({ quote }) => quote.includes('街道'))).toBe(true)
  })

  it('carries the place outside, and declines again', async () => {
    await ask('海淀区会前学法每年几次', { session: 'b' })
    expect((await ask('那年度报告呢？', { session: 'b' })).status).toBe('declined')
  })

  it('is not carried into another conversation', async () => {
    await ask('海淀区会前学法每年几次', { session: 'c' })
    expect((await ask('年度报告什么时候公布', { session: 'd' })).status).toBe('answered')
    expect((await ask('年度报告什么时候公布')).status).toBe('answered')
  })
})

describe('what people type', () => {
  it.each(['', '   ', '？！…', '\n'])('refuses an empty question: %j', async question => {
    await expect(ask(question)).rejects.toMatchObject({ code: 'question-empty' })
  })

  it('refuses a question of more than a thousand characters, and takes one of a thousand', async () => {
    await expect(ask('学'.repeat(1001))).rejects.toMatchObject({ code: 'question-too-long' })
    expectHonest(await ask('学'.repeat(1000)))
  })

  it('answers traditional characters and wide digits like simplified and narrow ones', async () => {
    const plain = await ask('2027年年度报告什么时候公布')
    const traditional = await ask('２０２７年年度報告什麼時候公布')
    expect(traditional.citations).toEqual(plain.citations)
    expect(traditional.question).toBe('２０２７年年度報告什麼時候公布')
  })

  it.each([
    '<script>alert(1)</script>年度报告什么时候公布',
    '**年度报告** `什么时候` [公布](javascript:alert(1))',
    '年度报告\u0000什么时候公布',
    '年度报告\ud800什么时候公布',
    '%s %d 年度报告 ${公布} {{公布}}',
    "年度报告'; drop table document; --",
  ])('answers what is asked around markup and control characters: %j', async question => {
    const answer = await ask(question)
    expectHonest(answer)
    expect(answer.status).toBe('answered')
    expect(answer.text).not.toContain('<script>')
  })

  it('declines what the documents do not speak of, and names the nearest articles', async () => {
    const reply = await library.ask({ question: '怎样给宠物猫洗澡才不掉毛' })
    expect(reply.answer.status).toBe('declined')
    expect(reply.nearest.length).toBeLessThanOrEqual(3)
    for (const { document, start, end, quote } of reply.nearest) {
      expect(library.textOf(document.id as DocumentId).slice(start, end)).toBe(quote)
    }
  })
})

describe('warnings', () => {
  it('says that the source is damaged where it is quoted', async () => {
    const answer = await ask('各单位什么时候完成涉企文件专项清理')
    expect(answer.citations.some(({ quote }) => quote.includes('2026底前'))).toBe(true)
    expect(codes(answer)).toContain('source-damaged')
  })

  it('says nothing of damage where sound text is quoted', async () => {
    expect(codes(await ask('学法档案保存期限不少于多少年'))).not.toContain('source-damaged')
  })

  it('says each thing once', async () => {
    for (const question of spread(trainingQuestions(), 40)) {
      const { warnings } = await ask(question)
      expect(new Set(warnings.map(warning => JSON.stringify(warning))).size).toBe(warnings.length)
    }
  })
})

describe('a plan whose years are over', () => {
  it('still answers, and says that the years have passed', async () => {
    const later = await libraryOf([SAMPLES], new Date('2031-01-01T00:00:00.000Z'))
    const { answer } = await later.library.ask({ question: '规划的中期评估什么时候完成' })
    await later.dispose()
    expect(answer.status).toBe('answered')
    expect(answer.warnings.find(({ code }) => code === 'lapsed')?.message).toContain('2030年')
  })

  it('counts its last year to the end, by the calendar of Shanghai', async () => {
    const lastHour = await libraryOf([SAMPLES], new Date('2030-12-31T15:59:00.000Z'))
    const { answer } = await lastHour.library.ask({ question: '规划的中期评估什么时候完成' })
    await lastHour.dispose()
    expect(answer.citations[0]?.document.source).toMatch(/^01/)
    expect(answer.warnings.filter(({ message }) => message.includes('2030年'))).toEqual([])
  })
})
