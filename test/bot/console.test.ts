import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { runConsole, showAnswer, type ConsoleDeps } from '../../bot/console/console.ts'
import { consoleWording } from '../../bot/wording.ts'
import type { Answer, Question } from '../../knowledge/model/answer.ts'
import { AppError } from '../../knowledge/model/errors.ts'
import { Recorder } from '../cli/run.ts'

function answer(text: string, more: Partial<Answer> = {}): Answer {
  return {
    question: '',
    status: 'answered',
    text,
    citations: [],
    obligations: [],
    warnings: [],
    scope: null,
    elapsedMs: 1,
    ...more,
  }
}

function talk(ask: ConsoleDeps['ask'], stop = new AbortController()) {
  const input = new PassThrough()
  const output = new Recorder()
  const reported: unknown[] = []
  const ended = runConsole({ input, output, ask, signal: stop.signal, report: error => reported.push(error) })
  return { input, output, reported, ended, stop }
}

const echo = ({ question }: Question) => Promise.resolve(answer(`答：${question}`))

describe('the prompt', () => {
  it('greets, answers line by line in one conversation, and ends with the input', async () => {
    const asked: Question[] = []
    const { input, output, ended } = talk(question => {
      asked.push(question)
      return echo(question)
    })
    input.end('会前学法一年几次？\n\n   \n每次谁来讲？\n')
    await ended
    expect(asked).toEqual([
      { question: '会前学法一年几次？', session: 'console' },
      { question: '每次谁来讲？', session: 'console' },
    ])
    expect(output.written).toMatch(new RegExp(`^${consoleWording.greeting}\\n${consoleWording.prompt}`))
    expect(output.written).toContain('答：会前学法一年几次？\n')
    expect(output.written).toContain('答：每次谁来讲？\n')
  })

  it.each(['/quit', '/exit', '退出', '  /quit  '])('ends at %j, whatever follows', async word => {
    const asked: string[] = []
    const { input, ended } = talk(question => {
      asked.push(question.question)
      return echo(question)
    })
    input.write(`年度报告？\n${word}\n还有？\n`)
    await ended
    expect(asked).toEqual(['年度报告？'])
  })

  it('says what is wrong with a question and goes on', async () => {
    const { input, output, ended, reported } = talk(question =>
      question.question === '空'
        ? Promise.reject(new AppError('question-empty', '问题是空的。'))
        : echo(question),
    )
    input.end('空\n下一个\n')
    await ended
    expect(output.written).toContain('问题是空的。\n')
    expect(output.written).toContain('答：下一个\n')
    expect(reported).toEqual([])
  })

  it('survives a defect of ours, reports it and shows no details', async () => {
    const defect = new TypeError('x is not a function')
    const { input, output, ended, reported } = talk(question =>
      question.question === '坏' ? Promise.reject(defect) : echo(question),
    )
    input.end('坏\n下一个\n')
    await ended
    expect(reported).toEqual([defect])
    expect(output.written).toContain(consoleWording.failed)
    expect(output.written).not.toContain('TypeError')
    expect(output.written).toContain('答：下一个\n')
  })

  it('ends when it is told to, and leaves the cursor on a line of its own', async () => {
    const { output, ended, stop } = talk(echo)
    stop.abort()
    await ended
    expect(output.written).toMatch(/\n$/)
  })

  it('finishes the answer under way when it is told to end', async () => {
    const stop = new AbortController()
    const { input, output, ended } = talk(question => {
      stop.abort()
      return echo(question)
    }, stop)
    input.write('最后一个\n')
    await ended
    expect(output.written).toContain('答：最后一个\n')
  })

  it('does not begin where it has been told to end before', async () => {
    const stop = new AbortController()
    stop.abort()
    const { output, ended } = talk(echo, stop)
    await ended
    expect(output.written).toBe('')
  })

  it('shows nothing that commands the terminal', async () => {
    const { input, output, ended } = talk(() => Promise.resolve(answer('执法\u001b[2J\u202e培训')))
    input.end('问\n')
    await ended
    expect(output.written).toContain('执法�[2J�培训\n')
  })
})

describe('an answer on a terminal', () => {
  it('is the text, the warnings and the numbered places', () => {
    const shown = showAnswer(
      answer('“每年不少于4次。”[1]', {
        warnings: [{ code: 'lapsed', message: '规划期已届满。' }],
        citations: [
          {
            document: { id: 'd', title: '溪口县办法', source: 'a.txt', jurisdiction: '溪口县' },
            article: { label: '第二条', heading: '会前学法', path: ['第一章'], start: 10, end: 30 },
            start: 12,
            end: 20,
            quote: '每年不少于4次。',
          },
        ],
      }),
    )
    expect(shown.split('\n')).toEqual([
      '“每年不少于4次。”[1]',
      '注意：规划期已届满。',
      '',
      '[1] 《溪口县办法》 第一章 › 第二条会前学法（a.txt，第 12—20 字）',
    ])
  })
})
